// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/frame_filter_edit.h"
#include "widgets/frame_history_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace membridge;

namespace {

Schema schemaOf(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

FrameFilter filterOf(const char *text, const char *schema = "")
{
    return std::get<FrameFilter>(FrameFilter::parse(text, *schema == '\0' ? Schema() : schemaOf(schema)));
}

/// A frame of `number % 100` u8 values, each the number's lowest byte.
void add(FrameStore &store, quint64 number)
{
    const ByteVector payload(number % 100, static_cast<std::byte>(number));
    store.addFrame(static_cast<qint64>(number) * 1'000'000, number * 104, payload.size(), payload, true);
}

QString cell(const FrameHistoryModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

void fill(FrameHistoryModel &model, FrameStore &store)
{
    store.publish();
    model.setView(store.view());
    QTRY_VERIFY(!model.isJudging());
}

} // namespace

class TestFrameHistoryModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void framesAndGaps();
    void droppedFramesLeave();
    void selectionSurvives();
    void filterAgainstANaiveOne_data();
    void filterAgainstANaiveOne();
    void gapsStayUnderAFilter();
    void noFilterAgainChangesNothing();
    void aMillionRows();
    void aLongHistoryIsJudgedInSlices();
    void anotherFilterStartsAfresh();
    void timeReference();
    void aReferenceChangesNoFilter();
    void clearedForAnotherStore();
    void decodedValuesAndColumns();
    void coloursByRule();
    void edges();
    void filterEdit_data();
    void filterEdit();
    void filterEditWithSchema();
};

void TestFrameHistoryModel::framesAndGaps()
{
    FrameStore store;
    store.addFrame(1'000'000'000, 24, 2, ByteVector{std::byte{1}, std::byte{2}}, true);
    store.addGap(FrameRowKind::Missed, 1'500'000'000, 30, 70);
    store.addFrame(1'500'000'250, 100, 1, ByteVector{std::byte{3}}, false);
    store.addFrame(2'000'000'250, 105, 0, {}, true);
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    fill(model, store);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(cell(model, 0, FrameHistoryModel::Number), QStringLiteral("1"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Time), QStringLiteral("0.000000"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Delta), QString());
    QCOMPARE(cell(model, 0, FrameHistoryModel::Position), QStringLiteral("24"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Length), QStringLiteral("2 B"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Values), QStringLiteral("01 02"));
    QVERIFY(model.index(1, 0).data(FrameHistoryModel::GapRole).toBool());
    QCOMPARE(cell(model, 1, FrameHistoryModel::Values), QStringLiteral("70 B passed unseen"));
    // After a gap nobody knows how long it was since the frame before.
    QCOMPARE(cell(model, 2, FrameHistoryModel::Delta), QString());
    QVERIFY(cell(model, 2, FrameHistoryModel::Values).endsWith(QStringLiteral(" (perhaps overwritten)")));
    QCOMPARE(cell(model, 3, FrameHistoryModel::Delta), QStringLiteral("0.500000"));
    QVERIFY(model.countText().contains(QStringLiteral("3 frames")));
    QVERIFY(model.countText().contains(QStringLiteral("70 B never seen")));
    QCOMPARE(model.rowText(3).count(QLatin1Char('\t')), 5);
}

void TestFrameHistoryModel::droppedFramesLeave()
{
    FrameStore store(FrameStore::smallestLimit);
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (quint64 number = 1; number <= 5000; ++number) {
        add(store, number);
        if (number % 100 == 0)
            fill(model, store);
    }
    QVERIFY(!removed.isEmpty());
    QVERIFY(reset.isEmpty());
    const FrameStoreView view = store.view();
    QVERIFY(view.begin() > 0);
    // What was dropped has a row, before all others.
    QCOMPARE(quint64(model.rowCount()), 1 + quint64(view.end() - view.begin()));
    QCOMPARE(model.index(1, 0).data(FrameHistoryModel::StoreRowRole).toULongLong(), quint64(view.begin()));
    QCOMPARE(model.rowFrom(view.begin()), 1);
    QCOMPARE(model.indexOf(view.begin()).row(), 1);
    QVERIFY(model.index(0, 0).data(FrameHistoryModel::GapRole).toBool());
    QVERIFY(!model.index(1, 0).data(FrameHistoryModel::GapRole).toBool());
    QVERIFY(!model.entry(model.index(0, 0)));
    const QString dropped = QLocale().toString(quint64(view.framesDropped()));
    QVERIFY2(cell(model, 0, FrameHistoryModel::Values).startsWith(dropped),
             qPrintable(cell(model, 0, FrameHistoryModel::Values)));
    QVERIFY(model.rowText(0).contains(QStringLiteral("dropped")));
    // Whatever the filter.
    model.setFilter(filterOf("length > 1000"));
    QTRY_VERIFY(!model.isJudging());
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(cell(model, 0, FrameHistoryModel::Values).startsWith(dropped));
    QVERIFY(model.countText().contains(QStringLiteral("older ones dropped")));
}

void TestFrameHistoryModel::selectionSurvives()
{
    FrameStore store(FrameStore::smallestLimit);
    FrameHistoryModel model;
    for (quint64 number = 1; number <= 100; ++number)
        add(store, number);
    fill(model, store);
    const QPersistentModelIndex chosen(model.index(99, 0));
    QCOMPARE(chosen.data().toString(), QStringLiteral("100"));
    for (quint64 number = 101; model.view().begin() == 0 || number < 300; ++number) {
        add(store, number);
        fill(model, store);
    }
    if (chosen.isValid())
        QCOMPARE(chosen.data().toString(), QStringLiteral("100"));
    QCOMPARE(chosen.isValid(), model.view().begin() < 100);
}

void TestFrameHistoryModel::filterAgainstANaiveOne_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("some") << "length > 50";
    QTest::newRow("none") << "length > 1000";
    QTest::newRow("all") << "length >= 0";
    QTest::newRow("number and time") << "number > 200 and time < 2 or length == 7";
}

void TestFrameHistoryModel::filterAgainstANaiveOne()
{
    QFETCH(QString, text);
    FrameStore store;
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    model.setFilter(filterOf(qPrintable(text)));
    for (quint64 number = 1; number <= 3000; ++number) {
        add(store, number);
        if (number % 700 == 0)
            fill(model, store);
    }
    fill(model, store);
    QList<quint64> expected;
    const FrameStoreView view = store.view();
    FrameFilter filter = filterOf(qPrintable(text));
    for (quint64 row = view.begin(); row < view.end(); ++row) {
        const auto entry = view.at(row);
        if (filter.matches(entry.row, entry.payload, {.originNs = 1'000'000, .previousNs = std::nullopt}))
            expected << row;
    }
    const auto rows = [&] {
        QList<quint64> all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, 0).data(FrameHistoryModel::StoreRowRole).toULongLong();
        return all;
    };
    QCOMPARE(rows(), expected);
    // Anew, over what is there.
    model.setFilter(std::nullopt);
    QTRY_COMPARE(model.rowCount(), 3000);
    model.setFilter(filterOf(qPrintable(text)));
    QTRY_VERIFY(!model.isJudging());
    QCOMPARE(rows(), expected);
    for (const quint64 row : expected)
        QCOMPARE(model.indexOf(row).row(), int(expected.indexOf(row)));
}

void TestFrameHistoryModel::noFilterAgainChangesNothing()
{
    // As whenever a letter of the schema is typed: what is selected has to stay.
    FrameStore store;
    for (quint64 number = 1; number <= 10; ++number)
        add(store, number);
    FrameHistoryModel model;
    fill(model, store);
    const QPersistentModelIndex chosen(model.index(5, 0));
    model.setFilter(std::nullopt);
    model.setSchema(schemaOf("u8 ..."));
    QVERIFY(chosen.isValid());
    QCOMPARE(model.rowCount(), 10);
}

void TestFrameHistoryModel::gapsStayUnderAFilter()
{
    FrameStore store;
    add(store, 1);
    store.addGap(FrameRowKind::Restarted, 2'000'000, 0, 0);
    add(store, 2);
    FrameHistoryModel model;
    model.setFilter(filterOf("length > 1000"));
    fill(model, store);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, 0).data(FrameHistoryModel::GapRole).toBool());
}

void TestFrameHistoryModel::aMillionRows()
{
    FrameStore store(256 * 1024 * 1024);
    for (int i = 0; i < 1'000'000; ++i)
        store.addFrame(i, static_cast<quint64>(i) * 8, 4, ByteVector(4), true);
    FrameHistoryModel model;
    store.publish();
    model.setView(store.view());
    // In slices, between which the event loop runs.
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 1'000'000, 60'000);
    QCOMPARE(cell(model, 999'999, FrameHistoryModel::Number), QStringLiteral("1,000,000"));
}

void TestFrameHistoryModel::timeReference()
{
    FrameStore store;
    for (quint64 number = 1; number <= 5; ++number)
        add(store, number);
    FrameHistoryModel model;
    fill(model, store);
    model.toggleTimeReference(model.index(2, 0));
    QCOMPARE(cell(model, 2, FrameHistoryModel::Number), QStringLiteral("*REF*"));
    QCOMPARE(cell(model, 2, FrameHistoryModel::Time), QStringLiteral("0.000000"));
    QCOMPARE(cell(model, 4, FrameHistoryModel::Time), QStringLiteral("0.002000"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Time), QStringLiteral("-0.002000"));
    model.toggleTimeReference(model.index(2, 0));
    QVERIFY(!model.timeReference());
    QCOMPARE(cell(model, 4, FrameHistoryModel::Time), QStringLiteral("0.004000"));
}

void TestFrameHistoryModel::aReferenceChangesNoFilter()
{
    FrameStore store;
    for (quint64 number = 1; number <= 5; ++number)
        add(store, number);
    FrameHistoryModel model;
    fill(model, store);
    model.setFilter(filterOf("time >= 0.003"));
    QCOMPARE(model.rowCount(), 2);
    model.toggleTimeReference(model.index(1, 0)); // at 0.004
    add(store, 6);
    fill(model, store);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 2, FrameHistoryModel::Time), QStringLiteral("0.001000"));
}

void TestFrameHistoryModel::aLongHistoryIsJudgedInSlices()
{
    FrameStore store(256 * 1024 * 1024);
    for (int i = 0; i < 500'000; ++i) // far more than a slice has time for
        store.addFrame(i, static_cast<quint64>(i) * 8, 4, ByteVector(4), true);
    FrameHistoryModel model;
    model.setSchema(schemaOf("value:u32"));
    fill(model, store);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setFilter(filterOf("value == 0 and number > 9", "value:u32"));
    QVERIFY(model.isJudging()); // it came back before all were judged
    QVERIFY2(model.countText().contains(QStringLiteral("filtering")), qPrintable(model.countText()));
    QTRY_VERIFY_WITH_TIMEOUT(!model.isJudging(), 60'000);
    QVERIFY(inserted.size() > 1);
    QVERIFY(!model.countText().contains(QStringLiteral("filtering")));
    QCOMPARE(model.rowCount(), 499'991);
}

void TestFrameHistoryModel::anotherFilterStartsAfresh()
{
    FrameStore store(256 * 1024 * 1024);
    for (int i = 0; i < 500'000; ++i)
        store.addFrame(i, static_cast<quint64>(i) * 8, 4, ByteVector(4), true);
    FrameHistoryModel model;
    fill(model, store);
    model.setFilter(filterOf("value == 0", "value:u32"));
    QVERIFY(model.isJudging());
    model.setFilter(filterOf("number == 3 or number == 499999"));
    QTRY_VERIFY_WITH_TIMEOUT(!model.isJudging(), 60'000);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(cell(model, 0, FrameHistoryModel::Number), QStringLiteral("3"));
    QCOMPARE(cell(model, 1, FrameHistoryModel::Number), QStringLiteral("499,999"));
}

void TestFrameHistoryModel::clearedForAnotherStore()
{
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSchema(schemaOf("u8"));
    FrameStore store;
    for (quint64 number = 1; number <= 50; ++number)
        add(store, number);
    fill(model, store);
    QCOMPARE(cell(model, 0, FrameHistoryModel::Values).left(1), QStringLiteral("1"));
    model.toggleTimeReference(model.index(20, 0));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.timeReference());
    FrameStore other;
    add(other, 7);
    fill(model, other);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(cell(model, 0, FrameHistoryModel::Values).left(1), QStringLiteral("7"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::Time), QStringLiteral("0.000000"));
}

void TestFrameHistoryModel::decodedValuesAndColumns()
{
    FrameStore store;
    store.addFrame(1, 0, 3, ByteVector{std::byte{7}, std::byte{8}, std::byte{9}}, true);
    store.addFrame(2, 7, 1, ByteVector{std::byte{5}}, true);
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSchema(schemaOf("first:u8 2*u8"));
    fill(model, store);
    QCOMPARE(cell(model, 0, FrameHistoryModel::Values), QStringLiteral("7, 8, 9"));
    QVERIFY(cell(model, 1, FrameHistoryModel::Values).startsWith(QStringLiteral("5")));
    QVERIFY(model.index(1, FrameHistoryModel::Values).data(Qt::ForegroundRole).isValid());
    model.setFieldColumns({QStringLiteral("1"), QStringLiteral("first")});
    QCOMPARE(model.columnCount(), int(FrameHistoryModel::FirstField) + 2);
    QCOMPARE(cell(model, 0, FrameHistoryModel::FirstField), QStringLiteral("8, 9"));
    QCOMPARE(cell(model, 0, FrameHistoryModel::FirstField + 1), QStringLiteral("7"));
    QCOMPARE(model.headerData(FrameHistoryModel::FirstField + 1, Qt::Horizontal).toString(), QStringLiteral("first"));
}

void TestFrameHistoryModel::coloursByRule()
{
    FrameStore store;
    for (quint64 number = 1; number <= 3; ++number)
        add(store, number);
    FrameHistoryModel model;
    fill(model, store);
    QVERIFY(!model.index(0, 0).data(Qt::BackgroundRole).isValid());
    std::vector<std::pair<FrameFilter, ColourRule::Colour>> rules;
    rules.emplace_back(filterOf("length == 2"), ColourRule::Red);
    rules.emplace_back(filterOf("length >= 2"), ColourRule::Blue);
    model.setColourRules(std::move(rules));
    const auto colour = [&](int row) { return model.index(row, 0).data(Qt::BackgroundRole).value<QColor>(); };
    QVERIFY(!model.index(0, 0).data(Qt::BackgroundRole).isValid());
    QVERIFY(colour(1).isValid() && colour(2).isValid());
    QVERIFY(colour(1) != colour(2));
}

void TestFrameHistoryModel::edges()
{
    FrameHistoryModel model;
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.entry(model.index(0, 0)));
    QVERIFY(!model.indexOf(0).isValid());
    model.toggleTimeReference({});
    FrameStore store;
    add(store, 1);
    fill(model, store);
    QVERIFY(!model.index(1, 0).isValid());
    QVERIFY(!model.index(0, FrameHistoryModel::FirstField).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.countText().contains(QStringLiteral("0 frames")));
}

void TestFrameHistoryModel::filterEdit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("right") << "length > 3"
                           << "";
    QTest::newRow("syntax") << "length >"
                            << "Column 9";
    QTest::newRow("unknown") << "length > 3 and lenght > 3"
                             << "Column";
    QTest::newRow("over time") << "changed(length)"
                               << "more than one frame";
}

void TestFrameHistoryModel::filterEdit()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    FrameFilterEdit edit;
    QSignalSpy changed(&edit, &FrameFilterEdit::filterChanged);
    edit.show();
    QTest::keyClicks(&edit, text);
    QTest::keyClick(&edit, Qt::Key_Return);
    if (problem.isEmpty())
        QVERIFY2(edit.error().isEmpty(), qPrintable(edit.error()));
    else
        QVERIFY2(edit.error().contains(problem), qPrintable(edit.error()));
    QCOMPARE(edit.filter().has_value(), problem.isEmpty() && !text.isEmpty());
    // A filter that is wrong leaves the list as it is.
    QCOMPARE(changed.isEmpty(), !problem.isEmpty() || text.isEmpty());
}

void TestFrameHistoryModel::filterEditWithSchema()
{
    FrameFilterEdit edit;
    edit.setText(QStringLiteral("temperature > 3"));
    QTRY_VERIFY(edit.error().contains(QStringLiteral("temperature")));
    edit.setSchema(schemaOf("temperature:f64"));
    QVERIFY(edit.error().isEmpty());
    edit.addCondition(QStringLiteral("length == 8"));
    QCOMPARE(edit.text(), QStringLiteral("(temperature > 3) and length == 8"));
    QVERIFY(edit.filter().has_value());
}

QTEST_MAIN(TestFrameHistoryModel)
#include "tst_frame_history_model.moc"
