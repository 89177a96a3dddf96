// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_worker.h"

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"

#include <utility>

namespace membridge {

LockWorker::LockWorker(QByteArray name, const platform::SegmentStat &object, const StopFlag *stop)
    : m_name(std::move(name)), m_object(object), m_stop(stop)
{
}

void LockWorker::capture(const BurstOptions &options)
{
    try {
        const SegmentReader reader = SegmentReader::open(m_name.toStdString());
        if (reader.statAtOpen().device != m_object.device || reader.statAtOpen().inode != m_object.inode)
            throw Error(ErrorCode::NotFound, m_name.toStdString(), "capture lock word",
                        "the name means another segment now");
        emit captured(std::make_shared<const BurstCapture>(captureBurst(reader, options, m_stop)));
    } catch (const Error &error) {
        emit failed(error);
    }
}

void LockWorker::recover(qint32 expected)
{
    constexpr auto attempted = "recover lock";
    try {
        const SharedMemory memory = SharedMemory::open(m_name.toStdString());
        if (memory.stat().device != m_object.device || memory.stat().inode != m_object.inode)
            throw Error(ErrorCode::NotFound, memory.name(), attempted, "the name means another segment now");
        MappedView view = memory.map();
        const LockWord before = view.lockWord();
        const bool done = expected != 0 && view.lock().recover(expected);
        emit recovered(done, expected, done ? expected : before.raw);
    } catch (const Error &error) {
        emit recoverFailed(error);
    }
}

} // namespace membridge
