// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/platform/platform.h"

#include <QByteArray>
#include <QMutex>
#include <QObject>
#include <QSemaphore>
#include <QString>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace membridge {

/// How far a capture has come, or how it ended.
struct CaptureState
{
    enum class Phase { None, Running, Done, Stopped, Removed, Replaced, Malformed, Failed };
    Phase phase = Phase::None;
    QString path; ///< Of several files the newest.
    quint64 frames = 0;
    quint64 bytes = 0; ///< Of these frames.
    quint64 missedBytes = 0;
    quint64 fileBytes = 0;      ///< Of all files that are left.
    quint64 files = 0;          ///< That are left.
    std::optional<Error> error; ///< Failed.
};

struct ReplayRequest
{
    QString path;
    std::optional<double> speed = 1.0; ///< Nothing: as fast as there is room.
    quint64 rounds = 1;                ///< 0: until stopped.
    bool steps = false;                ///< One frame for each call of FrameFiles::step().
};

/// How far a replay has come, or how it ended.
struct ReplayState
{
    enum class Phase { None, Running, Done, Stopped, Full, Malformed, Faulty, Failed };
    Phase phase = Phase::None;
    quint64 frames = 0;
    quint64 bytes = 0;
    quint64 leftOut = 0; ///< Frames that are cut in the file, or too large for the ring.
    quint64 rounds = 0;
    int permille = 0;           ///< Of the file, in this round.
    QString fault;              ///< Faulty: of the file, untrusted text.
    std::optional<Error> error; ///< Failed.
};

/// Captures a session's ring into files, and replays files into it; each in a thread of its own, which this object ends. Capturing only reads, through
/// a descriptor of its own; replaying maps the segment and pushes.
///
/// Threads: GUI thread. Nothing waits, but for the destructor and endReplay(), which join threads whose every step is bounded.
class FrameFiles : public QObject
{
    Q_OBJECT

public:
    explicit FrameFiles(QByteArray name, QObject *parent = nullptr);
    ~FrameFiles() override;

    /// Whether this program was built with captures.
    static bool arePossible();
    /// The object that the user looks at: another one under the same name is refused.
    void setObject(const platform::SegmentStat &object) { m_object = object; }

    /// Of the captures from now on, as CaptureLimits: a file of so many bytes (0: without a limit) goes on in another, and only the newest so many of
    /// them are kept (0: all).
    void setCaptureLimits(quint64 fileBytes, quint64 files);
    /// Replaces the file, or with a limit the files that are numbered before its extension; until the time is over or stopCapture(). Nothing while one is running.
    void capture(const QString &path, std::optional<std::chrono::seconds> duration);
    void stopCapture() { m_captureStop.request(); }
    bool isCapturing() const { return m_capture.phase == CaptureState::Phase::Running; }
    const CaptureState &captureState() const { return m_capture; }

    /// Nothing while one is running.
    void replay(const ReplayRequest &request);
    void step() { m_steps.release(); }
    void stopReplay() { m_replayStop.request(); }
    void endReplay();
    bool isReplaying() const { return m_replay.phase == ReplayState::Phase::Running; }
    const ReplayState &replayState() const { return m_replay; }

signals:
    void captureChanged(const membridge::CaptureState &state);
    void replayChanged(const membridge::ReplayState &state);

private:
    void setCapture(const CaptureState &state);
    void setReplay(const ReplayState &state);
    void showReplayProgress();
    void runCapture(const QString &path, std::optional<std::chrono::seconds> duration, quint64 mostFileBytes,
                    quint64 mostFiles);
    void runReplay(const ReplayRequest &request);
    void requireObject(const platform::SegmentStat &found, const char *attempted) const;

    QByteArray m_name;
    platform::SegmentStat m_object;
    quint64 m_mostFileBytes = 0;
    quint64 m_mostFiles = 0;
    CaptureState m_capture;
    ReplayState m_replay;
    StopFlag m_captureStop;
    StopFlag m_replayStop;
    QSemaphore m_steps;
    QTimer m_replayTimer;
    QMutex m_progressLock;
    ReplayState m_progress; ///< Under the lock: what the thread has done, which may wait for hours between two frames.
    std::unique_ptr<QThread> m_captureThread;
    std::unique_ptr<QThread> m_replayThread;
};

} // namespace membridge
