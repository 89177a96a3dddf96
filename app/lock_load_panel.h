// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace membridge {

class StateBadge;

/// Readers and writers of a region at load: how many, how long they hold the lock, Start and Stop, and what they measured. GUI thread.
class LockLoadPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LockLoadPanel(Session *session, QWidget *parent = nullptr);

    QString reportText() const;

private:
    void makeControls(QHBoxLayout *first, QHBoxLayout *second);
    void connectSide();
    void start();
    void showCounters();
    void showEnd(const TrafficOutcome &outcome);
    void say(const QString &text);
    QString numbers() const;
    void updateButtons();

    QPointer<Session> m_session;
    QPushButton *m_start;
    QPushButton *m_stop;
    StateBadge *m_state;
    QSpinBox *m_readers = nullptr;
    QSpinBox *m_writers = nullptr;
    QSpinBox *m_bytes = nullptr;
    QLineEdit *m_readerHold = nullptr;
    QLineEdit *m_writerHold = nullptr;
    QLineEdit *m_pause = nullptr;
    QPlainTextEdit *m_report;
    QTimer m_timer;
};

} // namespace membridge
