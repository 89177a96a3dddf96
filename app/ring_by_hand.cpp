// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_by_hand.h"

#include "core/codec/encode.h"
#include "widgets/value_words.h"

#include <algorithm>
#include <limits>

namespace membridge::ring_by_hand {

namespace {

/// The text of all kept frames together; a drain's result crosses threads by copying.
constexpr qsizetype mostText = 8 * 1024 * 1024;

TakenFrame takenFrom(const PopResult &pop, const std::optional<Schema> &schema)
{
    const ByteVector &payload = pop.frame.payload;
    return {.time = QTime::currentTime(),
            .position = pop.frame.position,
            .length = payload.size(),
            .values = schema ? value_words::shown(pop.decoded.values(*schema)) : value_words::shownBytes(payload)};
}

/// What is told of the last try are numbers; its bytes are in the log.
void forgetBytes(PopResult &pop)
{
    pop.frame.payload = {};
    pop.decoded.fields = {};
    pop.decoded.listSizes = {};
}

} // namespace

void push(const SpscRingBuffer &ring, OperationResult &result, const StopFlag *stop)
{
    // A list inside the list lies in the payload as its elements do: the format has no mark for it.
    const ByteVector payload = encodeMixed(result.operation.values);
    const std::uint64_t frame = ring_layout::frameHeaderSize + payload.size();
    result.bytes = payload.size();
    result.tooLarge = frame > ring.capacity();
    if (result.tooLarge)
        return;
    SpscProducer producer = ring.producer(RoleClaim::Machine);
    result.at = ring.header().tail;
    const quint64 count = std::min(result.operation.count, Operation::mostFrames);
    while (result.frames < count) {
        if (result.frames > 0 && stop != nullptr && stop->requested()) {
            result.stopped = true;
            return;
        }
        result.push = producer.tryPush(payload);
        if (result.push != PushOutcome::Pushed)
            return;
        ++result.frames;
    }
}

void pop(const SpscRingBuffer &ring, OperationResult &result, const StopFlag *stop)
{
    const Operation &operation = result.operation;
    SpscConsumer consumer = ring.consumer(RoleClaim::Machine);
    // A producer that goes on meanwhile must not keep a drain going for ever.
    const std::uint64_t pending = operation.kind == Operation::Kind::Drain ? ring.used()
                                                                           : std::numeric_limits<std::uint64_t>::max();
    std::uint64_t consumed = 0;
    qsizetype text = 0;
    const quint64 count = std::min(operation.count, Operation::mostFrames);
    while (result.frames < count && consumed < pending) {
        if (result.frames > 0 && stop != nullptr && stop->requested()) {
            result.stopped = true;
            break;
        }
        result.pop = operation.schema ? consumer.popMixed(*operation.schema) : consumer.pop();
        if (result.pop.outcome != PopOutcome::Popped)
            break;
        TakenFrame frame = takenFrom(result.pop, operation.schema);
        ++result.frames;
        result.bytes += frame.length;
        consumed += ring_layout::frameHeaderSize + frame.length;
        text += frame.values.size();
        result.taken.push_back(std::move(frame));
        while (result.taken.size() > OperationResult::mostTaken || text > mostText) {
            text -= result.taken.front().values.size();
            result.taken.pop_front();
        }
    }
    forgetBytes(result.pop);
}

void peek(const SpscRingBuffer &ring, OperationResult &result)
{
    SpscConsumer consumer = ring.consumer();
    FrameView view;
    PopResult &pop = result.pop;
    pop.outcome = consumer.peek(view);
    pop.fault = consumer.fault();
    if (pop.outcome != PopOutcome::Popped)
        return;
    pop.frame.position = view.position;
    pop.frame.length = view.size();
    pop.frame.payload.resize(view.size());
    view.copyTo(pop.frame.payload.data());
    if (result.operation.schema) {
        pop.decoded = decode(pop.frame.payload, *result.operation.schema);
        if (pop.decoded.error)
            pop.outcome = PopOutcome::Misfit;
    }
    if (pop.outcome == PopOutcome::Popped)
        result.taken.push_back(takenFrom(pop, result.operation.schema));
    forgetBytes(pop);
}

} // namespace membridge::ring_by_hand
