// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_copy_action.h"

#include "field_model.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QGuiApplication>

namespace membridge {

FieldCopyAction::FieldCopyAction(QAbstractItemView *view, const FieldModel *model) : QAction(tr("Cop&y value"), view)
{
    setObjectName(QStringLiteral("copyFieldValue"));
    setShortcut(QKeySequence::Copy);
    setShortcutContext(Qt::WidgetShortcut);
    connect(this, &QAction::triggered, view, [view, model] {
        if (const QString text = model->fullValue(view->currentIndex()); !text.isEmpty())
            QGuiApplication::clipboard()->setText(text);
    });
    view->addAction(this);
}

} // namespace membridge
