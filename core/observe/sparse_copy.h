// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"
#include "byte_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace membridge {

/// A segment was not copied: it has more bytes that are not zero than allowed.
struct PinRefusal
{
    std::uint64_t size; ///< Of the segment, in bytes.
    std::uint64_t limit;

    std::string text() const;
};

/// A copy of all bytes of a source that takes memory for its data only: pages of zeros, holes among them, are left out. Immutable once made;
/// any thread, and several at a time.
class SparseCopy : public ByteSource
{
public:
    static constexpr std::uint64_t pageBytes = 4096; ///< What is left out or kept as one.

    /// Reads the source from its start to its end, holes unread; nullptr when the flag ended it. Throws Error of the source.
    static std::variant<std::shared_ptr<const SparseCopy>, PinRefusal> of(const ByteSource &source, std::uint64_t limit,
                                                                          const StopFlag *stop = nullptr);

    std::uint64_t size() const override { return m_size; }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override;
    std::uint64_t nextData(std::uint64_t offset) const override;
    /// CLOCK_MONOTONIC, after the last byte.
    std::int64_t timeNs() const noexcept { return m_timeNs; }
    /// Bytes that it takes memory for.
    std::uint64_t dataBytes() const noexcept { return m_dataBytes; }

private:
    struct Piece
    {
        std::uint64_t offset;
        ByteVector bytes;
        std::uint64_t end() const noexcept { return offset + bytes.size(); }
    };

    void add(std::uint64_t offset, std::span<const std::byte> bytes);
    std::vector<Piece>::const_iterator firstEndingAfter(std::uint64_t offset) const;

    std::vector<Piece> m_pieces; ///< Rising, apart.
    std::uint64_t m_size = 0;
    std::uint64_t m_dataBytes = 0;
    std::int64_t m_timeNs = 0;
};

} // namespace membridge
