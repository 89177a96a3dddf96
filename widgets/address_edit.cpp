// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "address_edit.h"

#include "theme.h"

#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QTextCharFormat>

#include <algorithm>
#include <variant>

namespace membridge {

namespace {

QString wordsOf(AddressError::Reason reason)
{
    using Reason = AddressError::Reason;
    switch (reason) {
    case Reason::Empty:
        return {};
    case Reason::TooLong:
        return AddressEdit::tr("The expression is too long.");
    case Reason::UnknownName:
        return AddressEdit::tr("No variable or field has this name.");
    case Reason::NotARing:
        return AddressEdit::tr("Only a ring with a valid header has this.");
    case Reason::BadNumber:
        return AddressEdit::tr("This is no number.");
    case Reason::ExpectedValue:
        return AddressEdit::tr("Expected a number or a name.");
    case Reason::ExpectedOperator:
        return AddressEdit::tr("Expected an operator.");
    case Reason::MissingParenthesis:
        return AddressEdit::tr("The parenthesis is not closed.");
    case Reason::UnterminatedQuote:
        return AddressEdit::tr("The quote is not closed.");
    case Reason::NestedTooDeep:
        return AddressEdit::tr("Too many parentheses within each other.");
    case Reason::Overflow:
        return AddressEdit::tr("Below 0 or too large for 64 bits.");
    case Reason::DivisionByZero:
        return AddressEdit::tr("Division by zero.");
    case Reason::OutsideSegment:
        return AddressEdit::tr("Outside of the segment.");
    }
    return {};
}

} // namespace

AddressEdit::AddressEdit(QWidget *parent) : CheckedLineEdit(parent)
{
    setAccessibleName(tr("Go to offset"));
    setPlaceholderText(tr("Offset, for example: 0x1f40 +64 tail-8 pos(head)"));
    setMaxLength(static_cast<int>(maxAddressText));
}

std::optional<quint64> AddressEdit::evaluate(const AddressContext &context)
{
    const std::string typed = text().toStdString();
    const auto result = evaluateAddress(typed, context);
    if (const auto *offset = std::get_if<std::uint64_t>(&result)) {
        m_errorColumn = -1;
        underline(0, 0);
        setError({});
        return *offset;
    }
    const auto &error = std::get<AddressError>(result);
    const auto characters = [&typed](std::size_t from, std::size_t count) {
        return static_cast<int>(QString::fromStdString(typed.substr(from, count)).size());
    };
    m_errorColumn = error.reason == AddressError::Reason::Empty ? -1 : characters(0, error.column);
    underline(std::max(m_errorColumn, 0), m_errorColumn < 0 ? 0 : characters(error.column, error.length));
    setError(wordsOf(error.reason));
    return std::nullopt;
}

void AddressEdit::underline(int begin, int length)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::of(palette()).error);
        format.setForeground(Theme::of(palette()).error);
        attributes << QInputMethodEvent::Attribute(QInputMethodEvent::TextFormat, begin - cursorPosition(), length,
                                                   format);
    }
    // QLineEdit has no other way to format a part of its text. The event changes no character.
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace membridge
