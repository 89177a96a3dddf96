// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

class QActionGroup;

namespace membridge {

class HexView;
struct HexViewOptions;

/// The context menu of a hex view: copy, mute changes, and its options, each checked as the view has it. Belongs to the view.
class HexMenu : public QMenu
{
    Q_OBJECT

public:
    explicit HexMenu(HexView &view);

private:
    void addChoices(const QString &title, const QString &name, const QList<int> &values, int HexViewOptions::*field);
    void addOtherColumns(QMenu &menu, QActionGroup &group, const QList<int> &listed);
    void askForColumns();
    void addToggle(const QString &text, const QString &name, bool HexViewOptions::*field);
    void addCommand(const QString &text, const QString &name, void (HexView::*command)());

    HexView &m_view;
};

} // namespace membridge
