// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace membridge {

/// What a payload that can be verified starts with, little endian, before its filler. Source: the command line's contract (app/cli/README.md).
struct VerifyHeader
{
    std::uint32_t stream = 0;   ///< Bytes 0 to 3: who sent it. Not summed.
    std::uint32_t checksum = 0; ///< Bytes 4 to 7: CRC-32C of everything from byte 8 on.
    std::uint64_t sequence = 0; ///< Bytes 8 to 15: one more each message; wraps.
    std::uint64_t timeNs = 0;   ///< Bytes 16 to 23: CLOCK_MONOTONIC when it was made.
    std::uint32_t length = 0;   ///< Bytes 24 to 27: of the whole payload.
    std::uint32_t zero = 0;     ///< Bytes 28 to 31.

    bool operator==(const VerifyHeader &) const = default;
};
static_assert(sizeof(VerifyHeader) == 32);

/// The smallest payload that can be verified, in bytes.
inline constexpr std::size_t verifyHeaderSize = sizeof(VerifyHeader);

/// Why a payload is not as it was sent.
enum class VerifyFault {
    TooShort, ///< Less than verifyHeaderSize.
    Length,   ///< It says another length than it has.
    Reserved, ///< Bytes 28 to 31 are not 0.
    Checksum
};
const char *text(VerifyFault fault) noexcept;

struct VerifyReading
{
    VerifyHeader header; ///< As it stands there, also with a fault other than TooShort.
    std::optional<VerifyFault> fault;
};

/// Writes the header over the first verifyHeaderSize bytes of `payload`; length and checksum are computed, the filler stays. `payload` must be at
/// least that long.
void sealVerifyPayload(std::span<std::byte> payload, std::uint32_t stream, std::uint64_t sequence,
                       std::uint64_t timeNs) noexcept;
/// Reads and checks. The bytes must be the caller's own copy: those in a segment can change between sum and use.
VerifyReading readVerifyPayload(std::span<const std::byte> payload) noexcept;

} // namespace membridge
