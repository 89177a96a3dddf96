// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"
#include "widgets/burst_view.h"

#include <QObject>

namespace membridge {

/// Does to one region's lock word what the user asked for: looks at it without a pause, or recovers it. A capture occupies the thread until it
/// ends, so it lives in one of its own.
class LockWorker : public QObject
{
    Q_OBJECT

public:
    /// Refuses another object than this one under the name. `stop` ends a capture early; it must outlive the worker.
    LockWorker(QByteArray name, const platform::SegmentStat &object, const StopFlag *stop);

public slots:
    void capture(const membridge::BurstOptions &options);
    /// Sets the word to 0 if it still is `expected`. Maps the segment for that moment only.
    void recover(qint32 expected);

signals:
    void captured(const membridge::BurstCapturePtr &capture);
    void failed(const membridge::Error &error);
    /// `found` is the word that was there when it was not `expected`.
    void recovered(bool done, qint32 expected, qint32 found);
    void recoverFailed(const membridge::Error &error);

private:
    QByteArray m_name;
    platform::SegmentStat m_object;
    const StopFlag *m_stop;
};

} // namespace membridge
