// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dashboard in the place of the tabs: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "dashboard.h"
#include "segment_tab.h"

#include <QAction>
#include <QStackedWidget>
#include <QTabWidget>

namespace membridge {

QAction *MainWindow::makeDashboard()
{
    auto *dashboard = new Dashboard(m_tabs, m_centre);
    m_centre->addWidget(dashboard);
    auto *action = new QAction(tr("&Dashboard"), this);
    action->setObjectName(QStringLiteral("dashboardAction"));
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    action->setCheckable(true);
    action->setToolTip(tr("All attached segments at a glance."));
    connect(action, &QAction::triggered, this, [this, dashboard](bool on) {
        if (!on)
            return currentChanged();
        m_centre->setCurrentWidget(dashboard);
        dashboard->focusFirst();
    });
    connect(m_centre, &QStackedWidget::currentChanged, action,
            [this, dashboard, action] { action->setChecked(m_centre->currentWidget() == dashboard); });
    connect(dashboard, &Dashboard::closeRequested, this, &MainWindow::currentChanged);
    connect(dashboard, &Dashboard::compareRequested, this, &MainWindow::compare);
    connect(dashboard, &Dashboard::tabChosen, this, [this](SegmentTab *tab) {
        m_tabs->setCurrentWidget(tab);
        currentChanged(); // also where it was the current one
        tab->setFocus();
    });
    return action;
}

} // namespace membridge
