// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hand_panel.h"

#include "values_by_hand.h"

#include <QGridLayout>
#include <QPushButton>

namespace membridge {

HandPanel::HandPanel(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this)), m_values(new ValuesByHand(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(1, 1);
    connect(m_values, &ValuesByHand::refused, this, &HandPanel::refused);
}

QPushButton *HandPanel::addButton(const char *objectName, const QString &text, const QString &accessibleName)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(objectName));
    button->setAccessibleName(accessibleName);
    button->setToolTip(accessibleName);
    m_buttons.push_back(button);
    return button;
}

void HandPanel::setReady(bool ready)
{
    for (QPushButton *button : m_buttons)
        button->setEnabled(ready);
}

} // namespace membridge
