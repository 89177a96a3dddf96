// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "child_process.h"

#include "../ipc/error.h"

#include <utility>

namespace membridge::platform {

struct ChildProcess::State
{
    std::string text;
    std::optional<ChildExit> exit;
};

ChildProcess::ChildProcess(std::unique_ptr<State> state) noexcept : m_state(std::move(state)) { }
ChildProcess::ChildProcess(ChildProcess &&) noexcept = default;
ChildProcess &ChildProcess::operator=(ChildProcess &&) noexcept = default;
ChildProcess::~ChildProcess() = default;

ChildProcess ChildProcess::start(const std::vector<std::string> &argv, const std::string &)
{
    throw Error(ErrorCode::System, argv.empty() ? "" : argv.front(), "start program", "not possible on this system");
}

std::int64_t ChildProcess::pid() const noexcept
{
    return 0;
}

void ChildProcess::update() { }

const std::optional<ChildExit> &ChildProcess::exit() const noexcept
{
    return m_state->exit;
}

void ChildProcess::signal(ChildSignal) noexcept { }

const std::string &ChildProcess::standardOutput() const noexcept
{
    return m_state->text;
}

const std::string &ChildProcess::standardError() const noexcept
{
    return m_state->text;
}

std::string ownProgram()
{
    return {};
}

} // namespace membridge::platform
