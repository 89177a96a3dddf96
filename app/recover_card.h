// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"
#include "process_watcher.h"

#include <QFrame>

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace membridge {

/// What is known about a lock that nobody gives back: the verdict, what it rests on, who has the segment, and the one thing that can be done. Shows
/// itself while there is such a finding; never does anything unasked. GUI thread.
class RecoverCard : public QFrame
{
    Q_OBJECT

public:
    explicit RecoverCard(QWidget *parent = nullptr);

    void show(const Observation &observation);
    void setProcesses(const ProcessSightingPtr &sighting);
    /// What came of it: whether the word was `expected`, and what it was otherwise.
    void setResult(bool recovered, qint32 expected, qint32 found);
    void setFailure(const QString &why);

signals:
    /// The user wants the word set from `expected` to 0, and said twice so.
    void recoverRequested(qint32 expected);

private:
    void showProcesses();
    void log(const QString &text);

    QLabel *m_verdict;
    QLabel *m_evidence;
    QLabel *m_holders;
    QLabel *m_processes;
    QCheckBox *m_sure;
    QPushButton *m_recover;
    QLabel *m_log;
    ProcessSightingPtr m_sighting;
    std::optional<LockWord> m_word; ///< As the button says.
    QStringList m_lines;
    bool m_dismissed = false;
    qint64 m_sinceNs = 0; ///< Of the finding that is shown.
};

} // namespace membridge
