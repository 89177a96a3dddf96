// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hand_panel.h"

class QSpinBox;

namespace membridge {

class RivalBanner;
class RivalGuard;
class SchemaEdit;

/// Producer and consumer of a ring by hand: a frame's values to push, once or many times; a schema to pop, drain or peek with. Warns before either takes what
/// somebody else seems to be. GUI thread.
class RingHandPanel : public HandPanel
{
    Q_OBJECT

public:
    explicit RingHandPanel(RivalGuard *rivals, QWidget *parent = nullptr);

    /// Without what RivalGuard blocks.
    void setReady(bool ready) override;

private:
    void makeProducer();
    void makeConsumer();
    QSpinBox *addCount(const char *objectName, const QString &accessibleName);
    void push(quint64 count);
    void pushAgain();
    void take(Operation::Kind kind, quint64 count = 1);

    RivalBanner *m_producerRival;
    RivalBanner *m_consumerRival;
    std::vector<QPushButton *> m_producing;
    std::vector<QPushButton *> m_consuming;
    bool m_ready = false;
    QSpinBox *m_burst = nullptr;
    SchemaEdit *m_schema = nullptr;
    QSpinBox *m_pops = nullptr;
    std::optional<ValueList> m_lastPushed;
};

} // namespace membridge
