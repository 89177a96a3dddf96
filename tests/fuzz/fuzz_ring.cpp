// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Any segment taken for a ring: a byte that chooses the size, a byte with the number of operations, the operations, the image. Looked at by
// the observers first, who must change nothing; then both sides take part.

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

using namespace membridge;
using fuzz::Input;

namespace {

/// What a look counts when the one before, as made up here, saw less of the same ring.
void observeProgress(const RingProbe &probe, const RingSample &now)
{
    constexpr std::uint64_t budget = 8 * 1024;
    const std::uint64_t capacity = now.header.capacity;
    for (const std::uint64_t back : {std::uint64_t{1}, std::uint64_t{4}, std::uint64_t{33}, now.header.used(),
                                     capacity / 4, capacity / 2, capacity, 3 * capacity}) {
        RingSample previous = now;
        previous.timeNs -= 1'000'000;
        previous.header.tail -= std::min(back, now.header.tail);
        previous.header.head = std::min(now.header.head, previous.header.tail);
        const RingProgress progress = probe.progress(previous, now, budget);
        if (progress.restarted)
            continue;
        FUZZ_CHECK(progress.bytesIn == now.header.tail - previous.header.tail);
        FUZZ_CHECK(progress.bytesOut == now.header.head - previous.header.head);
        FUZZ_CHECK(progress.bytesWalked <= progress.bytesIn && progress.coverage() <= 1);
        FUZZ_CHECK(progress.framesSeen * ring_layout::frameHeaderSize <= progress.bytesWalked);
        FUZZ_CHECK(progress.walkCost <= budget + RingProbe::singleReadCost + 64);
        std::uint64_t frames = 0;
        std::uint64_t bytes = 0;
        for (const LengthRun &run : probe.countedLengths()) {
            frames += run.frames;
            bytes += run.frames * (ring_layout::frameHeaderSize + std::uint64_t{run.length});
        }
        FUZZ_CHECK(frames == progress.framesSeen && bytes == progress.bytesWalked);
    }
}

void observe(const std::string &name, std::uint64_t size)
{
    const SegmentReader reader = SegmentReader::open(name);
    const RingProbe probe(reader);
    const auto sample = probe.sample();
    FUZZ_CHECK(sample.has_value() == (size >= ring_layout::dataOffset));
    const PendingFrames pending = probe.pending(64, {.maxPayload = 256, .newest = 16});
    FUZZ_CHECK(pending.newest.size() <= 16 && pending.newest.size() <= pending.total);
    for (std::size_t i = 0; i < pending.newest.size(); ++i) {
        const Frame &frame = pending.newest[i];
        const std::uint64_t end = frame.position + ring_layout::frameHeaderSize + frame.length;
        FUZZ_CHECK(frame.payload.size() == std::min<std::uint64_t>(frame.length, 256));
        FUZZ_CHECK(frame.position >= pending.header.head && end <= pending.header.tail);
        FUZZ_CHECK(i + 1 == pending.newest.size() || end == pending.newest[i + 1].position);
    }
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
        observeProgress(probe, *sample);
    }
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
        switch (operation % 13) {
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
                FUZZ_CHECK(m_lazy || m_ring.header().head == head);
            break;
        }
        case 5: {
            const PopResult result = m_consumer.pop(TypeTag::Str);
            if (result.outcome == PopOutcome::Popped)
                recognise(result.frame.payload);
            else
                FUZZ_CHECK(m_lazy || m_ring.header().head == head);
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
        case 9: {
            std::array<Object, 5> objects;
            objects.fill(Object{filler, filler, std::byte{9}});
            const auto result = m_producer.tryPushObjects(std::span<const Object>(objects).first(argument % 6));
            publishedStaged();
            for (std::size_t i = 0; i < result.pushed; ++i)
                m_pushed.emplace_back(objects[i].begin(), objects[i].end());
            break;
        }
        case 10: {
            std::array<Object, 5> objects;
            const auto result = m_consumer.tryPopObjects(std::span(objects).first(argument % 6));
            for (std::size_t i = 0; i < result.popped; ++i)
                recognise(ByteVector(objects[i].begin(), objects[i].end()));
            break;
        }
        case 11:
            m_consumer.setReleaseInterval(std::uint64_t{argument} * 4);
            m_lazy = true;
            break;
        case 12:
            (void)m_producer.waitForRoom(argument, Deadline::now());
            (void)m_consumer.waitForFrame(Deadline::now());
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
    using Object = std::array<std::byte, 8>;

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
    bool m_lazy = false; ///< An operation that consumes nothing may give back room.
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

    observe(segment.name(), segmentSize);
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
