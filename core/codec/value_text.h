// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "type_tag.h"
#include "value.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace membridge {

struct ValueTextError
{
    enum class Reason {
        NotABool,
        NotAnInteger,
        IntegerOutOfRange,
        NotANumber,
        OddHexDigits,
        NotHex,
        UnterminatedQuote,
        UnterminatedList,
        NestedTooDeep,
        UnknownEscape
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text that was parsed.
    std::string word;

    std::string text() const;
};

/// One value from the form that scripts use: `int:42 float:3.14 bool:true str:hello bytes:00ff f32:1.5 i32: u8: u32: u64:`. `str:` takes
/// the rest literally. A bare word is guessed as Python would type it: 42 is an int, 3.14 and nan floats, True and true bools,
/// anything else a str. The fixed-width tags that the peer can't write become their raw bytes.
std::variant<Value, ValueTextError> parseValue(std::string_view word);

/// A line of such words separated by white space, for typing by hand. "Double" or 'single' quotes make a str (escapes \n \t \\ \" \' \xNN),
/// and `[a b c]` a list, one level deep; commas are optional.
std::variant<ValueList, ValueTextError> parseValueLine(std::string_view line);

/// For people: 42, 3.14, true, "text" (escaped), 00 ff 10 for bytes, [a, b]. Bytes and text are cut after `maxBytes`, with an ellipsis.
std::string displayText(const Value &value, std::size_t maxBytes = 256);

/// The shortest decimal that reads back as the same number ("0.92", "5e-324", "nan", "inf").
std::string shortest(double number);
std::string shortest(float number);

} // namespace membridge
