// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verdicts.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace membridge::bench {

namespace {

using Outcome = Verdict::Outcome;

/// Those whose users we want; the byte loop and memcpy are measures, not competitors.
constexpr const char *competitors[] = {"boost", "readerwriterqueue", "atomic_queue", "rtrb"};

std::string text(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.2f", value);
    return buffer;
}

std::string sizeText(std::size_t size)
{
    return size < 1024 ? std::to_string(size) + " B" : std::to_string(size / 1024) + " KiB";
}

Outcome outcome(bool reached)
{
    return reached ? Outcome::Reached : Outcome::NotReached;
}

/// Ahead of the best of them; the figure names it.
Verdict ahead(const Results &results, const std::string &ours, std::size_t size, bool batched)
{
    Verdict verdict{.aim = sizeText(size) + (batched ? ", batched" : ", single") + ": ahead of every queue",
                    .figure = {}};
    double least = std::numeric_limits<double>::max();
    const char *best = nullptr;
    for (const char *other : competitors) {
        const double now = ratio(results, ours, other, size, batched);
        if (now > 0 && now < least) {
            least = now;
            best = other;
        }
    }
    if (best == nullptr)
        return verdict;
    verdict.figure = text(least) + " x the best, " + best;
    verdict.outcome = outcome(least > 1);
    return verdict;
}

Verdict atLeast(const Results &results, const std::string &aim, const std::string &ours, const std::string &other,
                std::size_t size, bool batched, double least)
{
    Verdict verdict{.aim = aim, .figure = {}};
    const double now = ratio(results, ours, other, size, batched);
    if (now <= 0)
        return verdict;
    verdict.figure = text(now) + " x " + other + (batched ? ", batched" : ", single");
    verdict.outcome = outcome(now >= least);
    return verdict;
}

Verdict lazily(Verdict verdict)
{
    verdict.aim = "lazy release: " + verdict.aim;
    return verdict;
}

void addThroughput(std::vector<Verdict> &all, const Results &results)
{
    const auto measured = [&](std::size_t size) { return results.race("ours", size, false) != nullptr; };
    for (const std::size_t size : messageSizes) {
        if (size < 64 || !measured(size))
            continue;
        all.push_back(ahead(results, "ours", size, false));
        all.push_back(lazily(ahead(results, "ours-lazy", size, false)));
        all.push_back(ahead(results, "ours", size, true));
    }
    for (const char *ours : {"ours", "ours-lazy"}) {
        const bool lazy = ours != std::string("ours");
        Verdict boost = atLeast(results, "8 B, single: at least boost", ours, "boost", 8, false, 1);
        Verdict best = ahead(results, ours, 8, false);
        best.aim = "8 B, single: ratio to the best";
        best.outcome = best.figure.empty() ? Outcome::NotMeasured : Outcome::Told;
        // What four bytes of length cost by themselves: told, not aimed at.
        Verdict frames = atLeast(results, "8 B, single: ratio to boost with a length in each message", ours,
                                 "boost-frames", 8, false, 1);
        if (frames.outcome != Outcome::NotMeasured)
            frames.outcome = Outcome::Told;
        all.push_back(lazy ? lazily(boost) : boost);
        all.push_back(lazy ? lazily(frames) : frames);
        all.push_back(lazy ? lazily(best) : best);
    }
    struct Aim
    {
        std::size_t size;
        double least;
    };
    for (const Aim &aim : {Aim{8, 5}, Aim{1024, 8}, Aim{64 * 1024, 12}}) {
        const std::string words = sizeText(aim.size) + ": at least " + std::to_string(static_cast<int>(aim.least))
            + " x the byte loop";
        all.push_back(atLeast(results, words, "ours", "byte-loop", aim.size, false, aim.least));
        all.push_back(lazily(atLeast(results, words, "ours-lazy", "byte-loop", aim.size, false, aim.least)));
        all.push_back(atLeast(results, words, "ours", "byte-loop", aim.size, true, aim.least));
    }
    const std::string handOff = "64 KiB: at least 0.8 x a memcpy hand-off";
    all.push_back(atLeast(results, handOff, "ours", "memcpy", 64 * 1024, false, 0.8));
    all.push_back(lazily(atLeast(results, handOff, "ours-lazy", "memcpy", 64 * 1024, false, 0.8)));
    all.push_back(atLeast(results, handOff, "ours", "memcpy", 64 * 1024, true, 0.8));
}

} // namespace

double ratio(const Results &results, const std::string &ours, const std::string &other, std::size_t size, bool batched)
{
    const Samples *mine = results.race(ours, size, batched);
    const Samples *theirs = results.race(other, size, batched);
    return mine != nullptr && theirs != nullptr ? mine->median() / theirs->median() : 0;
}

std::vector<Verdict> verdicts(const Results &results)
{
    std::vector<Verdict> all;
    addThroughput(all, results);

    struct Bound
    {
        const char *key;
        const char *words;
    };
    for (const Bound &bound : {Bound{Results::oneLineKey, "one bare cache line"},
                               Bound{Results::twoLinesKey, "two bare cache lines, one a direction"}}) {
        for (const char *ours : {"ours", "ours-lazy"}) {
            Verdict trip{.aim = std::string("8 B round trip: at most 1.15 x ") + bound.words, .figure = {}};
            const Samples *mine = results.roundTrip(ours);
            const Samples *line = results.roundTrip(bound.key);
            if (mine != nullptr && line != nullptr) {
                const double now = mine->median() / line->median();
                trip.figure = text(now) + " x";
                trip.outcome = outcome(now <= 1.15);
            }
            all.push_back(ours == std::string("ours") ? trip : lazily(trip));
        }
    }

    for (const Results::Copying &copying : results.copying) {
        const double now = copying.memcpyNs.median() / copying.oursNs.median();
        all.push_back({.aim = "Region, " + copying.what + ": at least 0.9 x memcpy",
                       .figure = text(now) + " x",
                       .outcome = outcome(now >= 0.9)});
    }
    for (const Results::Decoding &decoding : results.decoding) {
        Verdict speed{.aim = "Decode " + decoding.what + ": at least 20 x CPython's struct", .figure = {}};
        if (!decoding.pythonNs.empty()) {
            const double now = decoding.pythonNs.median() / decoding.oursNs.median();
            speed.figure = text(now) + " x";
            speed.outcome = outcome(now >= 20);
        }
        all.push_back(speed);
        all.push_back({.aim = "Decode " + decoding.what + ": no allocation a field",
                       .figure = text(decoding.allocationsAMessage) + " allocations a message of "
                           + std::to_string(decoding.fields) + " fields",
                       .outcome = outcome(decoding.allocationsAMessage == 0)});
    }
    for (const Results::Searching &searching : results.searching) {
        const double now = searching.memmemSeconds.median() / searching.oursSeconds.median();
        all.push_back({.aim = "Search, " + searching.what + ": at least 0.8 x memmem",
                       .figure = text(now) + " x",
                       .outcome = outcome(now >= 0.8)});
    }
    for (const Results::Observing &observing : results.observing) {
        if (observing.rateHz > 1000)
            continue;
        const std::string words = "Observing " + observing.what + " at "
            + std::to_string(static_cast<int>(observing.rateHz)) + " Hz: ";
        const double share = Samples::medianOf(observing.coreShare);
        const double bound = lowerBound95(observing.ratios);
        all.push_back({.aim = words + "at most 2 % of a core",
                       .figure = text(share * 100) + " %",
                       .outcome = outcome(share <= 0.02)});
        all.push_back({.aim = words + "throughput at least 0.97",
                       .figure = text(bound) + " x (lower 95 % bound)",
                       .outcome = outcome(bound >= 0.97)});
    }
    for (const Figure &figure : results.figures) {
        const double now = figure.samples.median();
        const std::string words = figure.section + ": " + figure.what + ": ";
        if (figure.atMost)
            all.push_back({.aim = words + "at most " + text(*figure.atMost) + ' ' + figure.unit,
                           .figure = text(now) + ' ' + figure.unit,
                           .outcome = outcome(now <= *figure.atMost)});
        if (figure.atLeast)
            all.push_back({.aim = words + "at least " + text(*figure.atLeast) + ' ' + figure.unit,
                           .figure = text(now) + ' ' + figure.unit,
                           .outcome = outcome(now >= *figure.atLeast)});
    }
    return all;
}

} // namespace membridge::bench
