// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_views.h"

#include "widgets/field_copy_action.h"
#include "widgets/field_model.h"

#include <QHeaderView>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

#include <utility>

namespace membridge::frame_views {

namespace {

/// Small windows show few rows rather than none of the rest.
void letShrink(QAbstractItemView *view)
{
    view->setMinimumHeight(view->fontMetrics().height() * 2);
}

} // namespace

QToolButton *makeToggle(QWidget *parent, const QString &objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(objectName);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QTableView *makeList(QWidget *parent, QAbstractItemModel *model, const QString &objectName,
                     const QString &accessibleName)
{
    auto *list = new QTableView(parent);
    list->setObjectName(objectName);
    list->setAccessibleName(accessibleName);
    list->setModel(model);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setShowGrid(false);
    list->setWordWrap(false);
    list->setAlternatingRowColors(true);
    list->setTabKeyNavigation(false);
    list->verticalHeader()->hide();
    list->verticalHeader()->setDefaultSectionSize(list->fontMetrics().height() + 6);
    list->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    list->horizontalHeader()->setHighlightSections(false);
    list->horizontalHeader()->setStretchLastSection(true);
    letShrink(list);
    return list;
}

QTreeView *makeFields(QWidget *parent, FieldModel *model, const QString &objectName, const QString &accessibleName)
{
    auto *fields = new QTreeView(parent);
    fields->setObjectName(objectName);
    fields->setAccessibleName(accessibleName);
    fields->setModel(model);
    fields->setUniformRowHeights(true);
    fields->setAlternatingRowColors(true);
    fields->header()->moveSection(FieldModel::ValueColumn, FieldModel::Type);
    new FieldCopyAction(fields, model);
    letShrink(fields);
    return fields;
}

void showFields(QTreeView *view, FieldModel *model, std::shared_ptr<const DecodedSchema> result)
{
    const bool first = model->result() == nullptr;
    model->setResult(std::move(result));
    if (!first)
        return;
    view->expandAll();
    for (int column = 0; column < FieldModel::Note; ++column)
        view->resizeColumnToContents(column);
}

} // namespace membridge::frame_views
