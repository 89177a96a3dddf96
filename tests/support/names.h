// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/decode.h"
#include "core/codec/schema.h"
#include "core/codec/value_text.h"
#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/ipc/layout.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/findings.h"
#include "core/observe/layout_guess.h"
#include "core/observe/segment_reader.h"

/// What QCOMPARE prints for core's types; found by argument-dependent look-up.
namespace membridge {

char *toString(ErrorCode code);
char *toString(WaitOutcome outcome);
char *toString(PushOutcome outcome);
char *toString(PopOutcome outcome);
char *toString(RingFaultKind kind);
char *toString(LockState state);
char *toString(Layout layout);
char *toString(GuessReason reason);
char *toString(SegmentStatus status);
char *toString(Doubt doubt);
char *toString(DecodeError::Reason reason);
char *toString(SchemaError::Reason reason);
char *toString(ValueTextError::Reason reason);
char *toString(FindingCode code);
char *toString(Severity severity);
char *toString(const Value &value);

/// "NotFound", …
const char *enumeratorName(ErrorCode code) noexcept;

} // namespace membridge
