// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/snapshot.h"

#include <QByteArray>
#include <QtGlobal>

#include <optional>
#include <vector>

namespace membridge {

/// Edits that were asked for and not yet seen in the segment. A plain value without a window.
class HexEdits
{
public:
    static constexpr std::size_t mostPending = 256;

    /// False: too many wait already.
    bool add(quint64 offset, const QByteArray &before, const QByteArray &after);
    /// Forgets those that the snapshot settles: their bytes have arrived, or somebody wrote others.
    void settle(const Snapshot &snapshot);
    void clear() { m_bytes.clear(); }
    bool isEmpty() const { return m_bytes.empty(); }
    /// The value that waits for that byte.
    std::optional<unsigned char> at(quint64 offset) const;

private:
    struct Byte
    {
        quint64 offset;
        unsigned char before;
        unsigned char after;
    };

    std::vector<Byte> m_bytes;
};

} // namespace membridge
