// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "findings.h"
#include "snapshot.h"

#include <cstdint>
#include <string>

namespace membridge {

/// What a finding rests on.
enum class EvidenceKind {
    Observed,       ///< The bytes, or the object's state, show it.
    NobodyHasIt,    ///< Every process was looked into and none has the segment.
    ProcessStopped, ///< A process that has the segment is stopped (T, t) or a zombie (Z).
    HolderDied,     ///< A process recorded that it took the write lock, and is gone.
    ProcessGone, ///< A process that had the segment has it no more, since this began or shortly before: ended, or let go.
    NotAllSeen,    ///< No process was seen that has the segment, but not all could be looked into.
    HoldersAlive,  ///< Those who have the segment are alive and not stopped.
    NotLookedAt,   ///< Nobody told who has the segment.
    IndexWentBack, ///< An index fell to an earlier value, as when two processes advance it from copies of their own.
    SetUpAnew,     ///< An index fell to 0, as when the creator calls spsc() again.
    ThirdWriter,   ///< More than two processes have the segment mapped for writing; `number` of them.
    MoreReleasesThanHolds, ///< The lock was given back more often than it was taken, as after a reset by the creator's map().
    NeverSeenFree          ///< In `number` samples, none of which saw the lock free; it may have been between them.
};

struct Evidence
{
    EvidenceKind kind = EvidenceKind::Observed;
    std::int64_t pid = 0; ///< Of the process that `kind` names, if it names one.
    std::string process;  ///< Its command name; untrusted text.
    std::uint64_t number = 0;

    /// Whether it proves the finding. Otherwise the finding is inferred, and there may be another explanation.
    bool proves() const noexcept { return kind == EvidenceKind::Observed || kind == EvidenceKind::NobodyHasIt; }
    bool operator==(const Evidence &) const = default;
};

/// One English sentence, with the process name as it is; empty for what was observed, which needs none.
std::string text(const Evidence &evidence);

/// A finding over time: one for each code and place.
struct FindingRecord
{
    Finding finding;          ///< As it was worded last.
    ByteRange bytes;          ///< Of the segment; empty when it is about no byte in particular.
    Evidence evidence;        ///< Of the latest occurrence.
    std::int64_t firstNs = 0; ///< When it was first found, on the clock of the samples.
    std::int64_t sinceNs = 0; ///< When it last came (back).
    std::int64_t lastNs = 0;  ///< When it was last true.
    std::uint64_t count = 1;  ///< Times that it came (back).
    bool active = true;       ///< True at the last look; for an event: it happened lately.

    bool operator==(const FindingRecord &) const = default;
};

} // namespace membridge
