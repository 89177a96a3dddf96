// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search_edit.h"

#include "theme.h"

#include <QPainter>

namespace membridge {

namespace {

QString wordsOf(const SearchError &error)
{
    switch (error.reason) {
    case SearchError::Reason::Empty:
        return SearchEdit::tr("There is nothing to look for.");
    case SearchError::Reason::TooLong:
        return SearchEdit::tr("Too long.");
    case SearchError::Reason::NotHex:
        return SearchEdit::tr("Expected hexadecimal digits, or ? for any digit.");
    case SearchError::Reason::LoneDigit:
        return SearchEdit::tr("Digits come in pairs.");
    case SearchError::Reason::OnlyWildcards:
        return SearchEdit::tr("Only wildcards: at least one digit is needed.");
    case SearchError::Reason::InvalidUtf8:
        return SearchEdit::tr("This is no valid text.");
    case SearchError::Reason::BadValue:
        return SearchEdit::tr("This is no value of that type.");
    case SearchError::Reason::BadTolerance:
        return SearchEdit::tr("Expected a number that is not negative; for integers, a whole one.");
    case SearchError::Reason::NoTolerance:
        return SearchEdit::tr("Only numbers have a tolerance.");
    }
    return {};
}

} // namespace

void SearchEdit::showError(const SearchError &error)
{
    const QByteArray before = text().toUtf8().left(static_cast<qsizetype>(error.column));
    m_column = static_cast<int>(QString::fromUtf8(before).size());
    setError(m_column > 0 ? tr("%1 (column %2)").arg(wordsOf(error)).arg(m_column + 1) : wordsOf(error));
    update();
}

void SearchEdit::paintEvent(QPaintEvent *event)
{
    CheckedLineEdit::paintEvent(event);
    if (error().isEmpty() || text().isEmpty())
        return;
    // From the cursor, whose place is known however far the text is scrolled.
    const auto widthTo = [this](int column) { return fontMetrics().horizontalAdvance(text().left(column)); };
    const int x = cursorRect().center().x() + widthTo(m_column) - widthTo(cursorPosition());
    const int width = qMax(4, widthTo(m_column + 1) - widthTo(m_column));
    QPainter painter(this);
    painter.setPen(QPen(Theme::of(palette()).error, 2));
    const int y = (height() + fontMetrics().height()) / 2;
    painter.drawLine(x, y, x + width, y);
}

} // namespace membridge
