// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "lock_watch.h"

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

constexpr ByteRange wordBytes{region_layout::lockOffset, region_layout::dataOffset - region_layout::lockOffset};

bool isHeld(LockWord word) noexcept
{
    return word.state() == LockState::Writer || word.state() == LockState::Readers;
}

} // namespace

Finding LockWatch::finding(FindingCode code, Severity severity, std::string text, LockWord word,
                           std::uint64_t second) const
{
    const auto raw = static_cast<std::uint64_t>(static_cast<std::int64_t>(word.raw));
    return {code, severity, std::move(text), region_layout::lockOffset, raw, second};
}

void LockWatch::add(LockWord word, Moment now)
{
    const bool changed = !m_started || word != m_word;
    if (changed) {
        if (m_started)
            watchReset(word, now);
        m_since = now;
        m_samples = 0;
    }
    ++m_samples;
    watchWord(word, now);
    m_list.expire(FindingCode::LockResetWhileHeld, now.timeNs - m_limits.eventNs);
    watchHold(word, now);
    watchReaders(word, now, m_started && changed);
    watchFloor(word, now);
    m_word = word;
    m_started = true;
}

void LockWatch::watchWord(LockWord word, Moment now)
{
    if (word.state() != LockState::Invalid)
        m_list.end(FindingCode::LockInvalid, wordBytes.offset);
    if (!word.implausible())
        m_list.end(FindingCode::ReadersImplausible, wordBytes.offset);
    if (word.state() != LockState::Invalid && !word.implausible()) [[likely]]
        return;
    // Neither depends on who has the segment.
    for (const Finding &found : lockFindings(word, platform::ProcessList{})) {
        if (!m_list.touch(found.code, wordBytes.offset, now.timeNs))
            m_list.raise(found, wordBytes, {}, now.timeNs);
    }
}

/// A reset itself leaves no trace: readers may all have left between two samples. What a holder does to the reset word afterwards does:
/// no sequence of takes and releases brings it below -1. Readers who give back what was taken from them bring it as far down as there were
/// readers, one further if a writer got in; any other value was written by something else.
void LockWatch::watchReset(LockWord word, Moment now)
{
    m_mostReaders = std::max(m_mostReaders, m_word.implausible() ? 0 : m_word.readers());
    if (word.state() != LockState::Invalid || m_word.state() == LockState::Invalid || m_mostReaders == 0
        || word.raw < -m_mostReaders - 1)
        return;
    m_list.raise(finding(FindingCode::LockResetWhileHeld, Severity::Error,
                         "lock word went from " + std::to_string(m_word.raw) + " to " + std::to_string(word.raw)
                             + ": more read locks were given back than taken, as after a reset while readers held it",
                         word, static_cast<std::uint64_t>(static_cast<std::int64_t>(m_word.raw))),
                 wordBytes, {.kind = EvidenceKind::MoreReleasesThanHolds, .pid = 0, .process = {}, .number = 0},
                 now.timeNs);
}

void LockWatch::setDeadHolder(std::optional<RecordedHold> holder, std::int64_t timeNs)
{
    m_deadHolder = std::move(holder);
    m_deadHolderNs = timeNs;
}

/// There is one writer at most, so the word is the dead one's, unless somebody reset it and took it anew. It must not have changed since the
/// record was read.
bool LockWatch::diedHolding(LockWord word) const noexcept
{
    return m_deadHolder && m_deadHolder->write && m_deadHolder->taken && word.state() == LockState::Writer
        && m_deadHolderNs >= m_since.timeNs;
}

void LockWatch::watchHold(LockWord word, Moment now)
{
    // The walk of the process list lies within the time that the word stood still: a holder who lives would have been seen.
    const bool nobody = isHeld(word) && m_processes.nobody() && m_processes.beganNs() >= m_since.timeNs
        && m_processes.endedNs() <= now.timeNs;
    const bool orphaned = nobody || diedHolding(word);
    if (!orphaned)
        m_list.end(FindingCode::LockOrphaned, wordBytes.offset);
    else if (!m_list.touch(FindingCode::LockOrphaned, wordBytes.offset, now.timeNs))
        reportOrphaned(word, nobody, now);
    const bool stuck = !orphaned && isHeld(word) && !word.implausible() && now - m_since >= m_limits.stuckNs
        && m_samples >= m_limits.stuckSamples;
    if (!stuck)
        m_list.end(FindingCode::LockStuck, wordBytes.offset);
    else if (!m_list.touch(FindingCode::LockStuck, wordBytes.offset, now.timeNs))
        reportStuck(word, now);
}

void LockWatch::reportOrphaned(LockWord word, bool nobody, Moment now)
{
    Evidence evidence{.kind = EvidenceKind::NobodyHasIt, .pid = 0, .process = {}, .number = 0};
    std::string text = "lock word is " + std::to_string(word.raw)
        + " but no process has the segment: its holder is gone";
    if (!nobody) {
        const RecordedHold &dead = *m_deadHolder;
        evidence = {.kind = EvidenceKind::HolderDied, .pid = dead.pid, .process = dead.program, .number = 0};
        text = "lock word is -1; " + dead.program + ", process " + std::to_string(dead.pid)
            + ", recorded that it took the write lock, and died";
    }
    m_list.raise(finding(FindingCode::LockOrphaned, Severity::Error, std::move(text), word, milliseconds(now - m_since)),
                 wordBytes, std::move(evidence), now.timeNs);
}

void LockWatch::reportStuck(LockWord word, Moment now)
{
    Evidence evidence;
    Severity severity = Severity::Warning;
    const auto name = [&](EvidenceKind kind, const platform::ProcessInfo &process) {
        evidence = {.kind = kind, .pid = process.pid, .process = process.name, .number = 0};
    };
    if (m_processes.endedNs() == 0 || m_processes.endedNs() < m_since.timeNs) {
        evidence.kind = EvidenceKind::NotLookedAt;
        severity = Severity::Info;
    } else if (const auto *stopped = m_processes.stopped()) {
        name(EvidenceKind::ProcessStopped, *stopped);
    } else if (const auto *gone = m_processes.goneSince(m_since.timeNs)) {
        name(EvidenceKind::ProcessGone, *gone);
    } else if (m_processes.seesNobody()) {
        evidence.kind = EvidenceKind::NotAllSeen;
    } else {
        evidence.kind = EvidenceKind::HoldersAlive;
        severity = Severity::Info;
    }
    m_list.raise(
        finding(FindingCode::LockStuck, severity,
                "lock word has been " + std::to_string(word.raw) + " in every sample for " + secondsText(now - m_since),
                word, milliseconds(now - m_since)),
        wordBytes, std::move(evidence), now.timeNs);
}

void LockWatch::watchReaders(LockWord word, Moment now, bool changed)
{
    if (word.state() != LockState::Readers || word.implausible()) {
        m_readerSamples = 0;
        m_list.end(FindingCode::WriterStarved, wordBytes.offset);
        return;
    }
    if (m_readerSamples == 0) {
        m_readersSince = now;
        m_readerChanges = 0;
    } else if (changed) {
        ++m_readerChanges;
    }
    ++m_readerSamples;
    if (now - m_readersSince < m_limits.starvedNs || m_readerSamples < m_limits.starvedSamples
        || m_readerChanges < m_limits.starvedChanges
        || m_list.touch(FindingCode::WriterStarved, wordBytes.offset, now.timeNs))
        return;
    m_list.raise(finding(FindingCode::WriterStarved, Severity::Warning,
                         "readers have come and gone for " + secondsText(now - m_readersSince)
                             + " and the lock was never seen free: a writer, if one waits, does not get in",
                         word, milliseconds(now - m_readersSince)),
                 wordBytes, {.kind = EvidenceKind::NeverSeenFree, .pid = 0, .process = {}, .number = m_readerSamples},
                 now.timeNs);
}

void LockWatch::watchFloor(LockWord word, Moment now)
{
    const std::int32_t readers = word.implausible() ? 0 : word.readers();
    if (m_windowSamples == 0) {
        m_windowBeganNs = now.timeNs;
        m_windowSince = now;
        m_windowFloor = readers;
    }
    m_windowFloor = std::min(m_windowFloor, readers);
    ++m_windowSamples;
    if (now - m_windowSince < m_limits.leakWindowNs || m_windowSamples < m_limits.leakSamples) [[likely]]
        return;
    m_windowSamples = 0;
    if (!m_floorKnown || m_windowFloor < m_floor) {
        m_rises = 0;
        m_risingSinceNs = m_windowBeganNs;
        m_list.end(FindingCode::ReaderLeak, wordBytes.offset);
    } else if (m_windowFloor > m_floor) {
        ++m_rises;
        m_steadyWindows = 0;
    } else {
        ++m_steadyWindows;
        if (m_rises == 0)
            m_risingSinceNs = m_windowBeganNs;
    }
    m_floorKnown = true;
    m_floor = m_windowFloor;
    reportLeak(now);
}

void LockWatch::reportLeak(Moment now)
{
    // A word that stands still is stuck, whoever is counted in it.
    if (m_floor == 0 || m_rises == 0 || m_steadyWindows == 0 || m_readerChanges < m_limits.starvedChanges)
        return;
    const platform::ProcessInfo *gone = m_processes.goneSince(m_risingSinceNs);
    if (gone == nullptr && (m_rises < m_limits.leakRises || m_steadyWindows < m_limits.leakSteadyWindows))
        return;
    Evidence evidence{.kind = EvidenceKind::NeverSeenFree, .pid = 0, .process = {}, .number = m_readerSamples};
    if (gone != nullptr)
        evidence = {.kind = EvidenceKind::ProcessGone, .pid = gone->pid, .process = gone->name, .number = 0};
    m_list.raise(finding(FindingCode::ReaderLeak, Severity::Warning,
                         "the lock never counts fewer than " + std::to_string(m_floor)
                             + " readers any more, though others come and go: some probably died holding it",
                         LockWord{m_floor}, m_rises),
                 wordBytes, std::move(evidence), now.timeNs);
}

} // namespace membridge
