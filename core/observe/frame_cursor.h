// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "frame_store.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace membridge {

/// Goes through the frames of a FrameStore, each once, in the order in which they came. What the store dropped before it was reached is passed over;
/// rows that are no frames are, too.
///
/// Threads: one.
class FrameCursor
{
public:
    explicit FrameCursor(std::shared_ptr<const FrameStore> store) : m_store(std::move(store)) { }

    /// Calls visit(entry) for each frame that came since the last call, until it returns false; the next call goes on behind that one.
    template <typename Visit> void visit(Visit &&visit)
    {
        const FrameStoreView view = m_store->view();
        m_next = std::max(m_next, view.begin());
        while (m_next < view.end()) {
            const FrameStoreView::Entry entry = view.at(m_next++);
            if (entry.row.kind == FrameRowKind::Frame && !visit(entry))
                return;
        }
    }

private:
    std::shared_ptr<const FrameStore> m_store;
    std::uint64_t m_next = 0; ///< Row of the store.
};

} // namespace membridge
