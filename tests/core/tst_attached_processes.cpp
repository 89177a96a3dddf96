// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "holder.h"

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_reader.h"
#include "core/platform/platform.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <ctime>

using namespace membridge;
using namespace membridge::test;

namespace {

platform::ProcessList attachedTo(const TestSegment &segment, platform::MapsWay way = platform::MapsWay::Best)
{
    const auto stat = SegmentReader::open(segment.name()).statAtOpen();
    return platform::attachedProcesses(stat.device, stat.inode, way);
}

bool sameProcesses(const platform::ProcessList &a, const platform::ProcessList &b)
{
    return a.complete == b.complete
        && std::equal(a.processes.begin(), a.processes.end(), b.processes.begin(), b.processes.end(),
                      [](const auto &x, const auto &y) {
                          return x.pid == y.pid && x.mapped == y.mapped && x.writable == y.writable
                              && x.startBootNs == y.startBootNs && x.command == y.command;
                      });
}

std::int64_t nowNs(clockid_t clock)
{
    struct ::timespec time;
    ::clock_gettime(clock, &time);
    return time.tv_sec * 1'000'000'000LL + time.tv_nsec;
}

} // namespace

class tst_AttachedProcesses : public TestCase
{
    Q_OBJECT

private slots:
    void otherProcess_data();
    void otherProcess();
    void namesAndState();
    void leavesOutOneself();
    void leavesOutOtherSegments();
    void severalAreSortedAndLeave();
    void replacedObjectsAreTold();
    void vanishingProcessesAreNoGap();
    void bothWaysFindTheSame();
    void withoutQueryTheTextServes_data();
    void withoutQueryTheTextServes();
    void startAndCommand();
    void longCommandsAreCut();
    void otherNamespaces();
    void whoCannotBeLookedIntoIsAGap_data();
    void whoCannotBeLookedIntoIsAGap();
};

void tst_AttachedProcesses::otherProcess_data()
{
    QTest::addColumn<QStringList>("verb");
    QTest::addColumn<bool>("mapped");
    QTest::addColumn<bool>("writable");
    QTest::newRow("maps it read-only") << QStringList{"map", "ro", "keep"} << true << false;
    QTest::newRow("maps it writable") << QStringList{"map", "rw", "keep"} << true << true;
    QTest::newRow("closed its descriptor after mapping read-only") << QStringList{"map", "ro", "close"} << true << false;
    QTest::newRow("closed its descriptor after mapping writable") << QStringList{"map", "rw", "close"} << true << true;
    QTest::newRow("maps it twice, once read-only") << QStringList{"map", "twice", "close"} << true << true;
    QTest::newRow("maps it private and writable") << QStringList{"map", "private", "close"} << true << false;
    QTest::newRow("its main thread ended") << QStringList{"map-in-thread"} << true << true;
    QTest::newRow("has it open read-only, without a mapping") << QStringList{"open", "ro"} << false << false;
    QTest::newRow("has it open writable, without a mapping") << QStringList{"open", "rw"} << false << true;
}

void tst_AttachedProcesses::otherProcess()
{
    QFETCH(QStringList, verb);
    QFETCH(bool, mapped);
    QFETCH(bool, writable);
    const TestSegment segment;
    segment.create(4096);
    QVERIFY(attachedTo(segment).processes.empty());
    Holder holder(segment, verb);
    QVERIFY(holder.holds());
    const auto list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(1));
    QCOMPARE(list.processes.front().pid, holder.pid());
    QCOMPARE(list.processes.front().mapped, mapped);
    QCOMPARE(list.processes.front().writable, writable);
    holder.end();
    QVERIFY(attachedTo(segment).processes.empty());
}

void tst_AttachedProcesses::namesAndState()
{
    const TestSegment segment;
    segment.create(64);
    const Holder holder(segment, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    // It may still be on its way into the read that it waits in.
    QTRY_COMPARE(attachedTo(segment).processes.at(0).state, 'S');
    // The kernel keeps 15 bytes of the name.
    QCOMPARE(q(attachedTo(segment).processes.at(0).name), QStringLiteral("core_test_helpe"));
}

void tst_AttachedProcesses::leavesOutOneself()
{
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 4096);
    const auto handle = std::make_shared<platform::SegmentHandle>(
        platform::openSegment(segment.name(), Access::ReadWrite));
    const platform::Mapping mapping(handle, 4096, Access::ReadWrite, segment.name());
    const auto list = attachedTo(segment);
    QVERIFY(list.processes.empty());
    QVERIFY(list.self);
    const TestSegment other;
    other.create(4096);
    QVERIFY(!attachedTo(other).self);
}

void tst_AttachedProcesses::leavesOutOtherSegments()
{
    const TestSegment segment;
    segment.create(4096);
    const TestSegment other;
    other.create(4096);
    const Holder holder(other, {"map", "rw", "keep"});
    QVERIFY(holder.holds());
    QVERIFY(attachedTo(segment).processes.empty());
}

void tst_AttachedProcesses::severalAreSortedAndLeave()
{
    const TestSegment segment;
    segment.create(4096);
    Holder first(segment, {"map", "rw", "close"});
    const Holder second(segment, {"map", "ro", "keep"});
    const Holder third(segment, {"open", "ro"});
    QVERIFY(first.holds() && second.holds() && third.holds());
    auto list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(3));
    QVERIFY(std::is_sorted(list.processes.begin(), list.processes.end(), [](auto &a, auto &b) { return a.pid < b.pid; }));
    const auto gone = first.pid();
    first.end();
    list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(2));
    QVERIFY(
        std::none_of(list.processes.begin(), list.processes.end(), [&](auto &process) { return process.pid == gone; }));
}

void tst_AttachedProcesses::replacedObjectsAreTold()
{
    const TestSegment segment;
    segment.create(4096);
    const SegmentReader old = SegmentReader::open(segment.name());
    const Holder holder(segment, {"map", "rw", "close"});
    QVERIFY(holder.holds());
    segment.replace(4096);
    // Same name, another object: whoever maps the old one is attached to that alone.
    QVERIFY(attachedTo(segment).processes.empty());
    const auto list = platform::attachedProcesses(old.statAtOpen().device, old.statAtOpen().inode);
    QCOMPARE(list.processes.size(), std::size_t(1));
    QCOMPARE(list.processes.front().pid, holder.pid());
}

void tst_AttachedProcesses::vanishingProcessesAreNoGap()
{
    const TestSegment segment;
    segment.create(4096);
    const bool complete = attachedTo(segment).complete;
    for (int i = 0; i < 5; ++i) {
        Holder passing(segment, {"open", "ro"});
        passing.end();
        QCOMPARE(attachedTo(segment).complete, complete);
    }
}

void tst_AttachedProcesses::bothWaysFindTheSame()
{
    if (!platform::canQueryMaps())
        QSKIP("This kernel has no PROCMAP_QUERY.");
    const TestSegment segment;
    segment.create(8192);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const Holder all[] = {{segment, {"map", "ro", "close"}},
                          {segment, {"map", "rw", "close"}},
                          {segment, {"map", "rw", "keep"}},
                          {segment, {"map", "twice", "close"}},
                          {segment, {"map", "private", "close"}},
                          {segment, {"map-in-thread"}},
                          {segment, {"open", "ro"}},
                          {segment, {"open", "rw"}}};
    for (const Holder &holder : all)
        QVERIFY(holder.holds());
    for (const bool unlinked : {false, true}) {
        if (unlinked)
            segment.unlink();
        const auto [device, inode] = std::pair(reader.statAtOpen().device, reader.statAtOpen().inode);
        const auto query = platform::attachedProcesses(device, inode, platform::MapsWay::Query);
        QCOMPARE(query.processes.size(), std::size(all));
        QVERIFY(sameProcesses(query, platform::attachedProcesses(device, inode, platform::MapsWay::Text)));
        QVERIFY(sameProcesses(query, platform::attachedProcesses(device, inode, platform::MapsWay::Best)));
    }
}

void tst_AttachedProcesses::withoutQueryTheTextServes_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("an older kernel") << ENOTTY;
    QTest::newRow("a sandbox") << EPERM;
    QTest::newRow("another form of it") << EINVAL;
}

void tst_AttachedProcesses::withoutQueryTheTextServes()
{
    QFETCH(int, error);
    const TestSegment segment;
    segment.create(4096);
    const auto stat = SegmentReader::open(segment.name()).statAtOpen();
    const Holder mapping(segment, {"map", "rw", "close"});
    const Holder descriptor(segment, {"open", "ro"});
    QVERIFY(mapping.holds() && descriptor.holds());
    OwnProcess other;
    other.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER),
                {"attached-without-query", q(segment.name()), QString::number(stat.device), QString::number(stat.inode),
                 QString::number(error)});
    QVERIFY(other.waitForFinished());
    const QList<QByteArray> said = other.readAllStandardOutput().trimmed().split(' ');
    QCOMPARE(said.size(), 5);
    QCOMPARE(said[0], QByteArray("can't"));
    QCOMPARE(said[1], QByteArray("2"));
    // By the query alone nobody's mappings are seen, and that is said of everybody.
    QCOMPARE(said[3], QByteArray("1"));
    QVERIFY2(said[4].toInt() > said[2].toInt(), said.join(' ').constData());
}

void tst_AttachedProcesses::startAndCommand()
{
    const TestSegment segment;
    segment.create(4096);
    // The kernel keeps the start as of its last tick, and tells it in hundredths of a second.
    constexpr std::int64_t tick = 20'000'000;
    const std::int64_t bootBefore = nowNs(CLOCK_BOOTTIME) - tick;
    const std::int64_t wallBefore = nowNs(CLOCK_REALTIME) - tick;
    const Holder holder(segment, {"map", "ro", "close", "two words", ""});
    QVERIFY(holder.holds());
    const auto list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(1));
    const platform::ProcessInfo &process = list.processes.front();
    QVERIFY(process.startBootNs > bootBefore);
    QVERIFY(process.startBootNs <= nowNs(CLOCK_BOOTTIME));
    QVERIFY(process.startNs > wallBefore);
    QVERIFY(process.startNs <= nowNs(CLOCK_REALTIME));
    const std::string expected = MEMBRIDGE_CORE_TEST_HELPER " map " + segment.name() + " ro close two words ";
    QCOMPARE(q(process.command), q(expected));
    QVERIFY(!process.otherPidNamespace);
    QVERIFY(!process.otherMountNamespace);
}

void tst_AttachedProcesses::longCommandsAreCut()
{
    const TestSegment segment;
    segment.create(4096);
    const Holder holder(segment, {"map", "ro", "close", QString(100'000, 'x')});
    QVERIFY(holder.holds());
    const auto list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(1));
    QCOMPARE(list.processes.front().command.size(), platform::ProcessInfo::maxCommand);
    QVERIFY(q(list.processes.front().command).startsWith(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER " map ")));
}

void tst_AttachedProcesses::otherNamespaces()
{
    const TestSegment segment;
    segment.create(4096);
    const Holder holder(segment, {"map-apart"});
    if (holder.refused())
        QSKIP("This user may not make namespaces here.");
    QVERIFY(holder.holds());
    const auto list = attachedTo(segment);
    QCOMPARE(list.processes.size(), std::size_t(1));
    QVERIFY(list.processes.front().pid != holder.pid());
    QVERIFY(list.processes.front().mapped);
    QVERIFY(list.processes.front().otherPidNamespace);
    QVERIFY(list.processes.front().otherMountNamespace);
}

void tst_AttachedProcesses::whoCannotBeLookedIntoIsAGap_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("best") << static_cast<int>(platform::MapsWay::Best);
    QTest::newRow("query") << static_cast<int>(platform::MapsWay::Query);
    QTest::newRow("text") << static_cast<int>(platform::MapsWay::Text);
}

void tst_AttachedProcesses::whoCannotBeLookedIntoIsAGap()
{
    QFETCH(int, way);
    const TestSegment segment;
    segment.create(4096);
    segment.setMode(0644);
    const auto stat = SegmentReader::open(segment.name()).statAtOpen();
    // Somebody else, for whom our processes (and init at the least) are closed.
    OwnProcess nobody;
    nobody.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER),
                 {"nobody-attached", q(segment.name()), QString::number(stat.device), QString::number(stat.inode),
                  QString::number(way)});
    QVERIFY(nobody.waitForFinished());
    const QByteArray said = nobody.readAllStandardOutput().trimmed();
    QVERIFY2(said.startsWith("incomplete "), said.constData());
    QVERIFY2(said.mid(11).toInt() > 0, said.constData());
}

QTEST_GUILESS_MAIN(tst_AttachedProcesses)
#include "tst_attached_processes.moc"
