// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "payload_template.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

struct TemplateTextError
{
    enum class Reason {
        Empty,
        TooLong,        ///< More than templateTextMost bytes.
        TooManyFields,  ///< More than templateFieldsMost.
        UnknownField,   ///< Neither a field nor a value.
        MissingBracket, ///< A field's arguments don't end.
        TooManyNumbers, ///< Of a field's arguments.
        NotAnInteger,   ///< Of 64 bits.
        NotANumber,     ///< Or not a finite one.
        EmptyRange,     ///< random() from more to less.
        NoColumn,       ///< csv() without ",1" or the like.
        UnknownEscape,  ///< A backslash before something else than ) \ n t xNN.
        NotUtf8,        ///< Text can't be written then.
        BadValue        ///< What parseValueLine() says: `word`.
    };
    Reason reason;
    std::size_t column; ///< Byte offset into the text that was parsed, no more than its size.
    std::string word;

    std::string text() const;
};

inline constexpr std::size_t templateTextMost = 4096;
inline constexpr std::size_t templateFieldsMost = 256;

/// A payload's template as people type it: fields separated by white space, each one of
///
///     counter(start,step)        an i64; (0,1) unless given
///     random(least,most)         an i64; (0,255) unless given, one number is the most
///     sine(centre,amplitude,period)  an f64, the period in messages; (0,1,100) unless given
///     text(prefix)               a str: the prefix and the message's number
///     csv(file,column)           the cells of a column, from 1, of a CSV file; the column is behind the last comma
///     checksum()                 the CRC-32C of all bytes in front of it, a u32
///
/// or a value that stays: `42 3.14 true "text" int:42 u32:7 f32:1.5 bytes:00ff str:word`, as parseValue() takes it; bare words are refused, as they
/// are misspelt fields more often than text. Inside the brackets of text() and csv(), \) \\ \n \t and \xNN stand for what can't be there as such.
std::variant<PayloadTemplate, TemplateTextError> parseTemplate(std::string_view text);

/// The one form that parseTemplate() reads back as the same template (numbers that are not finite and lists aside, which it never gives).
std::string templateText(const PayloadTemplate &fields);

} // namespace membridge
