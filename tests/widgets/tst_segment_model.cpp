// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/segment_model.h"

#include <QAbstractItemModelTester>
#include <QFont>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace membridge;

namespace {

SegmentInfo region(const std::string &name, qint32 lock = 0, quint64 size = 100)
{
    SegmentInfo info;
    info.name = name;
    info.stat.size = size;
    info.readable = true;
    info.guess = {Layout::Region, 0.9, GuessReason::NotARingSize};
    info.lock = LockWord{lock};
    return info;
}

SegmentInfo ring(const std::string &name, RingHeader header, quint64 size = 1048)
{
    SegmentInfo info;
    info.name = name;
    info.stat.size = size;
    info.readable = true;
    info.guess = {Layout::Ring, 0.99, GuessReason::HeaderConsistent};
    info.ring = header;
    return info;
}

} // namespace

class TestSegmentModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void refreshOnlyChangesData();
    void unchangedSegmentsAreSilent();
    void rowsComeAndGo_data();
    void rowsComeAndGo();
    void selectionSurvives();
    void unsortedAndDoubleNames();
    void cells_data();
    void cells();
    void namesAreEscaped();
    void unreadableSaysWhy();
    void edgeRows();
    void hiddenOnesAreMarked_data();
    void hiddenOnesAreMarked();
    void hiddenOnesComeAndGoBesideNamedOnes();
};

void TestSegmentModel::hiddenOnesAreMarked_data()
{
    QTest::addColumn<int>("hiding");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<QString>("text");
    QTest::newRow("unlinked") << static_cast<int>(platform::Hiding::Deleted) << true
                              << QStringLiteral("/a — unlinked, held by my\\nprogram (7)");
    QTest::newRow("in another namespace") << static_cast<int>(platform::Hiding::Namespace) << true
                                          << QStringLiteral("/a — in the namespace of my\\nprogram (7)");
    QTest::newRow("unreadable") << static_cast<int>(platform::Hiding::Deleted) << false
                                << QStringLiteral("/a — unlinked, held by my\\nprogram (7)");
}

void TestSegmentModel::hiddenOnesAreMarked()
{
    QFETCH(int, hiding);
    QFETCH(bool, readable);
    QFETCH(QString, text);
    SegmentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    HiddenSegmentInfo info{region("pid:7/a"), "/a", static_cast<platform::Hiding>(hiding), 7, "my\nprogram"};
    info.segment.readable = readable;
    model.setSegments({region("/a")});
    model.setHidden({info});
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex named = model.indexOf("/a");
    const QModelIndex hidden = model.indexOf("pid:7/a");
    QCOMPARE(named.data().toString(), QStringLiteral("/a"));
    QVERIFY(!named.data(SegmentModel::HiddenRole).toBool());
    QCOMPARE(hidden.data().toString(), text);
    QVERIFY(hidden.data(SegmentModel::HiddenRole).toBool());
    QVERIFY(hidden.data(Qt::FontRole).value<QFont>().italic() && !named.data(Qt::FontRole).isValid());
    QCOMPARE(hidden.data(SegmentModel::NameRole).toByteArray(), QByteArray("pid:7/a"));
    QVERIFY(hidden.data(Qt::ToolTipRole).toString().contains(QStringLiteral("not take part")));
    QCOMPARE(hidden.data(Qt::ToolTipRole).toString().contains(QStringLiteral("root")), !readable);
    // Its process took another name: the same row says so.
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    info.process = "other";
    model.setHidden({info});
    QCOMPARE(changes.count(), 1);
    QVERIFY(hidden.data().toString().contains(QStringLiteral("other (7)")));
}

void TestSegmentModel::hiddenOnesComeAndGoBesideNamedOnes()
{
    SegmentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const HiddenSegmentInfo info{region("pid:7/a"), "/a", platform::Hiding::Deleted, 7, "p"};
    model.setHidden({info});
    model.setSegments({region("/a"), region("/b")});
    QCOMPARE(model.rowCount(), 3);
    model.setSegments({});
    QCOMPARE(model.rowCount(), 1);
    model.setHidden({});
    QCOMPARE(model.rowCount(), 0);
}

void TestSegmentModel::refreshOnlyChangesData()
{
    SegmentModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSegments({region("/a"), region("/b")});
    QSignalSpy changed(&model, &SegmentModel::dataChanged);
    QSignalSpy inserted(&model, &SegmentModel::rowsInserted);
    QSignalSpy removed(&model, &SegmentModel::rowsRemoved);
    model.setSegments({region("/a"), region("/b", -1)});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 1);
    QCOMPARE(inserted.size() + removed.size(), 0);
}

void TestSegmentModel::unchangedSegmentsAreSilent()
{
    SegmentModel model;
    model.setSegments({region("/a"), region("/b")});
    QSignalSpy changed(&model, &SegmentModel::dataChanged);
    model.setSegments({region("/a"), region("/b")});
    QCOMPARE(changed.size(), 0);
}

void TestSegmentModel::rowsComeAndGo_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::addColumn<int>("inserts");
    QTest::addColumn<int>("removes");
    QTest::newRow("from nothing") << QStringList{} << QStringList{"/a", "/b"} << 1 << 0;
    QTest::newRow("to nothing") << QStringList{"/a", "/b"} << QStringList{} << 0 << 1;
    QTest::newRow("at the front") << QStringList{"/b"} << QStringList{"/a", "/b"} << 1 << 0;
    QTest::newRow("in the middle") << QStringList{"/a", "/d"} << QStringList{"/a", "/b", "/c", "/d"} << 1 << 0;
    QTest::newRow("at the end") << QStringList{"/a"} << QStringList{"/a", "/b"} << 1 << 0;
    QTest::newRow("every second gone") << QStringList{"/a", "/b", "/c", "/d"} << QStringList{"/a", "/c"} << 0 << 2;
    QTest::newRow("all others") << QStringList{"/a", "/c"} << QStringList{"/b", "/d"} << 2 << 2;
}

void TestSegmentModel::rowsComeAndGo()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    QFETCH(int, inserts);
    QFETCH(int, removes);
    const auto segments = [](const QStringList &names) {
        std::vector<SegmentInfo> list;
        for (const QString &name : names)
            list.push_back(region(name.toStdString()));
        return list;
    };
    SegmentModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSegments(segments(before));
    QSignalSpy inserted(&model, &SegmentModel::rowsInserted);
    QSignalSpy removed(&model, &SegmentModel::rowsRemoved);
    model.setSegments(segments(after));
    QCOMPARE(inserted.size(), inserts);
    QCOMPARE(removed.size(), removes);
    QStringList shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown << model.index(row, SegmentModel::Name).data().toString();
    QCOMPARE(shown, after);
}

void TestSegmentModel::selectionSurvives()
{
    SegmentModel model;
    model.setSegments({region("/b"), region("/d")});
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.indexOf("/d"), QItemSelectionModel::SelectCurrent);
    model.setSegments({region("/a"), region("/c"), region("/d", 2)});
    QCOMPARE(selection.currentIndex(), model.indexOf("/d"));
    QVERIFY(selection.isSelected(model.indexOf("/d")));
    QVERIFY(!model.indexOf("/b").isValid());
}

void TestSegmentModel::unsortedAndDoubleNames()
{
    SegmentModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSegments({region("/c"), region("/a"), region("/c")});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.indexOf("/a").row(), 0);
}

void TestSegmentModel::cells_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("stateKind");
    using Kind = StateBadge::Kind;
    QTest::newRow("free") << 0 << "free" << int(Kind::Free);
    QTest::newRow("readers") << 1 << "3 readers" << int(Kind::Readers);
    QTest::newRow("writer") << 2 << "1 writer" << int(Kind::Writer);
    QTest::newRow("invalid") << 3 << "invalid (−7)" << int(Kind::Invalid);
    QTest::newRow("implausible") << 4 << "2,147,483,647 readers" << int(Kind::Warning);
    QTest::newRow("ring") << 5 << "3.6 % full" << int(Kind::Neutral);
    QTest::newRow("ring, head past tail") << 6 << "malformed" << int(Kind::Invalid);
    QTest::newRow("ring, capacity 0") << 7 << "malformed" << int(Kind::Invalid);
}

void TestSegmentModel::cells()
{
    QFETCH(int, kind);
    QFETCH(QString, state);
    QFETCH(int, stateKind);
    const SegmentInfo kinds[] = {region("/x", 0),          region("/x", 3),          region("/x", -1),
                                 region("/x", -7),         region("/x", 0x7fffffff), ring("/x", {0, 37, 1024}),
                                 ring("/x", {9, 5, 1024}), ring("/x", {0, 0, 0})};
    SegmentModel model;
    model.setSegments({kinds[kind]});
    const QModelIndex cell = model.index(0, SegmentModel::State);
    QCOMPARE(cell.data().toString(), state);
    QCOMPARE(cell.data(SegmentModel::StateKindRole).toInt(), stateKind);
    QVERIFY(!cell.data(Qt::ToolTipRole).toString().isEmpty());
}

void TestSegmentModel::namesAreEscaped()
{
    const std::string raw = "/a\u202e<b>x\xff";
    SegmentModel model;
    model.setSegments({region(raw)});
    const QModelIndex cell = model.index(0, SegmentModel::Name);
    QCOMPARE(cell.data().toString(), QStringLiteral("/a\\u{202e}<b>x\\xff"));
    QCOMPARE(cell.data(SegmentModel::NameRole).toByteArray(), QByteArray::fromStdString(raw));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("&lt;b&gt;")));
    QCOMPARE(model.indexOf(QByteArray::fromStdString(raw)), cell);
}

void TestSegmentModel::unreadableSaysWhy()
{
    SegmentInfo info;
    info.name = "/secret";
    info.stat.mode = 0600;
    info.stat.uid = 33;
    SegmentModel model;
    model.setSegments({info});
    const QModelIndex cell = model.index(0, SegmentModel::State);
    QCOMPARE(cell.data().toString(), QStringLiteral("no access"));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("600")));
    QCOMPARE(cell.data(SegmentModel::ReadableRole).toBool(), false);
}

void TestSegmentModel::edgeRows()
{
    SegmentModel model;
    QVERIFY(model.segment({}) == nullptr);
    model.setSegments({region("/a")});
    QVERIFY(!model.index(model.rowCount(), 0).isValid());
    QVERIFY(!model.index(0, SegmentModel::ColumnCount).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QVERIFY(model.segment(model.index(0, 0)) != nullptr);
    QVERIFY(!model.headerData(SegmentModel::ColumnCount, Qt::Horizontal).isValid());
}

QTEST_MAIN(TestSegmentModel)
#include "tst_segment_model.moc"
