// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edit_history.h"

namespace membridge {

void EditHistory::add(const ByteEdit &edit)
{
    m_edits.resize(m_done);
    if (m_edits.size() == mostEdits)
        m_edits.erase(m_edits.begin());
    m_edits.push_back(edit);
    m_done = m_edits.size();
}

void EditHistory::clear()
{
    m_edits.clear();
    m_done = 0;
}

std::optional<ByteEdit> EditHistory::toUndo() const
{
    return m_done == 0 ? std::nullopt : std::optional(m_edits[m_done - 1].reversed());
}

std::optional<ByteEdit> EditHistory::toRedo() const
{
    return m_done == m_edits.size() ? std::nullopt : std::optional(m_edits[m_done]);
}

void EditHistory::undone()
{
    if (m_done > 0)
        --m_done;
}

void EditHistory::redone()
{
    if (m_done < m_edits.size())
        ++m_done;
}

} // namespace membridge
