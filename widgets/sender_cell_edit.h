// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"
#include "sender_model.h"

#include <QPersistentModelIndex>
#include <QPointer>

class QMenu;

namespace membridge {

/// Where one cell of a SenderModel is typed; says at every key what is wrong. A payload's has a menu of patterns and of fields to insert, which
/// arrow down opens. GUI thread.
class SenderCellEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    SenderCellEdit(const SenderModel *model, const QModelIndex &index, QWidget *parent);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void check();
    void fillMenu();
    void openMenu();
    void insertField(const QString &field);

    QPointer<const SenderModel> m_model;
    QPersistentModelIndex m_index;
    QMenu *m_menu = nullptr; ///< Of a payload only.
};

} // namespace membridge
