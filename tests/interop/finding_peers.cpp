// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finding_peers.h"

#include "core/ipc/deadline.h"

#include <QFile>

#include <csignal>

namespace membridge::test {

namespace {

char stateOf(std::int64_t pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return '?';
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 2).front();
}

} // namespace

LockHolder::LockHolder(const QString &verb, const std::string &name)
{
    m_process.start(QStringLiteral(MEMBRIDGE_LOCK_HOLDER), {verb, QString::fromStdString(name)});
    m_ready = m_process.waitForStarted() && m_process.waitForReadyRead() && m_process.readLine().trimmed() == "ready";
}

void LockHolder::end()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished();
}

void LockHolder::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

nlohmann::json ask(WheelPeer &wheel, const nlohmann::json &call)
{
    const auto answer = wheel.ask(QByteArray::fromStdString(nlohmann::json::array({call}).dump()));
    return answer ? nlohmann::json::parse(answer->toStdString()).at(0) : nlohmann::json("no answer");
}

bool stopProcess(std::int64_t pid)
{
    if (::kill(static_cast<pid_t>(pid), SIGSTOP) != 0)
        return false;
    return waitUntil(Deadline::after(std::chrono::seconds(20)), [pid] { return stateOf(pid) == 'T'; })
        == WaitOutcome::Done;
}

void continueProcess(std::int64_t pid)
{
    ::kill(static_cast<pid_t>(pid), SIGCONT);
}

} // namespace membridge::test
