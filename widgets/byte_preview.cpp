// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_preview.h"

#include <QByteArray>

namespace membridge {

QString BytePreview::hex() const
{
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bytes.data()), count).toHex(' '));
}

QString BytePreview::characters() const
{
    QString text;
    for (std::size_t i = 0; i < count; ++i) {
        const auto c = std::to_integer<unsigned char>(bytes[i]);
        text += c >= 0x20 && c < 0x7f ? QLatin1Char(static_cast<char>(c)) : QLatin1Char('.');
    }
    return text;
}

} // namespace membridge
