// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <QString>
#include <QWidget>

#include <optional>

class QToolButton;

namespace membridge {

class ValueLineEdit;
class ValueRowsEdit;

/// Where the values of one message are typed: in one line, or in rows; a button changes between the two and takes the values along. The line follows what
/// the rows have. What only one of them can show (a file, a half-typed value) keeps it there, and the button says why. GUI thread.
class ValuesEdit : public QWidget
{
    Q_OBJECT

public:
    /// The rows, too, become children of `parent`.
    explicit ValuesEdit(QWidget *parent);

    ValueLineEdit *line() const { return m_line; }
    /// To be placed by whoever made this, where there is room; hidden by itself.
    ValueRowsEdit *rows() const { return m_rows; }
    bool showsRows() const;

    /// Nothing while what is shown is wrong; error() says why.
    std::optional<ValueList> values() const;
    QString error() const;
    /// The same values as a line; nothing where no line has them.
    std::optional<QString> asLine() const;
    /// Shows that line, in rows if they are shown and can have it.
    void setLine(const QString &line);

signals:
    /// Return was pressed in the line.
    void finished();

private:
    void showRows(bool rows);
    bool rowsCanShowLine() const;
    void showInLine();
    void updateToggle();

    ValueLineEdit *m_line;
    ValueRowsEdit *m_rows;
    QToolButton *m_toggle;
};

} // namespace membridge
