// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario_run.h"

#include "../ipc/error.h"
#include "../ipc/shared_memory.h"
#include "fault.h"
#include "pacer.h"
#include "scenario_judge.h"
#include "scenario_watch.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <random>
#include <utility>
#include <variant>
#include <vector>

namespace membridge {

namespace {

using platform::ChildProcess;
using platform::ChildSignal;
using State = ScenarioActorReport::State;

constexpr std::int64_t ms = 1'000'000;

std::string numberText(double number)
{
    std::array<char, 32> text;
    // Without an exponent, which no command reads.
    std::snprintf(text.data(), text.size(), "%.6f", number);
    return text.data();
}

std::string replaced(std::string text, const std::string &what, const std::string &by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

/// Each run has names of its own, so that two can run at the same time.
std::string madeUpName(const std::string &run, const ScenarioSegment &segment)
{
    return segment.name.empty() ? "/membridge-run-" + run + '-' + segment.id : segment.name;
}

std::string lastLine(const std::string &text)
{
    const auto end = text.find_last_not_of('\n');
    if (end == std::string::npos)
        return {};
    const auto before = text.find_last_of('\n', end);
    const auto begin = before == std::string::npos ? 0 : before + 1;
    return text.substr(begin, end + 1 - begin);
}

const char *kindText(const ScenarioActor &actor)
{
    constexpr std::array names{"producer", "consumer", "lock-load", "hold", "command"};
    return names[actor.part.index()];
}

/// Those that were made here; takes their names away at the end.
class Segments
{
public:
    Segments() = default;
    Segments(const Segments &) = delete;
    Segments &operator=(const Segments &) = delete;
    ~Segments()
    {
        for (const std::string &name : m_names) {
            try {
                SharedMemory::remove(name);
            } catch (const Error &) {
                // A fault took it away, or a program did.
            }
        }
    }

    void create(const ScenarioSegment &segment, const std::string &name)
    {
        const std::uint64_t header = segment.ring ? ring_layout::dataOffset : region_layout::dataOffset;
        const SharedMemory memory = SharedMemory::create(name, header + segment.size);
        m_names.push_back(name);
        if (segment.ring)
            (void)memory.spsc();
    }

private:
    std::vector<std::string> m_names;
};

class Run
{
public:
    Run(const Scenario &scenario, const ScenarioRunOptions &options) : m_scenario(scenario), m_options(options)
    {
        const std::string run = runId();
        m_report.name = scenario.name;
        for (const ScenarioSegment &segment : scenario.segments)
            m_names.push_back(madeUpName(run, segment));
        for (std::size_t number = 0; number < scenario.segments.size(); ++number) {
            if (!scenario.segments[number].external)
                m_segments.create(scenario.segments[number], m_names[number]);
        }
        m_startNs = trafficNowNs();
        for (std::size_t number = 0; number < scenario.segments.size(); ++number)
            m_watches.emplace_back(scenario.segments[number], m_names[number], m_startNs);
        for (const ScenarioActor &actor : scenario.actors)
            m_report.actors.push_back({.id = actor.id, .kind = kindText(actor)});
        for (const ScenarioFault &fault : scenario.faults) {
            const FaultEntry *entry = findFault(fault.kind);
            m_report.faults.push_back(
                {.kind = fault.kind,
                 .on = fault.actor ? scenario.actors[*fault.actor].id : scenario.segments[*fault.segment].id,
                 .correctPeer = entry != nullptr ? entry->correctPeer : ""});
        }
        m_children.resize(scenario.actors.size());
        m_faultChildren.resize(scenario.faults.size());
        m_struck.resize(scenario.faults.size());
    }

    ScenarioReport run()
    {
        while (!isOver()) {
            startDue();
            strikeDue();
            step();
        }
        end();
        m_report.elapsedNs = nowNs();
        m_report.ended = true;
        m_report.verdicts = judge(m_scenario, m_report);
        if (m_late)
            m_report.verdicts.push_back({"timeout", "the scenario ends by itself", false,
                                         "it went on for " + std::to_string(m_scenario.timeout.count()) + " ms"});
        if (m_options.progress)
            m_options.progress(m_report);
        return std::move(m_report);
    }

private:
    static std::string runId()
    {
        std::array<char, 16> text;
        std::snprintf(text.data(), text.size(), "%08x", static_cast<unsigned>(std::random_device()()));
        return text.data();
    }

    std::int64_t nowNs() const { return trafficNowNs() - m_startNs; }
    bool stopRequested() const { return m_options.stop != nullptr && m_options.stop->requested(); }

    /// A look at everything, then a nap.
    void step()
    {
        for (ScenarioWatch &watch : m_watches)
            watch.look();
        for (std::size_t number = 0; number < m_children.size(); ++number)
            updateActor(number);
        for (std::size_t number = 0; number < m_faultChildren.size(); ++number)
            updateFault(number);
        const std::int64_t now = nowNs();
        if (m_options.progress && now - m_progressNs >= 100 * ms) {
            m_progressNs = now;
            m_report.elapsedNs = now;
            gatherFindings();
            m_options.progress(m_report);
        }
        sleepUntilNs(trafficNowNs() + 2 * ms, nullptr);
    }

    void gatherFindings()
    {
        m_report.findings.clear();
        for (const ScenarioWatch &watch : m_watches)
            m_report.findings.insert(m_report.findings.end(), watch.findings().begin(), watch.findings().end());
    }

    void updateActor(std::size_t number)
    {
        ScenarioActorReport &report = m_report.actors[number];
        if (!m_children[number] || report.state == State::Ended)
            return;
        ChildProcess &child = *m_children[number];
        child.update();
        if (!std::holds_alternative<CommandPart>(m_scenario.actors[number].part))
            report.summary = lastLine(child.standardOutput());
        constexpr std::size_t mostError = 2000;
        const std::string &error = child.standardError();
        report.error = error.substr(error.size() > mostError ? error.size() - mostError : 0);
        while (report.error.ends_with('\n'))
            report.error.pop_back();
        if (child.exit()) {
            report.exit = child.exit();
            report.state = State::Ended;
        }
    }

    void startDue()
    {
        for (std::size_t number = 0; number < m_children.size(); ++number) {
            const ScenarioActor &actor = m_scenario.actors[number];
            ScenarioActorReport &report = m_report.actors[number];
            if (report.state != State::Waiting || nowNs() < std::chrono::nanoseconds(actor.at).count())
                continue;
            // What others make may take its time.
            if (actor.segment && !m_watches[*actor.segment].isThere())
                continue;
            try {
                m_children[number] = ChildProcess::start(commandLine(actor), m_options.directory);
                report.pid = m_children[number]->pid();
                report.state = State::Running;
            } catch (const Error &error) {
                report.state = State::Ended;
                report.error = error.what();
            }
        }
    }

    std::vector<std::string> commandLine(const ScenarioActor &actor) const
    {
        std::vector<std::string> words{m_options.cli};
        const auto add = [&](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
        if (const auto *command = std::get_if<CommandPart>(&actor.part)) {
            words.clear();
            for (const std::string &word : command->argv)
                words.push_back(filledIn(word));
            return words;
        }
        const std::string &segment = m_names[*actor.segment];
        const std::string forMs = std::to_string(actor.runFor.count());
        if (const auto *producer = std::get_if<ProducerPart>(&actor.part)) {
            add({"produce", segment, "--batch", std::to_string(producer->batch), "--seed",
                 std::to_string(producer->seed), "--stream", std::to_string(producer->stream), "--progress"});
            if (producer->payload.empty())
                add({"--size", std::to_string(producer->smallest) + ':' + std::to_string(producer->largest),
                     "--pattern", producer->pattern});
            else
                add({"--payload", producer->payload});
            if (producer->jitter > 0)
                add({"--jitter", numberText(producer->jitter)});
            if (producer->burst > 0)
                add({"--burst", std::to_string(producer->burst)});
            addTraffic(words, producer->rate, producer->count, producer->timeout, forMs);
        } else if (const auto *consumer = std::get_if<ConsumerPart>(&actor.part)) {
            add({"consume", segment, "--progress"});
            if (consumer->startAfter.count() > 0)
                add({"--start-after", std::to_string(consumer->startAfter.count())});
            if (consumer->pauseEvery > 0)
                add({"--pause-every", std::to_string(consumer->pauseEvery), "--pause-for",
                     std::to_string(consumer->pauseFor.count())});
            if (consumer->verify)
                add({"--verify"});
            if (consumer->late.count() > 0)
                add({"--late", std::to_string(consumer->late.count())});
            if (!consumer->schema.empty())
                add({"--schema", consumer->schema});
            addTraffic(words, consumer->rate, consumer->count, consumer->timeout, forMs);
        } else if (const auto *load = std::get_if<LockLoadPart>(&actor.part)) {
            add({"lock-load", segment, "--readers", std::to_string(load->readers), "--writers",
                 std::to_string(load->writers), "--hold", load->hold.text(), "--pause", load->pause.text(),
                 "--progress"});
            if (actor.runFor.count() > 0)
                add({"--for", forMs});
        } else if (const auto *hold = std::get_if<HoldPart>(&actor.part)) {
            add({"hold", segment, hold->write ? "write" : "read", "--for", forMs});
        }
        add({"--json", "--layout", m_scenario.segments[*actor.segment].ring ? "ring" : "region"});
        return words;
    }

    static void addTraffic(std::vector<std::string> &words, double rate, std::uint64_t count,
                           const std::optional<std::chrono::milliseconds> &timeout, const std::string &forMs)
    {
        const auto add = [&](const char *option, const std::string &value) {
            words.insert(words.end(), {option, value});
        };
        if (rate > 0)
            add("--rate", numberText(rate));
        if (count > 0)
            add("--count", std::to_string(count));
        if (forMs != "0")
            add("--for", forMs);
        if (timeout)
            add("--timeout", std::to_string(timeout->count()));
    }

    std::string filledIn(std::string word) const
    {
        for (std::size_t number = 0; number < m_names.size(); ++number)
            word = replaced(std::move(word), "{segment:" + m_scenario.segments[number].id + '}', m_names[number]);
        return replaced(replaced(std::move(word), "{python}", m_options.python), "{cli}", m_options.cli);
    }

    void strikeDue()
    {
        for (std::size_t number = 0; number < m_scenario.faults.size(); ++number) {
            const ScenarioFault &fault = m_scenario.faults[number];
            ScenarioFaultReport &report = m_report.faults[number];
            const std::int64_t due = std::chrono::nanoseconds(fault.at).count();
            if (m_struck[number] || nowNs() < due)
                continue;
            // Whom it strikes is only just starting.
            if (fault.actor && m_report.actors[*fault.actor].state == State::Waiting)
                continue;
            if (fault.segment && !m_watches[*fault.segment].isThere())
                continue;
            m_struck[number] = true;
            report.atNs = nowNs();
            if (fault.actor)
                strikeActor(fault, report);
            else
                startFault(number);
        }
        continueStopped();
    }

    void strikeActor(const ScenarioFault &fault, ScenarioFaultReport &report)
    {
        const std::size_t actor = *fault.actor;
        if (m_report.actors[actor].state != State::Running) {
            report.text = report.on + " had ended before";
            return;
        }
        const ChildSignal what = fault.kind == "kill" ? ChildSignal::Kill
            : fault.kind == "stop"                    ? ChildSignal::Stop
                                                      : ChildSignal::Terminate;
        m_children[actor]->signal(what);
        report.done = true;
        if (fault.kind == "stop" && fault.runFor.count() > 0)
            m_toContinue.emplace_back(nowNs() + std::chrono::nanoseconds(fault.runFor).count(), actor);
        report.text = "sent to process " + std::to_string(m_report.actors[actor].pid);
    }

    void continueStopped()
    {
        std::erase_if(m_toContinue, [&](const auto &one) {
            if (nowNs() < one.first)
                return false;
            m_children[one.second]->signal(ChildSignal::Continue);
            return true;
        });
    }

    void startFault(std::size_t number)
    {
        const ScenarioFault &fault = m_scenario.faults[number];
        std::vector<std::string> words{m_options.cli, "fault", m_names[*fault.segment], fault.kind, "--yes", "--json"};
        if (fault.value)
            words.insert(words.end(), {"--value", std::to_string(*fault.value)});
        try {
            m_faultChildren[number] = ChildProcess::start(words);
        } catch (const Error &error) {
            m_report.faults[number].text = error.what();
        }
    }

    void updateFault(std::size_t number)
    {
        ScenarioFaultReport &report = m_report.faults[number];
        if (!m_faultChildren[number])
            return;
        ChildProcess &child = *m_faultChildren[number];
        child.update();
        if (!child.exit())
            return;
        // Those that die on purpose say so before.
        const auto said = nlohmann::json::parse(lastLine(child.standardOutput()), nullptr, false);
        report.done = said.is_object() && said.contains("text") && said["text"].is_string();
        report.text = report.done ? said["text"].get<std::string>() : lastLine(child.standardError());
        m_faultChildren[number].reset();
    }

    bool isOver()
    {
        m_report.stopped = stopRequested();
        if (m_report.stopped)
            return true;
        const std::int64_t now = nowNs();
        if (now >= std::chrono::nanoseconds(m_scenario.timeout).count()) {
            m_late = true;
            return true;
        }
        if (m_scenario.runFor.count() > 0)
            return now >= std::chrono::nanoseconds(m_scenario.runFor).count();
        return allEnded() && !isFaultLeft() && !isFindingAwaited();
    }

    bool allEnded() const
    {
        for (std::size_t number = 0; number < m_scenario.actors.size(); ++number) {
            const State state = m_report.actors[number].state;
            if (state == State::Waiting || (state == State::Running && m_scenario.actors[number].ends()))
                return false;
        }
        return true;
    }

    bool isFaultLeft() const
    {
        const auto pending = [](const auto &child) { return child.has_value(); };
        return std::find(m_struck.begin(), m_struck.end(), false) != m_struck.end() || !m_toContinue.empty()
            || std::any_of(m_faultChildren.begin(), m_faultChildren.end(), pending);
    }

    /// A finding that is still to come, or the time in which none may come.
    bool isFindingAwaited()
    {
        gatherFindings();
        for (const ScenarioExpectation &expectation : m_scenario.expectations) {
            if (!expectation.within)
                continue;
            const auto end = std::chrono::nanoseconds(expectation.since + *expectation.within).count();
            if (nowNs() < end && !findingSeen(m_scenario, expectation, m_report))
                return true;
        }
        return false;
    }

    template <typename Which> void ask(ChildSignal what, Which which)
    {
        for (std::size_t number = 0; number < m_children.size(); ++number) {
            if (m_report.actors[number].state != State::Running || !which(number))
                continue;
            m_children[number]->signal(what);
            // A stopped process hears nothing until it goes on.
            m_children[number]->signal(ChildSignal::Continue);
            m_report.actors[number].endedByRun = true;
        }
    }

    template <typename Done> void stepUntil(Done done, std::int64_t within)
    {
        for (const std::int64_t end = nowNs() + within; !done() && nowNs() < end;)
            step();
    }

    /// First who fills the rings, then, once they are drained, everybody else; whoever does not obey is killed.
    void end()
    {
        const auto isProducer = [&](std::size_t number) {
            return std::holds_alternative<ProducerPart>(m_scenario.actors[number].part);
        };
        const auto ended = [&](auto which) {
            for (std::size_t number = 0; number < m_children.size(); ++number) {
                if (m_report.actors[number].state == State::Running && which(number))
                    return false;
            }
            return true;
        };
        const auto anybody = [](std::size_t) { return true; };
        const std::int64_t patience = 2000 * ms;
        if (!m_report.stopped) {
            ask(ChildSignal::Terminate, isProducer);
            stepUntil([&] { return ended(isProducer) || stopRequested(); }, patience);
            stepUntil([&] { return isDrained() || stopRequested(); }, patience);
            m_report.stopped = stopRequested();
        }
        ask(ChildSignal::Terminate, anybody);
        stepUntil([&] { return ended(anybody); }, patience);
        ask(ChildSignal::Kill, anybody);
        stepUntil([&] { return ended(anybody); }, patience);
        gatherFindings();
    }

    /// No consumer that still runs has messages left.
    bool isDrained() const
    {
        for (std::size_t number = 0; number < m_children.size(); ++number) {
            const ScenarioActor &actor = m_scenario.actors[number];
            if (m_report.actors[number].state != State::Running || !std::holds_alternative<ConsumerPart>(actor.part))
                continue;
            const auto &ring = m_watches[*actor.segment].ring();
            if (ring && ring->head != ring->tail)
                return false;
        }
        return true;
    }

    const Scenario &m_scenario;
    const ScenarioRunOptions &m_options;
    ScenarioReport m_report;
    Segments m_segments; ///< Before the children, so that these end first.
    std::vector<std::string> m_names;
    std::int64_t m_startNs = 0;
    std::int64_t m_progressNs = 0;
    std::vector<ScenarioWatch> m_watches;
    std::vector<std::optional<ChildProcess>> m_children;
    std::vector<std::optional<ChildProcess>> m_faultChildren;
    std::vector<bool> m_struck;
    std::vector<std::pair<std::int64_t, std::size_t>> m_toContinue; ///< When, and which actor.
    bool m_late = false;
};

} // namespace

ScenarioReport runScenario(const Scenario &scenario, const ScenarioRunOptions &options)
{
    return Run(scenario, options).run();
}

} // namespace membridge
