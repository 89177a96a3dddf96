// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "payload_generator.h"

#include "../ipc/error.h"
#include "verify_payload.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>
#include <string_view>
#include <utility>

namespace membridge {

namespace {

constexpr std::size_t samplesPerTurn = 256;

const std::array<double, samplesPerTurn> &sineTable()
{
    static const auto table = [] {
        std::array<double, samplesPerTurn> samples{};
        for (std::size_t i = 0; i < samplesPerTurn; ++i)
            samples[i] = std::sin(2 * std::numbers::pi * static_cast<double>(i) / samplesPerTurn);
        return samples;
    }();
    return table;
}

constexpr std::string_view prose = "The quick brown fox jumps over the lazy dog. ";
/// "message ", 20 digits, a blank.
constexpr std::size_t longestTextStart = 29;

[[noreturn]] void refuse(const char *why)
{
    throw Error(ErrorCode::InvalidArgument, "", "make payloads", why);
}

} // namespace

PayloadGenerator::PayloadGenerator(PayloadOptions options)
    : m_options(std::move(options)), m_random(m_options.seed), m_number(m_options.firstNumber)
{
    if (m_options.fields)
        return;
    if (m_options.smallest > m_options.largest)
        refuse("the smallest size is larger than the largest");
    if (m_options.largest > std::numeric_limits<std::uint32_t>::max())
        refuse("a message has less than 4 GiB");
    if (m_options.pattern == PayloadPattern::Verify && m_options.smallest < verifyHeaderSize)
        refuse("a payload that can be verified has at least 32 bytes");
    fill();
    constexpr std::uint64_t largestInBlock = 1024;
    constexpr std::size_t blockBytes = 4096;
    if (m_options.pattern != PayloadPattern::Counter || m_options.smallest != m_options.largest
        || m_options.largest < sizeof m_number || m_options.largest > largestInBlock)
        return;
    m_payloadSize = m_buffer.size();
    m_blockSize = blockBytes / m_payloadSize * m_payloadSize;
    m_nextInBlock = m_blockSize;
    m_buffer.reserve(m_blockSize);
    while (m_buffer.size() < m_blockSize)
        m_buffer.insert(m_buffer.end(), m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(m_payloadSize));
}

std::span<const std::byte> PayloadGenerator::nextBlock()
{
    for (std::size_t at = 0; at < m_blockSize; at += m_payloadSize) {
        std::memcpy(m_buffer.data() + at, &m_number, sizeof m_number);
        ++m_number;
    }
    m_nextInBlock = m_payloadSize;
    return {m_buffer.data(), m_payloadSize};
}

void PayloadGenerator::fill()
{
    const auto size = static_cast<std::size_t>(m_options.largest);
    m_buffer.resize(size);
    if (m_options.pattern == PayloadPattern::Text) {
        for (std::size_t i = 0; i < size; ++i)
            m_buffer[i] = static_cast<std::byte>(prose[i % prose.size()]);
        m_filler.assign(m_buffer.begin(),
                        m_buffer.begin() + static_cast<std::ptrdiff_t>(std::min(size, longestTextStart)));
    } else {
        for (std::size_t i = 0; i < size; ++i)
            m_buffer[i] = static_cast<std::byte>(i + m_options.seed);
    }
}

std::span<const std::byte> PayloadGenerator::make(std::uint64_t timeNs)
{
    if (m_blockSize != 0)
        return nextBlock();
    if (m_options.fields) {
        m_options.fields->encode(m_buffer, m_number++, m_random);
        return m_buffer;
    }
    const std::uint64_t spread = m_options.largest - m_options.smallest;
    const auto size = static_cast<std::size_t>(m_options.smallest + (spread == 0 ? 0 : m_random.upTo(spread)));
    switch (m_options.pattern) {
    case PayloadPattern::Counter:
        std::memcpy(m_buffer.data(), &m_number, std::min(size, sizeof m_number));
        break;
    case PayloadPattern::Verify:
        sealVerifyPayload({m_buffer.data(), size}, m_options.stream, m_number, timeNs);
        break;
    case PayloadPattern::Random:
        nextRandom(size);
        break;
    case PayloadPattern::Sine:
        nextSine(size);
        break;
    case PayloadPattern::Text:
        nextText(size);
        break;
    }
    ++m_number;
    return {m_buffer.data(), size};
}

void PayloadGenerator::nextRandom(std::size_t size) noexcept
{
    for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
        const std::uint64_t word = m_random.next();
        std::memcpy(m_buffer.data() + at, &word, std::min(sizeof word, size - at));
    }
}

void PayloadGenerator::nextSine(std::size_t size) noexcept
{
    for (std::size_t at = 0; at < size; at += sizeof(double)) {
        const double sample = sineTable()[m_samples++ % samplesPerTurn];
        std::memcpy(m_buffer.data() + at, &sample, std::min(sizeof sample, size - at));
    }
}

void PayloadGenerator::nextText(std::size_t size) noexcept
{
    std::array<char, longestTextStart> start{"message "};
    constexpr std::size_t wordSize = 8;
    char *end = std::to_chars(start.data() + wordSize, start.data() + start.size() - 1, m_number).ptr;
    *end++ = ' ';
    const auto length = static_cast<std::size_t>(end - start.data());
    if (!m_filler.empty())
        std::memcpy(m_buffer.data(), m_filler.data(), m_filler.size());
    if (size != 0)
        std::memcpy(m_buffer.data(), start.data(), std::min(size, length));
}

} // namespace membridge
