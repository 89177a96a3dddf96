// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "values_edit.h"

#include "value_line_edit.h"
#include "value_rows_edit.h"
#include "value_words.h"
#include "words.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace membridge {

ValuesEdit::ValuesEdit(QWidget *parent) : QWidget(parent)
{
    m_line = new ValueLineEdit(this);
    m_toggle = new QToolButton(this);
    // Behind the button: the order in which Tab goes.
    m_rows = new ValueRowsEdit(parent);
    m_rows->hide();
    m_toggle->setObjectName(QStringLiteral("valuesAsRows"));
    m_toggle->setText(tr("Rows"));
    m_toggle->setAccessibleName(tr("Type the values in rows"));
    m_toggle->setCheckable(true);
    // A tool button takes no focus by itself.
    m_toggle->setFocusPolicy(Qt::StrongFocus);
    connect(m_toggle, &QToolButton::toggled, this, &ValuesEdit::showRows);
    connect(m_line, &QLineEdit::textChanged, this, &ValuesEdit::updateToggle);
    connect(m_line, &QLineEdit::returnPressed, this, &ValuesEdit::finished);
    connect(m_rows->model(), &ValueRowsModel::edited, this, [this] {
        if (showsRows())
            showInLine();
        updateToggle();
    });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    row->addWidget(m_toggle);
    setFocusProxy(m_line);
    updateToggle();
}

bool ValuesEdit::showsRows() const
{
    return m_toggle->isChecked();
}

QString ValuesEdit::error() const
{
    return showsRows() ? m_rows->error() : m_line->error();
}

std::optional<ValueList> ValuesEdit::values() const
{
    if (!showsRows())
        return m_line->values();
    return m_rows->error().isEmpty() ? m_rows->model()->values() : std::nullopt;
}

std::optional<QString> ValuesEdit::asLine() const
{
    if (!showsRows())
        return m_line->values() ? std::optional(m_line->text()) : std::nullopt;
    if (!m_rows->error().isEmpty() || m_rows->model()->hasFile())
        return std::nullopt;
    const ValueList values = *m_rows->model()->values();
    // The line stays as it was typed while it means the same.
    if (m_line->values() == values)
        return m_line->text();
    QString line = value_words::typed(values);
    // A line edit would cut it, and say nothing.
    return line.size() <= m_line->maxLength() ? std::optional(std::move(line)) : std::nullopt;
}

void ValuesEdit::setLine(const QString &line)
{
    m_line->setText(line);
    if (!showsRows())
        return;
    if (rowsCanShowLine())
        m_rows->model()->setValues(*m_line->values());
    else
        m_toggle->setChecked(false);
}

bool ValuesEdit::rowsCanShowLine() const
{
    return m_line->values() && m_line->values()->size() <= ValueRowsModel::mostRows;
}

void ValuesEdit::showRows(bool rows)
{
    if (rows && rowsCanShowLine())
        m_rows->model()->setValues(*m_line->values());
    m_line->setReadOnly(rows);
    m_rows->setVisible(rows);
    updateToggle();
}

void ValuesEdit::showInLine()
{
    const QString line = asLine().value_or(QString());
    if (line != m_line->text())
        m_line->setText(line);
}

void ValuesEdit::updateToggle()
{
    QString why;
    if (!showsRows() && !m_line->values())
        why = tr("Rows can't show this line: %1").arg(m_line->error());
    else if (!showsRows() && !rowsCanShowLine())
        why = tr("These are more values than there can be rows.");
    else if (showsRows() && m_rows->model()->hasFile())
        why = tr("A line can't show the bytes of a file.");
    else if (showsRows() && !m_rows->error().isEmpty())
        why = tr("A line can't show this: %1").arg(m_rows->error());
    else if (showsRows() && !asLine())
        why = tr("This is too long for a line.");
    m_toggle->setEnabled(why.isEmpty());
    m_toggle->setToolTip(words::plainToolTip(why.isEmpty() ? tr("Type the values in rows, or in one line") : why));
    m_toggle->setAccessibleDescription(why);
}

} // namespace membridge
