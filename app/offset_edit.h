// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/checked_line_edit.h"

#include <optional>

namespace membridge {

/// A data offset, decimal or hexadecimal with 0x. Empty is no offset, and no error. GUI thread.
class OffsetEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit OffsetEdit(QWidget *parent = nullptr);

    /// Nothing while the text is empty; the last valid one while it is no offset.
    std::optional<quint64> offset() const { return m_offset; }
    bool isValid() const { return error().isEmpty(); }

signals:
    void offsetChanged();

private:
    void check();

    std::optional<quint64> m_offset;
};

} // namespace membridge
