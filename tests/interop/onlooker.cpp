// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "onlooker.h"

#include <thread>

namespace membridge::test {

namespace {

QByteArray line(const FindingRecord &record)
{
    const QByteArray place = " at " + QByteArray::number(static_cast<qulonglong>(record.bytes.offset));
    const std::string evidence = text(record.evidence);
    return QByteArray(name(record.finding.severity)) + ' ' + name(record.finding.code) + place + ", "
        + QByteArray::number(static_cast<qulonglong>(record.count)) + " times" + (record.active ? "" : ", over") + ": "
        + record.finding.text.c_str() + (evidence.empty() ? "" : "; ") + evidence.c_str() + '\n';
}

} // namespace

Onlooker::Onlooker(const std::string &name, Layout layout, const FindingLimits &limits, std::chrono::microseconds period)
    : m_reader(SegmentReader::open(name)),
      m_taker(m_reader, layout),
      m_probe(m_reader),
      m_tracker(layout, limits),
      m_period(period)
{
}

void Onlooker::look()
{
    constexpr std::int64_t ms = 1'000'000;
    m_sample = m_taker.take();
    m_tracker.add(m_sample);
    ++m_samples;
    m_bytesIn += m_sample.progress.bytesIn;
    const std::int64_t now = m_sample.timeNs;
    if (m_sample.ring && now - m_framesNs >= 100 * ms) {
        m_framesNs = now;
        m_tracker.addFrames(m_probe.pending(16, {.maxFrames = 10'000}), now);
    }
    if (now - m_processesNs < 500 * ms)
        return;
    const auto &object = m_reader.statAtOpen();
    const std::int64_t began = platform::monotonicNs();
    m_processes = platform::attachedProcesses(object.device, object.inode);
    m_processes.complete = m_processes.complete || m_knowsEverybody;
    m_tracker.addProcesses(began, platform::monotonicNs(), m_processes);
    m_tracker.addSpace(platform::sharedMemorySpace(), now);
    m_processesNs = now;
}

bool Onlooker::lookUntil(const std::function<bool()> &reached, std::chrono::seconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (std::chrono::steady_clock::now() < end) {
        look();
        if (reached())
            return true;
        std::this_thread::sleep_for(m_period);
    }
    return false;
}

void Onlooker::lookFor(std::chrono::milliseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    lookUntil([end] { return std::chrono::steady_clock::now() >= end; }, std::chrono::hours(24));
}

const FindingRecord *Onlooker::record(FindingCode code) const noexcept
{
    for (const FindingRecord &record : m_tracker.records()) {
        if (record.finding.code == code)
            return &record;
    }
    return nullptr;
}

bool Onlooker::active(FindingCode code) const noexcept
{
    const FindingRecord *found = record(code);
    return found != nullptr && found->active;
}

QByteArray Onlooker::alarms() const
{
    QByteArray lines;
    for (const FindingRecord &record : m_tracker.records()) {
        if (record.finding.severity != Severity::Info)
            lines += line(record);
    }
    return lines;
}

QByteArray Onlooker::everything() const
{
    QByteArray lines;
    for (const FindingRecord &record : m_tracker.records())
        lines += line(record);
    return lines;
}

} // namespace membridge::test
