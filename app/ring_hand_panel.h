// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "participant.h"

#include <QWidget>

class QGridLayout;
class QPushButton;
class QSpinBox;

namespace membridge {

class SchemaEdit;
class ValuesByHand;

/// Producer and consumer of a ring by hand: a frame's values to push, once or many times; a schema to pop, drain or peek with. GUI thread.
class RingHandPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RingHandPanel(QWidget *parent = nullptr);

    ValuesByHand *values() const { return m_values; }
    /// Whether an operation can be asked for now.
    void setReady(bool ready);

signals:
    void requested(const membridge::Operation &operation);
    /// What was typed can't be carried out.
    void refused(const QString &why);

private:
    void makeProducer(QGridLayout *grid);
    void makeConsumer(QGridLayout *grid);
    QPushButton *addButton(const char *objectName, const QString &text, const QString &accessibleName);
    QSpinBox *addCount(const char *objectName, const QString &accessibleName);
    void push(quint64 count);
    void pushAgain();
    void take(Operation::Kind kind, quint64 count = 1);

    ValuesByHand *m_values = nullptr;
    QSpinBox *m_burst = nullptr;
    SchemaEdit *m_schema = nullptr;
    QSpinBox *m_pops = nullptr;
    std::optional<ValueList> m_lastPushed;
    std::vector<QPushButton *> m_buttons;
};

} // namespace membridge
