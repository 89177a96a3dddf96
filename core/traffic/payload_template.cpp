// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "payload_template.h"

#include "../codec/encode.h"
#include "../ipc/error.h"
#include "crc32c.h"

#include <cmath>
#include <cstring>
#include <numbers>

namespace membridge {

namespace {

Value fieldValue(const TemplateField &field, std::span<const std::byte> before, std::uint64_t number,
                 TrafficRandom &random)
{
    if (const auto *fixed = std::get_if<FixedField>(&field))
        return fixed->value;
    if (const auto *counter = std::get_if<CounterField>(&field)) {
        // Unsigned, where wrapping is defined.
        const std::uint64_t value = static_cast<std::uint64_t>(counter->start)
            + static_cast<std::uint64_t>(counter->step) * number;
        return Value{static_cast<std::int64_t>(value)};
    }
    if (const auto *range = std::get_if<RandomField>(&field)) {
        if (range->most < range->least)
            return Value{range->least};
        const std::uint64_t least = static_cast<std::uint64_t>(range->least);
        return Value{static_cast<std::int64_t>(least + random.upTo(static_cast<std::uint64_t>(range->most) - least))};
    }
    if (const auto *sine = std::get_if<SineField>(&field)) {
        const std::uint64_t period = sine->period == 0 ? 1 : sine->period;
        const double turn = static_cast<double>(number % period) / static_cast<double>(period);
        return Value{sine->centre + sine->amplitude * std::sin(2 * std::numbers::pi * turn)};
    }
    if (const auto *text = std::get_if<TextField>(&field))
        return Value{Text{text->prefix + std::to_string(number)}};
    if (const auto *csv = std::get_if<CsvField>(&field)) {
        if (csv->cells == nullptr || csv->cells->empty())
            throw Error(ErrorCode::InvalidArgument, "", "make payload", "the CSV file was not read");
        return (*csv->cells)[number % csv->cells->size()];
    }
    const std::uint32_t sum = crc32c(before);
    ByteVector bytes(sizeof sum);
    std::memcpy(bytes.data(), &sum, sizeof sum);
    return Value{bytes};
}

} // namespace

void PayloadTemplate::encode(ByteVector &out, std::uint64_t number, TrafficRandom &random) const
{
    out.clear();
    for (const TemplateField &field : fields)
        appendValue(out, fieldValue(field, out, number, random));
}

} // namespace membridge
