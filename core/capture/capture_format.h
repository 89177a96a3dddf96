// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// The parts of a capture file that are ours, not libpcap's: CAPTURE_FILES.md.
namespace membridge::capture_format {

/// More than this of a packet Wireshark and tshark refuse to read.
inline constexpr std::uint64_t mostPacketBytes = 262'144;
/// Of a file, and of each packet in it.
inline constexpr std::uint64_t fileHeaderBytes = 24;
inline constexpr std::uint64_t packetHeaderBytes = 16;

/// A gap's packet: these two words, then the missed bytes as a u64. No frame begins so: its length prefix would stand for 4 GiB.
inline constexpr std::uint32_t gapMark = 0xffff'ffff;
inline constexpr std::uint32_t gapTag = 0x0050'4147; ///< "GAP" and a zero.
inline constexpr std::size_t gapBytes = 16;

} // namespace membridge::capture_format
