// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/codec/value.h"

#include <QStringList>

#include <optional>

namespace membridge {

/// Where values to write or push are typed, in the form of parseValueLine(). Arrow up and down go through what was used before. GUI thread.
class ValueLineEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit ValueLineEdit(QWidget *parent = nullptr);

    /// Nothing while the text is wrong. An empty line is an empty list.
    std::optional<ValueList> values() const { return m_values; }

    static constexpr int maxHistory = 50;
    static constexpr int longestRemembered = 4096;
    /// The lines last used, the latest first; untrusted: more than maxHistory and what is too long are dropped.
    void setHistory(const QStringList &history);
    QStringList history() const { return m_history; }
    /// Makes `line` the latest.
    void remember(const QString &line);

signals:
    /// Sent when the text has become another right list of values.
    void valuesChanged(const membridge::ValueList &values);
    /// For whoever keeps it.
    void historyChanged(const QStringList &history);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void check();
    void showFromHistory(int at);

    std::optional<ValueList> m_values;
    QStringList m_history;
    int m_at = -1;   ///< Of the history, what is shown; -1: what was typed.
    QString m_typed; ///< While something of the history is shown.
};

} // namespace membridge
