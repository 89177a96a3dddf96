// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any segment taken for a ring: a byte that chooses the size, a byte with the number of operations, the operations, the image. Looked at by
// the observers first, who must change nothing; then both sides take part. The operations are also what an earlier look is made up of.

#include "core/ipc/error.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/inspection.h"
#include "core/observe/ring_probe.h"
#include "fuzz_input.h"
#include "fuzz_segment.h"

#include <array>
#include <deque>
#include <limits>
#include <optional>
#include <vector>

using namespace membridge;
using fuzz::Input;

namespace {

/// The newest frames are the last ones that were counted, and the same as among the first where they are there, too.
void checkNewest(const RingProbe &probe, std::size_t wanted)
{
    const PendingFrames pending = probe.pending(64, {.maxPayload = 256, .newest = wanted});
    FUZZ_CHECK(pending.newest.size() == std::min<std::uint64_t>(wanted, pending.total));
    std::uint64_t position = pending.newest.empty() ? 0 : pending.newest.front().position;
    for (std::size_t i = 0; i < pending.newest.size(); ++i) {
        const Frame &frame = pending.newest[i];
        FUZZ_CHECK(frame.position == position);
        FUZZ_CHECK(frame.payload.size() == std::min<std::uint64_t>(frame.length, 256));
        position += ring_layout::frameHeaderSize + frame.length;
        const std::uint64_t index = pending.total - pending.newest.size() + i;
        if (index >= pending.frames.size())
            continue;
        const Frame &same = pending.frames[static_cast<std::size_t>(index)];
        FUZZ_CHECK(frame.position == same.position && frame.payload == same.payload);
    }
    if (!pending.newest.empty() && !pending.fault)
        FUZZ_CHECK(position == pending.header.tail);
}

/// The places are those of the frames, in bounded memory; what is copied from one of them on is what was there.
void checkPlaces(const RingProbe &probe, std::size_t wanted)
{
    constexpr std::size_t runs = 16;
    const PendingFrames pending = probe.pending(64, {.maxPayload = 256, .runs = runs});
    const FrameRuns &places = pending.places;
    FUZZ_CHECK(places.runCount() <= runs && places.count() <= pending.total);
    FUZZ_CHECK(places.count() == pending.total || places.runCount() == runs);
    for (std::size_t i = 0; i < std::min<std::uint64_t>(pending.frames.size(), places.count()); ++i) {
        const auto place = places.frame(i);
        FUZZ_CHECK(place && place->position == pending.frames[i].position && place->length == pending.frames[i].length);
        FUZZ_CHECK(places.at(place->end() - 1) == place);
    }
    if (places.count() == 0)
        return;
    const auto from = places.frame(wanted % places.count());
    const PendingFrames later = probe.pending(4, {.maxPayload = 256, .from = from->position});
    FUZZ_CHECK(later.before == from->index && later.total == pending.total);
    FUZZ_CHECK(!later.frames.empty() && later.frames.front().position == from->position);
}

/// An earlier look that may have been: the walk from its tail on goes through bytes that were consumed long ago, and were never frames.
void checkProgress(const RingProbe &probe, RingSample now, std::span<const std::byte> madeUp)
{
    Input input(reinterpret_cast<const std::uint8_t *>(madeUp.data()), madeUp.size());
    RingSample previous = now;
    const auto kind = input.take<std::uint8_t>();
    std::uint64_t tailBack = input.take<std::uint16_t>();
    std::uint64_t headBack = input.take<std::uint16_t>();
    const std::uint64_t budget = input.take<std::uint16_t>();
    if (kind & 1) {
        tailBack = std::min(tailBack, now.header.tail);
        headBack = std::min(headBack, now.header.head);
    }
    previous.header.tail -= tailBack;
    previous.header.head -= headBack;
    now.consistent = !(kind & 2);
    const RingProgress progress = probe.progress(previous, now, budget);
    std::uint64_t frames = 0;
    std::uint64_t bytes = 0;
    for (const LengthRun &run : probe.countedLengths()) {
        FUZZ_CHECK(run.frames > 0);
        frames += run.frames;
        bytes += (ring_layout::frameHeaderSize + std::uint64_t{run.length}) * run.frames;
    }
    FUZZ_CHECK(frames == progress.framesSeen && bytes == progress.bytesWalked);
    FUZZ_CHECK(progress.bytesWalked <= progress.bytesIn);
    FUZZ_CHECK(progress.framesSeen * ring_layout::frameHeaderSize <= progress.bytesWalked);
    FUZZ_CHECK(progress.walkCost <= budget + RingProbe::singleReadCost);
    if (progress.restarted)
        FUZZ_CHECK(progress.bytesIn == 0 && progress.bytesOut == 0 && progress.walkCost == 0 && !progress.fault);
    else
        FUZZ_CHECK(progress.bytesIn == tailBack && progress.bytesOut == headBack);
    if (progress.fault)
        FUZZ_CHECK(progress.fault->wanted > progress.fault->limit && progress.fault->position >= now.header.head
                   && progress.fault->position < now.header.tail && !progress.fault->text().empty());
}

void observe(const std::string &name, std::uint64_t size, std::span<const std::byte> operations)
{
    const SegmentReader reader = SegmentReader::open(name);
    const RingProbe probe(reader);
    const auto sample = probe.sample();
    FUZZ_CHECK(sample.has_value() == (size >= ring_layout::dataOffset));
    const PendingFrames pending = probe.pending(64, {.maxPayload = 256});
    FUZZ_CHECK(pending.frames.size() <= 64);
    std::uint64_t bytes = 0;
    for (const Frame &frame : pending.frames) {
        FUZZ_CHECK(frame.payload.size() == std::min<std::uint64_t>(frame.length, 256));
        FUZZ_CHECK(frame.position == pending.header.head + bytes);
        bytes += ring_layout::frameHeaderSize + frame.length;
    }
    FUZZ_CHECK(bytes == 0 || bytes <= pending.header.used());
    FUZZ_CHECK(pending.total >= pending.frames.size());
    if (pending.fault)
        FUZZ_CHECK(!pending.fault->text().empty());
    if (sample) {
        const RingProgress progress = probe.progress(*sample, *probe.sample());
        FUZZ_CHECK(progress.bytesIn == 0 && progress.bytesOut == 0);
        checkProgress(probe, *sample, operations);
    }
    checkNewest(probe, operations.size() % 20);
    checkPlaces(probe, operations.size());
    const Inspection inspection = inspect(reader, Layout::Ring, false);
    if (inspection.ringValid)
        FUZZ_CHECK(inspection.ring && !inspection.ring->fault && !pending.fault);
    (void)inspect(reader, Layout::Unknown, false);
}

/// One of either side's operations; what was pushed is remembered so that it can be recognised.
class Session
{
public:
    explicit Session(const SpscRingBuffer &ring)
        : m_ring(ring), m_producer(ring.producer()), m_consumer(ring.consumer())
    {
    }

    void step(std::uint8_t operation, std::uint8_t argument)
    {
        const auto filler = static_cast<std::byte>(operation ^ argument);
        const ByteVector payload(argument, filler);
        const std::uint64_t head = m_ring.header().head;
        switch (operation % 17) {
        case 0:
            if (m_producer.tryPush(payload) == PushOutcome::Pushed)
                publishedWith(payload);
            break;
        case 1:
            if (m_producer.stage(payload) == PushOutcome::Pushed)
                m_staged.push_back(payload);
            break;
        case 2:
            m_producer.publish();
            publishedStaged();
            break;
        case 3: {
            SpscProducer::Claim claim;
            if (m_producer.claim(payload.size(), claim) != PushOutcome::Pushed)
                break;
            std::fill(claim.first.begin(), claim.first.end(), filler);
            std::fill(claim.second.begin(), claim.second.end(), filler);
            m_producer.commit(payload.size());
            publishedWith(payload);
            break;
        }
        case 4: {
            Frame frame;
            if (m_consumer.tryPop(frame) == PopOutcome::Popped)
                recognise(frame.payload);
            else
                checkStayed(head);
            break;
        }
        case 5: {
            const PopResult result = m_consumer.pop(TypeTag::Str);
            if (result.outcome == PopOutcome::Popped)
                recognise(result.frame.payload);
            else
                checkStayed(head);
            break;
        }
        case 6: {
            FrameView view;
            if (m_consumer.peek(view) != PopOutcome::Popped)
                break;
            ByteVector copy(view.size());
            view.copyTo(copy.data());
            m_consumer.commit();
            recognise(copy);
            break;
        }
        case 7:
            (void)m_consumer.drain(
                [&](const FrameView &view) {
                    ByteVector copy(view.size());
                    view.copyTo(copy.data());
                    recognise(copy);
                    return true;
                },
                {.frames = argument});
            break;
        case 8: {
            const std::array<std::span<const std::byte>, 3> batch{payload, payload, payload};
            const auto result = m_producer.tryPushBatch(batch);
            publishedStaged();
            for (std::size_t i = 0; i < result.pushed; ++i)
                m_pushed.push_back(payload);
            break;
        }
        case 9:
            pushObjects<8>(argument, filler);
            break;
        case 10:
            pushObjects<200>(argument, filler);
            break;
        case 11:
            popObjects<8>(argument);
            break;
        case 12:
            popObjects<200>(argument);
            break;
        case 13:
            m_interval = std::min<std::uint64_t>(argument, m_ring.capacity() / 2);
            m_consumer.setReleaseInterval(argument);
            FUZZ_CHECK(m_ring.header().head >= head);
            break;
        case 14: {
            m_producer.setWaiting(argument % 2 ? Waiting::Balanced : Waiting::LowLatency);
            const WaitOutcome outcome = m_producer.waitForRoom(argument, Deadline::now());
            FUZZ_CHECK(outcome != WaitOutcome::Stopped);
            const PushOutcome pushed = m_producer.push(payload, Deadline::now());
            FUZZ_CHECK((outcome == WaitOutcome::TimedOut) == (pushed == PushOutcome::Full));
            if (pushed == PushOutcome::Pushed)
                publishedWith(payload);
            break;
        }
        case 15: {
            m_consumer.setWaiting(argument % 2 ? Waiting::Balanced : Waiting::LowLatency);
            const WaitOutcome outcome = m_consumer.waitForFrame(Deadline::now());
            FUZZ_CHECK(outcome != WaitOutcome::Stopped);
            const PopResult result = m_consumer.pop(Deadline::now());
            FUZZ_CHECK((outcome == WaitOutcome::TimedOut) == (result.outcome == PopOutcome::Empty));
            if (result.outcome == PopOutcome::Popped)
                recognise(result.frame.payload);
            break;
        }
        case 16:
            m_producer.discardStaged();
            m_staged.clear();
            break;
        }
        const RingHeader now = m_ring.header();
        FUZZ_CHECK(now.head <= now.tail && now.used() <= now.capacity);
    }

    /// Frames that were in the image when we came are not ours. Behind a corrupt one nothing can be told apart: its length may fit once there
    /// is more behind it.
    void startWith(const PendingFrames &pending)
    {
        m_foreign = pending.fault ? std::numeric_limits<std::uint64_t>::max() : pending.total;
    }

private:
    template <std::size_t Size> void pushObjects(std::uint8_t count, std::byte filler)
    {
        std::vector<std::array<std::byte, Size>> objects(count % 40);
        for (std::size_t i = 0; i < objects.size(); ++i)
            objects[i].fill(filler ^ static_cast<std::byte>(i));
        const auto result = m_producer.tryPushObjects<std::array<std::byte, Size>>(objects);
        FUZZ_CHECK((result.outcome == PushOutcome::Pushed) == (result.pushed == objects.size()));
        publishedStaged();
        for (std::size_t i = 0; i < result.pushed; ++i)
            m_pushed.emplace_back(objects[i].begin(), objects[i].end());
    }
    template <std::size_t Size> void popObjects(std::uint8_t count)
    {
        std::vector<std::array<std::byte, Size>> objects(count % 40);
        const auto result = m_consumer.tryPopObjects<std::array<std::byte, Size>>(objects);
        FUZZ_CHECK((result.outcome == PopOutcome::Popped) == (result.popped == objects.size()));
        for (std::size_t i = 0; i < result.popped; ++i)
            recognise(ByteVector(objects[i].begin(), objects[i].end()));
    }
    /// Nothing was consumed; but of what was before, the room may be given back only now.
    void checkStayed(std::uint64_t head) const
    {
        const std::uint64_t now = m_ring.header().head;
        FUZZ_CHECK(now >= head && now - head <= m_interval);
    }
    void publishedStaged()
    {
        m_pushed.insert(m_pushed.end(), m_staged.begin(), m_staged.end());
        m_staged.clear();
    }
    void publishedWith(const ByteVector &payload)
    {
        publishedStaged();
        m_pushed.push_back(payload);
    }
    void recognise(const ByteVector &payload)
    {
        if (m_foreign > 0) {
            --m_foreign;
            return;
        }
        FUZZ_CHECK(!m_pushed.empty());
        FUZZ_CHECK(payload == m_pushed.front());
        m_pushed.pop_front();
    }

    const SpscRingBuffer &m_ring;
    SpscProducer m_producer;
    SpscConsumer m_consumer;
    std::deque<ByteVector> m_pushed;
    std::deque<ByteVector> m_staged;
    std::uint64_t m_foreign = 0;
    std::uint64_t m_interval = 0; ///< Of late release.
};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Segment segment;
    Input input(data, size);
    const auto choice = input.take<std::uint8_t>();
    const auto operations = input.takeBytes(2 * std::size_t(input.take<std::uint8_t>() % 64));
    const auto image = input.rest();
    // Mostly sizes that a ring has; otherwise that of the image.
    const std::uint64_t segmentSize = choice % 16 < 11 ? 24 + (std::uint64_t(4) << (choice % 16))
                                                       : std::max<std::uint64_t>(image.size(), 1);
    segment.fill(image, segmentSize);
    const ByteVector before = segment.bytes();

    observe(segment.name(), segmentSize, operations);
    FUZZ_CHECK(segment.bytes() == before);

    std::optional<SpscRingBuffer> ring;
    try {
        ring = SharedMemory::open(segment.name()).spsc();
    } catch (const Error &error) {
        FUZZ_CHECK(error.code() == ErrorCode::TooSmall || error.code() == ErrorCode::Malformed);
        FUZZ_CHECK(segment.bytes() == before);
        return 0;
    }
    const SegmentReader reader = SegmentReader::open(segment.name());
    const PendingFrames pending = RingProbe(reader).pending(0);
    Session session(*ring);
    session.startWith(pending);
    for (std::size_t i = 0; i + 1 < operations.size(); i += 2) {
        try {
            session.step(static_cast<std::uint8_t>(operations[i]), static_cast<std::uint8_t>(operations[i + 1]));
        } catch (const Error &error) {
            FUZZ_CHECK(error.code() == ErrorCode::InvalidArgument); // can never fit
        }
    }
    return 0;
}
