// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/process_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace membridge;

namespace {

platform::ProcessInfo process(std::int64_t pid, const char *name = "reader", char state = 'S')
{
    platform::ProcessInfo info;
    info.pid = pid;
    info.name = name;
    info.state = state;
    info.mapped = true;
    return info;
}

platform::ProcessList listOf(std::vector<platform::ProcessInfo> processes)
{
    platform::ProcessList list;
    list.processes = std::move(processes);
    return list;
}

const QDateTime start(QDate(2026, 1, 2), QTime(3, 4, 5));

} // namespace

class TestProcessModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void comeAndGo();
    void statesThatAlternateAreNoNews();
    void accessInWords_data();
    void accessInWords();
    void namesAreUntrusted();
    void startAndCommand();
    void namespacesInWords_data();
    void namespacesInWords();
    void aPidThatIsUsedAgainIsAnotherProcess();
    void rowsAreBounded();
    void edgeRows();
};

void TestProcessModel::comeAndGo()
{
    ProcessModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProcesses(listOf({process(10), process(20, "writer")}), start);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.presentCount(), 2);
    QItemSelectionModel selection(&model);
    selection.setCurrentIndex(model.index(0, 0), QItemSelectionModel::SelectCurrent);

    model.setProcesses(listOf({process(20, "writer"), process(30)}), start.addSecs(5));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.presentCount(), 2);
    QCOMPARE(selection.currentIndex(), model.index(0, 0));
    QCOMPARE(model.index(0, 0).data(ProcessModel::PresentRole).toBool(), false);
    QCOMPARE(model.index(0, ProcessModel::State).data().toString(), QStringLiteral("gone, or let go of it"));
    QCOMPARE(model.index(0, ProcessModel::LastSeen).data().toString(), QStringLiteral("03:04:05"));
    QCOMPARE(model.index(1, ProcessModel::LastSeen).data().toString(), QStringLiteral("03:04:10"));
    QCOMPARE(model.index(2, ProcessModel::FirstSeen).data().toString(), QStringLiteral("03:04:10"));
    QVERIFY(model.index(0, 0).data(Qt::ForegroundRole).isValid());

    // It maps the segment again.
    model.setProcesses(listOf({process(10)}), start.addSecs(6));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data(ProcessModel::PresentRole).toBool(), true);
    QCOMPARE(model.presentCount(), 1);
}

void TestProcessModel::statesThatAlternateAreNoNews()
{
    ProcessModel model;
    model.setProcesses(listOf({process(10, "reader", 'S')}), start);
    QSignalSpy changed(&model, &ProcessModel::dataChanged);
    model.setProcesses(listOf({process(10, "reader", 'R')}), start);
    QCOMPARE(changed.size(), 0);
    model.setProcesses(listOf({process(10, "reader", 'T')}), start);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.index(0, ProcessModel::State).data().toString(), QStringLiteral("stopped"));
    QVERIFY(model.index(0, ProcessModel::State).data(Qt::ForegroundRole).isValid());
}

void TestProcessModel::accessInWords_data()
{
    QTest::addColumn<bool>("mapped");
    QTest::addColumn<bool>("writable");
    QTest::addColumn<QString>("text");
    QTest::newRow("mapped rw") << true << true << QStringLiteral("mapped, read and write");
    QTest::newRow("mapped ro") << true << false << QStringLiteral("mapped, read only");
    QTest::newRow("open rw") << false << true << QStringLiteral("open, read and write");
    QTest::newRow("open ro") << false << false << QStringLiteral("open, read only");
}

void TestProcessModel::accessInWords()
{
    QFETCH(bool, mapped);
    QFETCH(bool, writable);
    QFETCH(QString, text);
    platform::ProcessInfo info = process(1);
    info.mapped = mapped;
    info.writable = writable;
    ProcessModel model;
    model.setProcesses(listOf({info}), start);
    QCOMPARE(model.index(0, ProcessModel::Access).data().toString(), text);
}

void TestProcessModel::namesAreUntrusted()
{
    ProcessModel model;
    model.setProcesses(listOf({process(1, "a\n<b>\xff")}), start);
    const QString shown = model.index(0, ProcessModel::Name).data().toString();
    QVERIFY2(!shown.contains(QLatin1Char('\n')), qPrintable(shown));
    QVERIFY(!model.index(0, ProcessModel::Name).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
}

void TestProcessModel::startAndCommand()
{
    ProcessModel model;
    const auto started = [](std::int64_t pid, const QDateTime &at) {
        platform::ProcessInfo info = process(pid);
        info.startNs = at.toMSecsSinceEpoch() * 1'000'000;
        return info;
    };
    platform::ProcessInfo today = started(1, start.addSecs(-60));
    today.command = "writer\n<b> \xff --rate 10";
    model.setProcesses(listOf({today, started(2, start.addDays(-1)), process(3)}), start);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, ProcessModel::Since), QStringLiteral("03:03:05"));
    QCOMPARE(text(1, ProcessModel::Since), QStringLiteral("2026-01-01 03:04"));
    QCOMPARE(text(2, ProcessModel::Since), QString());
    QVERIFY(model.index(1, ProcessModel::Since).data(ProcessModel::SortRole).toLongLong()
            < model.index(0, ProcessModel::Since).data(ProcessModel::SortRole).toLongLong());
    QVERIFY(text(0, ProcessModel::Command).endsWith(QStringLiteral("--rate 10")));
    QVERIFY(!text(0, ProcessModel::Command).contains(QLatin1Char('\n')));
    QVERIFY(!model.index(0, ProcessModel::Command).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));

    QSignalSpy changed(&model, &ProcessModel::dataChanged);
    today.command = "another program";
    model.setProcesses(listOf({today, started(2, start.addDays(-1)), process(3)}), start);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(text(0, ProcessModel::Command), QStringLiteral("another program"));
}

void TestProcessModel::namespacesInWords_data()
{
    QTest::addColumn<bool>("pid");
    QTest::addColumn<bool>("mount");
    QTest::addColumn<QString>("text");
    QTest::newRow("ours") << false << false << QStringLiteral("reader %1");
    QTest::newRow("other PIDs") << true << false << QStringLiteral("reader %1 (in another PID namespace)");
    QTest::newRow("other mounts") << false << true << QStringLiteral("reader %1 (in another mount namespace)");
    QTest::newRow("both") << true << true << QStringLiteral("reader %1 (in a container)");
}

void TestProcessModel::namespacesInWords()
{
    QFETCH(bool, pid);
    QFETCH(bool, mount);
    QFETCH(QString, text);
    platform::ProcessInfo info = process(1, "reader %1");
    info.otherPidNamespace = pid;
    info.otherMountNamespace = mount;
    ProcessModel model;
    model.setProcesses(listOf({info}), start);
    QCOMPARE(model.index(0, ProcessModel::Name).data().toString(), text);
}

void TestProcessModel::aPidThatIsUsedAgainIsAnotherProcess()
{
    ProcessModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    platform::ProcessInfo info = process(7, "first");
    info.startBootNs = 1'000'000'000;
    model.setProcesses(listOf({info}), start);
    info.startBootNs = 9'000'000'000;
    info.name = "second";
    model.setProcesses(listOf({info}), start.addSecs(1));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.presentCount(), 1);
    QCOMPARE(model.index(0, ProcessModel::Name).data().toString(), QStringLiteral("first"));
    QCOMPARE(model.index(1, ProcessModel::Name).data().toString(), QStringLiteral("second"));
}

void TestProcessModel::rowsAreBounded()
{
    ProcessModel model;
    for (int i = 0; i < ProcessModel::maxRows + 10; ++i)
        model.setProcesses(listOf({process(i + 1)}), start);
    QCOMPARE(model.rowCount(), ProcessModel::maxRows);
    QCOMPARE(model.index(0, 0).data(ProcessModel::PidRole).toLongLong(), 11);
    QCOMPARE(model.presentCount(), 1);
}

void TestProcessModel::edgeRows()
{
    ProcessModel model;
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    model.setProcesses(listOf({process(1)}), start);
    QVERIFY(!model.index(model.rowCount(), 0).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.index(0, ProcessModel::Pid).data(ProcessModel::SortRole).toLongLong(), 1);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestProcessModel)
#include "tst_process_model.moc"
