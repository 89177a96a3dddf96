// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario.h"

#include <array>
#include <cstdio>

namespace membridge {

namespace {

std::string numberText(double number)
{
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.15g", number);
    return text.data();
}

std::string boundsText(const ScenarioExpectation &expectation)
{
    if (expectation.atLeast && expectation.atMost) {
        return *expectation.atLeast == *expectation.atMost
            ? "exactly " + std::to_string(*expectation.atLeast)
            : std::to_string(*expectation.atLeast) + " to " + std::to_string(*expectation.atMost);
    }
    return expectation.atLeast ? "at least " + std::to_string(*expectation.atLeast)
                               : "at most " + std::to_string(expectation.atMost.value_or(0));
}

std::string windowText(const ScenarioExpectation &expectation)
{
    std::string text;
    if (expectation.within)
        text += " within " + std::to_string(expectation.within->count()) + " ms";
    if (expectation.since.count() > 0)
        text += " from " + std::to_string(expectation.since.count()) + " ms on";
    return text;
}

} // namespace

bool ScenarioActor::ends() const noexcept
{
    if (runFor.count() > 0)
        return true;
    if (const auto *producer = std::get_if<ProducerPart>(&part))
        return producer->count > 0;
    if (const auto *consumer = std::get_if<ConsumerPart>(&part))
        return consumer->count > 0;
    return std::holds_alternative<CommandPart>(part);
}

std::string Scenario::text(const ScenarioExpectation &expectation) const
{
    using What = ScenarioExpectation::What;
    const std::string who = expectation.actor ? actors[*expectation.actor].id : "";
    const std::string where = expectation.segment ? " on " + segments[*expectation.segment].id : "";
    switch (expectation.what) {
    case What::NoLoss:
        return who + " gets every message once, whole and in order";
    case What::Messages:
        return who + " counts " + boundsText(expectation) + " messages";
    case What::Throughput:
        return who + " makes more than " + numberText(expectation.limit) + " messages/s";
    case What::Latency:
        return who + " sees a latency (" + expectation.percentile + ") below " + numberText(expectation.limit) + " us";
    case What::NoTornRead:
        return who + " reads no torn bytes";
    case What::Finding:
        return std::string(membridge::name(*expectation.finding)) + " is found" + where + windowText(expectation);
    case What::NoFinding:
        return (expectation.finding ? std::string(membridge::name(*expectation.finding)) : "nothing wrong") + " is "
            + (expectation.finding ? "not " : "") + "found" + where + windowText(expectation);
    case What::Exit:
        return who
            + (expectation.signal != 0 ? " is ended by signal " + std::to_string(expectation.signal)
                                       : " returns " + std::to_string(expectation.status));
    }
    return {};
}

const char *name(ScenarioExpectation::What what) noexcept
{
    using What = ScenarioExpectation::What;
    switch (what) {
    case What::NoLoss:
        return "no-loss";
    case What::Messages:
        return "messages";
    case What::Throughput:
        return "throughput";
    case What::Latency:
        return "latency";
    case What::NoTornRead:
        return "no-torn-read";
    case What::Finding:
        return "finding";
    case What::NoFinding:
        return "no-finding";
    case What::Exit:
        return "exit";
    }
    return "";
}

std::optional<FindingCode> parseFindingCode(std::string_view word) noexcept
{
    for (int number = 0; number <= static_cast<int>(FindingCode::SharedCacheLine); ++number) {
        const auto code = static_cast<FindingCode>(number);
        if (word == name(code))
            return code;
    }
    return std::nullopt;
}

} // namespace membridge
