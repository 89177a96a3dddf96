// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <span>

namespace membridge {

/// One cell of a hex view's text pane.
struct HexCharacter
{
    enum class Kind {
        Text,         ///< A character that begins here.
        Continuation, ///< A later byte of a character that began before.
        Dot,          ///< No character, or none that can be drawn.
    };

    Kind kind = Kind::Dot;
    char32_t code = U'.';

    bool operator==(const HexCharacter &) const = default;

    static HexCharacter ascii(std::byte byte);
    /// The cell of bytes[at] in UTF-8 (RFC 3629). A character cut by either end of `bytes` counts as invalid.
    static HexCharacter utf8(std::span<const std::byte> bytes, std::size_t at);
};

} // namespace membridge
