// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two segments' plots in the place of the tabs: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "demo_segments.h"
#include "plot_comparison.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "time_link.h"
#include "widgets/time_plot.h"

#include <QAction>
#include <QStackedWidget>
#include <QStatusBar>

namespace membridge {

QAction *MainWindow::makeComparison()
{
    m_comparison = new PlotComparison(m_tabs, m_centre);
    m_centre->addWidget(m_comparison);
    if (m_settings.comparedSegments.size() == 2)
        m_comparison->choose(m_settings.comparedSegments[0], m_settings.comparedSegments[1]);
    auto *action = new QAction(tr("Compare t&wo segments"), this);
    action->setObjectName(QStringLiteral("comparisonAction"));
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    action->setCheckable(true);
    action->setToolTip(tr("The plots of two segments on one time axis."));
    connect(action, &QAction::triggered, this, [this](bool on) {
        if (on)
            compare(nullptr, nullptr);
        else
            currentChanged();
    });
    connect(m_centre, &QStackedWidget::currentChanged, action,
            [this, action] { action->setChecked(m_centre->currentWidget() == m_comparison); });
    connect(m_comparison, &PlotComparison::closeRequested, this, &MainWindow::currentChanged);
    connect(m_comparison, &PlotComparison::plotMade, m_timeLink, &TimeLink::add);
    connect(m_comparison, &PlotComparison::plotMade, this, [this](const TimePlot *plot) {
        connect(plot, &TimePlot::failed, this, [this](const QString &why) { statusBar()->showMessage(why, 15'000); });
    });
    connect(m_comparison, &PlotComparison::chosen, this, [this](const QByteArray &first, const QByteArray &second) {
        // The demo's names are new at each start, and the numbers of processes.
        for (const QByteArray &name : {first, second}) {
            if (name.startsWith(demo::namePrefix) || platform::looksLikeHiddenAddress(name.toStdString()))
                return;
        }
        m_settings.comparedSegments = {first, second};
    });
    return action;
}

void MainWindow::compare(const SegmentTab *first, const SegmentTab *second)
{
    if (first != nullptr && second != nullptr) {
        m_comparison->choose(first->name(), second->name());
        emit m_comparison->chosen(first->name(), second->name());
    } else if (currentTab() != nullptr) {
        m_comparison->include(currentTab()->name());
    }
    m_centre->setCurrentWidget(m_comparison);
    m_comparison->focusPlot();
}

} // namespace membridge
