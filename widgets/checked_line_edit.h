// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace membridge {

/// A line edit that says in place what is wrong with its text: a frame and a mark in the error colour, a tooltip, an
/// accessible description, and a signal for those who show it elsewhere. GUI thread.
class CheckedLineEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit CheckedLineEdit(QWidget *parent = nullptr);

    /// What is wrong, or an empty string.
    QString error() const { return m_error; }

signals:
    /// Sent when the error text changes; empty: nothing is wrong any more.
    void errorChanged(const QString &error);

protected:
    void setError(const QString &error);
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_error;
};

} // namespace membridge
