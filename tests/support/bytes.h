// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <QByteArray>
#include <QString>

#include <bit>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace membridge::test {

/// "00 ff 10": comparable, and readable when a comparison fails.
QByteArray hex(std::span<const std::byte> bytes);

/// From "00ff10", with or without blanks.
ByteVector fromHex(std::string_view text);

/// From the packed form of the golden segments: parts separated by blanks, `zN` is N zero bytes, any other part is hex.
/// Throws std::invalid_argument for anything else.
ByteVector fromHexRle(std::string_view text);

/// The characters of `text` as bytes.
ByteVector bytesOf(std::string_view text);

/// `count` bytes that differ from their neighbours and, for another seed, from each other.
ByteVector patternBytes(std::size_t count, unsigned seed = 0);

/// For QCOMPARE, which can't print a std::string.
inline QString q(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The object's bytes in memory order.
template <typename T> ByteVector packed(const T &value)
{
    static_assert(std::is_trivially_copyable_v<T>);
    ByteVector bytes(sizeof value);
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

/// All of them, one after the other.
ByteVector joined(std::initializer_list<ByteVector> parts);

/// A ring frame: u32 length and payload.
ByteVector frameOf(const ByteVector &payload);

} // namespace membridge::test
