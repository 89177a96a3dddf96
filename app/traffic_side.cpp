// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "traffic_side.h"

#include "core/ipc/shared_memory.h"

#include <new>
#include <utility>

namespace membridge {

TrafficSide::TrafficSide(QByteArray name, const platform::SegmentStat &object, QObject *parent)
    : QObject(parent), m_name(std::move(name)), m_object(object)
{
}

TrafficSide::~TrafficSide()
{
    // The sides end themselves: unmap() is theirs.
    Q_ASSERT(m_thread == nullptr);
}

namespace {

void check(const SharedMemory &memory, const platform::SegmentStat &object)
{
    if (memory.stat().device != object.device || memory.stat().inode != object.inode)
        throw Error(ErrorCode::System, memory.name(), "take part in segment",
                    "the name now means another segment; attach to that one first");
}

} // namespace

SpscRingBuffer TrafficSide::openRing() const
{
    const SharedMemory memory = SharedMemory::open(m_name.toStdString());
    check(memory, m_object);
    return memory.spsc();
}

void TrafficSide::checkObject() const
{
    check(SharedMemory::open(m_name.toStdString()), m_object);
}

void TrafficSide::launch(const std::function<TrafficResult(const StopFlag *)> &work)
{
    m_stop.reset();
    m_outcome = {};
    m_thread = QThread::create([this, work] {
        try {
            m_outcome.result = work(&m_stop);
        } catch (const Error &error) {
            m_outcome.error = error;
        } catch (const std::bad_alloc &) {
            m_outcome.error = Error(ErrorCode::System, m_name.toStdString(), "take part in segment",
                                    "there is not enough memory");
        }
    });
    m_thread->setObjectName(QStringLiteral("traffic"));
    // One that was queued when end() came first must not join the next thread.
    connect(m_thread, &QThread::finished, this, [this, thread = m_thread] {
        if (thread == m_thread)
            finish();
    });
    m_thread->start();
    emit started();
}

void TrafficSide::stop()
{
    m_stop.request();
}

void TrafficSide::end()
{
    m_stop.request();
    finish();
}

void TrafficSide::finish()
{
    if (m_thread == nullptr)
        return;
    m_thread->wait();
    m_thread->disconnect(this);
    m_thread->deleteLater();
    m_thread = nullptr;
    m_outcome.counters = counters();
    unmap();
    emit ended(m_outcome);
}

} // namespace membridge
