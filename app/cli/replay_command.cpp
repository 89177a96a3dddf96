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
            SpscProducer producer = ring.producer(RoleClaim::Machine);
            replay(reader, producer, signals);
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
        options.flag("--step", m_step,
                     "One message for each line of standard input (Enter), until its end; --speed does not count");
        options.count("--loop", m_pace.rounds, "Play it so many times (default: 1; 0: until a signal)");
        options.milliseconds("--timeout", m_timeout, "How long to wait for room for each message (default: 10000)");
        options.layout(m_told);
    }

private:
    void replay(CaptureReader &reader, SpscProducer &producer, const StopSignals &signals)
    {
        using Clock = std::chrono::steady_clock;
        Replayer replayer(reader, producer);
        m_pace.timeout = m_timeout;
        const auto begin = Clock::now();
        if (m_step)
            m_pace.speed.reset();
        const Replayer::End end = m_step ? runSteps(replayer, signals) : replayer.run(m_pace, &signals.flag());
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

    Replayer::End runSteps(Replayer &replayer, const StopSignals &signals) const
    {
        while (signals.waitForLine() == StopSignals::Line::Entered) {
            Replayer::Step step = Replayer::Step::Gap;
            // A gap is no message: it is told, and the one after it is played.
            while (step == Replayer::Step::Gap) {
                step = replayer.next(m_pace, &signals.flag());
                if (step == Replayer::Step::Pushed || step == Replayer::Step::Skipped || step == Replayer::Step::Gap)
                    showStep(replayer.packet(), step);
            }
            switch (step) {
            case Replayer::Step::Pushed:
            case Replayer::Step::Skipped:
            case Replayer::Step::Gap:
                break;
            case Replayer::Step::Full:
                return Replayer::End::Full;
            case Replayer::Step::Stopped:
                return Replayer::End::Stopped;
            case Replayer::Step::Malformed:
                return Replayer::End::Malformed;
            case Replayer::Step::Faulty:
                return Replayer::End::Faulty;
            case Replayer::Step::End:
                return Replayer::End::Done;
            }
        }
        return Replayer::End::Stopped;
    }

    void showStep(const CapturedPacket &packet, Replayer::Step step) const
    {
        const bool gap = step == Replayer::Step::Gap;
        if (m_json) {
            printLine(compact(gap ? Json{{"missed", packet.length}}
                                  : Json{{"pushed", step == Replayer::Step::Pushed},
                                         {"time_ns", packet.timeNs},
                                         {"length", packet.length - ring_layout::frameHeaderSize}}));
            return;
        }
        printLine(gap ? "missed " + sizeText(packet.length)
                      : (step == Replayer::Step::Pushed ? "pushed " : "left out ")
                          + countText(packet.length - ring_layout::frameHeaderSize, "byte"));
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

    std::string m_path;
    Replayer::Pace m_pace;
    std::chrono::milliseconds m_timeout{10'000};
    bool m_step = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeReplayCommand()
{
    return std::make_unique<ReplayCommand>();
}

} // namespace membridge::cli
