// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_files.h"

#ifdef MEMBRIDGE_CAPTURE
#include "core/capture/capture_writer.h"
#include "core/capture/frame_recorder.h"
#include "core/capture/replayer.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#endif

#include <filesystem>
#include <functional>
#include <new>
#include <system_error>

namespace membridge {

namespace {

/// Often enough to look live, seldom enough to cost nothing.
constexpr std::chrono::milliseconds reportInterval{100};

/// True once an interval.
class Pulse
{
public:
    bool isDue()
    {
        const auto now = std::chrono::steady_clock::now();
        if (now < m_next)
            return false;
        m_next = now + reportInterval;
        return true;
    }

private:
    std::chrono::steady_clock::time_point m_next;
};

#ifdef MEMBRIDGE_CAPTURE

/// Hands all on, and says at times that it did.
class ReportingSink : public FrameSink
{
public:
    ReportingSink(FrameSink &next, std::function<void()> report) : m_next(next), m_report(std::move(report)) { }

    void frame(const RecordedFrame &frame) override { m_next.frame(frame); }
    void gap(const RecordedGap &gap) override { m_next.gap(gap); }
    void settle() override
    {
        m_next.settle();
        if (m_pulse.isDue())
            m_report();
    }

private:
    FrameSink &m_next;
    std::function<void()> m_report;
    Pulse m_pulse;
};

CaptureState::Phase phaseOf(FrameRecorder::End end)
{
    switch (end) {
    case FrameRecorder::End::Stopped:
        return CaptureState::Phase::Stopped;
    case FrameRecorder::End::Removed:
        return CaptureState::Phase::Removed;
    case FrameRecorder::End::Replaced:
        return CaptureState::Phase::Replaced;
    case FrameRecorder::End::Malformed:
        return CaptureState::Phase::Malformed;
    case FrameRecorder::End::Time:
    case FrameRecorder::End::Count:
        break;
    }
    return CaptureState::Phase::Done;
}

#endif

void join(std::unique_ptr<QThread> &thread)
{
    if (thread)
        thread->wait();
    thread.reset();
}

} // namespace

FrameFiles::FrameFiles(QByteArray name, QObject *parent) : QObject(parent), m_name(std::move(name))
{
    qRegisterMetaType<CaptureState>();
    qRegisterMetaType<ReplayState>();
    m_replayTimer.setInterval(reportInterval);
    connect(&m_replayTimer, &QTimer::timeout, this, &FrameFiles::showReplayProgress);
}

FrameFiles::~FrameFiles()
{
    m_captureStop.request();
    m_replayStop.request();
    join(m_captureThread);
    join(m_replayThread);
}

bool FrameFiles::arePossible()
{
#ifdef MEMBRIDGE_CAPTURE
    return true;
#else
    return false;
#endif
}

void FrameFiles::setCapture(const CaptureState &state)
{
    m_capture = state;
    emit captureChanged(m_capture);
}

void FrameFiles::setReplay(const ReplayState &state)
{
    m_replay = state;
    if (!isReplaying())
        m_replayTimer.stop();
    emit replayChanged(m_replay);
}

void FrameFiles::showReplayProgress()
{
    ReplayState state;
    {
        const QMutexLocker lock(&m_progressLock);
        state = m_progress;
    }
    if (isReplaying() && (state.frames != m_replay.frames || state.leftOut != m_replay.leftOut))
        setReplay(state);
}

void FrameFiles::setCaptureLimits(quint64 fileBytes, quint64 files)
{
    m_mostFileBytes = fileBytes;
    m_mostFiles = files;
}

void FrameFiles::capture(const QString &path, std::optional<std::chrono::seconds> duration)
{
    if (!arePossible() || isCapturing())
        return;
    join(m_captureThread);
    m_captureStop.reset();
    CaptureState state;
    state.phase = CaptureState::Phase::Running;
    state.path = path;
    setCapture(state);
    m_captureThread.reset(QThread::create([this, path, duration, bytes = m_mostFileBytes, files = m_mostFiles] {
        runCapture(path, duration, bytes, files);
    }));
    m_captureThread->setObjectName(QStringLiteral("capture"));
    m_captureThread->start();
}

void FrameFiles::replay(const ReplayRequest &request)
{
    if (!arePossible() || isReplaying())
        return;
    join(m_replayThread);
    m_replayStop.reset();
    m_steps.acquire(m_steps.available());
    ReplayState state;
    state.phase = ReplayState::Phase::Running;
    m_progress = state;
    setReplay(state);
    m_replayTimer.start();
    m_replayThread.reset(QThread::create([this, request] { runReplay(request); }));
    m_replayThread->setObjectName(QStringLiteral("replay"));
    m_replayThread->start();
}

void FrameFiles::endReplay()
{
    m_replayStop.request();
    join(m_replayThread);
    if (!isReplaying())
        return;
    // What the thread said last is still on its way.
    ReplayState state = m_progress;
    state.phase = ReplayState::Phase::Stopped;
    setReplay(state);
}

void FrameFiles::requireObject(const platform::SegmentStat &found, const char *attempted) const
{
    if (found.device != m_object.device || found.inode != m_object.inode)
        throw Error(ErrorCode::NotFound, m_name.toStdString(), attempted, "the name means another segment now");
}

#ifdef MEMBRIDGE_CAPTURE

void FrameFiles::runCapture(const QString &path, std::optional<std::chrono::seconds> duration, quint64 mostFileBytes,
                            quint64 mostFiles)
{
    CaptureState state;
    state.path = path;
    const auto report = [this, &state](CaptureState::Phase phase) {
        state.phase = phase;
        QMetaObject::invokeMethod(this, [this, state] { setCapture(state); });
    };
    std::unique_ptr<CaptureWriter> writer;
    std::unique_ptr<FrameRecorder> recorder;
    const auto count = [&] {
        if (!writer)
            return;
        state.frames = writer->counts().frames;
        state.bytes = writer->counts().bytes;
        state.missedBytes = recorder->counts().followed - writer->counts().bytes;
        state.files = writer->files().size();
        state.fileBytes = 0;
        for (const std::string &file : writer->files()) {
            std::error_code ignored;
            const std::uintmax_t size = std::filesystem::file_size(file, ignored);
            state.fileBytes += size == static_cast<std::uintmax_t>(-1) ? 0 : size;
        }
        if (!writer->files().empty())
            state.path = QString::fromStdString(writer->files().back());
    };
    try {
        const SegmentReader reader = SegmentReader::open(m_name.toStdString());
        requireObject(reader.statAtOpen(), "capture ring");
        recorder = std::make_unique<FrameRecorder>(reader);
        writer = std::make_unique<CaptureWriter>(path.toStdString(),
                                                 CaptureLimits{.maxFileBytes = mostFileBytes, .maxFiles = mostFiles});
        ReportingSink sink(*writer, [&] {
            count();
            // Frames that are on their way to the disk are not missed.
            state.missedBytes = recorder->counts().missedBytes();
            report(CaptureState::Phase::Running);
        });
        FrameRecorder::Limits limits;
        limits.duration = duration;
        const FrameRecorder::End end = recorder->run(sink, limits, &m_captureStop);
        writer->finish();
        count();
        report(phaseOf(end));
    } catch (const Error &error) {
        count();
        state.error = error;
        report(CaptureState::Phase::Failed);
    } catch (const std::bad_alloc &) {
        count();
        state.error = Error(ErrorCode::System, m_name.toStdString(), "capture ring", "there is not enough memory");
        report(CaptureState::Phase::Failed);
    }
}

void FrameFiles::runReplay(const ReplayRequest &request)
{
    using Phase = ReplayState::Phase;
    using Step = Replayer::Step;
    ReplayState state;
    state.phase = Phase::Running;
    const auto report = [this, &state](Phase phase) {
        state.phase = phase;
        QMetaObject::invokeMethod(this, [this, state] {
            if (isReplaying())
                setReplay(state);
        });
    };
    try {
        const SharedMemory memory = SharedMemory::open(m_name.toStdString());
        requireObject(memory.stat(), "replay into ring");
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer(RoleClaim::Machine);
        CaptureReader reader(request.path.toStdString());
        Replayer replayer(reader, producer);
        Replayer::Pace pace;
        pace.speed = request.steps ? std::nullopt : request.speed;
        pace.rounds = request.rounds;
        std::optional<Phase> end;
        bool wanted = !request.steps;
        while (!end) {
            // A gap is no frame: the step goes on to the next one.
            while (!wanted && !m_replayStop.requested())
                wanted = m_steps.tryAcquire(1, 20);
            const Step step = m_replayStop.requested() ? Step::Stopped : replayer.next(pace, &m_replayStop);
            if (request.steps && (step == Step::Pushed || step == Step::Skipped))
                wanted = false;
            const ReplayCounts &counts = replayer.counts();
            state.frames = counts.frames;
            state.bytes = counts.bytes;
            state.leftOut = counts.truncated + counts.tooLarge;
            state.rounds = counts.rounds;
            if (reader.fileBytes() > 0)
                state.permille = static_cast<int>(
                    std::min(1.0, static_cast<double>(reader.bytesRead()) / static_cast<double>(reader.fileBytes()))
                    * 1000);
            switch (step) {
            case Step::Pushed:
            case Step::Skipped:
            case Step::Gap:
                break;
            case Step::End:
                end = Phase::Done;
                break;
            case Step::Full:
                end = Phase::Full;
                break;
            case Step::Stopped:
                end = Phase::Stopped;
                break;
            case Step::Malformed:
                end = Phase::Malformed;
                break;
            case Step::Faulty:
                end = Phase::Faulty;
                state.fault = QString::fromStdString(reader.fault());
                break;
            }
            const QMutexLocker lock(&m_progressLock);
            m_progress = state;
        }
        report(*end);
    } catch (const Error &error) {
        state.error = error;
        report(Phase::Failed);
    } catch (const std::bad_alloc &) {
        state.error = Error(ErrorCode::System, m_name.toStdString(), "replay into ring", "there is not enough memory");
        report(Phase::Failed);
    }
}

#else

void FrameFiles::runCapture(const QString &, std::optional<std::chrono::seconds>, quint64, quint64) { }
void FrameFiles::runReplay(const ReplayRequest &) { }

#endif

} // namespace membridge
