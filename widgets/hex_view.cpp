// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_view.h"

#include "hex_painter.h"
#include "words.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <utility>

namespace membridge {

namespace {

constexpr int fadeTickMs = 50;
constexpr int dragTickMs = 40;

template <typename Number> std::optional<Number> headerField(const Snapshot *snapshot, quint64 offset)
{
    if (snapshot == nullptr || snapshot->header.size() < offset + sizeof(Number))
        return std::nullopt;
    Number number;
    std::memcpy(&number, snapshot->header.data() + offset, sizeof number);
    return number;
}

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent), m_theme(Theme::of(palette())), m_clock(steadyMs)
{
    setObjectName(QStringLiteral("hexView"));
    setAccessibleName(tr("Bytes of the segment"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_fadeTimer.setInterval(fadeTickMs);
    m_windowTimer.setSingleShot(true);
    m_dragTimer.setInterval(dragTickMs);
    connect(&m_fadeTimer, &QTimer::timeout, this, &HexView::fade);
    connect(&m_windowTimer, &QTimer::timeout, this, &HexView::sendWindow);
    connect(&m_dragTimer, &QTimer::timeout, this, [this] { dragTo(m_dragPoint); });
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    takeFont();
    describe();
}

void HexView::takeFont()
{
    const QFontMetricsF metrics(font());
    // The mean over many: a fixed font's cell need not be whole pixels.
    constexpr int sample = 64;
    m_geometry.setCell(metrics.horizontalAdvance(QString(sample, QLatin1Char('0'))) / sample,
                       std::ceil(metrics.height()) + 2);
    placeChanged();
}

void HexView::setSegment(quint64 size, Layout layout)
{
    if (size == m_geometry.size() && layout == m_layout)
        return;
    m_layout = layout;
    m_geometry.setSize(size);
    const quint64 last = size == 0 ? 0 : size - 1;
    m_cursor = std::min(m_cursor, last);
    m_anchor = std::min(m_anchor, last);
    m_selected = m_selected && size > 0;
    placeChanged();
    describe();
}

void HexView::clear(const QString &emptyText)
{
    m_emptyText = emptyText;
    m_snapshot.reset();
    m_latest.reset();
    m_changes.clear();
    m_ring.reset();
    m_highlight.clear();
    m_lastWanted = {};
    m_cursor = 0;
    m_anchor = 0;
    m_selected = false;
    m_frozen = false;
    m_layout = Layout::Unknown;
    m_geometry.setSize(0);
    m_geometry.setFirstRow(0);
    m_fadeTimer.stop();
    placeChanged();
    describe();
}

void HexView::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    if (m_frozen)
        m_latest = std::move(snapshot);
    else
        showSnapshot(std::move(snapshot));
}

void HexView::showSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    const auto before = std::exchange(m_snapshot, std::move(snapshot));
    const bool changed = before && m_snapshot && m_changes.note(*before, *m_snapshot, now());
    const bool sameBytes = before && m_snapshot && before->offset == m_snapshot->offset
        && before->bytes.size() == m_snapshot->bytes.size();
    // A segment at rest costs no painting, however often it is looked at.
    if (!sameBytes)
        viewport()->update();
    else if (changed)
        viewport()->update(fadingRows());
    if (changed) {
        m_fadeTimer.start();
        if (m_changes.at(m_cursor, now()).strength == 1)
            describe();
    }
}

void HexView::setRing(std::optional<RingHeader> header)
{
    if (header == m_ring)
        return;
    m_ring = header;
    viewport()->update();
}

void HexView::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozenAt = m_clock();
    m_frozen = frozen;
    if (frozen) {
        m_fadeTimer.stop();
        return;
    }
    if (m_latest)
        showSnapshot(std::exchange(m_latest, nullptr));
    if (m_changes.fading(now()))
        m_fadeTimer.start();
    viewport()->update();
}

void HexView::setColumns(int columns)
{
    m_geometry.setColumns(columns);
    placeChanged();
}

void HexView::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

QSize HexView::sizeHint() const
{
    const qreal frame = 2 * frameWidth();
    return {static_cast<int>(std::ceil(m_geometry.contentWidth() + frame)) + verticalScrollBar()->sizeHint().width(),
            static_cast<int>(m_geometry.rowHeight() * 24 + frame)};
}

void HexView::setSelection(quint64 offset, quint64 length)
{
    if (m_geometry.size() == 0)
        return;
    const quint64 last = m_geometry.size() - 1;
    m_anchor = std::min(offset, last);
    m_cursor = length == 0 ? m_anchor : m_anchor + std::min(length - 1, last - m_anchor);
    m_selected = length > 0;
    viewport()->update();
    describe();
}

ByteRange HexView::selection() const
{
    if (!m_selected)
        return {m_cursor, 0};
    const quint64 first = std::min(m_anchor, m_cursor);
    return {first, std::max(m_anchor, m_cursor) - first + 1};
}

void HexView::setHighlight(std::vector<ByteRange> ranges)
{
    if (ranges == m_highlight)
        return;
    m_highlight = std::move(ranges);
    viewport()->update();
}

void HexView::scrollTo(quint64 offset)
{
    const quint64 row = m_geometry.rowOf(offset);
    const auto page = static_cast<quint64>(m_geometry.wholeRows());
    if (row < m_geometry.firstRow())
        goToRow(row);
    else if (row >= m_geometry.firstRow() + page)
        goToRow(row - page + 1);
}

void HexView::goToRow(quint64 row)
{
    m_geometry.setFirstRow(row);
    placeChanged();
}

void HexView::placeChanged()
{
    updateScrollBars();
    visiblePartChanged();
}

void HexView::visiblePartChanged()
{
    const HexGeometry::Range wanted = m_geometry.wantedRange();
    m_changes.setRange({wanted.first, wanted.end - wanted.first});
    viewport()->update();
    askForWindow();
}

void HexView::updateScrollBars()
{
    m_settingScroll = true;
    m_geometry.setViewport(viewport()->width(), viewport()->height());
    QScrollBar *vertical = verticalScrollBar();
    vertical->setRange(0, m_geometry.scrollMaximum());
    vertical->setPageStep(m_geometry.wholeRows());
    vertical->setValue(m_geometry.scrollOfRow(m_geometry.firstRow()));
    QScrollBar *horizontal = horizontalScrollBar();
    const int content = m_geometry.size() == 0 ? 0 : static_cast<int>(std::ceil(m_geometry.contentWidth()));
    horizontal->setRange(0, std::max(0, content - viewport()->width()));
    horizontal->setPageStep(viewport()->width());
    horizontal->setSingleStep(static_cast<int>(m_geometry.charWidth()) * 3);
    m_geometry.setScrollX(horizontal->value());
    m_settingScroll = false;
}

void HexView::scrollContentsBy(int dx, int dy)
{
    if (m_settingScroll)
        return;
    if (dx != 0)
        m_geometry.setScrollX(horizontalScrollBar()->value());
    if (dy != 0)
        m_geometry.setFirstRow(m_geometry.rowOfScroll(verticalScrollBar()->value()));
    // The bar stays as the user put it: setting it from a rounded row could hold it where it is.
    visiblePartChanged();
}

void HexView::askForWindow()
{
    if (!m_windowTimer.isActive())
        m_windowTimer.start(0);
}

void HexView::sendWindow()
{
    const HexGeometry::Range wanted = m_geometry.wantedRange();
    const ByteRange range{wanted.first, wanted.end - wanted.first};
    if (range.length == 0 || range == m_lastWanted)
        return;
    m_lastWanted = range;
    emit windowWanted(range.offset, range.length);
}

QRegion HexView::fadingRows() const
{
    QRegion region;
    const qint64 when = now();
    for (int i = 0; i < m_geometry.visibleRows(); ++i) {
        const quint64 row = m_geometry.firstRow() + static_cast<quint64>(i);
        const HexGeometry::Range cells = m_geometry.rowRange(row);
        for (quint64 offset = cells.first; offset < cells.end; ++offset) {
            if (m_changes.at(offset, when).direction == ByteChanges::Direction::None)
                continue;
            region += QRectF(0, m_geometry.rowTop(row), viewport()->width(), m_geometry.rowHeight()).toAlignedRect();
            break;
        }
    }
    return region;
}

void HexView::fade()
{
    const QRegion rows = fadingRows();
    viewport()->update(rows + m_fadingRows);
    m_fadingRows = rows;
    if (!m_changes.fading(now()))
        m_fadeTimer.stop();
}

std::vector<ByteRange> HexView::pendingRanges() const
{
    if (!m_ring || m_layout != Layout::Ring || checkRing(*m_ring, m_geometry.size()) || m_ring->used() == 0)
        return {};
    const quint64 begin = m_ring->head & (m_ring->capacity - 1);
    const quint64 straight = std::min(quint64{m_ring->used()}, m_ring->capacity - begin);
    std::vector<ByteRange> ranges{{ring_layout::dataOffset + begin, straight}};
    if (straight < m_ring->used())
        ranges.push_back({ring_layout::dataOffset, m_ring->used() - straight});
    return ranges;
}

void HexView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    if (m_geometry.size() == 0) {
        painter.fillRect(event->rect(), m_theme.base);
        painter.setPen(m_theme.muted);
        painter.setFont(QFontDatabase::systemFont(QFontDatabase::GeneralFont));
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const HexGeometry::Range visible = m_geometry.visibleRange();
    std::vector<ByteRange> highlight;
    std::copy_if(m_highlight.begin(), m_highlight.end(), std::back_inserter(highlight), [&](const ByteRange &range) {
        return range.offset < visible.end
            && (range.offset >= visible.first || visible.first - range.offset < range.length);
    });
    const std::vector<ByteRange> pending = pendingRanges();
    const HexPainter hex{.geometry = m_geometry,
                         .theme = m_theme,
                         .snapshot = m_snapshot.get(),
                         .changes = m_changes,
                         .pending = pending,
                         .highlight = highlight,
                         .selection = selection(),
                         .cursor = m_cursor,
                         .pane = m_pane,
                         .layout = m_layout,
                         .focused = hasFocus(),
                         .nowMs = now(),
                         .font = font()};
    for (const QRect &rect : event->region())
        hex.paint(painter, rect);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    placeChanged();
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        m_theme = Theme::of(palette());
        viewport()->update();
    } else if (event->type() == QEvent::FontChange) {
        takeFont();
    } else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Bytes of the segment"));
        describe();
    }
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool HexView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // With the focus here, these mean the bytes, whatever the window uses them for.
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool HexView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const auto hit = m_geometry.byteAt(help->pos()))
            QToolTip::showText(help->globalPos(), toolTipOf(hit->offset), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

QString HexView::toolTipOf(quint64 offset) const
{
    QStringList lines;
    const Snapshot *snapshot = m_snapshot.get();
    const auto index = [&](const QString &name, quint64 at) {
        const auto value = headerField<quint64>(snapshot, at);
        lines << (value ? tr("%1: %2").arg(name, QLocale().toString(*value)) : name);
    };
    quint64 dataOffset = 0;
    if (m_layout == Layout::Region) {
        dataOffset = region_layout::dataOffset;
        if (offset < dataOffset) {
            const auto raw = headerField<qint32>(snapshot, region_layout::lockOffset);
            lines << (raw ? tr("Lock word: %1").arg(words::of(LockWord{*raw})) : tr("Lock word"));
        }
    } else if (m_layout == Layout::Ring) {
        dataOffset = ring_layout::dataOffset;
        if (offset < ring_layout::tailOffset)
            index(tr("Head, the next byte to be read"), ring_layout::headOffset);
        else if (offset < ring_layout::capacityOffset)
            index(tr("Tail, the next byte to be written"), ring_layout::tailOffset);
        else if (offset < dataOffset)
            index(tr("Capacity in bytes"), ring_layout::capacityOffset);
    }
    lines << tr("Byte %1 of the segment").arg(words::offset(offset));
    if (dataOffset > 0 && offset >= dataOffset)
        lines << tr("Offset %1 in the data").arg(words::offset(offset - dataOffset));
    if (snapshot != nullptr && offset >= snapshot->offset && offset < snapshot->end()) {
        const auto byte = std::to_integer<unsigned int>(
            snapshot->bytes[static_cast<std::size_t>(offset - snapshot->offset)]);
        lines << tr("Value %1").arg(words::offset(byte));
    } else {
        lines << tr("Not read yet");
    }
    return lines.join(QLatin1Char('\n'));
}

void HexView::describe()
{
    const ByteRange range = selection();
    if (m_geometry.size() == 0)
        setAccessibleDescription(m_emptyText);
    else if (range.length > 1)
        setAccessibleDescription(
            tr("%1 selected from byte %2 on").arg(words::exactSize(range.length), words::offset(range.offset)));
    else
        setAccessibleDescription(toolTipOf(m_cursor));
}

} // namespace membridge
