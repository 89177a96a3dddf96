// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace membridge {

/// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or nothing.
std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes) noexcept;

/// `bytes` with each maximal ill-formed part replaced by U+FFFD, as the peer decodes (Unicode 15, section 3.9, "substitution of
/// maximal subparts").
std::string toLossyUtf8(std::string_view bytes);

/// Untrusted text made safe to show: control characters, bidirectional controls, zero-width and line separators, backslashes and
/// invalid bytes become \n, \t, \xNN or \u{N}. The result is valid UTF-8 in one visible line.
std::string escapedForDisplay(std::string_view bytes);

/// The UTF-8 of one code point, which must be a Unicode scalar value.
std::string utf8Of(char32_t codePoint);

} // namespace membridge
