// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/value.h"
#include "payload_template.h"
#include "traffic_random.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace membridge {

enum class PayloadPattern {
    Counter, ///< The message's number (u64) and a fixed filler.
    Random,  ///< Random bytes, new for each message.
    Sine,    ///< f64 samples of a sine, 256 a turn, that goes on from message to message.
    Text,    ///< ASCII: "message N " and a fixed text.
    Verify   ///< verify_payload.h.
};

struct PayloadOptions
{
    PayloadPattern pattern = PayloadPattern::Counter;
    std::uint64_t smallest = 64; ///< Payload bytes; sizes are spread evenly from here
    std::uint64_t largest = 64;  ///< to here, both included.
    std::uint64_t seed = 1;
    std::uint32_t stream = 0;                             ///< Verify.
    std::uint64_t firstNumber = 0;                        ///< The first message's number, or sequence.
    std::optional<PayloadTemplate> fields = std::nullopt; ///< Instead of pattern and sizes.
};

/// Makes payloads, one after the other, in one buffer: no allocation per message (but with fields). The same options give the same bytes, Verify's
/// times aside.
///
/// Threads: one owner.
class PayloadGenerator
{
public:
    /// Throws Error (InvalidArgument): smallest > largest, more than 4 GiB, Verify with less than verifyHeaderSize.
    explicit PayloadGenerator(PayloadOptions options);

    /// The next message's payload, valid until the next call. `timeNs` is used by Verify only.
    std::span<const std::byte> next(std::uint64_t timeNs = 0)
    {
        // What is sent when speed is all that matters, in place: a call costs as much as a small message.
        if (m_nextInBlock == m_blockSize)
            return make(timeNs);
        const std::byte *payload = m_buffer.data() + m_nextInBlock;
        m_nextInBlock += m_payloadSize;
        return {payload, m_payloadSize};
    }
    /// Whether next() needs the time.
    bool needsTime() const noexcept { return !m_options.fields && m_options.pattern == PayloadPattern::Verify; }
    /// The next message's number.
    std::uint64_t number() const noexcept
    {
        return m_blockSize == 0 ? m_number : m_number - (m_blockSize - m_nextInBlock) / m_payloadSize;
    }

private:
    std::span<const std::byte> make(std::uint64_t timeNs);
    void fill();
    std::span<const std::byte> nextBlock();
    void nextRandom(std::size_t size) noexcept;
    void nextSine(std::size_t size) noexcept;
    void nextText(std::size_t size) noexcept;

    PayloadOptions m_options;
    /// Counter, of one size that the number fits: some payloads at once, as reading bytes just written in another width takes as long as copying
    /// all of a small one. Bytes in m_buffer; otherwise 0.
    std::size_t m_blockSize = 0;
    std::size_t m_nextInBlock = 0;
    std::size_t m_payloadSize = 0;
    TrafficRandom m_random;
    std::uint64_t m_number;      ///< Of the next message, or of the next block's first.
    std::uint64_t m_samples = 0; ///< Sine: samples made so far.
    ByteVector m_buffer;
    ByteVector m_filler; ///< Text: what the number is written over.
};

} // namespace membridge
