// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/own_process.h"

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <string>

namespace membridge::test {

/// Why MEMBRIDGE_PYTHON can't run the peer, in words; empty when it can. Tests against the peer fail with this; they never skip.
QString wheelProblem();

/// How a script ended.
struct PythonRun
{
    bool finished = false; ///< By itself, within the time limit.
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;

    bool succeeded() const { return finished && exitCode == 0; }
    /// For the message of a failed check.
    QByteArray text() const;
};

/// A script of tests/interop, run by MEMBRIDGE_PYTHON in a process of its own. The process ends with this object at the latest.
///
/// One thread: the one that made it.
class WheelPeer
{
public:
    WheelPeer() = default;
    ~WheelPeer();
    WheelPeer(const WheelPeer &) = delete;
    WheelPeer &operator=(const WheelPeer &) = delete;

    /// False with a reason in problem() when there is no interpreter, no peer or no such script.
    bool start(const QString &script, const QStringList &arguments = {});
    const QString &problem() const noexcept { return m_problem; }
    qint64 pid() const { return m_process.processId(); }

    /// The next line of its output, without the line end; nothing when none came in time or the process ended.
    std::optional<QByteArray> readLine(std::chrono::milliseconds limit = std::chrono::seconds(20));
    bool send(const QByteArray &line);
    /// send() and readLine().
    std::optional<QByteArray> ask(const QByteArray &line);

    /// Closes its input and waits for its end; what readLine() did not take is in the result.
    PythonRun finish(std::chrono::milliseconds limit = std::chrono::seconds(60));
    /// SIGTERM, then as finish().
    PythonRun terminate();
    /// SIGKILL: the peer gets no chance to put anything in order.
    void kill();

private:
    OwnProcess m_process;
    QString m_problem;
};

/// Starts the script and waits for its end.
PythonRun runPython(const QString &script, const QStringList &arguments,
                    std::chrono::milliseconds limit = std::chrono::seconds(60));

} // namespace membridge::test
