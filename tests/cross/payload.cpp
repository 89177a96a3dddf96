// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "payload.h"

#include "check.h"

#include <cstring>

namespace cross_test {

namespace {

/// SplitMix64: every seed gives an unrelated sequence.
std::uint64_t next(std::uint64_t &state)
{
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

/// FNV-1a over the seed, the length and the bytes.
std::uint32_t checksum(std::uint64_t seed, std::span<const std::byte> bytes)
{
    std::uint32_t sum = 2166136261u;
    const auto add = [&sum](std::uint64_t byte) { sum = (sum ^ static_cast<std::uint8_t>(byte)) * 16777619u; };
    for (int shift = 0; shift < 64; shift += 8)
        add(seed >> shift);
    add(bytes.size());
    add(bytes.size() >> 8);
    for (const std::byte byte : bytes)
        add(static_cast<std::uint8_t>(byte));
    return sum;
}

} // namespace

void fillPayload(std::span<std::byte> out, std::uint64_t seed)
{
    check(out.size() >= smallestPayload, "a payload needs 12 bytes");
    const auto noise = out.subspan(smallestPayload);
    std::uint64_t state = seed;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < noise.size(); ++i) {
        if (i % 8 == 0)
            word = next(state);
        noise[i] = static_cast<std::byte>(word >> (8 * (i % 8)));
    }
    const std::uint32_t sum = checksum(seed, noise);
    std::memcpy(out.data(), &seed, sizeof seed);
    std::memcpy(out.data() + sizeof seed, &sum, sizeof sum);
}

bool isPayload(std::span<const std::byte> bytes, std::uint64_t &seed)
{
    if (bytes.size() < smallestPayload)
        return false;
    std::uint32_t sum = 0;
    std::memcpy(&seed, bytes.data(), sizeof seed);
    std::memcpy(&sum, bytes.data() + sizeof seed, sizeof sum);
    return sum == checksum(seed, bytes.subspan(smallestPayload));
}

std::size_t payloadLength(std::uint64_t seed, std::size_t longest)
{
    std::uint64_t state = ~seed;
    return smallestPayload + static_cast<std::size_t>(next(state) % (longest - smallestPayload + 1));
}

} // namespace cross_test
