// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/difference_model.h"
#include "widgets/hit_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <limits>

using namespace membridge;

namespace {

constexpr quint64 fourGiB = quint64{1} << 32;

BytePreview preview(const QByteArray &bytes)
{
    return BytePreview::of(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
}

Hit hit(quint64 offset, quint64 length = 1)
{
    return {.offset = offset, .length = length, .preview = preview("ab\n")};
}

Difference difference(quint64 offset, quint64 length)
{
    return {.range = {offset, length}, .before = preview("ab"), .after = preview(QByteArray("\0c", 2))};
}

} // namespace

/// What searches and comparisons list.
class TestHitModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void hitsComeAfterEachOther();
    void hitCells();
    void hitsTouching_data();
    void hitsTouching();
    void aLongHitReachesFar();
    void differencesAreReplaced();
    void differenceCells();
    void differencesTouching_data();
    void differencesTouching();
    void previews();
};

void TestHitModel::hitsComeAfterEachOther()
{
    HitModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.clear(); // of nothing: nothing to say
    model.append({});
    QCOMPARE(reset.size() + inserted.size(), 0);
    model.append({hit(4), hit(8)});
    const QPersistentModelIndex second(model.index(1, 0));
    model.append({hit(fourGiB + 1)});
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(inserted[1][1].toInt(), 2);
    QCOMPARE(second.data(HitModel::OffsetRole).toULongLong(), 8u);
    QCOMPARE(model.index(2, 0).data(HitModel::OffsetRole).toULongLong(), fourGiB + 1);
    QVERIFY(!model.index(3, 0).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.columnCount(model.index(0, 0)), 0);
    model.clear();
    QCOMPARE(reset.size(), 1);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.touching(0, std::numeric_limits<quint64>::max()).empty());
}

void TestHitModel::hitCells()
{
    HitModel model;
    model.append({hit(fourGiB, 3)});
    QCOMPARE(model.index(0, HitModel::Offset).data().toString(), QStringLiteral("0x100000000"));
    QCOMPARE(model.index(0, HitModel::Decimal).data().toString(), QStringLiteral("4,294,967,296"));
    QCOMPARE(model.index(0, HitModel::Bytes).data().toString(), QStringLiteral("61 62 0a"));
    QCOMPARE(model.index(0, HitModel::Characters).data().toString(), QStringLiteral("ab."));
    QCOMPARE(model.index(0, HitModel::Characters).data(HitModel::LengthRole).toULongLong(), 3u);
    for (int column = 0; column < HitModel::ColumnCount; ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    QVERIFY(!model.headerData(HitModel::ColumnCount, Qt::Vertical).isValid());
}

void TestHitModel::hitsTouching_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("end");
    QTest::addColumn<QList<quint64>>("offsets");
    QTest::newRow("all") << quint64{0} << 2 * fourGiB << QList<quint64>{10, 20, fourGiB};
    QTest::newRow("none before") << quint64{0} << quint64{10} << QList<quint64>{};
    QTest::newRow("first byte of one") << quint64{0} << quint64{11} << QList<quint64>{10};
    QTest::newRow("last byte of one") << quint64{13} << quint64{14} << QList<quint64>{10};
    QTest::newRow("just after one") << quint64{14} << quint64{20} << QList<quint64>{};
    QTest::newRow("past 4 GiB") << fourGiB + 3 << fourGiB + 4 << QList<quint64>{fourGiB};
    QTest::newRow("after all") << fourGiB + 4 << 2 * fourGiB << QList<quint64>{};
}

void TestHitModel::hitsTouching()
{
    QFETCH(quint64, first);
    QFETCH(quint64, end);
    QFETCH(QList<quint64>, offsets);
    HitModel model;
    model.append({hit(10, 4), hit(20, 4)});
    model.append({hit(fourGiB, 4)});
    QList<quint64> found;
    for (const ByteRange &range : model.touching(first, end))
        found << range.offset;
    QCOMPARE(found, offsets);
}

void TestHitModel::aLongHitReachesFar()
{
    // Changes are hits of any length: one that begins before shorter ones may end behind them.
    HitModel model;
    model.append({hit(0, 1000), hit(2000, 1)});
    QVERIFY(model.touching(999, 1000) == (std::vector<ByteRange>{{0, 1000}}));
    QVERIFY(model.touching(1000, 2000).empty());
}

void TestHitModel::differencesAreReplaced()
{
    DifferenceModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDifferences({difference(1, 2), difference(10, 1)});
    QCOMPARE(model.rowCount(), 2);
    model.setDifferences({difference(fourGiB, 1)});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(DifferenceModel::OffsetRole).toULongLong(), fourGiB);
    QVERIFY(!model.index(1, 0).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    model.setDifferences({});
    QCOMPARE(model.rowCount(), 0);
}

void TestHitModel::differenceCells()
{
    DifferenceModel model;
    model.setDifferences({difference(16, 2)});
    QCOMPARE(model.index(0, DifferenceModel::Offset).data().toString(), QStringLiteral("0x10 (16)"));
    QCOMPARE(model.index(0, DifferenceModel::Length).data().toString(), QStringLiteral("2 B"));
    QCOMPARE(model.index(0, DifferenceModel::Before).data().toString(), QStringLiteral("61 62"));
    QCOMPARE(model.index(0, DifferenceModel::After).data().toString(), QStringLiteral("00 63"));
    QCOMPARE(model.index(0, 0).data(DifferenceModel::LengthRole).toULongLong(), 2u);
    for (int column = 0; column < DifferenceModel::ColumnCount; ++column)
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
}

void TestHitModel::differencesTouching_data()
{
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("end");
    QTest::addColumn<QList<quint64>>("offsets");
    QTest::newRow("all") << quint64{0} << 2 * fourGiB << QList<quint64>{10, 20, fourGiB};
    QTest::newRow("just before one") << quint64{0} << quint64{10} << QList<quint64>{};
    QTest::newRow("last byte of one") << quint64{14} << quint64{20} << QList<quint64>{10};
    QTest::newRow("just after one") << quint64{15} << quint64{20} << QList<quint64>{};
    QTest::newRow("past 4 GiB") << fourGiB << fourGiB + 1 << QList<quint64>{fourGiB};
}

void TestHitModel::differencesTouching()
{
    QFETCH(quint64, first);
    QFETCH(quint64, end);
    QFETCH(QList<quint64>, offsets);
    DifferenceModel model;
    model.setDifferences({difference(10, 5), difference(20, 1), difference(fourGiB, 8)});
    QList<quint64> found;
    for (const ByteRange &range : model.touching(first, end))
        found << range.offset;
    QCOMPARE(found, offsets);
}

void TestHitModel::previews()
{
    QCOMPARE(preview({}).hex(), QString());
    const BytePreview cut = preview(QByteArray(100, 'x'));
    QCOMPARE(cut.characters(), QString(static_cast<int>(BytePreview::most), QLatin1Char('x')));
    QCOMPARE(preview(QByteArray("\x1f\x20\x7e\x7f\xff", 5)).characters(), QStringLiteral(". ~.."));
}

QTEST_MAIN(TestHitModel)
#include "tst_hit_model.moc"
