// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bounded_tab_widget.h"

#include <QTabBar>

namespace membridge {

namespace {

constexpr int mostCharacters = 46;

/// QTabBar has no maximum for a tab: only its size hint can say one.
class BoundedTabBar : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    QSize tabSizeHint(int index) const override
    {
        const QSize hint = QTabBar::tabSizeHint(index);
        return {qMin(hint.width(), fontMetrics().averageCharWidth() * mostCharacters), hint.height()};
    }
};

} // namespace

BoundedTabWidget::BoundedTabWidget(QWidget *parent) : QTabWidget(parent)
{
    setTabBar(new BoundedTabBar(this));
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    tabBar()->setExpanding(false);
}

} // namespace membridge
