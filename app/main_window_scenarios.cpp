// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scenarios: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "scenario_panel.h"

#include <QAction>
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QStatusBar>

namespace membridge {

void MainWindow::makeScenarios()
{
    auto *panel = new ScenarioPanel(this);
    connect(panel, &ScenarioPanel::said, this, [this](const QString &text) { statusBar()->showMessage(text, 15'000); });
    auto *dock = new QDockWidget(tr("Scenarios"), this);
    dock->setObjectName(QStringLiteral("scenariosDock"));
    dock->setWidget(panel);
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    // A text and two tables: more than fits beside a segment. Whoever has the room can dock it.
    dock->setFloating(true);
    dock->resize(1000, 640);
    dock->hide();
    QAction *show = dock->toggleViewAction();
    show->setObjectName(QStringLiteral("scenariosAction"));
    show->setText(tr("Sce&narios…"));
    show->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    connect(show, &QAction::triggered, dock, [dock, panel](bool on) {
        if (!on)
            return;
        dock->raise();
        dock->activateWindow();
        panel->findChild<QPlainTextEdit *>(QStringLiteral("scenarioEditor"))->setFocus();
    });
}

} // namespace membridge
