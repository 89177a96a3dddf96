// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace membridge {

/// A plot with its words: shows when it has the focus, and follows the theme, the language and its own size. GUI thread.
class PlotWidget : public QWidget
{
    Q_OBJECT

protected:
    using QWidget::QWidget;

    virtual void applyTheme() = 0;
    virtual void retranslate() = 0;
    /// Asks for a new picture, soon.
    virtual void redraw() = 0;

    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace membridge
