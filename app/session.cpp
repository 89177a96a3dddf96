// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session.h"

#include "consuming_side.h"
#include "holding_side.h"
#include "locking_side.h"
#include "rival_guard.h"
#include "sending_side.h"

namespace membridge {

namespace {

/// Whether an operation by hand moves that index.
bool moves(const Operation &operation, RingSide side)
{
    switch (operation.kind) {
    case Operation::Kind::Push:
        return side == RingSide::Producer;
    case Operation::Kind::Pop:
    case Operation::Kind::Drain:
        return side == RingSide::Consumer;
    case Operation::Kind::Edit: // of the indices, perhaps
        return true;
    case Operation::Kind::Write:
    case Operation::Kind::Read:
    case Operation::Kind::Seek:
    case Operation::Kind::Zero:
    case Operation::Kind::Peek:
        return false;
    }
    return false;
}

void registerTypes()
{
    static const bool registered = [] {
        qRegisterMetaType<ObservationPtr>();
        qRegisterMetaType<SegmentFacts>();
        qRegisterMetaType<ViewRequest>();
        qRegisterMetaType<ProcessSightingPtr>();
        qRegisterMetaType<Operation>();
        qRegisterMetaType<OperationResult>();
        qRegisterMetaType<BurstCapturePtr>();
        return true;
    }();
    Q_UNUSED(registered)
}

} // namespace

Session::Session(const QByteArray &name, Layout told, const SessionOptions &options, QObject *parent)
    : QObject(parent),
      m_name(name),
      m_options(options),
      m_frameFiles(new FrameFiles(name, this)),
      m_observer(new Observer(name, told, options.observer)),
      m_rivals(new RivalGuard(this))
{
    registerTypes();
    m_observerThread.setObjectName(QStringLiteral("observer"));
    m_burstThread.setObjectName(QStringLiteral("burst"));
    m_processThread.setObjectName(QStringLiteral("processes"));
    m_participantThread.setObjectName(QStringLiteral("participant"));
    m_observer->moveToThread(&m_observerThread);
    connect(&m_observerThread, &QThread::finished, m_observer, &QObject::deleteLater);
    connect(m_observer, &Observer::opened, this, [this](const SegmentFacts &facts) {
        m_facts = facts;
        m_frameFiles->setObject(facts.stat);
        emit opened(facts);
        watchProcesses();
    });
    connect(m_frameFiles, &FrameFiles::replayChanged, this, [this] {
        if (const bool replaying = m_frameFiles->isReplaying(); replaying != m_replaying) {
            m_replaying = replaying;
            if (replaying)
                m_rivals->beginOwn(RingSide::Producer);
            else
                m_rivals->endOwn(RingSide::Producer);
        }
        emit busyChanged(isBusy());
    });
    connect(m_observer, &Observer::failed, this, &Session::failed);
    connect(m_observer, &Observer::observed, this, &Session::takeObservation);
}

Session::~Session()
{
    endParticipant();
    m_frameFiles->stopCapture();
    m_burstStop.request();
    m_burstThread.quit();
    m_processThread.quit();
    m_observerThread.quit();
    m_burstThread.wait();
    m_processThread.wait();
    m_observerThread.wait();
    if (!m_observerThread.isFinished()) // never started
        delete m_observer;
}

void Session::start()
{
    m_observerThread.start();
    QMetaObject::invokeMethod(m_observer, &Observer::start, Qt::QueuedConnection);
}

void Session::setWindow(quint64 offset, quint64 length)
{
    // While it moves by itself, the same one again may well be another.
    if (m_request.window == ByteRange{offset, length} && !m_request.newestFrames)
        return;
    m_request.window = {offset, length};
    m_request.windowGeneration = m_request.generation + 1;
    sendRequest();
}

void Session::setSchema(const std::optional<Schema> &schema)
{
    m_request.schema = schema;
    sendRequest();
}

void Session::setNewestFrames(bool newest)
{
    if (newest == m_request.newestFrames && m_request.framesFrom == 0)
        return;
    m_request.newestFrames = newest;
    m_request.framesFrom = 0;
    sendRequest();
}

void Session::setFramesFrom(quint64 position)
{
    m_request.newestFrames = false;
    m_request.framesFrom = position;
    sendRequest();
}

void Session::setDataOffset(quint64 offset)
{
    m_request.dataOffset = offset;
    sendRequest();
}

void Session::watchProcesses()
{
    m_processes = new ProcessWatcher(m_facts->stat.device, m_facts->stat.inode);
    m_processes->moveToThread(&m_processThread);
    connect(&m_processThread, &QThread::finished, m_processes, &QObject::deleteLater);
    connect(m_processes, &ProcessWatcher::seen, m_observer, &Observer::addProcesses);
    connect(m_processes, &ProcessWatcher::seen, this, [this](const ProcessSightingPtr &sighting) {
        m_rivals->setProcesses(*sighting);
        emit processesSeen(sighting);
    });
    m_processThread.start(QThread::LowPriority);
    setProcessInterval(m_processIntervalMs);
}

void Session::setProcessInterval(int milliseconds)
{
    const bool changed = milliseconds != m_processIntervalMs;
    m_processIntervalMs = milliseconds;
    if (m_processes != nullptr && (changed || !m_processesStarted)) {
        m_processesStarted = true;
        QMetaObject::invokeMethod(m_processes, [watcher = m_processes, milliseconds] { watcher->start(milliseconds); });
    }
}

void Session::setSampleRate(double rateHz)
{
    QMetaObject::invokeMethod(m_observer, [observer = m_observer, rateHz] { observer->setSampleRate(rateHz); });
}

void Session::setTriggers(const std::vector<Trigger> &triggers, quint64 generation)
{
    QMetaObject::invokeMethod(
        m_observer, [observer = m_observer, triggers, generation] { observer->setTriggers(triggers, generation); });
}

void Session::setKeepingFrames(bool keep)
{
    // A store has one writer: what is begun anew gets another.
    const auto store = keep ? std::make_shared<FrameStore>(m_options.frameMemory) : nullptr;
    if (store)
        m_frameStore = store;
    QMetaObject::invokeMethod(m_observer, [observer = m_observer, store] { observer->followFrames(store); });
}

void Session::setFrameMemory(std::uint64_t bytes)
{
    m_options.frameMemory = bytes;
    if (m_frameStore)
        m_frameStore->setMemoryLimit(bytes);
}

LockWorker *Session::lockWorker()
{
    if (m_lockWorker != nullptr)
        return m_lockWorker;
    m_lockWorker = new LockWorker(m_name, m_facts->stat, &m_burstStop);
    m_lockWorker->moveToThread(&m_burstThread);
    connect(&m_burstThread, &QThread::finished, m_lockWorker, &QObject::deleteLater);
    connect(m_lockWorker, &LockWorker::captured, this, [this](const BurstCapturePtr &capture) {
        m_capturing = false;
        emit burstCaptured(capture);
    });
    connect(m_lockWorker, &LockWorker::failed, this, [this](const Error &error) {
        m_capturing = false;
        emit burstFailed(error);
    });
    connect(m_lockWorker, &LockWorker::recovered, this, &Session::lockRecovered);
    connect(m_lockWorker, &LockWorker::recoverFailed, this, &Session::recoverFailed);
    m_burstThread.start();
    return m_lockWorker;
}

void Session::captureBurst(const BurstOptions &options)
{
    if (!m_facts || m_capturing)
        return;
    m_capturing = true;
    m_burstStop.reset();
    emit burstStarted();
    QMetaObject::invokeMethod(lockWorker(), [worker = lockWorker(), options] { worker->capture(options); });
}

void Session::recoverLock(qint32 expected)
{
    if (m_facts)
        QMetaObject::invokeMethod(lockWorker(), [worker = lockWorker(), expected] { worker->recover(expected); });
}

void Session::sendRequest()
{
    ++m_request.generation;
    QMetaObject::invokeMethod(m_observer,
                              [observer = m_observer, request = m_request] { observer->setRequest(request); });
}

void Session::lookAtProcesses()
{
    if (m_processes != nullptr)
        QMetaObject::invokeMethod(m_processes, &ProcessWatcher::look);
}

void Session::takeObservation(const ObservationPtr &observation)
{
    m_observer->delivered();
    const bool blocked = m_rivals->isBlocked(RingSide::Producer) || m_rivals->isBlocked(RingSide::Consumer);
    m_rivals->observe(*observation);
    // Who that is, or that nobody is there any more, is not to be waited for.
    if (!blocked && (m_rivals->isBlocked(RingSide::Producer) || m_rivals->isBlocked(RingSide::Consumer)))
        lookAtProcesses();
    if (observation->generation < m_request.generation) {
        // It shows what is no longer asked for, but what it recorded counts.
        m_recorded.insert(m_recorded.end(), observation->throughput.begin(), observation->throughput.end());
        m_recordedLock.insert(m_recordedLock.end(), observation->lockPoints.begin(), observation->lockPoints.end());
        m_recordedFirings.insert(m_recordedFirings.end(), observation->firings.begin(), observation->firings.end());
        m_recordedMemories.insert(m_recordedMemories.end(), observation->triggerMemories.begin(),
                                  observation->triggerMemories.end());
        if (observation->histograms)
            m_observer->giveBack(*observation->histograms);
        QMetaObject::invokeMethod(m_observer, &Observer::refresh, Qt::QueuedConnection);
        return;
    }
    m_latest = observation;
    if (!m_recorded.empty() || !m_recordedLock.empty() || !m_recordedFirings.empty() || !m_recordedMemories.empty()) {
        auto whole = std::make_shared<Observation>(*observation);
        whole->throughput.insert(whole->throughput.begin(), m_recorded.begin(), m_recorded.end());
        whole->lockPoints.insert(whole->lockPoints.begin(), m_recordedLock.begin(), m_recordedLock.end());
        m_recorded.clear();
        m_recordedLock.clear();
        whole->firings.insert(whole->firings.begin(), m_recordedFirings.begin(), m_recordedFirings.end());
        m_recordedFirings.clear();
        whole->triggerMemories.insert(whole->triggerMemories.begin(), m_recordedMemories.begin(),
                                      m_recordedMemories.end());
        m_recordedMemories.clear();
        m_latest = std::move(whole);
    }
    emit observed(m_latest);
}

void Session::setParticipating(bool participate)
{
    if (!participate) {
        endParticipant();
        return;
    }
    if (m_participant != nullptr || !m_facts)
        return;
    m_stop.reset();
    m_participant = new Participant(m_name, m_facts->stat, m_facts->layout, m_options.lockTimeout, &m_stop);
    m_participant->moveToThread(&m_participantThread);
    connect(&m_participantThread, &QThread::finished, m_participant, &QObject::deleteLater);
    connect(m_participant, &Participant::started, this, [this] {
        m_participating = true;
        m_rivals->setTakingPart(true);
        makeSides();
        emit participationChanged(true);
    });
    connect(m_participant, &Participant::failed, this, [this](const Error &error) {
        endParticipant();
        emit participationFailed(error);
    });
    connect(m_participant, &Participant::performed, this, &Session::takeResult);
    m_participantThread.start();
    QMetaObject::invokeMethod(m_participant, &Participant::start, Qt::QueuedConnection);
}

void Session::endParticipant()
{
    if (m_participant == nullptr)
        return;
    for (TrafficSide *side : m_sides)
        side->end();
    m_frameFiles->endReplay();
    // Request, join, unmap: the thread's end deletes the participant and with it the mapping.
    m_stop.request();
    m_participant->disconnect(this);
    m_participantThread.quit();
    m_participantThread.wait();
    m_participant = nullptr;
    if (m_busy) {
        m_busy = false;
        endMoving();
        emit busyChanged(false);
    }
    if (m_participating) {
        m_participating = false;
        m_rivals->setTakingPart(false);
        emit participationChanged(false);
    }
}

void Session::makeSides()
{
    if (!m_sides.empty())
        return;
    if (m_facts->layout == Layout::Ring) {
        m_sending = new SendingSide(m_name, m_facts->stat, this);
        m_consuming = new ConsumingSide(m_name, m_facts->stat, this);
        m_sides = {m_sending, m_consuming};
        watchOwn(m_sending, RingSide::Producer);
        watchOwn(m_consuming, RingSide::Consumer);
    } else {
        m_locking = new LockingSide(m_name, m_facts->stat, this);
        m_holding = new HoldingSide(m_name, m_facts->stat, this);
        m_sides = {m_locking, m_holding};
    }
    for (TrafficSide *side : m_sides) {
        connect(side, &TrafficSide::ended, this, [this](const TrafficOutcome &outcome) {
            if (!outcome.error || outcome.error->code() != ErrorCode::SegmentLost)
                return;
            // The bytes under the mapping are gone, for every mapping of it.
            endParticipant();
            emit participationFailed(*outcome.error);
        });
    }
    emit sidesMade();
}

void Session::watchOwn(TrafficSide *side, RingSide role)
{
    connect(side, &TrafficSide::started, this, [this, role] { m_rivals->beginOwn(role); });
    connect(side, &TrafficSide::ended, this, [this, role] { m_rivals->endOwn(role); });
}

void Session::startSending(const std::vector<SenderRow> &rows)
{
    if (m_participating && m_sending != nullptr && !m_rivals->isBlocked(RingSide::Producer))
        m_sending->start(rows);
}

void Session::startConsuming(const ConsumerLoadOptions &options)
{
    if (m_participating && m_consuming != nullptr && !m_rivals->isBlocked(RingSide::Consumer))
        m_consuming->start(options);
}

void Session::startLockLoad(const LockLoadOptions &options)
{
    if (m_participating && m_locking != nullptr)
        m_locking->start(options);
}

void Session::hold(const HoldOptions &options)
{
    if (m_participating && m_holding != nullptr)
        m_holding->start(options);
}

bool Session::isBlocked(const Operation &operation) const
{
    return operation.kind != Operation::Kind::Edit
        && ((moves(operation, RingSide::Producer) && m_rivals->isBlocked(RingSide::Producer))
            || (moves(operation, RingSide::Consumer) && m_rivals->isBlocked(RingSide::Consumer)));
}

void Session::endMoving(std::optional<quint64> leftTail)
{
    for (const RingSide side : m_moving)
        m_rivals->endOwn(side, side == RingSide::Producer ? leftTail : std::nullopt);
    m_moving.clear();
}

void Session::perform(const Operation &operation)
{
    if (!m_participating || isBusy() || isBlocked(operation))
        return;
    m_busy = true;
    for (const RingSide side : {RingSide::Producer, RingSide::Consumer}) {
        if (!moves(operation, side))
            continue;
        m_moving.push_back(side);
        m_rivals->beginOwn(side);
    }
    m_stop.reset();
    emit busyChanged(true);
    QMetaObject::invokeMethod(m_participant,
                              [participant = m_participant, operation] { participant->perform(operation); });
}

void Session::takeResult(const OperationResult &result)
{
    m_busy = false;
    std::optional<quint64> leftTail;
    if (result.operation.kind == Operation::Kind::Push && result.frames > 0)
        leftTail = result.at + result.frames * (ring_layout::frameHeaderSize + result.bytes);
    endMoving(leftTail);
    emit busyChanged(false);
    emit performed(result);
}

void Session::replay(const ReplayRequest &request)
{
    if (m_participating && !isBusy() && !m_rivals->isBlocked(RingSide::Producer))
        m_frameFiles->replay(request);
}

void Session::stop()
{
    m_frameFiles->stopReplay();
    m_stop.request();
}

} // namespace membridge
