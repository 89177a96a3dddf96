// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/hold_record.h"
#include "findings.h"
#include "layout_guess.h"
#include "ring_probe.h"
#include "segment_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace membridge {

/// Everything that one read-only look at a segment tells.
struct Inspection
{
    std::string name;
    platform::SegmentStat stat;
    LayoutGuess guess;
    Layout layout = Layout::Unknown; ///< As told by the caller, otherwise as guessed.
    std::optional<LockWord> lock;
    std::optional<RingSample> ring;
    std::uint64_t frames = 0; ///< Pending, up to the first corrupt one.
    bool ringValid = false;   ///< The header is valid and every pending frame parses.
    platform::ProcessList processes;
    std::vector<RecordedHold> holds;      ///< Of a region's lock, by programs of this library.
    std::optional<std::int64_t> producer; ///< Process that claims this side of a ring for the machine (RoleClaim).
    std::optional<std::int64_t> consumer; ///< Likewise.
    std::vector<Finding> findings;
};

/// Looks once; takes no lock, changes no byte. `told` is Unknown to use the guess. `withProcesses` walks /proc (tens of ms).
/// Throws Error when the segment can't be opened or read at all; whatever is in it is a finding.
Inspection inspect(std::string_view name, Layout told = Layout::Unknown, bool withProcesses = true);
Inspection inspect(const SegmentReader &reader, Layout told = Layout::Unknown, bool withProcesses = true);

} // namespace membridge
