// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bytes.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>

namespace membridge::test {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    throw std::invalid_argument(std::string("no hexadecimal digit: ") + c);
}

void appendHex(ByteVector &out, std::string_view digits)
{
    if (digits.size() % 2 != 0)
        throw std::invalid_argument("odd number of hexadecimal digits");
    for (std::size_t i = 0; i < digits.size(); i += 2)
        out.push_back(static_cast<std::byte>(digitOf(digits[i]) * 16 + digitOf(digits[i + 1])));
}

template <typename Visit> void forEachWord(std::string_view text, Visit &&visit)
{
    while (!text.empty()) {
        const auto begin = std::min(text.find_first_not_of(' '), text.size());
        const auto end = std::min(text.find(' ', begin), text.size());
        if (begin < end)
            visit(text.substr(begin, end - begin));
        text.remove_prefix(end);
    }
}

} // namespace

QByteArray hex(std::span<const std::byte> bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())).toHex(' ');
}

ByteVector fromHex(std::string_view text)
{
    ByteVector bytes;
    forEachWord(text, [&](std::string_view word) { appendHex(bytes, word); });
    return bytes;
}

ByteVector fromHexRle(std::string_view text)
{
    ByteVector bytes;
    forEachWord(text, [&](std::string_view word) {
        if (word.front() != 'z') {
            appendHex(bytes, word);
            return;
        }
        std::size_t zeros = 0;
        const auto [rest, error] = std::from_chars(word.data() + 1, word.data() + word.size(), zeros);
        if (error != std::errc() || rest != word.data() + word.size())
            throw std::invalid_argument("no run of zeros: " + std::string(word));
        bytes.resize(bytes.size() + zeros);
    });
    return bytes;
}

ByteVector bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
    return {bytes.begin(), bytes.end()};
}

ByteVector patternBytes(std::size_t count, unsigned seed)
{
    ByteVector bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::byte>((i * 37 + seed * 101 + 11) & 0xff);
    return bytes;
}

ByteVector joined(std::initializer_list<ByteVector> parts)
{
    ByteVector bytes;
    for (const ByteVector &part : parts)
        bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

ByteVector frameOf(const ByteVector &payload)
{
    return joined({packed(static_cast<std::uint32_t>(payload.size())), payload});
}

} // namespace membridge::test
