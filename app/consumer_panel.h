// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace membridge {

class SchemaEdit;
class StateBadge;

/// The consumer at load: how fast it takes messages, what it checks, Start and Stop, and what it measured. GUI thread.
class ConsumerPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ConsumerPanel(Session *session, QWidget *parent = nullptr);

    /// What it says of the traffic so far.
    QString reportText() const;

private:
    void makeControls(QHBoxLayout *first, QHBoxLayout *second);
    QSpinBox *makeNumber(const char *objectName, const QString &what, const QString &suffix, int most);
    void connectSide();
    void start();
    void show();
    void showEnd(const TrafficOutcome &outcome);
    void say(const QString &text);
    QString numbers() const;
    void updateButtons();

    QPointer<Session> m_session;
    QPushButton *m_start;
    QPushButton *m_stop;
    StateBadge *m_state;
    QLineEdit *m_rate = nullptr;
    QSpinBox *m_slowStart = nullptr;
    QSpinBox *m_pauseEvery = nullptr;
    QSpinBox *m_pauseFor = nullptr;
    QCheckBox *m_verify = nullptr;
    QSpinBox *m_late = nullptr;
    SchemaEdit *m_schema = nullptr;
    QPlainTextEdit *m_report;
    QTimer m_timer;
    bool m_verifying = false;
};

} // namespace membridge
