// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "scenario_report.h"

#include "../codec/field_json.h"
#include "../codec/utf8.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace membridge {

namespace {

const char *stateText(ScenarioActorReport::State state)
{
    switch (state) {
    case ScenarioActorReport::State::Waiting:
        return "waiting";
    case ScenarioActorReport::State::Running:
        return "running";
    case ScenarioActorReport::State::Ended:
        return "ended";
    }
    return "";
}

Json actorJson(const ScenarioActorReport &actor)
{
    Json json = {{"id", actor.id}, {"kind", actor.kind}, {"state", stateText(actor.state)}};
    if (actor.exit) {
        if (actor.exit->signal != 0)
            json["signal"] = actor.exit->signal;
        else
            json["status"] = actor.exit->status;
    }
    json["ended_by_run"] = actor.endedByRun;
    // It was parsed before, and is ours.
    if (!actor.summary.empty())
        json["summary"] = Json::parse(actor.summary, nullptr, false);
    if (!actor.error.empty())
        json["error"] = escapedForDisplay(actor.error);
    return json;
}

/// What may stand in an attribute or an element.
std::string xml(std::string_view text)
{
    std::string out;
    for (const char c : escapedForDisplay(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string seconds(std::int64_t ns)
{
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.3f", static_cast<double>(ns) / 1e9);
    return text.data();
}

} // namespace

bool ScenarioReport::passed() const noexcept
{
    return ended && !stopped
        && std::all_of(verdicts.begin(), verdicts.end(), [](const ScenarioVerdict &one) { return one.passed; });
}

void ScenarioFinding::add(std::int64_t from, std::int64_t to)
{
    ScenarioEpisode added{from, to};
    // The first one that does not lie wholly before it; those that meet it become one with it.
    auto at = std::find_if(episodes.begin(), episodes.end(),
                           [&](const ScenarioEpisode &one) { return one.lastNs >= added.firstNs; });
    auto end = at;
    for (; end != episodes.end() && end->firstNs <= added.lastNs; ++end) {
        added.firstNs = std::min(added.firstNs, end->firstNs);
        added.lastNs = std::max(added.lastNs, end->lastNs);
    }
    if (at != end) {
        *at = added;
        episodes.erase(at + 1, end);
    } else if (at == episodes.end() && episodes.size() >= mostEpisodes) {
        episodes.back().lastNs = added.lastNs;
    } else {
        episodes.insert(at, added);
        if (episodes.size() > mostEpisodes) {
            const std::int64_t last = episodes.back().lastNs;
            episodes.pop_back();
            episodes.back().lastNs = last;
        }
    }
    firstNs = episodes.front().firstNs;
    lastNs = episodes.back().lastNs;
}

std::string reportJson(const ScenarioReport &report)
{
    Json json = {{"name", report.name},
                 {"passed", report.passed()},
                 {"stopped", report.stopped},
                 {"elapsed_ns", report.elapsedNs}};
    json["expectations"] = Json::array();
    for (const ScenarioVerdict &one : report.verdicts)
        json["expectations"].push_back(
            {{"what", one.what}, {"text", one.text}, {"passed", one.passed}, {"seen", one.seen}});
    json["actors"] = Json::array();
    for (const ScenarioActorReport &actor : report.actors)
        json["actors"].push_back(actorJson(actor));
    json["faults"] = Json::array();
    for (const ScenarioFaultReport &fault : report.faults)
        json["faults"].push_back({{"kind", fault.kind},
                                  {"on", fault.on},
                                  {"at_ns", fault.atNs},
                                  {"done", fault.done},
                                  {"text", fault.text},
                                  {"correct_peer", fault.correctPeer}});
    json["findings"] = Json::array();
    for (const ScenarioFinding &finding : report.findings) {
        Json episodes = Json::array();
        for (const ScenarioEpisode &episode : finding.episodes)
            episodes.push_back({{"first_ns", episode.firstNs}, {"last_ns", episode.lastNs}});
        json["findings"].push_back({{"segment", finding.segment},
                                    {"code", name(finding.code)},
                                    {"severity", name(finding.severity)},
                                    {"text", finding.text},
                                    {"first_ns", finding.firstNs},
                                    {"last_ns", finding.lastNs},
                                    {"episodes", std::move(episodes)}});
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string reportJunit(const ScenarioReport &report)
{
    const auto failures = std::count_if(report.verdicts.begin(), report.verdicts.end(),
                                        [](const ScenarioVerdict &one) { return !one.passed; });
    const std::string counts = "tests=\"" + std::to_string(report.verdicts.size()) + "\" failures=\""
        + std::to_string(failures) + "\" errors=\"" + (report.stopped ? "1" : "0") + "\" time=\""
        + seconds(report.elapsedNs) + '"';
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites " + counts + ">\n  <testsuite name=\""
        + xml(report.name) + "\" " + counts + ">\n";
    for (const ScenarioVerdict &one : report.verdicts) {
        out += "    <testcase classname=\"" + xml(report.name) + "\" name=\"" + xml(one.text) + "\" time=\""
            + seconds(report.elapsedNs) + '"';
        out += one.passed
            ? "/>\n"
            : ">\n      <failure message=\"" + xml(one.seen) + "\" type=\"" + xml(one.what) + "\"/>\n    </testcase>\n";
    }
    if (report.stopped)
        out += "    <system-err>stopped before its end</system-err>\n";
    return out + "  </testsuite>\n</testsuites>\n";
}

} // namespace membridge
