// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "crash_helper.h"

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/ring_probe.h"
#include "core/observe/segment_reader.h"

#include <algorithm>
#include <deque>
#include <limits>

namespace crash {

using namespace membridge;

namespace {

/// One ring, used in many rounds: what was left by one is where the next begins.
struct Lane
{
    Lane(std::string itsName, std::uint64_t capacity, std::size_t itsLargestMessage)
        : name(std::move(itsName)),
          ring(SharedMemory::create(name, capacity + ring_layout::dataOffset).spsc()),
          largestMessage(itsLargestMessage)
    {
    }

    std::string name;
    SpscRingBuffer ring;
    std::size_t largestMessage; ///< A batch of four has room.
    std::uint64_t nextToPush = 0;
    std::uint64_t nextToPop = 0;
};

/// Small ones wrap with nearly every frame; in the large one a producer never has to wait within a round.
std::deque<Lane> makeLanes(const Names &names)
{
    require(names.size() == 3, "three names are needed");
    std::deque<Lane> lanes;
    lanes.emplace_back(names[0], 256, 40);
    lanes.emplace_back(names[1], 4096, 900);
    lanes.emplace_back(names[2], 4 * 1024 * 1024, 4000);
    return lanes;
}

/// How the rounds go on after a failure is of no use: which one it was is.
template <typename Round> void eachRound(std::uint64_t rounds, std::uint64_t seed, Round &&round)
{
    for (std::uint64_t i = 0; i < rounds; ++i) {
        try {
            round(i);
        } catch (const std::exception &error) {
            throw Failure("seed " + std::to_string(seed) + ", round " + std::to_string(i) + ": " + error.what());
        }
    }
}

struct ProducerControl
{
    Start start;
    std::atomic<bool> inside; ///< In a push, from before its first byte until after its index.
};

enum class PushMode { Single, Batch, Claim, TryBatch };

/// Pushes until it is killed.
[[noreturn]] void produce(const Lane &lane, PushMode mode, std::uint64_t seed, bool led, ProducerControl &control)
{
    Random random(seed);
    const SpscRingBuffer ring = SharedMemory::open(lane.name).spsc();
    SpscProducer producer = ring.producer();
    std::uint64_t next = lane.nextToPush;
    std::array<ByteVector, 4> payloads;
    for (bool first = true;; first = false) {
        const std::size_t count = mode == PushMode::Single || mode == PushMode::Claim
            ? 1
            : 1 + random.below(payloads.size());
        for (std::size_t i = 0; i < count; ++i)
            makeMessage({.sequence = next + i, .endsBatch = i + 1 == count}, lane.largestMessage, payloads[i]);
        if (first)
            control.start.go(led);
        std::size_t pushed = 0;
        while (pushed < count) {
            control.inside.store(true, std::memory_order_relaxed);
            PushOutcome outcome = PushOutcome::Pushed;
            switch (mode) {
            case PushMode::Single:
                outcome = producer.tryPush(payloads[0]);
                pushed = outcome == PushOutcome::Pushed ? 1 : 0;
                break;
            case PushMode::Batch:
                // All of them or, as long as there is no room, none.
                for (std::size_t i = 0; i < count && outcome == PushOutcome::Pushed; ++i)
                    outcome = producer.stage(payloads[i]);
                if (outcome == PushOutcome::Pushed) {
                    producer.publish();
                    pushed = count;
                } else {
                    producer.discardStaged();
                }
                break;
            case PushMode::Claim: {
                SpscProducer::Claim claim;
                outcome = producer.claim(payloads[0].size(), claim);
                if (outcome == PushOutcome::Pushed) {
                    const auto half = payloads[0].begin() + static_cast<std::ptrdiff_t>(claim.first.size());
                    std::copy(payloads[0].begin(), half, claim.first.begin());
                    std::copy(half, payloads[0].end(), claim.second.begin());
                    producer.commit(payloads[0].size());
                    pushed = 1;
                }
                break;
            }
            case PushMode::TryBatch: {
                std::array<std::span<const std::byte>, 4> spans;
                std::copy(payloads.begin(), payloads.end(), spans.begin());
                const auto result = producer.tryPushBatch(std::span(spans).subspan(pushed, count - pushed));
                outcome = result.outcome;
                pushed += result.pushed;
                break;
            }
            }
            control.inside.store(false, std::memory_order_relaxed);
            require(outcome != PushOutcome::Malformed, "the producer found the ring malformed");
            if (outcome == PushOutcome::Full)
                std::this_thread::yield();
        }
        next += count;
    }
}

/// Takes everything that is visible; each frame has to be whole, and to follow the one before it.
struct Verifier
{
    Lane &lane;
    SpscConsumer consumer;
    std::optional<Message> last = {};
    std::uint64_t frames = 0;

    void check(const FrameView &view)
    {
        payload.resize(view.size());
        view.copyTo(payload.data());
        const Message message = checkedMessage(payload);
        require(message.sequence == lane.nextToPop,
                "number " + std::to_string(message.sequence) + " where " + std::to_string(lane.nextToPop) + " should be");
        ++lane.nextToPop;
        ++frames;
        last = message;
    }
    /// At most `limit` frames: a producer at work can be as fast as this, and then there is no end.
    void take(std::size_t limit)
    {
        const auto use = [this](const FrameView &view) {
            check(view);
            return true;
        };
        const auto result = consumer.drain(use, {.frames = limit});
        require(result.outcome != PopOutcome::Malformed,
                "the ring is malformed: " + (consumer.fault() ? consumer.fault()->text() : ""));
    }
    void takeAll() { take(std::numeric_limits<std::size_t>::max()); }

    ByteVector payload = {};
};

/// What somebody who only looks can see: no index out of order, no frame that is not whole.
void checkFromOutside(const Lane &lane)
{
    require(!lane.ring.fault(), "the ring is faulty");
    const SegmentReader reader = SegmentReader::open(lane.name);
    const PendingFrames pending = RingProbe(reader).pending(8);
    require(!pending.fault, "an observer finds: " + (pending.fault ? pending.fault->text() : ""));
    std::uint64_t expected = lane.nextToPop;
    for (const auto &frame : pending.frames)
        require(checkedMessage(frame.payload).sequence == expected++, "an observer sees another order");
}

} // namespace

Counts producerRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names)
{
    Random random(seed);
    std::deque<Lane> lanes = makeLanes(names);
    auto &control = sharedMemory<ProducerControl>();
    Counts counts{{"rounds", rounds}, {"frames", 0}, {"inside", 0}, {"led", 0}, {"waiting", 0}};
    eachRound(rounds, seed, [&](std::uint64_t) {
        Lane &lane = lanes[random.below(lanes.size())];
        const auto mode = random.oneOf({PushMode::Single, PushMode::Batch, PushMode::Claim, PushMode::TryBatch});
        const bool meanwhile = random.chance(60);
        const std::uint64_t childSeed = random.next();
        const bool led = random.chance(30);
        control.start.reset();
        control.inside = false;
        // A new producer goes on where the dead one's tail is.
        Victim victim([&] { produce(lane, mode, childSeed, led, control); });
        Verifier verifier{lane, lane.ring.consumer()};
        control.start.await();
        if (control.start.led) {
            victim.lead(random, [&] { return lane.ring.header().tail; });
            ++counts["led"];
        } else {
            passRandomTime(random, [&] {
                if (meanwhile)
                    verifier.take(16);
            });
        }
        victim.kill();
        counts["inside"] += control.inside ? 1 : 0;
        counts["waiting"] += lane.ring.free() < lane.largestMessage + 4 ? 1 : 0;
        checkFromOutside(lane);
        verifier.takeAll();
        require(lane.ring.isEmpty(), "there is more between the indices than frames");
        // One store shows a whole batch: its last frame is visible if its first is.
        require(mode != PushMode::Batch || !verifier.last || verifier.last->endsBatch, "a part of a batch is visible");
        counts["frames"] += verifier.frames;
        lane.nextToPush = lane.nextToPop;
    });
    return counts;
}

namespace {

enum class PopMode { CommitEach, Drain, Interval };

struct JournalEntry
{
    std::uint64_t position;
    std::uint64_t sequence;
    std::uint64_t frame; ///< Bytes, with the length prefix.
};

/// What the consumer has used, noted before it gives up the frame: it survives its writer.
struct Journal
{
    Start start;
    std::atomic<std::uint64_t> count;
    std::array<JournalEntry, 64 * 1024> entries;

    void note(const FrameView &view, ByteVector &payload)
    {
        payload.resize(view.size());
        view.copyTo(payload.data());
        const Message message = checkedMessage(payload);
        const std::uint64_t at = count.load(std::memory_order_relaxed);
        // Far more than a round's frames; if ever not, there is nothing left but to wait for the end.
        while (at == entries.size())
            ::pause();
        entries[at] = {view.position, message.sequence, view.size() + ring_layout::frameHeaderSize};
        count.store(at + 1, std::memory_order_release);
    }
};

/// Consumes until it is killed.
[[noreturn]] void consume(const Lane &lane, PopMode mode, std::uint64_t interval, bool led, Journal &journal)
{
    const SpscRingBuffer ring = SharedMemory::open(lane.name).spsc();
    SpscConsumer consumer = ring.consumer();
    if (mode == PopMode::Interval)
        consumer.setReleaseInterval(interval);
    ByteVector payload;
    FrameView view;
    journal.start.go(led);
    for (;;) {
        PopOutcome outcome;
        if (mode == PopMode::Drain) {
            outcome = consumer
                          .drain([&](const FrameView &seen) {
                              journal.note(seen, payload);
                              return true;
                          })
                          .outcome;
        } else {
            outcome = consumer.peek(view);
            if (outcome == PopOutcome::Popped) {
                journal.note(view, payload);
                consumer.commit();
            }
        }
        require(outcome != PopOutcome::Malformed, "the consumer found the ring malformed");
        if (outcome == PopOutcome::Empty)
            std::this_thread::yield();
    }
}

/// The dead consumer's journal against the head that it left. Returns how many frames its successor will see again.
std::uint64_t checkJournal(Lane &lane, const Journal &journal, std::uint64_t before, std::uint64_t mayBeHeld)
{
    const std::uint64_t head = lane.ring.header().head;
    const std::uint64_t count = journal.count.load(std::memory_order_acquire);
    std::uint64_t end = before;
    std::uint64_t sequence = lane.nextToPop;
    std::uint64_t successor = sequence;
    std::uint64_t again = 0;
    bool isBoundary = head == before;
    for (std::uint64_t i = 0; i < count; ++i) {
        const JournalEntry &entry = journal.entries[i];
        require(entry.position == end && entry.sequence == sequence,
                "number " + std::to_string(entry.sequence) + " was consumed where " + std::to_string(sequence)
                    + " should be");
        end += entry.frame;
        ++sequence;
        if (end <= head)
            successor = sequence;
        else
            ++again;
        isBoundary = isBoundary || end == head;
    }
    require(head >= before, "head went back");
    require(head <= end,
            "frames are lost: head is at " + std::to_string(head) + ", but only those before " + std::to_string(end)
                + " were used");
    require(isBoundary, "head is not at the start of a frame");
    require(end - head <= mayBeHeld, std::to_string(end - head) + " bytes were used and not given back");
    lane.nextToPop = successor;
    return again;
}

} // namespace

Counts consumerRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names)
{
    Random random(seed);
    std::deque<Lane> lanes = makeLanes(names);
    std::deque<SpscProducer> producers;
    for (const Lane &lane : lanes)
        producers.push_back(lane.ring.producer());
    auto &journal = sharedMemory<Journal>();
    Counts counts{{"rounds", rounds}, {"frames", 0}, {"again", 0}, {"led", 0}, {"rounds-with-frames-again", 0},
                  {"pending", 0}};
    ByteVector payload;
    eachRound(rounds, seed, [&](std::uint64_t) {
        const std::size_t which = random.below(lanes.size());
        Lane &lane = lanes[which];
        const auto mode = random.oneOf({PopMode::CommitEach, PopMode::Drain, PopMode::Interval});
        const std::uint64_t interval = random.below(lane.ring.capacity() / 2);
        const std::uint64_t largestFrame = lane.largestMessage + ring_layout::frameHeaderSize;
        const std::uint64_t mayBeHeld = mode == PopMode::CommitEach ? largestFrame
            : mode == PopMode::Drain                                ? lane.ring.capacity() / 8 + largestFrame
                                                                    : interval + largestFrame;
        const std::uint64_t before = lane.ring.header().head;
        const std::uint64_t expected = lane.nextToPop;
        const bool led = random.chance(30);
        journal.start.reset();
        journal.count = 0;
        const auto push = [&] {
            makeMessage({.sequence = lane.nextToPush, .endsBatch = false}, lane.largestMessage, payload);
            const PushOutcome outcome = producers[which].tryPush(payload);
            require(outcome != PushOutcome::Malformed, "the producer found the ring malformed");
            lane.nextToPush += outcome == PushOutcome::Pushed ? 1 : 0;
        };
        // With a backlog the consumer never waits, and gives back many at once.
        const std::uint64_t backlog = random.chance(60) ? random.below(1000) : 0;
        for (std::uint64_t i = 0; i < backlog; ++i)
            push();
        Victim victim([&] { consume(lane, mode, interval, led, journal); });
        journal.start.await();
        if (journal.start.led) {
            victim.lead(random, [&] { return lane.ring.header().head; });
            ++counts["led"];
        } else {
            passRandomTime(random, push);
        }
        victim.kill();
        const std::uint64_t again = checkJournal(lane, journal, before, mayBeHeld);
        checkFromOutside(lane);
        counts["frames"] += lane.nextToPop - expected;
        counts["again"] += again;
        counts["rounds-with-frames-again"] += again > 0 ? 1 : 0;
        counts["pending"] += lane.ring.isEmpty() ? 0 : 1;
    });
    // The last successor gets all the rest.
    for (Lane &lane : lanes) {
        Verifier{lane, lane.ring.consumer()}.takeAll();
        require(lane.nextToPop == lane.nextToPush, "the last frames are lost");
    }
    return counts;
}

} // namespace crash
