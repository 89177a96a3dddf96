// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace cross_test {

/// Bytes that prove themselves: u64 seed, u32 checksum of all the rest, then noise made from the seed. A mixture of two of them, or one of
/// the wrong length, does not pass.
inline constexpr std::size_t smallestPayload = 12;

/// Fills `out`, of at least smallestPayload bytes.
void fillPayload(std::span<std::byte> out, std::uint64_t seed);
/// Whether these are exactly the bytes that fillPayload() made; then `seed` is its seed.
bool isPayload(std::span<const std::byte> bytes, std::uint64_t &seed);
/// A length from smallestPayload to `longest`, different from frame to frame and the same in both processes.
std::size_t payloadLength(std::uint64_t seed, std::size_t longest);

} // namespace cross_test
