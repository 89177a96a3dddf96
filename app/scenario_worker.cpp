// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario_worker.h"

#include "core/platform/child_process.h"
#include "core/traffic/scenario_run.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace membridge {

QString ScenarioWorker::findCli()
{
    const QString name = QStringLiteral("membridge-cli");
    const QString beside = QFileInfo(QString::fromStdString(platform::ownProgram())).absolutePath();
    const QString found = QStandardPaths::findExecutable(name, {beside, beside + QStringLiteral("/cli")});
    return found.isEmpty() ? QStandardPaths::findExecutable(name) : found;
}

void ScenarioWorker::run(const ScenarioPtr &scenario, const QString &cli, const QString &directory)
{
    ScenarioRunOptions options;
    options.cli = cli.toStdString();
    if (const QByteArray python = qgetenv("MEMBRIDGE_PYTHON"); !python.isEmpty())
        options.python = python.toStdString();
    options.directory = directory.toStdString();
    options.stop = m_stop;
    options.progress = [this](const ScenarioReport &report) {
        emit progressed(std::make_shared<const ScenarioReport>(report));
    };
    try {
        emit finished(std::make_shared<const ScenarioReport>(runScenario(*scenario, options)));
    } catch (const Error &error) {
        emit failed(error);
    }
}

} // namespace membridge
