// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/decoded_schema.h"

#include <QString>

#include <memory>

class QAbstractItemModel;
class QTableView;
class QToolButton;
class QTreeView;
class QWidget;

namespace membridge {
class FieldModel;
}

/// How lists of frames and their fields look wherever a ring's tab has them. GUI thread.
namespace membridge::frame_views {

/// A button that stays down, reached by Tab as well.
QToolButton *makeToggle(QWidget *parent, const QString &objectName, const QString &text, const QString &toolTip);
/// Rows of one height, one of them selected at a time.
QTableView *makeList(QWidget *parent, QAbstractItemModel *model, const QString &objectName,
                     const QString &accessibleName);
/// Values next to their names.
QTreeView *makeFields(QWidget *parent, FieldModel *model, const QString &objectName, const QString &accessibleName);
/// The first result opens the lists and fits the columns; from then on they are the user's.
void showFields(QTreeView *view, FieldModel *model, std::shared_ptr<const DecodedSchema> result);

} // namespace membridge::frame_views
