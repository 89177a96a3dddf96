// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "report.h"

#include "verdicts.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace membridge::bench {

namespace {

void printThroughput(const Results &results, std::size_t size, bool batched)
{
    const Samples *ours = results.race("ours", size, batched);
    std::printf("\n## %zu bytes, %s: M messages/s\n\n", size, batched ? "batched" : "single");
    if (batched)
        std::printf("Batches of %zu.\n\n", batchOf(size));
    std::printf("| %-20s |   median |      least |       most |     GB/s | ours to it | lazy to it | line, ns |\n", "");
    std::printf(
        "|----------------------|----------|------------|------------|----------|------------|------------|----------|\n");
    for (const Entrant &entrant : results.entrants) {
        const Samples *samples = results.race(entrant.key, size, batched);
        const std::string name = entrant.name + (batched && !entrant.batches ? " *" : "");
        if (samples == nullptr) {
            std::printf("| %-20s | not measured%s%s\n", name.c_str(), entrant.whyNot.empty() ? "" : ": ",
                        entrant.whyNot.c_str());
            continue;
        }
        const double median = samples->median();
        const Samples *lazy = results.race("ours-lazy", size, batched);
        const auto column = [&](const Samples *of) {
            if (of == nullptr)
                std::printf(" %10s |", "");
            else
                std::printf(" %10.2f |", of->median() / median);
        };
        std::printf("| %-20s | %8.3f | %10.3f | %10.3f | %8.3f |", name.c_str(), median / 1e6, samples->least() / 1e6,
                    samples->most() / 1e6, median * static_cast<double>(size) / 1e9);
        column(ours);
        column(lazy);
        std::printf(" %8.0f |\n", samples->medianLine());
    }
    if (batched)
        std::printf("\n\\* has no batches: the same single operations.\n");
}

void printRoundTrips(const Results &results)
{
    if (results.roundTripNs.empty())
        return;
    const Samples *line = results.roundTrip(Results::oneLineKey);
    const Samples *two = results.roundTrip(Results::twoLinesKey);
    if (line == nullptr || two == nullptr)
        return;
    std::printf(
        "\n## Round trip of 8 bytes: ns\n\n| %-20s |   median |    least |     most | to one line | to two lines | line before |\n",
        "");
    std::printf("|----------------------|----------|----------|----------|-------------|--------------|-------------|\n");
    const auto row = [&](const std::string &name, const Samples *samples) {
        if (samples == nullptr)
            return;
        std::printf("| %-20s | %8.1f | %8.1f | %8.1f | %11.2f | %12.2f | %11.0f |\n", name.c_str(), samples->median(),
                    samples->least(), samples->most(), samples->median() / line->median(),
                    samples->median() / two->median(), samples->medianLine());
    };
    row("one bare line", line);
    row("two bare lines", two);
    for (const Entrant &entrant : results.entrants)
        row(entrant.name, results.roundTrip(entrant.key));
}

void printAcross(const Results &results)
{
    if (results.across.empty())
        return;
    std::printf(
        "\n## Two processes: M messages/s\n\n| %-21s |   bytes |   median |    least |     most |     GB/s | line, ns |\n",
        "");
    std::printf("|-----------------------|---------|----------|----------|----------|----------|----------|\n");
    for (const std::string &pair : results.acrossPairs) {
        for (const auto &[key, samples] : results.across) {
            if (key.pair != pair || samples.empty())
                continue;
            std::printf("| %-21s | %7zu | %8.3f | %8.3f | %8.3f | %8.3f | %8.0f |\n", pair.c_str(), key.size,
                        samples.median() / 1e6, samples.least() / 1e6, samples.most() / 1e6,
                        samples.median() * static_cast<double>(key.size) / 1e9, samples.medianLine());
        }
    }
    if (!results.whyNotWheel.empty())
        std::printf("\nThe wheel: not measured: %s\n", results.whyNotWheel.c_str());
}

void printAlone(const Results &results)
{
    if (!results.copying.empty()) {
        std::printf("\n## Region: us\n\n| %-14s |     ours |   memcpy | memcpy to ours |\n", "");
        std::printf("|----------------|----------|----------|----------------|\n");
        for (const Results::Copying &copying : results.copying)
            std::printf("| %-14s | %8.3f | %8.3f | %14.2f |\n", copying.what.c_str(), copying.oursNs.median() / 1e3,
                        copying.memcpyNs.median() / 1e3, copying.memcpyNs.median() / copying.oursNs.median());
    }
    if (!results.decoding.empty()) {
        std::printf(
            "\n## Decode: ns a message\n\n| %-44s |     ours |   struct | struct to ours | allocations a message |\n",
            "");
        std::printf(
            "|----------------------------------------------|----------|----------|----------------|-----------------------|\n");
        for (const Results::Decoding &decoding : results.decoding) {
            const double python = decoding.pythonNs.median();
            std::printf("| %-44s | %8.1f | %8.1f | %14.1f | %21.2f |\n", decoding.what.c_str(), decoding.oursNs.median(),
                        python, python / decoding.oursNs.median(), decoding.allocationsAMessage);
        }
        if (!results.whyNotPython.empty())
            std::printf("\nCPython: not measured: %s\n", results.whyNotPython.c_str());
    }
}

void printSearching(const Results &results)
{
    if (results.searching.empty())
        return;
    std::printf("\n## Search: GB/s\n\n| %-28s |     ours |   memmem | ours to memmem |\n", "");
    std::printf("|------------------------------|----------|----------|----------------|\n");
    for (const Results::Searching &row : results.searching) {
        const auto rate = [&](const Samples &samples) {
            return static_cast<double>(row.bytes) / samples.median() / 1e9;
        };
        std::printf("| %-28s | %8.2f | %8.2f | %14.2f |\n", row.what.c_str(), rate(row.oursSeconds),
                    rate(row.memmemSeconds), row.memmemSeconds.median() / row.oursSeconds.median());
    }
}

void printObserving(const Results &results)
{
    if (results.observing.empty())
        return;
    std::printf("\n## Looked at by a Sampler\n\n\"Woken\" is a thread that is woken as often and does nothing.\n\n"
                "| %-22s |   rate | achieved | %% of a core | woken, %% | coverage | rounds | throughput | lower 95 %% | "
                "woken | MB/s alone |\n",
                "");
    std::printf("|------------------------|--------|----------|-------------|----------|----------|--------|------------|"
                "------------|-------|------------|\n");
    for (const Results::Observing &row : results.observing)
        std::printf("| %-22s | %6.0f | %8.0f | %11.2f | %8.2f | %8.3f | %6zu | %10.3f | %10.3f | %5.3f | %10.1f |\n",
                    row.what.c_str(), row.rateHz, Samples::medianOf(row.achievedHz),
                    Samples::medianOf(row.coreShare) * 100, Samples::medianOf(row.wokenShare) * 100,
                    Samples::medianOf(row.coverage), row.ratios.size(), Samples::medianOf(row.ratios),
                    lowerBound95(row.ratios), Samples::medianOf(row.wokenRatios), row.bytesASecond / 1e6);
}

void printFigures(const Results &results)
{
    std::string section;
    for (const Figure &figure : results.figures) {
        if (figure.section != section) {
            section = figure.section;
            std::printf("\n## %s\n\n| %-52s | unit |     median |      least |       most | line, ns |\n",
                        section.c_str(), "");
            std::printf(
                "|------------------------------------------------------|------|------------|------------|------------|----------|\n");
        }
        std::printf("| %-52s | %-4s | %10.2f | %10.2f | %10.2f | %8.0f |\n", figure.what.c_str(), figure.unit.c_str(),
                    figure.samples.median(), figure.samples.least(), figure.samples.most(), figure.samples.medianLine());
    }
}

nlohmann::json toJson(const Samples &samples)
{
    return {{"median", samples.median()}, {"values", samples.values}, {"cache_line_ns", samples.lineNs}};
}

} // namespace

void printMachine(const nlohmann::json &facts, const Plan &plan)
{
    std::printf("# Membridge Scope: benchmark\n\n");
    for (const auto &[name, value] : facts.items())
        std::printf("- %s: %s\n", name.c_str(),
                    value.is_string() ? value.get<std::string>().c_str() : value.dump().c_str());
    std::printf("- %u repetitions of %.0f ms, seed %u; %u pauses when full or empty, %u in round trips\n\n",
                plan.repetitions, plan.milliseconds, plan.seed, plan.pauses, roundTripPauses);
    std::fflush(stdout);
}

void printResults(const Results &results)
{
    if (!results.races.empty()) {
        std::printf("\n");
        for (const Entrant &entrant : results.entrants)
            std::printf("- %s: %s\n", entrant.name.c_str(),
                        entrant.make ? entrant.what.c_str() : ("not measured: " + entrant.whyNot).c_str());
    }
    for (const bool batched : {false, true}) {
        for (const std::size_t size : messageSizes) {
            if (results.race("ours", size, batched) != nullptr)
                printThroughput(results, size, batched);
        }
    }
    printRoundTrips(results);
    printAcross(results);
    printAlone(results);
    printSearching(results);
    printObserving(results);
    printFigures(results);

    std::printf("\n## Aims\n\n| %-76s | %-36s | %-12s |\n", "", "", "");
    std::printf(
        "|------------------------------------------------------------------------------|--------------------------------------|\n");
    for (const Verdict &verdict : verdicts(results))
        std::printf("| %-76s | %-36s | %-12s |\n", verdict.aim.c_str(), verdict.figure.c_str(), verdict.word());
}

nlohmann::json toJson(const Results &results, const Plan &plan, const nlohmann::json &facts)
{
    nlohmann::json all;
    all["machine"] = facts;
    all["plan"] = {{"repetitions", plan.repetitions},
                   {"milliseconds", plan.milliseconds},
                   {"seed", plan.seed},
                   {"pauses", plan.pauses},
                   {"round_trip_pauses", roundTripPauses}};
    all["contestants"] = nlohmann::json::array();
    for (const Entrant &entrant : results.entrants)
        all["contestants"].push_back({{"key", entrant.key},
                                      {"what", entrant.what},
                                      {"batches", entrant.batches},
                                      {"not_measured", entrant.whyNot}});
    all["throughput"] = nlohmann::json::array();
    for (const auto &[key, samples] : results.races) {
        nlohmann::json row = toJson(samples);
        row.update({{"contestant", key.entrant},
                    {"bytes", key.size},
                    {"batch", key.batched ? batchOf(key.size) : 1},
                    {"unit", "messages/s"}});
        all["throughput"].push_back(row);
    }
    all["round_trip"] = nlohmann::json::array();
    for (const auto &[key, samples] : results.roundTripNs) {
        nlohmann::json row = toJson(samples);
        row.update({{"contestant", key}, {"bytes", 8}, {"unit", "ns"}});
        all["round_trip"].push_back(row);
    }
    all["across_processes"] = nlohmann::json::array();
    for (const auto &[key, samples] : results.across) {
        nlohmann::json row = toJson(samples);
        row.update({{"pair", key.pair}, {"bytes", key.size}, {"unit", "messages/s"}});
        all["across_processes"].push_back(row);
    }
    all["region"] = nlohmann::json::array();
    for (const Results::Copying &copying : results.copying)
        all["region"].push_back({{"what", copying.what},
                                 {"unit", "ns"},
                                 {"ours", toJson(copying.oursNs)},
                                 {"memcpy", toJson(copying.memcpyNs)}});
    all["decode"] = nlohmann::json::array();
    for (const Results::Decoding &decoding : results.decoding) {
        all["decode"].push_back({{"what", decoding.what},
                                 {"unit", "ns"},
                                 {"ours", toJson(decoding.oursNs)},
                                 {"struct", toJson(decoding.pythonNs)},
                                 {"allocations_a_message", decoding.allocationsAMessage},
                                 {"fields", decoding.fields}});
    }
    all["search"] = nlohmann::json::array();
    for (const Results::Searching &row : results.searching)
        all["search"].push_back({{"what", row.what},
                                 {"unit", "s"},
                                 {"bytes", row.bytes},
                                 {"ours", toJson(row.oursSeconds)},
                                 {"memmem", toJson(row.memmemSeconds)}});
    all["observer"] = nlohmann::json::array();
    for (const Results::Observing &row : results.observing)
        all["observer"].push_back({{"what", row.what},
                                   {"rate_hz", row.rateHz},
                                   {"achieved_hz", row.achievedHz},
                                   {"core_share", row.coreShare},
                                   {"core_share_woken", row.wokenShare},
                                   {"throughput_ratio_woken", row.wokenRatios},
                                   {"coverage", row.coverage},
                                   {"throughput_ratio", row.ratios},
                                   {"throughput_ratio_lower_95", lowerBound95(row.ratios)}});
    all["figures"] = nlohmann::json::array();
    for (const Figure &figure : results.figures) {
        nlohmann::json row = toJson(figure.samples);
        row.update({{"section", figure.section}, {"what", figure.what}, {"unit", figure.unit}});
        all["figures"].push_back(row);
    }
    all["aims"] = nlohmann::json::array();
    for (const Verdict &verdict : verdicts(results))
        all["aims"].push_back({{"aim", verdict.aim}, {"figure", verdict.figure}, {"outcome", verdict.word()}});
    return all;
}

} // namespace membridge::bench
