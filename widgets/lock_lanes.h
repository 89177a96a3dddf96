// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot_columns.h"
#include "steady_range.h"
#include "time_plot.h"

#include "core/observe/lock_recording.h"

#include <QSharedPointer>

#include <array>
#include <vector>

class QCPAxisTickerFixed;
class QCPGraph;
class QCPItemText;

namespace membridge {

/// A lock word over time, as lanes of a logic analyser: held by a writer, how many readers, no valid state. GUI thread.
///
/// A lane is solid as high as the share of a pixel column's samples (for readers: their mean number), and pale up to the most that any sample
/// of the column had: no sampled state is lost at any zoom. What comes and goes between two samples is not seen at all. Between two samples that
/// differ it is pale: when it changed is not known.
///
/// Hatched is what is inferred to be contended: holders that joined or followed each other without a sample between them that shows the lock
/// free, until the next one that does. Somebody may have been waiting; a lock word doesn't tell.
class LockLanes : public TimePlot
{
    Q_OBJECT

public:
    explicit LockLanes(QWidget *parent = nullptr);

    /// Points whose time does not rise are left out; clear() starts over.
    void addBatch(const std::vector<LockPoint> &points);
    void clear();
    const LockRecording &recording() const { return m_recording; }

    QString latestText() const override;
    QString textAt(qint64 timeNs) const override;
    QString textBetween(qint64 fromNs, qint64 toNs) const override;
    QString valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const override;

    QSize sizeHint() const override;

protected:
    qint64 firstNs() const override { return m_recording.firstNs(); }
    qint64 lastNs() const override { return m_recording.lastNs(); }
    std::size_t sampleCount() const override;
    void fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns) override;
    void fitAxes(bool atOnce) override;
    void applyColours(const Theme &theme) override;
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Lane
    {
        LockRecording::Channel channel;
        QCPAxisRect *rect = nullptr;
        QCPGraph *mean = nullptr;
        QCPGraph *most = nullptr;
        QCPGraph *edges = nullptr;     ///< Between samples that differ.
        QCPGraph *contended = nullptr; ///< Not for invalid words.
        QCPItemText *name = nullptr;
        PlotColumns columns;
    };

    void arrange();
    void addContention(const LockPoint &point);
    void fillLane(Lane &lane, const PlotColumns &contended, double leastEdge);
    QCPGraph *addStep(QCPAxisRect *rect);
    Lane makeLane(LockRecording::Channel channel, QCPAxisRect *rect);

    LockRecording m_recording;
    TimeSeries m_contention; ///< 1 where it is inferred, otherwise 0; at the times of the recording.
    bool m_isContended = false;
    std::array<Lane, LockRecording::ChannelCount> m_lanes;
    SteadyRange m_readersTop;
    QSharedPointer<QCPAxisTickerFixed> m_whole;
};

} // namespace membridge
