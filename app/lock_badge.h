// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/layout.h"
#include "widgets/state_badge.h"

namespace membridge {

/// What a badge for that lock word looks like.
inline StateBadge::Kind badgeOf(LockWord word)
{
    switch (word.state()) {
    case LockState::Free:
        return StateBadge::Kind::Free;
    case LockState::Readers:
        return word.implausible() ? StateBadge::Kind::Invalid : StateBadge::Kind::Readers;
    case LockState::Writer:
        return StateBadge::Kind::Writer;
    case LockState::Invalid:
        return StateBadge::Kind::Invalid;
    }
    return StateBadge::Kind::Neutral;
}

} // namespace membridge
