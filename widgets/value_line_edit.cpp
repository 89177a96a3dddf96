// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_line_edit.h"

#include "words.h"

#include "core/codec/value_text.h"

#include <variant>

namespace membridge {

ValueLineEdit::ValueLineEdit(QWidget *parent) : CheckedLineEdit(parent), m_values(ValueList{})
{
    setObjectName(QStringLiteral("valueLineEdit"));
    setAccessibleName(tr("Values"));
    setPlaceholderText(tr("Values, for example: 42 3.14 true \"some text\" bytes:00ff [1 2 3]"));
    connect(this, &QLineEdit::textChanged, this, &ValueLineEdit::check);
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
