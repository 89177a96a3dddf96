// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <random>
#include <vector>

namespace membridge::bench {

/// One figure, as each repetition had it, and the cache line's round trip just before.
struct Samples
{
    std::vector<double> values;
    std::vector<double> lineNs;

    bool empty() const noexcept { return values.empty(); }
    void add(double value, double line)
    {
        values.push_back(value);
        lineNs.push_back(line);
    }
    double least() const { return *std::min_element(values.begin(), values.end()); }
    double most() const { return *std::max_element(values.begin(), values.end()); }
    double median() const { return medianOf(values); }
    double medianLine() const { return medianOf(lineNs); }

    static double medianOf(std::vector<double> values)
    {
        if (values.empty())
            return 0;
        std::sort(values.begin(), values.end());
        const std::size_t middle = values.size() / 2;
        return values.size() % 2 != 0 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
};

/// Where the mean of such values lies: a one-sided 95 % bound from below, by bootstrap.
inline double lowerBound95(const std::vector<double> &values)
{
    constexpr std::size_t rounds = 2000;
    if (values.empty())
        return 0;
    std::mt19937 random(1); // the same bound for the same values
    std::uniform_int_distribution<std::size_t> any(0, values.size() - 1);
    std::vector<double> means(rounds);
    for (double &mean : means) {
        for (std::size_t i = 0; i < values.size(); ++i)
            mean += values[any(random)];
        mean /= static_cast<double>(values.size());
    }
    std::sort(means.begin(), means.end());
    return means[rounds / 20];
}

} // namespace membridge::bench
