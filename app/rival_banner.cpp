// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rival_banner.h"

#include "rival_guard.h"

namespace membridge {

RivalBanner::RivalBanner(RivalGuard *guard, RingSide side, QWidget *parent)
    : MessageBanner(parent), m_guard(guard), m_side(side)
{
    setObjectName(side == RingSide::Producer ? QStringLiteral("producerRival") : QStringLiteral("consumerRival"));
    // There is something to decide, and it goes by itself once there is not.
    setDismissible(false);
    connect(guard, &RivalGuard::changed, this, &RivalBanner::refresh);
    connect(this, &MessageBanner::actionTriggered, this, [this] {
        if (m_guard)
            m_guard->confirm(m_side);
    });
    refresh();
}

bool RivalBanner::isBlocking() const
{
    return m_guard && m_guard->isBlocked(m_side);
}

void RivalBanner::refresh()
{
    if (!isBlocking())
        hideMessage();
    else if (isHidden() || text() != m_guard->text(m_side))
        showMessage(Severity::Warning, m_guard->text(m_side),
                    m_side == RingSide::Producer ? tr("Push anyway") : tr("Pop anyway"));
    emit changed();
}

} // namespace membridge
