// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace membridge {

class HexView;

/// What assistive technology sees of a hex view: a text whose lines are the rows on screen, as HexView::rowText() has them.
/// Positions count from the first row on screen, so that they fit an int however large the segment is. GUI thread.
class HexAccessible : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit HexAccessible(HexView &view);

    /// Once for all views.
    static void installFactory();
    /// Position of a byte's first digit; -1 when the byte is not on screen.
    static int positionOf(const HexView &view, quint64 offset);

    void *interface_cast(QAccessible::InterfaceType type) override;
    QAccessible::State state() const override;
    QAccessible::Role role() const override;
    QString text(QAccessible::Text kind) const override;

    void selection(int index, int *start, int *end) const override;
    int selectionCount() const override;
    void addSelection(int start, int end) override;
    void removeSelection(int index) override;
    void setSelection(int index, int start, int end) override;
    int cursorPosition() const override;
    void setCursorPosition(int position) override;
    QString text(int start, int end) const override;
    int characterCount() const override;
    QRect characterRect(int position) const override;
    int offsetAtPoint(const QPoint &point) const override;
    void scrollToSubstring(int start, int end) override;
    QString attributes(int position, int *start, int *end) const override;

private:
    HexView &view() const;
    quint64 byteAt(int position) const;
};

} // namespace membridge
