// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "python.h"

#include "tests/support/own_process.h"

#include <QDeadlineTimer>
#include <QFileInfo>

namespace membridge::test {

namespace {

const QString interpreter = QStringLiteral(MEMBRIDGE_PYTHON);

int milliseconds(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

QString findWheelProblem()
{
    const QString cure = QStringLiteral("; ./dev test sets it, or configure with -DMEMBRIDGE_PYTHON=<python that has "
                                        "membridge 1.0.0>");
    if (interpreter.isEmpty())
        return QStringLiteral("MEMBRIDGE_PYTHON is not set, so there is no peer to test against") + cure;
    OwnProcess process;
    process.start(interpreter,
                  {QStringLiteral("-c"),
                   QStringLiteral("from importlib.metadata import version; import membridge; "
                                  "print(version('membridge'))")});
    if (!process.waitForFinished(30000))
        return QStringLiteral("MEMBRIDGE_PYTHON (%1) does not run: %2").arg(interpreter, process.errorString()) + cure;
    const QByteArray version = process.readAllStandardOutput().trimmed();
    if (process.exitCode() != 0 || version != "1.0.0") {
        return QStringLiteral("MEMBRIDGE_PYTHON (%1) does not have membridge 1.0.0: %2")
                   .arg(interpreter, QString::fromUtf8(version + process.readAllStandardError().trimmed()))
            + cure;
    }
    return {};
}

} // namespace

QString wheelProblem()
{
    static const QString problem = findWheelProblem();
    return problem;
}

QByteArray PythonRun::text() const
{
    return (finished ? "exit " + QByteArray::number(exitCode) : QByteArray("did not finish")) + "; output: " + output
        + "; errors: " + errors;
}

WheelPeer::~WheelPeer()
{
    kill();
}

bool WheelPeer::start(const QString &script, const QStringList &arguments)
{
    m_problem = wheelProblem();
    if (!m_problem.isEmpty())
        return false;
    const QString path = QStringLiteral(MEMBRIDGE_INTEROP_SCRIPTS "/") + script;
    if (!QFileInfo::exists(path)) {
        m_problem = QStringLiteral("there is no script %1").arg(path);
        return false;
    }
    // -B: the scripts import each other, and the source tree stays free of compiled copies.
    m_process.start(interpreter, QStringList{QStringLiteral("-B"), path} + arguments);
    if (!m_process.waitForStarted()) {
        m_problem = m_process.errorString();
        return false;
    }
    return true;
}

std::optional<QByteArray> WheelPeer::readLine(std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(milliseconds(deadline)) && !m_process.canReadLine())
            return std::nullopt;
    }
    QByteArray line = m_process.readLine();
    line.chop(1);
    return line;
}

bool WheelPeer::send(const QByteArray &line)
{
    m_process.write(line + '\n');
    return m_process.waitForBytesWritten();
}

std::optional<QByteArray> WheelPeer::ask(const QByteArray &line)
{
    return send(line) ? readLine() : std::nullopt;
}

PythonRun WheelPeer::finish(std::chrono::milliseconds limit)
{
    PythonRun run;
    m_process.closeWriteChannel();
    run.finished = m_process.state() == QProcess::NotRunning
        || m_process.waitForFinished(static_cast<int>(limit.count()));
    run.finished = run.finished && m_process.exitStatus() == QProcess::NormalExit
        && m_process.error() == QProcess::UnknownError;
    run.exitCode = m_process.exitCode();
    run.output = m_process.readAllStandardOutput();
    run.errors = m_process.readAllStandardError();
    return run;
}

PythonRun WheelPeer::terminate()
{
    m_process.terminate();
    return finish();
}

void WheelPeer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

PythonRun runPython(const QString &script, const QStringList &arguments, std::chrono::milliseconds limit)
{
    WheelPeer peer;
    if (!peer.start(script, arguments)) {
        PythonRun run;
        run.errors = peer.problem().toUtf8();
        return run;
    }
    return peer.finish(limit);
}

} // namespace membridge::test
