// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/finding_tracker.h"
#include "core/observe/frame_cursor.h"
#include "core/observe/frame_follower.h"
#include "core/observe/sampler.h"
#include "observation.h"
#include "process_watcher.h"
#include "sample_digest.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace membridge {

struct ObserverOptions
{
    SamplerOptions sampler;
    int viewIntervalMs = 100; ///< Between observations sent to the GUI.
};

/// Looks at one segment, read-only, from a thread of its own, and sends what it saw as values. Beside it a Sampler looks at the lock word or
/// the indices, much more often.
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
    /// An observation is not to be shown, but what came while it was made counts: the next one has it. Any thread.
    void giveBack(const RingHistograms &histograms);
    /// Of the segment that is looked at; any thread, from opened() on.
    const std::shared_ptr<const SegmentReader> &reader() const noexcept { return m_reader; }

public slots:
    void start();
    void setRequest(const membridge::ViewRequest &request);
    void setSampleRate(double rateHz);
    /// Replaces all; firings carry `generation`.
    void setTriggers(std::vector<membridge::Trigger> triggers, quint64 generation);
    /// Keeps the frames of a ring in `store` from now on; nullptr: no more.
    void followFrames(const std::shared_ptr<membridge::FrameStore> &store);
    /// Who has the segment, for the findings.
    void addProcesses(const membridge::ProcessSightingPtr &sighting);
    /// Looks now, out of turn.
    void refresh();

signals:
    void opened(const membridge::SegmentFacts &facts);
    /// The segment can't be attached; nothing else follows.
    void failed(const membridge::Error &error);
    void observed(const membridge::ObservationPtr &observation);

private:
    /// On the sampler's thread.
    void take(SampleBatch &&batch);
    void digest();
    std::shared_ptr<const RingHistograms> takeHistograms();
    void lookAtHolds();
    void lookAtSpace();
    void look();
    void lookAtRegion(Observation &observation);
    void lookAtRing(Observation &observation);
    void followNewest(const PendingFrames &pending);
    void followForTriggers();
    void judgeFrames();
    void noteFirings(std::size_t count);
    std::vector<TriggerMemory> takeTriggerMemories();

    QByteArray m_name;
    Layout m_told;
    ObserverOptions m_options;
    Layout m_layout = Layout::Unknown;
    std::shared_ptr<const SegmentReader> m_reader;
    ViewRequest m_request;
    ByteRange m_window;                  ///< As asked for, or around the newest frame.
    std::optional<quint64> m_newestSeen; ///< Position of the newest frame that the window moved to.
    bool m_windowAskedSince = false;     ///< Since the newest were asked for: the window is where the user wants it.
    QTimer m_viewTimer;
    std::atomic<bool> m_inFlight{false};
    std::optional<SampleDigest> m_digest;
    std::optional<FindingTracker> m_tracker;
    std::vector<RecordedHold> m_holds; ///< As often as processes are looked up.
    TriggerEngine m_triggers;
    quint64 m_triggerGeneration = 0;
    std::vector<TriggerFiring> m_firings;
    /// A trigger's latest event that was sent, by the trigger's index.
    struct SentEvent
    {
        quint64 number = 0;
        bool complete = false;
    };
    std::vector<SentEvent> m_sentEvents;
    qint64 m_sampledNs = 0; ///< Of the latest sample; the tracker's time.
    qint64 m_spaceNs = 0;
    std::mutex m_inboxMutex;
    std::vector<SampleBatch> m_inbox;
    bool m_inboxLost = false;    ///< Batches had no room: the next one comes after a gap.
    RingHistograms m_histograms; ///< Of what was not sent yet; guarded like the inbox.
    std::unique_ptr<FrameFollower> m_follower;
    /// Every frame that comes, for the triggers about frames; only while there is one.
    struct TriggerFrames
    {
        FrameCursor cursor;
        FrameFollower follower;
    };
    std::unique_ptr<TriggerFrames> m_triggerFrames;
    std::unique_ptr<Sampler> m_sampler; ///< Last: its thread fills the inbox.
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::ViewRequest)
