// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace membridge {

/// The first bytes of something, for a list. A plain value.
struct BytePreview
{
    static constexpr std::size_t most = 16;

    std::array<std::byte, most> bytes{};
    quint8 count = 0;

    /// Of more bytes than fit the first.
    static BytePreview of(std::span<const std::byte> from)
    {
        BytePreview preview;
        preview.count = static_cast<quint8>(std::min(from.size(), most));
        std::copy_n(from.begin(), preview.count, preview.bytes.begin());
        return preview;
    }
    /// "48 65 6c".
    QString hex() const;
    /// "Hel"; a dot for what is no printable ASCII.
    QString characters() const;
    bool operator==(const BytePreview &) const = default;
};

} // namespace membridge
