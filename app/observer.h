// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <optional>

namespace membridge {

struct ObserverOptions
{
    int sampleIntervalMs = 20; ///< Between looks at the lock word or the indices.
    int viewIntervalMs = 100;  ///< Between observations sent to the GUI.
};

/// Looks at one segment, read-only, from a thread of its own, and sends what it saw as values.
///
/// Threads: lives in its worker thread; everything is reached by queued calls and signals, except delivered(), which the GUI thread
/// calls. While the GUI has not taken the last observation no other is sent, so a busy GUI gets fewer, never a queue of old ones.
class Observer : public QObject
{
    Q_OBJECT

public:
    Observer(QByteArray name, Layout told, const ObserverOptions &options);

    /// The GUI took the last observation; any thread.
    void delivered() noexcept { m_inFlight.store(false, std::memory_order_relaxed); }

public slots:
    void start();
    void setRequest(const membridge::ViewRequest &request);
    /// Looks now, out of turn.
    void refresh();

signals:
    void opened(const membridge::SegmentFacts &facts);
    /// The segment can't be attached; nothing else follows.
    void failed(const membridge::Error &error);
    void observed(const membridge::ObservationPtr &observation);

private:
    void sample();
    void look();
    void updateRates();
    void lookAtRegion(Observation &observation);
    void lookAtRing(Observation &observation);

    QByteArray m_name;
    Layout m_told;
    ObserverOptions m_options;
    Layout m_layout = Layout::Unknown;
    std::optional<SegmentReader> m_reader;
    ViewRequest m_request;
    QTimer m_sampleTimer;
    QTimer m_viewTimer;
    std::atomic<bool> m_inFlight{false};

    std::optional<RingSample> m_lastSample;
    std::vector<ThroughputPoint> m_points;
    quint64 m_bytesMoved = 0;
    quint64 m_bytesWalked = 0;
    quint64 m_framesSeen = 0;
    quint64 m_samples = 0;
    qint64 m_attachedNs = 0;
    qint64 m_ratesSinceNs = 0;
    struct
    {
        double samples = 0;
        double messages = 0;
        double coverage = 1;
    } m_rates;
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::ViewRequest)
Q_DECLARE_METATYPE(membridge::Error)
