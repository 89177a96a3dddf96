// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_edits.h"

#include <algorithm>

namespace membridge {

bool HexEdits::add(quint64 offset, const QByteArray &before, const QByteArray &after)
{
    if (m_bytes.size() + static_cast<std::size_t>(after.size()) > mostPending)
        return false;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const quint64 at = offset + static_cast<quint64>(i);
        std::erase_if(m_bytes, [at](const Byte &byte) { return byte.offset == at; });
        m_bytes.push_back({at, static_cast<unsigned char>(before[i]), static_cast<unsigned char>(after[i])});
    }
    return true;
}

void HexEdits::settle(const Snapshot &snapshot)
{
    std::erase_if(m_bytes, [&snapshot](const Byte &byte) {
        if (byte.offset < snapshot.offset || byte.offset >= snapshot.end())
            return false;
        const auto now = std::to_integer<unsigned char>(
            snapshot.bytes[static_cast<std::size_t>(byte.offset - snapshot.offset)]);
        return now == byte.after || now != byte.before;
    });
}

std::optional<unsigned char> HexEdits::at(quint64 offset) const
{
    const auto found = std::find_if(m_bytes.begin(), m_bytes.end(),
                                    [offset](const Byte &byte) { return byte.offset == offset; });
    return found == m_bytes.end() ? std::nullopt : std::optional(found->after);
}

} // namespace membridge
