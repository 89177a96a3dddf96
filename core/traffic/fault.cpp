// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "fault.h"

#include "../codec/value.h"
#include "../ipc/error.h"
#include "../ipc/hold_record.h"
#include "../ipc/mapped_view.h"
#include "../ipc/shared_memory.h"
#include "../ipc/spsc_ring_buffer.h"
#include "../platform/other_process.h"
#include "../platform/platform.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <limits>
#include <utility>

namespace membridge {

namespace {

constexpr auto attempted = "carry out a fault on";
constexpr std::chrono::seconds patience{2};
constexpr std::uint64_t smallestRing = ring_layout::dataOffset + ring_layout::smallestCapacity;

using On = FaultEntry::On;
constexpr std::array entries{
    FaultEntry{
        FaultKind::DieHoldingRead, "die-holding-read", On::Regions, true,
        "takes the read lock and is killed while it holds it", "",
        "readers go on; writers wait with a deadline and report who is missing, and nobody resets the lock unasked"},
    FaultEntry{FaultKind::DieHoldingWrite, "die-holding-write", On::Regions, true,
               "takes the write lock and is killed while it holds it", "",
               "waits with a deadline, treats the data as half written, and has the lock recovered explicitly"},
    FaultEntry{FaultKind::CorruptLock, "corrupt-lock", On::Regions, false, "writes a value over the lock word",
               "the word (default -7)",
               "takes no lock from a word that is not -1, 0 or a number of readers, and reports it"},
    FaultEntry{FaultKind::DieMidPush, "die-mid-push", On::Rings, true,
               "copies a message behind tail and is killed before it publishes it", "",
               "the consumer sees no part of it; the next producer writes over it"},
    FaultEntry{FaultKind::DieBeforeRelease, "die-before-release", On::Rings, true,
               "looks at the next message and is killed before it releases it", "",
               "the next consumer gets that message again, so whoever acts on messages must bear one twice"},
    FaultEntry{FaultKind::CorruptLength, "corrupt-length", On::Rings, false,
               "writes another length over that of the next message", "the length (default 4294967295)",
               "the consumer checks the length against tail, consumes nothing and reports the ring as damaged"},
    FaultEntry{FaultKind::CorruptHeader, "corrupt-header", On::Rings, false, "writes a value over the capacity field",
               "the capacity (default 12345)",
               "whoever opens the ring from now on compares it with the size and refuses"},
    FaultEntry{FaultKind::SecondProducer, "second-producer", On::Rings, false,
               "pushes from a copy of tail that is out of date, as a second producer does", "",
               "the producer notices that tail is not where it left it, and stops instead of writing over messages"},
    FaultEntry{FaultKind::Truncate, "truncate", On::Both, false, "cuts the segment",
               "bytes that are left (default: half)", "survives the pages that are gone (SIGBUS) and reports the loss"},
    FaultEntry{FaultKind::Replace, "replace", On::Both, false,
               "takes the name away and gives it to a new segment of the same size", "",
               "notices that the name means another object now, and opens it anew"},
    FaultEntry{FaultKind::Kill, "kill", On::Processes, false, "kills a process that has the segment (SIGKILL)", "",
               "the others wait with a deadline and report who is missing; what was published before is still whole"},
    FaultEntry{FaultKind::Terminate, "terminate", On::Processes, false,
               "asks a process that has the segment to end (SIGTERM)", "",
               "gives the lock back and ends with no message half pushed; the others go on without it"},
    FaultEntry{FaultKind::Stop, "stop", On::Processes, false,
               "stops a process that has the segment for a time (SIGSTOP)", "",
               "the others wait with a deadline and do not take it for dead: it goes on, and nothing is lost by then"},
};

Error wrong(ErrorCode code, const std::string &name, const std::string &reason)
{
    return Error(code, name, attempted, reason);
}

/// What lies behind a name, mapped as it is.
struct Target
{
    /// `smallest`: bytes of a segment of the layout that the fault is for.
    Target(std::string name_, std::uint64_t smallest)
        : name(std::move(name_)),
          handle(std::make_shared<platform::SegmentHandle>(platform::openSegment(name, platform::Access::ReadWrite))),
          stat(platform::stat(*handle, name)),
          mapping(handle, checkedSize(smallest), platform::Access::ReadWrite, name)
    {
    }

    std::uint64_t checkedSize(std::uint64_t smallest) const
    {
        if (stat.size < smallest)
            throw wrong(ErrorCode::TooSmall, name, "its " + std::to_string(stat.size) + " bytes are too few");
        return stat.size;
    }

    std::atomic_ref<std::uint64_t> index(std::uint64_t offset) const
    {
        return std::atomic_ref<std::uint64_t>(*reinterpret_cast<std::uint64_t *>(mapping.data() + offset));
    }
    RingHeader header() const
    {
        return {.head = index(ring_layout::headOffset).load(std::memory_order_acquire),
                .tail = index(ring_layout::tailOffset).load(std::memory_order_acquire),
                .capacity = index(ring_layout::capacityOffset).load(std::memory_order_relaxed)};
    }
    RingHeader checkedHeader() const
    {
        const RingHeader now = header();
        if (now.capacity != stat.size - ring_layout::dataOffset || now.head > now.tail || now.used() > now.capacity)
            throw wrong(ErrorCode::Malformed, name, "it is no ring in order");
        return now;
    }
    /// Copies to a position of the ring, over its end if need be.
    void put(std::uint64_t position, std::span<const std::byte> bytes, std::uint64_t capacity) const
    {
        for (const std::byte byte : bytes)
            mapping.data()[ring_layout::dataOffset + (position++ & (capacity - 1))] = byte;
    }

    std::string name;
    std::shared_ptr<const platform::SegmentHandle> handle;
    platform::SegmentStat stat;
    platform::Mapping mapping;
};

template <typename T> std::array<std::byte, sizeof(T)> bytesOf(const T &value)
{
    std::array<std::byte, sizeof(T)> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

std::int64_t within(const std::string &name, std::int64_t value, std::int64_t least, std::int64_t most)
{
    if (value < least || value > most)
        throw wrong(ErrorCode::InvalidArgument, name,
                    "the value must be from " + std::to_string(least) + " to " + std::to_string(most));
    return value;
}

CarriedOutFault dieHolding(const std::string &name, bool write, const StopFlag *stop)
{
    struct Held
    {
        Held(const std::string &name, bool write)
            : view(SharedMemory::open(name).map()), record(name, write, "membridge fault")
        {
        }
        MappedView view;
        HoldRecord record;
    };
    auto held = std::make_shared<Held>(name, write);
    RwLock &lock = held->view.lock();
    const Deadline deadline = Deadline::after(patience, stop);
    if ((write ? lock.lockWrite(deadline) : lock.lockRead(deadline)) != WaitOutcome::Done)
        throw wrong(ErrorCode::System, name,
                    "the lock was not to be had; the word is " + std::to_string(held->view.lockWord().raw));
    held->record.taken();
    return {.text = std::string("holds the ") + (write ? "write" : "read") + " lock", .held = held};
}

CarriedOutFault corruptLock(const std::string &name, std::int64_t value)
{
    const Target target(name, region_layout::smallestSize);
    constexpr std::int64_t least = std::numeric_limits<std::int32_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    const auto word = static_cast<std::int32_t>(within(name, value, least, most));
    std::atomic_ref<std::int32_t> lock(
        *reinterpret_cast<std::int32_t *>(target.mapping.data() + region_layout::lockOffset));
    const std::int32_t before = lock.exchange(word, std::memory_order_acq_rel);
    return {.text = "the lock word was " + std::to_string(before) + " and is " + std::to_string(word)};
}

CarriedOutFault dieMidPush(const std::string &name, const StopFlag *stop)
{
    struct Held
    {
        explicit Held(const std::string &name)
            : ring(SharedMemory::open(name).spsc()), producer(ring.producer(RoleClaim::Machine))
        {
        }
        SpscRingBuffer ring;
        SpscProducer producer;
    };
    auto held = std::make_shared<Held>(name);
    const std::array<std::byte, 4> payload{std::byte{0xDE}, std::byte{0xAD}, std::byte{0xDE}, std::byte{0xAD}};
    PushOutcome outcome = PushOutcome::Full;
    (void)waitUntil(Deadline::after(patience, stop), [&] {
        outcome = held->producer.stage(payload);
        return outcome != PushOutcome::Full;
    });
    if (outcome != PushOutcome::Pushed)
        throw wrong(ErrorCode::System, name, "there was no room for a message of 4 bytes");
    return {.text = "a message of 4 bytes lies behind tail, unpublished", .held = held};
}

CarriedOutFault dieBeforeRelease(const std::string &name, const StopFlag *stop)
{
    struct Held
    {
        explicit Held(const std::string &name)
            : ring(SharedMemory::open(name).spsc()), consumer(ring.consumer(RoleClaim::Machine))
        {
        }
        SpscRingBuffer ring;
        SpscConsumer consumer;
    };
    auto held = std::make_shared<Held>(name);
    FrameView view;
    PopOutcome outcome = PopOutcome::Empty;
    (void)waitUntil(Deadline::after(patience, stop), [&] {
        outcome = held->consumer.peek(view);
        return outcome != PopOutcome::Empty;
    });
    if (outcome != PopOutcome::Popped)
        throw wrong(ErrorCode::System, name, "no message came that could be left unreleased");
    return {.text = "a message of " + std::to_string(view.size()) + " bytes was read and not released", .held = held};
}

CarriedOutFault corruptLength(const std::string &name, std::int64_t value, const StopFlag *stop)
{
    const Target target(name, smallestRing);
    const auto length = static_cast<std::uint32_t>(within(name, value, 0, std::numeric_limits<std::uint32_t>::max()));
    RingHeader header = target.checkedHeader();
    const auto outcome = waitUntil(Deadline::after(patience, stop), [&] {
        header = target.header();
        return header.head != header.tail;
    });
    if (outcome != WaitOutcome::Done)
        throw wrong(ErrorCode::System, name, "no message came whose length could be changed");
    target.put(header.head, bytesOf(length), header.capacity);
    return {.text = "the message at position " + std::to_string(header.head) + " has the length "
                + std::to_string(length) + " now"};
}

CarriedOutFault corruptHeader(const std::string &name, std::int64_t value)
{
    const Target target(name, smallestRing);
    const auto capacity = static_cast<std::uint64_t>(within(name, value, 0, std::numeric_limits<std::int64_t>::max()));
    const std::uint64_t before = target.index(ring_layout::capacityOffset).exchange(capacity, std::memory_order_acq_rel);
    return {.text = "the capacity was " + std::to_string(before) + " and is " + std::to_string(capacity)};
}

CarriedOutFault secondProducer(const std::string &name, const StopFlag *stop)
{
    const Target target(name, smallestRing);
    const RingHeader stale = target.checkedHeader();
    // Out of date as soon as the other producer has pushed.
    if (waitUntil(Deadline::after(patience, stop), [&] { return target.header().tail != stale.tail; })
        != WaitOutcome::Done)
        throw wrong(ErrorCode::System, name, "nobody else pushed, so that tail is not out of date");
    const std::array<std::byte, 8> payload{};
    const std::uint64_t frame = ring_layout::frameHeaderSize + payload.size();
    const auto room = waitUntil(Deadline::after(patience, stop), [&] {
        const std::uint64_t head = target.header().head;
        return head > stale.tail || stale.tail + frame - head <= stale.capacity;
    });
    if (room != WaitOutcome::Done)
        throw wrong(ErrorCode::System, name, "there was no room for a message of 8 bytes");
    target.put(stale.tail, bytesOf(static_cast<std::uint32_t>(payload.size())), stale.capacity);
    target.put(stale.tail + ring_layout::frameHeaderSize, payload, stale.capacity);
    const std::uint64_t mine = stale.tail + frame;
    const std::uint64_t before = target.index(ring_layout::tailOffset).exchange(mine, std::memory_order_acq_rel);
    return {.text = "tail was " + std::to_string(before) + " and is " + std::to_string(mine)
                + ", behind a message of 8 bytes"};
}

CarriedOutFault truncate(const std::string &name, std::optional<std::int64_t> value)
{
    const auto handle = platform::openSegment(name, platform::Access::ReadWrite);
    const std::uint64_t before = platform::stat(handle, name).size;
    const auto most = static_cast<std::int64_t>(before);
    const auto size = static_cast<std::uint64_t>(within(name, value.value_or(most / 2), 0, most));
    platform::truncateSegment(handle, size, name);
    return {.text = "it had " + std::to_string(before) + " bytes and has " + std::to_string(size)};
}

CarriedOutFault replace(const std::string &name)
{
    const SharedMemory old = SharedMemory::open(name);
    RingHeader header;
    const auto handle = platform::openSegment(name, platform::Access::ReadOnly);
    const bool isRing = platform::readAt(handle, 0, std::as_writable_bytes(std::span(&header, 1)), name) == sizeof header
        && header.capacity == old.stat().size - ring_layout::dataOffset;
    SharedMemory::remove(name);
    const SharedMemory fresh = SharedMemory::create(name, old.stat().size, {.mode = old.stat().mode});
    if (isRing)
        (void)fresh.spsc();
    return {.text = "the name means inode " + std::to_string(fresh.stat().inode) + " instead of "
                + std::to_string(old.stat().inode)};
}

std::shared_ptr<const platform::OtherProcess> held(const std::string &name, std::int64_t pid)
{
    try {
        return std::make_shared<const platform::OtherProcess>(pid);
    } catch (const Error &error) {
        if (error.code() != ErrorCode::NotFound)
            throw;
        // Not that the segment is missing.
        throw wrong(ErrorCode::InvalidArgument, name, "there is no process " + std::to_string(pid));
    }
}

const FaultEntry *entryOf(FaultKind kind) noexcept
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto &one) { return kind == one.kind; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace

std::span<const FaultEntry> allFaults() noexcept
{
    return entries;
}

const FaultEntry *findFault(std::string_view id) noexcept
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto &one) { return id == one.id; });
    return found == entries.end() ? nullptr : &*found;
}

CarriedOutFault carryOut(FaultKind kind, const std::string &name, std::optional<std::int64_t> value,
                         const StopFlag *stop)
{
    if (const std::string_view why = platform::whyNotAName(name); !why.empty())
        throw wrong(ErrorCode::InvalidName, name, std::string(why));
    switch (kind) {
    case FaultKind::DieHoldingRead:
        return dieHolding(name, false, stop);
    case FaultKind::DieHoldingWrite:
        return dieHolding(name, true, stop);
    case FaultKind::CorruptLock:
        return corruptLock(name, value.value_or(-7));
    case FaultKind::DieMidPush:
        return dieMidPush(name, stop);
    case FaultKind::DieBeforeRelease:
        return dieBeforeRelease(name, stop);
    case FaultKind::CorruptLength:
        return corruptLength(name, value.value_or(std::numeric_limits<std::uint32_t>::max()), stop);
    case FaultKind::CorruptHeader:
        return corruptHeader(name, value.value_or(12'345));
    case FaultKind::SecondProducer:
        return secondProducer(name, stop);
    case FaultKind::Truncate:
        return truncate(name, value);
    case FaultKind::Replace:
        return replace(name);
    case FaultKind::Kill:
    case FaultKind::Terminate:
    case FaultKind::Stop:
        break;
    }
    throw wrong(ErrorCode::InvalidArgument, name, "that fault strikes a process");
}

CarriedOutFault strike(FaultKind kind, const std::string &name, std::int64_t pid)
{
    const FaultEntry *entry = entryOf(kind);
    if (entry == nullptr || entry->on != On::Processes)
        throw wrong(ErrorCode::InvalidArgument, name, "that fault strikes a segment");
    const auto handle = platform::openSegment(name, platform::Access::ReadOnly);
    const platform::SegmentStat stat = platform::stat(handle, name);
    // Held from before the look: its number must not come to mean another process in between.
    const auto process = held(name, pid);
    const platform::ProcessList all = platform::attachedProcesses(stat.device, stat.inode);
    const auto found = std::find_if(all.processes.begin(), all.processes.end(),
                                    [&](const platform::ProcessInfo &one) { return one.pid == pid; });
    const std::string who = "process " + std::to_string(pid);
    if (found == all.processes.end()) {
        const bool hidden = std::find(all.unreadable.begin(), all.unreadable.end(), pid) != all.unreadable.end();
        throw wrong(ErrorCode::InvalidArgument, name,
                    hidden ? "it could not be seen whether " + who + " has it" : who + " does not have it");
    }
    const std::string named = who + " (" + found->name + ')';
    if (kind == FaultKind::Stop) {
        struct Stopped
        {
            explicit Stopped(std::shared_ptr<const platform::OtherProcess> one) : process(std::move(one))
            {
                process->signal(platform::ChildSignal::Stop);
            }
            ~Stopped()
            {
                try {
                    process->signal(platform::ChildSignal::Continue);
                } catch (const Error &) {
                    // It ended meanwhile.
                }
            }
            std::shared_ptr<const platform::OtherProcess> process;
        };
        return {.text = named + " is stopped", .held = std::make_shared<Stopped>(process)};
    }
    process->signal(kind == FaultKind::Kill ? platform::ChildSignal::Kill : platform::ChildSignal::Terminate);
    return {.text = named + (kind == FaultKind::Kill ? " was killed" : " was asked to end")};
}

} // namespace membridge
