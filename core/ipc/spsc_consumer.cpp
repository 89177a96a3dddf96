// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "spsc_consumer.h"

#include "error.h"

#include <algorithm>

namespace membridge {

namespace {

constexpr auto attempted = "pop from ring";

} // namespace

SpscConsumer::SpscConsumer(std::shared_ptr<RingSegment> ring, RoleClaim claim)
    : m_role(std::move(ring), RingSide::Consumer, claim),
      m_mapping(&m_role->mapping()),
      m_headWord(m_role->word(ring_layout::headOffset)),
      m_data(m_mapping->data() + ring_layout::dataOffset),
      m_mask(m_role->capacity() - 1),
      // Relaxed: head is the consumer's own word, and whoever was the consumer before handed over.
      m_head(m_role->head().load(std::memory_order_relaxed)),
      m_tail(m_head),
      m_released(m_head)
{
    m_role->throwIfLost(attempted);
}

SpscConsumer &SpscConsumer::operator=(SpscConsumer &&other) noexcept
{
    if (this != &other) {
        if (m_role)
            release();
        m_role = std::move(other.m_role);
        m_mapping = other.m_mapping;
        m_headWord = other.m_headWord;
        m_data = other.m_data;
        m_mask = other.m_mask;
        m_head = other.m_head;
        m_tail = other.m_tail;
        m_released = other.m_released;
        m_peeked = other.m_peeked;
        m_releaseInterval = other.m_releaseInterval;
        m_budget = other.m_budget;
        m_fault = other.m_fault;
        m_waiting = other.m_waiting;
    }
    return *this;
}

SpscConsumer::~SpscConsumer()
{
    if (m_role)
        release();
}

PopOutcome SpscConsumer::findFrames()
{
    release();
    // Acquire: pairs with the producer's release; every byte below tail is written.
    const std::uint64_t tail = m_role->tail().load(std::memory_order_acquire);
    if (tail == m_head) {
        if (m_budget.spend(0) || m_mapping->lost())
            throwLost();
        return PopOutcome::Empty;
    }
    // Relaxed: our own word; it differs only if somebody else wrote it.
    const std::uint64_t head = m_role->head().load(std::memory_order_relaxed);
    const RingHeader now{.head = head, .tail = tail, .capacity = capacity()};
    if (head != m_released)
        return malformed(
            {.kind = RingFaultKind::HeadMoved, .position = 0, .wanted = head, .limit = m_released, .header = now});
    if (const auto wrong = checkRing(now, m_mapping->size()))
        return malformed(*wrong);
    if (m_budget.spend(tail - m_head))
        throwLost();
    m_tail = tail;
    return PopOutcome::Popped;
}

PopOutcome SpscConsumer::malformed(const RingFault &fault)
{
    // Zeros where pages are gone look malformed, too.
    m_role->throwIfLost(attempted);
    m_fault = fault;
    m_peeked = 0;
    return PopOutcome::Malformed;
}

bool SpscConsumer::isFrame(std::uint64_t frame)
{
    const std::uint64_t pending = m_tail - m_head;
    if (frame <= pending) {
        m_role->throwIfLost(attempted);
        return true;
    }
    const RingHeader now{.head = m_head, .tail = m_tail, .capacity = capacity()};
    (void)malformed(
        {.kind = RingFaultKind::FramePastTail, .position = m_head, .wanted = frame, .limit = pending, .header = now});
    return false;
}

std::uint32_t SpscConsumer::wrappedLength() const noexcept
{
    std::uint32_t length = 0;
    const auto [first, second] = m_role->parts(m_head, sizeof length);
    auto *bytes = reinterpret_cast<std::byte *>(&length);
    std::memcpy(bytes, first.data(), first.size());
    if (!second.empty())
        std::memcpy(bytes + first.size(), second.data(), second.size());
    return length;
}

void SpscConsumer::throwLost() const
{
    m_role->throwIfLost(attempted);
}

PopOutcome SpscConsumer::tryPop(Frame &frame)
{
    FrameView view;
    const PopOutcome outcome = peek(view);
    if (outcome != PopOutcome::Popped)
        return outcome;
    frame.position = view.position;
    frame.length = view.size();
    frame.payload.resize(view.size());
    view.copyTo(frame.payload.data());
    commit();
    return outcome;
}

PopResult SpscConsumer::popWith(const Schema *schema)
{
    PopResult result;
    FrameView view;
    result.outcome = peek(view);
    if (result.outcome == PopOutcome::Malformed)
        result.fault = m_fault;
    if (result.outcome != PopOutcome::Popped)
        return result;
    result.frame.position = view.position;
    result.frame.length = view.size();
    result.frame.payload.resize(view.size());
    view.copyTo(result.frame.payload.data());
    if (schema != nullptr) {
        result.decoded = decode(result.frame.payload, *schema);
        if (result.decoded.error) {
            if (m_mapping->lost())
                throwLost();
            m_peeked = 0;
            result.outcome = PopOutcome::Misfit;
            return result;
        }
    }
    commit();
    return result;
}

PopResult SpscConsumer::pop()
{
    return popWith(nullptr);
}

PopResult SpscConsumer::pop(TypeTag tag)
{
    Schema schema;
    schema.fields.push_back({.kind = FieldKind::Tagged, .tag = tag, .count = 1, .name = {}});
    return popWith(&schema);
}

PopResult SpscConsumer::popMixed(const Schema &schema)
{
    return popWith(&schema);
}

WaitOutcome SpscConsumer::waitForFrame(const Deadline &deadline)
{
    const auto hasFrame = [this] {
        if (m_head != m_tail || findFrames() != PopOutcome::Empty)
            return true;
        if (m_budget.spendWaiting(m_waiting))
            throwLost();
        return false;
    };
    const WaitOutcome outcome = waitUntil(deadline, hasFrame, m_waiting);
    if (outcome != WaitOutcome::Done)
        throwLost();
    return outcome;
}

PopResult SpscConsumer::pop(const Deadline &deadline)
{
    return waitForFrame(deadline) == WaitOutcome::Done ? popWith(nullptr) : PopResult();
}

PopResult SpscConsumer::popMixed(const Schema &schema, const Deadline &deadline)
{
    return waitForFrame(deadline) == WaitOutcome::Done ? popWith(&schema) : PopResult();
}

void SpscConsumer::setReleaseInterval(std::uint64_t bytes) noexcept
{
    m_releaseInterval = std::min(bytes, capacity() / 2);
    if (m_head - m_released > m_releaseInterval)
        release();
}

} // namespace membridge
