// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"

#include "tests/support/own_process.h"

#include <QDeadlineTimer>

#include <csignal>

namespace membridge::test {

namespace {

constexpr int timeLimitMs = 30000;

CliRun finished(QProcess &process)
{
    CliRun run;
    const bool ended = process.state() == QProcess::NotRunning || process.waitForFinished(timeLimitMs);
    run.finished = ended && process.exitStatus() == QProcess::NormalExit && process.error() == QProcess::UnknownError;
    run.status = process.exitCode();
    run.output = process.readAllStandardOutput();
    run.errors = process.readAllStandardError();
    return run;
}

CliRun run(const QString &program, const QStringList &arguments)
{
    OwnProcess process;
    process.start(program, arguments);
    CliRun result = finished(process);
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
    }
    return result;
}

Json parsed(const QByteArray &text)
{
    return Json::parse(text.begin(), text.end(), nullptr, false);
}

} // namespace

Json CliRun::json() const
{
    return output.count('\n') == 1 && output.endsWith('\n') ? parsed(output) : Json(Json::value_t::discarded);
}

std::vector<Json> CliRun::documents() const
{
    std::vector<Json> documents;
    QList<QByteArray> lines = output.split('\n');
    lines.removeLast();
    for (const QByteArray &line : std::as_const(lines))
        documents.push_back(parsed(line));
    return documents;
}

QByteArray CliRun::text() const
{
    return (finished ? "exit " + QByteArray::number(status) : QByteArray("did not finish"))
        + "; output: " + output.left(2000) + "; errors: " + errors;
}

CliRun runCli(const QStringList &arguments)
{
    return run(QStringLiteral(MEMBRIDGE_CLI), arguments);
}

CliRun runShell(const QString &script, const QStringList &arguments)
{
    return run(QStringLiteral("/bin/sh"),
               QStringList{QStringLiteral("-c"), script, QStringLiteral(MEMBRIDGE_CLI)} + arguments);
}

QByteArray keysOf(const Json &object)
{
    QByteArray keys;
    for (const auto &[key, value] : object.items())
        keys += (keys.isEmpty() ? "" : ",") + QByteArray::fromStdString(key);
    return keys;
}

QByteArray wrongWith(const CliRun &run, int status)
{
    if (!run.finished || run.status != status)
        return "expected exit " + QByteArray::number(status) + ", got " + run.text();
    if (status == 0)
        return run.errors.isEmpty() ? QByteArray() : "errors though all went well: " + run.text();
    if (run.errors.count('\n') != 1 || !run.errors.endsWith('\n') || !run.errors.startsWith("membridge-cli: "))
        return "not exactly one line of errors: " + run.text();
    return {};
}

LiveCli::LiveCli(const QStringList &arguments)
{
    m_process.start(QStringLiteral(MEMBRIDGE_CLI), arguments);
    m_process.waitForStarted();
}

LiveCli::~LiveCli()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

Json LiveCli::next()
{
    const QDeadlineTimer deadline(timeLimitMs);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime())) && !m_process.canReadLine())
            return Json(Json::value_t::discarded);
    }
    return parsed(m_process.readLine());
}

void LiveCli::signal(int number) const
{
    ::kill(static_cast<pid_t>(m_process.processId()), number);
}

CliRun LiveCli::finish()
{
    return finished(m_process);
}

} // namespace membridge::test
