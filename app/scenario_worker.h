// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/ipc/error.h"
#include "core/traffic/scenario.h"
#include "core/traffic/scenario_report.h"

#include <QObject>
#include <QString>

#include <memory>

namespace membridge {

using ScenarioReportPtr = std::shared_ptr<const ScenarioReport>;
using ScenarioPtr = std::shared_ptr<const Scenario>;

/// Runs scenarios, one after the other. A run occupies the thread until it ends, so it lives in one of its own, which must not end during a run:
/// the processes of a run die with it.
class ScenarioWorker : public QObject
{
    Q_OBJECT

public:
    /// `stop` ends a run early; it must outlive the worker. Whoever starts a run resets it first.
    explicit ScenarioWorker(const StopFlag *stop) : m_stop(stop) { }

    /// The file of membridge-cli: beside this program, where the build tree has it, or in PATH. Empty if there is none. Any thread.
    static QString findCli();

public slots:
    /// progressed() about ten times a second, then finished() or failed(). Commands run in `directory` (empty: this process's).
    void run(const membridge::ScenarioPtr &scenario, const QString &cli, const QString &directory);

signals:
    void progressed(const membridge::ScenarioReportPtr &report);
    void finished(const membridge::ScenarioReportPtr &report);
    /// A segment could not be made.
    void failed(const membridge::Error &error);

private:
    const StopFlag *m_stop;
};

} // namespace membridge
