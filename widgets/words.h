// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/decode.h"
#include "core/codec/schema.h"
#include "core/codec/value_text.h"
#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/ipc/hold_record.h"
#include "core/ipc/layout.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/condition.h"
#include "core/observe/finding_record.h"
#include "core/observe/hidden_segments.h"
#include "core/observe/layout_guess.h"
#include "core/observe/segment_reader.h"

#include <QString>

#include <string_view>

/// Puts core's values into words of the user's language: core itself speaks English only. Plain text throughout (show
/// it with Qt::PlainText); names and other untrusted parts are escaped. Numbers follow QLocale(). Any thread, as
/// QCoreApplication::translate().
namespace membridge::words {

/// One or two sentences: what was attempted on which segment, why it failed, and what to do about it.
QString of(const Error &error);
/// A few words: "not found", "permission denied".
QString of(ErrorCode code);
/// One sentence with the numbers in it.
QString of(const RingFault &fault);
/// "ring · 99 %", or "unknown".
QString of(const LayoutGuess &guess);
/// Why the layout was inferred: one sentence.
QString of(GuessReason reason);
/// "region", "ring", "unknown".
QString of(Layout layout);
/// "free", "3 readers", "1 writer", "invalid (−7)".
QString of(LockWord word);
/// One sentence. Name the field yourself, or use the overload with the schema.
QString of(const DecodeError &error);
/// The same, with the field's name from the schema.
QString of(const DecodeError &error, const Schema &schema);
/// What is wrong with a schema's text: one sentence.
QString of(const SchemaError &error);
/// What is wrong with a condition's text: one sentence.
QString of(const ConditionError &error);
/// What is wrong with typed values: one sentence.
QString of(const ValueTextError &error);
/// Why a value may be misread; empty for Doubt::None. `doubtOffset` as in DecodedField.
QString of(Doubt doubt, quint64 doubtOffset = 0);
/// Who holds a lock, or died holding it (or asking for it), and since when: one sentence.
QString of(const RecordedHold &hold);
/// One sentence with the evidence.
QString of(const Finding &finding);
/// One sentence: what to do about it.
QString advice(FindingCode code);
/// One sentence: what a finding rests on; empty for what was observed, which needs none.
QString of(const Evidence &evidence);
/// "error", "warning", "note".
QString of(Severity severity);
/// What became of the segment: one sentence; empty for SegmentStatus::Live.
QString of(const StatusReport &report);
QString of(PushOutcome outcome);
QString of(PopOutcome outcome);
QString of(WaitOutcome outcome);

/// Untrusted text made visible and harmless: see escapedForDisplay().
QString shown(std::string_view untrusted);
/// "process 1234 (python3)"; without a name "process 1234". The name is untrusted.
QString process(qint64 pid, std::string_view name);
/// For tooltips: text that Qt would take for rich text is escaped, so that untrusted parts show as they are.
QString plainToolTip(const QString &text);
/// "1,024 B" below 4 KiB, then "4.0 KiB", "1.5 GiB".
QString size(quint64 bytes);
/// Always all digits: "65,560 B".
QString exactSize(quint64 bytes);
/// "512 B/s", "1.5 MiB/s"; an em dash when it is not a number.
QString rate(double bytesPerSecond, int decimals = 1);
/// "840 ns", "1.25 µs", "12.5 ms", "3.00 s".
QString duration(double ns);
/// "1,024", "−7" with a true minus sign, which can't be taken for a hyphen.
QString number(qint64 number);
/// "0x18 (24)".
QString offset(quint64 offset);
/// "3.6 %" of a share from 0 to 1; "< 0.1 %" and "> 99.9 %" where rounding would claim none or all.
QString percent(double share);

/// Why the list of names does not show it, and through which process it can be seen.
QString whereHidden(const HiddenSegmentInfo &hidden);

} // namespace membridge::words
