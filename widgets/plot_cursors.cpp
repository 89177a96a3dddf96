// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_cursors.h"

#include <QMouseEvent>
#include <qcustomplot.h>

#include <cmath>

namespace membridge {

namespace {

constexpr double grabDistance = 6;
constexpr int mostMarkerItems = 200;
constexpr int charactersOfAMarker = 24;
/// Words of markers that would lie on each other are shown one above the other, as far as this goes.
constexpr std::size_t rowsOfMarkers = 4;
constexpr auto layerName = "cursors";

} // namespace

PlotCursors::PlotCursors(QCustomPlot *plot, std::vector<QCPAxisRect *> rects, Describe describe)
    : QObject(plot), m_plot(plot), m_rects(std::move(rects)), m_describe(std::move(describe))
{
    m_plot->addLayer(QLatin1String(layerName), nullptr, QCustomPlot::limAbove);
    m_plot->layer(QLatin1String(layerName))->setMode(QCPLayer::lmBuffered);
    const auto makeText = [this](Qt::Alignment alignment) {
        auto *text = new QCPItemText(m_plot);
        text->setLayer(QLatin1String(layerName));
        text->setClipToAxisRect(false);
        text->position->setType(QCPItemPosition::ptAbsolute);
        text->setPositionAlignment(alignment);
        text->setTextAlignment(Qt::AlignLeft);
        text->setPadding(QMargins(4, 2, 4, 2));
        text->setVisible(false);
        return text;
    };
    const auto makeLine = [this] {
        auto *line = new QCPItemLine(m_plot);
        line->setLayer(QLatin1String(layerName));
        line->setClipToAxisRect(false);
        for (QCPItemPosition *end : {line->start, line->end})
            end->setType(QCPItemPosition::ptAbsolute);
        line->setVisible(false);
        return line;
    };
    for (int i = 0; i < CursorCount; ++i) {
        m_lines[static_cast<std::size_t>(i)] = makeLine();
        m_names[static_cast<std::size_t>(i)] = makeText(Qt::AlignTop | Qt::AlignHCenter);
        m_names[static_cast<std::size_t>(i)]->setText(i == A ? QStringLiteral("A") : QStringLiteral("B"));
    }
    m_tracker = makeLine();
    m_values = makeText(Qt::AlignTop | Qt::AlignLeft);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    // Not before: each replot lays the rects out anew, and they may have moved.
    connect(m_plot, &QCustomPlot::afterLayout, this, &PlotCursors::update);
}

void PlotCursors::setTheme(const Theme &theme)
{
    m_theme = theme;
    const auto boxed = [&](QCPItemText *text) {
        text->setColor(theme.text);
        text->setBrush(theme.base);
        text->setPen(QPen(theme.grid));
        text->setFont(m_plot->font());
    };
    for (QCPItemText *name : m_names)
        boxed(name);
    boxed(m_values);
    m_tracker->setPen(QPen(theme.muted, 1));
    for (QCPItemLine *line : m_lines)
        line->setPen(QPen(theme.info, 1));
    update();
}

void PlotCursors::setCursor(Cursor cursor, std::optional<double> seconds)
{
    if (m_cursors[cursor] == seconds)
        return;
    m_cursors[cursor] = seconds;
    drawLayer();
    emit cursorsChanged();
}

void PlotCursors::setMarkers(std::vector<std::pair<double, TimeMarker>> markers)
{
    m_markers = std::move(markers);
    drawLayer();
}

double PlotCursors::secondsAt(double x) const
{
    return m_rects.front()->axis(QCPAxis::atBottom)->pixelToCoord(x);
}

std::optional<double> PlotCursors::mouseSeconds() const
{
    return m_mouseX ? std::optional(secondsAt(*m_mouseX)) : std::nullopt;
}

bool PlotCursors::isOverRect(const QPointF &point) const
{
    for (const QCPAxisRect *rect : m_rects) {
        if (rect->visible() && rect->rect().contains(point.toPoint()))
            return true;
    }
    return false;
}

void PlotCursors::place(QCPItemLine *line, double seconds) const
{
    const double x = m_rects.front()->axis(QCPAxis::atBottom)->coordToPixel(seconds);
    const QRect first = m_rects.front()->rect();
    const QCPAxisRect *last = m_rects.back()->visible() ? m_rects.back() : m_rects.front();
    line->start->setCoords(x, first.top());
    line->end->setCoords(x, last->rect().bottom());
    line->setVisible(x >= first.left() && x <= first.right());
}

void PlotCursors::update()
{
    for (std::size_t i = 0; i < m_cursors.size(); ++i) {
        m_lines[i]->setVisible(false);
        if (m_cursors[i])
            place(m_lines[i], *m_cursors[i]);
        m_names[i]->setVisible(m_lines[i]->visible());
        m_names[i]->position->setCoords(m_lines[i]->start->coords());
    }
    // Only those in view get items; there may be thousands of markers.
    const QCPRange range = m_rects.front()->axis(QCPAxis::atBottom)->range();
    std::size_t used = 0;
    std::array<double, rowsOfMarkers> taken{}; // up to there a row has words
    for (const auto &[seconds, marker] : m_markers) {
        if (!range.contains(seconds) || used == mostMarkerItems)
            continue;
        if (used == m_markerItems.size()) {
            auto *line = new QCPItemLine(m_plot);
            auto *text = new QCPItemText(m_plot);
            for (QCPAbstractItem *item : {static_cast<QCPAbstractItem *>(line), static_cast<QCPAbstractItem *>(text)}) {
                item->setLayer(QLatin1String(layerName));
                item->setClipToAxisRect(false);
            }
            for (QCPItemPosition *position : {line->start, line->end, text->position})
                position->setType(QCPItemPosition::ptAbsolute);
            text->setPadding(QMargins(2, 0, 2, 0));
            m_markerItems.emplace_back(line, text);
        }
        const auto [line, text] = m_markerItems[used++];
        place(line, seconds);
        const QColor ink = marker.kind == TimeMarker::Kind::Finding ? m_theme.error
            : marker.kind == TimeMarker::Kind::Trigger              ? m_theme.warning
                                                                    : m_theme.info;
        line->setPen(QPen(ink, 1, Qt::DashDotLine));
        text->setColor(ink);
        text->setFont(m_plot->font());
        QString words = marker.text.simplified();
        if (words.size() > charactersOfAMarker)
            words = words.left(charactersOfAMarker - 1) + QStringLiteral("…");
        text->setText(words);
        text->setBrush(m_theme.base);
        text->setVisible(line->visible() && placeWords(text, line->end->coords(), taken));
    }
    for (std::size_t i = used; i < m_markerItems.size(); ++i) {
        m_markerItems[i].first->setVisible(false);
        m_markerItems[i].second->setVisible(false);
    }
    showTracker();
}

bool PlotCursors::placeWords(QCPItemText *text, const QPointF &foot, std::span<double> taken) const
{
    const QFontMetrics metrics(text->font());
    const double width = metrics.horizontalAdvance(text->text()) + 6;
    // Beside the line, on the other side where it would be cut off.
    const bool right = foot.x() + width <= m_plot->width();
    const double left = right ? foot.x() + 2 : foot.x() - 2 - width;
    text->setPositionAlignment(Qt::AlignBottom | (right ? Qt::AlignLeft : Qt::AlignRight));
    for (std::size_t row = 0; row < taken.size(); ++row) {
        if (left < taken[row])
            continue;
        taken[row] = left + width;
        text->position->setCoords(foot.x() + (right ? 2 : -2),
                                  foot.y() - 1 - static_cast<double>(row) * metrics.height());
        return true;
    }
    return false;
}

void PlotCursors::showTracker()
{
    m_tracker->setVisible(false);
    m_values->setVisible(false);
    if (!m_mouseX || m_dragged)
        return;
    const double seconds = secondsAt(*m_mouseX);
    place(m_tracker, seconds);
    const QString text = m_describe(seconds);
    if (!m_tracker->visible() || text.isEmpty())
        return;
    m_values->setText(text);
    m_values->setVisible(true);
    // Beside the line, on the side that has room.
    const QRect rect = m_rects.front()->rect();
    const bool right = *m_mouseX < rect.center().x();
    m_values->setPositionAlignment(Qt::AlignTop | (right ? Qt::AlignLeft : Qt::AlignRight));
    m_values->position->setCoords(*m_mouseX + (right ? 8 : -8), rect.top() + 4);
}

void PlotCursors::drawLayer()
{
    update();
    if (m_plot->isVisible())
        m_plot->layer(QLatin1String(layerName))->replot();
}

bool PlotCursors::press(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return false;
    const QCPAxis *axis = m_rects.front()->axis(QCPAxis::atBottom);
    for (const Cursor cursor : {A, B}) {
        if (m_cursors[cursor]
            && std::fabs(axis->coordToPixel(*m_cursors[cursor]) - event->position().x()) <= grabDistance) {
            m_dragged = cursor;
            return true;
        }
    }
    return false;
}

void PlotCursors::move(QMouseEvent *event)
{
    m_mouseX.reset();
    if (isOverRect(event->position()))
        m_mouseX = event->position().x();
    if (m_dragged)
        setCursor(*m_dragged, secondsAt(event->position().x()));
    else
        drawLayer();
}

bool PlotCursors::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        // A dragged cursor must not drag the view as well.
        if (press(static_cast<QMouseEvent *>(event)))
            return true;
        break;
    case QEvent::MouseMove:
        move(static_cast<QMouseEvent *>(event));
        if (m_dragged)
            return true;
        break;
    case QEvent::MouseButtonRelease:
        if (m_dragged) {
            m_dragged.reset();
            drawLayer();
            return true;
        }
        break;
    case QEvent::Leave:
        m_mouseX.reset();
        drawLayer();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace membridge
