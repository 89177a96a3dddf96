// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/ring_segment.h"
#include "widgets/message_banner.h"

#include <QPointer>

namespace membridge {

class RivalGuard;

/// The warning that a ring's side seems to be taken, in a panel that would take it, with the button that takes it anyway. Shows itself while there is
/// something to confirm. GUI thread.
class RivalBanner : public MessageBanner
{
    Q_OBJECT

public:
    RivalBanner(RivalGuard *guard, RingSide side, QWidget *parent = nullptr);

    bool isBlocking() const;

signals:
    /// isBlocking() may have.
    void changed();

private:
    void refresh();

    QPointer<RivalGuard> m_guard;
    RingSide m_side;
};

} // namespace membridge
