// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "offset_edit.h"

namespace membridge {

OffsetEdit::OffsetEdit(QWidget *parent) : CheckedLineEdit(parent)
{
    connect(this, &QLineEdit::textChanged, this, &OffsetEdit::check);
}

void OffsetEdit::check()
{
    const QString text = this->text().trimmed();
    bool ok = true;
    std::optional<quint64> offset;
    if (!text.isEmpty()) {
        const bool hex = text.startsWith(QLatin1String("0x"), Qt::CaseInsensitive);
        offset = hex ? text.mid(2).toULongLong(&ok, 16) : text.toULongLong(&ok, 10);
    }
    setError(ok ? QString() : tr("not an offset: type a number, or 0x and hexadecimal digits"));
    // Half-typed text must not send whoever listens back to the start.
    if (ok && offset != m_offset) {
        m_offset = offset;
        emit offsetChanged();
    }
}

} // namespace membridge
