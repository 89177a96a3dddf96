// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../observe/findings.h"
#include "duration_spread.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace membridge {

/// A whole test of programs that talk through shared memory, as a scenario file describes it: traffic/SCENARIOS.md. All of these are value
/// types; parts name each other by id. Times count from the scenario's start.

struct ScenarioSegment
{
    std::string id;
    std::string name = {};  ///< A fixed one, with the leading slash; empty: one is made up for each run.
    bool ring = false;      ///< Otherwise a region.
    std::uint64_t size = 0; ///< Data bytes; of a ring the capacity.
    bool external = false;  ///< An external command makes it, not the runner.
};

struct ProducerPart
{
    double rate = 0;         ///< Messages a second; 0: as fast as it goes.
    double jitter = 0;       ///< Share of the interval; only with a rate.
    std::uint64_t burst = 0; ///< Messages that are due together; 0: as many as in a batch.
    std::uint64_t count = 0;
    std::uint64_t smallest = 64;
    std::uint64_t largest = 64;
    std::string pattern = "verify";
    std::string payload = {}; ///< Fields as template_text.h has them, instead of pattern and sizes.
    std::uint64_t batch = 1;
    std::uint64_t seed = 1;
    std::uint64_t stream = 0;
    std::optional<std::chrono::milliseconds> timeout = {};
};
struct ConsumerPart
{
    double rate = 0;
    std::uint64_t count = 0;
    std::chrono::milliseconds startAfter{0}; ///< Slow start: nothing is consumed before.
    std::uint64_t pauseEvery = 0;            ///< After so many messages (0: never)
    std::chrono::milliseconds pauseFor{0};   ///< nothing is consumed for so long.
    bool verify = true;
    std::chrono::milliseconds late{0}; ///< Older messages are late, which is an offence; 0: none is.
    std::string schema = {};
    std::optional<std::chrono::milliseconds> timeout = {};
};
struct LockLoadPart
{
    std::uint64_t readers = 0;
    std::uint64_t writers = 0;
    DurationSpread hold = {};
    DurationSpread pause = {};
};
struct HoldPart
{
    bool write = true;
};
struct CommandPart
{
    std::vector<std::string> argv; ///< With placeholders: see SCENARIOS.md.
};

/// A process that takes part.
struct ScenarioActor
{
    std::string id;
    std::optional<std::size_t> segment = {}; ///< Index; a command has none.
    std::chrono::milliseconds at{0};
    std::chrono::milliseconds runFor{0}; ///< 0: as long as the rest says.
    std::variant<ProducerPart, ConsumerPart, LockLoadPart, HoldPart, CommandPart> part = {};

    /// Whether it ends by itself.
    bool ends() const noexcept;
};

struct ScenarioFault
{
    std::string kind;
    std::chrono::milliseconds at{0};
    std::optional<std::size_t> actor = {};   ///< Of faults of processes: whom.
    std::optional<std::size_t> segment = {}; ///< All others: which.
    std::chrono::milliseconds runFor{0};     ///< "stop": goes on after that time; 0: never.
    std::optional<std::int64_t> value = {};
};

struct ScenarioExpectation
{
    enum class What { NoLoss, Messages, Throughput, Latency, NoTornRead, Finding, NoFinding, Exit };
    What what = What::NoLoss;
    std::optional<std::size_t> actor = {};
    std::optional<std::size_t> segment = {};
    std::optional<std::uint64_t> atLeast = {};
    std::optional<std::uint64_t> atMost = {};
    std::string percentile = {}; ///< Latency: "p50", "p99", "p999", "max".
    double limit = 0;            ///< Latency: µs. Throughput: messages a second.
    std::optional<FindingCode> finding = {};
    std::chrono::milliseconds since{0};
    std::optional<std::chrono::milliseconds> within = {};
    int status = 0;
    int signal = 0; ///< Exit: what ended it; 0: it returned `status`.
};

struct Scenario
{
    std::string name;
    std::string about = {};
    std::chrono::milliseconds runFor{0}; ///< 0: until whoever ends has ended.
    std::chrono::milliseconds timeout{60'000};
    std::vector<ScenarioSegment> segments = {};
    std::vector<ScenarioActor> actors = {};
    std::vector<ScenarioFault> faults = {};
    std::vector<ScenarioExpectation> expectations = {};

    /// In one sentence.
    std::string text(const ScenarioExpectation &expectation) const;
};

/// The word that scenario files have for it: "no-loss", …
const char *name(ScenarioExpectation::What what) noexcept;
/// Nothing for a word that is no finding's code.
std::optional<FindingCode> parseFindingCode(std::string_view word) noexcept;

} // namespace membridge
