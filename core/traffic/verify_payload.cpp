// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "verify_payload.h"

#include "crc32c.h"

#include <bit>
#include <cstring>

namespace membridge {

static_assert(std::endian::native == std::endian::little, "the header is copied as it lies in memory");

namespace {

constexpr std::size_t summedFrom = 8;

}

const char *text(VerifyFault fault) noexcept
{
    switch (fault) {
    case VerifyFault::TooShort:
        return "it is too short for a payload that can be verified";
    case VerifyFault::Length:
        return "it says another length than it has";
    case VerifyFault::Reserved:
        return "its reserved bytes are not zero";
    case VerifyFault::Checksum:
        return "its checksum is wrong";
    }
    return "";
}

void sealVerifyPayload(std::span<std::byte> payload, std::uint32_t stream, std::uint64_t sequence,
                       std::uint64_t timeNs) noexcept
{
    VerifyHeader header{
        .stream = stream, .sequence = sequence, .timeNs = timeNs, .length = static_cast<std::uint32_t>(payload.size())};
    std::memcpy(payload.data(), &header, sizeof header);
    header.checksum = crc32c(payload.subspan(summedFrom));
    std::memcpy(payload.data(), &header, summedFrom);
}

VerifyReading readVerifyPayload(std::span<const std::byte> payload) noexcept
{
    VerifyReading reading;
    if (payload.size() < verifyHeaderSize) {
        reading.fault = VerifyFault::TooShort;
        return reading;
    }
    std::memcpy(&reading.header, payload.data(), verifyHeaderSize);
    if (crc32c(payload.subspan(summedFrom)) != reading.header.checksum)
        reading.fault = VerifyFault::Checksum;
    else if (reading.header.length != payload.size())
        reading.fault = VerifyFault::Length;
    else if (reading.header.zero != 0)
        reading.fault = VerifyFault::Reserved;
    return reading;
}

} // namespace membridge
