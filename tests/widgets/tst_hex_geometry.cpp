// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_geometry.h"

#include <limits>

using membridge::HexGeometry;
using Pane = HexGeometry::Pane;
using Range = HexGeometry::Range;

namespace {

/// Ten rows of 16 bytes; cells of 8 by 16 pixels.
HexGeometry geometry(quint64 size, qreal height = 160)
{
    HexGeometry result;
    result.setCell(8, 16);
    result.setViewport(800, height);
    result.setSize(size);
    return result;
}

constexpr quint64 fourGiB = quint64{1} << 32;
constexpr quint64 all = std::numeric_limits<quint64>::max();

} // namespace

class TestHexGeometry : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void rows_data();
    void rows();
    void addressDigits_data();
    void addressDigits();
    void visibleRange_data();
    void visibleRange();
    void wantedRange();
    void firstRowIsClamped();
    void cells();
    void everyCellIsHit();
    void nothingBetweenPanes();
    void nearestByteOutside();
    void scrollingIsExactWhileRowsFit();
    void scrollingScalesPastIntMax_data();
    void scrollingScalesPastIntMax();
    void otherColumnsKeepThePlace();
    void sidewaysScrollingMovesCells();
    void nonsenseIsClamped();
    void addresses_data();
    void addresses();
    void columnsThatFit_data();
    void columnsThatFit();
};

void TestHexGeometry::rows_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("rows");
    QTest::newRow("empty") << quint64{0} << quint64{0};
    QTest::newRow("one byte") << quint64{1} << quint64{1};
    QTest::newRow("one row") << quint64{16} << quint64{1};
    QTest::newRow("a row and a byte") << quint64{17} << quint64{2};
    QTest::newRow("4 GiB") << fourGiB << (quint64{1} << 28);
    QTest::newRow("all of 64 bits") << all << (quint64{1} << 60);
}

void TestHexGeometry::rows()
{
    QFETCH(quint64, size);
    QFETCH(quint64, rows);
    QCOMPARE(geometry(size).rowCount(), rows);
}

void TestHexGeometry::addressDigits_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("digits");
    QTest::newRow("empty") << quint64{0} << 4;
    QTest::newRow("64 KiB") << quint64{65536} << 4;
    QTest::newRow("64 KiB and a byte") << quint64{65537} << 8;
    QTest::newRow("4 GiB") << fourGiB << 8;
    QTest::newRow("4 GiB and a byte") << fourGiB + 1 << 12;
    QTest::newRow("all of 64 bits") << all << 16;
}

void TestHexGeometry::addressDigits()
{
    QFETCH(quint64, size);
    QFETCH(int, digits);
    QCOMPARE(geometry(size).addressDigits(), digits);
}

void TestHexGeometry::visibleRange_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("firstRow");
    QTest::addColumn<qreal>("height");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("end");
    QTest::newRow("empty") << quint64{0} << quint64{0} << 160.0 << quint64{0} << quint64{0};
    QTest::newRow("all fits") << quint64{20} << quint64{0} << 160.0 << quint64{0} << quint64{20};
    QTest::newRow("top") << quint64{1000} << quint64{0} << 160.0 << quint64{0} << quint64{160};
    QTest::newRow("a cut row counts") << quint64{1000} << quint64{2} << 161.0 << quint64{32} << quint64{208};
    QTest::newRow("end") << quint64{1000} << quint64{1000} << 160.0 << quint64{848} << quint64{1000};
    QTest::newRow("no height") << quint64{1000} << quint64{3} << 0.0 << quint64{0} << quint64{0};
}

void TestHexGeometry::visibleRange()
{
    QFETCH(quint64, size);
    QFETCH(quint64, firstRow);
    QFETCH(qreal, height);
    QFETCH(quint64, first);
    QFETCH(quint64, end);
    HexGeometry hex = geometry(size, height);
    hex.setFirstRow(firstRow);
    QVERIFY(hex.visibleRange() == (Range{first, end}));
}

void TestHexGeometry::wantedRange()
{
    HexGeometry hex = geometry(fourGiB);
    QVERIFY(hex.wantedRange() == (Range{0, 320}));
    hex.setFirstRow(100);
    QVERIFY(hex.wantedRange() == (Range{90 * 16, 120 * 16}));
    hex.setFirstRow(hex.lastFirstRow());
    QVERIFY(hex.wantedRange() == (Range{fourGiB - 320, fourGiB}));
    QVERIFY(geometry(0).wantedRange() == (Range{0, 0}));
}

void TestHexGeometry::firstRowIsClamped()
{
    HexGeometry hex = geometry(16 * 100);
    hex.setFirstRow(all);
    QCOMPARE(hex.firstRow(), quint64{90});
    hex.setSize(16 * 50);
    QCOMPARE(hex.firstRow(), quint64{40});
    hex.setSize(16);
    QCOMPARE(hex.firstRow(), quint64{0});
}

void TestHexGeometry::cells()
{
    const HexGeometry hex = geometry(1000);
    // A margin, four digits, three characters of gap.
    QCOMPARE(hex.hexLeft(), 8.0 * (1 + 4 + 3));
    QCOMPARE(hex.rectOf(0), QRectF(64, 0, 16, 16));
    QCOMPARE(hex.rectOf(1), QRectF(64 + 24, 0, 16, 16));
    // Groups of eight have a wider gap between them.
    QCOMPARE(hex.rectOf(8).left() - hex.rectOf(7).right(), 16.0);
    QCOMPARE(hex.rectOf(17, Pane::Ascii), QRectF(hex.asciiLeft() + 8, 16, 8, 16));
    QVERIFY(hex.asciiLeft() > hex.rectOf(15).right());
    QCOMPARE(hex.contentWidth(), hex.rectOf(15, Pane::Ascii).right() + 8);
}

void TestHexGeometry::everyCellIsHit()
{
    HexGeometry hex = geometry(fourGiB);
    hex.setFirstRow(hex.lastFirstRow() - 5);
    const Range visible = hex.visibleRange();
    for (quint64 offset = visible.first; offset < visible.end; ++offset) {
        for (const Pane pane : {Pane::Hex, Pane::Ascii}) {
            const auto hit = hex.byteAt(hex.rectOf(offset, pane).center());
            QVERIFY(hit.has_value());
            QCOMPARE(hit->offset, offset);
            QVERIFY(hit->pane == pane);
        }
    }
}

void TestHexGeometry::nothingBetweenPanes()
{
    const HexGeometry hex = geometry(20);
    QVERIFY(!hex.byteAt({hex.addressLeft() + 1, 5}));
    QVERIFY(!hex.byteAt({hex.rectOf(15).right() + 12, 5}));
    QVERIFY(!hex.byteAt({hex.rectOf(15, Pane::Ascii).right() + 1, 5}));
    QVERIFY(!hex.byteAt({hex.rectOf(0).center().x(), 5 * 16.0}));
    // The second row has four bytes only.
    QVERIFY(hex.byteAt(hex.rectOf(19).center()));
    QVERIFY(!hex.byteAt({hex.rectOf(5).center().x(), hex.rectOf(19).center().y()}));
    QVERIFY(!geometry(0).byteAt({70, 5}));
}

void TestHexGeometry::nearestByteOutside()
{
    HexGeometry hex = geometry(16 * 100 - 3);
    hex.setFirstRow(50);
    QCOMPARE(hex.nearestByte({-1000, 0}, Pane::Hex), quint64{50 * 16});
    QCOMPARE(hex.nearestByte({10000, 0}, Pane::Hex), quint64{50 * 16 + 15});
    QCOMPARE(hex.nearestByte({-1000, -1}, Pane::Hex), quint64{49 * 16});
    QCOMPARE(hex.nearestByte({-1000, -1e12}, Pane::Hex), quint64{0});
    QCOMPARE(hex.nearestByte({10000, 1e12}, Pane::Ascii), quint64{16 * 100 - 4});
    QVERIFY(!geometry(0).nearestByte({0, 0}, Pane::Hex));
}

void TestHexGeometry::scrollingIsExactWhileRowsFit()
{
    const HexGeometry hex = geometry(fourGiB);
    QCOMPARE(hex.scrollMaximum(), (1 << 28) - 10);
    for (const int value : {0, 1, 12345678, (1 << 28) - 10}) {
        QCOMPARE(hex.rowOfScroll(value), static_cast<quint64>(value));
        QCOMPARE(hex.scrollOfRow(static_cast<quint64>(value)), value);
    }
    QCOMPARE(geometry(16).scrollMaximum(), 0);
}

void TestHexGeometry::scrollingScalesPastIntMax_data()
{
    QTest::addColumn<quint64>("size");
    QTest::newRow("rows at INT_MAX") << quint64{16} * std::numeric_limits<int>::max();
    QTest::newRow("rows past INT_MAX") << quint64{16} * std::numeric_limits<int>::max() + 1;
    QTest::newRow("1 TiB") << (quint64{1} << 40);
    QTest::newRow("all of 64 bits") << all;
}

void TestHexGeometry::scrollingScalesPastIntMax()
{
    QFETCH(quint64, size);
    HexGeometry hex = geometry(size);
    const int maximum = hex.scrollMaximum();
    // QScrollBar adds a page to it.
    QVERIFY(maximum > 0 && maximum <= std::numeric_limits<int>::max() - hex.wholeRows());
    QCOMPARE(hex.rowOfScroll(0), quint64{0});
    QCOMPARE(hex.rowOfScroll(maximum), hex.lastFirstRow());
    QCOMPARE(hex.scrollOfRow(hex.lastFirstRow()), maximum);
    QCOMPARE(hex.scrollOfRow(all), maximum);
    quint64 before = 0;
    for (int value = 0; value < maximum - maximum / 97; value += maximum / 97) {
        const quint64 row = hex.rowOfScroll(value);
        QVERIFY(row >= before);
        QVERIFY(qAbs(hex.scrollOfRow(row) - value) <= 1);
        before = row;
    }
    hex.setFirstRow(hex.lastFirstRow());
    QCOMPARE(hex.visibleRange().end, size);
}

void TestHexGeometry::otherColumnsKeepThePlace()
{
    HexGeometry hex = geometry(16 * 1000);
    hex.setFirstRow(100);
    hex.setColumns(8);
    QCOMPARE(hex.visibleRange().first, quint64{1600});
    hex.setColumns(32);
    QCOMPARE(hex.visibleRange().first, quint64{1600});
    QCOMPARE(hex.rowCount(), quint64{500});
}

void TestHexGeometry::sidewaysScrollingMovesCells()
{
    HexGeometry hex = geometry(1000);
    const QRectF before = hex.rectOf(3);
    const qreal width = hex.contentWidth();
    hex.setScrollX(40);
    QCOMPARE(hex.rectOf(3), before.translated(-40, 0));
    QCOMPARE(hex.contentWidth(), width);
    QVERIFY(hex.byteAt(hex.rectOf(3).center())->offset == 3);
}

void TestHexGeometry::nonsenseIsClamped()
{
    HexGeometry hex = geometry(100);
    hex.setColumns(0);
    QCOMPARE(hex.columns(), 1);
    hex.setGroup(-3);
    QCOMPARE(hex.group(), 1);
    hex.setCell(0, -5);
    QVERIFY(hex.charWidth() >= 1 && hex.rowHeight() >= 1);
    hex.setViewport(-1, -1);
    QVERIFY(hex.visibleRange() == (Range{0, 0}));
    QVERIFY(hex.rowTop(all) > 0);
    QVERIFY(hex.rowRange(all) == (Range{100, 100}));
}

void TestHexGeometry::addresses_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("decimal");
    QTest::addColumn<quint64>("origin");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<QString>("text");
    QTest::newRow("hex") << quint64{1000} << false << quint64{0} << quint64{0x3a0} << "03a0";
    QTest::newRow("decimal") << quint64{1000} << true << quint64{0} << quint64{16} << "0016";
    QTest::newRow("decimal, 10,000 bytes") << quint64{10000} << true << quint64{0} << quint64{9999} << "9999";
    QTest::newRow("decimal, 10,001 bytes") << quint64{10001} << true << quint64{0} << quint64{10000} << "10000";
    QTest::newRow("decimal, all of 64 bits") << all << true << quint64{0} << all << "18446744073709551615";
    QTest::newRow("before the data") << quint64{1000} << false << quint64{24} << quint64{0} << "-0018";
    QTest::newRow("first of the data") << quint64{1000} << false << quint64{24} << quint64{24} << " 0000";
    QTest::newRow("in the data, decimal") << quint64{1000} << true << quint64{4} << quint64{16} << " 0012";
}

void TestHexGeometry::addresses()
{
    QFETCH(quint64, size);
    QFETCH(bool, decimal);
    QFETCH(quint64, origin);
    QFETCH(quint64, offset);
    QFETCH(QString, text);
    HexGeometry hex = geometry(size);
    hex.setAddresses(decimal, origin);
    QCOMPARE(hex.addressText(offset), text);
    QCOMPARE(hex.addressChars(), text.size());
}

void TestHexGeometry::columnsThatFit_data()
{
    QTest::addColumn<qreal>("width");
    QTest::addColumn<int>("group");
    QTest::addColumn<int>("columns");
    QTest::newRow("no width: the fewest") << 0.0 << 4 << 4;
    QTest::newRow("no width, groups of 8") << 0.0 << 8 << 8;
    QTest::newRow("no width, groups of 1") << 0.0 << 1 << 4;
    QTest::newRow("endless: the most") << 1e6 << 8 << 64;
}

void TestHexGeometry::columnsThatFit()
{
    QFETCH(qreal, width);
    QFETCH(int, group);
    QFETCH(int, columns);
    HexGeometry hex = geometry(fourGiB);
    hex.setGroup(group);
    hex.setViewport(width, 160);
    QCOMPARE(hex.columnsThatFit(), columns);
    // Exactly as wide as some columns need: those, and fewer with a pixel less.
    hex.setColumns(32);
    hex.setViewport(hex.contentWidth(), 160);
    QCOMPARE(hex.columnsThatFit(), 32);
    hex.setViewport(hex.contentWidth() - 1, 160);
    QCOMPARE(hex.columnsThatFit(), 32 - std::max(4, group));
}

QTEST_MAIN(TestHexGeometry)
#include "tst_hex_geometry.moc"
