// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/deadline.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace membridge {

/// What can be done to a segment on purpose, to see what the programs that use it make of it.
enum class FaultKind {
    DieHoldingRead,
    DieHoldingWrite,
    CorruptLock,
    DieMidPush,
    DieBeforeRelease,
    CorruptLength,
    CorruptHeader,
    SecondProducer,
    Truncate,
    Replace,
    Kill,
    Terminate,
    Stop
};

struct FaultEntry
{
    enum class On {
        Regions,
        Rings,
        Both,
        Processes ///< Who has a segment of either kind: strike(), not carryOut().
    };

    FaultKind kind;
    const char *id; ///< "die-holding-read", …
    On on;
    bool dies;               ///< Whoever carries it out is to be killed after it.
    const char *does;        ///< In one English sentence.
    const char *valueMeans;  ///< Of the number that it takes, with its default; empty if it takes none.
    const char *correctPeer; ///< What a correct program on the other side does, in one sentence.
};

std::span<const FaultEntry> allFaults() noexcept;
/// Nothing for another word.
const FaultEntry *findFault(std::string_view id) noexcept;

/// A fault that was carried out.
struct CarriedOutFault
{
    std::string text; ///< What was done, in one English sentence.
    /// Holds what must not be given back; to be kept until the process is killed, if the fault is one that dies. Of a process that was stopped: lets it
    /// go on.
    std::shared_ptr<void> held = {};
};

/// Does it, to the segment of that name. For a process that is there for nothing else: those that die leave what they hold to the death of the process,
/// and a dead process can't put a segment back in order. Waits for at most two seconds, for the lock or for a message, or until the stop flag is set.
///
/// Throws Error: InvalidArgument (a value out of range; a fault of processes; another layout than the fault is for), Malformed (a ring that is none), and as
/// platform::openSegment(). System: what was waited for did not come.
CarriedOutFault carryOut(FaultKind kind, const std::string &name, std::optional<std::int64_t> value = {},
                         const StopFlag *stop = nullptr);

/// Kills, ends or stops another process, which must have the segment of that name: whoever is stopped goes on when `held` is destroyed, but not if this
/// process is killed before. Looks into all processes: milliseconds for hundreds of them.
///
/// Throws Error: InvalidArgument (another fault; this process; one that does not have the segment, or could not be looked into), NotFound and
/// PermissionDenied (the process), and as platform::openSegment().
CarriedOutFault strike(FaultKind kind, const std::string &name, std::int64_t pid);

} // namespace membridge
