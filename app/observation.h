// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/error.h"
#include "core/ipc/hold_record.h"
#include "core/observe/finding_record.h"
#include "core/observe/frame_follower.h"
#include "core/observe/layout_guess.h"
#include "core/observe/lock_recording.h"
#include "core/observe/ring_histograms.h"
#include "core/observe/ring_probe.h"
#include "core/observe/ring_recording.h"
#include "core/observe/segment_reader.h"
#include "core/observe/snapshot.h"
#include "core/observe/trigger.h"
#include "widgets/decoded_schema.h"
#include "widgets/frame_model.h"

#include <QByteArray>
#include <QMetaType>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

/// What the GUI wants to see of a segment. A newer request makes all older ones stale.
struct ViewRequest
{
    quint64 generation = 0;
    ByteRange window;             ///< Bytes of the segment for the hex view.
    quint64 windowGeneration = 0; ///< Of the request that asked for them first.
    std::optional<Schema> schema; ///< For a region's data, or for each frame.
    quint64 dataOffset = 0;       ///< Where decoding starts in a region's data area.
    bool newestFrames = false;    ///< Of a ring: the newest frames are listed, and the window moves to each new one.
    quint64 framesFrom = 0; ///< Of a ring, otherwise: those from that position on are, or the oldest where that one is consumed.
};

/// What is known of a segment when it was attached.
struct SegmentFacts
{
    QByteArray name;
    platform::SegmentStat stat;
    LayoutGuess guess;
    std::vector<RecordedHold> holds; ///< Of a region's lock, by programs of this library.
    Layout layout = Layout::Unknown; ///< As told by the user, otherwise as guessed.
};

/// A trigger fired.
struct TriggerFiring
{
    quint64 generation = 0;  ///< Of the triggers, as given with them.
    std::size_t trigger = 0; ///< Its index among them.
    qint64 timeNs = 0;
    std::string evidence;
    TriggerActions actions;
};

/// The samples around the latest firing of a trigger: sent when it fired, and again when those after it are there.
struct TriggerMemory
{
    quint64 generation = 0;  ///< As in TriggerFiring.
    std::size_t trigger = 0; ///< Likewise.
    std::shared_ptr<const TriggerEvent> event;
};

/// One look at a segment. Immutable once sent; the views share it.
struct Observation
{
    quint64 generation = 0;
    StatusReport status;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const DecodedSchema> fields;    ///< A region with a schema.
    bool torn = false;                              ///< Evidence that a writer was at work during the look.
    std::optional<LockWord> lock;                   ///< A region.
    std::optional<RingSample> ring;                 ///< A ring.
    std::shared_ptr<const FrameList> frames;        ///< A ring.
    std::vector<FindingRecord> findings;            ///< What is wrong, and was.
    std::vector<RecordedHold> holds;                ///< A region: of its lock, by programs of this library.
    std::vector<RingPoint> throughput;              ///< A ring: every point since the observation before.
    std::vector<LockPoint> lockPoints;              ///< A region: likewise.
    std::vector<TriggerFiring> firings;             ///< Since the observation before.
    std::vector<TriggerMemory> triggerMemories;     ///< That are new or became complete since the observation before.
    std::optional<double> bytesInPerSecond;         ///< A ring, over the last second; nothing before the first.
    std::optional<double> bytesOutPerSecond;        ///< Likewise.
    double messagesPerSecond = 0;                   ///< Exact where coverage is 1, otherwise extrapolated.
    double coverage = 1;                            ///< Share of the bytes whose frames were counted.
    std::optional<FrameFollower::Status> following; ///< A ring whose frames are kept.
    double samplesPerSecond = 0;                    ///< Achieved.
    quint64 samplesMissed = 0;                      ///< Since attaching.
    std::optional<Error> error;                     ///< The segment could not be looked at this time.
    /// A ring: of the messages that came since the observation before; nothing when none did.
    std::shared_ptr<const RingHistograms> histograms;
};

using ObservationPtr = std::shared_ptr<const Observation>;

} // namespace membridge

Q_DECLARE_METATYPE(membridge::Error)
Q_DECLARE_METATYPE(membridge::SegmentFacts)
Q_DECLARE_METATYPE(membridge::ObservationPtr)
