// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../observe/findings.h"
#include "../platform/child_process.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

/// What became of one expectation.
struct ScenarioVerdict
{
    std::string what; ///< "no-loss", …
    std::string text; ///< What was expected, in one sentence.
    bool passed = false;
    std::string seen; ///< What was seen instead, or at all.
};

struct ScenarioActorReport
{
    enum class State { Waiting, Running, Ended };

    std::string id;
    std::string kind; ///< "producer", "consumer", "lock-load", "hold", "command".
    State state = State::Waiting;
    std::int64_t pid = 0;
    std::optional<platform::ChildExit> exit = {};
    bool endedByRun = false;  ///< Whoever has no end of its own is asked to end at last.
    std::string summary = {}; ///< The latest JSON document that it printed; of a command nothing.
    std::string error = {};   ///< The end of what it complained about; untrusted text.
};

/// A time in which something was found at every look.
struct ScenarioEpisode
{
    std::int64_t firstNs = 0; ///< Since the scenario's start.
    std::int64_t lastNs = 0;

    bool operator==(const ScenarioEpisode &) const = default;
};

struct ScenarioFinding
{
    std::string segment;
    FindingCode code = FindingCode::LockOrphaned;
    Severity severity = Severity::Info;
    std::string text;
    std::int64_t firstNs = 0; ///< Of the first episode.
    std::int64_t lastNs = 0;  ///< Of the last one.
    /// In the order of their beginnings, apart from each other; at most mostEpisodes, the last of which then has in it all that came later.
    std::vector<ScenarioEpisode> episodes = {};

    static constexpr std::size_t mostEpisodes = 256;
    /// It was true in all of that time, times since the scenario's start.
    void add(std::int64_t firstNs, std::int64_t lastNs);
};

struct ScenarioFaultReport
{
    std::string kind;
    std::string on;        ///< The id that it struck.
    std::int64_t atNs = 0; ///< Since the start.
    bool done = false;
    std::string text = {};        ///< What was done, or why not.
    std::string correctPeer = {}; ///< What a correct program on the other side does, in one sentence.
};

/// What a run of a scenario has seen so far, or in all. A value type.
struct ScenarioReport
{
    std::string name;
    std::int64_t elapsedNs = 0;
    bool ended = false;
    bool stopped = false;                       ///< By the caller, before its end.
    std::vector<ScenarioVerdict> verdicts = {}; ///< Once it has ended.
    std::vector<ScenarioActorReport> actors = {};
    std::vector<ScenarioFaultReport> faults = {};
    std::vector<ScenarioFinding> findings = {};

    /// All that was expected came, and nobody stopped it.
    bool passed() const noexcept;
};

/// One line, as the command line's contract has it.
std::string reportJson(const ScenarioReport &report);
/// For CI: one test case an expectation. Characters that XML can't have are shown as "\xNN".
std::string reportJunit(const ScenarioReport &report);

} // namespace membridge
