// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"
#include "value_rows_model.h"

#include <QPersistentModelIndex>
#include <QPointer>

namespace membridge {

/// Where the value of one row of a ValueRowsModel is typed; says at every key what is wrong. GUI thread.
class ValueCellEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    ValueCellEdit(const ValueRowsModel *model, const QModelIndex &index, QWidget *parent);

private:
    void check();

    QPointer<const ValueRowsModel> m_model;
    QPersistentModelIndex m_index;
};

} // namespace membridge
