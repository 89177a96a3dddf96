// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario_judge.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <vector>

namespace membridge {

namespace {

using nlohmann::json;
using What = ScenarioExpectation::What;

struct Judgement
{
    bool passed = false;
    std::string seen;
};

std::string exitText(const ScenarioActorReport &actor)
{
    if (actor.pid == 0)
        return "was never started" + (actor.error.empty() ? "" : ": " + actor.error);
    if (!actor.exit)
        return "did not end";
    std::string text = actor.exit->signal != 0 ? "was ended by signal " + std::to_string(actor.exit->signal)
                                               : "returned " + std::to_string(actor.exit->status);
    if (actor.endedByRun)
        text += " when the scenario ended";
    if (!actor.error.empty())
        text += ": " + actor.error;
    return text;
}

std::string numberText(double number)
{
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.6g", number);
    return text.data();
}

/// The last document that somebody printed; null when there is none.
json summaryOf(const ScenarioActorReport &actor)
{
    json summary = json::parse(actor.summary, nullptr, false);
    return summary.is_object() ? summary : json();
}

std::uint64_t count(const json &summary, const char *key)
{
    const auto found = summary.find(key);
    return found != summary.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

Judgement noSummary(const ScenarioActorReport &actor)
{
    return {false, actor.id + " told nothing: it " + exitText(actor)};
}

/// How many messages our producers pushed into that ring; nothing when one of them could not say, or somebody else may have pushed, too.
std::optional<std::uint64_t> pushed(const Scenario &scenario, const ScenarioReport &report, std::size_t segment)
{
    std::uint64_t sum = 0;
    bool any = false;
    for (std::size_t number = 0; number < scenario.actors.size(); ++number) {
        const ScenarioActor &actor = scenario.actors[number];
        if (std::holds_alternative<CommandPart>(actor.part))
            return std::nullopt;
        if (actor.segment != segment || !std::holds_alternative<ProducerPart>(actor.part))
            continue;
        const json summary = summaryOf(report.actors[number]);
        if (summary.is_null() || !summary.contains("end"))
            return std::nullopt;
        sum += count(summary, "messages");
        any = true;
    }
    const auto onSegment = [&](const ScenarioFault &fault) { return fault.segment == segment; };
    if (!any || std::any_of(scenario.faults.begin(), scenario.faults.end(), onSegment))
        return std::nullopt;
    return sum;
}

Judgement judgeLoss(const Scenario &scenario, const ScenarioReport &report, std::size_t number)
{
    const ScenarioActorReport &actor = report.actors[number];
    const json summary = summaryOf(actor);
    if (summary.is_null())
        return noSummary(actor);
    std::string seen = std::to_string(count(summary, "messages")) + " messages";
    std::uint64_t offences = 0;
    std::vector<const char *> keys{"lost", "duplicated", "reordered", "corrupt"};
    if (std::get<ConsumerPart>(scenario.actors[number].part).late.count() > 0)
        keys.push_back("late");
    for (const char *key : keys) {
        offences += count(summary, key);
        seen += ", " + std::to_string(count(summary, key)) + ' ' + key;
    }
    if (const auto first = summary.find("first_offence");
        first != summary.end() && first->contains("text") && (*first)["text"].is_string())
        seen += "; first: " + (*first)["text"].get<std::string>();
    bool complete = count(summary, "messages") > 0;
    // The last messages are missing without a gap that the consumer could see. A consumer with an end of its own leaves some on purpose.
    if (const auto sent = pushed(scenario, report, *scenario.actors[number].segment);
        sent && !scenario.actors[number].ends() && *sent != count(summary, "messages")) {
        complete = false;
        seen += "; " + std::to_string(*sent) + " were pushed";
    }
    return {complete && offences == 0, seen};
}

Judgement judgeMessages(const ScenarioExpectation &expectation, const ScenarioActorReport &actor)
{
    const json summary = summaryOf(actor);
    if (summary.is_null())
        return noSummary(actor);
    const std::uint64_t messages = count(summary, "messages");
    return {messages >= expectation.atLeast.value_or(0) && messages <= expectation.atMost.value_or(~std::uint64_t{0}),
            std::to_string(messages) + " messages"};
}

Judgement judgeThroughput(const ScenarioExpectation &expectation, const ScenarioActorReport &actor)
{
    const json summary = summaryOf(actor);
    if (summary.is_null())
        return noSummary(actor);
    const auto rate = summary.find("rate");
    const double perSecond = rate != summary.end() && rate->is_number() ? rate->get<double>() : 0;
    return {perSecond > expectation.limit, numberText(perSecond) + " messages/s"};
}

Judgement judgeLatency(const ScenarioExpectation &expectation, const ScenarioActorReport &actor)
{
    const json summary = summaryOf(actor);
    if (summary.is_null())
        return noSummary(actor);
    const auto latency = summary.find("latency_ns");
    if (latency == summary.end() || !latency->is_object() || !latency->contains(expectation.percentile)
        || !(*latency)[expectation.percentile].is_number())
        return {false, "no message to measure"};
    const double us = (*latency)[expectation.percentile].get<double>() / 1000;
    return {us < expectation.limit, numberText(us) + " us"};
}

Judgement judgeTorn(const ScenarioActorReport &actor)
{
    const json summary = summaryOf(actor);
    if (summary.is_null())
        return noSummary(actor);
    return {count(summary, "torn") == 0 && count(summary, "reads") > 0,
            std::to_string(count(summary, "reads")) + " reads, " + std::to_string(count(summary, "torn")) + " torn"};
}

/// The first episode of the finding, if it is the one that is meant, in the time that is meant.
const ScenarioEpisode *matching(const Scenario &scenario, const ScenarioExpectation &expectation,
                                const ScenarioFinding &finding)
{
    if (finding.segment != scenario.segments[*expectation.segment].id)
        return nullptr;
    if (expectation.finding ? finding.code != *expectation.finding : finding.severity == Severity::Info)
        return nullptr;
    const std::int64_t since = std::chrono::nanoseconds(expectation.since).count();
    const std::int64_t until = expectation.within ? since + std::chrono::nanoseconds(*expectation.within).count()
                                                  : std::numeric_limits<std::int64_t>::max();
    const auto found = std::find_if(finding.episodes.begin(), finding.episodes.end(), [&](const ScenarioEpisode &one) {
        return one.lastNs >= since && one.firstNs <= until;
    });
    return found != finding.episodes.end() ? &*found : nullptr;
}

Judgement judgeFinding(const Scenario &scenario, const ScenarioExpectation &expectation, const ScenarioReport &report)
{
    const bool wanted = expectation.what == What::Finding;
    for (const ScenarioFinding &finding : report.findings) {
        if (const ScenarioEpisode *episode = matching(scenario, expectation, finding))
            return {wanted,
                    std::string(name(finding.code)) + " after " + std::to_string(episode->firstNs / 1'000'000)
                        + " ms: " + finding.text};
    }
    std::string others;
    for (const ScenarioFinding &finding : report.findings) {
        if (wanted && finding.segment == scenario.segments[*expectation.segment].id)
            others += (others.empty() ? "; there was " : ", ") + std::string(name(finding.code)) + " after "
                + std::to_string(finding.firstNs / 1'000'000) + " ms";
    }
    return {!wanted, "not found" + others};
}

Judgement judgeExit(const ScenarioExpectation &expectation, const ScenarioActorReport &actor)
{
    const platform::ChildExit expected{.status = expectation.signal != 0 ? 0 : expectation.status,
                                       .signal = expectation.signal};
    return {actor.exit == expected, "it " + exitText(actor)};
}

Judgement judgeOne(const Scenario &scenario, const ScenarioExpectation &expectation, const ScenarioReport &report)
{
    switch (expectation.what) {
    case What::NoLoss:
        return judgeLoss(scenario, report, *expectation.actor);
    case What::Messages:
        return judgeMessages(expectation, report.actors[*expectation.actor]);
    case What::Throughput:
        return judgeThroughput(expectation, report.actors[*expectation.actor]);
    case What::Latency:
        return judgeLatency(expectation, report.actors[*expectation.actor]);
    case What::NoTornRead:
        return judgeTorn(report.actors[*expectation.actor]);
    case What::Finding:
    case What::NoFinding:
        return judgeFinding(scenario, expectation, report);
    case What::Exit:
        return judgeExit(expectation, report.actors[*expectation.actor]);
    }
    return {};
}

bool isStruck(const Scenario &scenario, std::size_t actor)
{
    return std::any_of(scenario.faults.begin(), scenario.faults.end(),
                       [&](const ScenarioFault &fault) { return fault.actor == actor && fault.kind != "stop"; });
}

} // namespace

bool findingSeen(const Scenario &scenario, const ScenarioExpectation &expectation, const ScenarioReport &report)
{
    return expectation.what == What::Finding && judgeFinding(scenario, expectation, report).passed;
}

std::vector<ScenarioVerdict> judge(const Scenario &scenario, const ScenarioReport &report)
{
    std::vector<ScenarioVerdict> verdicts;
    std::vector<bool> isExpected(scenario.actors.size());
    std::vector<bool> mayOffend(scenario.actors.size());
    for (const ScenarioExpectation &expectation : scenario.expectations) {
        Judgement judgement = judgeOne(scenario, expectation, report);
        verdicts.push_back(
            {name(expectation.what), scenario.text(expectation), judgement.passed, std::move(judgement.seen)});
        if (expectation.what == What::Exit)
            isExpected[*expectation.actor] = true;
        // Whoever verifies fails because of what this expectation tells anyway.
        if (expectation.what == What::NoLoss || expectation.what == What::NoTornRead)
            mayOffend[*expectation.actor] = true;
    }
    for (std::size_t number = 0; number < scenario.actors.size(); ++number) {
        const ScenarioActorReport &actor = report.actors[number];
        const bool isCommand = std::holds_alternative<CommandPart>(scenario.actors[number].part);
        const bool fine = actor.exit == platform::ChildExit{} || (actor.exit && actor.endedByRun && isCommand)
            || (actor.exit == platform::ChildExit{.status = 1} && mayOffend[number]);
        if (!fine && !isExpected[number] && !isStruck(scenario, number))
            verdicts.push_back({"exit", actor.id + " does not fail", false, "it " + exitText(actor)});
    }
    for (const ScenarioFaultReport &fault : report.faults) {
        if (!fault.done)
            verdicts.push_back({"fault", fault.kind + " strikes " + fault.on, false,
                                fault.text.empty() ? "it was never carried out" : fault.text});
    }
    return verdicts;
}

} // namespace membridge
