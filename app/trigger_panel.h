// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "observation.h"
#include "widgets/trigger_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace membridge {

class Session;
class TriggerMemoryView;

/// The triggers of one segment: conditions that are watched for at each sample, what happens when one becomes true, and what was sampled around
/// that. GUI thread.
class TriggerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TriggerPanel(Session *session, QWidget *parent = nullptr);

    TriggerModel *model() { return &m_model; }
    /// Firings that an observation brought.
    void take(const Observation &observation);

signals:
    /// One fired, and this is what it asks for; `text` is its condition.
    void fired(const membridge::TriggerActions &actions, qint64 timeNs, const QString &text, const QString &evidence);
    /// Show that moment in the segment's plots.
    void momentRequested(qint64 timeNs);

protected:
    void changeEvent(QEvent *event) override;

private:
    void offerActions(const SegmentFacts &facts);
    void addTyped();
    void arm();
    void takeMemories(const Observation &observation);
    void showMemory();
    void showError();

    Session *m_session;
    TriggerModel m_model;
    QTableView *m_view;
    TriggerMemoryView *m_memory;
    QLineEdit *m_condition;
    QPushButton *m_remove;
    QLabel *m_error;
    quint64 m_generation = 0;
};

} // namespace membridge
