// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/finding_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTextDocument>

using namespace membridge;

namespace {

constexpr qint64 second = 1'000'000'000;
constexpr qint64 startNs = 500 * second;

FindingRecord record(FindingCode code, quint64 offset = 0, quint64 first = 0, Severity severity = Severity::Error)
{
    FindingRecord record;
    record.finding = {code, severity, "core's own sentence", offset, first, 0};
    record.bytes = {offset, 8};
    record.firstNs = record.sinceNs = record.lastNs = startNs;
    return record;
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
    void overIsSaidAndStays();
    void whatTheListDropsGoes();
    void numbersAreUpdated();
    void unchangedRowsAreNotPainted();
    void evidenceIsInTheToolTip();
    void severityIsNotColourOnly();
    void informationIsNotCounted();
    void clearing();
    void edgeRows();
};

void TestFindingModel::oneRowAFinding()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<FindingRecord> records{record(FindingCode::RingFull, 8), record(FindingCode::FrameCorrupt, 24),
                                       record(FindingCode::FrameCorrupt, 48)};
    model.setFindings(records, startNs, start);
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy inserted(&model, &FindingModel::rowsInserted);
    records[0].lastNs += 10 * second;
    records[0].count = 3;
    model.setFindings(records, startNs + 10 * second, start.addSecs(10));
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, FindingModel::Count).data().toString(), QStringLiteral("3"));
    QCOMPARE(model.index(0, FindingModel::First).data().toString(), QStringLiteral("03:04:05"));
    QCOMPARE(model.index(0, FindingModel::Last).data().toString(), QStringLiteral("03:04:15"));
    QCOMPARE(model.index(2, 0).data(FindingModel::OffsetRole).toULongLong(), 48u);
    QCOMPARE(model.index(2, 0).data(FindingModel::LengthRole).toULongLong(), 8u);
    QCOMPARE(model.index(2, 0).data(FindingModel::SinceNsRole).toLongLong(), startNs);
    QCOMPARE(model.index(2, 0).data(FindingModel::CodeRole).toString(), QStringLiteral("frame-corrupt"));
    QCOMPARE(model.currentCount(), 3);
}

void TestFindingModel::overIsSaidAndStays()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    std::vector<FindingRecord> records{record(FindingCode::RingFull), record(FindingCode::LockInvalid)};
    model.setFindings(records, startNs, start);
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(0, 0), QItemSelectionModel::SelectCurrent);
    records[0].active = false;
    model.setFindings(records, startNs + second, start.addSecs(1));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 0).data(FindingModel::CurrentRole).toBool(), false);
    QVERIFY(model.index(0, FindingModel::Text).data().toString().startsWith(QStringLiteral("No longer: ")));
    QCOMPARE(selection.currentIndex(), model.index(0, 0));
    QCOMPARE(model.currentCount(), 1);
}

void TestFindingModel::whatTheListDropsGoes()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({record(FindingCode::FrameCorrupt, 1), record(FindingCode::FrameCorrupt, 2),
                       record(FindingCode::FrameCorrupt, 3)},
                      startNs, start);
    QPersistentModelIndex last = model.index(2, 0);
    model.setFindings({record(FindingCode::FrameCorrupt, 3), record(FindingCode::FrameCorrupt, 4)}, startNs, start);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(last.row(), 0);
    QCOMPARE(model.index(1, 0).data(FindingModel::OffsetRole).toULongLong(), 4u);
    model.setFindings({}, startNs, start);
    QCOMPARE(model.rowCount(), 0);
}

void TestFindingModel::numbersAreUpdated()
{
    FindingModel model;
    model.setFindings({record(FindingCode::LockInvalid, 0, static_cast<quint64>(qint64{-7}))}, startNs, start);
    model.setFindings({record(FindingCode::LockInvalid, 0, static_cast<quint64>(qint64{-8}))}, startNs, start);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0, FindingModel::Text).data().toString().contains(QStringLiteral("−8")));
}

void TestFindingModel::unchangedRowsAreNotPainted()
{
    FindingModel model;
    std::vector<FindingRecord> records{record(FindingCode::RingFull)};
    model.setFindings(records, startNs, start);
    QSignalSpy changed(&model, &FindingModel::dataChanged);
    model.setFindings(records, startNs + second, start.addSecs(1));
    records[0].lastNs += second / 10; // the same second
    model.setFindings(records, startNs + second, start.addSecs(1));
    QCOMPARE(changed.size(), 0);
    records[0].lastNs += second;
    model.setFindings(records, startNs + second, start.addSecs(1));
    QCOMPARE(changed.size(), 1);
}

void TestFindingModel::evidenceIsInTheToolTip()
{
    FindingModel model;
    FindingRecord stuck = record(FindingCode::LockStuck);
    stuck.evidence.kind = EvidenceKind::ProcessStopped;
    stuck.evidence.pid = 4711;
    stuck.evidence.process = "evil\n<b>name";
    model.setFindings({stuck}, startNs, start);
    const QString text = model.index(0, FindingModel::Text).data(Qt::ToolTipRole).toString();
    QVERIFY2(text.contains(QStringLiteral("4711")), qPrintable(text));
    QVERIFY2(!Qt::mightBeRichText(text) || !text.contains(QStringLiteral("<b>")), qPrintable(text));
}

void TestFindingModel::severityIsNotColourOnly()
{
    FindingModel model;
    model.setFindings({record(FindingCode::RingFull, 0, 0, Severity::Warning)}, startNs, start);
    const QModelIndex cell = model.index(0, FindingModel::SeverityColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("warning"));
    QVERIFY(cell.data(Qt::DecorationRole).isValid());
    QVERIFY(cell.data(Qt::ForegroundRole).isValid());
}

void TestFindingModel::informationIsNotCounted()
{
    FindingModel model;
    model.setFindings({record(FindingCode::SharedCacheLine, 0, 0, Severity::Info),
                       record(FindingCode::RingFull, 0, 0, Severity::Warning)},
                      startNs, start);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.currentCount(), 1);
}

void TestFindingModel::clearing()
{
    FindingModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFindings({record(FindingCode::RingFull)}, startNs, start);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestFindingModel::edgeRows()
{
    FindingModel model;
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    model.setFindings({record(FindingCode::RingFull)}, startNs, start);
    QVERIFY(!model.index(model.rowCount(), 0).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
}

QTEST_MAIN(TestFindingModel)
#include "tst_finding_model.moc"
