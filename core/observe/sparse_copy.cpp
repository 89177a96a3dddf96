// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sparse_copy.h"

#include "../platform/platform.h"

#include <algorithm>
#include <cstring>

namespace membridge {

namespace {

constexpr std::size_t readBytes = 128 * 1024;
/// A piece grows no further: growing copies it.
constexpr std::size_t mostInPiece = 1024 * 1024;

bool isZero(std::span<const std::byte> bytes)
{
    return bytes.empty()
        || (bytes.front() == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

} // namespace

std::string PinRefusal::text() const
{
    return "the segment has " + std::to_string(size) + " bytes; at most " + std::to_string(limit)
        + " that are not zero are copied";
}

std::variant<std::shared_ptr<const SparseCopy>, PinRefusal> SparseCopy::of(const ByteSource &source,
                                                                           std::uint64_t limit, const StopFlag *stop)
{
    auto copy = std::make_shared<SparseCopy>();
    copy->m_size = source.size();
    ByteVector buffer(static_cast<std::size_t>(std::min<std::uint64_t>(readBytes, copy->m_size)));
    std::uint64_t at = 0;
    while ((at = std::max(at, source.nextData(at))) < copy->m_size) {
        if (stop != nullptr && stop->requested())
            return nullptr;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), copy->m_size - at));
        const std::size_t got = source.read(at, std::span(buffer).first(wanted));
        const auto bytes = std::span<const std::byte>(buffer).first(got);
        for (std::size_t from = 0; from < got;) {
            // Pages of the source, wherever the first byte of this reading was.
            const std::size_t count = std::min<std::size_t>(got - from, pageBytes - (at + from) % pageBytes);
            if (const auto page = bytes.subspan(from, count); !isZero(page)) {
                if (count > limit - copy->m_dataBytes)
                    return PinRefusal{copy->m_size, limit};
                copy->add(at + from, page);
            }
            from += count;
        }
        at += got;
        if (got < wanted)
            copy->m_size = at; // it shrank meanwhile
    }
    copy->m_timeNs = platform::monotonicNs();
    return copy;
}

void SparseCopy::add(std::uint64_t offset, std::span<const std::byte> bytes)
{
    if (m_pieces.empty() || m_pieces.back().end() != offset || m_pieces.back().bytes.size() >= mostInPiece)
        m_pieces.push_back({offset, {}});
    ByteVector &piece = m_pieces.back().bytes;
    piece.insert(piece.end(), bytes.begin(), bytes.end());
    m_dataBytes += bytes.size();
}

std::vector<SparseCopy::Piece>::const_iterator SparseCopy::firstEndingAfter(std::uint64_t offset) const
{
    return std::partition_point(m_pieces.begin(), m_pieces.end(),
                                [offset](const Piece &piece) { return piece.end() <= offset; });
}

std::size_t SparseCopy::read(std::uint64_t offset, std::span<std::byte> out) const
{
    if (offset >= m_size)
        return 0;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), m_size - offset));
    std::fill_n(out.begin(), count, std::byte{0});
    for (auto piece = firstEndingAfter(offset); piece != m_pieces.end() && piece->offset < offset + count; ++piece) {
        const std::uint64_t from = std::max(offset, piece->offset);
        const std::uint64_t end = std::min(offset + count, piece->end());
        std::memcpy(out.data() + (from - offset), piece->bytes.data() + (from - piece->offset),
                    static_cast<std::size_t>(end - from));
    }
    return count;
}

std::uint64_t SparseCopy::nextData(std::uint64_t offset) const
{
    const auto piece = firstEndingAfter(offset);
    return piece == m_pieces.end() ? std::max(offset, m_size) : std::max(offset, piece->offset);
}

} // namespace membridge
