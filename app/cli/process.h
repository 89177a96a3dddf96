// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// This process and the system around it: the only part of the program with system headers.
namespace membridge::cli {

/// To be called first. Without descriptors 0 to 2, the first segment opened would become standard output and
/// be written to.
void prepareProcess();

/// What main() was given, without the program's name; in UTF-8 also on Windows.
std::vector<std::string> arguments(int argc, char *argv[]);

/// Permission bits asked for from now on are given as asked. Windows has none.
void ignoreUmask();

/// Writes all of it to standard output; throws OutputError. A stop signal ends a write that waits for its
/// reader.
void writeToStandardOutput(std::string_view text);
void writeToStandardError(std::string_view text) noexcept;

/// As by "kill -9": nothing is put in order. On Windows the process is terminated.
[[noreturn]] void dieUnexpectedly() noexcept;

/// What a second stop signal does, while the first is still being obeyed.
enum class SecondSignal {
    Kills,  ///< For whoever may be stuck on a reader that does not read.
    Ignored ///< For whoever may hold a lock, which would stay held for ever.
};

/// While it lives, SIGINT, SIGTERM and SIGHUP (Windows: Ctrl+C, Ctrl+Break, and closing the console) ask for an orderly end instead of
/// killing. One at a time.
class StopSignals
{
public:
    explicit StopSignals(SecondSignal second);
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    const StopFlag &flag() const noexcept;
    bool requested() const noexcept { return flag().requested(); }
    /// Sleeps until then, or until a signal asks to stop: then false. Throws OutputError when the reader of
    /// standard output went away; Windows notices that at the next write.
    bool sleepUntil(std::chrono::steady_clock::time_point when) const;
    enum class Line { Entered, EndOfInput, Stopped };
    /// Waits for a line of standard input and drops it; what comes after it stays there for the next call. Throws as sleepUntil(). Windows: a signal
    /// ends the wait where the console lets it.
    Line waitForLine() const;
};

} // namespace membridge::cli
