// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/observe/frozen_bytes.h"
#include "core/observe/segment_reader.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <memory>

namespace membridge {

/// Keeps all bytes of a segment for as long as its view is frozen: copied off the GUI thread, holes unread, up to a limit of data. GUI thread.
class Freezer : public QObject
{
    Q_OBJECT

public:
    /// Bytes that are not zero, in whole pages.
    static constexpr std::uint64_t defaultLimit = 64 * 1024 * 1024;

    explicit Freezer(QObject *parent = nullptr);
    /// Waits for the copy to end, whose steps are short.
    ~Freezer() override;

    /// From the next begin() on.
    void setLimit(std::uint64_t bytes) { m_limit = bytes; }
    /// `shown` is what is on screen; it stays as it is. changed() follows. Once more is a new moment.
    void begin(std::shared_ptr<const SegmentReader> reader, std::shared_ptr<const Snapshot> shown);
    /// Lets go of the copy, also while it is made.
    void end();

    bool isFrozen() const { return m_stop != nullptr; }
    /// bytes() may still come.
    bool isCopying() const { return m_copying; }
    /// nullptr while not frozen, until the copy is made, and where none could be made.
    const std::shared_ptr<const FrozenBytes> &bytes() const { return m_bytes; }
    /// Why there are no bytes() of a frozen view: one sentence.
    const QString &reason() const { return m_reason; }

signals:
    /// bytes() or reason() are others.
    void changed();

private:
    void take(const std::shared_ptr<const FrozenBytes> &bytes, const QString &reason);

    QThreadPool m_pool; ///< Its own: others wait for whole exports.
    std::shared_ptr<StopFlag> m_stop;
    bool m_copying = false;
    std::shared_ptr<const FrozenBytes> m_bytes;
    QString m_reason;
    std::uint64_t m_limit = defaultLimit;
};

} // namespace membridge
