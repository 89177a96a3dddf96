// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/field_style.h"

#include <QMenu>
#include <QPersistentModelIndex>

class QAbstractItemView;

namespace membridge {

class FieldModel;

/// "Show as": the formats that a field can be shown in, as a submenu of its row's context menu, and the way to the names of its numbers. Choosing one
/// tells the model, whose formatChanged() tells the others. GUI thread.
class FieldFormatMenu : public QMenu
{
    Q_OBJECT

public:
    /// For the field of `index`; disabled when its value has one form only. `model` must live as long as the menu.
    FieldFormatMenu(FieldModel *model, const QModelIndex &index, QWidget *parent = nullptr);

    /// Opens such a menu, below the view's own actions, for whatever row of `view` is asked for one. The view must show `model`, and both live as long.
    static void offerOn(QAbstractItemView *view, FieldModel *model);

    /// "Hexadecimal" and so on.
    static QString label(FieldFormat format);

private:
    void addNames(const QModelIndex &index);

    FieldModel *m_model;
    QPersistentModelIndex m_index;
};

} // namespace membridge
