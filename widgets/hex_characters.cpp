// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_characters.h"

#include <QChar>
#include <QList>
#include <QString>
#include <QUtf8StringView>

#include <algorithm>

namespace membridge {

namespace {

/// Bytes of the character that such a byte begins; 0 when none can begin with it.
std::size_t lengthFrom(std::byte lead)
{
    const auto value = std::to_integer<unsigned int>(lead);
    if (value < 0x80)
        return 1;
    if (value < 0xc2 || value > 0xf4)
        return 0;
    return value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
}

/// The whole character that begins at `at`, its bytes; empty when there is none.
std::span<const std::byte> characterAt(std::span<const std::byte> bytes, std::size_t at)
{
    const std::size_t length = lengthFrom(bytes[at]);
    if (length == 0 || length > bytes.size() - at)
        return {};
    const auto part = bytes.subspan(at, length);
    const QUtf8StringView view(reinterpret_cast<const char *>(part.data()), static_cast<qsizetype>(length));
    return view.isValidUtf8() ? part : std::span<const std::byte>{};
}

} // namespace

HexCharacter HexCharacter::ascii(std::byte byte)
{
    const auto value = std::to_integer<unsigned char>(byte);
    return value >= 0x20 && value < 0x7f ? HexCharacter{Kind::Text, value} : HexCharacter{};
}

HexCharacter HexCharacter::utf8(std::span<const std::byte> bytes, std::size_t at)
{
    constexpr std::size_t longest = 4;
    if ((bytes[at] & std::byte{0x80}) == std::byte{0})
        return ascii(bytes[at]);
    if (const auto character = characterAt(bytes, at); !character.empty()) {
        const char32_t code = QString::fromUtf8(reinterpret_cast<const char *>(character.data()),
                                                static_cast<qsizetype>(character.size()))
                                  .toUcs4()
                                  .first();
        return QChar::isPrint(code) ? HexCharacter{Kind::Text, code} : HexCharacter{};
    }
    for (std::size_t back = 1; back < std::min(longest, at + 1); ++back) {
        if (characterAt(bytes, at - back).size() > back)
            return {Kind::Continuation, U'\0'};
    }
    return {};
}

} // namespace membridge
