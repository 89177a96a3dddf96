// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_characters.h"
#include "widgets/hex_edits.h"
#include "widgets/hex_marks.h"
#include "widgets/hex_selection.h"

using namespace membridge;
using widget_test::snapshotOf;
using Kind = HexCharacter::Kind;

/// The plain values that a hex view is made of.
class TestHexValues : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void characters_data();
    void characters();
    void rectangles();
    void rectangleOverAShortLastRow();
    void rectanglesAreBounded();
    void marksAreFound();
    void markColoursStayLegible_data();
    void markColoursStayLegible();
    void editsSettle_data();
    void editsSettle();
    void editsAreBounded();
};

void TestHexValues::characters_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("cells"); // The character, "_" for the rest of one, "." for none.
    QTest::newRow("ascii") << QByteArray("a\x1f\x7f ") << "a.. ";
    QTest::newRow("two bytes") << QByteArray("x\xc3\xa4y") << QString::fromUtf8("xä_y");
    QTest::newRow("three bytes") << QByteArray("\xe2\x82\xac") << QString::fromUtf8("€__");
    QTest::newRow("a control character") << QByteArray("\xc2\x80") << "._";
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << "..";
    QTest::newRow("overlong, three bytes") << QByteArray("\xe0\x80\xaf") << "...";
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << "...";
    QTest::newRow("past U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << "....";
    QTest::newRow("cut at the end") << QByteArray("a\xe2\x82") << "a..";
    QTest::newRow("cut at the start") << QByteArray("\x82\xac"
                                                    "a")
                                      << "..a";
    QTest::newRow("one continuation too many") << QByteArray("\xc3\xa4\xa4") << QString::fromUtf8("ä_.");
    QTest::newRow("impossible bytes") << QByteArray("\xff\xfe") << "..";
}

void TestHexValues::characters()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, cells);
    const auto data = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    QString shown;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const HexCharacter cell = HexCharacter::utf8(data, i);
        if (cell.kind == Kind::Continuation)
            shown += QLatin1Char('_');
        else
            shown += QString::fromUcs4(&cell.code, 1);
    }
    QCOMPARE(shown, cells);
}

void TestHexValues::rectangles()
{
    HexGeometry geometry;
    geometry.setSize(1000);
    const HexSelection selection{37, 18, true, true};
    QVERIFY(selection.ranges(geometry) == (std::vector<ByteRange>{{18, 4}, {34, 4}}));
    QVERIFY(selection.bounds(geometry) == (ByteRange{18, 20}));
    // The other diagonal of the same rectangle.
    const HexSelection other{21, 34, true, true};
    QVERIFY(other.ranges(geometry) == selection.ranges(geometry));
    QVERIFY(other.bounds(geometry) == selection.bounds(geometry));
    QVERIFY((HexSelection{37, 18, true, false}.ranges(geometry)) == (std::vector<ByteRange>{{18, 20}}));
    QVERIFY((HexSelection{37, 18, false, true}.ranges(geometry)).empty());
}

void TestHexValues::rectangleOverAShortLastRow()
{
    HexGeometry geometry;
    geometry.setSize(35);
    // From the upper right to the lower left; the last row has three bytes.
    QVERIFY((HexSelection{24, 33, true, true}.ranges(geometry)) == (std::vector<ByteRange>{{17, 8}, {33, 2}}));
    QVERIFY((HexSelection{24, 33, true, true}.bounds(geometry)) == (ByteRange{17, 18}));
}

void TestHexValues::rectanglesAreBounded()
{
    HexGeometry geometry;
    geometry.setSize(quint64{1} << 40);
    HexSelection selection{5, (quint64{1} << 40) - 1, true, true};
    selection.cursor = selection.clampedCursor(geometry);
    QCOMPARE(selection.ranges(geometry).size(), std::size_t{HexSelection::mostRows});
    selection.columns = false;
    QCOMPARE(selection.clampedCursor(geometry), selection.cursor);
}

void TestHexValues::marksAreFound()
{
    HexMarks marks;
    std::vector<HexMark> found{{{100, 4}, {}, "b"}, {{0, 1000}, {}, "a"}, {{200, 4}, {}, "c"}};
    QVERIFY(marks.set(HexMarks::Kind::Found, found));
    QVERIFY(!marks.set(HexMarks::Kind::Found, {{{0, 1000}, {}, "a"}, {{100, 4}, {}, "b"}, {{200, 4}, {}, "c"}}));
    QVERIFY(marks.set(HexMarks::Kind::Bookmark, {{{~quint64{0} - 1, ~quint64{0}}, Qt::red, "end"}, {{5, 0}, {}, "no"}}));
    QCOMPARE(marks.textsAt(102), (QStringList{"a", "b"}));
    QCOMPARE(marks.textsAt(104), QStringList{"a"});
    QCOMPARE(marks.textsAt(999), QStringList{"a"});
    QCOMPARE(marks.textsAt(1000), QStringList());
    QCOMPARE(marks.textsAt(~quint64{0} - 1), QStringList{"end"});
    QCOMPARE(marks.textsAt(5), QStringList{"a"});
    QCOMPARE(marks.touching(150, 201).size(), std::size_t{2});
    marks.clear();
    QVERIFY(marks.touching(0, ~quint64{0}).empty());
}

void TestHexValues::markColoursStayLegible_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestHexValues::markColoursStayLegible()
{
    QFETCH(QPalette, palette);
    const Theme theme = Theme::of(palette);
    for (const QColor colour : {QColor(), QColor(Qt::red), QColor(Qt::yellow), QColor(Qt::white), QColor(Qt::black),
                                QColor(Qt::blue), QColor(Qt::gray), QColor(0, 255, 0)}) {
        for (const HexMarks::Kind kind : HexMarks::kinds) {
            const QColor tint = HexMarks::tintOf(theme, kind, colour);
            QVERIFY2(Theme::contrast(theme.text, tint) >= 4.5, qPrintable(colour.name()));
            QVERIFY2(Theme::contrast(theme.mutedOnTint, tint) >= 3.5, qPrintable(colour.name()));
            QVERIFY2(Theme::contrast(HexMarks::edgeOf(theme, kind, colour), tint) >= 3, qPrintable(colour.name()));
        }
    }
}

void TestHexValues::editsSettle_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<bool>("pending");
    QTest::newRow("not there yet") << QByteArray("abc") << quint64{10} << true;
    QTest::newRow("arrived") << QByteArray("aXc") << quint64{10} << false;
    QTest::newRow("somebody wrote another") << QByteArray("azc") << quint64{10} << false;
    QTest::newRow("looked elsewhere") << QByteArray("zzz") << quint64{20} << true;
    QTest::newRow("looked up to it") << QByteArray("zzz") << quint64{8} << true;
}

void TestHexValues::editsSettle()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint64, offset);
    QFETCH(bool, pending);
    HexEdits edits;
    QVERIFY(edits.add(11, "b", "X"));
    edits.settle(*snapshotOf(bytes, offset));
    QCOMPARE(edits.at(11).has_value(), pending);
}

void TestHexValues::editsAreBounded()
{
    HexEdits edits;
    for (quint64 i = 0; i < HexEdits::mostPending; ++i)
        QVERIFY(edits.add(i, "a", "b"));
    QVERIFY(!edits.add(1000, "a", "b"));
    edits.clear();
    QVERIFY(edits.add(1000, "a", "b"));
    QVERIFY(edits.add(1000, "a", "c"));
    QCOMPARE(int(*edits.at(1000)), int('c'));
}

QTEST_GUILESS_MAIN(TestHexValues)
#include "tst_hex_values.moc"
