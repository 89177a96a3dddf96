// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_model.h"

namespace membridge::test {

using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;

RingModel::RingModel(Machine &machine, RingSetup setup)
    : Model(machine),
      m_setup(std::move(setup)),
      m_headWord(machine.addAtomic("head", 0)),
      m_tailWord(machine.addAtomic("tail", 0)),
      m_producerTaken(machine.addAtomic("producerTaken", 1)),
      m_consumerTaken(machine.addAtomic("consumerTaken", 1))
{
    for (std::size_t i = 0; i < RingSetup::capacity; ++i)
        m_bytes.push_back(machine.addPlain("byte " + std::to_string(i), 0));
    machine.addThread("producer", firstProducer());
    machine.addThread("consumer", firstConsumer());
    if (m_setup.twoProducers)
        machine.addThread("producer", secondProducer());
    if (m_setup.twoConsumers)
        machine.addThread("consumer", secondConsumer());
    if (m_setup.observer)
        machine.addThread("observer", observe());
}

void RingModel::atEnd()
{
    Value pushed = 0;
    for (std::size_t frame = 0; frame < m_setup.payloads.size(); ++frame)
        pushed += frameSize(frame);
    m_machine.check(m_machine.memory().newest(m_tailWord) == pushed, "not everything was published");
    m_machine.check(m_machine.memory().newest(m_headWord) == pushed, "not everything was popped and released");
}

Task<> RingModel::firstProducer()
{
    const std::size_t frames = m_setup.payloads.size();
    co_await produce(0, m_setup.twoProducers ? frames / 2 : frames);
    if (m_setup.twoProducers)
        co_await leaveSide(m_producerTaken);
}

// A new handle takes tail as it finds it.
Task<> RingModel::secondProducer()
{
    co_await takeSide(m_producerTaken);
    m_published = co_await m_machine.load(m_tailWord, memory_order_relaxed);
    m_staged = m_published;
    m_room = 0;
    co_await produce(m_setup.payloads.size() / 2, m_setup.payloads.size());
}

// push() with a deadline that never comes, or tryPushBatch() again and again.
Task<> RingModel::produce(std::size_t first, std::size_t end)
{
    for (std::size_t frame = first; frame < end; ++frame) {
        const bool staged = co_await stage(frame);
        if (!staged) {
            // Full: tryPushBatch() publishes what it has and returns; waitForRoom() then looks at head until there is room.
            co_await publish();
            co_await findRoom(frameSize(frame), true);
            co_await stage(frame);
        }
        if ((frame + 1) % m_setup.batch == 0)
            co_await publish();
    }
    co_await publish();
}

Task<bool> RingModel::stage(std::size_t frame)
{
    const Value size = frameSize(frame);
    if (m_setup.peerProducer)
        m_room = 0;
    if (size > m_room && !has(RingFlaw::RoomNotChecked)) {
        const bool found = co_await findRoom(size, false);
        if (!found)
            co_return false;
    }
    const Value at = m_staged;
    m_staged += size;
    m_room -= size;
    const bool lastOfBatch = m_setup.batch > 1 && (frame + 1) % m_setup.batch == 0;
    if (has(RingFlaw::PublishBeforeBytes) || (has(RingFlaw::PublishBeforeLastBytes) && lastOfBatch))
        co_await publish();
    writeFrame(frame, at);
    co_return true;
}

Task<bool> RingModel::findRoom(Value frame, bool wait)
{
    const Value start = has(RingFlaw::RoomCountedFromPublished) ? m_published : m_staged;
    const Value enough = wait ? start + frame - capacity : Machine::anyLeast;
    const Value head = co_await m_machine.load(m_headWord, unless(RingFlaw::HeadLoadRelaxed, memory_order_acquire),
                                               enough);
    const Value tail = co_await m_machine.load(m_tailWord, memory_order_relaxed);
    m_machine.check(tail == m_published, "the producer reports TailMoved, and nobody has moved it");
    m_machine.check(head <= tail && tail - head <= capacity, "the producer reports a ring as malformed that is not");
    m_room = capacity - (start - head);
    co_return frame <= m_room;
}

Task<> RingModel::publish()
{
    if (m_staged == m_published)
        co_return;
    m_machine.check(m_staged - m_machine.memory().newest(m_headWord) <= capacity,
                    "more bytes are in use than the ring has");
    m_published = m_staged;
    co_await m_machine.store(m_tailWord, m_staged, unless(RingFlaw::TailStoreRelaxed, memory_order_release));
}

void RingModel::writeFrame(std::size_t frame, Value at)
{
    const auto length = static_cast<Value>(m_setup.payloads[frame]);
    m_machine.write(byteAt(at), length);
    m_machine.write(byteAt(at + 1), static_cast<Value>(frame) + 100);
    for (Value i = 0; i < length; ++i)
        m_machine.write(byteAt(at + prefix + i), payloadByte(frame, i));
}

Task<> RingModel::firstConsumer()
{
    const std::size_t frames = m_setup.payloads.size();
    co_await consume(0, m_setup.twoConsumers ? frames / 2 : frames);
    if (m_setup.twoConsumers)
        co_await leaveSide(m_consumerTaken);
}

Task<> RingModel::secondConsumer()
{
    co_await takeSide(m_consumerTaken);
    m_head = co_await m_machine.load(m_headWord, memory_order_relaxed);
    m_tail = m_head;
    m_released = m_head;
    co_await consume(m_setup.payloads.size() / 2, m_setup.payloads.size());
}

// waitForFrame(), peek(), copy, commit(); with a release interval, drain().
Task<> RingModel::consume(std::size_t first, std::size_t end)
{
    for (std::size_t frame = first; frame < end; ++frame) {
        if (m_setup.peerConsumer || m_head == m_tail)
            co_await findFrames();
        m_peeked = frameSize(frame);
        m_machine.check(m_peeked <= m_tail - m_head, "a part of a frame was published");
        if (has(RingFlaw::ReleaseBeforeCopy)) {
            const Value at = m_head;
            co_await commit(m_peeked);
            readFrame(frame, at);
            continue;
        }
        if (has(RingFlaw::ReleaseIncludesPeeked) && m_head != m_released) {
            co_await m_machine.store(m_headWord, m_head + m_peeked, memory_order_release);
            m_released = m_head + m_peeked;
        }
        co_await commit(readFrame(frame, m_head));
    }
    co_await release();
}

Task<> RingModel::findFrames()
{
    co_await release();
    // Empty is a look without a trace: waitForFrame() looks again.
    const Value tail = co_await m_machine.load(m_tailWord, unless(RingFlaw::TailLoadRelaxed, memory_order_acquire),
                                               has(RingFlaw::TailNotLookedAt) ? m_head : m_head + 1);
    const Value head = co_await m_machine.load(m_headWord, memory_order_relaxed);
    m_machine.check(head == m_released, "the consumer reports HeadMoved, and nobody has moved it");
    m_machine.check(tail - head <= capacity, "the consumer reports a ring as malformed that is not");
    m_tail = has(RingFlaw::TailNotLookedAt) ? m_head + capacity : tail;
}

Task<> RingModel::commit(Value frame)
{
    m_peeked = 0;
    m_head += frame;
    if (m_head - m_released > m_setup.releaseInterval)
        co_await release();
}

Task<> RingModel::release()
{
    if (m_head == m_released)
        co_return;
    m_released = m_head;
    co_await m_machine.store(m_headWord, m_head, unless(RingFlaw::HeadStoreRelaxed, memory_order_release));
}

Value RingModel::readFrame(std::size_t frame, Value at)
{
    const auto length = static_cast<Value>(m_setup.payloads[frame]);
    m_machine.check(m_machine.read(byteAt(at)) == length, "a frame has the wrong length");
    m_machine.check(m_machine.read(byteAt(at + 1)) == static_cast<Value>(frame) + 100, "frames come in another order");
    for (Value i = 0; i < length; ++i)
        m_machine.check(m_machine.read(byteAt(at + prefix + i)) == payloadByte(frame, i), "a payload is damaged");
    return prefix + length;
}

// One try of fault(): it accuses a ring only if head is the same before and after. So it must not be fooled by stale indices either.
Task<> RingModel::observe()
{
    const auto order = unless(RingFlaw::ObserverTailLoadRelaxed, memory_order_acquire);
    Value head = 0;
    Value tail = 0;
    if (has(RingFlaw::ObserverTailBeforeHead)) {
        tail = co_await m_machine.load(m_tailWord, order);
        head = co_await m_machine.load(m_headWord, memory_order_acquire);
    } else {
        head = co_await m_machine.load(m_headWord, memory_order_acquire);
        tail = co_await m_machine.load(m_tailWord, order);
    }
    if (head <= tail && tail - head <= capacity)
        co_return;
    const Value again = co_await m_machine.load(m_headWord, memory_order_acquire);
    m_machine.check(again != head, "an observer reports a ring as malformed that is not");
}

// Whoever comes too early gets RoleTaken and tries again.
Task<> RingModel::takeSide(std::size_t taken)
{
    co_await m_machine.waitToExchange(taken, 0, 1, unless(RingFlaw::TakeSideRelaxed, memory_order_acquire));
}

Task<> RingModel::leaveSide(std::size_t taken)
{
    co_await m_machine.store(taken, 0, unless(RingFlaw::LeaveSideRelaxed, memory_order_release));
}

} // namespace membridge::test
