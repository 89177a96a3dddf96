// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sender_delegate.h"

#include "sender_cell_edit.h"

namespace membridge {

QWidget *SenderDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const SenderModel *>(index.model());
    if (model == nullptr)
        return QStyledItemDelegate::createEditor(parent, option, index);
    return new SenderCellEdit(model, index, parent);
}

} // namespace membridge
