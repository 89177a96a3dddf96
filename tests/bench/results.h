// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contestant.h"
#include "figures.h"
#include "samples.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace membridge::bench {

/// Everything that was measured. Rates are messages a second, times are ns.
struct Results
{
    struct Race
    {
        std::string entrant; ///< Entrant::key
        std::size_t size = 0;
        bool batched = false;
        auto operator<=>(const Race &) const = default;
    };
    struct Across
    {
        std::string pair; ///< "ours -> wheel", …
        std::size_t size = 0;
        auto operator<=>(const Across &) const = default;
    };
    struct Decoding
    {
        std::string what;
        std::size_t fields = 0;
        Samples oursNs;   ///< A message.
        Samples pythonNs; ///< The same for CPython's struct.
        double allocationsAMessage = 0;
    };
    /// One of our operations on a region and the memcpy that it is compared with.
    struct Copying
    {
        std::string what;
        Samples oursNs;
        Samples memcpyNs;
    };

    struct Searching
    {
        std::string what;
        std::uint64_t bytes = 0;
        Samples oursSeconds;
        Samples memmemSeconds;
    };

    /// A pair that goes on all the while, in turns looked at and not.
    struct Observing
    {
        std::string what;
        double rateHz = 0;
        std::vector<double> ratios;      ///< Throughput looked at to throughput alone, a pair of windows each.
        std::vector<double> wokenRatios; ///< The same for a thread that is only woken as often.
        std::vector<double> coreShare;   ///< Of one core, while looking.
        std::vector<double> wokenShare;
        std::vector<double> achievedHz;
        std::vector<double> coverage;
        double bytesASecond = 0; ///< Median, alone.
    };

    std::vector<Entrant> entrants;
    std::map<Race, Samples> races;
    std::map<std::string, Samples> roundTripNs; ///< By Entrant::key, oneLineKey and twoLinesKey.
    std::map<Across, Samples> across;
    std::vector<std::string> acrossPairs;
    std::string whyNotWheel;
    std::vector<Copying> copying;
    std::vector<Decoding> decoding;
    std::string whyNotPython;
    std::vector<Searching> searching;
    std::vector<Observing> observing;
    std::vector<Figure> figures;

    static constexpr auto oneLineKey = "one-line";
    static constexpr auto twoLinesKey = "two-lines";

    const Samples *race(const std::string &entrant, std::size_t size, bool batched) const
    {
        const auto found = races.find({entrant, size, batched});
        return found == races.end() || found->second.empty() ? nullptr : &found->second;
    }
    const Samples *roundTrip(const std::string &entrant) const
    {
        const auto found = roundTripNs.find(entrant);
        return found == roundTripNs.end() || found->second.empty() ? nullptr : &found->second;
    }
};

/// What to measure, and how long.
struct Plan
{
    unsigned repetitions = 9;
    double milliseconds = 100; ///< Of each measurement.
    unsigned seed = 0;
    unsigned pauses = 64;
    unsigned observedPairs = 40; ///< Of windows with and without an observer.
    std::vector<std::size_t> sizes;
    std::string python; ///< With the wheel; empty: there is none.
    std::string self;   ///< This program.
};

} // namespace membridge::bench
