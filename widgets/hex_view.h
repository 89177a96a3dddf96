// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_changes.h"
#include "hex_edits.h"
#include "hex_geometry.h"
#include "hex_glyphs.h"
#include "hex_marks.h"
#include "hex_options.h"
#include "hex_selection.h"
#include "theme.h"

#include "core/codec/copy_format.h"
#include "core/ipc/layout.h"
#include "core/observe/frozen_bytes.h"
#include "core/observe/layout_guess.h"
#include "core/observe/snapshot.h"

#include <QAbstractScrollArea>
#include <QPointF>
#include <QRegion>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

class QMenu;

namespace membridge {

/// The bytes of one segment: offsets, hex digits and ASCII, with header fields and pending bytes tinted and changes
/// marked. GUI thread.
///
/// Shows a window of the segment at a time: it asks for the bytes it needs by windowWanted() and gets them by
/// setSnapshot(). Bytes not delivered yet show as dots. Its work grows with the visible bytes, never with the segment.
/// A refresh never moves the view. It never writes either: typing only asks, by editRequested().
///
/// Keys: arrows, Home, End, Page Up and Down, with Ctrl to the ends; with Shift they extend the selection, Alt+Shift+arrows a
/// rectangle (as Alt and dragging do). Ctrl+Left and Ctrl+Right change between the digits and the text.
class HexView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    /// The segment to show. The same size again changes nothing but the layout; a smaller one clamps place and selection.
    void setSegment(quint64 size, Layout layout);
    /// The newest bytes; what differs from the snapshot before is marked and fades. While frozen it is kept for later.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// A ring's indices, to tint what is pending; ignored while they contradict each other or the segment.
    void setRing(std::optional<RingHeader> header);
    /// Forgets the segment and shows this text instead.
    void clear(const QString &emptyText = {});

    /// Selects without emitting selectionChanged() and without scrolling. Length 0: no selection, the cursor at `offset`.
    void setSelection(quint64 offset, quint64 length);
    /// The same as if the user had: with selectionChanged(), where it is something else.
    void choose(quint64 offset, quint64 length);
    /// The smallest range with all selected bytes; length 0 when nothing is selected.
    ByteRange selection() const { return m_selection.bounds(m_geometry); }
    /// The selected bytes in rising order: one range, or one a row of a rectangle (HexSelection::mostRows at most).
    std::vector<ByteRange> selectedRanges() const { return m_selection.ranges(m_geometry); }
    /// What is to be exported: selectedRanges(), or all that can be scrolled to if nothing is selected.
    std::vector<ByteRange> rangesToExport() const;
    quint64 cursorOffset() const { return m_selection.cursor; }
    /// Where the data begins, behind the header of the layout.
    quint64 dataOffset() const;
    /// Where typing goes to.
    HexGeometry::Pane pane() const { return m_pane; }
    /// Bytes linked to something selected elsewhere.
    void setHighlight(std::vector<ByteRange> ranges);
    /// Replaces the named, coloured bytes of one kind.
    void setMarks(HexMarks::Kind kind, std::vector<HexMark> marks);
    const HexMarks &marks() const { return m_marks; }
    /// Makes that byte visible, moving as little as possible.
    void scrollTo(quint64 offset);
    /// Stops showing newer snapshots. Thawing shows the latest, with what changed in between marked.
    void setFrozen(bool frozen);
    bool isFrozen() const { return m_frozen; }
    /// All bytes of the moment that the view is frozen at: it shows these wherever it is scrolled to. Ignored while it is not frozen.
    void setFrozenBytes(std::shared_ptr<const FrozenBytes> bytes);
    /// Why bytes are missing, shown where they are; empty: they only were not read yet. Gone once the view thaws.
    void setMissingReason(const QString &reason);
    const QString &missingReason() const { return m_missingReason; }
    /// Bytes a row; 0: as many as fit.
    void setColumns(int columns);
    /// Out of range is clamped; see options() for what came of it.
    void setOptions(const HexViewOptions &options);
    const HexViewOptions &options() const { return m_options; }
    /// Whether typing asks for edits. Off by default.
    void setEditable(bool editable);
    bool isEditable() const { return m_editable; }
    /// Whether the menu offers bookmarks; not for bytes that have no lasting place in a segment. On by default. Before the menu is opened first.
    void setBookmarkable(bool bookmarkable) { m_bookmarkable = bookmarkable; }
    bool isBookmarkable() const { return m_bookmarkable; }
    /// The edits asked for will not come: shows the bytes as they are.
    void rejectEdit();

    /// Mutes bytes that always change: shown without any highlighting until clearNotches().
    void setNotched(std::vector<ByteRange> ranges);
    const std::vector<ByteRange> &notched() const { return m_changes.notched(); }

    const HexGeometry &geometryOfBytes() const { return m_geometry; }
    Layout layoutOfBytes() const { return m_layout; }
    /// The snapshot on screen; nullptr before the first.
    std::shared_ptr<const Snapshot> snapshot() const { return m_snapshot; }
    /// Whether changes are fading, that is whether the view repaints by itself.
    bool isFading() const { return m_fadeTimer.isActive(); }
    /// One visible row as text: offset, digits, characters. What assistive technology reads.
    QString rowText(quint64 row) const;
    /// What is selected, in both bases: "0x9 (9) · data offset 0x5 (5) · 0x2 (2) bytes selected".
    QString placeText() const;
    /// Bytes painted since the view was made, for tests.
    quint64 bytesPainted() const { return m_bytesPainted; }
    /// Milliseconds that only grow, for tests.
    void setClock(std::function<qint64()> clock);

    /// Pixels that so many bytes a row need, with the frame and the scroll bar.
    int widthFor(int columns) const;
    QSize sizeHint() const override;

signals:
    /// The bytes worth having: what is visible, and a page before and after. Sent once the event loop is reached after
    /// scrolling or resizing, and only when it differs from the last.
    void windowWanted(quint64 offset, quint64 length);
    /// The user selected something else. Not sent for setSelection().
    void selectionChanged(quint64 offset, quint64 length);
    /// The user wants to find the selected bytes again.
    void bookmarkRequested(quint64 offset, quint64 length);
    /// The user wants rangesToExport() in a file, one after the other.
    void exportRequested(const std::vector<membridge::ByteRange> &ranges);
    /// The user wants selectedRanges() on the clipboard, and not all of them were delivered. At most mostCopied bytes.
    void copyRequested(const std::vector<membridge::ByteRange> &ranges, membridge::CopyFormat format);
    /// copy() put nothing on the clipboard, and why: one sentence.
    void copyRefused(const QString &reason);
    /// The user chose other options. Sent for setOptions() as well, when something is different.
    void optionsChanged(const HexViewOptions &options);
    /// The user typed `newBytes` over `oldBytes` (as on screen, of the same length). Nothing is written by the view: the bytes
    /// are shown as pending until a snapshot has them, or others than `oldBytes`, or until rejectEdit().
    void editRequested(quint64 offset, const QByteArray &oldBytes, const QByteArray &newBytes);

public:
    /// A selection larger than this is no text that a clipboard should hold: three characters a byte.
    static constexpr quint64 mostCopied = 16 * 1024 * 1024;
    /// `bytes` are those of `ranges`, one after the other: the text that copyAs() makes of them. Any thread.
    static QString textOf(const std::vector<ByteRange> &ranges, std::span<const std::byte> bytes, CopyFormat format);

public slots:
    /// The selected bytes as hex on the clipboard, a line for each of selectedRanges().
    void copy();
    /// The same as text for other programs; the pieces of a rectangle one after the other.
    void copyAs(membridge::CopyFormat format);
    /// Mutes the bytes on screen that changed in more than a quarter of the last ByteChanges::historyLength refreshes.
    void notchChanging();
    void clearNotches();
    void selectAll();
    /// What the colours mean, in a window of its own.
    void showLegend();

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void serveFrozen();
    bool lacksBytes() const;
    void paintMissing(QPainter &painter) const;
    void takeFont();
    void updateScrollBars();
    void goToRow(quint64 row);
    void placeChanged();
    void visiblePartChanged();
    void moveCursor(quint64 offset, bool extend, bool columns = false);
    void select(quint64 anchor, quint64 cursor, bool columns = false);
    void applyOptions();
    bool wouldType(const QKeyEvent &event) const;
    bool typeKey(const QKeyEvent &event);
    bool typeDigit(int digit);
    void requestEdit(const QByteArray &bytes);
    void setPane(HexGeometry::Pane pane);
    QStringList ringLines(quint64 offset) const;
    void showSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void askForWindow();
    void sendWindow();
    void fade();
    QRegion fadingRows() const;
    qint64 now() const { return m_frozen ? m_frozenAt : m_clock(); }
    void dragTo(QPointF point);
    void describe();
    QString toolTipOf(quint64 offset) const;
    /// The ring's indices while they make sense.
    std::optional<RingHeader> checkedRing() const;
    std::vector<ByteRange> pendingRanges() const;

    HexGeometry m_geometry;
    Theme m_theme;
    Layout m_layout = Layout::Unknown;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const Snapshot> m_latest; ///< Newer than m_snapshot while frozen.
    std::shared_ptr<const FrozenBytes> m_frozenBytes;
    QString m_missingReason;
    ByteChanges m_changes;
    std::optional<RingHeader> m_ring;
    std::vector<ByteRange> m_highlight;
    QString m_emptyText;
    std::function<qint64()> m_clock;
    QTimer m_fadeTimer;
    QTimer m_windowTimer;
    QTimer m_dragTimer; ///< Runs while a drag is held beyond the top or bottom edge.
    QPointF m_dragPoint;
    QRegion m_fadingRows; ///< As painted last.
    ByteRange m_lastWanted;
    qint64 m_frozenAt = 0;
    HexSelection m_selection;
    HexViewOptions m_options;
    HexMarks m_marks;
    HexEdits m_edits;
    HexGlyphs m_glyphs;
    QMenu *m_menu = nullptr;         ///< Made when first asked for.
    std::optional<int> m_firstDigit; ///< The upper half of a byte that is being typed.
    quint64 m_bytesPainted = 0;
    bool m_editable = false;
    bool m_bookmarkable = true;
    bool m_skippedLooks = false; ///< Snapshots came while frozen.
    bool m_dragColumns = false;
    bool m_frozen = false;
    bool m_dragging = false;
    bool m_settingScroll = false;
    int m_wheelRest = 0; ///< Eighths of a degree not yet worth a row.
    HexGeometry::Pane m_pane = HexGeometry::Pane::Hex;
};

} // namespace membridge
