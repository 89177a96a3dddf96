// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "capture_output.h"
#include "command.h"
#include "core/capture/replayer.h"
#include "core/codec/utf8.h"
#include "human_output.h"
#include "output.h"
#include "process.h"
#include "ring_access.h"
#include "size_text.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "replay into ring";

class ReplayCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Kills);
        try {
            CaptureReader reader(m_path);
            if (!reader.fault().empty())
                throw faultyFile(reader);
            const SpscRingBuffer ring = openRing(m_name, m_told, attempted);
            SpscProducer producer = ring.producer();
            replay(reader, producer, signals.flag());
        } catch (const CaptureFileError &error) {
            throw fileFailure(error);
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        options.file("FILE", m_path, "The capture to read");
        SegmentCommand::declare(options);
        options.speed("--speed", m_pace.speed,
                      "So many times as fast as captured (default: 1), or as fast as there is room");
        options.count("--loop", m_pace.rounds, "Play it so many times (default: 1; 0: until a signal)");
        options.milliseconds("--timeout", m_timeout, "How long to wait for room for each message (default: 10000)");
        options.layout(m_told);
    }

private:
    void replay(CaptureReader &reader, SpscProducer &producer, const StopFlag &stop)
    {
        using Clock = std::chrono::steady_clock;
        Replayer replayer(reader, producer);
        m_pace.timeout = m_timeout;
        const auto begin = Clock::now();
        const Replayer::End end = replayer.run(m_pace, &stop);
        show(replayer.counts(), Clock::now() - begin);
        switch (end) {
        case Replayer::End::Full:
            throw Failure(ExitStatus::Timeout, m_name, attempted,
                          "the ring is full" + waitedText(m_timeout) + ", after "
                              + countText(replayer.counts().frames, "message"),
                          "let a consumer take something out, or wait longer with --timeout");
        case Replayer::End::Malformed:
            throw malformedRing(m_name, attempted, producer.fault());
        case Replayer::End::Faulty:
            throw faultyFile(reader);
        case Replayer::End::Done:
        case Replayer::End::Stopped:
            break;
        }
        if (const ReplayCounts &counts = replayer.counts(); counts.tooLarge > 0) {
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          "left out " + countText(counts.tooLarge, "message") + " that can never fit: the largest has "
                              + countText(counts.largest, "byte") + ", the ring " + std::to_string(producer.capacity()),
                          "make a larger ring");
        }
    }

    void show(const ReplayCounts &counts, std::chrono::nanoseconds elapsed) const
    {
        const TrafficSummary summary{.frames = counts.frames,
                                     .bytes = counts.bytes,
                                     .missedBytes = counts.missedBytes,
                                     .elapsed = elapsed,
                                     .truncated = counts.truncated};
        if (m_json) {
            Json json = summaryJson(summary);
            json["too_large"] = counts.tooLarge;
            printLine(compact(json));
            return;
        }
        print("replayed " + summaryText(summary) + ", into \"" + escapedForDisplay(m_name) + "\"\n");
        if (counts.truncated > 0)
            print("left out " + countText(counts.truncated, "message") + " of which the file has only the beginning\n");
        if (counts.missedBytes > 0)
            print("missing: " + sizeText(counts.missedBytes) + ", what the capture missed included\n");
        flushOutput();
    }

    static Failure faultyFile(const CaptureReader &reader)
    {
        return Failure(ExitStatus::Failed, reader.path(), "read capture file", reader.fault(),
                       "it may be cut off, or not be one of \"membridge-cli capture\"");
    }

    std::string m_path;
    Replayer::Pace m_pace;
    std::chrono::milliseconds m_timeout{10'000};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeReplayCommand()
{
    return std::make_unique<ReplayCommand>();
}

} // namespace membridge::cli
