// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "traffic_run.h"

#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "ring_access.h"
#include "size_text.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <exception>
#include <thread>

namespace membridge::cli {

namespace {

const char *endText(TrafficEnd end)
{
    switch (end) {
    case TrafficEnd::Count:
        return "count";
    case TrafficEnd::Time:
        return "time";
    case TrafficEnd::Stopped:
        return "signal";
    case TrafficEnd::NoProgress:
        return "timeout";
    case TrafficEnd::Malformed:
        return "malformed";
    case TrafficEnd::Misfit:
        return "misfit";
    }
    return "";
}

void addCounters(Json &json, const TrafficCounters &counters)
{
    json["messages"] = counters.messages;
    json["bytes"] = counters.bytes;
    json["elapsed_ns"] = counters.elapsedNs;
    json["rate"] = counters.rate();
    json["lost"] = counters.lost;
    json["duplicated"] = counters.duplicated;
    json["corrupt"] = counters.corrupt;
}

void addMoreCounters(Json &json, const TrafficCounters &counters)
{
    json["reordered"] = counters.reordered;
    json["late"] = counters.late;
    json["refused"] = counters.refused;
}

std::string trafficText(const TrafficCounters &counters)
{
    const double seconds = static_cast<double>(counters.elapsedNs) / 1e9;
    std::array<char, 160> text;
    std::snprintf(text.data(), text.size(), "%s (%s) in %.3f s, %.0f messages/s\n",
                  countText(counters.messages, "message").c_str(),
                  shortSizeText(static_cast<double>(counters.bytes)).c_str(), seconds, counters.rate());
    return text.data();
}

std::string verifiedText(const TrafficCounters &counters, std::chrono::milliseconds late)
{
    // Without a limit nobody looked for it.
    const std::string lateness = late.count() == 0
        ? std::string()
        : ", " + std::to_string(counters.late) + " late (older than " + std::to_string(late.count()) + " ms)";
    return std::to_string(counters.lost) + " lost, " + std::to_string(counters.duplicated) + " duplicated, "
        + std::to_string(counters.reordered) + " reordered, " + std::to_string(counters.corrupt) + " corrupt" + lateness
        + '\n';
}

std::string latencyText(const LogHistogram &latency)
{
    return "latency: p50 " + std::to_string(latency.percentile(0.5)) + " ns, p99 "
        + std::to_string(latency.percentile(0.99)) + " ns, p99.9 " + std::to_string(latency.percentile(0.999))
        + " ns, max " + std::to_string(latency.max()) + " ns\n";
}

Json latencyJson(const LogHistogram *latency)
{
    if (latency == nullptr || latency->count() == 0)
        return {{"p50", nullptr}, {"p99", nullptr}, {"p999", nullptr}, {"max", nullptr}};
    return {{"p50", latency->percentile(0.5)},
            {"p99", latency->percentile(0.99)},
            {"p999", latency->percentile(0.999)},
            {"max", latency->max()}};
}

Json offenceJson(const Offence &offence)
{
    return {{"kind", name(offence.kind)},      {"message", offence.message},
            {"position", offence.position},    {"length", offence.length},
            {"stream", offence.header.stream}, {"sequence", offence.header.sequence},
            {"expected", offence.expected},    {"text", offence.text},
            {"hex", hexText(offence.bytes)}};
}

void showProgress(const TrafficSide &side, const TrafficCounters &counters)
{
    if (!side.json) {
        print(trafficText(counters));
        flushOutput();
        return;
    }
    Json json = Json::object();
    addCounters(json, counters);
    addMoreCounters(json, counters);
    printLine(compact(json));
}

} // namespace

void runShowing(const StopSignals &signals, const std::function<void(const StopFlag *)> &load,
                const std::function<void()> &show)
{
    if (!show) {
        load(&signals.flag());
        return;
    }
    StopFlag stop;
    std::exception_ptr problem;
    std::atomic<bool> done{false};
    std::thread thread([&] {
        try {
            load(&stop);
        } catch (...) {
            problem = std::current_exception();
        }
        done.store(true, std::memory_order_release);
    });
    struct Join
    {
        StopFlag &stop;
        std::thread &thread;
        ~Join()
        {
            stop.request();
            thread.join();
        }
    };
    {
        const Join join{stop, thread};
        using Clock = std::chrono::steady_clock;
        constexpr std::chrono::milliseconds look{20};
        auto next = Clock::now() + std::chrono::seconds(1);
        while (!done.load(std::memory_order_acquire) && signals.sleepUntil(Clock::now() + look)) {
            if (Clock::now() < next)
                continue;
            show();
            next += std::chrono::seconds(1);
        }
    }
    if (problem)
        std::rethrow_exception(problem);
}

TrafficResult runTraffic(const TrafficSide &side, const StopSignals &signals,
                         const std::function<TrafficResult(const StopFlag *)> &load,
                         const std::function<TrafficCounters()> &counters)
{
    TrafficResult result;
    const auto show = [&] { showProgress(side, counters()); };
    runShowing(
        signals, [&](const StopFlag *stop) { result = load(stop); },
        side.progress ? std::function<void()>(show) : nullptr);
    return result;
}

void printSummary(const TrafficSide &side, const TrafficResult &result, const TrafficCounters &counters,
                  const Verifier *verifier)
{
    const Offence *offence = verifier != nullptr && verifier->firstOffence() ? &*verifier->firstOffence() : nullptr;
    if (side.json) {
        Json json = Json::object();
        addCounters(json, counters);
        json["latency_ns"] = latencyJson(verifier != nullptr ? &verifier->latency() : nullptr);
        addMoreCounters(json, counters);
        json["verified"] = verifier != nullptr;
        json["end"] = endText(result.end);
        if (side.late.count() > 0)
            json["late_ms"] = side.late.count();
        if (offence != nullptr)
            json["first_offence"] = offenceJson(*offence);
        printLine(compact(json));
        return;
    }
    print(trafficText(counters));
    if (verifier != nullptr)
        print(verifiedText(counters, side.late) + latencyText(verifier->latency()));
    flushOutput();
}

void failIfNeeded(const TrafficSide &side, const TrafficResult &result, std::chrono::milliseconds timeout)
{
    switch (result.end) {
    case TrafficEnd::Count:
    case TrafficEnd::Time:
    case TrafficEnd::Stopped:
        return;
    case TrafficEnd::NoProgress:
        throw Failure(ExitStatus::Timeout, side.name, side.attempted, side.timedOut + waitedText(timeout), side.advice);
    case TrafficEnd::Malformed:
        throw malformedRing(side.name, side.attempted, result.fault);
    case TrafficEnd::Misfit:
        throw Failure(ExitStatus::Malformed, side.name, side.attempted,
                      "the schema does not fit the message at position " + std::to_string(result.position)
                          + (result.misfit ? ": " + result.misfit->text() : ""),
                      "it was not consumed; try another --schema");
    }
}

} // namespace membridge::cli
