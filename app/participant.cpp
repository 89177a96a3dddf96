// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "participant.h"

#include "core/codec/encode.h"
#include "core/ipc/hold_record.h"
#include "core/ipc/shared_memory.h"
#include "ring_by_hand.h"

#include <new>

namespace membridge {

Participant::Participant(QByteArray name, const platform::SegmentStat &expected, Layout layout,
                         std::chrono::milliseconds lockTimeout, const StopFlag *stop)
    : m_name(std::move(name)), m_expected(expected), m_layout(layout), m_lockTimeout(lockTimeout), m_stop(stop)
{
}

Participant::~Participant() = default;

void Participant::start()
{
    try {
        const SharedMemory memory = SharedMemory::open(m_name.toStdString());
        if (memory.stat().inode != m_expected.inode || memory.stat().device != m_expected.device)
            throw Error(ErrorCode::System, memory.name(), "take part in segment",
                        "the name now means another segment; attach to that one first");
        if (m_layout == Layout::Ring) {
            m_ring = std::make_unique<SpscRingBuffer>(memory.spsc());
        } else {
            m_view = std::make_unique<MappedView>(memory.map());
            m_view->setLockTimeout(m_lockTimeout, m_stop);
        }
        emit started();
    } catch (const Error &error) {
        emit failed(error);
    }
}

void Participant::perform(const Operation &operation)
{
    OperationResult result;
    result.operation = operation;
    try {
        if (operation.kind == Operation::Kind::Edit)
            performEdit(result);
        else if (m_view)
            performOnRegion(result);
        else if (m_ring)
            performOnRing(result);
    } catch (const Error &error) {
        result.error = error;
    } catch (const std::bad_alloc &) {
        // A sparse segment can claim any length.
        result.error = Error(ErrorCode::System, m_name.toStdString(), "take part in segment",
                             "there is not enough memory");
    }
    // Also after an edit or an error, which leave it where it was.
    if (m_view)
        result.cursor = m_view->tell();
    emit performed(result);
}

/// Others can know of it, also when this process dies meanwhile. For a person's single acts, so what it costs before the lock is asked for matters
/// to nobody.
std::unique_ptr<HoldRecord> Participant::recordOf(bool write) const
{
    try {
        return std::make_unique<HoldRecord>(m_name.toStdString(), write, "membridge-scope");
    } catch (const Error &) {
        // The name is gone, and nobody could look at the record by it; what we have mapped can still be used.
        return nullptr;
    }
}

void Participant::performEdit(OperationResult &result)
{
    const Operation &operation = result.operation;
    if (m_editor == nullptr) {
        auto handle = std::make_shared<const platform::SegmentHandle>(
            platform::openSegment(m_name.toStdString(), platform::Access::ReadWrite));
        const platform::SegmentStat stat = platform::stat(*handle, m_name.toStdString());
        if (stat.inode != m_expected.inode || stat.device != m_expected.device)
            throw Error(ErrorCode::System, m_name.toStdString(), "edit bytes",
                        "the name now means another segment; attach to that one first");
        m_editor = std::make_unique<SegmentEditor>(std::move(handle), stat.size, m_layout != Layout::Ring,
                                                   m_name.toStdString());
    }
    // A few bytes hold it for less than a microsecond, and the next one is typed by then.
    constexpr std::size_t worthRecording = 64 * 1024;
    const bool holds = m_layout != Layout::Ring && !operation.withoutLock;
    const auto record = holds && operation.after.size() >= worthRecording ? recordOf(true) : nullptr;
    result.edit = m_editor->replace(operation.segmentOffset, operation.before, operation.after,
                                    operation.withoutLock ? SegmentEditor::Locking::None
                                                          : SegmentEditor::Locking::WriteLock,
                                    Deadline::after(m_lockTimeout, m_stop));
    result.bytes = operation.after.size();
}

void Participant::performOnRegion(OperationResult &result)
{
    const Operation &operation = result.operation;
    result.at = operation.dataOffset.value_or(m_view->tell());
    std::unique_ptr<HoldRecord> record;
    const auto recordWriteOf = [&](std::uint64_t bytes) {
        record = recordOf(true);
        if (record && bytes >= HoldRecord::bytesWorthTaken)
            m_view->setOnLocked([&record] { record->taken(); });
    };
    struct Forget
    {
        MappedView &view;
        ~Forget() { view.setOnLocked({}); }
    } const forget{*m_view};
    switch (operation.kind) {
    case Operation::Kind::Write:
        result.bytes = encodeMixed(operation.values).size();
        recordWriteOf(result.bytes);
        result.wait = m_view->writeMixed(operation.values, operation.dataOffset);
        break;
    case Operation::Kind::Read: {
        record = recordOf(false);
        ViewRead read = m_view->readMixed(*operation.schema, operation.dataOffset);
        result.wait = read.outcome;
        result.decoded = std::move(read.decoded);
        break;
    }
    case Operation::Kind::Seek:
        m_view->seek(operation.dataOffset.value_or(0));
        break;
    case Operation::Kind::Zero:
        result.bytes = m_view->size();
        recordWriteOf(result.bytes);
        result.wait = m_view->zero();
        break;
    case Operation::Kind::Push:
    case Operation::Kind::Pop:
    case Operation::Kind::Drain:
    case Operation::Kind::Peek:
    case Operation::Kind::Edit:
        break;
    }
    result.lock = m_view->lockWord();
}

void Participant::performOnRing(OperationResult &result)
{
    const Operation::Kind kind = result.operation.kind;
    if (kind == Operation::Kind::Push)
        ring_by_hand::push(*m_ring, result, m_stop);
    else if (kind == Operation::Kind::Pop || kind == Operation::Kind::Drain)
        ring_by_hand::pop(*m_ring, result, m_stop);
    else if (kind == Operation::Kind::Peek)
        ring_by_hand::peek(*m_ring, result);
    result.ringCapacity = m_ring->capacity();
    result.ringUsed = m_ring->used();
}

} // namespace membridge
