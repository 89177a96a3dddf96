// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
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

} // namespace membridge::bench
