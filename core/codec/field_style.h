// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "type_tag.h"
#include "value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace membridge {

/// How a field's value is shown. Never changes how it is read.
enum class FieldFormat {
    Plain,            ///< As displayText() shows it.
    Dec,              ///< Integers in base 10, signed or not as their tag says.
    Hex,              ///< The value's own bits; text and bytes as hexadecimal bytes.
    Bin,              ///< The value's own bits in groups of four.
    TimeSeconds,      ///< Seconds since 1970-01-01 UTC.
    TimeMilliseconds, ///< The same in milliseconds.
    TimeMicroseconds,
    TimeNanoseconds,
    Enum ///< The name that FieldStyle::names has for the number.
};

inline constexpr std::array allFieldFormats{FieldFormat::Plain,
                                            FieldFormat::Dec,
                                            FieldFormat::Hex,
                                            FieldFormat::Bin,
                                            FieldFormat::TimeSeconds,
                                            FieldFormat::TimeMilliseconds,
                                            FieldFormat::TimeMicroseconds,
                                            FieldFormat::TimeNanoseconds,
                                            FieldFormat::Enum};

/// "plain", "dec", "hex", "bin", "time_s", "time_ms", "time_us", "time_ns", "enum".
std::string_view name(FieldFormat format) noexcept;
std::optional<FieldFormat> parseFieldFormat(std::string_view text) noexcept;

/// Of one field, in a layout file and anywhere else.
inline constexpr std::size_t maxEnumNames = 1024;

struct FieldStyle
{
    FieldFormat format = FieldFormat::Plain;
    std::map<std::int64_t, std::string> names = {}; ///< Enum only.
    double scale = 1;      ///< Plain and Dec numbers are multiplied by it before they are shown.
    std::string unit = {}; ///< Written behind a Plain or Dec number.

    bool operator==(const FieldStyle &) const = default;
};

/// A value as text, and whether its style could say it.
struct StyledText
{
    std::string text;
    bool fits = true; ///< False: no name in the enum, or a time outside the years 0 to 9999; `text` is the plain value.
};

/// One element (not a list) of type `tag` in the given style. A style that has no meaning for the type (an enum of a string) is Plain.
/// Untrusted values: the text is escaped, and text and bytes are cut after `maxBytes`.
StyledText styledText(const Value &value, TypeTag tag, const FieldStyle &style, std::size_t maxBytes = 256);

} // namespace membridge
