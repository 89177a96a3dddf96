// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic_side_panel.h"

class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace membridge {

/// Readers and writers of a region at load: how many, how long they hold the lock, Start and Stop, and what they measured. GUI thread.
class LockLoadPanel : public TrafficSidePanel
{
    Q_OBJECT

public:
    explicit LockLoadPanel(Session *session, QWidget *parent = nullptr);

    QString reportText() const;

protected:
    TrafficSide *side() const override;
    void start() override;
    void showNumbers() override;
    void showEnd(const TrafficOutcome &outcome) override;

private:
    void makeControls(QHBoxLayout *first, QHBoxLayout *second);
    QString numbers() const;

    QSpinBox *m_readers = nullptr;
    QSpinBox *m_writers = nullptr;
    QSpinBox *m_bytes = nullptr;
    QLineEdit *m_readerHold = nullptr;
    QLineEdit *m_writerHold = nullptr;
    QLineEdit *m_pause = nullptr;
    QPlainTextEdit *m_report;
};

} // namespace membridge
