// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Conditions on samples and frames, as somebody types them.

#include "core/observe/condition.h"
#include "fuzz_input.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

using namespace membridge;

namespace {

/// A value of every kind, and none, whatever the name; others at each step.
ConditionValue valueOf(std::string_view name, std::int64_t step)
{
    const ConditionValue values[] = {
        std::monostate(), true, std::int64_t{-1},    std::numeric_limits<std::uint64_t>::max(),
        std::nan(""),     0.9,  std::string("text"), std::int64_t{step}};
    return values[(name.size() + static_cast<std::size_t>(step)) % std::size(values)];
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto parsed = Condition::parse(text);
    if (const auto *error = std::get_if<ConditionError>(&parsed)) {
        FUZZ_CHECK(error->column <= text.size());
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    const Condition &condition = std::get<Condition>(parsed);
    FUZZ_CHECK(!condition.text().empty());
    // Its one form can be longer than what was typed.
    const auto again = Condition::parse(condition.text());
    const auto *error = std::get_if<ConditionError>(&again);
    FUZZ_CHECK(error == nullptr || error->reason == ConditionError::Reason::TooLong
               || error->reason == ConditionError::Reason::TooDeep);
    ConditionState first(condition);
    ConditionState second(error == nullptr ? std::get<Condition>(again) : condition);
    for (std::int64_t step = 0; step < 10; ++step) {
        const auto lookup = [step](std::string_view name) { return valueOf(name, step); };
        const bool value = first.evaluate(lookup, step * 1'000'000);
        FUZZ_CHECK(second.evaluate(lookup, step * 1'000'000) == value);
    }
    return 0;
}
