// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Address expressions: any text is a byte of the segment, or an error inside the text.

#include "core/observe/address_expression.h"
#include "fuzz_input.h"

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    AddressContext context;
    context.cursor = 100;
    context.size = 4120;
    context.dataOffset = 24;
    context.ring = RingHeader{10'000, 10'050, 4096};
    context.field = [](std::string_view name) { return name == "f" ? std::optional<std::uint64_t>(7) : std::nullopt; };
    const auto result = evaluateAddress(text, context);
    if (const auto *error = std::get_if<AddressError>(&result)) {
        FUZZ_CHECK(error->column <= text.size());
        FUZZ_CHECK(error->length <= text.size() - error->column);
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    const std::uint64_t offset = std::get<std::uint64_t>(result);
    FUZZ_CHECK(offset < context.size);
    // Parentheses around what is not counted from the cursor change nothing.
    const auto first = text.find_first_not_of(" \t");
    if (text[first] != '+' && text[first] != '-' && text.size() + 2 <= maxAddressText) {
        const auto again = evaluateAddress("(" + text + ")", context);
        const auto *same = std::get_if<std::uint64_t>(&again);
        FUZZ_CHECK(same != nullptr ? *same == offset
                                   : std::get<AddressError>(again).reason == AddressError::Reason::NestedTooDeep);
    }
    return 0;
}
