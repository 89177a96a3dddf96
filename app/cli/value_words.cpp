// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_words.h"

#include "core/codec/encode.h"
#include "core/codec/value_text.h"
#include "failure.h"

#include <cstddef>
#include <utility>
#include <variant>

namespace membridge::cli {

ByteVector encodeWords(const std::vector<std::string> &words, std::string_view segment, const char *attempted)
{
    ByteVector bytes;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string which = "value " + std::to_string(i + 1) + ": ";
        auto value = parseValue(words[i]);
        if (const auto *error = std::get_if<ValueTextError>(&value)) {
            throw Failure(ExitStatus::Usage, segment, attempted, which + error->text(),
                          "values look like int:42 float:3.14 bool:true str:hello bytes:00ff");
        }
        try {
            appendValue(bytes, std::get<Value>(value));
        } catch (const Error &error) {
            throw Failure(ExitStatus::Usage, segment, attempted, which + error.reason());
        }
    }
    return bytes;
}

} // namespace membridge::cli
