// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "participant.h"

/// What a Participant does to a ring for one Operation. Each takes the producer's or the consumer's side anew, for that operation alone: the ring may
/// have been set up anew since the last. Whatever thread may take the side. Throw as SpscProducer and SpscConsumer do.
namespace membridge::ring_by_hand {

/// Pushes `count` equal frames; ends when there is no room for the next, or at `stop`.
void push(const SpscRingBuffer &ring, OperationResult &result, const StopFlag *stop);
/// Pop and Drain: decodes before it consumes; ends at the first frame that does not fit, or at `stop`.
void pop(const SpscRingBuffer &ring, OperationResult &result, const StopFlag *stop);
/// Copies and decodes the next frame. Writes nothing.
void peek(const SpscRingBuffer &ring, OperationResult &result);

} // namespace membridge::ring_by_hand
