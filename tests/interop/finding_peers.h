// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/own_process.h"
#include "tests/support/python.h"

#include <nlohmann/json.hpp>

#include <QProcess>
#include <QString>

#include <cstdint>
#include <string>

namespace membridge::test {

/// lock_holder in a process of its own, until this object ends.
class LockHolder
{
public:
    LockHolder(const QString &verb, const std::string &name);
    ~LockHolder() { kill(); }
    LockHolder(const LockHolder &) = delete;
    LockHolder &operator=(const LockHolder &) = delete;

    bool ready() const noexcept { return m_ready; }
    std::int64_t pid() const { return m_process.processId(); }
    /// Gives back what it holds.
    void end();
    /// SIGKILL: it gives back nothing.
    void kill();

private:
    OwnProcess m_process;
    bool m_ready = false;
};

/// What the wheel in differential.py answers to one call, e.g. ["map", "view", "memory"].
nlohmann::json ask(WheelPeer &wheel, const nlohmann::json &call);

/// SIGSTOP; returns once the process has stopped. False if it didn't.
bool stopProcess(std::int64_t pid);
/// SIGCONT.
void continueProcess(std::int64_t pid);

} // namespace membridge::test
