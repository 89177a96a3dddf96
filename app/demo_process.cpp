// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demo_process.h"

#include "demo_segments.h"

#include <QCoreApplication>

namespace membridge {

DemoProcess::DemoProcess(QObject *parent) : QObject(parent), m_process(this)
{
    m_process.setProgram(QCoreApplication::applicationFilePath());
    m_process.setArguments({QStringLiteral("--demo-worker")});
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        if (m_process.readAllStandardOutput().contains("ready")) {
            m_pid = m_process.processId();
            emit ready();
        }
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(tr("The demo could not be started: %1").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, &DemoProcess::ended);
}

DemoProcess::~DemoProcess()
{
    stop();
}

void DemoProcess::start()
{
    if (m_process.state() == QProcess::Running && m_pid != 0) {
        emit ready();
        return;
    }
    if (m_process.state() != QProcess::NotRunning)
        return;
    m_stopping = false;
    m_pid = 0;
    m_process.start();
}

void DemoProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_stopping = true;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(1000)) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void DemoProcess::ended()
{
    m_pid = 0;
    // A worker that was killed left its segments behind.
    demo::removeStale();
    if (!m_stopping)
        emit failed(
            tr("The demo ended: %1")
                .arg(m_process.exitStatus() == QProcess::CrashExit ? tr("it crashed or was killed") : tr("it failed")));
}

std::vector<DemoProcess::Segment> DemoProcess::segments() const
{
    const auto pid = static_cast<long>(m_process.processId());
    return {{QByteArray::fromStdString(demo::regionName(pid)), Layout::Region, QString::fromLatin1(demo::regionSchema)},
            {QByteArray::fromStdString(demo::ringName(pid)), Layout::Ring, QString::fromLatin1(demo::ringSchema)}};
}

} // namespace membridge
