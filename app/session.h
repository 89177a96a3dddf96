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

class ConsumingSide;
class HoldingSide;
class LockingSide;
class RivalGuard;
class SendingSide;
class TrafficSide;
struct ConsumerLoadOptions;
struct HoldOptions;
struct LockLoadOptions;
struct SenderRow;
struct TrafficOutcome;

struct SessionOptions
{
    ObserverOptions observer;
    std::chrono::milliseconds lockTimeout = std::chrono::seconds(2);
    std::uint64_t frameMemory = FrameStore::defaultLimit; ///< Bytes for the frames that are kept.
};

/// One attached segment. Owns its workers, an observer and, on request, a participant and both sides of traffic at load, and ends them: request,
/// join, unmap.
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
    /// Of the segment that is looked at, whatever its name means by now; nullptr until opened().
    std::shared_ptr<const SegmentReader> reader() const { return m_facts ? m_observer->reader() : nullptr; }
    /// The newest observation that is not stale; nullptr before the first.
    const ObservationPtr &latest() const { return m_latest; }

    /// Begins to look. opened() or failed() follows.
    void start();

    /// The bytes that the hex view shows.
    void setWindow(quint64 offset, quint64 length);
    void setSchema(const std::optional<Schema> &schema);
    void setDataOffset(quint64 offset);
    const std::optional<Schema> &schema() const { return m_request.schema; }
    /// Of a ring's pending frames the newest are listed instead of the oldest, and the window moves to each new one.
    void setNewestFrames(bool newest);
    /// Those from that position on are, until the newest are or it is consumed.
    void setFramesFrom(quint64 position);

    /// How often to look up who has the segment, at least every second: for the tab in front more often than for the others.
    void setProcessInterval(int milliseconds);
    /// Looks a second, within Sampler's bounds.
    void setSampleRate(double rateHz);
    /// Looks up now who has the segment, out of turn.
    void lookAtProcesses();

    /// What to watch for from now on; firings come with observations and carry `generation`.
    void setTriggers(const std::vector<Trigger> &triggers, quint64 generation);

    /// Keeps the frames that pass through a ring in a store of its own, or no longer; those that are there stay until it is begun again.
    void setKeepingFrames(bool keep);
    /// Bytes for those that are kept: what is too much is dropped at once.
    void setFrameMemory(std::uint64_t bytes);
    /// nullptr before it was begun; its views are taken in this thread.
    std::shared_ptr<const FrameStore> frameStore() const { return m_frameStore; }

    /// Maps the segment for writing, or lets go of it again. participationChanged() or participationFailed() follows.
    void setParticipating(bool participate);
    bool isParticipating() const { return m_participating; }
    /// Who else seems to be a ring's producer or consumer. While a side is blocked there, nothing here takes it.
    RivalGuard *rivals() const { return m_rivals; }
    /// Queues one operation; performed() follows. Must be participating.
    void perform(const Operation &operation);
    /// Also while frames are replayed.
    bool isBusy() const { return m_busy || m_frameFiles->isReplaying(); }
    /// Ends the wait of the running operation, and a replay.
    void stop();

    /// Traffic at load, while participating; ends with that. nullptr before the first participationChanged(true), and where the layout has no such side.
    SendingSide *sending() const { return m_sending; }
    ConsumingSide *consuming() const { return m_consuming; }
    LockingSide *lockLoad() const { return m_locking; }
    HoldingSide *holding() const { return m_holding; }
    void startSending(const std::vector<SenderRow> &rows);
    void startConsuming(const ConsumerLoadOptions &options);
    void startLockLoad(const LockLoadOptions &options);
    void hold(const HoldOptions &options);
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
    /// sending() and consuming(), or lockLoad() and holding(), are there from now on.
    void sidesMade();
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
    void makeSides();
    bool isBlocked(const Operation &operation) const;
    void endMoving(std::optional<quint64> leftTail = {});
    void watchOwn(TrafficSide *side, RingSide role);
    void watchProcesses();
    LockWorker *lockWorker();

    QByteArray m_name;
    SessionOptions m_options;
    FrameFiles *m_frameFiles;
    std::optional<SegmentFacts> m_facts;
    ObservationPtr m_latest;
    std::vector<RingPoint> m_recorded;             ///< From observations that came too late to be shown.
    std::vector<LockPoint> m_recordedLock;         ///< Likewise.
    std::vector<TriggerFiring> m_recordedFirings;  ///< Likewise.
    std::vector<TriggerMemory> m_recordedMemories; ///< Likewise.
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
    std::shared_ptr<FrameStore> m_frameStore;
    QThread m_participantThread;
    Participant *m_participant = nullptr;
    SendingSide *m_sending = nullptr;
    ConsumingSide *m_consuming = nullptr;
    LockingSide *m_locking = nullptr;
    HoldingSide *m_holding = nullptr;
    RivalGuard *m_rivals;
    std::vector<RingSide> m_moving; ///< What the running operation may move.
    bool m_replaying = false;
    std::vector<TrafficSide *> m_sides;
    bool m_participating = false;
    bool m_busy = false;
};

} // namespace membridge
