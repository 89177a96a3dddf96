// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "check.h"
#include "child_process.h"
#include "core/codec/schema.h"
#include "core/ipc/mapped_view.h"
#include "core/platform/platform.h"
#include "payload.h"
#include "test_segment.h"
#include "tests.h"

#include <chrono>
#include <cstring>
#include <memory>
#include <variant>

using namespace membridge;
using namespace std::chrono_literals;

namespace cross_test {

namespace {

constexpr auto patience = 60s;
constexpr std::uint64_t answerAt = 512;
const char *const schemaText = "int float str bool bytes(3)";

ValueList valuesOf(const std::string &who, std::int64_t number)
{
    const ByteVector raw{std::byte{0}, std::byte{0xff}, std::byte{0x7f}};
    return {Value{number}, Value{0.5}, Value{Text{who + " grüßt"}}, Value{true}, Value{raw}};
}

void write(MappedView &view, const ValueList &values, std::uint64_t offset)
{
    check(view.writeMixed(values, offset) == WaitOutcome::Done, "typed write did not get the lock");
}

/// Reads until the values are there; the area is zeros before.
void expectValues(MappedView &view, const ValueList &expected, std::uint64_t offset)
{
    const auto schema = std::get<Schema>(parseSchema(schemaText));
    ValueList found;
    const auto attempt = [&] {
        const ViewRead read = view.readMixed(schema, offset);
        check(read.outcome == WaitOutcome::Done, "typed read did not get the lock");
        found = read.decoded.error ? ValueList() : read.decoded.values(schema);
        return found == expected;
    };
    check(waitUntil(Deadline::after(patience), attempt) == WaitOutcome::Done, "the other process's values did not come");
}

// --- Lock exclusion --------------------------------------------------------------------------------------------------

constexpr std::uint64_t regionSize = 8192;
constexpr std::size_t sharedLength = 3000;
constexpr std::uint64_t payloadAt = 64;
constexpr int rounds = 10'000;

/// What the lock guards, besides a payload. Counted in one plain word, so that a write that was not alone loses counts.
struct Counters
{
    std::uint64_t writes = 0;
    std::uint64_t sameAgain = 0;
    std::uint64_t ready = 0; ///< Processes that have begun.
};

/// Half of the rounds write and half read, through the lock, on bytes that prove that nobody else wrote meanwhile.
void useRegion(const std::string &name, std::uint64_t writer)
{
    const auto handle = std::make_shared<platform::SegmentHandle>(platform::openSegment(name, Access::ReadWrite));
    const platform::Mapping mapping(handle, regionSize, Access::ReadWrite, name);
    RwLock lock(reinterpret_cast<std::int32_t *>(mapping.data() + region_layout::lockOffset));
    std::byte *data = mapping.data() + region_layout::dataOffset;
    const std::span<std::byte> payload(data + payloadAt, sharedLength);

    const auto counters = [data] {
        Counters now;
        std::memcpy(&now, data, sizeof now);
        return now;
    };
    const auto store = [data](const Counters &now) { std::memcpy(data, &now, sizeof now); };
    const auto deadline = [] { return Deadline::after(patience); };
    const auto bothReady = [&] {
        const ReadGuard guard(lock, deadline());
        check(bool(guard), "a reader waited for a minute");
        return counters().ready == 2;
    };

    {
        const WriteGuard guard(lock, deadline());
        check(bool(guard), "a writer waited for a minute");
        Counters now = counters();
        ++now.ready;
        store(now);
        fillPayload(payload, writer);
    }
    check(waitUntil(deadline(), bothReady) == WaitOutcome::Done, "the other process did not begin");

    for (int round = 0; round < rounds; ++round) {
        if (round % 2 == 0) {
            const WriteGuard guard(lock, deadline());
            check(bool(guard), "a writer waited for a minute");
            Counters now = counters();
            check(now.writes == now.sameAgain, "two writers at once: the counters differ");
            ++now.writes;
            store(now);
            fillPayload(payload, now.writes * 2 + writer);
            ++now.sameAgain;
            store(now);
        } else {
            const ReadGuard guard(lock, deadline());
            check(bool(guard), "a reader waited for a minute");
            const Counters now = counters();
            std::uint64_t seed = 0;
            check(isPayload(payload, seed), "a reader saw a payload half written");
            check(now.writes == now.sameAgain, "a reader saw a writer at work");
        }
    }
}

} // namespace

void testTypedValues()
{
    const TestSegment segment("typed", 4096);
    MappedView view = segment.memory().map();
    check(view.size() == 4092, "the creator's data area must be the size asked for less 4 bytes");
    view.setLockTimeout(patience);
    ChildProcess child({"typed-values-child", segment.name()});
    write(view, valuesOf("parent", 42), 0);
    expectValues(view, valuesOf("child", -43), answerAt);
    check(child.wait() == 0, "the child failed");
}

void typedValuesChild(const std::string &segment)
{
    const SharedMemory memory = SharedMemory::open(segment);
    MappedView view = memory.map();
    view.setLockTimeout(patience);
    expectValues(view, valuesOf("parent", 42), 0);
    write(view, valuesOf("child", -43), answerAt);
}

void testLockExclusion()
{
    const TestSegment segment("lock", regionSize);
    ChildProcess child({"lock-exclusion-child", segment.name()});
    useRegion(segment.name(), 0);
    check(child.wait() == 0, "the child failed");

    MappedView view = segment.memory().map();
    check(view.lockWord().state() == LockState::Free, "the lock is not free after all gave it back");
    const ViewBytes bytes = view.readRange(0, sizeof(Counters));
    Counters last;
    std::memcpy(&last, bytes.bytes.data(), sizeof last);
    check(last.writes == rounds, "writes were lost: " + std::to_string(last.writes) + " of " + std::to_string(rounds));
}

void lockExclusionChild(const std::string &segment)
{
    useRegion(segment, 1);
}

} // namespace cross_test
