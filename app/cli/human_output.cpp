// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "human_output.h"

#include "core/codec/utf8.h"
#include "size_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <utility>

namespace membridge::cli {

namespace {

/// Code points: what a terminal shows of the escaped text, but for wide characters.
std::size_t widthOf(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80; }));
}

std::string percentText(double share)
{
    std::array<char, 32> text;
    const int length = std::snprintf(text.data(), text.size(), share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
    return {text.data(), static_cast<std::size_t>(length)};
}

} // namespace

Table::Table(std::vector<Column> columns) : m_columns(std::move(columns)) { }

void Table::addRow(std::vector<std::string> cells)
{
    cells.resize(m_columns.size());
    m_rows.push_back(std::move(cells));
}

std::string Table::text(std::string_view indent) const
{
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        widths.push_back(
            std::accumulate(m_rows.begin(), m_rows.end(), widthOf(m_columns[column].title),
                            [&](std::size_t width, const auto &row) { return std::max(width, widthOf(row[column])); }));
    }
    std::string out;
    const auto addLine = [&](auto &&cellOf) {
        out += indent;
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            const std::string &cell = cellOf(column);
            const std::string padding(widths[column] - widthOf(cell), ' ');
            const bool last = column + 1 == m_columns.size();
            out += column > 0 ? "  " : "";
            out += m_columns[column].align == Align::Right ? padding + cell : cell + (last ? "" : padding);
        }
        out += '\n';
    };
    addLine([&](std::size_t column) -> const std::string & { return m_columns[column].title; });
    for (const auto &row : m_rows)
        addLine([&](std::size_t column) -> const std::string & { return row[column]; });
    return out;
}

std::string guessText(const LayoutGuess &guess)
{
    if (guess.layout == Layout::Unknown)
        return name(guess.layout);
    return std::string(name(guess.layout)) + " (" + std::to_string(std::lround(guess.confidence * 100)) + " %)";
}

std::string wordText(LockWord word)
{
    switch (word.state()) {
    case LockState::Free:
        return "free";
    case LockState::Readers:
        return word.raw == 1 ? "one reader" : countText(static_cast<std::uint64_t>(word.raw), "reader");
    case LockState::Writer:
        return "one writer";
    case LockState::Invalid:
        break;
    }
    return "no state of this lock";
}

std::string fillText(std::uint64_t used, std::uint64_t capacity)
{
    const double share = capacity == 0 ? 0 : static_cast<double>(used) / static_cast<double>(capacity);
    return std::to_string(used) + " of " + countText(capacity, "byte") + " (" + percentText(share) + ')';
}

std::string findingText(const Finding &finding)
{
    return std::string(name(finding.severity)) + ": " + name(finding.code) + " at byte "
        + std::to_string(finding.offset) + ": " + escapedForDisplay(finding.text);
}

std::string waitedText(std::chrono::milliseconds time)
{
    return time.count() == 0 ? std::string() : " for " + std::to_string(time.count()) + " ms";
}

std::string timeText(std::int64_t nsSinceEpoch)
{
    // Not the epoch, but a system that keeps no time.
    if (nsSinceEpoch == 0)
        return "?";
    const auto seconds = static_cast<std::time_t>(nsSinceEpoch / 1'000'000'000);
    std::array<char, 64> text;
    const std::tm *local = std::localtime(&seconds);
    return local == nullptr
        ? "?"
        : std::string(text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", local));
}

} // namespace membridge::cli
