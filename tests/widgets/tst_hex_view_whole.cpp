// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "core/observe/frozen_bytes.h"
#include "widgets/hex_view.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QImage>
#include <QInputDialog>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolTip>

using namespace membridge;
using widget_test::snapshotOf;

namespace {

QByteArray counting(int length)
{
    QByteArray bytes(length, '\0');
    for (int i = 0; i < length; ++i)
        bytes[i] = static_cast<char>(i + i / 256);
    return bytes;
}

std::unique_ptr<HexView> view(const QByteArray &bytes, Layout layout, qsizetype delivered = -1)
{
    auto hex = std::make_unique<HexView>();
    hex->setSegment(static_cast<quint64>(bytes.size()), layout);
    hex->resize(hex->widthFor(16), 200);
    hex->grab();
    hex->setSnapshot(snapshotOf(delivered < 0 ? bytes : bytes.left(delivered)));
    return hex;
}

HexViewOptions dataOnly(int columns = 16)
{
    HexViewOptions options;
    options.columns = columns;
    options.dataOnly = true;
    return options;
}

std::shared_ptr<const FrozenBytes> frozen(const QByteArray &bytes, const HexView &hex)
{
    const auto copy = SparseCopy::of(
        MemoryBytes(std::as_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size())))), 1u << 30);
    return std::make_shared<const FrozenBytes>(hex.snapshot(), std::get<std::shared_ptr<const SparseCopy>>(copy));
}

QString toolTipAt(HexView &hex, quint64 offset)
{
    const QPoint point = hex.geometryOfBytes().rectOf(offset).center().toPoint();
    QHelpEvent event(QEvent::ToolTip, point, hex.viewport()->mapToGlobal(point));
    QApplication::sendEvent(hex.viewport(), &event);
    const QString text = QToolTip::text();
    QToolTip::hideText();
    return text;
}

QMenu *menuOf(HexView &hex)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(hex.viewport(), &event);
    return hex.findChild<QMenu *>(QStringLiteral("hexMenu"));
}

} // namespace

/// A hex view and bytes that are not on screen: all of a segment, its data alone, and those of the moment that it is frozen at.
class TestHexViewWhole : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }

    void theDataAlone_data()
    {
        QTest::addColumn<int>("layout");
        QTest::addColumn<quint64>("header");
        QTest::newRow("region") << int(Layout::Region) << quint64(4);
        QTest::newRow("ring") << int(Layout::Ring) << quint64(24);
        QTest::newRow("neither") << int(Layout::Unknown) << quint64(0);
    }

    void theDataAlone()
    {
        QFETCH(int, layout);
        QFETCH(quint64, header);
        const QByteArray bytes = counting(88);
        const auto hex = view(bytes, static_cast<Layout>(layout));
        hex->setSelection(1, 2);
        hex->setOptions(dataOnly());
        const HexGeometry &geometry = hex->geometryOfBytes();
        QCOMPARE(geometry.visibleRange().first, header);
        QCOMPARE(geometry.rowRange(1), (HexGeometry::Range{header + 16, header + 32}));
        QCOMPARE(geometry.rectOf(header).left(), geometry.hexLeft());
        QVERIFY2(hex->rowText(0).startsWith(QStringLiteral("0000  %1 ").arg(header, 2, 16, QLatin1Char('0'))),
                 qPrintable(hex->rowText(0)));
        QVERIFY(hex->rowText(1).startsWith(QStringLiteral("0010  ")));
        QCOMPARE(geometry.byteAt(geometry.rectOf(header + 17).center())->offset, header + 17);
        // What is hidden is not selected, nor gone to.
        if (header > 0)
            QCOMPARE(hex->selection(), (ByteRange{header, 0}));
        hex->setSelection(0, header + 2);
        QCOMPARE(hex->selection(), (ByteRange{header, 2}));
        hex->setSelection(header + 20, 0);
        QTest::keyClick(hex.get(), Qt::Key_Home);
        QCOMPARE(hex->cursorOffset(), header + 16);
        QTest::keyClick(hex.get(), Qt::Key_Up);
        QTest::keyClick(hex.get(), Qt::Key_Up);
        QCOMPARE(hex->cursorOffset(), header);
        QTest::keyClick(hex.get(), Qt::Key_Left);
        QCOMPARE(hex->cursorOffset(), header);
        QTest::keyClick(hex.get(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(hex.get(), Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(hex->cursorOffset(), header);
        hex->selectAll();
        QCOMPARE(hex->selectedRanges(), (std::vector<ByteRange>{{header, 88 - header}}));
        hex->setSelection(header, 0);
        QCOMPARE(hex->rangesToExport(), (std::vector<ByteRange>{{header, 88 - header}}));
        // A rectangle has the columns of what is shown.
        hex->setSelection(header + 15, 0);
        QTest::keyClick(hex.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(hex->selectedRanges(), (std::vector<ByteRange>{{header + 15, 1}, {header + 31, 1}}));
        hex->setOptions({});
        QCOMPARE(geometry.visibleRange().first, quint64(0));
        QCOMPARE(hex->rangesToExport().size(), std::size_t(2));
    }

    void aHeaderWithoutDataIsShown()
    {
        const auto hex = view(QByteArray("\1\0\0\0", 4), Layout::Region);
        hex->setOptions(dataOnly());
        QCOMPARE(hex->geometryOfBytes().visibleRange(), (HexGeometry::Range{0, 4}));
        hex->selectAll();
        QCOMPARE(hex->selection(), (ByteRange{0, 4}));
    }

    void theMenuChoosesTheDataAlone()
    {
        const auto hex = view(counting(88), Layout::Region);
        QSignalSpy chosen(hex.get(), &HexView::optionsChanged);
        QMenu *menu = menuOf(*hex);
        menu->findChild<QAction *>(QStringLiteral("hexDataOnly"))->trigger();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(hex->options().dataOnly);
        menu->close();
    }

    void anyNumberOfColumns()
    {
        const auto hex = view(counting(200), Layout::Region);
        QMenu *menu = menuOf(*hex);
        auto *other = menu->findChild<QAction *>(QStringLiteral("hexColumnsOther"));
        auto *sixteen = menu->findChild<QAction *>(QStringLiteral("hexColumns16"));
        QVERIFY(sixteen->isChecked() && !other->isChecked());
        other->trigger();
        auto *dialog = hex->findChild<QInputDialog *>(QStringLiteral("hexColumnsDialog"));
        QVERIFY(dialog != nullptr);
        QVERIFY(sixteen->isChecked() && !other->isChecked()); // nothing was chosen yet
        auto *spin = dialog->findChild<QSpinBox *>();
        QCOMPARE(spin->minimum(), HexGeometry::fewestColumns);
        QCOMPARE(spin->maximum(), HexGeometry::mostColumns);
        spin->selectAll();
        QTest::keyClicks(spin, QStringLiteral("23"));
        QTest::keyClick(spin, Qt::Key_Return);
        QTRY_COMPARE(hex->options().columns, 23);
        QCOMPARE(hex->geometryOfBytes().columns(), 23);
        QVERIFY(other->isChecked() && !sixteen->isChecked());
        QVERIFY(other->text().contains(QStringLiteral("23")));
        sixteen->trigger();
        QVERIFY(!other->isChecked());
        menu->close();
    }

    void whatWasNotDeliveredIsAskedFor()
    {
        const auto hex = view(counting(4096), Layout::Region, 300);
        QSignalSpy wanted(hex.get(), &HexView::copyRequested);
        QSignalSpy refused(hex.get(), &HexView::copyRefused);
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        QTest::keyClick(hex.get(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(hex.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.at(0).at(0).value<std::vector<ByteRange>>(), (std::vector<ByteRange>{{0, 4096}}));
        QVERIFY(wanted.at(0).at(1).value<CopyFormat>() == CopyFormat::Hex);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
        // An offset can be said of any byte.
        hex->copyAs(CopyFormat::OffsetHex);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0x0"));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(refused.size(), 0);
    }

    void tooMuchIsRefused_data()
    {
        QTest::addColumn<quint64>("more");
        QTest::newRow("the most") << quint64(0);
        QTest::newRow("one more") << quint64(1);
    }

    void tooMuchIsRefused()
    {
        QFETCH(quint64, more);
        HexView hex;
        hex.setSegment(HexView::mostCopied + more, Layout::Region);
        QSignalSpy wanted(&hex, &HexView::copyRequested);
        QSignalSpy refused(&hex, &HexView::copyRefused);
        hex.selectAll();
        hex.copyAs(CopyFormat::Base64);
        QCOMPARE(wanted.size(), more == 0 ? 1 : 0);
        QCOMPARE(refused.size(), more == 0 ? 0 : 1);
        if (more > 0)
            QVERIFY(refused.at(0).at(0).toString().contains(QStringLiteral("Export")));
    }

    void frozenItScrollsEverywhere()
    {
        const QByteArray bytes = counting(64 * 1024);
        const auto hex = view(bytes, Layout::Region, 1000);
        hex->setFrozenBytes(frozen(bytes, *hex)); // not frozen: nothing to show of it
        hex->scrollTo(50'000);
        QVERIFY(hex->snapshot()->end() == 1000);
        hex->scrollTo(0);
        hex->setFrozen(true);
        hex->setFrozenBytes(frozen(bytes, *hex));
        hex->setSnapshot(snapshotOf(QByteArray(1000, 'z')));
        QSignalSpy selected(hex.get(), &HexView::selectionChanged);
        quint64 known = 0;
        // Whoever is told of the cursor finds its bytes.
        connect(hex.get(), &HexView::selectionChanged, hex.get(), [&](quint64 offset) {
            known = offset >= hex->snapshot()->offset && offset < hex->snapshot()->end() ? offset : 0;
        });
        QTest::keyClick(hex.get(), Qt::Key_End, Qt::ControlModifier);
        QCOMPARE(selected.size(), 1);
        QCOMPARE(known, quint64(65535));
        const quint64 row = hex->geometryOfBytes().rowOf(65535);
        QVERIFY2(!hex->rowText(row).contains(QStringLiteral("??")), qPrintable(hex->rowText(row)));
        hex->viewport()->grab();
        QVERIFY(toolTipAt(*hex, 65535).contains(QStringLiteral("after what was on screen")));
        hex->scrollTo(0);
        QVERIFY(!toolTipAt(*hex, 0).contains(QStringLiteral("after what was on screen")));
        QVERIFY(hex->rowText(1).contains(QStringLiteral("10 11 12")));
        hex->setFrozen(false);
        QCOMPARE(hex->snapshot()->bytes.front(), std::byte{'z'});
        hex->scrollTo(50'000);
        QVERIFY(hex->snapshot()->end() == 1000);
    }

    void missingBytesSayWhy_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << widget_test::lightPalette();
        QTest::newRow("dark") << widget_test::darkPalette();
    }

    void missingBytesSayWhy()
    {
        QFETCH(QPalette, palette);
        const auto hex = view(counting(64 * 1024), Layout::Region, 2000);
        hex->setPalette(palette);
        const Theme theme = Theme::of(palette);
        const auto stripe = [&] {
            const QImage image = hex->viewport()->grab().toImage();
            return image.pixelColor(image.width() - 2, image.height() - 2).name();
        };
        hex->setMissingReason(QStringLiteral("Too much."));
        QVERIFY(hex->missingReason().isEmpty()); // of a view that goes on
        hex->setFrozen(true);
        hex->setMissingReason(QStringLiteral("Too much."));
        // Where nothing is missing it is not in the way.
        QCOMPARE(stripe(), theme.base.name());
        hex->scrollTo(40'000);
        QCOMPARE(stripe(), theme.infoTint.name());
        QVERIFY(toolTipAt(*hex, 40'000).contains(QStringLiteral("Too much.")));
        hex->setSelection(40'000, 0);
        QVERIFY(hex->accessibleDescription().contains(QStringLiteral("Too much.")));
        hex->setFrozen(false);
        QCOMPARE(stripe(), theme.base.name());
        QVERIFY(toolTipAt(*hex, 40'000).contains(QStringLiteral("Not read yet")));
    }

    void aScreenReadersCaretIsTheUsers()
    {
        const auto hex = view(counting(256), Layout::Region);
        QAccessibleTextInterface *text = QAccessible::queryAccessibleInterface(hex.get())->textInterface();
        hex->setSelection(20, 0);
        const int at = text->cursorPosition();
        hex->setSelection(0, 0);
        QSignalSpy selected(hex.get(), &HexView::selectionChanged);
        text->setCursorPosition(at);
        QCOMPARE(hex->cursorOffset(), quint64(20));
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.at(0).at(0).toULongLong(), quint64(20));
        text->setCursorPosition(at); // it is there
        QCOMPARE(selected.size(), 1);
        text->setSelection(0, at, at + 5);
        QCOMPARE(selected.size(), 2);
        QCOMPARE(selected.at(1).at(1).toULongLong(), quint64(2));
        text->removeSelection(0);
        QCOMPARE(selected.size(), 3);
    }
};

QTEST_MAIN(TestHexViewWhole)
#include "tst_hex_view_whole.moc"
