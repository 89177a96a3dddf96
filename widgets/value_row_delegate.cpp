// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_row_delegate.h"

#include "value_cell_edit.h"

#include <QComboBox>

namespace membridge {

QWidget *ValueRowDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    const auto *model = qobject_cast<const ValueRowsModel *>(index.model());
    if (model == nullptr)
        return QStyledItemDelegate::createEditor(parent, option, index);
    auto *self = const_cast<ValueRowDelegate *>(this);
    if (index.column() == ValueRowsModel::Type) {
        auto *types = new QComboBox(parent);
        types->setObjectName(QStringLiteral("valueType"));
        types->setAccessibleName(tr("Type of the value"));
        types->addItems(ValueRow::typeNames());
        // Not closed yet: arrow keys activate, too.
        connect(types, &QComboBox::activated, self, [self, types] { emit self->commitData(types); });
        return types;
    }
    auto *edit = new ValueCellEdit(model, index, parent);
    if (!model->row(index.row()).isFile())
        connect(edit, &QLineEdit::textEdited, self, [self, edit] { emit self->commitData(edit); });
    return edit;
}

void ValueRowDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *types = qobject_cast<QComboBox *>(editor)) {
        types->setCurrentIndex(index.data(Qt::EditRole).toInt());
        return;
    }
    // What was just typed comes back from the model: set again, it would move the cursor.
    auto *edit = qobject_cast<QLineEdit *>(editor);
    if (edit != nullptr && (edit->text().isEmpty() || edit->text() != index.data(Qt::EditRole).toString()))
        edit->setText(index.data(Qt::EditRole).toString());
}

void ValueRowDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    if (const auto *types = qobject_cast<QComboBox *>(editor))
        model->setData(index, types->currentIndex(), Qt::EditRole);
    else if (const auto *edit = qobject_cast<QLineEdit *>(editor))
        model->setData(index, edit->text(), Qt::EditRole);
}

} // namespace membridge
