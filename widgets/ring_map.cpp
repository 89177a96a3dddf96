// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_map.h"

#include "words.h"

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <climits>
#include <cmath>

namespace membridge {

namespace {

constexpr double handLength = 7;
constexpr double leastFramePixels = 4;
constexpr quint64 cacheLine = 64;
constexpr double leastLinePixels = 5;
constexpr double widthInside = 0.94; ///< Of the ring's inner circle.
constexpr double steps = 256;        ///< A whole turn is drawn of so many lines.

} // namespace

RingMap::RingMap(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("ringMap"));
    setAccessibleName(tr("Ring map"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    say();
}

void RingMap::setRing(const RingHeader &header, std::shared_ptr<const FrameList> frames)
{
    const bool same = m_header && m_header->head == header.head && m_header->tail == header.tail
        && m_header->capacity == header.capacity && m_why.isEmpty();
    if (m_header && m_header->capacity != header.capacity)
        m_highWater = 0;
    m_header = header;
    m_frames = std::move(frames);
    m_why.clear();
    m_highWater = std::max<quint64>(m_highWater, std::min(header.used(), header.capacity));
    if (const auto frame = m_cursor && m_frames ? m_frames->places.at(*m_cursor) : std::nullopt)
        m_cursor = frame->position;
    else
        m_cursor.reset();
    if (same)
        return;
    say();
    update();
}

void RingMap::addFill(quint64 used, quint64 capacity)
{
    const quint64 pending = std::min(used, capacity);
    if (!m_header || capacity != m_header->capacity || pending <= m_highWater)
        return;
    m_highWater = pending;
    update();
}

void RingMap::setUnknown(const QString &why)
{
    m_header.reset();
    m_frames.reset();
    m_cursor.reset();
    m_why = why;
    say();
    update();
}

void RingMap::setRates(std::optional<double> bytesIn, std::optional<double> bytesOut)
{
    if (bytesIn == m_bytesIn && bytesOut == m_bytesOut)
        return;
    m_bytesIn = bytesIn;
    m_bytesOut = bytesOut;
    update();
}

void RingMap::setShape(RingMapGeometry::Shape shape)
{
    if (shape == m_shape)
        return;
    m_shape = shape;
    updateGeometry();
    update();
    emit shapeChanged(shape);
}

void RingMap::resetHighWater()
{
    m_highWater = m_header ? m_header->used() : 0;
    update();
}

QString RingMap::forecast() const
{
    if (!m_header || !m_bytesIn || !m_bytesOut)
        return {};
    const double net = *m_bytesIn - *m_bytesOut;
    const double room = static_cast<double>(m_header->capacity - m_header->used());
    const double used = static_cast<double>(m_header->used());
    // A net flow that would take minutes to matter is what is left of rounding and of the moment of looking.
    constexpr double longestSeconds = 600;
    const double seconds = net > 0 ? room / net : net < 0 ? used / -net : INFINITY;
    // What is empty or full already can't become so.
    if (!(seconds < longestSeconds) || seconds <= 0)
        return tr("steady");
    return (net > 0 ? tr("full in %1") : tr("empty in %1")).arg(words::duration(seconds * 1e9));
}

RingMapGeometry RingMap::geometryOfBytes() const
{
    const double margin = handLength + fontMetrics().height();
    QRectF area = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    if (m_shape == RingMapGeometry::Shape::Strip)
        area = QRectF(rect()).adjusted(handLength, margin, -handLength, -margin);
    return RingMapGeometry(m_shape, area, m_header ? m_header->capacity : 0);
}

quint64 RingMap::positionOf(quint64 byte) const
{
    return m_header->head + (byte - m_header->head) % m_header->capacity;
}

std::optional<FrameRuns::Place> RingMap::frameAt(quint64 byte) const
{
    if (!m_header || !m_frames || positionOf(byte) >= m_header->tail)
        return std::nullopt;
    return m_frames->places.at(positionOf(byte));
}

QString RingMap::textAt(quint64 byte) const
{
    if (!m_header)
        return {};
    QStringList lines{tr("data byte %1").arg(words::offset(byte))};
    const quint64 fromHead = (byte - m_header->head) % m_header->capacity;
    if (fromHead >= m_header->used()) {
        lines << tr("free: %1 until it is written").arg(words::size(fromHead - m_header->used()));
    } else {
        lines << tr("pending: %1 until it is read").arg(words::size(fromHead));
        if (const auto frame = frameAt(byte)) {
            lines << tr("frame at position %1, %2")
                         .arg(QLocale().toString(quint64(frame->position)), words::exactSize(frame->length));
            lines << tr("frames before it: %1").arg(QLocale().toString(quint64(frame->index)));
        } else if (m_frames && positionOf(byte) >= m_frames->places.end()) {
            lines << tr("frames are counted as far as position %1 only")
                         .arg(QLocale().toString(quint64(m_frames->places.end())));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

void RingMap::paintBand(QPainter &painter, const RingMapGeometry &geometry, quint64 from, quint64 length,
                        const QColor &colour) const
{
    if (length == 0 || geometry.capacity() == 0)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double begin = geometry.shareAt(from);
    const double share = std::min(static_cast<double>(length) / static_cast<double>(geometry.capacity()), 1.0);
    if (geometry.shape() == RingMapGeometry::Shape::Strip) {
        const double first = std::min(share, 1 - begin);
        painter.drawRect(QRectF(geometry.outer(begin), geometry.inner(begin + first)));
        if (share > first)
            painter.drawRect(QRectF(geometry.outer(0), geometry.inner(share - first)));
        return;
    }
    QPainterPath path;
    const int count = std::max(static_cast<int>(std::ceil(share * steps)), 2);
    path.moveTo(geometry.outer(begin));
    for (int i = 1; i <= count; ++i)
        path.lineTo(geometry.outer(begin + share * i / count));
    for (int i = count; i >= 0; --i)
        path.lineTo(geometry.inner(begin + share * i / count));
    path.closeSubpath();
    painter.drawPath(path);
}

void RingMap::paintLine(QPainter &painter, const RingMapGeometry &geometry, quint64 position, const QPen &pen,
                        double beyond) const
{
    const double share = geometry.shareAt(position);
    const QPointF inner = geometry.inner(share);
    const QPointF outer = geometry.outer(share);
    const QPointF outwards = (outer - inner) / std::max(geometry.thickness(), 1.0);
    painter.setPen(pen);
    painter.drawLine(inner, outer + outwards * beyond);
}

void RingMap::paintFrames(QPainter &painter, const RingMapGeometry &geometry, const Theme &theme) const
{
    if (geometry.pixelsFor(cacheLine) >= leastLinePixels) {
        // A segment is mapped at a page: its own offsets tell where lines begin, and the data starts within one.
        constexpr quint64 first = (cacheLine - ring_layout::dataOffset % cacheLine) % cacheLine;
        for (quint64 line = first; line < geometry.capacity(); line += cacheLine)
            paintLine(painter, geometry, line, QPen(theme.grid, 1), 0);
    }
    if (!m_frames)
        return;
    // Where frames are too small to be told apart there is no line: lines of some of them would look like those of all.
    const double pixels = geometry.pixelsFor(geometry.capacity()) / static_cast<double>(geometry.capacity());
    bool broadBefore = false;
    m_frames->places.visit([&](const FrameRuns::Place &frame) {
        const bool broad = static_cast<double>(frame.end() - frame.position) * pixels >= leastFramePixels;
        if (broad || broadBefore)
            paintLine(painter, geometry, frame.position, QPen(theme.plotIn, 1), 0);
        broadBefore = broad;
    });
    if (const auto frame = m_cursor ? m_frames->places.at(*m_cursor) : std::nullopt)
        paintBand(painter, geometry, frame->position, frame->end() - frame->position, theme.selection);
}

QRectF RingMap::paintHand(QPainter &painter, const RingMapGeometry &geometry, quint64 position, const QColor &colour,
                          const QString &name, const QRectF &taken) const
{
    paintLine(painter, geometry, position, QPen(colour, 2), handLength);
    const double share = geometry.shareAt(position);
    const QPointF outer = geometry.outer(share);
    const QPointF outwards = (outer - geometry.inner(share)) / std::max(geometry.thickness(), 1.0);
    const QSizeF size = fontMetrics().size(Qt::TextSingleLine, name);
    // The text's centre as far out as it reaches towards the ring.
    const double reach = std::abs(outwards.x()) * size.width() / 2 + std::abs(outwards.y()) * size.height() / 2;
    const QPointF centre = outer + outwards * (handLength + reach + 1);
    QRectF box(centre - QPointF(size.width() / 2, size.height() / 2), size);
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(width() - size.width(), 0.0)));
    box.moveTop(std::clamp(box.top(), 0.0, std::max(height() - size.height(), 0.0)));
    if (box.intersects(taken)) {
        // Beside the other name along the ring, on the side with room.
        constexpr double apart = 4;
        if (std::abs(outwards.y()) >= std::abs(outwards.x())) {
            box.moveRight(taken.left() - apart);
            if (box.left() < 0)
                box.moveLeft(taken.right() + apart);
        } else {
            box.moveTop(taken.bottom());
            if (box.bottom() > height())
                box.moveBottom(taken.top());
        }
    }
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, name);
    return box;
}

void RingMap::paintMiddle(QPainter &painter, const RingMapGeometry &geometry, const Theme &theme) const
{
    const double share = static_cast<double>(m_header->used()) / static_cast<double>(m_header->capacity);
    QStringList lines{tr("%1 full").arg(words::percent(share))};
    if (m_frames)
        lines << (m_frames->totalExact
                      ? tr("%Ln frame(s)", nullptr, static_cast<int>(std::min<quint64>(m_frames->total, INT_MAX)))
                      : tr("over %1 frames").arg(QLocale().toString(quint64(m_frames->total))));
    const bool isStrip = geometry.shape() == RingMapGeometry::Shape::Strip;
    const double room = geometry.bounds().width() - (isStrip ? 0 : 2 * geometry.thickness() + 4);
    const QString most = words::percent(static_cast<double>(m_highWater) / static_cast<double>(m_header->capacity));
    const QString atMost = tr("at most %1").arg(most);
    // Cut off, the words would be left without their number.
    lines << (fontMetrics().horizontalAdvance(atMost) <= room * widthInside ? atMost : QStringLiteral("≤ %1").arg(most));
    if (const QString expected = forecast(); !expected.isEmpty())
        lines << expected;
    painter.setPen(theme.text);
    if (isStrip) {
        painter.drawText(QRectF(0, geometry.bounds().bottom() + 2, width(), fontMetrics().height()), Qt::AlignCenter,
                         fontMetrics().elidedText(lines.join(QStringLiteral(" · ")), Qt::ElideRight, width()));
        return;
    }
    QStringList fitting;
    for (const QString &line : lines) {
        if ((static_cast<double>(fitting.size()) + 1) * fontMetrics().height() < room * 0.8)
            fitting << fontMetrics().elidedText(line, Qt::ElideRight, static_cast<int>(room * widthInside));
    }
    painter.drawText(geometry.bounds(), Qt::AlignCenter, fitting.join(QLatin1Char('\n')));
}

void RingMap::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    if (!m_header) {
        painter.setPen(theme.muted);
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_why.isEmpty() ? tr("No ring yet") : m_why);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const RingMapGeometry geometry = geometryOfBytes();
    QColor free = theme.grid;
    free.setAlphaF(0.35f);
    paintBand(painter, geometry, 0, geometry.capacity(), free);
    QColor mark = theme.warning;
    mark.setAlphaF(0.25f);
    paintBand(painter, geometry, m_header->head, m_highWater, mark);
    QColor pending = theme.plotIn;
    pending.setAlphaF(0.55f);
    paintBand(painter, geometry, m_header->head, std::min(m_header->used(), m_header->capacity), pending);
    paintFrames(painter, geometry, theme);
    paintLine(painter, geometry, 0, QPen(theme.text, 1, Qt::DotLine), 3);
    const bool meet = m_header->head == m_header->tail;
    const auto hand = [&](quint64 position, const QColor &colour, const QString &name, const QRectF &taken) {
        return paintHand(painter, geometry, position, colour, name, taken);
    };
    const QRectF tail = hand(m_header->tail, theme.plotIn, meet ? tr("head = tail") : tr("tail"), {});
    if (!meet)
        hand(m_header->head, theme.plotOut, tr("head"), tail);
    paintMiddle(painter, geometry, theme);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.selection, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void RingMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const auto byte = geometryOfBytes().byteAt(event->position())) {
        const auto frame = frameAt(*byte);
        emit byteActivated(*byte, frame ? std::optional<quint64>(frame->position) : std::nullopt);
    }
}

void RingMap::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Left:
    case Qt::Key_Home:
    case Qt::Key_End:
        moveCursor(event->key());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_cursor && m_header)
            emit byteActivated(*m_cursor % m_header->capacity, *m_cursor);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    update();
}

void RingMap::moveCursor(int key)
{
    if (!m_frames || m_frames->places.count() == 0)
        return;
    const FrameRuns &places = m_frames->places;
    const quint64 last = places.count() - 1;
    const auto now = m_cursor ? places.at(*m_cursor) : std::nullopt;
    quint64 index = key == Qt::Key_End ? last : 0;
    if (now && key == Qt::Key_Right)
        index = std::min<quint64>(now->index + 1, last);
    else if (now && now->index > 0 && key == Qt::Key_Left)
        index = now->index - 1;
    m_cursor = places.frame(index)->position;
}

void RingMap::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *shapes = new QActionGroup(menu);
    for (const auto &[shape, text] : {std::pair{RingMapGeometry::Shape::Ring, tr("As a &ring")},
                                      std::pair{RingMapGeometry::Shape::Strip, tr("As a &strip")}}) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_shape == shape);
        shapes->addAction(action);
        connect(action, &QAction::triggered, this, [this, shape = shape] { setShape(shape); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Forget how full it was")), &QAction::triggered, this, &RingMap::resetHighWater);
    menu->popup(event->globalPos());
}

bool RingMap::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto byte = geometryOfBytes().byteAt(help->pos());
    QToolTip::showText(help->globalPos(), byte ? words::plainToolTip(textAt(*byte)) : QString(), this);
    return true;
}

void RingMap::say()
{
    setAccessibleDescription(
        m_header ? tr("%1 of %2 pending").arg(words::exactSize(m_header->used()), words::exactSize(m_header->capacity))
                 : m_why);
}

QSize RingMap::sizeHint() const
{
    return m_shape == RingMapGeometry::Shape::Ring ? QSize(230, 230) : QSize(400, 80);
}

QSize RingMap::minimumSizeHint() const
{
    return m_shape == RingMapGeometry::Shape::Ring ? QSize(150, 130) : QSize(160, 70);
}

} // namespace membridge
