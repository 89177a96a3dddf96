// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorer.h"

namespace membridge::test {

/// One thing done wrong in the ring.
enum class RingFlaw {
    None,
    TailStoreRelaxed,
    TailLoadRelaxed,
    HeadStoreRelaxed,
    HeadLoadRelaxed,
    PublishBeforeBytes,       ///< Tail is stored before the frame is written.
    PublishBeforeLastBytes,   ///< The same for the last frame of a batch alone.
    RoomNotChecked,           ///< The producer writes without knowing of room.
    RoomCountedFromPublished, ///< Staged frames are forgotten when head is looked at anew.
    ReleaseBeforeCopy,        ///< Head is stored before the frame is copied out.
    ReleaseIncludesPeeked,    ///< Whenever frames are released, the one that is still being looked at goes with them.
    TailNotLookedAt,          ///< The consumer takes a frame for granted.
    ObserverTailLoadRelaxed,  ///< RingSegment::fault() loads tail relaxed.
    ObserverTailBeforeHead,   ///< RingSegment::fault() loads the two the other way round.
    TakeSideRelaxed,          ///< RingSegment::takeSide()
    LeaveSideRelaxed,         ///< RingSegment::leaveSide()
};

struct RingSetup
{
    static constexpr std::size_t capacity = 8;

    std::vector<std::size_t> payloads = {2, 1, 3, 2}; ///< Their lengths.
    std::size_t batch = 1;                            ///< Frames that the producer stages before it publishes.
    Value releaseInterval = 0;                        ///< SpscConsumer::setReleaseInterval().
    bool peerProducer = false;                        ///< As membridge 1.0.0 does it: looks at head for every frame.
    bool peerConsumer = false;                        ///< Looks at tail for every frame.
    bool observer = false;                            ///< A third thread calls RingSegment::fault().
    bool twoProducers = false; ///< Half of the frames are pushed by a second handle, once the first has left.
    bool twoConsumers = false; ///< The same on the other side.
    RingFlaw flaw = RingFlaw::None;
};

/// SpscProducer and SpscConsumer, order by order, on a ring of eight bytes. Frames have a prefix of two bytes (length, and a number that
/// tells a frame from its neighbours) which wraps like the payload; in the segment it has four. Names are those of the classes.
class RingModel : public Model
{
public:
    RingModel(Machine &machine, RingSetup setup);
    void atEnd() override;

private:
    static constexpr Value prefix = 2;
    static constexpr Value capacity = RingSetup::capacity;

    // SpscProducer
    Task<> firstProducer();
    Task<> secondProducer();
    Task<> produce(std::size_t first, std::size_t end);
    Task<bool> stage(std::size_t frame);
    Task<bool> findRoom(Value frame, bool wait);
    Task<> publish();
    void writeFrame(std::size_t frame, Value at);
    // SpscConsumer
    Task<> firstConsumer();
    Task<> secondConsumer();
    Task<> consume(std::size_t first, std::size_t end);
    Task<> findFrames();
    Task<> commit(Value frame);
    Task<> release();
    Value readFrame(std::size_t frame, Value at);
    // RingSegment
    Task<> observe();
    Task<> takeSide(std::size_t taken);
    Task<> leaveSide(std::size_t taken);

    bool has(RingFlaw flaw) const { return m_setup.flaw == flaw; }
    std::memory_order unless(RingFlaw flaw, std::memory_order order) const
    {
        return has(flaw) ? std::memory_order_relaxed : order;
    }
    Value frameSize(std::size_t frame) const { return prefix + static_cast<Value>(m_setup.payloads[frame]); }
    std::size_t byteAt(Value position) const { return m_bytes[static_cast<std::size_t>(position) % m_bytes.size()]; }
    static Value payloadByte(std::size_t frame, Value i) { return 10 * (static_cast<Value>(frame) + 1) + i; }

    RingSetup m_setup;
    std::size_t m_headWord;
    std::size_t m_tailWord;
    std::size_t m_producerTaken;
    std::size_t m_consumerTaken;
    std::vector<std::size_t> m_bytes;

    // The producer's own; the first one's object is gone when the second one's is made.
    Value m_published = 0;
    Value m_staged = 0;
    Value m_room = 0;
    // The consumer's own.
    Value m_head = 0;
    Value m_tail = 0;
    Value m_released = 0;
    Value m_peeked = 0;
};

} // namespace membridge::test
