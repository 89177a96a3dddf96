// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "burst_worker.h"

#include <utility>

namespace membridge {

BurstWorker::BurstWorker(QByteArray name, const platform::SegmentStat &object, const StopFlag *stop)
    : m_name(std::move(name)), m_object(object), m_stop(stop)
{
}

void BurstWorker::capture(const BurstOptions &options)
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

} // namespace membridge
