// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Frame filters, as somebody types them: a schema, a line end, a filter, a line end, a payload.

#include "core/observe/frame_filter.h"
#include "fuzz_input.h"

#include <cstdint>
#include <string>

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const std::size_t first = text.find('\n');
    const std::size_t second = first == std::string::npos ? first : text.find('\n', first + 1);
    if (second == std::string::npos)
        return 0;
    const auto schema = parseSchema(text.substr(0, first));
    const std::string typed = text.substr(first + 1, second - first - 1);
    auto parsed = FrameFilter::parse(typed,
                                     std::holds_alternative<Schema>(schema) ? std::get<Schema>(schema) : Schema());
    if (const auto *error = std::get_if<FrameFilterError>(&parsed)) {
        FUZZ_CHECK(error->column <= typed.size());
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    auto &filter = std::get<FrameFilter>(parsed);
    const auto payload = std::as_bytes(std::span(data, size)).subspan(second + 1);
    FrameRow row{.number = size, .timeNs = static_cast<std::int64_t>(size), .position = first, .length = payload.size()};
    // A filter has no memory.
    const bool matches = filter.matches(row, payload, {});
    FUZZ_CHECK(filter.matches(row, payload, {}) == matches);
    row.kind = FrameRowKind::Missed;
    FUZZ_CHECK(!filter.matches(row, payload, {}));
    return 0;
}
