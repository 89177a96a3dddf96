// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_finder.h"

#include "frame_history_model.h"

#include <QElapsedTimer>

namespace membridge {

namespace {

/// What a slice may take, far below the 16 ms that a frame on the screen has.
constexpr qint64 sliceMs = 4;
/// Between two looks at the clock.
constexpr int stride = 64;

} // namespace

FrameFinder::FrameFinder(FrameHistoryModel *model, QObject *parent) : QObject(parent), m_model(model)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FrameFinder::search);
    connect(model, &QAbstractItemModel::modelReset, this, &FrameFinder::stop);
}

void FrameFinder::setText(const QString &text)
{
    stop();
    m_filter.reset();
    m_text = text;
}

void FrameFinder::setFilter(const FrameFilter &filter)
{
    stop();
    m_filter = filter;
    m_text.clear();
}

void FrameFinder::stop()
{
    m_searching = false;
    m_timer.stop();
}

void FrameFinder::find(std::optional<quint64> from, Direction direction)
{
    stop();
    m_direction = direction;
    m_legs = {};
    m_leg = 0;
    m_searching = true;
    if (m_model->rowCount() > 0) {
        const quint64 first = m_model->storeRow(0);
        const quint64 last = m_model->storeRow(m_model->rowCount() - 1);
        if (direction == Direction::Forward) {
            if (!from || *from < last)
                m_legs[0] = {from ? *from + 1 : first, last, false};
            if (from)
                m_legs[1] = {first, *from, false};
        } else {
            if (!from || *from > first)
                m_legs[0] = {from ? *from - 1 : last, first, false};
            if (from)
                m_legs[1] = {last, *from, false};
        }
    }
    search();
}

int FrameFinder::nextRow() const
{
    const Leg &leg = m_legs[m_leg];
    if (leg.isEmpty)
        return -1;
    if (m_direction == Direction::Forward) {
        const int row = m_model->rowFrom(leg.from);
        return row < m_model->rowCount() && m_model->storeRow(row) <= leg.to ? row : -1;
    }
    const int row = m_model->rowFrom(leg.from + 1) - 1;
    return row >= 0 && m_model->storeRow(row) >= leg.to ? row : -1;
}

bool FrameFinder::isHit(int row)
{
    return m_filter ? m_model->matches(row, *m_filter) : m_model->contains(row, m_text);
}

void FrameFinder::search()
{
    QElapsedTimer clock;
    clock.start();
    for (int count = 1; m_leg < m_legs.size(); ++count) {
        const int row = nextRow();
        if (row < 0) {
            ++m_leg;
            continue;
        }
        const quint64 storeRow = m_model->storeRow(row);
        if (isHit(row)) {
            m_searching = false;
            emit found(storeRow, m_leg > 0);
            return;
        }
        Leg &leg = m_legs[m_leg];
        leg.isEmpty = storeRow == leg.to;
        leg.from = m_direction == Direction::Forward ? storeRow + 1 : storeRow - 1;
        if (count % stride == 0 && clock.elapsed() >= sliceMs) {
            m_timer.start(0);
            return;
        }
    }
    m_searching = false;
    emit notFound();
}

} // namespace membridge
