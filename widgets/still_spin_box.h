// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSpinBox>
#include <QWheelEvent>

namespace membridge {

/// A spin box that the wheel doesn't change unless it has the focus: for a panel that scrolls. GUI thread.
class StillSpinBox : public QSpinBox
{
public:
    explicit StillSpinBox(QWidget *parent = nullptr) : QSpinBox(parent) { setFocusPolicy(Qt::StrongFocus); }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (hasFocus())
            QSpinBox::wheelEvent(event);
        else
            event->ignore();
    }
};

} // namespace membridge
