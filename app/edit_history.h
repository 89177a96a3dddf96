// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace membridge {

/// Bytes of a segment that were replaced by others.
struct ByteEdit
{
    quint64 offset = 0; ///< In the segment.
    ByteVector before;
    ByteVector after;

    ByteEdit reversed() const { return {offset, after, before}; }
    bool operator==(const ByteEdit &) const = default;
};

/// What was edited, to be undone and done again. A plain value.
class EditHistory
{
public:
    static constexpr std::size_t mostEdits = 1000;

    /// Done by the user: what was undone before can't be done again. Neighbouring single bytes that are typed one after the other stay single edits.
    void add(const ByteEdit &edit);
    void clear();

    /// What undoing (doing again) has to write; nothing when there is none.
    std::optional<ByteEdit> toUndo() const;
    std::optional<ByteEdit> toRedo() const;
    /// That was written.
    void undone();
    void redone();

private:
    std::vector<ByteEdit> m_edits;
    std::size_t m_done = 0; ///< So many of them are in the segment.
};

} // namespace membridge
