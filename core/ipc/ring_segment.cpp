// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "ring_segment.h"

#include "error.h"
#include "lost_segment.h"

#include <utility>

namespace membridge {

namespace {

[[noreturn]] void throwTaken(const platform::Mapping &mapping, const std::string &name, const char *attempted,
                             bool producer, std::int64_t pid)
{
    const platform::SegmentStat object = platform::stat(mapping.handle(), name);
    ErrorHolder holder{.pid = pid, .program = {}};
    const platform::ProcessList others = platform::attachedProcesses(object.device, object.inode);
    for (const platform::ProcessInfo &process : others.processes) {
        if (process.pid == pid)
            holder.program = process.name;
    }
    const std::string who = "process " + std::to_string(pid)
        + (holder.program.empty() ? std::string() : " (" + holder.program + ")");
    throw Error(ErrorCode::RoleTaken, name, attempted,
                who + (producer ? " is its producer already" : " is its consumer already") + "; a ring can have one only",
                0, std::move(holder));
}

} // namespace

RingSegment::RingSegment(std::shared_ptr<platform::Mapping> mapping, std::string name, bool writable)
    : m_mapping(std::move(mapping)),
      m_name(std::move(name)),
      // Acquire: pairs with the creator's release, so that the zeroed indices are seen with the capacity.
      m_capacity(Index(*word(ring_layout::capacityOffset)).load(std::memory_order_acquire)),
      m_writable(writable)
{
    throwIfLost("map ring");
    if (const auto wrong = fault())
        throw Error(wrong->kind == RingFaultKind::TooSmall ? ErrorCode::TooSmall : ErrorCode::Malformed, m_name,
                    "map ring", wrong->text());
}

RingHeader RingSegment::header() const noexcept
{
    RingHeader now;
    now.capacity = m_capacity;
    // head before tail: both only grow, so that tail - head can come out too large but never below zero. Acquire keeps the two loads in this
    // order, and fault() from accusing a ring that is well.
    now.head = head().load(std::memory_order_acquire);
    now.tail = tail().load(std::memory_order_acquire);
    return now;
}

std::optional<RingFault> RingSegment::fault() const noexcept
{
    // head and tail can't be loaded at one moment; a pair is taken for true only if head stood still around tail.
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        const RingHeader now = header();
        const auto wrong = checkRing(now, m_mapping->size());
        if (!wrong || header().head == now.head)
            return wrong;
    }
    return std::nullopt; // head keeps moving: a consumer is at work, so the indices can't be stuck in a faulty state
}

void RingSegment::throwIfLost(const char *attempted) const
{
    membridge::throwIfLost(*m_mapping, m_name, attempted);
}

void RingSegment::takeSide(RingSide side, RoleClaim claim)
{
    const bool producer = side == RingSide::Producer;
    const char *attempted = producer ? "push to ring" : "pop from ring";
    if (!m_writable)
        throw Error(ErrorCode::ReadOnly, m_name, attempted, "the segment was opened read-only");
    // Acquire: pairs with the release in leaveSide(); the earlier handle's last words are in place.
    if (taken(side).exchange(true, std::memory_order_acquire))
        throw Error(ErrorCode::RoleTaken, m_name, attempted,
                    producer ? "this ring already has a producer here; a ring can have one only"
                             : "this ring already has a consumer here; a ring can have one only");
    if (claim == RoleClaim::Mapping)
        return;
    const auto role = producer ? platform::RoleMark::Role::Producer : platform::RoleMark::Role::Consumer;
    if (const auto pid = mark(side).take(m_mapping->handle(), role)) {
        leaveSide(side);
        throwTaken(*m_mapping, m_name, attempted, producer, *pid);
    }
}

} // namespace membridge
