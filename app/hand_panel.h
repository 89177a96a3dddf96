// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "participant.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QPushButton;

namespace membridge {

class ValuesByHand;

/// What the panels of operations by hand share: a grid whose second column takes the room, values to hand over, buttons that work only while an
/// operation can be asked for. GUI thread.
class HandPanel : public QWidget
{
    Q_OBJECT

public:
    ValuesByHand *values() const { return m_values; }
    /// Whether an operation can be asked for now.
    virtual void setReady(bool ready);

signals:
    void requested(const membridge::Operation &operation);
    /// What was typed can't be carried out.
    void refused(const QString &why);

protected:
    explicit HandPanel(QWidget *parent);

    QGridLayout *grid() const { return m_grid; }
    /// The tool tip is the accessible name.
    QPushButton *addButton(const char *objectName, const QString &text, const QString &accessibleName);

private:
    QGridLayout *m_grid;
    ValuesByHand *m_values;
    std::vector<QPushButton *> m_buttons;
};

} // namespace membridge
