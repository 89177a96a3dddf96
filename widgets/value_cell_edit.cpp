// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_cell_edit.h"

#include <QToolTip>

namespace membridge {

namespace {

/// More than a line of values can have: none that comes from one is cut.
constexpr int longestText = 1024 * 1024;

} // namespace

ValueCellEdit::ValueCellEdit(const ValueRowsModel *model, const QModelIndex &index, QWidget *parent)
    : CheckedLineEdit(parent), m_model(model), m_index(index)
{
    setObjectName(QStringLiteral("valueCell"));
    setAccessibleName(
        tr("Value of %1").arg(index.siblingAtColumn(ValueRowsModel::Name).data(Qt::DisplayRole).toString()));
    setFrame(false);
    setMaxLength(longestText);
    connect(this, &QLineEdit::textChanged, this, &ValueCellEdit::check);
    // The tooltip alone would be seen by whoever has a mouse there.
    connect(this, &CheckedLineEdit::errorChanged, this, [this](const QString &error) {
        if (isVisible())
            QToolTip::showText(mapToGlobal(QPoint(0, height())), error.isEmpty() ? QString() : toolTip(), this);
    });
}

void ValueCellEdit::check()
{
    if (m_model && m_index.isValid())
        setError(m_model->errorOf(m_index, text()));
}

} // namespace membridge
