// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "crc32c.h"

#include <array>
#include <cstring>

namespace membridge {

namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Tables makeTables()
{
    constexpr std::uint32_t reflected = 0x82F63B78;
    Tables tables{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t sum = byte;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ ((sum & 1) != 0 ? reflected : 0);
        tables[0][byte] = sum;
    }
    for (std::size_t table = 1; table < tables.size(); ++table) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t sum = tables[table - 1][byte];
            tables[table][byte] = (sum >> 8) ^ tables[0][sum & 0xFF];
        }
    }
    return tables;
}

constexpr Tables tables = makeTables();

#if defined(__x86_64__) && defined(__linux__)
__attribute__((target("sse4.2"))) std::uint32_t byInstruction(std::span<const std::byte> bytes,
                                                              std::uint32_t before) noexcept
{
    std::uint64_t sum = ~before;
    const std::byte *at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        sum = __builtin_ia32_crc32di(sum, word);
    }
    auto narrow = static_cast<std::uint32_t>(sum);
    for (; left > 0; --left, ++at)
        narrow = __builtin_ia32_crc32qi(narrow, static_cast<unsigned char>(*at));
    return ~narrow;
}
#endif

} // namespace

std::uint32_t crc32cByTable(std::span<const std::byte> bytes, std::uint32_t before) noexcept
{
    std::uint32_t sum = ~before;
    const std::byte *at = bytes.data();
    std::size_t left = bytes.size();
    // Slicing by 8 (Kounavis and Berry).
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        word ^= sum;
        sum = 0;
        for (std::size_t i = 0; i < 8; ++i)
            sum ^= tables[7 - i][(word >> (8 * i)) & 0xFF];
    }
    for (; left > 0; --left, ++at)
        sum = (sum >> 8) ^ tables[0][(sum ^ static_cast<std::uint32_t>(*at)) & 0xFF];
    return ~sum;
}

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t before) noexcept
{
#if defined(__x86_64__) && defined(__linux__)
    static const bool hasInstruction = __builtin_cpu_supports("sse4.2") != 0;
    if (hasInstruction)
        return byInstruction(bytes, before);
#endif
    return crc32cByTable(bytes, before);
}

} // namespace membridge
