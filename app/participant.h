// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"
#include "core/codec/value.h"
#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/segment_editor.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/layout_guess.h"
#include "core/platform/platform.h"

#include <QByteArray>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QTime>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

namespace membridge {

class HoldRecord;

/// Something done to a segment by hand.
struct Operation
{
    enum class Kind {
        Write,
        Read,
        Seek, ///< Region: our own cursor, to `dataOffset`.
        Zero,
        Push,  ///< `count` equal frames, until the ring is full.
        Pop,   ///< At most `count` frames.
        Drain, ///< What was pending when it began, and at most `count` frames.
        Peek,  ///< The next frame, which stays.
        Edit
    };
    Kind kind = Kind::Write;
    ValueList values;                  ///< Write, Push.
    std::optional<Schema> schema;      ///< Read (required); Pop, Drain, Peek (optional).
    quint64 segmentOffset = 0;         ///< Edit: of the first byte.
    ByteVector before = {};            ///< Edit: what has to be there.
    ByteVector after = {};             ///< Edit: what shall be there, of the same length.
    bool withoutLock = false;          ///< Edit: a region's lock is not taken.
    std::optional<quint64> dataOffset; ///< Write, Read: in the data area; nothing means at the cursor.
    quint64 count = 1;                 ///< Frames; see Kind.
    static constexpr quint64 mostFrames = 1'000'000;
};

/// A frame that was popped, or peeked at, as the log shows it.
struct TakenFrame
{
    QTime time;
    quint64 position = 0;
    quint64 length = 0; ///< Bytes of payload.
    QString values;     ///< By the schema, or the raw bytes; cut when long.
};

/// What became of an Operation; the panel turns it into words.
struct OperationResult
{
    Operation operation;
    std::optional<Error> error;
    WaitOutcome wait = WaitOutcome::Done; ///< How waiting for the lock ended.
    LockWord lock;                        ///< After the operation, of a region.
    quint64 at = 0;     ///< Write, Read: data offset of the first byte. Push: position of the first frame.
    quint64 bytes = 0;  ///< Bytes written; of payload, in one frame pushed, or in all that were popped.
    quint64 cursor = 0; ///< Of our own view, afterwards.
    Decoded decoded;    ///< Read.
    PushOutcome push = PushOutcome::Pushed; ///< Of the last try.
    bool tooLarge = false;                  ///< Push: the frame can never fit.
    PopResult pop;                          ///< Pop, Drain, Peek: of the last try, without its payload.
    EditResult edit;
    quint64 frames = 0;           ///< Frames pushed, or popped.
    std::deque<TakenFrame> taken; ///< The newest of those popped, or the one that was peeked at.
    bool stopped = false;         ///< Push, Pop, Drain: the user ended it.
    quint64 ringUsed = 0;         ///< Bytes in use afterwards.
    quint64 ringCapacity = 0;
    static constexpr std::size_t mostTaken = 1000;
};

/// Takes part in a segment's traffic, from a thread of its own: maps it and takes its lock.
///
/// Threads: lives in its worker thread; reached by queued calls and signals only. `stop` belongs to the session and ends a wait early.
class Participant : public QObject
{
    Q_OBJECT

public:
    /// `expected` is the object that the user looks at: another one under the same name is refused.
    Participant(QByteArray name, const platform::SegmentStat &expected, Layout layout,
                std::chrono::milliseconds lockTimeout, const StopFlag *stop);
    ~Participant() override;

public slots:
    /// Maps the segment.
    void start();
    void perform(const membridge::Operation &operation);

signals:
    void started();
    void failed(const membridge::Error &error);
    void performed(const membridge::OperationResult &result);

private:
    void performOnRegion(OperationResult &result);
    void performOnRing(OperationResult &result);
    void performEdit(OperationResult &result);
    std::unique_ptr<HoldRecord> recordOf(bool write) const;

    QByteArray m_name;
    platform::SegmentStat m_expected;
    Layout m_layout;
    std::chrono::milliseconds m_lockTimeout;
    const StopFlag *m_stop;
    std::unique_ptr<MappedView> m_view;
    std::unique_ptr<SpscRingBuffer> m_ring;
    std::unique_ptr<SegmentEditor> m_editor; ///< From the first edit on.
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::Operation)
Q_DECLARE_METATYPE(membridge::OperationResult)
