// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Layout files: any text is a layout that is written and read back to itself, or an error inside the text.

#include "core/codec/decode.h"
#include "core/codec/layout_file.h"
#include "fuzz_input.h"

#include <array>

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto parsed = parseLayoutFile(text);
    if (const auto *error = std::get_if<LayoutFileError>(&parsed)) {
        FUZZ_CHECK(!error->reason.empty());
        FUZZ_CHECK(error->column <= text.size() + 1);
        FUZZ_CHECK(error->line <= text.size() + 1);
        return 0;
    }
    const LayoutFile &layout = std::get<LoadedLayout>(parsed).layout;
    const Schema schema = layout.schema();
    FUZZ_CHECK(schema.fields.size() == layout.fields.size());
    FUZZ_CHECK(layout.styles().size() == schema.fields.size());
    FUZZ_CHECK(std::get<Schema>(parseSchema(schema.text())) == schema);

    const auto again = parseLayoutFile(layoutFileText(layout));
    // Indentation and escapes may make a text near the limit longer than it.
    if (size < maxLayoutFileBytes / 16) {
        FUZZ_CHECK(std::holds_alternative<LoadedLayout>(again));
        FUZZ_CHECK(std::get<LoadedLayout>(again).layout == layout);
        FUZZ_CHECK(std::get<LoadedLayout>(again).warnings.empty());
    }

    std::array<std::byte, 256> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i * 37);
    const std::vector<FieldStyle> styles = layout.styles();
    for (const DecodedField &field : decode(bytes, schema).fields)
        FUZZ_CHECK(!styledText(field.value, field.tag, styles[field.field]).text.empty() || field.length == 0);
    return 0;
}
