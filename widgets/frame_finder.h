// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/frame_filter.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

namespace membridge {

class FrameHistoryModel;

/// Looks through the rows of a FrameHistoryModel for a text or for frames that a filter lets through, from one row on and around once. GUI thread.
///
/// In slices of a few ms, so that hundreds of thousands of rows block nothing. Rows may come and go meanwhile: those that come after the search
/// began are not looked at, so that it ends however fast they come.
class FrameFinder : public QObject
{
    Q_OBJECT

public:
    enum class Direction { Forward, Backward };

    /// `model` must outlive this.
    explicit FrameFinder(FrameHistoryModel *model, QObject *parent = nullptr);

    /// An empty text is never found.
    void setText(const QString &text);
    void setFilter(const FrameFilter &filter);
    /// Begins; found() or notFound() follows, unless stop() or the model's reset comes before. `from`: the store row after (or before) which to begin,
    /// the last one to be looked at; nothing: at the first (or last) row.
    void find(std::optional<quint64> from, Direction direction);
    void stop();
    bool isSearching() const { return m_searching; }

signals:
    /// `wrapped`: beyond the end, and on from the other one.
    void found(quint64 storeRow, bool wrapped);
    void notFound();

private:
    /// Store rows, both included, in the order in which they are looked at.
    struct Leg
    {
        quint64 from = 0;
        quint64 to = 0;
        bool isEmpty = true;
    };

    void search();
    /// The next row of this leg, or -1.
    int nextRow() const;
    bool isHit(int row);

    FrameHistoryModel *m_model;
    QString m_text;
    std::optional<FrameFilter> m_filter;
    Direction m_direction = Direction::Forward;
    std::array<Leg, 2> m_legs;
    std::size_t m_leg = 0;
    bool m_searching = false;
    QTimer m_timer;
};

} // namespace membridge
