// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/codec/value.h"

#include <optional>

namespace membridge {

/// Where values to write or push are typed, in the form of parseValueLine(). GUI thread.
class ValueLineEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit ValueLineEdit(QWidget *parent = nullptr);

    /// Nothing while the text is wrong. An empty line is an empty list.
    std::optional<ValueList> values() const { return m_values; }

signals:
    /// Sent when the text has become another right list of values.
    void valuesChanged(const membridge::ValueList &values);

private:
    void check();

    std::optional<ValueList> m_values;
};

} // namespace membridge
