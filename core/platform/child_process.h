// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace membridge::platform {

/// What can be asked of a running child and of all that it started.
enum class ChildSignal { Terminate, Kill, Stop, Continue };

/// How a process ended.
struct ChildExit
{
    int status = 0; ///< What it returned; with a signal: 0.
    int signal = 0; ///< What ended it; 0 if it returned.

    bool operator==(const ChildExit &) const = default;
};

/// A program that runs beside this one, in a process group of its own, so that a Ctrl+C meant for this one does not reach it. It has no standard
/// input; what it prints is kept. Linux kills it when the thread that started it ends, however that happens.
///
/// Threads: one owner, who also must be the thread that started it.
class ChildProcess
{
public:
    /// Of each of the two outputs; of more, the end.
    static constexpr std::size_t mostOutput = 1024 * 1024;

    /// Starts argv[0], looked for in PATH unless it has a slash, in `directory` (empty: this one's). Throws Error (NotFound, PermissionDenied,
    /// System; everywhere but on POSIX systems: System).
    static ChildProcess start(const std::vector<std::string> &argv, const std::string &directory = {});

    ChildProcess(ChildProcess &&) noexcept;
    ChildProcess &operator=(ChildProcess &&) noexcept;
    /// Kills what still runs, and waits for it.
    ~ChildProcess();

    std::int64_t pid() const noexcept;
    /// Takes what was printed and looks whether it ended; never waits.
    void update();
    const std::optional<ChildExit> &exit() const noexcept;
    /// Nothing happens once it has ended.
    void signal(ChildSignal what) noexcept;
    const std::string &standardOutput() const noexcept;
    const std::string &standardError() const noexcept;

private:
    struct State;
    explicit ChildProcess(std::unique_ptr<State> state) noexcept;

    std::unique_ptr<State> m_state;
};

/// The file that this process runs; empty where it can't be told.
std::string ownProgram();

} // namespace membridge::platform
