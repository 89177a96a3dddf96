// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>
#include <QWheelEvent>

using namespace membridge;
using widget_test::snapshotOf;

namespace {

constexpr quint64 fourGiB = quint64{1} << 32;

/// A view of about ten rows, not shown: it lays itself out all the same.
std::unique_ptr<HexView> view(quint64 size, Layout layout = Layout::Region)
{
    auto hex = std::make_unique<HexView>();
    hex->setSegment(size, layout);
    hex->resize(hex->sizeHint().width(),
                static_cast<int>(hex->geometryOfBytes().rowHeight() * 10) + 2 * hex->frameWidth());
    // Lays out the viewport, which waits for the first show.
    hex->grab();
    return hex;
}

void click(HexView &hex, quint64 offset, Qt::KeyboardModifiers modifiers = {})
{
    QTest::mouseClick(hex.viewport(), Qt::LeftButton, modifiers,
                      hex.geometryOfBytes().rectOf(offset).center().toPoint());
}

} // namespace

class TestHexView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void asksForItsWindowOnce();
    void asksForNothingWithoutBytes();
    void refreshNeverMovesTheView();
    void shrinkingClamps();
    void keys_data();
    void keys();
    void pagesScroll();
    void shiftSelects();
    void unusedKeysGoOn();
    void mouseSelects();
    void draggingSelects();
    void wheelMovesByRows();
    void scrollBarReachesBothEnds_data();
    void scrollBarReachesBothEnds();
    void scaledScrollBarCanBeStepped();
    void programmaticSelectionIsSilent();
    void scrollToMovesLittle();
    void copiesHex();
    void refusesToCopyWhatItHasNot();
    void fadingStops();
    void frozenKeepsItsBytes();
    void tooltips_data();
    void tooltips();
    void describesTheByteForScreenReaders();
    void clearForgets();
};

void TestHexView::asksForItsWindowOnce()
{
    const auto hex = view(fourGiB);
    QSignalSpy wanted(hex.get(), &HexView::windowWanted);
    QVERIFY(wanted.wait());
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toULongLong(), 0u);
    QCOMPARE(wanted[0][1].toULongLong(), hex->geometryOfBytes().wantedRange().end);
    // Many moves before the event loop is reached are one wish; the same place again is none.
    hex->scrollTo(fourGiB / 2);
    hex->scrollTo(fourGiB - 1);
    hex->scrollTo(1 << 20);
    QVERIFY(wanted.wait());
    QCOMPARE(wanted.size(), 2);
    const HexGeometry::Range range = hex->geometryOfBytes().wantedRange();
    QCOMPARE(wanted[1][0].toULongLong(), range.first);
    QCOMPARE(wanted[1][1].toULongLong(), range.end - range.first);
    hex->scrollTo(fourGiB - 1);
    hex->scrollTo(1 << 20);
    hex->setSegment(fourGiB, Layout::Region);
    QCoreApplication::processEvents();
    QCOMPARE(wanted.size(), 2);
}

void TestHexView::asksForNothingWithoutBytes()
{
    const auto hex = view(0);
    QSignalSpy wanted(hex.get(), &HexView::windowWanted);
    hex->resize(300, 300);
    hex->grab();
    QCoreApplication::processEvents();
    QCOMPARE(wanted.size(), 0);
}

void TestHexView::refreshNeverMovesTheView()
{
    const auto hex = view(100000);
    hex->scrollTo(50000);
    hex->setSelection(50000, 4);
    const quint64 row = hex->geometryOfBytes().firstRow();
    const int value = hex->verticalScrollBar()->value();
    hex->setSnapshot(snapshotOf(QByteArray(1000, 'a'), 49500));
    hex->setSegment(100000, Layout::Region);
    hex->setSnapshot(snapshotOf(QByteArray(1000, 'b'), 49500));
    hex->setSegment(200000, Layout::Region);
    QCOMPARE(hex->geometryOfBytes().firstRow(), row);
    QCOMPARE(hex->verticalScrollBar()->value(), value);
    QVERIFY(hex->selection() == (ByteRange{50000, 4}));
}

void TestHexView::shrinkingClamps()
{
    const auto hex = view(100000);
    hex->scrollTo(99999);
    hex->setSelection(99990, 10);
    hex->setSegment(100, Layout::Region);
    QVERIFY(hex->selection().offset + hex->selection().length <= 100);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 0u);
    hex->setSegment(0, Layout::Unknown);
    QCOMPARE(hex->selection().length, 0u);
    hex->setSelection(5, 5);
    QCOMPARE(hex->selection().length, 0u);
}

void TestHexView::keys_data()
{
    QTest::addColumn<quint64>("from");
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<quint64>("to");
    const int none = Qt::NoModifier;
    const int control = Qt::ControlModifier;
    QTest::newRow("left at the start") << quint64{0} << int(Qt::Key_Left) << none << quint64{0};
    QTest::newRow("left over a row") << quint64{16} << int(Qt::Key_Left) << none << quint64{15};
    QTest::newRow("right") << quint64{15} << int(Qt::Key_Right) << none << quint64{16};
    QTest::newRow("right at the end") << quint64{994} << int(Qt::Key_Right) << none << quint64{994};
    QTest::newRow("up") << quint64{20} << int(Qt::Key_Up) << none << quint64{4};
    QTest::newRow("up in the first row") << quint64{5} << int(Qt::Key_Up) << none << quint64{5};
    QTest::newRow("down") << quint64{4} << int(Qt::Key_Down) << none << quint64{20};
    QTest::newRow("down beyond a short last row") << quint64{990} << int(Qt::Key_Down) << none << quint64{994};
    QTest::newRow("down in the last row") << quint64{993} << int(Qt::Key_Down) << none << quint64{993};
    QTest::newRow("home") << quint64{20} << int(Qt::Key_Home) << none << quint64{16};
    QTest::newRow("end") << quint64{20} << int(Qt::Key_End) << none << quint64{31};
    QTest::newRow("end of a short row") << quint64{992} << int(Qt::Key_End) << none << quint64{994};
    QTest::newRow("top") << quint64{500} << int(Qt::Key_Home) << control << quint64{0};
    QTest::newRow("bottom") << quint64{500} << int(Qt::Key_End) << control << quint64{994};
    QTest::newRow("page down") << quint64{5} << int(Qt::Key_PageDown) << none << quint64{165};
    QTest::newRow("page down at the end") << quint64{990} << int(Qt::Key_PageDown) << none << quint64{994};
    QTest::newRow("page up") << quint64{165} << int(Qt::Key_PageUp) << none << quint64{5};
    QTest::newRow("page up in the first page") << quint64{21} << int(Qt::Key_PageUp) << none << quint64{5};
}

void TestHexView::keys()
{
    QFETCH(quint64, from);
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(quint64, to);
    const auto hex = view(995);
    hex->setSelection(from, 0);
    QSignalSpy selected(hex.get(), &HexView::selectionChanged);
    QTest::keyClick(hex.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
    QCOMPARE(hex->cursorOffset(), to);
    QVERIFY(hex->selection() == (ByteRange{to, 1}));
    QCOMPARE(selected.size(), 1);
    const HexGeometry::Range visible = hex->geometryOfBytes().visibleRange();
    QVERIFY(to >= visible.first && to < visible.end);
}

void TestHexView::pagesScroll()
{
    const auto hex = view(fourGiB);
    QTest::keyClick(hex.get(), Qt::Key_PageDown);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 10u);
    QTest::keyClick(hex.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(hex->cursorOffset(), fourGiB - 1);
    QCOMPARE(hex->geometryOfBytes().firstRow(), hex->geometryOfBytes().lastFirstRow());
    QTest::keyClick(hex.get(), Qt::Key_PageUp);
    QCOMPARE(hex->geometryOfBytes().firstRow(), hex->geometryOfBytes().lastFirstRow() - 10);
}

void TestHexView::shiftSelects()
{
    const auto hex = view(1000);
    hex->setSelection(20, 0);
    QTest::keyClick(hex.get(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(hex.get(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(hex->selection() == (ByteRange{20, 18}));
    QTest::keyClick(hex.get(), Qt::Key_Home, Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(hex->selection() == (ByteRange{0, 21}));
    QTest::keyClick(hex.get(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(hex->selection() == (ByteRange{0, 1000}));
    QTest::keyClick(hex.get(), Qt::Key_Left);
    QCOMPARE(hex->selection().length, 1u);
}

void TestHexView::unusedKeysGoOn()
{
    const auto hex = view(1000);
    for (const auto key : {Qt::Key_Space, Qt::Key_Escape, Qt::Key_F5}) {
        QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(hex.get(), &event);
        QVERIFY(!event.isAccepted());
    }
}

void TestHexView::mouseSelects()
{
    const auto hex = view(1000);
    QSignalSpy selected(hex.get(), &HexView::selectionChanged);
    click(*hex, 37);
    QVERIFY(hex->selection() == (ByteRange{37, 1}));
    click(*hex, 5, Qt::ShiftModifier);
    QVERIFY(hex->selection() == (ByteRange{5, 33}));
    QCOMPARE(selected.size(), 2);
    QCOMPARE(selected[1][0].toULongLong(), 5u);
    QCOMPARE(selected[1][1].toULongLong(), 33u);
    // Beside the bytes: nothing.
    QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, QPoint(2, 5));
    QCOMPARE(selected.size(), 2);
}

void TestHexView::draggingSelects()
{
    const auto hex = view(1000);
    const auto at = [&](quint64 offset) {
        return hex->geometryOfBytes().rectOf(offset, HexGeometry::Pane::Ascii).center().toPoint();
    };
    QTest::mousePress(hex->viewport(), Qt::LeftButton, {}, at(20));
    QTest::mouseMove(hex->viewport(), at(40));
    QVERIFY(hex->selection() == (ByteRange{20, 21}));
    // Beyond the lower edge the view follows.
    QTest::mouseMove(hex->viewport(), QPoint(at(40).x(), hex->viewport()->height() + 40));
    QVERIFY(hex->geometryOfBytes().firstRow() > 0);
    const quint64 row = hex->geometryOfBytes().firstRow();
    QTRY_VERIFY(hex->geometryOfBytes().firstRow() > row);
    QTest::mouseRelease(hex->viewport(), Qt::LeftButton, {}, at(40));
    QTest::mouseMove(hex->viewport(), at(20));
    QVERIFY(hex->selection().length > 100);
}

void TestHexView::wheelMovesByRows()
{
    const auto hex = view(quint64{1} << 50);
    const auto turn = [&](int eighths) {
        QWheelEvent event(QPointF(50, 50), QPointF(50, 50), {}, QPoint(0, eighths), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(hex->viewport(), &event);
    };
    turn(-120);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 3u);
    // Touch pads send parts of a notch.
    for (int i = 0; i < 4; ++i)
        turn(-10);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 4u);
    turn(1200);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 0u);
}

void TestHexView::scrollBarReachesBothEnds_data()
{
    QTest::addColumn<quint64>("size");
    QTest::newRow("4 GiB") << fourGiB;
    QTest::newRow("rows past INT_MAX") << (quint64{1} << 36);
    QTest::newRow("largest file") << (quint64{1} << 63) - 1;
}

void TestHexView::scrollBarReachesBothEnds()
{
    QFETCH(quint64, size);
    const auto hex = view(size);
    QScrollBar *bar = hex->verticalScrollBar();
    bar->setValue(bar->maximum());
    QCOMPARE(hex->geometryOfBytes().visibleRange().end, size);
    bar->setValue(0);
    QCOMPARE(hex->geometryOfBytes().visibleRange().first, 0u);
    bar->setValue(bar->maximum() / 2);
    QVERIFY(hex->geometryOfBytes().visibleRange().first > size / 3);
    hex->grab();
}

void TestHexView::scaledScrollBarCanBeStepped()
{
    const auto hex = view(quint64{1} << 50);
    QScrollBar *bar = hex->verticalScrollBar();
    bar->setValue(bar->maximum() / 3);
    quint64 row = hex->geometryOfBytes().firstRow();
    for (int i = 0; i < 20; ++i) {
        bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        QVERIFY(hex->geometryOfBytes().firstRow() > row);
        row = hex->geometryOfBytes().firstRow();
    }
}

void TestHexView::programmaticSelectionIsSilent()
{
    const auto hex = view(1000);
    QSignalSpy selected(hex.get(), &HexView::selectionChanged);
    hex->setSelection(10, 20);
    QCOMPARE(selected.size(), 0);
    QVERIFY(hex->selection() == (ByteRange{10, 20}));
    hex->setSelection(990, 1000);
    QVERIFY(hex->selection() == (ByteRange{990, 10}));
    hex->setSelection(30, 0);
    QVERIFY(hex->selection() == (ByteRange{30, 0}));
}

void TestHexView::scrollToMovesLittle()
{
    const auto hex = view(10000);
    hex->scrollTo(16 * 5);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 0u);
    hex->scrollTo(16 * 10);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 1u);
    hex->scrollTo(16 * 100);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 91u);
    hex->scrollTo(16 * 50);
    QCOMPARE(hex->geometryOfBytes().firstRow(), 50u);
    hex->scrollTo(~quint64{0});
    QCOMPARE(hex->geometryOfBytes().visibleRange().end, 10000u);
}

void TestHexView::copiesHex()
{
    const auto hex = view(1000);
    hex->setSnapshot(snapshotOf(QByteArray("\x00\x01\xfe\xff", 4)));
    hex->setSelection(1, 3);
    QTest::keyClick(hex.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("01 fe ff"));
}

void TestHexView::refusesToCopyWhatItHasNot()
{
    const auto hex = view(fourGiB);
    QSignalSpy refused(hex.get(), &HexView::copyRefused);
    QSignalSpy wanted(hex.get(), &HexView::copyRequested);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    hex->copy();
    QCOMPARE(refused.size(), 0);
    hex->setSelection(0, 5);
    hex->copy();
    hex->setSnapshot(snapshotOf("abcd"));
    hex->copy();
    hex->selectAll();
    hex->copy();
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

void TestHexView::fadingStops()
{
    const auto hex = view(1000);
    qint64 now = 5000;
    hex->setClock([&now] { return now; });
    hex->setSnapshot(snapshotOf(QByteArray(64, 'a')));
    QVERIFY(!hex->isFading());
    hex->setSnapshot(snapshotOf(QByteArray(64, 'a')));
    QVERIFY(!hex->isFading());
    hex->setSnapshot(snapshotOf(QByteArray(64, 'b')));
    QVERIFY(hex->isFading());
    now += ByteChanges::fadeMs - 1;
    QCoreApplication::processEvents();
    QVERIFY(hex->isFading());
    now += 1;
    QTRY_VERIFY(!hex->isFading());
}

void TestHexView::frozenKeepsItsBytes()
{
    const auto hex = view(1000);
    const auto first = snapshotOf(QByteArray(64, 'a'));
    const auto last = snapshotOf(QByteArray(64, 'c'));
    hex->setSnapshot(first);
    hex->setFrozen(true);
    hex->setSnapshot(snapshotOf(QByteArray(64, 'b')));
    hex->setSnapshot(last);
    QCOMPARE(hex->snapshot(), first);
    QVERIFY(!hex->isFading());
    hex->setFrozen(false);
    QCOMPARE(hex->snapshot(), last);
    QVERIFY(hex->isFading());
}

void TestHexView::tooltips_data()
{
    QTest::addColumn<int>("layout");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<QString>("text");
    QTest::newRow("lock word") << int(Layout::Region) << quint64{3} << "Lock word: 5 readers";
    QTest::newRow("first data byte") << int(Layout::Region) << quint64{4} << "Offset 0x0 (0) in the data";
    QTest::newRow("head") << int(Layout::Ring) << quint64{7} << "Head, the next byte to be read: 5";
    QTest::newRow("tail") << int(Layout::Ring) << quint64{8} << "Tail, the next byte to be written: 9";
    QTest::newRow("capacity") << int(Layout::Ring) << quint64{16} << "Capacity in bytes: 64";
    QTest::newRow("first ring byte") << int(Layout::Ring) << quint64{24} << "Byte 0x18 (24) of the segment";
    QTest::newRow("unknown layout") << int(Layout::Unknown) << quint64{0} << "Value 0x5 (5)";
    QTest::newRow("not read") << int(Layout::Ring) << quint64{60} << "Not read yet";
}

void TestHexView::tooltips()
{
    QFETCH(int, layout);
    QFETCH(quint64, offset);
    QFETCH(QString, text);
    QByteArray bytes(40, 0);
    bytes[0] = 5;
    bytes[8] = 9;
    bytes[16] = 64;
    const auto hex = view(88, Layout(layout));
    hex->setSnapshot(snapshotOf(bytes));
    const QPoint point = hex->geometryOfBytes().rectOf(offset).center().toPoint();
    QHelpEvent event(QEvent::ToolTip, point, hex->viewport()->mapToGlobal(point));
    QApplication::sendEvent(hex->viewport(), &event);
    QVERIFY2(QToolTip::text().contains(text), qPrintable(QToolTip::text()));
    QToolTip::hideText();
}

void TestHexView::describesTheByteForScreenReaders()
{
    const auto hex = view(1000);
    QVERIFY(!hex->accessibleName().isEmpty());
    hex->setSnapshot(snapshotOf(QByteArray(64, 'a')));
    click(*hex, 20);
    QVERIFY2(hex->accessibleDescription().contains(QStringLiteral("0x14 (20)")),
             qPrintable(hex->accessibleDescription()));
    QVERIFY(hex->accessibleDescription().contains(QStringLiteral("0x61 (97)")));
    hex->setSelection(10, 20);
    QVERIFY(hex->accessibleDescription().contains(QStringLiteral("20 B selected")));
    hex->clear(QStringLiteral("Nothing here"));
    QCOMPARE(hex->accessibleDescription(), QStringLiteral("Nothing here"));
}

void TestHexView::clearForgets()
{
    const auto hex = view(1000);
    QSignalSpy wanted(hex.get(), &HexView::windowWanted);
    QVERIFY(wanted.wait());
    hex->setSnapshot(snapshotOf("abc"));
    hex->setSelection(500, 10);
    hex->setFrozen(true);
    hex->clear(QStringLiteral("<b>Nothing</b> here"));
    QVERIFY(hex->snapshot() == nullptr);
    QVERIFY(!hex->isFrozen());
    QCOMPARE(hex->selection().length, 0u);
    hex->grab();
    // The same segment again is worth asking for again.
    hex->setSegment(1000, Layout::Region);
    QVERIFY(wanted.wait());
    QCOMPARE(wanted.size(), 2);
}

QTEST_MAIN(TestHexView)
#include "tst_hex_view.moc"
