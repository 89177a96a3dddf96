// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "shared_memory.h"

#include "deadline.h"
#include "error.h"
#include "layout.h"
#include "mapped_view.h"
#include "spsc_ring_buffer.h"

#include <atomic>
#include <bit>

namespace membridge {

namespace {

std::string checkedName(std::string_view name, std::string_view attempted)
{
    const std::string_view why = platform::whyNotAName(name);
    if (!why.empty())
        throw Error(ErrorCode::InvalidName, name, attempted, why);
    return std::string(name);
}

} // namespace

SharedMemory::SharedMemory(std::string name, platform::SegmentHandle handle, Access access, bool creator)
    : m_name(std::move(name)),
      m_handle(std::make_shared<const platform::SegmentHandle>(std::move(handle))),
      m_stat(platform::stat(*m_handle, m_name)),
      m_access(access),
      m_creator(creator)
{
}

SharedMemory SharedMemory::create(std::string_view name, std::uint64_t size, const CreateOptions &options)
{
    std::string checked = checkedName(name, "create segment");
    if (size == 0)
        throw Error(ErrorCode::InvalidArgument, name, "create segment", "size must be greater than 0");
    // Somebody may create or remove the name between our two steps, and what is being created has no size yet.
    constexpr int tries = 100;
    Backoff backoff;
    for (int i = 0; !options.exclusive && i < tries; ++i) {
        try {
            SharedMemory existing = open(checked, Access::ReadWrite);
            if (existing.size() == platform::sizeAsReported(size))
                return existing;
            if (existing.size() == 0) {
                backoff.pause();
                continue;
            }
            throw Error(ErrorCode::AlreadyExists, name, "create segment",
                        "it exists with " + std::to_string(existing.size()) + " bytes, and is not resized to "
                            + std::to_string(size));
        } catch (const Error &error) {
            if (error.code() != ErrorCode::NotFound)
                throw;
        }
        try {
            return createNew(checked, size, options);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::AlreadyExists)
                throw;
        }
    }
    return createNew(checked, size, options);
}

SharedMemory SharedMemory::createNew(const std::string &name, std::uint64_t size, const CreateOptions &options)
{
    // A new object is all zeros, and a lock word of 0 is free: there is nothing to initialise, now or at any later map().
    auto handle = platform::createSegment(name, size, options.mode, options.reserve);
    return SharedMemory(name, std::move(handle), Access::ReadWrite, true);
}

SharedMemory SharedMemory::open(std::string_view name, Access access)
{
    std::string checked = checkedName(name, "open segment");
    auto handle = platform::openSegment(checked, access);
    return SharedMemory(std::move(checked), std::move(handle), access, false);
}

void SharedMemory::remove(std::string_view name)
{
    platform::removeSegment(checkedName(name, "remove segment"));
}

std::shared_ptr<platform::Mapping> SharedMemory::mapAll(const char *attempted, std::uint64_t smallest) const
{
    // The size now: somebody may have grown or cut it since it was opened.
    const std::uint64_t size = platform::stat(*m_handle, m_name).size;
    if (size < smallest)
        throw Error(ErrorCode::TooSmall, m_name, attempted,
                    "the segment has " + std::to_string(size) + " bytes; this layout needs at least "
                        + std::to_string(smallest));
    return std::make_shared<platform::Mapping>(m_handle, size, m_access, m_name);
}

MappedView SharedMemory::map() const
{
    return MappedView(mapAll("map region", region_layout::smallestSize), m_name, m_access == Access::ReadWrite);
}

SpscRingBuffer SharedMemory::spsc() const
{
    auto mapping = mapAll("map ring", ring_layout::dataOffset + ring_layout::smallestCapacity);
    if (m_creator) {
        const std::uint64_t capacity = mapping->size() - ring_layout::dataOffset;
        if (!std::has_single_bit(capacity))
            throw Error(ErrorCode::NotPowerOfTwo, m_name, "set up ring",
                        std::to_string(capacity) + " bytes of data are no power of two; try "
                            + std::to_string(std::bit_floor(capacity)) + " or "
                            + std::to_string(std::bit_ceil(capacity)));
        // Only a header that was never written: a second spsc() on the creator's handle must not throw messages away.
        std::atomic_ref<std::uint64_t> field(
            *reinterpret_cast<std::uint64_t *>(mapping->data() + ring_layout::capacityOffset));
        std::uint64_t unset = 0;
        // Release: head and tail are zero (a new object) before anyone who sees a capacity looks at them.
        field.compare_exchange_strong(unset, capacity, std::memory_order_release, std::memory_order_relaxed);
    }
    return SpscRingBuffer(std::move(mapping), m_name, m_access == Access::ReadWrite);
}

} // namespace membridge
