// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_reader.h"
#include "core/platform/platform.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace membridge;
using namespace membridge::test;

namespace {

platform::ProcessList attachedTo(const TestSegment &segment)
{
    const auto stat = SegmentReader::open(segment.name()).statAtOpen();
    return platform::attachedProcesses(stat.device, stat.inode);
}

/// Another process that holds the segment until this object ends.
class Holder
{
public:
    Holder(const TestSegment &segment, const QStringList &verb)
    {
        QStringList arguments = verb;
        arguments.insert(1, q(segment.name()));
        m_process.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), arguments);
        m_holds = m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readLine().trimmed() == QByteArray("holding");
    }
    ~Holder() { end(); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    bool holds() const { return m_holds; }
    std::int64_t pid() const { return m_process.processId(); }
    void end()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    bool m_holds = false;
};

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

QTEST_GUILESS_MAIN(tst_AttachedProcesses)
#include "tst_attached_processes.moc"
