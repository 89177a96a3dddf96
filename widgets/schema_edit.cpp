// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema_edit.h"

#include "theme.h"
#include "words.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QStringListModel>
#include <QTextCharFormat>

#include <algorithm>
#include <variant>

namespace membridge {

namespace {

QStringList tags()
{
    QStringList list;
    for (const TypeTag tag : allTypeTags)
        list << QString::fromLatin1(name(tag).data(), static_cast<qsizetype>(name(tag).size()));
    list << QStringLiteral("bytes()") << QStringLiteral("skip()");
    list.sort();
    return list;
}

void addNames(QStringList &names, const QString &text)
{
    const auto parsed = parseSchema(text.toStdString());
    const auto *schema = std::get_if<Schema>(&parsed);
    if (schema == nullptr)
        return;
    for (const SchemaField &field : schema->fields) {
        const QString name = QString::fromStdString(field.name) + QLatin1Char(':');
        if (!field.name.empty() && !names.contains(name))
            names << name;
    }
}

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('-') || c == QLatin1Char('.');
}

/// A small arrow down, in the colour of the text: the style's own may be black on black.
QIcon arrow(const QColor &colour, qreal ratio)
{
    QPixmap pixmap(QSize(16, 16) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({{4, 6}, {12, 6}, {8, 11}}));
    return QIcon(pixmap);
}

} // namespace

SchemaEdit::SchemaEdit(QWidget *parent)
    : CheckedLineEdit(parent),
      m_words(new QStringListModel(this)),
      m_completer(new QCompleter(m_words, this)),
      m_menu(new QMenu(this))
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
    connect(this, &QLineEdit::editingFinished, this, &SchemaEdit::rememberThis);

    m_menu->setObjectName(QStringLiteral("schemaPresets"));
    m_menu->setAccessibleName(tr("Schema presets"));
    m_openMenu = addAction(arrow(palette().color(QPalette::Text), devicePixelRatioF()), QLineEdit::LeadingPosition);
    m_openMenu->setText(tr("Recent and example schemas"));
    m_openMenu->setToolTip(tr("Recent and example schemas (arrow down)"));
    connect(m_openMenu, &QAction::triggered, this, &SchemaEdit::openMenu);
    setPresets(
        {{tr("One string"), QStringLiteral("text:str ...")},
         {tr("One integer"), QStringLiteral("number:int ...")},
         {tr("Time stamp and value"), QStringLiteral("time_ns:i64 value:f64 ...")},
         {tr("Quick start of the Python package"), QStringLiteral("greeting:str answer:int pi:float ready:bool ...")}});
}

void SchemaEdit::setSchema(const Schema &schema)
{
    setText(QString::fromStdString(schema.text()));
}

void SchemaEdit::setPresets(const QList<Preset> &presets)
{
    m_presets = presets;
    fillMenu();
}

void SchemaEdit::setRecent(const QStringList &recent)
{
    m_recent.clear();
    for (const QString &text : recent) {
        const bool isSchema = std::holds_alternative<Schema>(parseSchema(text.toStdString()));
        if (isSchema && !m_recent.contains(text) && m_recent.size() < maxRecent)
            m_recent << text;
    }
    fillMenu();
}

void SchemaEdit::rememberThis()
{
    const QString used = text().simplified();
    if (!m_schema || (!m_recent.isEmpty() && m_recent.first() == used))
        return;
    QStringList recent = m_recent;
    recent.prepend(used);
    setRecent(recent);
    emit recentChanged(m_recent);
}

void SchemaEdit::fillMenu()
{
    m_menu->clear();
    const auto add = [this](const QString &title, const QString &schema) {
        // A menu takes an ampersand for a mnemonic; a schema has none, a title might.
        QAction *action = m_menu->addAction(QString(title).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setToolTip(schema);
        action->setStatusTip(schema);
        connect(action, &QAction::triggered, this, [this, schema] {
            setText(schema);
            setFocus();
        });
    };
    if (!m_recent.isEmpty())
        m_menu->addSection(tr("Recent"));
    for (const QString &schema : m_recent)
        add(schema.size() > 60 ? schema.left(59) + QStringLiteral("…") : schema, schema);
    if (!m_presets.isEmpty())
        m_menu->addSection(tr("Examples"));
    for (const Preset &preset : m_presets)
        add(preset.title, preset.schema);
    m_menu->setToolTipsVisible(true);
    m_openMenu->setEnabled(!m_menu->isEmpty());
}

void SchemaEdit::openMenu()
{
    if (!m_menu->isEmpty())
        m_menu->popup(mapToGlobal(QPoint(0, height())));
}

void SchemaEdit::check()
{
    const auto parsed = parseSchema(text().toStdString());
    if (const auto *schema = std::get_if<Schema>(&parsed)) {
        underline({});
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
    // All before the first wrong word is ASCII, the word itself may not be.
    underline({static_cast<int>(error.column), static_cast<int>(QString::fromStdString(error.word).size())});
    // An empty line is no mistake: the placeholder says what to type.
    setError(error.reason == SchemaError::Reason::Empty ? QString() : words::of(error));
    if (had)
        emit schemaCleared();
}

void SchemaEdit::underline(Span span)
{
    if (span.length == 0)
        span = {};
    m_errorSpan = span;
    QList<QInputMethodEvent::Attribute> attributes;
    if (span.length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::of(palette()).error);
        // The wave alone is one faint pixel high in small fonts.
        format.setForeground(Theme::of(palette()).error);
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, span.start - cursorPosition(),
                                                   span.length, format);
    }
    // The only way into a line edit's text layout: formats of an input method that enters nothing.
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

void SchemaEdit::changeEvent(QEvent *event)
{
    CheckedLineEdit::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    m_openMenu->setIcon(arrow(palette().color(QPalette::Text), devicePixelRatioF()));
    underline(m_errorSpan);
}

QString SchemaEdit::wordBeforeCursor() const
{
    const QString before = text().left(cursorPosition());
    qsizetype start = before.size();
    while (start > 0 && isWordPart(before[start - 1]))
        --start;
    // In `3*bo` and `3bo` alike, only letters begin a type.
    while (start < before.size() && before[start].isDigit())
        ++start;
    return before.mid(start);
}

void SchemaEdit::complete(const QString &word)
{
    const QString begun = wordBeforeCursor();
    setSelection(cursorPosition() - static_cast<int>(begun.size()), static_cast<int>(begun.size()));
    insert(word);
    if (word.endsWith(QLatin1Char(')')))
        setCursorPosition(cursorPosition() - 1);
}

void SchemaEdit::offer(bool typed)
{
    const QString word = wordBeforeCursor();
    const auto start = static_cast<qsizetype>(cursorPosition()) - word.size();
    const QChar before = start > 0 ? text()[start - 1] : QLatin1Char(' ');
    QStringList offered;
    // Behind "name:" and "3*" there can only be a type.
    if (before != QLatin1Char(':') && before != QLatin1Char('*')) {
        for (const QString &schema : m_recent)
            addNames(offered, schema);
        for (const Preset &preset : m_presets)
            addNames(offered, preset.schema);
        offered.sort();
    }
    offered = tags() + offered;
    if (m_words->stringList() != offered)
        m_words->setStringList(offered);
    m_completer->setCompletionPrefix(word);
    const bool exact = m_completer->completionCount() == 1 && m_completer->currentCompletion() == word;
    if (word.isEmpty() || exact || m_completer->completionCount() == 0 || !typed) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    m_completer->complete();
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
    if (!choosing && key == Qt::Key_Down) {
        openMenu();
        return;
    }
    CheckedLineEdit::keyPressEvent(event);
    const bool typed = !event->text().isEmpty() && event->text().front().isPrint();
    offer(typed || choosing);
}

} // namespace membridge
