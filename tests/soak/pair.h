// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/python.h"
#include "tests/support/test_segment.h"
#include "watch_thread.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace membridge::test {

/// Two processes of the wheel that talk through a segment, and somebody who looks on.
///
/// One thread: the one that made it.
class Pair
{
public:
    struct Result
    {
        std::uint64_t messages = 0; ///< Received; of a region: seen to change.
        std::uint64_t lost = 0;     ///< Or out of order, torn, corrupt.
        QByteArray problem;         ///< Empty when both ended as they should.
    };

    Pair(QString title, Layout layout, QStringList writerOptions);

    /// False, with a reason in problem(), when the peers or their segment don't come.
    bool start();
    const QByteArray &problem() const noexcept { return m_problem; }
    const QString &title() const noexcept { return m_title; }
    WatchThread::State state() const { return m_watch ? m_watch->state() : WatchThread::State{}; }
    /// Ends both peers, then the looking.
    Result finish();

private:
    QString m_title;
    Layout m_layout;
    QStringList m_options;
    TestSegment m_segment;
    WheelPeer m_writer;
    WheelPeer m_reader;
    std::optional<WatchThread> m_watch;
    QByteArray m_problem;
};

} // namespace membridge::test
