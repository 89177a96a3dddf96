// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "mapped_view.h"

#include "../codec/encode.h"
#include "error.h"
#include "layout.h"
#include "lost_segment.h"

#include <algorithm>
#include <cstring>

namespace membridge {

MappedView::MappedView(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable)
    : m_mapping(std::move(mapping)),
      m_name(std::move(name)),
      m_lock(reinterpret_cast<std::int32_t *>(m_mapping->data() + region_layout::lockOffset)),
      m_writable(writable)
{
}

void MappedView::setLockTimeout(std::chrono::nanoseconds timeout, const StopFlag *stop) noexcept
{
    m_timeout = timeout;
    m_stop = stop;
}

RwLock &MappedView::lock()
{
    checkWritable("take the lock of region");
    return m_lock;
}

std::uint64_t MappedView::size() const noexcept
{
    return m_mapping->size() - region_layout::dataOffset;
}

std::byte *MappedView::data() const noexcept
{
    return m_mapping->data() + region_layout::dataOffset;
}

void MappedView::checkRange(const char *attempted, std::uint64_t offset, std::uint64_t length) const
{
    if (length == 0)
        throw Error(ErrorCode::InvalidArgument, m_name, attempted, "length cannot be zero");
    if (offset > size() || length > size() - offset)
        throw Error(ErrorCode::OutOfBounds, m_name, attempted,
                    std::to_string(length) + " bytes at offset " + std::to_string(offset)
                        + " do not fit in a data area of " + std::to_string(size()) + " bytes");
}

void MappedView::checkWritable(const char *attempted) const
{
    if (!m_writable)
        throw Error(ErrorCode::ReadOnly, m_name, attempted, "the segment was opened read-only");
}

void MappedView::throwIfShrunk(const char *attempted)
{
    const auto now = Deadline::Clock::now();
    if (now - sizeCheckInterval < m_sizeChecked && !m_mapping->lost()) [[likely]]
        return;
    throwIfLost(*m_mapping, m_name, attempted);
    m_sizeChecked = now;
}

template <typename Use> WaitOutcome MappedView::underLock(Lock lock, const char *attempted, Use &&use)
{
    const bool write = lock == Lock::Write;
    // A lock that is free costs no look at the clock.
    if (!(write ? m_lock.tryLockWrite() : m_lock.tryLockRead())) {
        const auto deadline = Deadline::after(m_timeout, m_stop);
        const WaitOutcome outcome = write ? m_lock.lockWrite(deadline) : m_lock.lockRead(deadline);
        if (outcome != WaitOutcome::Done) {
            throwIfLost(*m_mapping, m_name, attempted);
            return outcome;
        }
    }
    struct Unlock
    {
        RwLock &lock;
        bool write;
        ~Unlock() { write ? lock.unlockWrite() : lock.unlockRead(); }
    };
    {
        const Unlock unlock{m_lock, write};
        if (m_onLocked) [[unlikely]]
            m_onLocked();
        use();
    }
    throwIfShrunk(attempted);
    return WaitOutcome::Done;
}

WaitOutcome MappedView::writeBytes(std::span<const std::byte> bytes, std::optional<std::uint64_t> offset)
{
    constexpr auto attempted = "write to region";
    const std::uint64_t at = offset.value_or(m_cursor);
    checkWritable(attempted);
    checkRange(attempted, at, bytes.size());
    const WaitOutcome outcome = underLock(Lock::Write, attempted,
                                          [&] { std::memcpy(data() + at, bytes.data(), bytes.size()); });
    if (outcome == WaitOutcome::Done && !offset)
        m_cursor += bytes.size();
    return outcome;
}

WaitOutcome MappedView::write(const Value &value, std::optional<std::uint64_t> offset)
{
    ByteVector bytes;
    appendValue(bytes, value);
    return writeBytes(bytes, offset);
}

WaitOutcome MappedView::writeMixed(std::span<const Value> items, std::optional<std::uint64_t> offset)
{
    return writeBytes(encodeMixed(items), offset);
}

WaitOutcome MappedView::zero()
{
    constexpr auto attempted = "zero region";
    checkWritable(attempted);
    bool stopped = false;
    const auto zeroInPieces = [&] {
        constexpr std::uint64_t piece = 8 * 1024 * 1024;
        for (std::uint64_t done = 0; done < size() && !stopped; done += piece) {
            std::memset(data() + done, 0, static_cast<std::size_t>(std::min(piece, size() - done)));
            stopped = m_stop != nullptr && m_stop->requested();
        }
    };
    const WaitOutcome outcome = underLock(Lock::Write, attempted, zeroInPieces);
    return stopped ? WaitOutcome::Stopped : outcome;
}

ViewRead MappedView::read(TypeTag tag)
{
    Schema schema;
    schema.fields.push_back({.kind = FieldKind::Tagged, .tag = tag, .count = 1, .name = {}});
    return readMixed(schema);
}

ViewRead MappedView::readMixed(const Schema &schema, std::optional<std::uint64_t> offset)
{
    constexpr auto attempted = "read from region";
    const std::uint64_t at = offset.value_or(m_cursor);
    if (at > size())
        throw Error(ErrorCode::OutOfBounds, m_name, attempted,
                    "offset " + std::to_string(at) + " is past the data area of " + std::to_string(size()) + " bytes");
    checkWritable(attempted); // the read lock is a write to the word
    ViewRead result;
    // Decoded in place: holders of the lock do not write, and decode() reads each byte once, so that even a peer that ignores the lock
    // gives a wrong value and not a wrong length.
    result.outcome = underLock(Lock::Read, attempted, [&] {
        result.decoded = decode(std::span<const std::byte>(data() + at, size() - at), schema);
    });
    if (!offset && !result.decoded.error)
        m_cursor += result.decoded.consumed;
    return result;
}

WaitOutcome MappedView::readInto(std::uint64_t offset, std::span<std::byte> out)
{
    constexpr auto attempted = "read from region";
    checkRange(attempted, offset, out.size());
    checkWritable(attempted); // the read lock is a write to the word
    return underLock(Lock::Read, attempted, [&] { std::memcpy(out.data(), data() + offset, out.size()); });
}

ViewBytes MappedView::readRange(std::uint64_t offset, std::uint64_t length)
{
    checkRange("read from region", offset, length);
    ViewBytes result;
    result.bytes.resize(length);
    result.outcome = readInto(offset, result.bytes);
    if (result.outcome != WaitOutcome::Done)
        result.bytes.clear();
    return result;
}

ViewBytes MappedView::readAll()
{
    return readRange(0, size());
}

void MappedView::seek(std::uint64_t pos)
{
    if (pos > size())
        throw Error(ErrorCode::OutOfBounds, m_name, "seek in region",
                    "position " + std::to_string(pos) + " is past the data area of " + std::to_string(size()) + " bytes");
    m_cursor = pos;
}

} // namespace membridge
