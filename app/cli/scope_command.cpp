// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/burst_scope.h"
#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"
#include "size_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace membridge::cli {

namespace {

constexpr auto attempted = "capture lock transitions of";

const char *name(BurstEnd end)
{
    switch (end) {
    case BurstEnd::Time:
        return "time";
    case BurstEnd::Stopped:
        return "stopped";
    case BurstEnd::Lost:
        return "lost";
    }
    return "";
}

Json holdsJson(const BurstHolds &holds)
{
    return {{"p50", holds.ns.percentile(0.5)},
            {"p99", holds.ns.percentile(0.99)},
            {"max", holds.ns.max()},
            {"count", holds.ns.count()},
            {"cut", holds.cut},
            {"longest_ns", holds.longestNs}};
}

Json captureJson(const BurstCapture &capture)
{
    Json readers = Json::array();
    for (const double ratio : capture.readerRatio)
        readers.push_back(ratio);
    Json json = {{"samples", capture.samples},
                 {"rate_hz", capture.rateHz},
                 {"transitions", capture.transitions},
                 {"hold_ns",
                  {{"writer", holdsJson(capture.writer)},
                   {"reader", holdsJson(capture.reader)},
                   {"readers", holdsJson(capture.readers)}}},
                 {"busy_ratio", capture.busyRatio},
                 {"writer_ratio", capture.writerRatio},
                 {"invalid_ratio", capture.invalidRatio},
                 {"readers_ratio", readers},
                 {"most_readers", capture.mostReaders},
                 {"duration_ns", capture.durationNs},
                 {"interval_ns", {{"mean", capture.meanGapNs}, {"max", capture.maxGapNs}}},
                 {"interruptions", capture.longGaps},
                 {"first_word", capture.firstWord},
                 {"last_word", capture.lastWord},
                 {"end", name(capture.end)}};
    if (capture.trigger)
        json["trigger_ns"] = capture.triggerNs ? Json(*capture.triggerNs) : Json(nullptr);
    return json;
}

Json transitionJson(const LockTransition &transition)
{
    return {{"t_ns", transition.timeNs},
            {"uncertainty_ns", transition.uncertaintyNs},
            {"from", transition.from},
            {"to", transition.to}};
}

std::string nsText(double ns)
{
    std::array<char, 32> text;
    const char *unit = ns < 1e3 ? "ns" : ns < 1e6 ? "us" : ns < 1e9 ? "ms" : "s";
    const double value = ns < 1e3 ? ns : ns < 1e6 ? ns / 1e3 : ns < 1e9 ? ns / 1e6 : ns / 1e9;
    std::snprintf(text.data(), text.size(), value < 10 && ns >= 1e3 ? "%.2f %s" : "%.0f %s", value, unit);
    return text.data();
}

std::string percent(double share)
{
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.2f %%", share * 100);
    return text.data();
}

/// Bars by powers of two, from the first to the last that has any.
std::string barsText(const LogHistogram &histogram)
{
    std::array<std::uint64_t, 65> counts{};
    for (std::size_t i = 0; i < LogHistogram::bucketCount; ++i) {
        std::size_t power = 0;
        for (std::uint64_t from = LogHistogram::beginOf(i); from > 1; from /= 2)
            ++power;
        counts[power] += histogram.countIn(i);
    }
    const std::uint64_t most = *std::max_element(counts.begin(), counts.end());
    if (most == 0)
        return {};
    std::string text;
    const auto any = [](std::uint64_t count) { return count > 0; };
    const auto first = std::find_if(counts.begin(), counts.end(), any) - counts.begin();
    const auto last = counts.rend() - std::find_if(counts.rbegin(), counts.rend(), any) - 1;
    for (auto power = first; power <= last; ++power) {
        constexpr double width = 40;
        const std::uint64_t count = counts[static_cast<std::size_t>(power)];
        const auto length = static_cast<std::size_t>(static_cast<double>(count) / static_cast<double>(most) * width
                                                     + 0.5);
        std::array<char, 96> line;
        std::snprintf(line.data(), line.size(), "    from %9s  %10llu  ",
                      nsText(static_cast<double>(std::uint64_t{1} << power)).c_str(),
                      static_cast<unsigned long long>(count));
        text += line.data() + std::string(count > 0 ? std::max<std::size_t>(length, 1) : 0, '#') + '\n';
    }
    return text;
}

std::string holdsText(const char *title, const BurstHolds &holds)
{
    if (holds.ns.count() == 0 && holds.cut == 0)
        return std::string("  ") + title + ": none seen\n";
    std::string text = std::string("  ") + title + ": " + std::to_string(holds.ns.count());
    if (holds.ns.count() > 0)
        text += ", median " + nsText(static_cast<double>(holds.ns.percentile(0.5))) + ", 99 % within "
            + nsText(static_cast<double>(holds.ns.percentile(0.99))) + ", longest "
            + nsText(static_cast<double>(holds.ns.max()));
    if (holds.cut > 0)
        text += "; " + std::to_string(holds.cut) + " cut by the capture's begin or end, seen for "
            + nsText(static_cast<double>(holds.longestNs)) + " at most";
    return text + '\n' + barsText(holds.ns);
}

std::string captureText(const std::string &name, const BurstCapture &capture)
{
    std::array<char, 256> line;
    std::string text = escapedForDisplay(name) + '\n';
    std::snprintf(line.data(), line.size(), "  %llu samples in %s: %.1f M/s, one each %s, at most %s apart\n",
                  static_cast<unsigned long long>(capture.samples),
                  nsText(static_cast<double>(capture.durationNs)).c_str(), capture.rateHz / 1e6,
                  nsText(capture.meanGapNs).c_str(), nsText(static_cast<double>(capture.maxGapNs)).c_str());
    text += line.data();
    text += "  what lasted for less than that may be missing; " + countText(capture.longGaps, "interruption")
        + " of more than 10 us\n";
    text += "  " + countText(capture.transitions, "transition") + "; word " + std::to_string(capture.firstWord)
        + " at the begin, " + std::to_string(capture.lastWord) + " at the end\n";
    if (capture.trigger && capture.triggerNs) {
        const std::size_t before = capture.keptBeforeTrigger();
        text += "  trigger: the word became " + std::to_string(capture.trigger->word) + " after "
            + nsText(static_cast<double>(*capture.triggerNs - capture.beginNs)) + "; kept " + std::to_string(before)
            + " before it and " + std::to_string(capture.kept.size() - before) + " from it on\n";
    }
    text += "  held for " + percent(capture.busyRatio) + " of the time, by a writer for " + percent(capture.writerRatio)
        + "; at most " + countText(static_cast<std::uint64_t>(std::max(capture.mostReaders, 0)), "reader")
        + " at once\n";
    if (capture.invalidRatio > 0)
        text += "  no state of this lock for " + percent(capture.invalidRatio) + " of the time\n";
    text += holdsText("writers", capture.writer) + holdsText("readers who were alone", capture.reader)
        + holdsText("times with several readers", capture.readers);
    if (capture.end == BurstEnd::Lost)
        text += "  the segment shrank to nothing meanwhile\n";
    return text + "  (a capture costs a core, and slows those who use the lock: it shares their cache line)\n";
}

class ScopeCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Kills);
        requireName(m_name, attempted); // it maps the segment
        const SegmentReader reader = SegmentReader::open(m_name);
        requireLayout(reader, Layout::Region, m_told, attempted);
        if (m_for > BurstOptions::longest)
            throw Failure(ExitStatus::Usage, m_name, attempted, "a capture lasts 5000 ms at most");
        BurstOptions options{.duration = m_for};
        if (m_trigger)
            options.trigger = BurstTrigger{.word = *m_trigger, .after = m_after};
        const BurstCapture capture = captureBurst(reader, options, &signals.flag());
        if (m_transitions) {
            const std::int64_t zero = capture.triggerNs.value_or(capture.beginNs);
            for (const LockTransition &transition : capture.kept)
                print(m_json ? compact(transitionJson(transition)) + '\n' : transitionText(transition, zero));
        }
        if (m_json)
            print(compact(captureJson(capture)) + '\n');
        else
            print(captureText(m_name, capture));
        flushOutput();
        if (capture.end == BurstEnd::Lost)
            throw Failure(ExitStatus::Malformed, m_name, attempted, "the segment shrank to nothing meanwhile");
        if (m_trigger && !capture.triggerNs && capture.end == BurstEnd::Time)
            throw Failure(ExitStatus::Timeout, m_name, attempted,
                          "the word was never seen to become " + std::to_string(*m_trigger) + waitedText(m_for),
                          "give it longer with --for");
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.milliseconds("--for", m_for, "How long to look without a pause (default: 100, at most 5000)", 1);
        options.integer("--trigger", m_trigger,
                        "End some time after the word became this: -1 a writer, 1 a first reader. Transitions are told "
                        "from the last 10000 before it on, their times counted from it");
        options.milliseconds("--after", m_after, "How long to look on after --trigger (default: 10)");
        options.flag("--transitions", m_transitions, "Each change of the lock word, too: the first 100000");
        options.layout(m_told);
    }

private:
    static std::string transitionText(const LockTransition &transition, std::int64_t zeroNs)
    {
        std::array<char, 128> line;
        std::snprintf(line.data(), line.size(), "%14.3f us  %11d -> %d\n",
                      static_cast<double>(transition.timeNs - zeroNs) / 1e3, transition.from, transition.to);
        return line.data();
    }

    std::chrono::milliseconds m_for{100};
    std::optional<std::int32_t> m_trigger;
    std::chrono::milliseconds m_after{10};
    bool m_transitions = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeScopeCommand()
{
    return std::make_unique<ScopeCommand>();
}

} // namespace membridge::cli
