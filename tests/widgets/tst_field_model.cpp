// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/field_format_menu.h"
#include "widgets/field_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace membridge;

namespace {

std::shared_ptr<const DecodedSchema> decoded(const char *schema, const QByteArray &data, quint64 baseOffset = 4)
{
    auto result = std::make_shared<DecodedSchema>();
    result->schema = std::get<Schema>(parseSchema(schema));
    result->decoded = decode(std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size()))),
                             result->schema);
    result->baseOffset = baseOffset;
    return result;
}

QString text(const FieldModel &model, int row, int column, const QModelIndex &parent = {})
{
    return model.index(row, column, parent).data().toString();
}

} // namespace

class TestFieldModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void cells();
    void listsAreParents();
    void emptyAndUnreachedFields();
    void refreshOnlyChangesData();
    void changedValuesAreMarked();
    void errorComesAndGoes();
    void listsGrowAndShrink_data();
    void listsGrowAndShrink();
    void longListsAreBounded();
    void anotherSchemaResets();
    void nothingToShow();
    void rangesAreInTheSegment();
    void rangesGoRoundTheEndOfARing();
    void indexAtByte_data();
    void indexAtByte();
    void untrustedTextIsEscaped();
    void fullValues();
    void previousValues();
    void stylesShowValues();
    void formatsOfTypes_data();
    void formatsOfTypes();
    void choosingAFormat();
    void aMenuOutlivedByItsSchema();
    void valuesThatCannotBe();
};

void TestFieldModel::cells()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("count:u32 bool bytes(2) ...", QByteArray("\x2a\0\0\0\x07\xab\xcd", 7)));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(text(model, 0, FieldModel::Name), QStringLiteral("count"));
    QCOMPARE(text(model, 0, FieldModel::Type), QStringLiteral("u32"));
    QCOMPARE(text(model, 0, FieldModel::Offset), QStringLiteral("0x0 (0)"));
    QCOMPARE(text(model, 0, FieldModel::Length), QStringLiteral("4 B"));
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("42"));
    QCOMPARE(text(model, 1, FieldModel::Name), QStringLiteral("#2"));
    QCOMPARE(text(model, 1, FieldModel::ValueColumn), QStringLiteral("true"));
    QVERIFY(text(model, 1, FieldModel::Note).contains(QStringLiteral("other than 0 and 1")));
    QCOMPARE(text(model, 2, FieldModel::Type), QStringLiteral("bytes(2)"));
    QCOMPARE(text(model, 2, FieldModel::ValueColumn), QStringLiteral("ab cd"));
    QCOMPARE(text(model, 3, FieldModel::Type), QStringLiteral("..."));
}

void TestFieldModel::listsAreParents()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 3*u8", QByteArray("\x01\x02\x03\x04", 4)));
    const QModelIndex list = model.index(1, 0);
    QCOMPARE(model.rowCount(list), 3);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(text(model, 1, FieldModel::Type), QStringLiteral("3*u8"));
    QCOMPARE(text(model, 1, FieldModel::ValueColumn), QStringLiteral("[2, 3, 4]"));
    QCOMPARE(text(model, 2, FieldModel::Name, list), QStringLiteral("[2]"));
    QCOMPARE(text(model, 2, FieldModel::ValueColumn, list), QStringLiteral("4"));
    QCOMPARE(model.index(2, 0, list).parent(), list);
    // Edge rows.
    QVERIFY(!model.index(3, 0, list).isValid());
    QVERIFY(!model.index(2, 0).isValid());
    QVERIFY(!model.index(0, 0, model.index(0, 0, list)).isValid());
    QCOMPARE(model.rowCount(model.index(1, 1)), 0);
}

void TestFieldModel::emptyAndUnreachedFields()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("0*int int str", {}));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("[]"));
    QCOMPARE(text(model, 1, FieldModel::ValueColumn), QStringLiteral("—"));
    QCOMPARE(text(model, 2, FieldModel::Offset), QString());
    QVERIFY(model.index(3, 0).data(FieldModel::ErrorRole).toBool());
}

void TestFieldModel::refreshOnlyChangesData()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 2*u8", "abc"));
    const QPersistentModelIndex element = model.index(1, FieldModel::ValueColumn, model.index(1, 0));
    QSignalSpy reset(&model, &FieldModel::modelReset);
    QSignalSpy changed(&model, &FieldModel::dataChanged);
    QSignalSpy inserted(&model, &FieldModel::rowsInserted);
    model.setResult(decoded("u8 2*u8", "abd"));
    QCOMPARE(reset.size() + inserted.size(), 0);
    QCOMPARE(changed.size(), 2);
    QVERIFY(element.isValid());
    QCOMPARE(element.data().toString(), QStringLiteral("100"));
    const auto same = model.result();
    model.setResult(same);
    QCOMPARE(changed.size(), 2);
}

void TestFieldModel::changedValuesAreMarked()
{
    qint64 time = 1000;
    FieldModel model;
    model.setClock([&time] { return time; });
    model.setResult(decoded("u8 u8 2*u8", "abcd"));
    QCOMPARE(model.index(0, 0).data(FieldModel::ChangedRole).toBool(), false);
    model.setResult(decoded("u8 u8 2*u8", "aBcD"));
    const QModelIndex list = model.index(2, 0);
    QCOMPARE(model.index(0, 0).data(FieldModel::ChangedRole).toBool(), false);
    QCOMPARE(model.index(1, 0).data(FieldModel::ChangedRole).toBool(), true);
    QCOMPARE(list.data(FieldModel::ChangedRole).toBool(), true);
    QCOMPARE(model.index(0, 0, list).data(FieldModel::ChangedRole).toBool(), false);
    QCOMPARE(model.index(1, 0, list).data(FieldModel::ChangedRole).toBool(), true);
    // Not by colour alone.
    QVERIFY(model.index(1, FieldModel::ValueColumn).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!model.index(0, FieldModel::ValueColumn).data(Qt::FontRole).value<QFont>().bold());
    // As long as the bytes' marks, however often the same value is seen meanwhile.
    const auto colour = [&] { return model.index(1, FieldModel::ValueColumn).data(Qt::ForegroundRole).value<QColor>(); };
    const QColor fresh = colour();
    time += FieldModel::fadeMs - 1;
    model.setResult(decoded("u8 u8 2*u8", "aBcD"));
    QCOMPARE(model.index(1, 0).data(FieldModel::ChangedRole).toBool(), true);
    QVERIFY(colour() != fresh);
    model.setFrozen(true);
    ++time;
    QCOMPARE(model.index(1, 0).data(FieldModel::ChangedRole).toBool(), true);
    QSignalSpy changed(&model, &FieldModel::dataChanged);
    model.setFrozen(false);
    QCOMPARE(model.index(1, 0).data(FieldModel::ChangedRole).toBool(), false);
    QVERIFY(!colour().isValid());
    // Who shows it is told that it faded: the field, the list and its element.
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(text(model, 1, FieldModel::Previous), QStringLiteral("98"));
}

void TestFieldModel::errorComesAndGoes()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("name:u32 u8", "1234x"));
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(0, 0), QItemSelectionModel::SelectCurrent);
    QCOMPARE(model.rowCount(), 2);
    model.setResult(decoded("name:u32 u8", "123"));
    QCOMPARE(model.rowCount(), 3);
    const QModelIndex error = model.index(2, FieldModel::ValueColumn);
    QVERIFY2(error.data().toString().startsWith(QStringLiteral("Field “name”")), qPrintable(error.data().toString()));
    QVERIFY(error.data(Qt::ForegroundRole).value<QColor>().isValid());
    QVERIFY(model.index(0, 0).data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{4, 0}));
    QVERIFY(error.data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{4, 3}));
    model.setResult(decoded("name:u32 u8", "1234x"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(selection.currentIndex(), model.index(0, 0));
}

void TestFieldModel::listsGrowAndShrink_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::newRow("0 to 1") << 0 << 1;
    QTest::newRow("1 to 0") << 1 << 0;
    QTest::newRow("999 to 1000") << 999 << 1000;
    QTest::newRow("1000 to 1001") << 1000 << 1001;
    QTest::newRow("1001 to 1000") << 1001 << 1000;
    QTest::newRow("1500 to 500") << 1500 << 500;
    QTest::newRow("500 to 1500") << 500 << 1500;
}

void TestFieldModel::listsGrowAndShrink()
{
    QFETCH(int, before);
    QFETCH(int, after);
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &FieldModel::modelReset);
    model.setResult(decoded("2000*u8", QByteArray(before, 'x')));
    reset.clear();
    model.setResult(decoded("2000*u8", QByteArray(after, 'x')));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(model.rowCount(model.index(0, 0)), after <= 1000 ? after : 1001);
}

void TestFieldModel::longListsAreBounded()
{
    FieldModel model;
    model.setResult(decoded("100000*u8", QByteArray(100000, 'x'), 0));
    const QModelIndex list = model.index(0, 0);
    QCOMPARE(model.rowCount(list), 1001);
    const QModelIndex more = model.index(1000, FieldModel::ValueColumn, list);
    QCOMPARE(more.data().toString(), QStringLiteral("… and 99,000 more"));
    QVERIFY(more.data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{1000, 99000}));
    QCOMPARE(model.indexAtByte(99999), more.siblingAtColumn(0));
    QVERIFY(list.data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{0, 100000}));
}

void TestFieldModel::anotherSchemaResets()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 u8", "ab"));
    QSignalSpy reset(&model, &FieldModel::modelReset);
    model.setResult(decoded("u8 3*u8", "abcd"));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(model.index(1, 0)), 3);
    QCOMPARE(model.index(0, 0).data(FieldModel::ChangedRole).toBool(), false);
}

void TestFieldModel::nothingToShow()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexAtByte(0).isValid());
    model.setResult(decoded("u8", "a"));
    model.setResult(nullptr);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.fullValue({}), QString());
}

void TestFieldModel::rangesAreInTheSegment()
{
    FieldModel model;
    model.setResult(decoded("u32 2*u8", "1234ab", 24));
    QVERIFY(model.index(0, 0).data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{24, 4}));
    QVERIFY(model.index(1, 0).data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{28, 2}));
    QVERIFY(model.index(1, 0, model.index(1, 0)).data(FieldModel::RangeRole).value<ByteRange>() == (ByteRange{29, 1}));
    // Offsets are shown as the programs count them, from the start of the data.
    QCOMPARE(text(model, 1, FieldModel::Offset), QStringLiteral("0x4 (4)"));
    QVERIFY(model.index(1, FieldModel::Offset).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0x1c (28)")));
}

void TestFieldModel::rangesGoRoundTheEndOfARing()
{
    // A ring of 64 bytes from 24 on; the frame's data begins six bytes before its end.
    auto result = std::make_shared<DecodedSchema>(*decoded("a:u32 b:u32 c:u32", QByteArray(12, 'x'), 24 + 58));
    result->lap = {24, 64};
    FieldModel model;
    model.setResult(result);
    const auto range = [&](int row) { return model.index(row, 0).data(FieldModel::RangeRole).value<ByteRange>(); };
    QVERIFY(range(0) == (ByteRange{82, 4}));
    QVERIFY(range(1) == (ByteRange{86, 2})); // the two bytes before the end
    QVERIFY(range(2) == (ByteRange{26, 4}));
    QVERIFY(model.index(2, FieldModel::Offset).data(Qt::ToolTipRole).toString().contains(QStringLiteral("0x1a (26)")));
    QCOMPARE(text(model, 2, FieldModel::Offset), QStringLiteral("0x8 (8)"));
    QCOMPARE(model.indexAtByte(85).row(), 0);
    QCOMPARE(model.indexAtByte(87).row(), 1);
    QCOMPARE(model.indexAtByte(24).row(), 1);
    QCOMPARE(model.indexAtByte(26).row(), 2);
    QVERIFY(!model.indexAtByte(23).isValid());
    QVERIFY(!model.indexAtByte(30).isValid());
    QCOMPARE(model.offsetOf("c").value_or(0), 26u);
    QVERIFY(!model.offsetOf("d"));
    QVERIFY(!FieldModel().offsetOf("a"));
}

void TestFieldModel::indexAtByte_data()
{
    QTest::addColumn<quint64>("byte");
    QTest::addColumn<QString>("row");
    QTest::newRow("before the data") << quint64{3} << QString();
    QTest::newRow("first byte") << quint64{4} << "#1";
    QTest::newRow("last of the first") << quint64{7} << "#1";
    QTest::newRow("first of the list") << quint64{8} << "[0]";
    QTest::newRow("last of the list") << quint64{9} << "[1]";
    QTest::newRow("in the error") << quint64{10} << "Error";
    QTest::newRow("behind all") << quint64{12} << QString();
}

void TestFieldModel::indexAtByte()
{
    QFETCH(quint64, byte);
    QFETCH(QString, row);
    FieldModel model;
    model.setResult(decoded("u32 2*u8 bytes(0) u64", "1234abXY"));
    QCOMPARE(model.indexAtByte(byte).data().toString(), row);
}

void TestFieldModel::untrustedTextIsEscaped()
{
    QByteArray data("\x08\0\0\0", 4);
    data += "<b>\u202ex\n";
    FieldModel model;
    model.setResult(decoded("str", data));
    const QModelIndex cell = model.index(0, FieldModel::ValueColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("\"<b>\\u{202e}x\\n\""));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
}

void TestFieldModel::fullValues()
{
    FieldModel model;
    model.setResult(decoded("bytes(1000) 20*u8", QByteArray(1020, '\x01')));
    QVERIFY(text(model, 0, FieldModel::ValueColumn).endsWith(QStringLiteral("…")));
    QCOMPARE(model.fullValue(model.index(0, 0)).size(), 1000 * 3 - 1);
    QVERIFY(text(model, 1, FieldModel::ValueColumn).endsWith(QStringLiteral("…]")));
    QCOMPARE(model.fullValue(model.index(1, 0)).count(QLatin1Char('1')), 20);
}

void TestFieldModel::previousValues()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 2*u8", "abc"));
    QCOMPARE(text(model, 0, FieldModel::Previous), QString());
    QSignalSpy changed(&model, &FieldModel::dataChanged);
    model.setResult(decoded("u8 2*u8", "abc"));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(text(model, 0, FieldModel::Previous), QString());
    model.setResult(decoded("u8 2*u8", "xbz"));
    QCOMPARE(text(model, 0, FieldModel::Previous), QStringLiteral("97"));
    QCOMPARE(text(model, 1, FieldModel::Previous), QStringLiteral("[98, 99]"));
    QCOMPARE(text(model, 0, FieldModel::Previous, model.index(1, 0)), QString());
    QCOMPARE(text(model, 1, FieldModel::Previous, model.index(1, 0)), QStringLiteral("99"));
    // The last one that was different, not the last look's.
    model.setResult(decoded("u8 2*u8", "xbz"));
    QCOMPARE(text(model, 0, FieldModel::Previous), QStringLiteral("97"));
    model.setResult(decoded("u8 2*u8", "xbq"));
    QCOMPARE(text(model, 0, FieldModel::Previous), QStringLiteral("97"));
    QCOMPARE(text(model, 1, FieldModel::Previous, model.index(1, 0)), QStringLiteral("122"));
    model.setResult(decoded("u8 2*u8 u8", "xbq"));
    QCOMPARE(text(model, 0, FieldModel::Previous), QString());
}

void TestFieldModel::stylesShowValues()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 2*u8 u8", QByteArray("\x0a\x0b\x0c\x01", 4)));
    const QPersistentModelIndex element = model.index(1, FieldModel::ValueColumn, model.index(1, 0));
    QSignalSpy reset(&model, &FieldModel::modelReset);
    QSignalSpy changed(&model, &FieldModel::dataChanged);
    model.setStyles({{.unit = "V"}, {.format = FieldFormat::Hex}, {.format = FieldFormat::Enum, .names = {{1, "busy"}}}});
    QVERIFY(changed.size() > 0);
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("10 V"));
    QCOMPARE(text(model, 1, FieldModel::ValueColumn), QStringLiteral("[0x0b, 0x0c]"));
    QCOMPARE(element.data().toString(), QStringLiteral("0x0c"));
    QCOMPARE(model.fullValue(model.index(1, 0)), QStringLiteral("[0x0b, 0x0c]"));
    QCOMPARE(text(model, 2, FieldModel::ValueColumn), QStringLiteral("busy (1)"));
    QVERIFY(model.formats(model.index(2, 0)).back() == FieldFormat::Enum);
    // A refresh keeps them, and so do fields that are the same in another schema.
    model.setResult(decoded("u8 2*u8 u8", "abcd"));
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("97 V"));
    QCOMPARE(reset.size(), 0);
    model.setResult(decoded("u8 str", "ab"));
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("97 V"));
}

void TestFieldModel::formatsOfTypes_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<int>("formats");
    QTest::addColumn<bool>("names"); // whether its numbers can have names
    QTest::newRow("integer") << QByteArray("i64") << 8 << true;
    QTest::newRow("list of integers") << QByteArray("2*u32") << 8 << true;
    QTest::newRow("byte") << QByteArray("u8") << 4 << true;
    QTest::newRow("float") << QByteArray("f64") << 5 << false;
    QTest::newRow("text") << QByteArray("str") << 2 << false;
    QTest::newRow("bytes") << QByteArray("bytes(2)") << 0 << false;
    QTest::newRow("rest") << QByteArray("...") << 0 << false;
}

void TestFieldModel::formatsOfTypes()
{
    QFETCH(QByteArray, schema);
    QFETCH(int, formats);
    QFETCH(bool, names);
    FieldModel model;
    model.setResult(decoded(schema.constData(), QByteArray(16, '\0')));
    QCOMPARE(static_cast<int>(model.formats(model.index(0, 0)).size()), formats);
    QCOMPARE(model.index(0, 0).data(FieldModel::FormatRole).isValid(), formats > 0);
    FieldFormatMenu menu(&model, model.index(0, 0));
    QCOMPARE(menu.isEnabled(), formats > 0);
    int checkable = 0;
    int entries = 0;
    QSet<QChar> mnemonics;
    for (const QAction *action : menu.actions()) {
        checkable += action->isCheckable() ? 1 : 0;
        if (action->isSeparator())
            continue;
        const QString label = action->text();
        mnemonics << label[label.indexOf(QLatin1Char('&')) + 1].toLower();
        ++entries;
    }
    QCOMPARE(checkable, formats);
    QCOMPARE(entries, formats + (names ? 1 : 0));
    QCOMPARE(static_cast<int>(mnemonics.size()), entries);
    QCOMPARE(menu.findChild<QAction *>(QStringLiteral("editEnumNames")) != nullptr, names);
}

void TestFieldModel::choosingAFormat()
{
    FieldModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setResult(decoded("u8 2*u8", "abc"));
    QSignalSpy chosen(&model, &FieldModel::formatChanged);
    QSignalSpy changed(&model, &FieldModel::dataChanged);
    const QModelIndex element = model.index(0, 0, model.index(1, 0));
    FieldFormatMenu menu(&model, element);
    QVERIFY(menu.actions().at(0)->isChecked());
    menu.actions().at(2)->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    QCOMPARE(chosen[0][1].value<FieldFormat>(), FieldFormat::Hex);
    QCOMPARE(changed.size(), 2); // the list and its elements, nobody else
    QCOMPARE(text(model, 1, FieldModel::ValueColumn), QStringLiteral("[0x62, 0x63]"));
    QCOMPARE(text(model, 0, FieldModel::ValueColumn), QStringLiteral("97"));
    menu.actions().at(2)->trigger();
    QCOMPARE(chosen.size(), 1);
}

void TestFieldModel::aMenuOutlivedByItsSchema()
{
    FieldModel model;
    model.setResult(decoded("u8", "a"));
    FieldFormatMenu menu(&model, model.index(0, 0));
    model.setResult(decoded("u8 u8", "ab"));
    QSignalSpy chosen(&model, &FieldModel::formatChanged);
    menu.actions().at(2)->trigger();
    QCOMPARE(chosen.size(), 0);
}

void TestFieldModel::valuesThatCannotBe()
{
    FieldModel model;
    model.setResult(decoded("bool 2*u8 u64", QByteArray("\x07\x00\x01\xff\xff\xff\xff\xff\xff\xff\xff", 11)));
    QVERIFY(model.index(0, 0).data(FieldModel::DoubtRole).toBool());
    const QModelIndex list = model.index(1, 0);
    QVERIFY(!list.data(FieldModel::DoubtRole).toBool());
    model.setStyles({{}, {.format = FieldFormat::Enum, .names = {{0, "idle"}}}, {.format = FieldFormat::TimeSeconds}});
    QVERIFY(list.data(FieldModel::DoubtRole).toBool());
    QVERIFY(!model.index(0, 0, list).data(FieldModel::DoubtRole).toBool());
    QVERIFY(model.index(1, 0, list).data(FieldModel::DoubtRole).toBool());
    QVERIFY(text(model, 1, FieldModel::Note).startsWith(QStringLiteral("[1]: ")));
    QVERIFY(model.index(2, 0).data(FieldModel::DoubtRole).toBool());
    QCOMPARE(text(model, 2, FieldModel::ValueColumn), QStringLiteral("18446744073709551615"));
    QVERIFY(model.index(2, FieldModel::ValueColumn).data(Qt::ForegroundRole).isValid());
}

QTEST_MAIN(TestFieldModel)
#include "tst_field_model.moc"
