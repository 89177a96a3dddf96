// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "traffic_side_panel.h"
#include "widgets/sender_model.h"

class QLabel;
class QPushButton;
class QTableView;

namespace membridge {

/// The producer at load: the grid of what is sent, Start and Stop, and what became of it. GUI thread.
class SenderPanel : public TrafficSidePanel
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
    TrafficSide *side() const override;
    void start() override;
    void begun() override;
    void showNumbers() override;
    void showEnd(const TrafficOutcome &outcome) override;
    void updateButtons() override;

private:
    void tell(const QString &text, bool failed = false);
    void refuseSwitch(int row, const QString &why);
    void addRow();

    SenderModel m_model;
    QTableView *m_view;
    QPushButton *m_add;
    QPushButton *m_remove;
    QLabel *m_text;
    QString m_refusal; ///< Why the switch that was touched last stayed off, while it runs.
};

} // namespace membridge
