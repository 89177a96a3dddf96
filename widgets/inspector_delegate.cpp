// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspector_delegate.h"

#include "checked_line_edit.h"
#include "inspector_model.h"

#include <QKeyEvent>
#include <QPersistentModelIndex>

namespace membridge {

namespace {

class CellEdit : public CheckedLineEdit
{
public:
    CellEdit(const QModelIndex &index, QWidget *parent) : CheckedLineEdit(parent), m_index(index)
    {
        setObjectName(QStringLiteral("inspectorEdit"));
        setAccessibleName(index.siblingAtColumn(InspectorModel::Name).data().toString());
        setFrame(false);
        connect(this, &QLineEdit::textChanged, this, [this] { check(); });
    }

    /// The values may change below the editor; what was typed stays.
    bool touched = false;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        CheckedLineEdit::keyPressEvent(event);
        // Otherwise the view below would take it too, and jump.
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            event->accept();
    }

private:
    void check()
    {
        const auto *model = qobject_cast<const InspectorModel *>(m_index.model());
        if (model == nullptr)
            return;
        const auto result = model->encoded(m_index, text());
        const auto *error = std::get_if<QString>(&result);
        setError(error == nullptr ? QString() : *error);
    }

    QPersistentModelIndex m_index;
};

} // namespace

void InspectorDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto *model = qobject_cast<const InspectorModel *>(index.model());
    // In groups of four, which two lines have room for where one has not.
    if (model != nullptr && model->kindOf(index) == Interpretation::Bits32 && index.column() != InspectorModel::Name)
        option->features |= QStyleOptionViewItem::WrapText;
}

QWidget *InspectorDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return new CellEdit(index, parent);
}

void InspectorDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<CellEdit *>(editor);
    if (edit->touched)
        return;
    edit->touched = true;
    edit->setText(index.data(Qt::EditRole).toString());
    edit->selectAll();
}

void InspectorDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *edit = static_cast<CellEdit *>(editor);
    // Leaving the editor without typing must not write back a value that has changed meanwhile.
    if (edit->error().isEmpty() && edit->isModified())
        model->setData(index, edit->text());
}

bool InspectorDelegate::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int pressed = static_cast<QKeyEvent *>(event)->key();
        const auto *edit = qobject_cast<CheckedLineEdit *>(watched);
        if ((pressed == Qt::Key_Return || pressed == Qt::Key_Enter) && edit != nullptr && !edit->error().isEmpty())
            return true;
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

} // namespace membridge
