// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace membridge {

/// CRC-32C (Castagnoli, polynomial 0x1EDC6F41, reflected), as iSCSI has it: RFC 3720, appendix B.4. `before` is the sum of the bytes in front
/// of these, 0 for none. Any thread.
std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t before = 0) noexcept;
/// The same without help from the processor, byte by byte in tables; what crc32c() falls back on.
std::uint32_t crc32cByTable(std::span<const std::byte> bytes, std::uint32_t before = 0) noexcept;

} // namespace membridge
