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
                    std::to_string(length) + " bytes at offset " + std::to_string(offset) + " do not fit in a data area of "
                        + std::to_string(size()) + " bytes");
}

void MappedView::checkWritable(const char *attempted) const
{
    if (!m_writable)
        throw Error(ErrorCode::ReadOnly, m_name, attempted, "the segment was opened read-only");
}

WaitOutcome MappedView::writeBytes(const char *attempted, std::span<const std::byte> bytes, std::optional<std::uint64_t> offset)
{
    const std::uint64_t at = offset.value_or(m_cursor);
    checkWritable(attempted);
    checkRange(attempted, at, bytes.size());
    {
        WriteGuard guard(m_lock, deadline());
        if (!guard) {
            throwIfLost(*m_mapping, m_name, attempted);
            return guard.outcome();
        }
        std::memcpy(data() + at, bytes.data(), bytes.size());
    }
    throwIfLost(*m_mapping, m_name, attempted);
    if (!offset)
        m_cursor += bytes.size();
    return WaitOutcome::Done;
}

WaitOutcome MappedView::write(const Value &value, std::optional<std::uint64_t> offset)
{
    ByteVector bytes;
    appendValue(bytes, value);
    return writeBytes("write to region", bytes, offset);
}

WaitOutcome MappedView::writeMixed(std::span<const Value> items, std::optional<std::uint64_t> offset)
{
    return writeBytes("write to region", encodeMixed(items), offset);
}

WaitOutcome MappedView::zero()
{
    constexpr auto attempted = "zero region";
    checkWritable(attempted);
    {
        WriteGuard guard(m_lock, deadline());
        if (!guard) {
            throwIfLost(*m_mapping, m_name, attempted);
            return guard.outcome();
        }
        constexpr std::uint64_t chunk = 8 * 1024 * 1024;
        for (std::uint64_t done = 0; done < size(); done += chunk) {
            if (m_stop != nullptr && m_stop->requested())
                return WaitOutcome::Stopped;
            std::memset(data() + done, 0, static_cast<std::size_t>(std::min(chunk, size() - done)));
        }
    }
    throwIfLost(*m_mapping, m_name, attempted);
    return WaitOutcome::Done;
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
    {
        ReadGuard guard(m_lock, deadline());
        result.outcome = guard.outcome();
        if (!guard) {
            throwIfLost(*m_mapping, m_name, attempted);
            return result;
        }
        // Decoded in place: holders of the lock do not write, and decode() reads each byte once, so that even a peer that ignores the lock
        // gives a wrong value and not a wrong length.
        result.decoded = decode(std::span<const std::byte>(data() + at, size() - at), schema);
    }
    throwIfLost(*m_mapping, m_name, attempted);
    if (!offset && !result.decoded.error)
        m_cursor += result.decoded.consumed;
    return result;
}

ViewBytes MappedView::readRange(std::uint64_t offset, std::uint64_t length)
{
    constexpr auto attempted = "read from region";
    checkRange(attempted, offset, length);
    checkWritable(attempted);
    ViewBytes result;
    result.bytes.resize(length);
    {
        ReadGuard guard(m_lock, deadline());
        result.outcome = guard.outcome();
        if (!guard) {
            throwIfLost(*m_mapping, m_name, attempted);
            result.bytes.clear();
            return result;
        }
        std::memcpy(result.bytes.data(), data() + offset, length);
    }
    throwIfLost(*m_mapping, m_name, attempted);
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
