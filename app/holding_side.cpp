// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "holding_side.h"

#include "core/ipc/hold_record.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/traffic/pacer.h"

#include <algorithm>

namespace membridge {

namespace {

qint64 nsOf(std::chrono::milliseconds time)
{
    return std::chrono::nanoseconds(time).count();
}

/// Whether the segment lost bytes that the view shows.
bool isShorter(const SharedMemory &memory, const MappedView &view)
{
    try {
        return memory.map().size() < view.size();
    } catch (const Error &) {
        return true; // too small for a lock word
    }
}

} // namespace

void HoldingSide::start(const HoldOptions &options)
{
    if (isRunning())
        return;
    m_options = options;
    m_result.reset();
    launch([this, options](const StopFlag *stop) { return hold(options, stop); });
}

TrafficResult HoldingSide::hold(const HoldOptions &options, const StopFlag *stop)
{
    const SharedMemory memory = SharedMemory::open(name().toStdString());
    MappedView view = memory.map();
    RwLock &lock = view.lock();
    HoldRecord record(memory.name(), options.write, "membridge-scope");
    checkObject(); // after all was opened by its name, and before anything is done with it

    HoldResult result;
    const qint64 asked = trafficNowNs();
    m_beganNs.store(asked, std::memory_order_relaxed);
    m_endNs.store(asked + nsOf(options.timeout), std::memory_order_relaxed);
    // Release: pairs with phase(), so that the times that are read belong to it.
    m_phase.store(Phase::Waiting, std::memory_order_release);
    const Deadline deadline = Deadline::after(options.timeout, stop);
    result.wait = options.write ? lock.lockWrite(deadline) : lock.lockRead(deadline);
    const qint64 had = trafficNowNs();
    result.waitedNs = had - asked;
    if (result.wait != WaitOutcome::Done) {
        result.word = view.lockWord();
        m_result = result;
        return {.end = result.wait == WaitOutcome::Stopped ? TrafficEnd::Stopped : TrafficEnd::NoProgress};
    }
    record.taken();
    const qint64 end = had + nsOf(options.duration);
    m_beganNs.store(had, std::memory_order_relaxed);
    m_endNs.store(end, std::memory_order_relaxed);
    m_phase.store(Phase::Holding, std::memory_order_release);
    QMetaObject::invokeMethod(this, &HoldingSide::holdingChanged, Qt::QueuedConnection);
    const bool whole = sleepUntilNs(end, stop);
    result.ours = options.write ? lock.unlockWrite() : lock.unlockRead();
    result.heldNs = trafficNowNs() - had;
    if (!result.ours && isShorter(memory, view))
        throw Error(ErrorCode::SegmentLost, memory.name(), "take the lock of region", "it shrank meanwhile");
    m_result = result;
    return {.end = whole ? TrafficEnd::Time : TrafficEnd::Stopped};
}

HoldingSide::Phase HoldingSide::phase() const
{
    // Acquire: pairs with the worker's release.
    return isRunning() ? m_phase.load(std::memory_order_acquire) : Phase::Idle;
}

qint64 HoldingSide::waitedNs() const
{
    return trafficNowNs() - m_beganNs.load(std::memory_order_relaxed);
}

qint64 HoldingSide::leftNs() const
{
    return std::max<qint64>(0, m_endNs.load(std::memory_order_relaxed) - trafficNowNs());
}

void HoldingSide::unmap()
{
    // The worker, whose the mapping is, was joined.
    m_phase.store(Phase::Idle, std::memory_order_relaxed);
    emit holdingChanged();
}

} // namespace membridge
