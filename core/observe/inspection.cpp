// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "inspection.h"

#include "../platform/role_mark.h"

#include <array>

namespace membridge {

namespace {

void inspectRing(const SegmentReader &reader, Inspection &result)
{
    result.producer = platform::RoleMark::holder(*reader.handle(), platform::RoleMark::Role::Producer);
    result.consumer = platform::RoleMark::holder(*reader.handle(), platform::RoleMark::Role::Consumer);
    const RingProbe probe(reader);
    result.ring = probe.sample();
    if (!result.ring)
        return;
    const PendingFrames pending = probe.pending(0);
    result.frames = pending.total;
    result.ringValid = !result.ring->fault && !pending.fault && pending.totalIsExact;
    const auto &fault = result.ring->fault ? result.ring->fault : pending.fault;
    const auto findings = ringFindings(fault ? fault->header : result.ring->header, result.ring->segmentSize, fault);
    result.findings.insert(result.findings.end(), findings.begin(), findings.end());
}

void inspectRegion(const SegmentReader &reader, const std::optional<LockWord> &before, Inspection &result)
{
    result.lock = reader.lockWord();
    if (!result.lock)
        return;
    // A word that changed while /proc was walked has a living holder, whom the walk may have missed.
    platform::ProcessList seen = result.processes;
    seen.complete = seen.complete && before == result.lock;
    result.holds = recordedHolds(*reader.handle(), result.stat);
    const RecordedHold *dead = before == result.lock ? deadHolder(result.holds, *result.lock) : nullptr;
    const auto findings = lockFindings(*result.lock, seen, dead);
    result.findings.insert(result.findings.end(), findings.begin(), findings.end());
}

} // namespace

Inspection inspect(std::string_view name, Layout told, bool withProcesses)
{
    return inspect(SegmentReader::open(name), told, withProcesses);
}

Inspection inspect(const SegmentReader &reader, Layout told, bool withProcesses)
{
    Inspection result;
    result.name = reader.name();
    result.stat = reader.stat();
    std::array<std::byte, ring_layout::dataOffset> start;
    const std::size_t count = reader.read(0, start);
    result.guess = guessLayout(std::span(start).first(count), result.stat.size);
    result.layout = told == Layout::Unknown ? result.guess.layout : told;
    const auto before = reader.lockWord();
    if (withProcesses)
        result.processes = platform::attachedProcesses(result.stat.device, result.stat.inode);

    const std::uint64_t smallest = result.layout == Layout::Ring
        ? ring_layout::dataOffset + ring_layout::smallestCapacity
        : region_layout::smallestSize;
    if (result.stat.size < smallest) {
        result.findings.push_back({FindingCode::SegmentTooSmall, Severity::Error,
                                   "segment has " + std::to_string(result.stat.size)
                                       + " bytes; this layout needs at least " + std::to_string(smallest),
                                   0, smallest, result.stat.size});
        if (result.layout == Layout::Region)
            result.lock = reader.lockWord();
        return result;
    }
    if (result.layout == Layout::Ring) {
        inspectRing(reader, result);
    } else if (result.layout == Layout::Region) {
        inspectRegion(reader, before, result);
    }
    return result;
}

} // namespace membridge
