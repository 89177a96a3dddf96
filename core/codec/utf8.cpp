// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "utf8.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace membridge {

namespace {

/// What stands at one place: a code point, or an ill-formed part of `length` bytes.
struct Sequence
{
    std::size_t length;
    std::optional<char32_t> codePoint;
};

/// Unicode 15, table 3-7: the second byte's range depends on the first, all further ones are 80..BF.
Sequence sequenceAt(std::string_view bytes, std::size_t at) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const std::uint8_t first = byte(at);
    if (first < 0x80)
        return {1, first};
    std::size_t count = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) {
        count = 2;
    } else if (first >= 0xe0 && first <= 0xef) {
        count = 3;
        low = first == 0xe0 ? 0xa0 : low;
        high = first == 0xed ? 0x9f : high; // no surrogates
    } else if (first >= 0xf0 && first <= 0xf4) {
        count = 4;
        low = first == 0xf0 ? 0x90 : low;
        high = first == 0xf4 ? 0x8f : high; // nothing past U+10FFFF
    } else {
        return {1, std::nullopt};
    }
    char32_t codePoint = first & (0x7fu >> count);
    for (std::size_t i = 1; i < count; ++i) {
        if (at + i >= bytes.size() || byte(at + i) < low || byte(at + i) > high)
            return {i, std::nullopt};
        codePoint = (codePoint << 6) | (byte(at + i) & 0x3fu);
        low = 0x80;
        high = 0xbf;
    }
    return {count, codePoint};
}

bool mustBeEscaped(char32_t c) noexcept
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0)         // C0, DEL, C1
        || c == 0xad || c == 0x61c                     // soft hyphen, Arabic letter mark
        || (c >= 0x115f && c <= 0x1160)                // Hangul fillers: invisible
        || c == 0x180e || (c >= 0x200b && c <= 0x200f) // zero width, directional marks
        || (c >= 0x2028 && c <= 0x202e)                // line and paragraph separators, embeddings and overrides
        || (c >= 0x2060 && c <= 0x206f)                // invisible operators, isolates
        || c == 0x3164 || c == 0xfeff || c == 0xffa0 || (c >= 0xfff0 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff)
        || (c & 0xfffe) == 0xfffe;
}

} // namespace

std::optional<std::size_t> firstInvalidUtf8(std::string_view bytes) noexcept
{
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequenceAt(bytes, at);
        if (!sequence.codePoint)
            return at;
        at += sequence.length;
    }
    return std::nullopt;
}

std::string toLossyUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequenceAt(bytes, at);
        if (sequence.codePoint)
            text += bytes.substr(at, sequence.length);
        else
            text += "\xef\xbf\xbd";
        at += sequence.length;
    }
    return text;
}

std::string escapedForDisplay(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    std::array<char, 16> escape;
    for (std::size_t at = 0; at < bytes.size();) {
        const Sequence sequence = sequenceAt(bytes, at);
        if (!sequence.codePoint) {
            for (std::size_t i = 0; i < sequence.length; ++i) {
                std::snprintf(escape.data(), escape.size(), "\\x%02x",
                              static_cast<unsigned>(static_cast<std::uint8_t>(bytes[at + i])));
                text += escape.data();
            }
        } else if (const char32_t c = *sequence.codePoint; c == '\n') {
            text += "\\n";
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\r') {
            text += "\\r";
        } else if (c == '\\') {
            text += "\\\\";
        } else if (c < 0x80 && mustBeEscaped(c)) {
            std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(c));
            text += escape.data();
        } else if (mustBeEscaped(c)) {
            std::snprintf(escape.data(), escape.size(), "\\u{%x}", static_cast<unsigned>(c));
            text += escape.data();
        } else {
            text += bytes.substr(at, sequence.length);
        }
        at += sequence.length;
    }
    return text;
}

std::string utf8Of(char32_t codePoint)
{
    if (codePoint < 0x80)
        return std::string(1, static_cast<char>(codePoint));
    const int more = codePoint < 0x800 ? 1 : codePoint < 0x10000 ? 2 : 3;
    std::string text(1, static_cast<char>((0xff00u >> (more + 1)) | (codePoint >> (6 * more))));
    for (int i = more - 1; i >= 0; --i)
        text += static_cast<char>(0x80u | ((codePoint >> (6 * i)) & 0x3fu));
    return text;
}

} // namespace membridge
