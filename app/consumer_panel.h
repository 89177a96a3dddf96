// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic_side_panel.h"

class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace membridge {

class SchemaEdit;

/// The consumer at load: how fast it takes messages, what it checks, Start and Stop, and what it measured. GUI thread.
class ConsumerPanel : public TrafficSidePanel
{
    Q_OBJECT

public:
    explicit ConsumerPanel(Session *session, QWidget *parent = nullptr);

    /// What it says of the traffic so far.
    QString reportText() const;

protected:
    TrafficSide *side() const override;
    void start() override;
    void showNumbers() override;
    void showEnd(const TrafficOutcome &outcome) override;
    void updateButtons() override;

private:
    void makeControls(QHBoxLayout *first, QHBoxLayout *second);
    QSpinBox *makeNumber(const char *objectName, const QString &what, const QString &suffix, int most);
    QString numbers() const;

    QLineEdit *m_rate = nullptr;
    QSpinBox *m_slowStart = nullptr;
    QSpinBox *m_pauseEvery = nullptr;
    QSpinBox *m_pauseFor = nullptr;
    QCheckBox *m_verify = nullptr;
    QSpinBox *m_late = nullptr;
    SchemaEdit *m_schema = nullptr;
    QPlainTextEdit *m_report;
    bool m_verifying = false;
};

} // namespace membridge
