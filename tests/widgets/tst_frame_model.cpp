// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/field_looks.h"
#include "widgets/frame_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace membridge;

namespace {

std::shared_ptr<const FrameList> frames(const QList<int> &positions, const QString &summary = QStringLiteral("42"))
{
    auto list = std::make_shared<FrameList>();
    for (const int position : positions)
        list->rows.push_back({static_cast<quint64>(position), 8, summary, {}, false, ByteVector(8)});
    list->total = list->rows.size();
    return list;
}

} // namespace

class TestFrameModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void framesComeAndGo_data();
    void framesComeAndGo();
    void selectionSurvivesPops();
    void sameFramesAreSilent();
    void anotherSchemaChangesValuesOnly();
    void cells();
    void misfitsStandOut();
    void counts_data();
    void counts();
    void aListFromTheMiddle();
    void valuesInTheFormatsOfTheirFields();
    void edgeRows();
};

void TestFrameModel::framesComeAndGo_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<int>("inserts");
    QTest::addColumn<int>("removes");
    QTest::newRow("first ones") << QList<int>{} << QList<int>{0, 12} << 1 << 0;
    QTest::newRow("all popped") << QList<int>{0, 12} << QList<int>{} << 0 << 1;
    QTest::newRow("one popped, one pushed") << QList<int>{0, 12, 24} << QList<int>{12, 24, 36} << 1 << 1;
    QTest::newRow("all popped, others pushed") << QList<int>{0, 12} << QList<int>{24, 36} << 1 << 1;
    QTest::newRow("pushed only") << QList<int>{0} << QList<int>{0, 12} << 1 << 0;
    QTest::newRow("cut at the end") << QList<int>{0, 12, 24} << QList<int>{0, 12} << 0 << 1;
    QTest::newRow("cut at both ends") << QList<int>{0, 12, 24, 36} << QList<int>{12, 24} << 0 << 2;
    QTest::newRow("ring set up anew") << QList<int>{1000, 1012} << QList<int>{0, 12} << 1 << 1;
    QTest::newRow("other frames behind the first") << QList<int>{0, 12, 24} << QList<int>{0, 20, 40} << 1 << 1;
}

void TestFrameModel::framesComeAndGo()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    QFETCH(int, inserts);
    QFETCH(int, removes);
    FrameModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFrames(frames(before));
    QSignalSpy inserted(&model, &FrameModel::rowsInserted);
    QSignalSpy removed(&model, &FrameModel::rowsRemoved);
    model.setFrames(frames(after));
    QCOMPARE(inserted.size(), inserts);
    QCOMPARE(removed.size(), removes);
    QList<int> shown;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown << model.index(row, 0).data(FrameModel::PositionRole).toInt();
        QCOMPARE(model.index(row, FrameModel::Number).data().toString(), QString::number(row + 1));
    }
    QCOMPARE(shown, after);
}

void TestFrameModel::selectionSurvivesPops()
{
    FrameModel model;
    model.setFrames(frames({0, 12, 24}));
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.indexOf(12), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    model.setFrames(frames({12, 24, 36}));
    QCOMPARE(selection.currentIndex().row(), 0);
    QCOMPARE(selection.currentIndex().data(FrameModel::PositionRole).toInt(), 12);
    QVERIFY(selection.isRowSelected(0));
    QVERIFY(!selection.isRowSelected(1));
}

void TestFrameModel::sameFramesAreSilent()
{
    FrameModel model;
    model.setFrames(frames({0, 12}));
    QSignalSpy changed(&model, &FrameModel::dataChanged);
    model.setFrames(frames({0, 12}));
    QCOMPARE(changed.size(), 0);
}

void TestFrameModel::anotherSchemaChangesValuesOnly()
{
    FrameModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFrames(frames({0, 12}));
    QSignalSpy changed(&model, &FrameModel::dataChanged);
    QSignalSpy inserted(&model, &FrameModel::rowsInserted);
    model.setFrames(frames({0, 12}, QStringLiteral("\"text\"")));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(model.index(1, FrameModel::Values).data().toString(), QStringLiteral("\"text\""));
}

void TestFrameModel::cells()
{
    FrameModel model;
    auto list = std::make_shared<FrameList>();
    list->rows.push_back({quint64{1} << 40, 1234, QStringLiteral("42"), QStringLiteral("perhaps <b>not</b>"), false, {}});
    list->total = 1;
    model.setFrames(list);
    QCOMPARE(model.index(0, FrameModel::Position).data().toString(), QStringLiteral("1,099,511,627,776"));
    QCOMPARE(model.index(0, FrameModel::Length).data().toString(), QStringLiteral("1,234 B"));
    QVERIFY(model.index(0, FrameModel::Note).data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
    QVERIFY(model.frame(model.index(0, 0))->position == quint64{1} << 40);
}

void TestFrameModel::misfitsStandOut()
{
    FrameModel model;
    auto list = std::make_shared<FrameList>();
    list->rows = {{0, 8, {}, {}, false, {}}, {12, 8, {}, QStringLiteral("too short"), true, {}}};
    list->total = 2;
    model.setFrames(list);
    QCOMPARE(model.index(1, 0).data(FrameModel::MisfitRole).toBool(), true);
    QVERIFY(model.index(1, FrameModel::Note).data(Qt::ForegroundRole).isValid());
    QVERIFY(!model.index(0, FrameModel::Values).data(Qt::ForegroundRole).isValid());
}

void TestFrameModel::counts_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<quint64>("total");
    QTest::addColumn<bool>("exact");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << 0 << quint64{0} << true << "No pending frames";
    QTest::newRow("one") << 1 << quint64{1} << true << "1 pending frame";
    QTest::newRow("two") << 2 << quint64{2} << true << "2 pending frames";
    QTest::newRow("more than shown") << 2 << quint64{5000} << true << "The first 2 of 5,000 pending frames";
    QTest::newRow("more than counted") << 2 << quint64{5000} << false << "The first 2 of at least 5,000 pending frames";
}

void TestFrameModel::counts()
{
    QFETCH(int, rows);
    QFETCH(quint64, total);
    QFETCH(bool, exact);
    QFETCH(QString, text);
    auto list = std::make_shared<FrameList>();
    for (int row = 0; row < rows; ++row)
        list->rows.push_back({static_cast<quint64>(row) * 12, 8, {}, {}, false, {}});
    list->total = total;
    list->totalExact = exact;
    FrameModel model;
    model.setFrames(list);
    QCOMPARE(model.countText(), text);
}

void TestFrameModel::aListFromTheMiddle()
{
    const auto list = [](quint64 first, const QList<int> &positions, quint64 total, bool exact = true) {
        auto fresh = std::make_shared<FrameList>(*frames(positions));
        fresh->first = first;
        fresh->total = total;
        fresh->totalExact = exact;
        return fresh;
    };
    FrameModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFrames(list(998, {24, 36}, 1000));
    QCOMPARE(model.countText(), QStringLiteral("999 to 1,000 of 1,000 pending frames"));
    QCOMPARE(model.index(1, FrameModel::Number).data().toString(), QStringLiteral("1,000"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    // One more at the end, one less listed at the front: those that stay keep their numbers.
    model.setFrames(list(999, {36, 48}, 1001));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(model.index(0, FrameModel::Number).data().toString(), QStringLiteral("1,000"));
    // One was consumed: all numbers go down, though the rows stay.
    model.setFrames(list(998, {36, 48}, 1000));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, FrameModel::Number).data().toString(), QStringLiteral("999"));
    model.setFrames(list(998, {36, 48}, 1000, false));
    QCOMPARE(model.countText(), QStringLiteral("999 to 1,000 of at least 1,000 pending frames"));
}

void TestFrameModel::valuesInTheFormatsOfTheirFields()
{
    const auto list = [](const char *schema) {
        auto made = std::make_shared<FrameList>();
        made->rows.push_back({0, 4, QStringLiteral("7, [10, 11], 5"), {}, false, {}});
        for (const int byte : {7, 10, 11, 5})
            made->rows.back().payload.push_back(static_cast<std::byte>(byte));
        made->total = 1;
        made->schema = std::get<Schema>(parseSchema(schema));
        return made;
    };
    FieldLooks looks;
    FrameModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setLooks(&looks);
    const auto first = list("state:u8 2*u8 u8");
    model.setFrames(first);
    const auto values = [&model](int role = Qt::DisplayRole) {
        return model.index(0, FrameModel::Values).data(role).toString();
    };
    QCOMPARE(values(), QStringLiteral("7, [10, 11], 5"));
    QSignalSpy changed(&model, &FrameModel::dataChanged);
    looks.setStyle(*first->schema, 0, {.format = FieldFormat::Enum, .names = {{7, "busy"}}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(0, FrameModel::Values));
    looks.setStyle(*first->schema, 1, {.format = FieldFormat::Hex});
    QCOMPARE(values(), QStringLiteral("busy (7), [0x0a, 0x0b], 5"));
    QVERIFY(values(Qt::ToolTipRole).contains(QStringLiteral("busy")));
    // The same frame by another schema, and by one that it does not fit to the end.
    model.setFrames(list("state:u8 u8"));
    QCOMPARE(values(), QStringLiteral("busy (7), 10"));
    model.setFrames(list("state:u8 2*u8 u32"));
    QCOMPARE(values(), QStringLiteral("busy (7), [0x0a, 0x0b]"));
    // More values than a row has room for.
    auto many = list("state:u8 100*u8");
    many->rows.back().payload.resize(101);
    model.setFrames(many);
    QCOMPARE(values(), QStringLiteral("busy (7), …"));
    // What is plain again is what was decoded before.
    looks.setStyles(*many->schema, {});
    QCOMPARE(values(), QStringLiteral("7, [10, 11], 5"));
    // Frames that nothing decodes have no fields that could look like something.
    looks.setStyle(*first->schema, 0, {.format = FieldFormat::Hex});
    auto bare = list("u8");
    bare->schema.reset();
    model.setFrames(bare);
    QCOMPARE(values(), QStringLiteral("7, [10, 11], 5"));
}

void TestFrameModel::edgeRows()
{
    FrameModel model;
    QVERIFY(model.frames() != nullptr);
    QVERIFY(model.frame({}) == nullptr);
    model.setFrames(frames({0}));
    QVERIFY(!model.index(model.rowCount(), 0).isValid());
    QVERIFY(!model.indexOf(1).isValid());
    model.setFrames(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestFrameModel)
#include "tst_frame_model.moc"
