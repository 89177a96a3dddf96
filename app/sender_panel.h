// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"
#include "widgets/sender_model.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace membridge {

class StateBadge;

/// The producer at load: the grid of what is sent, Start and Stop, and what became of it. GUI thread.
class SenderPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SenderPanel(Session *session, QWidget *parent = nullptr);

    SenderModel *model() { return &m_model; }
    /// As SenderModel's; empty while nothing was typed.
    QByteArray savedLayout() const;
    void loadLayout(const QByteArray &json);

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectSide();
    void start();
    void showLooks();
    void showEnd(const TrafficOutcome &outcome);
    void say(const QString &text, bool failed = false);
    void updateButtons();
    void addRow();

    QPointer<Session> m_session;
    SenderModel m_model;
    QTableView *m_view;
    QPushButton *m_start;
    QPushButton *m_stop;
    QPushButton *m_add;
    QPushButton *m_remove;
    StateBadge *m_state;
    QLabel *m_text;
    QTimer m_timer;
};

} // namespace membridge
