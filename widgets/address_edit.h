// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/observe/address_expression.h"

#include <optional>

namespace membridge {

/// An address expression, underlined where it is wrong. GUI thread.
class AddressEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit AddressEdit(QWidget *parent = nullptr);

    /// The offset, or nothing while the text is wrong or empty.
    std::optional<quint64> evaluate(const AddressContext &context);
    /// First character that is wrong, in QString's units; -1: none.
    int errorColumn() const { return m_errorColumn; }

private:
    void underline(int begin, int length);

    int m_errorColumn = -1;
};

} // namespace membridge
