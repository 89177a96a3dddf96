// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/observe/search_pattern.h"

namespace membridge {

/// A line to type into what to look for, or its tolerance; says what is wrong with it, and where. GUI thread.
class SearchEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    using CheckedLineEdit::CheckedLineEdit;

    void showError(const SearchError &error);
    void clearError() { setError({}); }
    /// Where the error is, in characters; -1 without one.
    int errorColumn() const { return error().isEmpty() ? -1 : m_column; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_column = 0;
};

} // namespace membridge
