// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/layout.h"
#include "core/observe/findings.h"
#include "core/observe/layout_guess.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace membridge::cli {

/// Rows of cells, aligned by column.
class Table
{
public:
    enum class Align { Left, Right };
    struct Column
    {
        std::string title;
        Align align = Align::Left;
    };

    explicit Table(std::vector<Column> columns);
    void addRow(std::vector<std::string> cells);
    /// Each line starts with this.
    std::string text(std::string_view indent = {}) const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

/// "ring (99 %)".
std::string guessText(const LayoutGuess &guess);
/// "free", "one reader", "3 readers", "one writer", "no state of this lock".
std::string wordText(LockWord word);
/// "36 of 1024 bytes (3.5 %)".
std::string fillText(std::uint64_t used, std::uint64_t capacity);
/// "error: frame-corrupt at byte 24: …".
std::string findingText(const Finding &finding);
/// " for 50 ms", or nothing for a single try.
std::string waitedText(std::chrono::milliseconds time);
/// Local time, "2026-11-23 05:39:12".
std::string timeText(std::int64_t nsSinceEpoch);

} // namespace membridge::cli
