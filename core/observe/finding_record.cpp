// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "finding_record.h"

namespace membridge {

std::string text(const Evidence &evidence)
{
    const auto process = [&] { return "process " + std::to_string(evidence.pid) + " (" + evidence.process + ')'; };
    switch (evidence.kind) {
    case EvidenceKind::Observed:
        return {};
    case EvidenceKind::NobodyHasIt:
        return "no process has the segment";
    case EvidenceKind::ProcessStopped:
        return process() + ", which has the segment, is stopped";
    case EvidenceKind::HolderDied:
        return "inferred from the hold record of " + process();
    case EvidenceKind::ProcessGone:
        return process() + ", which had the segment, has it no more";
    case EvidenceKind::NotAllSeen:
        return "no process was seen that has the segment, but not all could be looked into";
    case EvidenceKind::HoldersAlive:
        return "those who have the segment are alive";
    case EvidenceKind::NotLookedAt:
        return "who has the segment was not looked at";
    case EvidenceKind::IndexWentBack:
        return "inferred: an index falls like that when two processes advance it from copies of their own";
    case EvidenceKind::SetUpAnew:
        return "it fell to 0, as when the creator sets the ring up again: what was pending is lost";
    case EvidenceKind::ThirdWriter:
        return std::to_string(evidence.number) + " processes have the segment mapped for writing";
    case EvidenceKind::MoreReleasesThanHolds:
        return "inferred: readers gave back a lock that had been freed under them";
    case EvidenceKind::NeverSeenFree:
        return "inferred from " + std::to_string(evidence.number) + " samples; between them it may have been free";
    }
    return {};
}

} // namespace membridge
