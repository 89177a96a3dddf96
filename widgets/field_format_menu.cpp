// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_format_menu.h"

#include "enum_names_editor.h"
#include "enum_names_model.h"
#include "field_model.h"

#include <QAbstractItemView>
#include <QActionGroup>

namespace membridge {

FieldFormatMenu::FieldFormatMenu(FieldModel *model, const QModelIndex &index, QWidget *parent)
    : QMenu(tr("Show &as"), parent), m_model(model), m_index(index)
{
    setObjectName(QStringLiteral("fieldFormatMenu"));
    const auto formats = model->formats(index);
    auto *group = new QActionGroup(this);
    const int current = index.data(FieldModel::FormatRole).toInt();
    for (const FieldFormat format : formats) {
        QAction *action = addAction(label(format));
        action->setCheckable(true);
        action->setChecked(static_cast<int>(format) == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, format] {
            // Another schema may have come while the menu was open.
            if (const int field = m_model->schemaField(m_index); field >= 0)
                m_model->setFormat(static_cast<std::size_t>(field), format);
        });
    }
    setEnabled(formats.size() > 1);
    addNames(index);
}

void FieldFormatMenu::addNames(const QModelIndex &index)
{
    const int shown = m_model->schemaField(index);
    if (shown < 0)
        return;
    const SchemaField &own = m_model->result()->schema.fields[static_cast<std::size_t>(shown)];
    if (own.kind != FieldKind::Tagged || !EnumNamesModel::takes(own.tag))
        return;
    addSeparator();
    QAction *action = addAction(tr("Names of n&umbers…"));
    action->setObjectName(QStringLiteral("editEnumNames"));
    connect(action, &QAction::triggered, this, [this] {
        QWidget *owner = parentWidget(); // a menu is a window itself, and gone soon
        while (qobject_cast<QMenu *>(owner) != nullptr)
            owner = owner->parentWidget();
        if (const int field = m_model->schemaField(m_index); field >= 0 && owner != nullptr)
            EnumNamesEditor::open(m_model->looks(), m_model->result()->schema, static_cast<std::size_t>(field),
                                  owner->window());
    });
}

void FieldFormatMenu::offerOn(QAbstractItemView *view, FieldModel *model)
{
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, view, [view, model](const QPoint &at) {
        const QModelIndex index = view->indexAt(at);
        if (!index.isValid())
            return;
        auto *menu = new QMenu(view);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(view->actions());
        menu->addMenu(new FieldFormatMenu(model, index, menu));
        menu->popup(view->viewport()->mapToGlobal(at));
    });
}

QString FieldFormatMenu::label(FieldFormat format)
{
    switch (format) {
    case FieldFormat::Plain:
        return tr("&Plain");
    case FieldFormat::Dec:
        return tr("&Decimal");
    case FieldFormat::Hex:
        return tr("&Hexadecimal");
    case FieldFormat::Bin:
        return tr("&Binary");
    case FieldFormat::TimeSeconds:
        return tr("Time in &seconds since 1970");
    case FieldFormat::TimeMilliseconds:
        return tr("Time in &milliseconds since 1970");
    case FieldFormat::TimeMicroseconds:
        return tr("Time in m&icroseconds since 1970");
    case FieldFormat::TimeNanoseconds:
        return tr("Time in &nanoseconds since 1970");
    case FieldFormat::Enum:
        return tr("Nam&es of numbers");
    }
    return {};
}

} // namespace membridge
