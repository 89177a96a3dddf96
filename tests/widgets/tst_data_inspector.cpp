// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/data_inspector.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QSignalSpy>
#include <QTableView>

using namespace membridge;

namespace {

ByteVector bytes(const char *hex)
{
    const QByteArray data = QByteArray::fromHex(hex);
    const auto span = std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
    return {span.begin(), span.end()};
}

QModelIndex cell(const DataInspector &inspector, const char *key, int column = InspectorModel::LittleEndian)
{
    for (int row = 0; row < inspector.model()->rowCount(); ++row) {
        if (inspector.model()->index(row, 0).data(InspectorModel::KeyRole).toString() == QLatin1String(key))
            return inspector.model()->index(row, column);
    }
    qFatal("no such row: %s", key);
}

QAction *actionOf(const QMenu &menu, const QString &part)
{
    for (QAction *action : menu.actions()) {
        if (action->text().remove(QLatin1Char('&')).contains(part))
            return action;
    }
    return nullptr;
}

} // namespace

class TestDataInspector : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void readings();
    void nothingLeft();
    void selectionSurvives();
    void changesAreMarkedAndFade();
    void anotherOffsetIsNoChange();
    void jumps();
    void readOnlyUnlessAllowed();
    void editing();
    void wrongTextCannotBeCommitted();
    void editorUntouchedWritesNothing();
    void stringsPastTheKnownBytes();
    void rowsCanBeHidden();
    void hexadecimal();
    void copying();
    void narrowStacksTheOrders();
    void narrowShowsWholeNumbers();
    void narrowEdits();
    void toolTipsHaveTheWholeValue();
    void bothThemes_data();
    void bothThemes();
};

void TestDataInspector::readings()
{
    DataInspector inspector;
    QAbstractItemModelTester tester(inspector.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    inspector.setBytes(4, bytes("0200000041ff"), 10);
    QCOMPARE(cell(inspector, "u32").data().toString(), QStringLiteral("2"));
    QCOMPARE(cell(inspector, "u32", InspectorModel::BigEndian).data().toString(), QStringLiteral("33554432"));
    QCOMPARE(cell(inspector, "bool").data(InspectorModel::DoubtRole).toString(),
             QStringLiteral("The byte is neither 0 nor 1."));
    QVERIFY(!cell(inspector, "u8", InspectorModel::BigEndian).data().isValid());
    QCOMPARE(cell(inspector, "str").data().toString(), QStringLiteral("\"A\\xff\""));
    QVERIFY(!cell(inspector, "str").data(InspectorModel::DoubtRole).toString().isEmpty());
    QCOMPARE(cell(inspector, "u64").data().toString(), QStringLiteral("—"));
    QVERIFY(!inspector.view()->accessibleName().isEmpty());
    QVERIFY(!inspector.model()->index(inspector.model()->rowCount(), 0).isValid());
}

void TestDataInspector::nothingLeft()
{
    DataInspector inspector;
    inspector.setEditable(true);
    inspector.setBytes(10, {}, 10);
    for (int row = 0; row < inspector.model()->rowCount(); ++row) {
        const QModelIndex index = inspector.model()->index(row, InspectorModel::LittleEndian);
        QCOMPARE(index.data().toString(), QStringLiteral("—"));
        QVERIFY(!index.flags().testFlag(Qt::ItemIsEditable));
    }
    // Past the end of a segment that has shrunk.
    inspector.setBytes(20, bytes("01"), 10);
    QCOMPARE(cell(inspector, "u8").data().toString(), QStringLiteral("1"));
}

void TestDataInspector::selectionSurvives()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("01"), 1);
    const QPersistentModelIndex current(cell(inspector, "i8"));
    inspector.view()->setCurrentIndex(current);
    QSignalSpy reset(inspector.model(), &QAbstractItemModel::modelReset);
    QSignalSpy changed(inspector.model(), &QAbstractItemModel::dataChanged);
    inspector.setBytes(0, bytes("02"), 1);
    QCOMPARE(inspector.view()->currentIndex(), QModelIndex(current));
    QVERIFY(!changed.isEmpty());
    QVERIFY(reset.isEmpty());
    changed.clear();
    inspector.setBytes(0, bytes("02"), 1);
    QVERIFY(changed.isEmpty());
}

void TestDataInspector::changesAreMarkedAndFade()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("0100"), 2);
    QVERIFY(!cell(inspector, "u8").data(InspectorModel::ChangedRole).toBool());
    inspector.setBytes(0, bytes("0101"), 2);
    QVERIFY(!cell(inspector, "u8").data(InspectorModel::ChangedRole).toBool());
    QVERIFY(cell(inspector, "u16").data(InspectorModel::ChangedRole).toBool());
    QTRY_VERIFY(!cell(inspector, "u16").data(InspectorModel::ChangedRole).toBool());
}

void TestDataInspector::anotherOffsetIsNoChange()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("01"), 2);
    inspector.setBytes(1, bytes("02"), 2);
    QVERIFY(!cell(inspector, "u8").data(InspectorModel::ChangedRole).toBool());
}

void TestDataInspector::jumps()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("6300640000000000"), 100);
    QSignalSpy jump(&inspector, &DataInspector::jumpRequested);
    inspector.show();
    inspector.view()->setCurrentIndex(cell(inspector, "u8"));
    QTest::keyClick(inspector.view(), Qt::Key_Return);
    QCOMPARE(jump.count(), 1);
    QCOMPARE(jump.takeFirst().at(0).toULongLong(), 99u);
    inspector.setBytes(0, bytes("64"), 100); // one past the last byte
    QVERIFY(!cell(inspector, "u8").data(InspectorModel::JumpRole).isValid());
    QTest::keyClick(inspector.view(), Qt::Key_Return);
    QVERIFY(jump.isEmpty());
    inspector.setBytes(0, bytes("ff"), 1000); // -1 as i8
    QVERIFY(!cell(inspector, "i8").data(InspectorModel::JumpRole).isValid());
    const std::unique_ptr<QMenu> menu(inspector.makeMenu(cell(inspector, "u8")));
    QAction *action = actionOf(*menu, QStringLiteral("Jump"));
    QVERIFY(action != nullptr);
    action->trigger();
    QCOMPARE(jump.takeFirst().at(0).toULongLong(), 255u);
}

void TestDataInspector::readOnlyUnlessAllowed()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("01"), 1);
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    QVERIFY(!cell(inspector, "u8").flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!inspector.model()->setData(cell(inspector, "u8"), QStringLiteral("7")));
    inspector.setEditable(true);
    QVERIFY(cell(inspector, "u8").flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!cell(inspector, "u8", InspectorModel::BigEndian).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!cell(inspector, "u8", InspectorModel::Name).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(edits.isEmpty());
}

void TestDataInspector::editing()
{
    DataInspector inspector;
    inspector.resize(600, 600);
    inspector.setEditable(true);
    inspector.setBytes(8, bytes("01020304"), 12);
    inspector.show();
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    inspector.view()->setCurrentIndex(cell(inspector, "u16", InspectorModel::BigEndian));
    inspector.view()->edit(cell(inspector, "u16", InspectorModel::BigEndian));
    auto *edit = inspector.findChild<QLineEdit *>(QStringLiteral("inspectorEdit"));
    QVERIFY(edit != nullptr);
    QCOMPARE(edit->text(), QStringLiteral("258"));
    QTest::keyClicks(edit, QStringLiteral("0xabcd"));
    // A refresh meanwhile leaves alone what was typed.
    inspector.setBytes(8, bytes("09020304"), 12);
    QCOMPARE(edit->text(), QStringLiteral("0xabcd"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(edits.count(), 1);
    QCOMPARE(edits[0][0].toULongLong(), 8u);
    QVERIFY(edits[0][1].value<ByteVector>() == bytes("0902"));
    QVERIFY(edits[0][2].value<ByteVector>() == bytes("abcd"));
    // The model shows what is there, not what was asked for.
    QCOMPARE(cell(inspector, "u16", InspectorModel::BigEndian).data().toString(), QStringLiteral("2306"));
}

void TestDataInspector::wrongTextCannotBeCommitted()
{
    DataInspector inspector;
    inspector.resize(600, 600);
    inspector.setEditable(true);
    inspector.setBytes(0, bytes("01"), 1);
    inspector.show();
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    inspector.view()->setCurrentIndex(cell(inspector, "u8"));
    inspector.view()->edit(cell(inspector, "u8"));
    auto *edit = inspector.findChild<QLineEdit *>(QStringLiteral("inspectorEdit"));
    QVERIFY(edit != nullptr);
    QTest::keyClicks(edit, QStringLiteral("256"));
    QCOMPARE(edit->toolTip(), QStringLiteral("The value does not fit."));
    QTest::keyClick(edit, Qt::Key_Return);
    QCoreApplication::sendPostedEvents();
    QVERIFY(edits.isEmpty());
    QCOMPARE(inspector.findChild<QLineEdit *>(QStringLiteral("inspectorEdit")), edit);
    QTest::keyClick(edit, Qt::Key_Backspace);
    QVERIFY(edit->toolTip().isEmpty());
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(edits.count(), 1);
}

void TestDataInspector::editorUntouchedWritesNothing()
{
    DataInspector inspector;
    inspector.resize(600, 600);
    inspector.setEditable(true);
    inspector.setBytes(0, bytes("01"), 1);
    inspector.show();
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    inspector.view()->setCurrentIndex(cell(inspector, "u8"));
    inspector.view()->edit(cell(inspector, "u8"));
    auto *edit = inspector.findChild<QLineEdit *>(QStringLiteral("inspectorEdit"));
    QVERIFY(edit != nullptr);
    inspector.setBytes(0, bytes("02"), 1);
    QPointer<QLineEdit> closing(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!closing);
    QVERIFY(edits.isEmpty());
}

void TestDataInspector::stringsPastTheKnownBytes()
{
    DataInspector inspector;
    inspector.setEditable(true);
    inspector.setBytes(0, bytes("0100000041"), 5);
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    QVERIFY(!inspector.model()->setData(cell(inspector, "str"), QStringLiteral("ab")));
    QVERIFY(inspector.model()->setData(cell(inspector, "str"), QStringLiteral("b")));
    QCOMPARE(edits.count(), 1);
    QVERIFY(edits[0][2].value<ByteVector>() == bytes("0100000062"));
}

void TestDataInspector::rowsCanBeHidden()
{
    DataInspector inspector;
    QSignalSpy hidden(&inspector, &DataInspector::hiddenRowsChanged);
    inspector.setHiddenRows({QStringLiteral("f16"), QStringLiteral("no such row")});
    QCOMPARE(inspector.hiddenRows(), QStringList{QStringLiteral("f16")});
    QCOMPARE(hidden.count(), 1);
    {
        const std::unique_ptr<QMenu> menu(inspector.makeMenu(cell(inspector, "u8")));
        actionOf(*menu, QStringLiteral("Hide"))->trigger();
    }
    QCOMPARE(inspector.hiddenRows(), (QStringList{QStringLiteral("u8"), QStringLiteral("f16")}));
    // With all rows hidden there would be no cell left to ask for them back.
    QStringList all;
    for (int row = 0; row < inspector.model()->rowCount(); ++row)
        all << inspector.model()->index(row, 0).data(InspectorModel::KeyRole).toString();
    inspector.setHiddenRows(all);
    QCOMPARE(inspector.hiddenRows().size(), all.size() - 1);
    const std::unique_ptr<QMenu> menu(inspector.makeMenu({}));
    actionOf(*menu, QStringLiteral("Show All"))->trigger();
    QVERIFY(inspector.hiddenRows().isEmpty());
}

void TestDataInspector::hexadecimal()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("ff"), 1);
    QSignalSpy base(&inspector, &DataInspector::baseChanged);
    const std::unique_ptr<QMenu> menu(inspector.makeMenu({}));
    actionOf(*menu, QStringLiteral("Hexadecimal"))->trigger();
    QCOMPARE(cell(inspector, "u8").data().toString(), QStringLiteral("0xff"));
    QCOMPARE(base.count(), 1);
    QVERIFY(!cell(inspector, "u8").data(InspectorModel::ChangedRole).toBool());
}

void TestDataInspector::copying()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("2a"), 1);
    inspector.show();
    inspector.view()->setCurrentIndex(cell(inspector, "u8"));
    QTest::keyClick(inspector.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("42"));
}

void TestDataInspector::narrowStacksTheOrders()
{
    DataInspector inspector;
    const QAbstractItemModelTester tester(inspector.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    inspector.resize(600, 600);
    inspector.show();
    inspector.setBytes(0, bytes("0102030405060708"), 100);
    inspector.setHiddenRows({QStringLiteral("f16")});
    QVERIFY(!inspector.model()->isStacked());
    const QModelIndex wide = inspector.model()->indexOf(Interpretation::U16, ByteOrder::Big);
    QCOMPARE(wide.column(), int(InspectorModel::BigEndian));
    inspector.view()->setCurrentIndex(wide);
    inspector.resize(250, 600);
    QVERIFY(inspector.model()->isStacked());
    QCOMPARE(inspector.model()->columnCount(), 2);
    const QModelIndex little = inspector.model()->indexOf(Interpretation::U16);
    const QModelIndex big = inspector.model()->indexOf(Interpretation::U16, ByteOrder::Big);
    QCOMPARE(big.row(), little.row() + 1);
    QCOMPARE(little.data().toString(), QStringLiteral("513"));
    QCOMPARE(big.data().toString(), QStringLiteral("258"));
    QCOMPARE(little.siblingAtColumn(0).data().toString(), QStringLiteral("u16"));
    QCOMPARE(big.siblingAtColumn(0).data().toString(), QStringLiteral("big endian"));
    // One byte has no order: one row.
    QVERIFY(inspector.model()->indexOf(Interpretation::U8, ByteOrder::Big)
            == inspector.model()->indexOf(Interpretation::U8));
    // What was chosen and hidden stays so.
    QCOMPARE(inspector.view()->currentIndex(), big);
    QCOMPARE(inspector.hiddenRows(), QStringList{QStringLiteral("f16")});
    QVERIFY(inspector.view()->isRowHidden(inspector.model()->indexOf(Interpretation::F16).row()));
    QVERIFY(inspector.view()->isRowHidden(inspector.model()->indexOf(Interpretation::F16, ByteOrder::Big).row()));
    QSignalSpy changed(inspector.model(), &QAbstractItemModel::dataChanged);
    inspector.setBytes(0, bytes("0202030405060708"), 100);
    QVERIFY(!changed.isEmpty());
    QVERIFY(big.data(InspectorModel::ChangedRole).toBool());
    inspector.resize(600, 600);
    QVERIFY(!inspector.model()->isStacked());
    QCOMPARE(inspector.view()->currentIndex(), inspector.model()->indexOf(Interpretation::U16, ByteOrder::Big));
    QCOMPARE(inspector.hiddenRows(), QStringList{QStringLiteral("f16")});
}

void TestDataInspector::narrowShowsWholeNumbers()
{
    // As wide as the window's dock is at 1,300 pixels, and the longest numbers that there are.
    DataInspector inspector;
    inspector.resize(270, 600);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    inspector.setBytes(0, bytes("0102030405060780"), 100);
    for (const Interpretation kind : {Interpretation::U64, Interpretation::I64, Interpretation::Hex64,
                                      Interpretation::F32, Interpretation::F64, Interpretation::UnixSeconds}) {
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            const QModelIndex index = inspector.model()->indexOf(kind, order);
            const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
            QVERIFY2(metrics.horizontalAdvance(index.data().toString())
                         <= inspector.view()->visualRect(index).width() - 6,
                     qPrintable(index.data().toString()));
        }
    }
    const QModelIndex bits = inspector.model()->indexOf(Interpretation::Bits32);
    const QFontMetrics metrics(bits.data(Qt::FontRole).value<QFont>());
    QVERIFY(inspector.view()->visualRect(bits).height() >= 2 * metrics.height());
}

void TestDataInspector::narrowEdits()
{
    DataInspector inspector;
    inspector.resize(270, 600);
    inspector.setEditable(true);
    inspector.setBytes(8, bytes("01020304"), 12);
    inspector.show();
    QSignalSpy edits(&inspector, &DataInspector::editRequested);
    const QModelIndex big = inspector.model()->indexOf(Interpretation::U16, ByteOrder::Big);
    QVERIFY(inspector.model()->isStacked());
    inspector.view()->setCurrentIndex(big);
    QTest::keyClick(inspector.view(), Qt::Key_F2);
    auto *edit = inspector.findChild<QLineEdit *>(QStringLiteral("inspectorEdit"));
    QVERIFY(edit != nullptr);
    QTest::keyClicks(edit, QStringLiteral("0xabcd"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE(edits.count(), 1);
    QVERIFY(edits[0][2].value<ByteVector>() == bytes("abcd"));
}

void TestDataInspector::toolTipsHaveTheWholeValue()
{
    DataInspector inspector;
    inspector.setBytes(0, bytes("0500000068656c6c6f"), 100);
    QVERIFY(cell(inspector, "u32").data(Qt::ToolTipRole).toString().contains(QStringLiteral("Enter jumps to 0x5 (5)")));
    QVERIFY(cell(inspector, "str").data(Qt::ToolTipRole).toString().contains(QStringLiteral("hello")));
    const QString doubtful = cell(inspector, "bool").data(Qt::ToolTipRole).toString();
    QVERIFY2(doubtful.contains(QStringLiteral("The byte is neither 0 nor 1.")), qPrintable(doubtful));
}

void TestDataInspector::bothThemes_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestDataInspector::bothThemes()
{
    QFETCH(bool, dark);
    DataInspector inspector;
    inspector.setPalette(dark ? widget_test::darkPalette() : widget_test::lightPalette());
    inspector.resize(560, 560);
    inspector.setBytes(0, bytes("0200000048656c6c6f2c20ff00"), 64);
    inspector.show();
    QVERIFY(QTest::qWaitForWindowExposed(&inspector));
    QCOMPARE(cell(inspector, "bool").data(Qt::ForegroundRole).value<QColor>(), Theme::of(inspector.palette()).warning);
    if (const QString folder = qEnvironmentVariable("MEMBRIDGE_SCREENSHOTS"); !folder.isEmpty())
        QVERIFY(inspector.grab().save(
            QStringLiteral("%1/inspector-%2.png").arg(folder, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
}

QTEST_MAIN(TestDataInspector)
#include "tst_data_inspector.moc"
