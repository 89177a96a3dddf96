// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"
#include "widgets/burst_view.h"

#include <QObject>

namespace membridge {

/// Makes burst captures of one segment. Each occupies the thread until it ends, so it lives in one of its own.
class BurstWorker : public QObject
{
    Q_OBJECT

public:
    /// Refuses another object than this one under the name. `stop` ends a capture early; it must outlive the worker.
    BurstWorker(QByteArray name, const platform::SegmentStat &object, const StopFlag *stop);

public slots:
    void capture(const membridge::BurstOptions &options);

signals:
    void captured(const membridge::BurstCapturePtr &capture);
    void failed(const membridge::Error &error);

private:
    QByteArray m_name;
    platform::SegmentStat m_object;
    const StopFlag *m_stop;
};

} // namespace membridge
