// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame_files.h"
#include "lock_worker.h"
#include "observer.h"
#include "participant.h"

#include <QByteArray>
#include <QObject>
#include <QThread>

#include <optional>

namespace membridge {

struct SessionOptions
{
    ObserverOptions observer;
    std::chrono::milliseconds lockTimeout = std::chrono::seconds(2);
};

/// One attached segment. Owns its two workers, an observer and, on request, a participant, and ends them: request, join, unmap.
///
/// Threads: GUI thread. Nothing here waits, but for the destructor, which joins workers whose every step is bounded.
class Session : public QObject
{
    Q_OBJECT

public:
    /// `told` is Layout::Unknown to take the guess.
    Session(const QByteArray &name, Layout told, const SessionOptions &options, QObject *parent = nullptr);
    ~Session() override;

    const QByteArray &name() const { return m_name; }
    /// Nothing until opened().
    const std::optional<SegmentFacts> &facts() const { return m_facts; }
    /// The newest observation that is not stale; nullptr before the first.
    const ObservationPtr &latest() const { return m_latest; }

    /// Begins to look. opened() or failed() follows.
    void start();

    /// The bytes that the hex view shows.
    void setWindow(quint64 offset, quint64 length);
    void setSchema(const std::optional<Schema> &schema);
    void setDataOffset(quint64 offset);
    const std::optional<Schema> &schema() const { return m_request.schema; }

    /// How often to look up who has the segment, at least every second: for the tab in front more often than for the others.
    void setProcessInterval(int milliseconds);
    /// Looks a second, within Sampler's bounds.
    void setSampleRate(double rateHz);

    /// What to watch for from now on; firings come with observations and carry `generation`.
    void setTriggers(const std::vector<Trigger> &triggers, quint64 generation);

    /// Maps the segment for writing, or lets go of it again. participationChanged() or participationFailed() follows.
    void setParticipating(bool participate);
    bool isParticipating() const { return m_participating; }
    /// Queues one operation; performed() follows. Must be participating.
    void perform(const Operation &operation);
    /// Also while frames are replayed.
    bool isBusy() const { return m_busy || m_frameFiles->isReplaying(); }
    /// Ends the wait of the running operation, and a replay.
    void stop();

    /// Captures and replays: to be replayed by replay(), for which the session must be participating and not busy.
    FrameFiles *frameFiles() const { return m_frameFiles; }
    void replay(const ReplayRequest &request);

    /// Looks at the lock word without a pause: burstStarted(), then burstCaptured() or burstFailed() follow. One at a time; while one is made
    /// another is not begun.
    void captureBurst(const membridge::BurstOptions &options);
    void stopBurst() { m_burstStop.request(); }
    /// Sets the lock word to 0 if it still is `expected`: lockRecovered() or recoverFailed() follow, after a capture that is being made.
    void recoverLock(qint32 expected);

signals:
    void processesSeen(const membridge::ProcessSightingPtr &sighting);
    void opened(const membridge::SegmentFacts &facts);
    void failed(const membridge::Error &error);
    void observed(const membridge::ObservationPtr &observation);
    void participationChanged(bool participating);
    void participationFailed(const membridge::Error &error);
    void busyChanged(bool busy);
    void performed(const membridge::OperationResult &result);
    void burstStarted();
    void burstCaptured(const membridge::BurstCapturePtr &capture);
    void burstFailed(const membridge::Error &error);
    void lockRecovered(bool done, qint32 expected, qint32 found);
    void recoverFailed(const membridge::Error &error);

private:
    void takeObservation(const ObservationPtr &observation);
    void takeResult(const OperationResult &result);
    void sendRequest();
    void endParticipant();
    void watchProcesses();
    LockWorker *lockWorker();

    QByteArray m_name;
    SessionOptions m_options;
    FrameFiles *m_frameFiles;
    std::optional<SegmentFacts> m_facts;
    ObservationPtr m_latest;
    std::vector<RingPoint> m_recorded;            ///< From observations that came too late to be shown.
    std::vector<LockPoint> m_recordedLock;        ///< Likewise.
    std::vector<TriggerFiring> m_recordedFirings; ///< Likewise.
    ViewRequest m_request;
    StopFlag m_stop;
    QThread m_observerThread;
    Observer *m_observer;
    QThread m_processThread;
    ProcessWatcher *m_processes = nullptr; ///< From opened() on.
    int m_processIntervalMs = 5000;
    bool m_processesStarted = false;
    StopFlag m_burstStop;
    QThread m_burstThread;
    LockWorker *m_lockWorker = nullptr; ///< From its first task on.
    bool m_capturing = false;
    QThread m_participantThread;
    Participant *m_participant = nullptr;
    bool m_participating = false;
    bool m_busy = false;
};

} // namespace membridge
