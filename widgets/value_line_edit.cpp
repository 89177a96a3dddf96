// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_line_edit.h"

#include "words.h"

#include "core/codec/value_text.h"

#include <QKeyEvent>

#include <variant>

namespace membridge {

ValueLineEdit::ValueLineEdit(QWidget *parent) : CheckedLineEdit(parent), m_values(ValueList{})
{
    setObjectName(QStringLiteral("valueLineEdit"));
    setAccessibleName(tr("Values"));
    setPlaceholderText(tr("Values, for example: 42 3.14 true \"some text\" bytes:00ff [1 2 3]"));
    connect(this, &QLineEdit::textChanged, this, &ValueLineEdit::check);
    connect(this, &QLineEdit::textEdited, this, [this] { m_at = -1; });
}

void ValueLineEdit::setHistory(const QStringList &history)
{
    m_history.clear();
    for (const QString &line : history) {
        if (!line.trimmed().isEmpty() && line.size() <= longestRemembered && !m_history.contains(line)
            && m_history.size() < maxHistory)
            m_history << line;
    }
    m_at = -1;
}

void ValueLineEdit::remember(const QString &line)
{
    QStringList history = m_history;
    history.removeAll(line);
    history.prepend(line);
    const QStringList before = m_history;
    setHistory(history);
    if (m_history != before)
        emit historyChanged(m_history);
}

void ValueLineEdit::showFromHistory(int at)
{
    if (at < -1 || at >= m_history.size())
        return;
    if (m_at == -1)
        m_typed = text();
    m_at = at;
    setText(at == -1 ? m_typed : m_history[at]);
}

void ValueLineEdit::keyPressEvent(QKeyEvent *event)
{
    if (!isReadOnly() && (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier
        && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        showFromHistory(event->key() == Qt::Key_Up ? m_at + 1 : m_at - 1);
        return;
    }
    CheckedLineEdit::keyPressEvent(event);
}

void ValueLineEdit::check()
{
    auto parsed = parseValueLine(text().toStdString());
    if (auto *values = std::get_if<ValueList>(&parsed)) {
        setError({});
        if (m_values == *values)
            return;
        m_values = std::move(*values);
        emit valuesChanged(*m_values);
        return;
    }
    m_values.reset();
    setError(words::of(std::get<ValueTextError>(parsed)));
}

} // namespace membridge
