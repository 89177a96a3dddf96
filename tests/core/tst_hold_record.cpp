// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include "core/ipc/hold_record.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/traffic/lock_load.h"
#include "tests/support/own_process.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace membridge;
using namespace membridge::test;

/// Several holds of one process at the same time, and what a kill -9 leaves of them.
class tst_HoldRecord : public TestCase
{
    Q_OBJECT

private slots:
    void init();
    void severalOfOneProcess();
    void othersAreNotTouched();
    void manyThreads();
    void whoWasKilledWithSeveral();
    void leftByADeadProcessOfTheSamePid();
    void lockLoadRecordsBothLocks();
    void killedLockLoad();

private:
    static std::vector<RecordedHold> holdsOf(const TestSegment &segment)
    {
        const auto handle = platform::openSegment(segment.name(), platform::Access::ReadOnly);
        return recordedHolds(handle, platform::stat(handle, segment.name()));
    }
    static std::int64_t ofMode(const std::vector<RecordedHold> &holds, bool write)
    {
        return std::count_if(holds.begin(), holds.end(), [&](const RecordedHold &one) { return one.write == write; });
    }
    QStringList files() const
    {
        return QDir(m_runtime->filePath(QStringLiteral("membridge-scope/holds")))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    }
    static std::unique_ptr<QProcess> helper(const TestSegment &segment, const QString &verb)
    {
        auto process = std::make_unique<OwnProcess>();
        process->start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER), {verb, q(segment.name())});
        if (!process->waitForReadyRead(20'000) || process->readLine().trimmed() != "holding")
            qFatal("the helper does not hold");
        return process;
    }

    std::unique_ptr<QTemporaryDir> m_runtime;
};

void tst_HoldRecord::init()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    QVERIFY(qputenv("XDG_RUNTIME_DIR", m_runtime->path().toLocal8Bit()));
    QCOMPARE(::chmod(m_runtime->path().toLocal8Bit().constData(), 0700), 0);
}

void tst_HoldRecord::severalOfOneProcess()
{
    const TestSegment segment("records");
    segment.create(4096);
    auto first = std::make_unique<HoldRecord>(segment.name(), true, "first");
    auto second = std::make_unique<HoldRecord>(segment.name(), false, "second");
    auto third = std::make_unique<HoldRecord>(segment.name(), false, "third");
    QVERIFY(first->isKept() && second->isKept() && third->isKept());
    second->taken();
    auto holds = holdsOf(segment);
    QCOMPARE(holds.size(), 3U);
    for (unsigned number = 0; number < 3; ++number) {
        QCOMPARE(holds[number].pid, std::int64_t(::getpid()));
        QCOMPARE(holds[number].number, number);
        QVERIFY(holds[number].alive);
        QCOMPARE(holds[number].taken, number == 1);
    }
    QCOMPARE(holds[0].program, std::string("first"));
    QVERIFY(holds[0].write && !holds[1].write);
    // The mark goes with the last of them only.
    first.reset();
    holds = holdsOf(segment);
    QCOMPARE(holds.size(), 2U);
    QVERIFY(holds[0].alive && holds[1].alive);
    // A number that is free is used again.
    const HoldRecord fourth(segment.name(), true, "fourth");
    QCOMPARE(holdsOf(segment)[0].program, std::string("fourth"));
    second.reset();
    third.reset();
    QCOMPARE(holdsOf(segment).size(), 1U);
    QVERIFY(holdsOf(segment)[0].alive);
}

void tst_HoldRecord::othersAreNotTouched()
{
    // A second record looks for what the dead left: its own process is not dead.
    const TestSegment segment("records");
    const TestSegment other("records");
    segment.create(4096);
    other.create(4096);
    const HoldRecord first(segment.name(), true, "first");
    const HoldRecord elsewhere(other.name(), true, "elsewhere");
    {
        const HoldRecord second(segment.name(), true, "second");
        QCOMPARE(holdsOf(segment).size(), 2U);
    }
    QCOMPARE(holdsOf(segment).size(), 1U);
    QCOMPARE(holdsOf(other).size(), 1U);
}

void tst_HoldRecord::manyThreads()
{
    const TestSegment segment("records");
    segment.create(4096);
    std::atomic<int> notKept{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number)
        threads.emplace_back([&, number] {
            for (int turn = 0; turn < 200; ++turn) {
                HoldRecord record(segment.name(), number % 2 == 0, "thread");
                record.taken();
                notKept += record.isKept() ? 0 : 1;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(notKept.load(), 0);
    QVERIFY(files().isEmpty());
    const auto handle = platform::openSegment(segment.name(), platform::Access::ReadOnly);
    QVERIFY(!platform::HoldMark::isSet(handle, ::getpid()));
}

void tst_HoldRecord::whoWasKilledWithSeveral()
{
    const TestSegment segment("records");
    segment.create(4096);
    // Records for a load of readers, and holds the write lock at the same time.
    const auto process = helper(segment, QStringLiteral("hold-twice"));
    auto holds = holdsOf(segment);
    QCOMPARE(holds.size(), 2U);
    QVERIFY(holds[0].alive && holds[1].alive);
    QVERIFY(deadHolder(holds, LockWord{-1}) == nullptr);
    process->kill();
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(segment.get<std::int32_t>(0), -1);
    holds = holdsOf(segment);
    QCOMPARE(holds.size(), 2U);
    const RecordedHold *dead = deadHolder(holds, LockWord{-1});
    QVERIFY(dead != nullptr);
    QVERIFY(dead->write && dead->taken && !dead->alive);
    // Had it been a reader, the other record would tell.
    dead = deadHolder(holds, LockWord{1});
    QVERIFY(dead != nullptr && !dead->write);
    // The next one leaves what the word shows, and takes away the rest.
    const HoldRecord next(segment.name(), true, "next");
    holds = holdsOf(segment);
    QCOMPARE(holds.size(), 2U);
    QCOMPARE(ofMode(holds, true), std::int64_t(2));
}

void tst_HoldRecord::leftByADeadProcessOfTheSamePid()
{
    const TestSegment segment("records");
    segment.create(4096);
    struct ::stat status;
    QCOMPARE(::stat(segment.path().c_str(), &status), 0);
    const QString name = QStringLiteral("%1-%2-%3").arg(status.st_dev).arg(status.st_ino).arg(::getpid());
    { // Makes the directory.
        const HoldRecord any(segment.name(), false, "any");
        QCOMPARE(files(), QStringList{name});
    }
    QFile left(m_runtime->filePath(QStringLiteral("membridge-scope/holds/%1-7").arg(name)));
    QVERIFY(left.open(QIODevice::WriteOnly));
    QVERIFY(left.write("membridge hold 1\nwrite\nholding\n5\nx\n") > 0);
    left.close();
    QCOMPARE(holdsOf(segment).size(), 1U);
    // The word may still show it, but with this process's mark it would look alive.
    segment.put<std::int32_t>(0, -1);
    const HoldRecord own(segment.name(), false, "own");
    QCOMPARE(files(), QStringList{name});
}

void tst_HoldRecord::lockLoadRecordsBothLocks()
{
    const TestSegment segment("records");
    segment.create(8192);
    LockLoad load(segment.name(), {.readers = 1, .writers = 1, .program = "load"});
    StopFlag stop;
    std::thread thread([&] { (void)load.run(&stop); });
    const bool both = QTest::qWaitFor([&] { return holdsOf(segment).size() == 2; }, 60'000);
    const auto holds = holdsOf(segment);
    stop.request();
    thread.join();
    QVERIFY(both);
    QCOMPARE(ofMode(holds, true), std::int64_t(1));
    QCOMPARE(ofMode(holds, false), std::int64_t(1));
    QVERIFY(files().isEmpty());
    LockLoad readers(segment.name(), {.readers = 1, .writers = 0, .duration = std::chrono::milliseconds(1)});
    (void)readers.run();
    QVERIFY(files().isEmpty());
}

void tst_HoldRecord::killedLockLoad()
{
    // Beside a hold of the same process; killed when the load has the read lock.
    const TestSegment segment("records");
    segment.create(8192);
    const auto process = helper(segment, QStringLiteral("load-and-record"));
    QCOMPARE(holdsOf(segment).size(), 3U);
    QTRY_COMPARE_WITH_TIMEOUT(segment.get<std::int32_t>(0), 1, 20'000);
    process->kill();
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(segment.get<std::int32_t>(0), 1);
    const auto holds = holdsOf(segment);
    QCOMPARE(holds.size(), 3U);
    for (const RecordedHold &hold : holds)
        QVERIFY(!hold.alive);
    const RecordedHold *dead = deadHolder(holds, LockWord{1});
    QVERIFY(dead != nullptr);
    QCOMPARE(dead->program, std::string("load"));
}

QTEST_GUILESS_MAIN(tst_HoldRecord)
#include "tst_hold_record.moc"
