// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_lanes.h"

#include "plot_words.h"
#include "words.h"

#include <QLocale>
#include <qcustomplot.h>

#include <algorithm>
#include <climits>
#include <cmath>

namespace membridge {

namespace {

using Channel = LockRecording::Channel;

constexpr double belowZero = 0.08;
constexpr double aboveTop = 1.12;
constexpr double leastReaders = 2;
/// Below this height what is not a number is left out.
constexpr int heightForLabels = 170;

/// As a LockRecording remembers.
constexpr TimeSeries::Limits contentionLimits{.samples = 1u << 17, .bucketsPerLevel = 1u << 15};
/// What is between two samples is drawn as such where it is wider than so many pixels.
constexpr double leastEdgePixels = 3;

bool isHeld(LockWord word)
{
    return !word.implausible() && (word.state() == LockState::Writer || word.state() == LockState::Readers);
}

QString count(double value)
{
    return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 1);
}

} // namespace

LockLanes::LockLanes(QWidget *parent)
    : TimePlot(QStringLiteral("lockLanes"), parent),
      m_contention(contentionLimits),
      m_readersTop(SteadyRange::Steps::Decimal, leastReaders)
{
    setObjectName(QStringLiteral("lockLanes"));
    setAccessibleName(tr("Lock over time"));
    plot()->setMinimumSize(200, 5 * fontMetrics().height());
    QCPAxisRect *writer = plot()->axisRect();
    auto *readers = new QCPAxisRect(plot());
    auto *invalid = new QCPAxisRect(plot());
    plot()->plotLayout()->addElement(1, 0, readers);
    plot()->plotLayout()->addElement(2, 0, invalid);
    plot()->plotLayout()->setRowSpacing(0);
    plot()->plotLayout()->setRowStretchFactor(1, 2);
    plot()->plotLayout()->setRowStretchFactor(2, 0.8);
    m_lanes = {makeLane(LockRecording::Writer, writer), makeLane(LockRecording::Readers, readers),
               makeLane(LockRecording::Invalid, invalid)};
    auto time = QSharedPointer<QCPAxisTickerTime>::create();
    time->setTimeFormat(QStringLiteral("%m:%s"));
    for (Lane &lane : m_lanes) {
        lane.rect->axis(QCPAxis::atBottom)->setTicker(time);
        lane.rect->axis(QCPAxis::atBottom)->setTickLabels(lane.rect == invalid);
        lane.rect->setMinimumMargins(QMargins(fontMetrics().averageCharWidth() * 14, 2, 6, 2));
        QCPAxis *value = lane.rect->axis(QCPAxis::atLeft);
        value->grid()->setVisible(lane.rect == readers);
        value->setTicks(lane.rect == readers);
        value->setTickLabels(lane.rect == readers);
        value->setRange(-belowZero, aboveTop);
    }
    m_whole = QSharedPointer<QCPAxisTickerFixed>::create();
    readers->axis(QCPAxis::atLeft)->setTicker(m_whole);
    readers->axis(QCPAxis::atLeft)->setNumberFormat(QStringLiteral("f"));
    readers->axis(QCPAxis::atLeft)->setNumberPrecision(0);
    // After the others, whose numbers begin with the lanes.
    for (Lane &lane : m_lanes) {
        lane.edges = addStep(lane.rect);
        if (lane.rect != invalid)
            lane.contended = addStep(lane.rect);
    }
    // In the lane that has least to show.
    invalid->insetLayout()->addElement(plot()->legend, Qt::AlignRight | Qt::AlignVCenter);
    plot()->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot()->legend->setBorderPen(Qt::NoPen);
    plot()->legend->setBrush(Qt::NoBrush);
    plot()->legend->setMargins({});
    plot()->legend->setIconSize(fontMetrics().height(), fontMetrics().height() / 2);
    m_lanes[LockRecording::Readers].edges->addToLegend();
    m_lanes[LockRecording::Readers].contended->addToLegend();
    setUp({writer, readers, invalid});
}

QCPGraph *LockLanes::addStep(QCPAxisRect *rect)
{
    QCPGraph *graph = plot()->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    graph->setLineStyle(QCPGraph::lsStepLeft);
    graph->setPen(Qt::NoPen);
    return graph;
}

LockLanes::Lane LockLanes::makeLane(LockRecording::Channel channel, QCPAxisRect *rect)
{
    Lane lane;
    lane.channel = channel;
    lane.rect = rect;
    // The pale one first, so that it lies behind.
    lane.most = plot()->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    lane.mean = plot()->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
    for (QCPGraph *graph : {lane.most, lane.mean})
        graph->setLineStyle(QCPGraph::lsStepLeft);
    lane.name = new QCPItemText(plot());
    lane.name->setClipToAxisRect(false);
    lane.name->position->setType(QCPItemPosition::ptAxisRectRatio);
    lane.name->position->setAxisRect(rect);
    lane.name->position->setCoords(0, 0.5);
    lane.name->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
    lane.name->setPadding(QMargins(0, 0, fontMetrics().averageCharWidth() * 4, 0));
    return lane;
}

void LockLanes::retranslate()
{
    m_lanes[LockRecording::Writer].name->setText(tr("Writer"));
    m_lanes[LockRecording::Readers].name->setText(tr("Readers"));
    m_lanes[LockRecording::Invalid].name->setText(tr("Invalid"));
    m_lanes[LockRecording::Readers].edges->setName(tr("between two samples"));
    m_lanes[LockRecording::Readers].contended->setName(tr("contended (inferred)"));
    plot()->setAccessibleDescription(
        tr("Solid: seen in samples. Pale: between two samples that differ, so when it changed is not known. Hatched: "
           "contended, as inferred: holders joined or followed each other without a sample that shows the lock free."));
    arrange();
}

void LockLanes::arrange()
{
    const bool high = height() >= heightForLabels;
    m_lanes[LockRecording::Invalid].rect->axis(QCPAxis::atBottom)->setLabel(high ? timeLabel() : QString());
    plot()->legend->setVisible(high);
    // The readers' numbers must not touch each other; the names of the other lanes may be higher than these.
    const int line = fontMetrics().height();
    for (const Lane &lane : m_lanes)
        lane.rect->setMinimumSize(0, lane.channel == LockRecording::Readers ? 7 * line / 5 : 4 * line / 5);
}

void LockLanes::resizeEvent(QResizeEvent *event)
{
    TimePlot::resizeEvent(event);
    arrange();
}

void LockLanes::applyColours(const Theme &theme)
{
    const std::array<QColor, LockRecording::ChannelCount> inks{theme.writer, theme.readers, theme.invalid};
    for (Lane &lane : m_lanes) {
        const QColor &ink = inks[lane.channel];
        QColor pale = ink;
        pale.setAlphaF(0.2f);
        QColor solid = ink;
        solid.setAlphaF(0.75f);
        lane.most->setPen(QPen(pale, 1));
        lane.most->setBrush(pale);
        lane.mean->setPen(QPen(ink, 1));
        lane.mean->setBrush(solid);
        lane.edges->setBrush(pale);
        if (lane.contended != nullptr)
            lane.contended->setBrush(QBrush(theme.warning, Qt::BDiagPattern));
        lane.name->setFont(font());
        lane.name->setColor(ink);
    }
    plot()->legend->setTextColor(theme.text);
    plot()->legend->setFont(font());
}

void LockLanes::addBatch(const std::vector<LockPoint> &points)
{
    for (const LockPoint &point : points) {
        addContention(point);
        m_recording.add(point);
    }
    samplesArrived();
}

void LockLanes::addContention(const LockPoint &point)
{
    const bool first = m_recording.isEmpty();
    if (!first && point.timeNs <= m_recording.lastNs())
        return;
    if (!first && point.afterGap && point.timeNs - m_recording.lastNs() > Sample::shortGapNs) {
        m_contention.breakHere();
        m_isContended = false;
    }
    const LockWord before = m_recording.last();
    if (!isHeld(point.word))
        m_isContended = false;
    else if (!first && isHeld(before) && point.word != before)
        // Readers that only leave show nobody else.
        m_isContended = m_isContended || point.word.state() != before.state() || point.word.readers() > before.readers();
    m_contention.append(point.timeNs, m_isContended ? 1 : 0);
}

void LockLanes::clear()
{
    m_recording.clear();
    m_contention.clear();
    m_isContended = false;
    samplesCleared();
}

std::size_t LockLanes::sampleCount() const
{
    return m_recording.channel(LockRecording::Writer).total();
}

void LockLanes::fillCurves(qint64 beginNs, qint64 endNs, std::size_t columns)
{
    const PlotColumns contended = PlotColumns::of(m_contention, originNs(), beginNs, endNs, columns);
    const double column = static_cast<double>(endNs - beginNs) / static_cast<double>(columns) / 1e9;
    for (Lane &lane : m_lanes) {
        lane.columns = PlotColumns::of(m_recording.channel(lane.channel), originNs(), beginNs, endNs, columns);
        fillLane(lane, contended, leastEdgePixels * column);
    }
}

void LockLanes::fillLane(Lane &lane, const PlotColumns &contended, double leastEdge)
{
    const PlotColumns &all = lane.columns;
    QVector<double> times;
    QVector<double> mean;
    QVector<double> most;
    QVector<double> edges;
    QVector<double> hatched;
    for (qsizetype i = 0; i < all.seconds.size(); ++i) {
        const qsizetype at = lane.contended != nullptr ? contended.nearest(all.seconds[i]) : -1;
        const bool isContended = at >= 0 && contended.most[at] > 0;
        const auto add = [&](double solid, double highest, double edge) {
            times << all.seconds[i];
            mean << solid;
            most << highest;
            edges << edge;
            hatched << (isContended ? solid : 0);
        };
        add(all.mean[i], all.most[i], 0);
        // Not where one of them is a gap: a NaN is unlike everything.
        if (i + 1 < all.seconds.size() && all.seconds[i + 1] - all.seconds[i] > leastEdge
            && std::fabs(all.mean[i] - all.mean[i + 1]) > 0)
            add(std::min(all.mean[i], all.mean[i + 1]), std::min(all.most[i], all.most[i + 1]),
                std::max(all.most[i], all.most[i + 1]));
    }
    lane.mean->setData(times, mean, true);
    lane.most->setData(times, most, true);
    lane.edges->setData(times, edges, true);
    if (lane.contended != nullptr)
        lane.contended->setData(times, hatched, true);
}

void LockLanes::fitAxes(bool atOnce)
{
    Lane &readers = m_lanes[LockRecording::Readers];
    const double highest = readers.columns.highest();
    const double top = atOnce ? m_readersTop.fit(highest) : m_readersTop.update(highest, sinceStartMs());
    readers.rect->axis(QCPAxis::atLeft)->setRange(-belowZero * top, aboveTop * top);
    // Whole readers only, and between none and the most nothing where there is no room.
    m_whole->setTickStep(height() >= heightForLabels && std::fmod(top, 2) == 0 ? top / 2 : top);
}

QString LockLanes::latestText() const
{
    if (m_recording.isEmpty())
        return tr("No samples yet");
    const qint64 begin = std::max<qint64>(viewBeginNs(), m_recording.firstNs());
    const TimeBucket writer = m_recording.summary(LockRecording::Writer, begin, viewEndNs());
    const TimeBucket readers = m_recording.summary(LockRecording::Readers, begin, viewEndNs());
    QString text = words::of(m_recording.last());
    if (writer.count > 0)
        text = tr("%1 · in view: writer %2 of the samples, readers at most %3, %4 on average")
                   .arg(text, words::percent(writer.mean()), count(readers.max), count(readers.mean()));
    const TimeBucket contended = plot_words::samplesBetween(m_contention, begin, viewEndNs());
    if (contended.count > 0 && contended.max > 0)
        text += tr(", contended (inferred) %1").arg(words::percent(contended.mean()));
    return isPaused() ? tr("View paused, recording goes on · %1").arg(text) : text;
}

QString LockLanes::textAt(qint64 timeNs) const
{
    if (m_recording.isEmpty())
        return {};
    const qint64 column = columnNs();
    const auto there = [&](LockRecording::Channel channel) {
        return plot_words::samplesAt(m_recording.channel(channel), timeNs, column);
    };
    if (const TimeBucket writer = there(LockRecording::Writer); writer.count > 0) {
        const TimeBucket readers = there(LockRecording::Readers);
        const TimeBucket invalid = there(LockRecording::Invalid);
        QStringList lines{tr("%1 s").arg(secondsText(timeNs - originNs()))};
        lines << (writer.min == writer.max
                      ? (writer.max > 0 ? tr("writer: held") : tr("writer: not held"))
                      : tr("writer: held in %1 of %2 samples")
                            .arg(QLocale().toString(writer.sum, 'f', 0), QLocale().toString(quint64(writer.count))));
        lines << (readers.min == readers.max
                      ? tr("readers: %1").arg(count(readers.max))
                      : tr("readers: %1 (%2 … %3)").arg(count(readers.mean()), count(readers.min), count(readers.max)));
        if (plot_words::samplesAt(m_contention, timeNs, column).max > 0)
            lines << tr("contended (inferred)");
        if (invalid.max > 0)
            lines << tr("no valid state");
        return lines.join(QLatin1Char('\n'));
    }
    return {};
}

QString LockLanes::textBetween(qint64 fromNs, qint64 toNs) const
{
    QStringList parts{tr("Δt %1 s").arg(secondsText(toNs - fromNs))};
    const TimeBucket writer = m_recording.summary(LockRecording::Writer, fromNs, toNs + 1);
    const TimeBucket readers = m_recording.summary(LockRecording::Readers, fromNs, toNs + 1);
    if (writer.count > 0) {
        parts << tr("writer: %1 of %Ln sample(s)", nullptr, static_cast<int>(std::min<quint64>(writer.count, INT_MAX)))
                     .arg(words::percent(writer.mean()));
        parts << tr("readers: %1 (%2 … %3)").arg(count(readers.mean()), count(readers.min), count(readers.max));
        const auto at = [&](LockRecording::Channel channel, qint64 timeNs) {
            return plot_words::valueAt(m_recording.channel(channel), timeNs, columnNs(), plot_words::Between::Step);
        };
        const auto from = at(LockRecording::Readers, fromNs);
        const auto to = at(LockRecording::Readers, toNs);
        if (from && to && toNs > fromNs)
            parts.back() += QStringLiteral(", ")
                + plot_words::changeAndRate(*to - *from, static_cast<double>(toNs - fromNs) / 1e9, [](double value) {
                                return QLocale().toString(value, 'f', value == std::floor(value) ? 0 : 2);
                            });
        const auto before = at(LockRecording::Writer, fromNs);
        const auto after = at(LockRecording::Writer, toNs);
        if (before && after && (*before > 0) != (*after > 0))
            parts[1] += QStringLiteral(", ") + (*after > 0 ? tr("Δ not held → held") : tr("Δ held → not held"));
    }
    return parts.join(QStringLiteral(" · "));
}

QString LockLanes::valuesAsCsv(qint64 beginNs, qint64 endNs, std::size_t rows) const
{
    // Not translated and with points: for programs.
    QString text = QStringLiteral("seconds,writer_share,readers_mean,readers_min,readers_max,invalid_share,samples\r\n");
    std::array<std::vector<TimeBucket>, LockRecording::ChannelCount> columns;
    for (const Lane &lane : m_lanes)
        columns[lane.channel] = m_recording.channel(lane.channel).query(beginNs, endNs, rows);
    const double width = static_cast<double>(endNs - beginNs) / static_cast<double>(rows);
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
        const TimeBucket &writer = columns[LockRecording::Writer][row];
        const TimeBucket &readers = columns[LockRecording::Readers][row];
        if (writer.count == 0)
            continue;
        text += QString::number(toSeconds(beginNs + static_cast<qint64>(width * static_cast<double>(row))), 'f', 6);
        for (const double value :
             {writer.mean(), readers.mean(), readers.min, readers.max, columns[LockRecording::Invalid][row].mean()})
            text += QLatin1Char(',') + plot_words::exactNumber(value);
        text += QStringLiteral(",%1\r\n").arg(writer.count);
    }
    return text;
}

QSize LockLanes::sizeHint() const
{
    return {560, 190};
}

} // namespace membridge
