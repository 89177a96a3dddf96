// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_filter_edit.h"

#include "words.h"

#include <variant>

namespace membridge {

namespace {

QString wordsOf(const FrameFilterError &error)
{
    const QString word = words::shown(error.word);
    switch (error.reason) {
    case FrameFilterError::Reason::Syntax:
        return error.syntax ? words::of(*error.syntax) : QString();
    case FrameFilterError::Reason::NotOverTime:
        return FrameFilterEdit::tr("“%1” needs more than one frame; a filter judges each by itself.").arg(word);
    case FrameFilterError::Reason::UnknownField:
        return FrameFilterEdit::tr("“%1” is no property of frames (number, time, delta, position, length, kept, exact) "
                                   "and no field of the schema.")
            .arg(word);
    case FrameFilterError::Reason::NeedsIndex:
        return FrameFilterEdit::tr("“%1” is a list: name one of its elements, as in %1[0].").arg(word);
    case FrameFilterError::Reason::NotComparable:
        return FrameFilterEdit::tr("“%1” is raw bytes, which can't be compared.").arg(word);
    case FrameFilterError::Reason::NumberWithText:
        return FrameFilterEdit::tr("A number can't be compared with a text.");
    case FrameFilterError::Reason::TextExpected:
        return FrameFilterEdit::tr("“contains” takes texts.");
    }
    return {};
}

/// After a key, in ms: whoever types on does not want every half word judged.
constexpr int delayMs = 200;

} // namespace

FrameFilterEdit::FrameFilterEdit(QWidget *parent) : CheckedLineEdit(parent)
{
    setPlaceholderText(tr("for example: length > 64 and name contains \"x\""));
    setAccessibleName(tr("Filter of frames"));
    setClearButtonEnabled(true);
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    connect(this, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::returnPressed, this, &FrameFilterEdit::read);
    connect(&m_delay, &QTimer::timeout, this, &FrameFilterEdit::read);
}

void FrameFilterEdit::setSchema(const Schema &schema)
{
    m_schema = schema;
    m_read = QString(QChar::Null); // whatever it means now
    read();
}

std::optional<FrameFilter> FrameFilterEdit::filter() const
{
    if (text().trimmed().isEmpty())
        return std::nullopt;
    auto parsed = FrameFilter::parse(text().toStdString(), m_schema);
    if (auto *filter = std::get_if<FrameFilter>(&parsed))
        return std::move(*filter);
    return std::nullopt;
}

void FrameFilterEdit::addCondition(const QString &condition)
{
    const QString before = text().trimmed();
    setText(before.isEmpty() ? condition : QStringLiteral("(%1) and %2").arg(before, condition));
    read();
}

QString FrameFilterEdit::problemOf(const QString &text, const Schema &schema)
{
    if (text.trimmed().isEmpty())
        return {};
    const auto parsed = FrameFilter::parse(text.toStdString(), schema);
    const auto *error = std::get_if<FrameFilterError>(&parsed);
    if (error == nullptr)
        return {};
    const auto column = QString::fromUtf8(text.toUtf8().left(static_cast<qsizetype>(error->column))).size();
    return tr("Column %1: %2").arg(column + 1).arg(wordsOf(*error));
}

void FrameFilterEdit::read()
{
    m_delay.stop();
    if (text() == m_read)
        return;
    m_read = text();
    const QString problem = problemOf(m_read, m_schema);
    setError(problem);
    // A filter that is wrong leaves the list as it is.
    if (problem.isEmpty())
        emit filterChanged();
}

} // namespace membridge
