// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/finding_tracker.h"
#include "core/observe/frame_collector.h"
#include "core/observe/frame_cursor.h"
#include "core/observe/sample_taker.h"
#include "core/observe/segment_decode.h"
#include "core/observe/trigger.h"
#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"
#include "size_text.h"
#include "surroundings.h"

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
    RateMeter::Rates rates;
    std::vector<Finding> findings;
    bool until = false; ///< What was waited for is true.
};

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
    if (line.until)
        json["until"] = true;
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
            // Worded anew, with other numbers, it is the same one.
            const auto same = [&](const Finding &shown) {
                return shown.code == finding.code && shown.severity == finding.severity
                    && shown.offset == finding.offset;
            };
            if (std::none_of(m_shown.begin(), m_shown.end(), same))
                out += "! " + findingText(finding) + "\n  -> " + advice(finding.code) + '\n';
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
        m_taker.emplace(reader, m_layout);
        m_tracker.emplace(m_layout);
        m_surroundings.emplace(reader, m_layout);
        if (m_until && m_layout == Layout::Ring
            && (m_until->condition().uses("field.") || m_until->condition().uses("frame.")))
            m_frames.emplace(reader, m_until->condition());
        using Clock = std::chrono::steady_clock;
        const auto begin = Clock::now();
        const auto end = m_until && m_timeout.count() > 0 ? begin + m_timeout : Clock::time_point::max();
        look();
        show();
        auto next = begin;
        for (std::uint64_t lines = 1; !m_met && (m_count == 0 || lines < m_count); ++lines) {
            next = std::max(next + m_interval, Clock::now());
            const bool goOn = lookUntil(std::min(next, end), signals);
            if (!goOn || m_met || Clock::now() < end)
                show();
            if (!goOn)
                return ExitStatus::Done;
            if (!m_met && Clock::now() >= end) {
                show();
                throw Failure(ExitStatus::Timeout, m_name, attempted,
                              '"' + m_until->condition().text() + "\" was not true" + waitedText(m_timeout) + ": "
                                  + m_variables.text(m_until->condition().variables()) + missedText());
            }
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.milliseconds("--interval", m_interval, "Time from line to line (default: 1000)", 1);
        options.count("--count", m_count, "Stop after so many lines (default: 0, at a signal)");
        options.condition("--until", m_until,
                          "Stop when this is true, for example \"word == -1 for 2s\" or \"fill > 90%\"");
        options.milliseconds("--timeout", m_timeout, "Give up --until after that time (default: 0, never)");
        options.schema(m_schema, Options::Presence::Optional,
                       "Tells when it does not fit, and lets --until look into new messages: field.NAME, field.0");
        options.layout(m_told);
    }

private:
    /// A fast ring overwrites its frames many times within one line's interval, and a condition may be true for a moment only: looks more often
    /// than it prints. False when a signal came first.
    bool lookUntil(std::chrono::steady_clock::time_point when, const StopSignals &signals)
    {
        constexpr std::chrono::milliseconds fine{1};
        while (true) {
            const auto now = std::chrono::steady_clock::now();
            if (now >= when) {
                look();
                return !signals.requested();
            }
            const auto wait = m_until ? fine : m_taker->suggestedWait();
            if (!signals.sleepUntil(std::min(when, now + wait))) {
                look();
                return false;
            }
            look();
            if (m_met)
                return true;
        }
    }

    void look()
    {
        m_sample = m_taker->take();
        m_meter.add(m_sample);
        m_tracker->add(m_sample);
        m_surroundings->look(*m_tracker, m_sample.timeNs, isUrgent());
        if (!m_until || m_met)
            return;
        m_variables.add(m_sample);
        if (const auto processes = m_surroundings->processes())
            m_variables.setProcesses(*processes);
        // The fields of a message have no value between messages; what is true whatever they are counts.
        m_met = m_until->evaluate([this](std::string_view name) { return m_variables.value(name); }, m_sample.timeNs);
        if (m_frames)
            lookAtFrames();
    }

    /// Who has the segment is waited for, or makes a finding more than it is.
    bool isUrgent() const
    {
        const auto &records = m_tracker->records();
        return (m_until && m_until->condition().uses("processes"))
            || std::any_of(records.begin(), records.end(), [](const FindingRecord &record) {
                   return record.active && record.finding.code != FindingCode::SharedCacheLine;
               });
    }

    /// What the schema makes of a region's data, or of the frames that are pending.
    void checkSchema()
    {
        constexpr std::uint64_t mostBytes = 16 * 1024 * 1024;
        constexpr std::size_t mostFrames = 500;
        const SegmentReader &reader = m_taker->reader();
        if (m_layout == Layout::Region && m_sample.lock) {
            const SegmentDecode read = decodeSegment(reader, region_layout::dataOffset, *m_schema, mostBytes);
            m_tracker->addDecoded(read.decoded, region_layout::dataOffset, read.torn, m_sample.timeNs);
        } else if (m_sample.ring) {
            const PendingFrames pending = RingProbe(reader).pending(mostFrames, {.maxFrames = mostFrames});
            FrameMisfits misfits;
            for (const Frame &frame : pending.frames)
                misfits.add(decode(frame.payload, *m_schema), frame, pending.header);
            m_tracker->addMisfits(misfits, m_sample.timeNs);
        }
    }

    /// Whether a pending frame is broken, also one that came before the watch; now and then, because it walks all that is pending.
    void checkFrames()
    {
        constexpr std::int64_t often = 500'000'000;
        constexpr std::size_t most = 100'000;
        if (!m_sample.ring || (m_framesCheckedNs != 0 && m_sample.timeNs - m_framesCheckedNs < often))
            return;
        m_framesCheckedNs = m_sample.timeNs;
        m_tracker->addFrames(RingProbe(m_taker->reader()).pending(0, {.maxFrames = most}), m_sample.timeNs);
    }

    /// Those that came since the last look, also when they were consumed meanwhile.
    void lookAtFrames()
    {
        m_frames->collector.look();
        const Schema schema = m_schema.value_or(Schema());
        m_frames->cursor.visit([&](const FrameStoreView::Entry &entry) {
            const Frame frame{.position = entry.row.position, .length = entry.row.length, .payload = {}};
            const Decoded decoded = decode(entry.payload, schema);
            const auto lookup = [&](std::string_view name) {
                ConditionValue value = frameValue(name, frame, schema, decoded);
                return std::holds_alternative<std::monostate>(value) ? m_variables.value(name) : value;
            };
            m_met = m_met || m_frames->until.evaluate(lookup, entry.row.timeNs);
            return !m_met;
        });
    }

    std::string missedText() const
    {
        const std::uint64_t missed = m_frames ? m_frames->store->view().bytesMissed() : 0;
        return missed == 0 ? std::string() : "; " + countText(missed, "byte") + " of messages were overwritten unseen";
    }

    /// Prints the latest look. Throws Failure after it when there is nothing left to look at.
    void show()
    {
        if (m_schema)
            checkSchema();
        checkFrames();
        Line line;
        line.timeNs = m_sample.timeNs;
        line.word = m_sample.lock;
        if (m_sample.ring)
            line.ring = m_sample.ring->header;
        line.rates = m_meter.take();
        line.until = m_met;
        // What this look alone proves, and what needed time or more than the segment.
        if (m_sample.ring)
            line.findings = ringFindings(m_sample.ring->header, m_sample.ring->segmentSize, m_sample.ring->fault);
        else if (m_sample.lock)
            line.findings = lockFindings(*m_sample.lock, {});
        if (const Finding *orphaned = m_sample.lock ? m_surroundings->orphaned(*m_sample.lock) : nullptr)
            line.findings.push_back(*orphaned);
        const std::size_t ofThisLook = line.findings.size();
        for (const FindingRecord &record : m_tracker->records()) {
            const auto same = [&](const Finding &finding) { return finding.code == record.finding.code; };
            // What was true since the line before, if only for a moment. What is true of every ring tells nobody anything.
            const bool isNews = record.active || record.lastNs > m_shownNs;
            if (isNews && record.finding.code != FindingCode::SharedCacheLine
                && std::none_of(line.findings.begin(), line.findings.begin() + static_cast<std::ptrdiff_t>(ofThisLook),
                                same))
                line.findings.push_back(withEvidence(record));
        }
        m_shownNs = m_sample.timeNs;
        if (m_json)
            print(compact(lineJson(line)) + '\n');
        else
            print(m_human.text(line));
        flushOutput();
        if (!line.word && !line.ring) {
            const StatusReport &status = m_sample.status;
            throw Failure(ExitStatus::Malformed, m_name, attempted,
                          "its " + countText(status.sizeNow, "byte") + " are too few for a " + name(m_layout)
                              + (status.sizeNow < status.sizeAtOpen ? ": it shrank" : ""));
        }
    }

    static Finding withEvidence(const FindingRecord &record)
    {
        Finding finding = record.finding;
        if (const std::string evidence = text(record.evidence); !evidence.empty())
            finding.text += "; " + evidence;
        return finding;
    }

    std::chrono::milliseconds m_interval{1000};
    std::uint64_t m_count = 0;
    std::optional<ConditionState> m_until;
    std::chrono::milliseconds m_timeout{0};
    std::optional<Schema> m_schema;
    Layout m_told = Layout::Unknown;
    Layout m_layout = Layout::Unknown;

    std::optional<SampleTaker> m_taker;
    std::optional<FindingTracker> m_tracker;
    std::optional<Surroundings> m_surroundings;
    Sample m_sample;
    RateMeter m_meter;
    SampleVariables m_variables;
    /// The messages that come, where the condition is about them.
    struct Frames
    {
        Frames(const SegmentReader &reader, const Condition &condition)
            : until(condition), collector(reader, *store, FrameCollector::Begin::Tail)
        {
        }
        std::shared_ptr<FrameStore> store = std::make_shared<FrameStore>();
        ConditionState until; ///< Of messages: what lasts or changes between them is another matter.
        FrameCollector collector;
        FrameCursor cursor{store};
    };
    std::optional<Frames> m_frames;
    std::int64_t m_shownNs = 0; ///< Time of the latest line's look.
    std::int64_t m_framesCheckedNs = 0;
    bool m_met = false;
    HumanLines m_human;
};

} // namespace

std::unique_ptr<Command> makeWatchCommand()
{
    return std::make_unique<WatchCommand>();
}

} // namespace membridge::cli
