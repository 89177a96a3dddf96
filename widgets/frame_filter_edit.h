// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checked_line_edit.h"

#include "core/observe/frame_filter.h"

#include <QTimer>

#include <optional>

namespace membridge {

/// A line to type a FrameFilter into; says what is wrong with it, and where. What it stands for is told a moment after the last key. GUI thread.
class FrameFilterEdit : public CheckedLineEdit
{
    Q_OBJECT

public:
    explicit FrameFilterEdit(QWidget *parent = nullptr);

    /// What is wrong with a filter's text, and where: one sentence; empty for one that is right, and for an empty text.
    static QString problemOf(const QString &text, const Schema &schema);
    /// Whose fields can be used. The text is read anew.
    void setSchema(const Schema &schema);
    /// Nothing while the text is empty or wrong.
    std::optional<FrameFilter> filter() const;
    /// Narrows what is there by another condition.
    void addCondition(const QString &condition);

signals:
    /// The text is another filter now, or none.
    void filterChanged();

private:
    void read();

    Schema m_schema;
    QTimer m_delay;
    QString m_read; ///< The text that was told last.
};

} // namespace membridge
