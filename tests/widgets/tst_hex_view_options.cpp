// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_accessible.h"
#include "widgets/hex_view.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QImage>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>

#include <cmath>
#include <cstring>

using namespace membridge;
using widget_test::snapshotOf;
using Pane = HexGeometry::Pane;

namespace {

constexpr quint64 fourGiB = quint64{1} << 32;

QByteArray counting(int length)
{
    QByteArray bytes(length, '\0');
    for (int i = 0; i < length; ++i)
        bytes[i] = static_cast<char>(i);
    return bytes;
}

std::unique_ptr<HexView> view(quint64 size, const QByteArray &bytes = {}, Layout layout = Layout::Unknown)
{
    auto hex = std::make_unique<HexView>();
    hex->setSegment(size, layout);
    hex->resize(hex->sizeHint());
    hex->grab();
    if (!bytes.isEmpty())
        hex->setSnapshot(snapshotOf(bytes));
    return hex;
}

QPoint centre(const HexView &hex, quint64 offset, Pane pane = Pane::Hex)
{
    return hex.geometryOfBytes().rectOf(offset, pane).center().toPoint();
}

QString toolTipAt(HexView &hex, quint64 offset)
{
    const QPoint point = centre(hex, offset);
    QHelpEvent event(QEvent::ToolTip, point, hex.viewport()->mapToGlobal(point));
    QApplication::sendEvent(hex.viewport(), &event);
    const QString text = QToolTip::text();
    QToolTip::hideText();
    return text;
}

/// A pixel of the byte's padding, where no glyph and no line reaches.
QColor backgroundOf(HexView &hex, quint64 offset)
{
    const QImage image = hex.viewport()->grab().toImage();
    const QRectF cell = hex.geometryOfBytes().rectOf(offset);
    return image.pixelColor(static_cast<int>(std::ceil(cell.left() - hex.geometryOfBytes().charWidth() / 4)),
                            static_cast<int>(cell.bottom()) - 3);
}

void verifyNear(const QColor &actual, const QColor &expected)
{
    const int distance = qAbs(actual.red() - expected.red()) + qAbs(actual.green() - expected.green())
        + qAbs(actual.blue() - expected.blue());
    QVERIFY2(distance <= 6, qPrintable(actual.name() + QStringLiteral(" instead of ") + expected.name()));
}

} // namespace

/// What the user can choose about a hex view, type into it, and hear from it.
class TestHexViewOptions : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void optionsAreClamped_data();
    void optionsAreClamped();
    void autoColumnsFollowTheWidth();
    void theCursorStaysInViewAtAnotherSize();
    void menuChoosesOptions();
    void altArrowsSelectARectangle();
    void altDragSelectsARectangle();
    void rectangleCopiesLineByLine();
    void mutesWhatAlwaysChanges();
    void marksHaveColourAndText_data() { palettes(); }
    void marksHaveColourAndText();
    void rules_data() { palettes(); }
    void rules();
    void ringPlacesAreTold();
    void thawedChangesHaveNoDirection();
    void typingNeedsPermission();
    void typedDigitsAskOnceAByte();
    void typedTextAsks_data();
    void typedTextAsks();
    void pendingEditIsDrawnUntilSettled();
    void endOfFourGiB();
    void paintsOnlyWhatIsVisible();
    void accessibleText();
    void accessibleTextAtTheEndOfFourGiB();

private:
    void palettes();
};

void TestHexViewOptions::palettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestHexViewOptions::optionsAreClamped_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("group");
    QTest::addColumn<int>("clampedColumns");
    QTest::addColumn<int>("clampedGroup");
    QTest::newRow("too few") << 3 << 1 << 4 << 1;
    QTest::newRow("fewest") << 4 << 4 << 4 << 4;
    QTest::newRow("most") << 64 << 2 << 64 << 2;
    QTest::newRow("too many") << 65 << 3 << 64 << 8;
    QTest::newRow("nonsense") << -1 << -1 << 4 << 8;
    QTest::newRow("as many as fit") << 0 << 0 << 0 << 8;
}

void TestHexViewOptions::optionsAreClamped()
{
    QFETCH(int, columns);
    QFETCH(int, group);
    QFETCH(int, clampedColumns);
    QFETCH(int, clampedGroup);
    const auto hex = view(1000);
    HexViewOptions options;
    options.columns = columns;
    options.group = group;
    QSignalSpy changed(hex.get(), &HexView::optionsChanged);
    hex->setOptions(options);
    QCOMPARE(hex->options().columns, clampedColumns);
    QCOMPARE(hex->options().group, clampedGroup);
    QCOMPARE(hex->geometryOfBytes().group(), clampedGroup);
    hex->setOptions(hex->options());
    QCOMPARE(changed.size(), 1);
}

void TestHexViewOptions::autoColumnsFollowTheWidth()
{
    const auto hex = view(100000);
    hex->scrollTo(50000);
    hex->setColumns(0);
    hex->resize(3000, 300);
    hex->grab();
    QCOMPARE(hex->geometryOfBytes().columns(), 64);
    QCOMPARE(hex->horizontalScrollBar()->maximum(), 0);
    hex->resize(100, 300);
    hex->grab();
    QCOMPARE(hex->geometryOfBytes().columns(), 8);
    // As large as sixteen bytes need, whatever fits now; and what it says that columns need is what they need.
    QCOMPARE(hex->sizeHint().width(), hex->widthFor(16));
    for (const int columns : {8, 16, 24}) {
        hex->resize(hex->widthFor(columns), 300);
        hex->grab();
        QCOMPARE(hex->geometryOfBytes().columns(), columns);
    }
}

void TestHexViewOptions::theCursorStaysInViewAtAnotherSize()
{
    const auto hex = view(100000);
    hex->setColumns(0);
    hex->resize(hex->widthFor(16), 600);
    hex->grab();
    const auto seesCursor = [&hex] {
        const HexGeometry::Range visible = hex->geometryOfBytes().visibleRange();
        return hex->cursorOffset() >= visible.first && hex->cursorOffset() < visible.end;
    };
    QTest::keyClick(hex.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(hex->cursorOffset(), quint64(99999));
    QVERIFY(seesCursor());
    hex->resize(hex->widthFor(8), 200);
    hex->grab();
    QVERIFY(seesCursor());
    // Whoever had scrolled away from it stays there.
    hex->scrollTo(0);
    hex->resize(hex->widthFor(16), 300);
    hex->grab();
    QVERIFY(!seesCursor());
}

void TestHexViewOptions::menuChoosesOptions()
{
    const auto hex = view(1000, counting(256), Layout::Region);
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(hex->viewport(), &event);
    auto *menu = hex->findChild<QMenu *>(QStringLiteral("hexMenu"));
    QVERIFY(menu != nullptr);
    QVERIFY(!menu->accessibleName().isEmpty());
    const auto trigger = [menu](const char *name) {
        auto *action = menu->findChild<QAction *>(QLatin1String(name));
        QVERIFY2(action != nullptr, name);
        action->trigger();
    };
    for (const char *name : {"hexColumns32", "hexGroup4", "hexDecimalOffsets", "hexOffsetsFromData", "hexUtf8Pane",
                             "hexCacheLineRules", "hexPageRules", "hexDimZeros"})
        trigger(name);
    QVERIFY(hex->options() == (HexViewOptions{32, 4, true, true, true, true, false, false}));
    QCOMPARE(hex->geometryOfBytes().columns(), 32);
    QVERIFY(hex->rowText(1).startsWith(QStringLiteral(" 0028")));
    hex->setOptions({});
    QVERIFY(menu->findChild<QAction *>(QStringLiteral("hexColumns16"))->isChecked());
    QVERIFY(!menu->findChild<QAction *>(QStringLiteral("hexUtf8Pane"))->isChecked());
    menu->close();
}

void TestHexViewOptions::altArrowsSelectARectangle()
{
    const auto hex = view(1000, counting(256));
    QSignalSpy selected(hex.get(), &HexView::selectionChanged);
    hex->setSelection(20, 0);
    QTest::keyClick(hex.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(hex.get(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    QVERIFY(hex->selectedRanges() == (std::vector<ByteRange>{{20, 2}, {36, 2}}));
    QVERIFY(hex->selection() == (ByteRange{20, 18}));
    QCOMPARE(selected.size(), 2);
    QTest::keyClick(hex.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(hex->selectedRanges() == (std::vector<ByteRange>{{20, 19}}));
}

void TestHexViewOptions::altDragSelectsARectangle()
{
    const auto hex = view(1000, counting(256));
    QTest::mousePress(hex->viewport(), Qt::LeftButton, Qt::AltModifier, centre(*hex, 20));
    QTest::mouseMove(hex->viewport(), centre(*hex, 54));
    QTest::mouseRelease(hex->viewport(), Qt::LeftButton, Qt::AltModifier, centre(*hex, 54));
    QVERIFY(hex->selectedRanges() == (std::vector<ByteRange>{{20, 3}, {36, 3}, {52, 3}}));
}

void TestHexViewOptions::rectangleCopiesLineByLine()
{
    const auto hex = view(1000, counting(256));
    hex->setSelection(20, 0);
    QTest::keyClick(hex.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
    QTest::keyClick(hex.get(), Qt::Key_Right, Qt::AltModifier | Qt::ShiftModifier);
    hex->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("14 15\n24 25"));
}

void TestHexViewOptions::mutesWhatAlwaysChanges()
{
    const auto hex = view(64);
    hex->setClock([] { return 0; });
    QByteArray bytes(64, 'a');
    hex->setSnapshot(snapshotOf(bytes));
    for (int i = 0; i < 6; ++i) {
        bytes[20] = static_cast<char>(bytes[20] + 1);
        hex->setSnapshot(snapshotOf(bytes));
    }
    bytes[40] = 'b';
    hex->setSnapshot(snapshotOf(bytes));
    const Theme theme = Theme::of(hex->palette());
    verifyNear(backgroundOf(*hex, 20), theme.upTint);
    hex->notchChanging();
    QVERIFY(hex->notched() == (std::vector<ByteRange>{{20, 1}}));
    verifyNear(backgroundOf(*hex, 20), theme.base);
    verifyNear(backgroundOf(*hex, 40), theme.upTint);
    hex->clearNotches();
    verifyNear(backgroundOf(*hex, 20), theme.upTint);
}

void TestHexViewOptions::marksHaveColourAndText()
{
    QFETCH(QPalette, palette);
    const auto hex = view(64, counting(64));
    hex->setPalette(palette);
    const Theme theme = Theme::of(palette);
    hex->setMarks(HexMarks::Kind::Bookmark, {{{20, 4}, QColor(200, 80, 200), QStringLiteral("Sequence number")}});
    verifyNear(backgroundOf(*hex, 22), HexMarks::tintOf(theme, HexMarks::Kind::Bookmark, QColor(200, 80, 200)));
    verifyNear(backgroundOf(*hex, 25), theme.base);
    QVERIFY(toolTipAt(*hex, 21).contains(QStringLiteral("Sequence number")));
    QVERIFY(!toolTipAt(*hex, 25).contains(QStringLiteral("Sequence number")));
    hex->setMarks(HexMarks::Kind::Bookmark, {});
    verifyNear(backgroundOf(*hex, 22), theme.base);
}

void TestHexViewOptions::rules()
{
    QFETCH(QPalette, palette);
    const auto hex = view(8192, counting(256));
    hex->setPalette(palette);
    const auto lineAbove = [&](quint64 offset) {
        const QRectF cell = hex->geometryOfBytes().rectOf(offset);
        return hex->viewport()->grab().toImage().pixelColor(static_cast<int>(cell.right()) + 2,
                                                            static_cast<int>(cell.top()));
    };
    const Theme theme = Theme::of(palette);
    verifyNear(lineAbove(64), theme.base);
    HexViewOptions options;
    options.cacheLineRules = true;
    hex->setOptions(options);
    verifyNear(lineAbove(64), theme.grid);
    verifyNear(lineAbove(80), theme.base);
    verifyNear(lineAbove(0), theme.base);
    // Rows that a line starts within: from there on, and on top of the next row up to there.
    options.columns = 24;
    hex->setOptions(options);
    verifyNear(lineAbove(63), theme.base);
    verifyNear(lineAbove(65), theme.grid);
    verifyNear(lineAbove(72), theme.grid);
    options.columns = 16;
    hex->setOptions(options);
    hex->scrollTo(4096 + 64);
    verifyNear(lineAbove(4096), theme.muted);
}

void TestHexViewOptions::ringPlacesAreTold()
{
    const RingHeader header{60, 72, 64};
    QByteArray bytes(24 + 64, 'x');
    std::memcpy(bytes.data(), &header, sizeof header);
    const auto hex = view(88, bytes, Layout::Ring);
    hex->setRing(header);
    QVERIFY(toolTipAt(*hex, 84).contains(QStringLiteral("byte 60 of the stream")));
    QVERIFY(toolTipAt(*hex, 84).contains(QStringLiteral("Here the next byte is read")));
    QVERIFY(toolTipAt(*hex, 24).contains(QStringLiteral("byte 64 of the stream")));
    QVERIFY(toolTipAt(*hex, 24).contains(QStringLiteral("begins anew")));
    QVERIFY(toolTipAt(*hex, 32).contains(QStringLiteral("Here the next byte is written")));
    QVERIFY(toolTipAt(*hex, 32).contains(QStringLiteral("Free")));
}

void TestHexViewOptions::thawedChangesHaveNoDirection()
{
    const auto hex = view(64, QByteArray(64, 'a'));
    hex->setClock([] { return 0; });
    hex->setFrozen(true);
    hex->setSnapshot(snapshotOf(QByteArray(64, 'c')));
    hex->setSnapshot(snapshotOf(QByteArray(64, 'b')));
    hex->setFrozen(false);
    verifyNear(backgroundOf(*hex, 20), Theme::of(hex->palette()).warningTint);
    hex->setSnapshot(snapshotOf(QByteArray(64, 'c')));
    verifyNear(backgroundOf(*hex, 20), Theme::of(hex->palette()).upTint);
}

void TestHexViewOptions::typingNeedsPermission()
{
    const auto hex = view(64, counting(64));
    QSignalSpy asked(hex.get(), &HexView::editRequested);
    QTest::keyClicks(hex.get(), QStringLiteral("ff"));
    QCOMPARE(asked.size(), 0);
    hex->setEditable(true);
    QTest::keyClicks(hex.get(), QStringLiteral("gz "));
    QCOMPARE(asked.size(), 0);
    // Not on screen: nobody knows what would be overwritten.
    hex->setSnapshot(snapshotOf("abc", 32));
    QTest::keyClicks(hex.get(), QStringLiteral("ff"));
    QCOMPARE(asked.size(), 0);
}

void TestHexViewOptions::typedDigitsAskOnceAByte()
{
    const auto hex = view(64, counting(64));
    hex->setEditable(true);
    QSignalSpy asked(hex.get(), &HexView::editRequested);
    hex->setSelection(20, 0);
    QTest::keyClicks(hex.get(), QStringLiteral("a"));
    QCOMPARE(asked.size(), 0);
    QTest::keyClicks(hex.get(), QStringLiteral("B"));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toULongLong(), 20u);
    QCOMPARE(asked[0][1].toByteArray(), QByteArray("\x14"));
    QCOMPARE(asked[0][2].toByteArray(), QByteArray("\xab"));
    QCOMPARE(hex->cursorOffset(), 21u);
    // Half a byte is forgotten by Escape and by moving.
    QTest::keyClicks(hex.get(), QStringLiteral("1"));
    QTest::keyClick(hex.get(), Qt::Key_Escape);
    QTest::keyClicks(hex.get(), QStringLiteral("2"));
    QTest::keyClick(hex.get(), Qt::Key_Right);
    QTest::keyClicks(hex.get(), QStringLiteral("3"));
    QCOMPARE(asked.size(), 1);
}

void TestHexViewOptions::typedTextAsks_data()
{
    QTest::addColumn<bool>("utf8");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("ascii") << false << "z" << quint64{20} << QByteArray("z");
    QTest::newRow("space") << false << " " << quint64{20} << QByteArray(" ");
    QTest::newRow("not ascii") << false << QString::fromUtf8("ä") << quint64{20} << QByteArray();
    QTest::newRow("utf-8") << true << QString::fromUtf8("ä") << quint64{20} << QByteArray("\xc3\xa4");
    QTest::newRow("last byte") << true << "z" << quint64{63} << QByteArray("z");
    QTest::newRow("past the end") << true << QString::fromUtf8("ä") << quint64{63} << QByteArray();
}

void TestHexViewOptions::typedTextAsks()
{
    QFETCH(bool, utf8);
    QFETCH(QString, typed);
    QFETCH(quint64, offset);
    QFETCH(QByteArray, bytes);
    const auto hex = view(64, counting(64));
    HexViewOptions options;
    options.utf8Pane = utf8;
    hex->setOptions(options);
    hex->setEditable(true);
    hex->setSelection(offset, 0);
    QTest::keyClick(hex.get(), Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(hex->pane() == Pane::Ascii);
    QSignalSpy asked(hex.get(), &HexView::editRequested);
    QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, typed);
    QApplication::sendEvent(hex.get(), &event);
    QCOMPARE(asked.size(), bytes.isEmpty() ? 0 : 1);
    if (!bytes.isEmpty())
        QCOMPARE(asked[0][2].toByteArray(), bytes);
}

void TestHexViewOptions::pendingEditIsDrawnUntilSettled()
{
    QByteArray bytes(64, 'a');
    const auto hex = view(64, bytes);
    hex->setClock([] { return 0; });
    hex->setEditable(true);
    const Theme theme = Theme::of(hex->palette());
    const auto type = [&] {
        hex->setSelection(20, 0);
        QTest::keyClicks(hex.get(), QStringLiteral("7a"));
    };
    type();
    verifyNear(backgroundOf(*hex, 20), theme.infoTint);
    QVERIFY(toolTipAt(*hex, 20).contains(QStringLiteral("0x7a")));
    hex->setSnapshot(snapshotOf(bytes));
    verifyNear(backgroundOf(*hex, 20), theme.infoTint);
    hex->rejectEdit();
    verifyNear(backgroundOf(*hex, 20), theme.base);
    type();
    bytes[20] = 'z';
    hex->setSnapshot(snapshotOf(bytes));
    verifyNear(backgroundOf(*hex, 20), theme.upTint);
}

void TestHexViewOptions::endOfFourGiB()
{
    const auto hex = view(fourGiB);
    hex->verticalScrollBar()->setValue(hex->verticalScrollBar()->maximum());
    hex->setHighlight({{fourGiB - 2, 2}});
    hex->setSnapshot(snapshotOf(QByteArray(16, 'x'), fourGiB - 16));
    verifyNear(backgroundOf(*hex, fourGiB - 1), Theme::of(hex->palette()).highlight);
    verifyNear(backgroundOf(*hex, fourGiB - 3), Theme::of(hex->palette()).base);
    QVERIFY(hex->rowText(fourGiB / 16 - 1).startsWith(QStringLiteral("fffffff0  78 78")));
}

void TestHexViewOptions::paintsOnlyWhatIsVisible()
{
    const auto hex = view(fourGiB);
    hex->scrollTo(fourGiB / 2);
    const quint64 before = hex->bytesPainted();
    hex->viewport()->grab();
    const HexGeometry::Range visible = hex->geometryOfBytes().visibleRange();
    QCOMPARE(hex->bytesPainted() - before, visible.end - visible.first);
}

void TestHexViewOptions::accessibleText()
{
    const auto hex = view(64, counting(64));
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(hex.get());
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->role(), QAccessible::Document);
    QVERIFY(interface->state().readOnly);
    QVERIFY(!interface->text(QAccessible::Name).isEmpty());
    QAccessibleTextInterface *text = interface->textInterface();
    QVERIFY(text != nullptr);
    QCOMPARE(text->characterCount(), text->text(0, -1).size());
    QVERIFY(text->text(0, -1).startsWith(hex->rowText(0) + QLatin1Char('\n')));

    hex->setSelection(20, 0);
    const int position = text->cursorPosition();
    QCOMPARE(text->text(position, position + 2), QStringLiteral("14"));
    int start = 0;
    int end = 0;
    const QString line = text->textAtOffset(position, QAccessible::LineBoundary, &start, &end);
    QCOMPARE(line.trimmed(), hex->rowText(1).trimmed());

    QCOMPARE(text->selectionCount(), 0);
    hex->setSelection(20, 3);
    QCOMPARE(text->selectionCount(), 1);
    text->selection(0, &start, &end);
    QCOMPARE(text->text(start, end), QStringLiteral("14 15 16"));
    text->setSelection(0, start, end);
    QVERIFY(hex->selection() == (ByteRange{20, 3}));
    text->removeSelection(0);
    QCOMPARE(text->selectionCount(), 0);
    text->setCursorPosition(position);
    QCOMPARE(hex->cursorOffset(), 20u);
    QVERIFY(text->characterRect(position).contains(hex->viewport()->mapToGlobal(centre(*hex, 20))));
    QCOMPARE(text->offsetAtPoint(hex->viewport()->mapToGlobal(centre(*hex, 20))), position);

    hex->setEditable(true);
    QCOMPARE(interface->role(), QAccessible::EditableText);
    QVERIFY(interface->state().editable);
}

void TestHexViewOptions::accessibleTextAtTheEndOfFourGiB()
{
    const auto hex = view(fourGiB + 3);
    QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(hex.get())->textInterface();
    hex->setSelection(fourGiB + 2, 0);
    QCOMPARE(text->cursorPosition(), -1);
    hex->scrollTo(fourGiB + 2);
    QVERIFY(text->cursorPosition() > 0);
    QCOMPARE(text->characterCount(), text->text(0, -1).size());
    text->setCursorPosition(text->characterCount() - 1);
    QCOMPARE(hex->cursorOffset(), fourGiB + 2);
    text->setCursorPosition(1 << 30);
    text->setCursorPosition(-5);
}

QTEST_MAIN(TestHexViewOptions)
#include "tst_hex_view_options.moc"
