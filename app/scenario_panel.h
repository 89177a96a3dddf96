// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/file_error.h"
#include "scenario_worker.h"
#include "widgets/scenario_model.h"

#include <QStringList>
#include <QThread>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace membridge {

class StateBadge;

/// Scenarios: their JSON on the left, what a run shows on the right. Owns the thread that runs them, and ends it: request, join, which takes up to
/// five seconds during a run. GUI thread.
class ScenarioPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ScenarioPanel(QWidget *parent = nullptr);
    ~ScenarioPanel() override;

    bool isRunning() const { return m_running; }
    /// nullptr before a run ended.
    const ScenarioReportPtr &result() const { return m_result; }
    /// Another membridge-cli than ScenarioWorker::findCli().
    void setCli(const QString &file) { m_cli = file; }

    /// Replaces the text by a file's, at most maxScenarioFileBytes; undo brings back what was there. In the background.
    void openFile(const QString &path);
    void saveFile(const QString &path);
    void saveJunit(const QString &path);
    /// Nothing happens while one runs; jumps to the error if the text has one.
    void start();
    void stop();

signals:
    void said(const QString &text);
    void runRequested(const membridge::ScenarioPtr &scenario, const QString &cli, const QString &directory);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeEditor();
    QWidget *makeResults();
    QPushButton *button(const QString &text, const char *name, const QString &accessibleName);
    QTableView *table(ScenarioModel *model, const char *name, const QString &accessibleName, int stretched);
    void addExamples(QPushButton *button);
    void chooseFile(const QString &title, const QString &filter, const QString &suffix, bool save,
                    const std::function<void(const QString &)> &chosen);
    void setText(const QString &text, const QString &directory);
    /// Off the GUI thread; says what became of it.
    void writeFile(const QString &path, const QByteArray &bytes);
    void parse();
    void showProblem();
    void goToError();
    void showReport(const ScenarioReport &report);
    void showFinished(const ScenarioReportPtr &report);
    void showFailed(const Error &error);
    void setRunning(bool running);

    QPlainTextEdit *m_editor = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_goToError = nullptr;
    QPushButton *m_run = nullptr;
    QPushButton *m_stopButton = nullptr;
    QPushButton *m_junit = nullptr;
    StateBadge *m_state = nullptr;
    QLabel *m_name = nullptr;
    QTableView *m_partsView = nullptr;
    QTableView *m_outcomeView = nullptr;
    QTimer m_parseSoon;
    ScenarioPtr m_scenario; ///< nullptr while the text is none.
    std::optional<FileError> m_error;
    QStringList m_expected; ///< Of the scenario that runs.
    QString m_directory;
    QString m_cli;
    ScenarioModel m_parts{ScenarioModel::Shows::Parts};
    ScenarioModel m_outcome{ScenarioModel::Shows::Outcome};
    ScenarioReportPtr m_result;
    bool m_running = false;
    StopFlag m_stop;
    std::unique_ptr<ScenarioWorker> m_worker = std::make_unique<ScenarioWorker>(&m_stop);
    QThread m_thread;
};

} // namespace membridge
