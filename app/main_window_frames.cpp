// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What all lists of frames seen share: the rest of MainWindow is in main_window.cpp.
#include "main_window.h"

#include "colour_rules_editor.h"
#include "frames_panel.h"
#include "segment_content.h"
#include "segment_tab.h"
#include "segment_tabs.h"

#include <QAction>

namespace membridge {

QAction *MainWindow::makeColourRules()
{
    auto *action = new QAction(tr("Colour &rules of frames…"), this);
    action->setObjectName(QStringLiteral("colourRulesAction"));
    action->setToolTip(tr("What marks frames seen with a colour, in all rings."));
    connect(action, &QAction::triggered, this, &MainWindow::showColourRules);
    return action;
}

void MainWindow::frameListMade(SegmentTab *tab)
{
    FramesPanel *frames = tab->content()->framesPanel();
    if (frames == nullptr)
        return;
    frames->setColourRules(m_settings.colourRules);
    connect(frames, &FramesPanel::colourRulesChanged, this, &MainWindow::setColourRules);
    connect(frames, &FramesPanel::colourRulesWanted, this, &MainWindow::showColourRules);
    connect(frames, &FramesPanel::schemaChanged, this, &MainWindow::tellColourSchema);
}

void MainWindow::setColourRules(const std::vector<ColourRule> &rules)
{
    m_settings.colourRules = rules;
    for (const SegmentTab *tab : m_tabs->segments()) {
        if (tab->content() != nullptr && tab->content()->framesPanel() != nullptr)
            tab->content()->framesPanel()->setColourRules(rules);
    }
    if (m_colourRules != nullptr)
        m_colourRules->model()->setRules(rules);
}

void MainWindow::showColourRules()
{
    if (m_colourRules == nullptr) {
        m_colourRules = new ColourRulesEditor(this);
        m_colourRules->model()->setRules(m_settings.colourRules);
        connect(m_colourRules->model(), &ColourRuleModel::rulesChanged, this, &MainWindow::setColourRules);
    }
    tellColourSchema();
    m_colourRules->show();
    m_colourRules->raise();
    m_colourRules->activateWindow();
}

void MainWindow::tellColourSchema()
{
    const SegmentTab *tab = currentTab();
    const FramesPanel *frames = tab != nullptr && tab->content() != nullptr ? tab->content()->framesPanel() : nullptr;
    if (m_colourRules != nullptr)
        m_colourRules->setSchema(frames != nullptr ? frames->schema() : Schema());
}

} // namespace membridge
