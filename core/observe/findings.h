// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../ipc/hold_record.h"
#include "../ipc/layout.h"
#include "../platform/platform.h"
#include "layout_guess.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

enum class Severity { Info, Warning, Error };

/// What can be wrong with a segment. The code names are fixed: scripts match them.
///
/// What Finding::first and Finding::second are, for those that take time (FindingTracker):
/// LockOrphaned, LockStuck, WriterStarved: the word, ms that it lasts. LockResetWhileHeld: the word, the word before. ReaderLeak: readers that are
/// never given back, times that they became more. HeadWentBack, SecondProducer, SecondConsumer: the index before and after; a SecondProducer that is
/// a warning: position of the broken frame, processes that may write. ConsumerStalled: bytes that wait, ms. ProducerStalled: ms, ms of the
/// longest pause before. RingFull: capacity, percent of the time (of one look: capacity, segment size). SegmentShrank: size before and now.
/// SegmentReplaced: inode that has the name now. TmpfsNearlyFull: bytes free, bytes in all. SchemaMisfit: index of the field.
enum class FindingCode {
    LockOrphaned,
    LockStuck,
    LockInvalid,
    ReadersImplausible,
    LockResetWhileHeld,
    WriterStarved,
    ReaderLeak,
    HeadWentBack,
    OccupancyOverCapacity,
    FrameCorrupt,
    CapacityMismatch,
    ConsumerStalled,
    ProducerStalled,
    RingFull,
    SecondProducer,
    SecondConsumer,
    SegmentShrank,
    SegmentReplaced,
    SegmentRemoved,
    SegmentTooSmall,
    TmpfsNearlyFull,
    SchemaMisfit,
    SharedCacheLine
};

/// "lock-orphaned", …
const char *name(FindingCode code) noexcept;
/// "error", "warning", "info".
const char *name(Severity severity) noexcept;
/// One English sentence: what to do about it.
const char *advice(FindingCode code) noexcept;

struct Finding
{
    FindingCode code;
    Severity severity;
    std::string text;         ///< One English sentence with the evidence.
    std::uint64_t offset = 0; ///< The byte of the segment it is about.
    std::uint64_t first = 0; ///< The two numbers in the sentence, for those who word it themselves (e.g. sizes, word, capacity).
    std::uint64_t second = 0;

    bool operator==(const Finding &) const = default;
};

/// What one look at a region can prove. `processes` is who else has the segment; `dead` who is recorded to have died holding it, if anybody.
std::vector<Finding> lockFindings(LockWord word, const platform::ProcessList &processes,
                                  const RecordedHold *dead = nullptr);
/// What one look at a ring can prove: `fault` of the header or of the first corrupt frame.
std::vector<Finding> ringFindings(const RingHeader &header, std::uint64_t segmentSize,
                                  const std::optional<RingFault> &fault);

} // namespace membridge
