// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The schema parser: any text is a schema that prints back to itself, or an error inside the text.

#include "core/codec/schema.h"
#include "fuzz_input.h"

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto parsed = parseSchema(text);
    if (const auto *error = std::get_if<SchemaError>(&parsed)) {
        FUZZ_CHECK(error->column <= text.size());
        FUZZ_CHECK(error->word.size() <= text.size() - error->column);
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    const Schema &schema = std::get<Schema>(parsed);
    FUZZ_CHECK(!schema.fields.empty());
    for (std::size_t i = 0; i + 1 < schema.fields.size(); ++i)
        FUZZ_CHECK(schema.fields[i].kind != FieldKind::Rest);
    const auto again = parseSchema(schema.text());
    FUZZ_CHECK(std::holds_alternative<Schema>(again));
    FUZZ_CHECK(std::get<Schema>(again) == schema);
    return 0;
}
