// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/finding_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace membridge;

namespace {

Finding finding(FindingCode code, quint64 offset = 0, quint64 first = 0, Severity severity = Severity::Error)
{
    return {code, severity, "core's own sentence", offset, first, 0};
}

const QDateTime start(QDate(2026, 1, 2), QTime(3, 4, 5));

} // namespace

class TestFindingModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void oneRowAFinding();
    void goneFindingsStay();
    void comingBackCounts();
    void numbersAreUpdated();
    void rowsAreBounded();
    void severityIsNotColourOnly();
    void clearing();
    void edgeRows();
};

void TestFindingModel::oneRowAFinding()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::vector<Finding> now{finding(FindingCode::RingFull, 8), finding(FindingCode::RingFull, 8),
                                   finding(FindingCode::FrameCorrupt, 24), finding(FindingCode::FrameCorrupt, 48)};
    model.setFindings(now, start);
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy inserted(&model, &FindingModel::rowsInserted);
    model.setFindings(now, start.addSecs(10));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, FindingModel::Count).data().toString(), QStringLiteral("1"));
    QCOMPARE(model.index(0, FindingModel::First).data().toString(), QStringLiteral("03:04:05"));
    QCOMPARE(model.index(0, FindingModel::Last).data().toString(), QStringLiteral("03:04:15"));
    QCOMPARE(model.index(2, 0).data(FindingModel::OffsetRole).toULongLong(), 48u);
    QCOMPARE(model.index(2, 0).data(FindingModel::CodeRole).toString(), QStringLiteral("frame-corrupt"));
    QCOMPARE(model.currentCount(), 3);
}

void TestFindingModel::goneFindingsStay()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({finding(FindingCode::RingFull), finding(FindingCode::LockInvalid)}, start);
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(0, 0), QItemSelectionModel::SelectCurrent);
    model.setFindings({finding(FindingCode::LockInvalid)}, start.addSecs(1));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data(FindingModel::CurrentRole).toBool(), false);
    QVERIFY(model.index(0, FindingModel::Text).data().toString().startsWith(QStringLiteral("No longer: ")));
    QCOMPARE(model.index(0, FindingModel::Last).data().toString(), QStringLiteral("03:04:05"));
    QCOMPARE(selection.currentIndex(), model.index(0, 0));
    QCOMPARE(model.currentCount(), 1);
    // Being over is news once.
    QSignalSpy changed(&model, &FindingModel::dataChanged);
    model.setFindings({}, start.addSecs(2));
    QCOMPARE(changed.size(), 1);
    model.setFindings({}, start.addSecs(3));
    QCOMPARE(changed.size(), 1);
}

void TestFindingModel::comingBackCounts()
{
    FindingModel model;
    for (int i = 0; i < 3; ++i) {
        model.setFindings({finding(FindingCode::RingFull)}, start.addSecs(2 * i));
        model.setFindings({}, start.addSecs(2 * i + 1));
    }
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, FindingModel::Count).data().toString(), QStringLiteral("3"));
    QCOMPARE(model.index(0, FindingModel::First).data().toString(), QStringLiteral("03:04:05"));
    QCOMPARE(model.index(0, FindingModel::Last).data().toString(), QStringLiteral("03:04:09"));
}

void TestFindingModel::numbersAreUpdated()
{
    FindingModel model;
    model.setFindings({finding(FindingCode::LockInvalid, 0, static_cast<quint64>(qint64{-7}))}, start);
    model.setFindings({finding(FindingCode::LockInvalid, 0, static_cast<quint64>(qint64{-8}))}, start);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, FindingModel::Text).data().toString().contains(QStringLiteral("−8")));
}

void TestFindingModel::rowsAreBounded()
{
    // Without the tester, which looks at every row at every change.
    FindingModel model;
    for (int i = 0; i < FindingModel::maxRows + 10; ++i)
        model.setFindings({finding(FindingCode::FrameCorrupt, static_cast<quint64>(i))}, start.addSecs(i));
    QCOMPARE(model.rowCount(), FindingModel::maxRows);
    QCOMPARE(model.index(0, 0).data(FindingModel::OffsetRole).toULongLong(), 10u);
    QCOMPARE(model.index(FindingModel::maxRows - 1, 0).data(FindingModel::CurrentRole).toBool(), true);

    std::vector<Finding> many;
    for (int i = 0; i < FindingModel::maxRows * 2; ++i)
        many.push_back(finding(FindingCode::FrameCorrupt, static_cast<quint64>(1000 + i)));
    model.setFindings(many, start);
    QCOMPARE(model.rowCount(), FindingModel::maxRows);
    // No room is left for new ones, yet those that are known are still looked after.
    many.insert(many.begin(), finding(FindingCode::RingFull, 7));
    model.setFindings(many, start.addSecs(60));
    QCOMPARE(model.rowCount(), FindingModel::maxRows);
    QCOMPARE(model.currentCount(), FindingModel::maxRows);
    QCOMPARE(model.index(0, FindingModel::Last).data().toString(), QStringLiteral("03:05:05"));
}

void TestFindingModel::severityIsNotColourOnly()
{
    FindingModel model;
    model.setFindings({finding(FindingCode::RingFull, 0, 0, Severity::Warning)}, start);
    const QModelIndex cell = model.index(0, FindingModel::SeverityColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("warning"));
    QVERIFY(cell.data(Qt::DecorationRole).isValid());
    QVERIFY(cell.data(Qt::ForegroundRole).isValid());
}

void TestFindingModel::clearing()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({finding(FindingCode::RingFull)}, start);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestFindingModel::edgeRows()
{
    FindingModel model;
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    model.setFindings({finding(FindingCode::RingFull)}, start);
    QVERIFY(!model.index(model.rowCount(), 0).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
}

QTEST_MAIN(TestFindingModel)
#include "tst_finding_model.moc"
