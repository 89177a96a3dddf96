// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>

class QAbstractItemView;

namespace membridge {

class FieldModel;

/// Puts the whole value of a view's current field on the clipboard, as the field is shown: by the key for copying, and for its menus. Belongs to the
/// view. GUI thread.
class FieldCopyAction : public QAction
{
    Q_OBJECT

public:
    /// `view` must show `model`, which must live as long.
    FieldCopyAction(QAbstractItemView *view, const FieldModel *model);
};

} // namespace membridge
