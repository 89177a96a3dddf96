// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_view.h"

#include "hex_accessible.h"
#include "hex_menu.h"
#include "hex_painter.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace membridge {

namespace {

constexpr int fadeTickMs = 50;
constexpr int dragTickMs = 40;

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

HexView::HexView(QWidget *parent) : QAbstractScrollArea(parent), m_theme(Theme::of(palette())), m_clock(steadyMs)
{
    HexAccessible::installFactory();
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
    m_glyphs.setFont(font());
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
    m_selection.cursor = std::min(m_selection.cursor, last);
    m_selection.anchor = std::min(m_selection.anchor, last);
    m_selection.any = m_selection.any && size > 0;
    applyOptions();
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
    m_selection = {};
    m_marks.clear();
    m_edits.clear();
    m_firstDigit.reset();
    m_skippedLooks = false;
    m_frozen = false;
    m_frozenBytes.reset();
    m_missingReason.clear();
    m_layout = Layout::Unknown;
    m_geometry.setSize(0);
    m_geometry.setFirstRow(0);
    m_fadeTimer.stop();
    placeChanged();
    describe();
}

void HexView::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    if (m_frozen) {
        m_skippedLooks = m_skippedLooks || m_latest;
        m_latest = std::move(snapshot);
    } else {
        showSnapshot(std::move(snapshot));
    }
}

void HexView::showSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    const auto before = std::exchange(m_snapshot, std::move(snapshot));
    const bool adjacent = !std::exchange(m_skippedLooks, false);
    const bool changed = before && m_snapshot && m_changes.note(*before, *m_snapshot, now(), adjacent);
    if (m_snapshot && !m_edits.isEmpty()) {
        m_edits.settle(*m_snapshot);
        viewport()->update();
    }
    const bool sameBytes = before && m_snapshot && before->offset == m_snapshot->offset
        && before->bytes.size() == m_snapshot->bytes.size();
    // A segment at rest costs no painting, however often it is looked at.
    if (!sameBytes)
        viewport()->update();
    else if (changed)
        viewport()->update(fadingRows());
    if (changed) {
        if (m_changes.fading(now()))
            m_fadeTimer.start();
        if (m_changes.changedSince(m_selection.cursor, now()))
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

void HexView::setColumns(int columns)
{
    HexViewOptions options = m_options;
    options.columns = columns;
    setOptions(options);
}

void HexView::setOptions(const HexViewOptions &options)
{
    HexViewOptions clamped = options;
    if (options.columns != 0)
        clamped.columns = std::clamp(options.columns, HexGeometry::fewestColumns, HexGeometry::mostColumns);
    if (options.group != 1 && options.group != 2 && options.group != 4)
        clamped.group = 8;
    if (clamped == m_options)
        return;
    m_options = clamped;
    applyOptions();
    emit optionsChanged(m_options);
}

quint64 HexView::dataOffset() const
{
    return m_layout == Layout::Region ? region_layout::dataOffset
        : m_layout == Layout::Ring    ? ring_layout::dataOffset
                                      : 0;
}

void HexView::applyOptions()
{
    m_geometry.setBase(m_options.dataOnly ? dataOffset() : 0);
    if (m_selection.cursor < m_geometry.base() || m_selection.anchor < m_geometry.base()) {
        m_selection.any = m_selection.any && std::max(m_selection.cursor, m_selection.anchor) >= m_geometry.base();
        m_selection.cursor = std::max(m_selection.cursor, m_geometry.base());
        m_selection.anchor = std::max(m_selection.anchor, m_geometry.base());
        describe();
    }
    const quint64 cursorRow = m_geometry.size() == 0 ? 0 : m_geometry.rowOf(m_selection.cursor);
    const bool cursorSeen = m_geometry.size() > 0 && cursorRow >= m_geometry.firstRow()
        && cursorRow - m_geometry.firstRow() < static_cast<quint64>(m_geometry.wholeRows());
    m_geometry.setAddresses(m_options.decimalOffsets,
                            m_options.offsetsFromData || m_options.dataOnly ? dataOffset() : 0);
    m_geometry.setGroup(m_options.group);
    m_geometry.setViewport(viewport()->width(), viewport()->height());
    m_geometry.setColumns(m_options.columns == 0 ? m_geometry.columnsThatFit() : m_options.columns);
    placeChanged();
    // Fewer rows, or others, must not take away what the user is at.
    if (cursorSeen)
        scrollTo(m_selection.cursor);
}

void HexView::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
}

int HexView::widthFor(int columns) const
{
    HexGeometry probe = m_geometry;
    probe.setColumns(columns);
    return static_cast<int>(std::ceil(probe.contentWidth() + 2 * frameWidth()))
        + verticalScrollBar()->sizeHint().width();
}

QSize HexView::sizeHint() const
{
    constexpr int usual = 16;
    return {widthFor(m_options.columns == 0 ? usual : m_options.columns),
            static_cast<int>(m_geometry.rowHeight() * 24 + 2 * frameWidth())};
}

void HexView::setSelection(quint64 offset, quint64 length)
{
    if (m_geometry.size() == 0)
        return;
    const quint64 last = m_geometry.size() - 1;
    const quint64 hidden = offset < m_geometry.base() ? m_geometry.base() - offset : 0;
    length -= std::min(length, hidden);
    const quint64 first = std::min(offset + hidden, last);
    m_selection = {first, length == 0 ? first : first + std::min(length - 1, last - first), length > 0, false};
    m_firstDigit.reset();
    viewport()->update();
    describe();
}

void HexView::setMarks(HexMarks::Kind kind, std::vector<HexMark> marks)
{
    if (m_marks.set(kind, std::move(marks)))
        viewport()->update();
}

void HexView::setNotched(std::vector<ByteRange> ranges)
{
    m_changes.setNotched(std::move(ranges));
    viewport()->update();
}

void HexView::notchChanging()
{
    if (m_changes.notchChanging(ByteChanges::historyLength / 4))
        viewport()->update();
}

void HexView::clearNotches()
{
    setNotched({});
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
    serveFrozen();
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
            if (m_changes.at(offset, when).direction == ByteChanges::Direction::None
                && !m_changes.changedSince(offset, when))
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

std::optional<RingHeader> HexView::checkedRing() const
{
    if (!m_ring || m_layout != Layout::Ring || checkRing(*m_ring, m_geometry.size()))
        return std::nullopt;
    return m_ring;
}

std::vector<ByteRange> HexView::pendingRanges() const
{
    if (!checkedRing() || m_ring->used() == 0)
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
    painter.setFont(font());
    HexPainter hex{.geometry = m_geometry,
                   .theme = m_theme,
                   .snapshot = m_snapshot.get(),
                   .changes = m_changes,
                   .pending = pending,
                   .highlight = highlight,
                   .marks = m_marks,
                   .edits = m_edits,
                   .firstDigit = m_firstDigit,
                   .selection = m_selection,
                   .options = m_options,
                   .glyphs = m_glyphs,
                   .ring = checkedRing(),
                   .pane = m_pane,
                   .layout = m_layout,
                   .focused = hasFocus(),
                   .nowMs = now()};
    for (const QRect &rect : event->region())
        m_bytesPainted += hex.paint(painter, rect);
    paintMissing(painter);
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    applyOptions();
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
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll) || wouldType(*key)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_menu == nullptr)
        m_menu = new HexMenu(*this);
    // Asked for by a key: at the cursor, wherever the mouse is.
    const QRect cell = m_geometry.rectOf(m_selection.cursor, m_pane).toAlignedRect();
    m_menu->popup(event->reason() == QContextMenuEvent::Keyboard ? viewport()->mapToGlobal(cell.bottomLeft())
                                                                 : event->globalPos());
    event->accept();
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

} // namespace membridge
