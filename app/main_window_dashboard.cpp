// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dashboard's tab: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "dashboard.h"
#include "segment_tab.h"
#include "segment_tabs.h"

#include <QAction>
#include <QStackedWidget>

namespace membridge {

QAction *MainWindow::makeDashboard()
{
    m_dashboard = new Dashboard(m_tabs, this);
    m_dashboard->hide();
    auto *action = new QAction(tr("&Dashboard"), this);
    action->setObjectName(QStringLiteral("dashboardAction"));
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    action->setCheckable(true);
    action->setToolTip(tr("All attached segments at a glance."));
    connect(action, &QAction::triggered, this, &MainWindow::showDashboard);
    const auto check = [this, action] {
        action->setChecked(m_centre->currentWidget() == m_tabs && m_tabs->currentWidget() == m_dashboard);
    };
    connect(m_centre, &QStackedWidget::currentChanged, action, check);
    connect(m_tabs, &QTabWidget::currentChanged, action, check);
    connect(m_dashboard, &Dashboard::closeRequested, this, [this] { showDashboard(false); });
    connect(m_dashboard, &Dashboard::compareRequested, this, &MainWindow::compare);
    connect(m_dashboard, &Dashboard::tabChosen, this, [this](SegmentTab *tab) {
        m_tabs->setCurrentWidget(tab);
        tab->setFocus();
    });
    return action;
}

void MainWindow::showDashboard(bool show)
{
    int index = m_tabs->indexOf(m_dashboard);
    if (show) {
        if (index < 0)
            index = m_tabs->insertTab(0, m_dashboard, tr("Dashboard"));
        m_tabs->setCurrentIndex(index);
        currentChanged(); // also where something else was in front of the tabs
        m_dashboard->focusFirst();
        return;
    }
    if (index < 0)
        return;
    // Back to where the user came from, whatever is beside it.
    if (m_tabs->currentIndex() == index && m_tabs->current() != nullptr)
        m_tabs->setCurrentWidget(m_tabs->current());
    m_tabs->removeTab(index);
    currentChanged();
}

} // namespace membridge
