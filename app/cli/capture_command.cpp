// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture_output.h"
#include "command.h"
#include "core/capture/capture_writer.h"
#include "core/capture/frame_recorder.h"
#include "core/codec/utf8.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"
#include "ring_access.h"
#include "size_text.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "capture ring";

class CaptureCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        if (m_limits.maxFiles > 0 && m_limits.maxFileBytes == 0)
            throw Failure(ExitStatus::Usage, m_name, attempted, "--max-files needs --max-file",
                          "say how large a file may be");
        const StopSignals signals(SecondSignal::Kills);
        const SegmentReader reader = SegmentReader::open(m_name);
        requireLayout(reader, Layout::Ring, m_told, attempted);
        FrameRecorder recorder(reader);
        if (recorder.fault())
            throw malformedRing(m_name, attempted, recorder.fault());
        try {
            CaptureWriter writer(m_path, m_limits);
            record(recorder, writer, signals.flag());
        } catch (const CaptureFileError &error) {
            throw fileFailure(error);
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.file("-o,--output", m_path, "The file to write; one that is there is replaced");
        options.milliseconds("--for", m_duration, "Stop after that time (default: at a signal)");
        options.count("--count", m_count, "Stop after so many messages (default: 0, at a signal)");
        options.size("--max-file", m_limits.maxFileBytes,
                     "Go on in another file at that size: FILE.00001.pcap, FILE.00002.pcap, …",
                     CaptureWriter::smallestFile);
        options.count("--max-files", m_limits.maxFiles, "Keep only so many of them, the newest (default: 0, all)");
        options.layout(m_told);
    }

private:
    void record(FrameRecorder &recorder, CaptureWriter &writer, const StopFlag &stop) const
    {
        using Clock = std::chrono::steady_clock;
        FrameRecorder::Limits limits;
        limits.duration = m_duration;
        if (m_count > 0)
            limits.frames = m_count;
        const auto begin = Clock::now();
        FrameRecorder::End end{};
        try {
            end = recorder.run(writer, limits, &stop);
            writer.finish();
        } catch (const CaptureFileError &) {
            show(recorder, writer, Clock::now() - begin);
            throw;
        } catch (const Error &) {
            writer.finish();
            show(recorder, writer, Clock::now() - begin);
            throw;
        }
        show(recorder, writer, Clock::now() - begin);
        switch (end) {
        case FrameRecorder::End::Malformed:
            throw malformedRing(m_name, attempted, recorder.fault());
        case FrameRecorder::End::Removed:
            throw Failure(ExitStatus::Unavailable, m_name, attempted, "its name was removed meanwhile",
                          "what came until then is in the file");
        case FrameRecorder::End::Replaced:
            throw Failure(ExitStatus::Unavailable, m_name, attempted, "its name means another segment by now",
                          "what came until then is in the file; capture the new one into another");
        case FrameRecorder::End::Time:
        case FrameRecorder::End::Count:
        case FrameRecorder::End::Stopped:
            break;
        }
        if (recorder.counts().corrupt > 0)
            throw Failure(ExitStatus::Malformed, m_name, attempted,
                          countText(recorder.counts().corrupt, "message") + " reached past tail",
                          "what could be read is in the file; \"membridge-cli inspect\" shows what is wrong");
    }

    /// Of what is in files for certain; all else that went by is missed.
    void show(const FrameRecorder &recorder, const CaptureWriter &writer, std::chrono::nanoseconds elapsed) const
    {
        const RecorderCounts &seen = recorder.counts();
        const CaptureCounts &written = writer.counts();
        const TrafficSummary summary{.frames = written.frames,
                                     .bytes = written.bytes,
                                     .missedBytes = seen.followed - written.bytes,
                                     .elapsed = elapsed,
                                     .truncated = written.truncated};
        if (m_json) {
            Json json = summaryJson(summary);
            json["files"] = Json::array();
            for (const std::string &file : writer.files())
                json["files"].push_back(nameJson(file));
            printLine(compact(json));
            return;
        }
        print("captured " + summaryText(summary) + ", of \"" + escapedForDisplay(m_name) + "\"\n");
        if (summary.missedBytes > 0)
            print("missed " + sizeText(summary.missedBytes) + ", marked where they were\n");
        if (summary.truncated > 0)
            print(countText(summary.truncated, "message") + " too long for the file: only the beginning was kept\n");
        if (seen.restarts > 0)
            print("the ring was set up anew " + countText(seen.restarts, "time") + '\n');
        for (const std::string &file : writer.files())
            print("  " + escapedForDisplay(file) + '\n');
        flushOutput();
    }

    std::string m_path;
    std::optional<std::chrono::milliseconds> m_duration;
    std::uint64_t m_count = 0;
    CaptureLimits m_limits;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeCaptureCommand()
{
    return std::make_unique<CaptureCommand>();
}

} // namespace membridge::cli
