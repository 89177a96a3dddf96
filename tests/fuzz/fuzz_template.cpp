// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Payload templates, as somebody types them.

#include "core/ipc/error.h"
#include "core/traffic/template_text.h"
#include "fuzz_input.h"

#include <cstdint>
#include <string>

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    auto parsed = parseTemplate(text);
    if (const auto *error = std::get_if<TemplateTextError>(&parsed)) {
        FUZZ_CHECK(error->column <= text.size());
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    PayloadTemplate &fields = std::get<PayloadTemplate>(parsed);
    const std::string canonical = templateText(fields);
    const auto again = parseTemplate(canonical);
    if (const auto *error = std::get_if<TemplateTextError>(&again)) {
        // Its one form can be longer than what was typed.
        FUZZ_CHECK(error->reason == TemplateTextError::Reason::TooLong);
    } else {
        FUZZ_CHECK(templateText(std::get<PayloadTemplate>(again)) == canonical);
    }
    for (TemplateField &field : fields.fields) {
        // No file is read here.
        if (auto *csv = std::get_if<CsvField>(&field))
            csv->cells = std::make_shared<const ValueList>(ValueList{Value{std::int64_t{1}}});
    }
    // Whatever can be typed can be sent.
    TrafficRandom random(1);
    ByteVector first;
    fields.encode(first, ~std::uint64_t{0}, random);
    fields.encode(first, 0, random);
    return 0;
}
