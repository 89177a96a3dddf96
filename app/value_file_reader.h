// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <QObject>
#include <QString>

namespace membridge {

/// Reads the files whose bytes are to be written, on another thread. GUI thread.
class ValueFileReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// What is larger than a segment, or a frame of it, is refused.
    void setMost(quint64 bytes) { m_most = bytes; }
    /// done() follows, whatever comes of it.
    void read(const QString &path);

    /// However large the segment is.
    static constexpr quint64 largest = quint64{256} * 1024 * 1024;

signals:
    void done(const QString &path, const membridge::ByteVector &bytes, const QString &error);

private:
    quint64 m_most = largest;
};

} // namespace membridge
