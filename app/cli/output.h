// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string_view>

namespace membridge::cli {

/// Standard output takes no more.
class OutputError : public std::runtime_error
{
public:
    explicit OutputError(int systemError);

    /// Whoever read it has gone, or somebody asked us to stop while nobody read: nothing to complain about.
    bool readerGone() const noexcept { return m_readerGone; }

private:
    bool m_readerGone;
};

/// Buffers for standard output. Throws OutputError.
void print(std::string_view text);
/// print() and the end of the line; whoever reads gets it now.
void printLine(std::string_view text);
void flushOutput();

} // namespace membridge::cli
