// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema_edit.h"

#include "words.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QStringListModel>

#include <variant>

namespace membridge {

namespace {

QStringList tags()
{
    QStringList list;
    for (const TypeTag tag : allTypeTags)
        list << QString::fromLatin1(name(tag).data(), static_cast<qsizetype>(name(tag).size()));
    list << QStringLiteral("bytes()");
    list.sort();
    return list;
}

} // namespace

SchemaEdit::SchemaEdit(QWidget *parent) : CheckedLineEdit(parent), m_completer(new QCompleter(tags(), this))
{
    setObjectName(QStringLiteral("schemaEdit"));
    setAccessibleName(tr("Schema"));
    setPlaceholderText(tr("Schema, for example: str int float bool 3*str"));
    setClearButtonEnabled(false);
    // Not setCompleter(): that completes the whole text, this the word at the cursor.
    m_completer->setWidget(this);
    m_completer->setCaseSensitivity(Qt::CaseSensitive);
    m_completer->popup()->setObjectName(QStringLiteral("schemaCompletions"));
    m_completer->popup()->setAccessibleName(tr("Types"));
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &SchemaEdit::complete);
    connect(this, &QLineEdit::textChanged, this, &SchemaEdit::check);
}

void SchemaEdit::setSchema(const Schema &schema)
{
    setText(QString::fromStdString(schema.text()));
}

void SchemaEdit::check()
{
    const auto parsed = parseSchema(text().toStdString());
    if (const auto *schema = std::get_if<Schema>(&parsed)) {
        setError({});
        if (m_schema == *schema)
            return;
        m_schema = *schema;
        emit schemaChanged(*m_schema);
        return;
    }
    const auto &error = std::get<SchemaError>(parsed);
    const bool had = m_schema.has_value();
    m_schema.reset();
    // An empty line is no mistake: the placeholder says what to type.
    setError(error.reason == SchemaError::Reason::Empty ? QString() : words::of(error));
    if (had)
        emit schemaCleared();
}

QString SchemaEdit::wordBeforeCursor() const
{
    const QString before = text().left(cursorPosition());
    qsizetype start = before.size();
    while (start > 0 && before[start - 1].isLetterOrNumber())
        --start;
    // In `3*bo` and `3bo` alike, only letters begin a type.
    while (start < before.size() && before[start].isDigit())
        ++start;
    return before.mid(start);
}

void SchemaEdit::complete(const QString &tag)
{
    const QString word = wordBeforeCursor();
    setSelection(cursorPosition() - static_cast<int>(word.size()), static_cast<int>(word.size()));
    insert(tag);
    if (tag.endsWith(QLatin1Char(')')))
        setCursorPosition(cursorPosition() - 1);
}

void SchemaEdit::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool choosing = m_completer->popup()->isVisible();
    if (choosing && (key == Qt::Key_Enter || key == Qt::Key_Return || key == Qt::Key_Tab || key == Qt::Key_Escape)) {
        // The completer's, which gets it after us.
        event->ignore();
        return;
    }
    CheckedLineEdit::keyPressEvent(event);

    const QString word = wordBeforeCursor();
    const bool typed = !event->text().isEmpty() && event->text().front().isPrint();
    m_completer->setCompletionPrefix(word);
    const bool exact = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (word.isEmpty() || exact || m_completer->completionCount() == 0 || !(typed || choosing)) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete();
}

} // namespace membridge
