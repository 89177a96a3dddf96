// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/operation_log_model.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace membridge {

/// The log of what was done by hand: a table that follows its end, whose rows can be copied, and says what it dropped. GUI thread.
class OperationLogPanel : public QWidget
{
    Q_OBJECT

public:
    explicit OperationLogPanel(QWidget *parent = nullptr);

    OperationLogModel *model() { return &m_model; }
    void append(std::vector<OperationEntry> entries, quint64 unlisted = 0);
    /// One entry of now.
    void note(const QString &text, bool failed = false);

protected:
    void changeEvent(QEvent *event) override;

private:
    void copySelected();

    OperationLogModel m_model;
    QTableView *m_view;
    QLabel *m_dropped;
};

} // namespace membridge
