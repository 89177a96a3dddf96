// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/lock_probe.h"
#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"
#include "ring_meter.h"
#include "size_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace membridge::cli {

namespace {

constexpr auto attempted = "watch segment";

/// What one line tells.
struct Line
{
    std::int64_t timeNs = 0;
    std::optional<LockWord> word;
    std::optional<RingHeader> ring;
    RingMeter::Rates rates;
    std::vector<Finding> findings;
};

std::vector<Finding> statusFindings(const SegmentReader &reader)
{
    std::vector<Finding> findings;
    const StatusReport report = reader.status();
    if (report.status == SegmentStatus::Removed)
        findings.push_back(
            {FindingCode::SegmentRemoved, Severity::Warning, "the name was removed; this watches the object it had"});
    if (report.status == SegmentStatus::Replaced)
        findings.push_back({FindingCode::SegmentReplaced, Severity::Warning,
                            "the name now means another segment; this watches the one it had before"});
    // An object can be cut short and then lose its name as well.
    if (report.sizeNow < report.sizeAtOpen) {
        findings.push_back({FindingCode::SegmentShrank, Severity::Error,
                            "segment shrank from " + std::to_string(report.sizeAtOpen) + " to "
                                + std::to_string(report.sizeNow) + " bytes",
                            report.sizeNow, report.sizeAtOpen, report.sizeNow});
    }
    return findings;
}

Json lineJson(const Line &line)
{
    Json json = {{"t_ns", line.timeNs}};
    if (line.word)
        json["word"] = line.word->raw;
    if (line.ring) {
        json["head"] = line.ring->head;
        json["tail"] = line.ring->tail;
        json["used"] = line.ring->head > line.ring->tail ? 0 : line.ring->used();
    }
    json["bytes_in_per_s"] = line.rates.bytesIn;
    json["bytes_out_per_s"] = line.rates.bytesOut;
    json["msgs_in_per_s"] = line.rates.messagesIn ? Json(*line.rates.messagesIn) : Json(nullptr);
    json["coverage"] = line.rates.coverage;
    if (!line.findings.empty())
        json["findings"] = findingsJson(line.findings);
    return json;
}

/// Lines for people: columns under a title, and each finding once while it lasts.
class HumanLines
{
public:
    std::string text(const Line &line)
    {
        std::string out;
        if (!m_started) {
            m_start = line.timeNs;
            out += line.ring ? "  TIME s                            USED        IN/s       OUT/s  MESSAGES/s  COUNTED\n"
                             : "  TIME s         WORD  STATE\n";
            m_started = true;
        }
        for (const Finding &finding : line.findings) {
            if (std::find(m_shown.begin(), m_shown.end(), finding) == m_shown.end())
                out += "! " + findingText(finding) + '\n';
        }
        m_shown = line.findings;

        const double seconds = static_cast<double>(line.timeNs - m_start) / 1e9;
        std::array<char, 256> row;
        if (line.ring) {
            const std::uint64_t used = line.ring->head > line.ring->tail ? 0 : line.ring->used();
            std::array<char, 32> messages{"?"};
            if (line.rates.messagesIn)
                std::snprintf(messages.data(), messages.size(), "%s%.0f", line.rates.coverage < 1 ? "~" : "",
                              *line.rates.messagesIn);
            std::snprintf(row.data(), row.size(), "%8.3f  %30s  %10s  %10s  %10s  %5.0f %%\n", seconds,
                          fillText(used, line.ring->capacity).c_str(), shortSizeText(line.rates.bytesIn).c_str(),
                          shortSizeText(line.rates.bytesOut).c_str(), messages.data(), line.rates.coverage * 100);
        } else if (line.word) {
            std::snprintf(row.data(), row.size(), "%8.3f  %11d  %s\n", seconds, line.word->raw,
                          wordText(*line.word).c_str());
        } else {
            std::snprintf(row.data(), row.size(), "%8.3f  nothing left to read\n", seconds);
        }
        return out + row.data();
    }

private:
    bool m_started = false;
    std::int64_t m_start = 0;
    std::vector<Finding> m_shown;
};

class WatchCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Kills);
        const SegmentReader reader = SegmentReader::open(m_name);
        m_layout = m_told == Layout::Unknown ? guessLayout(reader).layout : m_told;
        if (m_layout == Layout::Unknown) {
            throw Failure(ExitStatus::Malformed, m_name, attempted,
                          "its " + countText(reader.stat().size, "byte") + " are too few for either layout");
        }
        RingMeter meter(reader);
        show(reader, meter);

        using Clock = std::chrono::steady_clock;
        auto next = Clock::now();
        for (std::uint64_t lines = 1; m_count == 0 || lines < m_count; ++lines) {
            next = std::max(next + m_interval, Clock::now());
            const bool goOn = sleepUntil(next, signals, meter);
            show(reader, meter);
            if (!goOn)
                break;
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.milliseconds("--interval", m_interval, "Time from line to line (default: 1000)", 1);
        options.count("--count", m_count, "Stop after so many lines (default: 0, at a signal)");
        options.layout(m_told);
    }

private:
    /// False when a signal came first.
    bool sleepUntil(std::chrono::steady_clock::time_point when, const StopSignals &signals, RingMeter &meter) const
    {
        if (m_layout != Layout::Ring)
            return signals.sleepUntil(when);
        // A fast ring overwrites its frames many times within one line's interval.
        while (true) {
            const auto now = std::chrono::steady_clock::now();
            if (now >= when)
                return !signals.requested();
            if (!signals.sleepUntil(std::min(when, now + meter.untilNextLook())))
                return false;
            (void)meter.look();
        }
    }

    /// Looks once more and prints the line. Throws Failure after it when there is nothing left to look at.
    void show(const SegmentReader &reader, RingMeter &meter)
    {
        Line line;
        line.timeNs = platform::monotonicNs();
        if (m_layout == Layout::Region)
            lookAtLock(reader, line);
        else
            lookAtRing(meter, line);
        const auto status = statusFindings(reader);
        line.findings.insert(line.findings.begin(), status.begin(), status.end());
        if (m_json)
            print(compact(lineJson(line)) + '\n');
        else
            print(m_human.text(line));
        flushOutput();
        if (!line.word && !line.ring) {
            const std::uint64_t size = reader.stat().size;
            throw Failure(ExitStatus::Malformed, m_name, attempted,
                          "its " + countText(size, "byte") + " are too few for a " + name(m_layout)
                              + (size < reader.statAtOpen().size ? ": it shrank" : ""));
        }
    }

    static void lookAtLock(const SegmentReader &reader, Line &line)
    {
        const auto sample = LockProbe(reader).sample();
        if (!sample)
            return;
        line.timeNs = sample->timeNs;
        line.word = sample->word;
        // Who has the segment is not asked, so nothing can be said about that.
        line.findings = lockFindings(sample->word, {});
    }

    static void lookAtRing(RingMeter &meter, Line &line)
    {
        if (!meter.look())
            return;
        const RingSample &sample = meter.latest();
        line.timeNs = sample.timeNs;
        line.ring = sample.header;
        line.rates = meter.takeRates();
        line.findings = ringFindings(sample.header, sample.segmentSize, sample.fault);
        if (auto finding = meter.takeWentBack())
            line.findings.push_back(std::move(*finding));
    }

    std::chrono::milliseconds m_interval{1000};
    std::uint64_t m_count = 0;
    Layout m_told = Layout::Unknown;
    Layout m_layout = Layout::Unknown;
    HumanLines m_human;
};

} // namespace

std::unique_ptr<Command> makeWatchCommand()
{
    return std::make_unique<WatchCommand>();
}

} // namespace membridge::cli
