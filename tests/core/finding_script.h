// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/finding_tracker.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"

#include <QByteArrayList>
#include <QTest>

#include <functional>
#include <limits>

namespace membridge::test {

inline constexpr std::int64_t ms = 1'000'000;
inline constexpr std::uint64_t capacity = 1024;

inline platform::ProcessInfo process(std::int64_t pid, char state = 'S')
{
    return {.pid = pid, .name = "peer", .state = state, .writable = true, .mapped = true};
}

inline platform::ProcessList listOf(std::vector<platform::ProcessInfo> processes, bool complete = true)
{
    platform::ProcessList list;
    list.processes = std::move(processes);
    list.complete = complete;
    return list;
}

/// A tracker and the time: each step is a sample some ms after the one before.
class Script
{
public:
    explicit Script(Layout layout, const FindingLimits &limits = {}) : tracker(layout, limits) { }

    void step(std::int64_t stepMs = 10, bool afterGap = false)
    {
        m_now += stepMs * ms;
        m_sample.timeNs = m_now;
        m_sample.afterGap = afterGap;
        tracker.add(m_sample);
    }
    void word(std::int32_t raw, std::int64_t stepMs = 10)
    {
        m_sample.lock = LockWord{raw};
        step(stepMs);
    }
    void ring(std::uint64_t head, std::uint64_t tail, std::int64_t stepMs = 10)
    {
        ring(RingHeader{head, tail, capacity}, stepMs);
    }
    void ring(const RingHeader &header, std::int64_t stepMs = 10)
    {
        RingSample now;
        now.header = header;
        now.segmentSize = m_sample.status.sizeNow;
        now.consistent = consistent;
        now.fault = checkRing(header, now.segmentSize);
        m_sample.ring = now;
        step(stepMs);
    }
    /// The same sample again and again, for so long.
    void stay(std::int64_t forMs, std::int64_t stepMs = 10)
    {
        for (std::int64_t done = 0; done < forMs; done += stepMs)
            step(stepMs);
    }
    void processes(const platform::ProcessList &list) { tracker.addProcesses(m_now, m_now, list); }
    StatusReport &status() { return m_sample.status; }
    RingProgress &progress() { return m_sample.progress; }
    std::int64_t now() const { return m_now; }

    const FindingRecord *record(FindingCode code, std::uint64_t offset = anywhere) const
    {
        for (const FindingRecord &record : tracker.records()) {
            if (record.finding.code == code && (offset == anywhere || record.bytes.offset == offset))
                return &record;
        }
        return nullptr;
    }
    bool active(FindingCode code) const
    {
        const FindingRecord *found = record(code);
        return found != nullptr && found->active;
    }
    /// "lock-stuck warning", …: what is active, except the cache line that every ring shares.
    QByteArray activeCodes() const
    {
        QByteArrayList codes;
        for (const FindingRecord &record : tracker.records()) {
            if (record.active && record.finding.code != FindingCode::SharedCacheLine)
                codes << QByteArray(name(record.finding.code)) + ' ' + name(record.finding.severity);
        }
        return codes.join(", ");
    }

    static constexpr std::uint64_t anywhere = std::numeric_limits<std::uint64_t>::max();
    FindingTracker tracker;
    bool consistent = true;

private:
    std::int64_t m_now = 1'000'000 * ms;
    Sample m_sample{
        .timeNs = 0,
        .status = {.status = SegmentStatus::Live, .sizeAtOpen = capacity + 24, .sizeNow = capacity + 24, .namedInode = 7},
        .lock = {},
        .ring = {},
        .progress = {},
        .afterGap = false};
};

using Play = std::function<void(Script &)>;

} // namespace membridge::test

Q_DECLARE_METATYPE(membridge::test::Play)
