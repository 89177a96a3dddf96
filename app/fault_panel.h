// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/layout_guess.h"
#include "core/traffic/fault.h"
#include "process_watcher.h"

#include <QPointer>
#include <QProcess>
#include <QWidget>

#include <span>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace membridge {

class Session;

/// What can be done to a segment of one layout on purpose, and to the processes that have it; what each does, and what a correct program on the other side
/// makes of it. Carried out once it was confirmed, by membridge-cli in a process of its own, never by this one. GUI thread.
class FaultPanel : public QWidget
{
    Q_OBJECT

public:
    /// `layout` is Region or Ring.
    FaultPanel(Session *session, Layout layout, QWidget *parent = nullptr);
    /// Ends what is being carried out, which takes a second at most: a process that is stopped goes on.
    ~FaultPanel() override;

    /// Another membridge-cli than ScenarioWorker::findCli().
    void setCli(const QString &file) { m_cli = file; }
    QString resultText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeControls();
    QWidget *makeConfirmation();
    const FaultEntry *current() const;
    void showProcesses(const ProcessSightingPtr &sighting);
    void updateControls();
    void ask(bool asking);
    QStringList arguments(const FaultEntry &fault) const;
    void carryOut();
    void showEnd();
    void tell(const QString &text, bool failed);

    QPointer<Session> m_session;
    Layout m_layout;
    QString m_cli;
    QProcess m_process;
    bool m_asking = false;
    bool m_failed = false;
    QTreeWidget *m_list;
    QLabel *m_valueLabel = nullptr;
    QLineEdit *m_value = nullptr;
    QComboBox *m_who = nullptr;
    QSpinBox *m_time = nullptr;
    QPushButton *m_carryOut = nullptr;
    QPushButton *m_stop = nullptr;
    QWidget *m_confirmation = nullptr;
    QLabel *m_question = nullptr;
    QPushButton *m_yes = nullptr;
    QPushButton *m_no = nullptr;
    QLabel *m_result;
};

} // namespace membridge
