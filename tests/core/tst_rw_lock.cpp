// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/rw_lock.h"
#include "core/ipc/shared_memory.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <array>
#include <atomic>
#include <limits>
#include <thread>
#include <vector>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

constexpr int intMax = std::numeric_limits<int>::max();
constexpr int intMin = std::numeric_limits<int>::min();
// Far longer than any wait here takes, and shorter than the time limit of the test.
constexpr auto patience = 60s;

} // namespace

class tst_RwLock : public TestCase
{
    Q_OBJECT

private slots:
    void tryLock_data();
    void tryLock();
    void unlock();
    void unlockAfterAReset_data();
    void unlockAfterAReset();
    void constructionTouchesNothing();
    void deadlineNowIsOneTry();
    void waitEndsAtItsDeadline_data();
    void waitEndsAtItsDeadline();
    void waitEndsWithTheHold();
    void stopEndsTheWait();
    void longestTimeoutIsNotInThePast();
    void guardsGiveBackWhatTheyTook();
    void guardsKeepTheirHandsOffOtherHolds();
    void recover_data();
    void recover();
    void initialise();
    void writersAndReadersShareOneWord();
    void readersHoldTogether();
};

void tst_RwLock::tryLock_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<bool>("writable");
    QTest::newRow("free") << 0 << true << true;
    QTest::newRow("one reader") << 1 << true << false;
    QTest::newRow("the last reader that can be counted") << intMax - 1 << true << false;
    QTest::newRow("INT_MAX is not incremented") << intMax << false << false;
    QTest::newRow("writer") << -1 << false << false;
    QTest::newRow("-2") << -2 << false << false;
    QTest::newRow("-7") << -7 << false << false;
    QTest::newRow("INT_MIN") << intMin << false << false;
}

void tst_RwLock::tryLock()
{
    QFETCH(int, word);
    QFETCH(bool, readable);
    QFETCH(bool, writable);
    std::int32_t shared = word;
    RwLock lock(&shared);
    QCOMPARE(lock.tryLockRead(), readable);
    QCOMPARE(shared, readable ? word + 1 : word);
    shared = word;
    QCOMPARE(lock.tryLockWrite(), writable);
    QCOMPARE(shared, writable ? -1 : word);
}

void tst_RwLock::unlock()
{
    std::int32_t word = 3;
    RwLock lock(&word);
    QVERIFY(lock.unlockRead());
    QCOMPARE(word, 2);
    QVERIFY(lock.unlockRead());
    QVERIFY(lock.unlockRead());
    QCOMPARE(lock.observe().state(), LockState::Free);
    QVERIFY(lock.tryLockWrite());
    QCOMPARE(lock.observe().state(), LockState::Writer);
    QVERIFY(lock.unlockWrite());
    QCOMPARE(word, 0);
}

void tst_RwLock::unlockAfterAReset_data()
{
    QTest::addColumn<bool>("read");
    QTest::addColumn<int>("word");
    // The peer's creator sets the word to 0 at every map(), whoever holds it; others may have come since.
    QTest::newRow("our read, word free") << true << 0;
    QTest::newRow("our read, a writer came") << true << -1;
    QTest::newRow("our read, no state") << true << -7;
    QTest::newRow("our write, word free") << false << 0;
    QTest::newRow("our write, readers came") << false << 2;
    QTest::newRow("our write, no state") << false << -7;
}

void tst_RwLock::unlockAfterAReset()
{
    QFETCH(bool, read);
    QFETCH(int, word);
    std::int32_t shared = word;
    RwLock lock(&shared);
    QVERIFY(!(read ? lock.unlockRead() : lock.unlockWrite()));
    QCOMPARE(shared, word);
}

void tst_RwLock::constructionTouchesNothing()
{
    std::int32_t word = -7;
    const RwLock lock(&word);
    QCOMPARE(lock.observe().raw, -7);
    QCOMPARE(word, -7);
}

void tst_RwLock::deadlineNowIsOneTry()
{
    std::int32_t word = 0;
    RwLock lock(&word);
    QCOMPARE(lock.lockWrite(Deadline::now()), WaitOutcome::Done);
    QCOMPARE(lock.lockWrite(Deadline::now()), WaitOutcome::TimedOut);
    QCOMPARE(lock.lockRead(Deadline::now()), WaitOutcome::TimedOut);
    QCOMPARE(word, -1);
}

void tst_RwLock::waitEndsAtItsDeadline_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<bool>("read");
    QTest::newRow("read while a writer holds") << -1 << true;
    QTest::newRow("write while a writer holds") << -1 << false;
    QTest::newRow("write while a reader holds") << 1 << false;
    QTest::newRow("read, word -7") << -7 << true;
    QTest::newRow("write, word -7") << -7 << false;
    QTest::newRow("read, INT_MAX") << intMax << true;
    QTest::newRow("write, INT_MAX") << intMax << false;
    QTest::newRow("read, INT_MIN") << intMin << true;
}

void tst_RwLock::waitEndsAtItsDeadline()
{
    QFETCH(int, word);
    QFETCH(bool, read);
    std::int32_t shared = word;
    RwLock lock(&shared);
    constexpr auto wait = 15ms;
    const auto begin = Deadline::Clock::now();
    const Deadline deadline = Deadline::after(wait);
    QCOMPARE(read ? lock.lockRead(deadline) : lock.lockWrite(deadline), WaitOutcome::TimedOut);
    const auto waited = Deadline::Clock::now() - begin;
    QVERIFY(waited >= wait);
    QVERIFY(waited < patience);
    QCOMPARE(shared, word);
}

void tst_RwLock::waitEndsWithTheHold()
{
    alignas(4) std::int32_t word = -1;
    RwLock lock(&word);
    std::atomic<bool> waiting = false;
    std::thread holder([&] {
        (void)waitUntil(Deadline::after(patience), [&] { return waiting.load(); });
        (void)RwLock(&word).unlockWrite();
    });
    waiting = true;
    const auto outcome = lock.lockRead(Deadline::after(patience));
    holder.join();
    QCOMPARE(outcome, WaitOutcome::Done);
    QCOMPARE(lock.observe().raw, 1);
}

void tst_RwLock::stopEndsTheWait()
{
    alignas(4) std::int32_t word = -7;
    StopFlag stop;
    std::atomic<int> outcome = -1;
    std::thread waiter([&] { outcome = static_cast<int>(RwLock(&word).lockWrite(Deadline::after(patience, &stop))); });
    stop.request();
    waiter.join();
    QCOMPARE(static_cast<WaitOutcome>(outcome.load()), WaitOutcome::Stopped);
    QCOMPARE(word, -7);

    // A lock that can be had is had: stopping ends waits, it does not forbid.
    word = 0;
    QCOMPARE(RwLock(&word).lockWrite(Deadline::after(patience, &stop)), WaitOutcome::Done);
}

void tst_RwLock::longestTimeoutIsNotInThePast()
{
    const Deadline longest = Deadline::after(std::chrono::nanoseconds::max());
    QVERIFY(!longest.passed());
    QVERIFY(longest.at() > Deadline::Clock::now());
}

void tst_RwLock::guardsGiveBackWhatTheyTook()
{
    std::int32_t word = 0;
    RwLock lock(&word);
    {
        const ReadGuard first(lock, Deadline::now());
        const ReadGuard second(lock, Deadline::now());
        QVERIFY(first);
        QVERIFY(second);
        QCOMPARE(word, 2);
    }
    QCOMPARE(word, 0);
    {
        const WriteGuard guard(lock, Deadline::now());
        QVERIFY(guard);
        QCOMPARE(guard.outcome(), WaitOutcome::Done);
        QCOMPARE(word, -1);
    }
    QCOMPARE(word, 0);
}

void tst_RwLock::guardsKeepTheirHandsOffOtherHolds()
{
    std::int32_t word = -1;
    RwLock lock(&word);
    {
        const ReadGuard reader(lock, Deadline::now());
        QVERIFY(!reader);
        const WriteGuard writer(lock, Deadline::now());
        QVERIFY(!writer);
        QCOMPARE(writer.outcome(), WaitOutcome::TimedOut);
    }
    QCOMPARE(word, -1);
    word = 2;
    {
        const WriteGuard writer(lock, Deadline::now());
        QVERIFY(!writer);
    }
    QCOMPARE(word, 2);
}

void tst_RwLock::recover_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<int>("expected");
    QTest::addColumn<bool>("recovered");
    QTest::newRow("dead writer") << -1 << -1 << true;
    QTest::newRow("dead readers") << 3 << 3 << true;
    QTest::newRow("no state") << -7 << -7 << true;
    QTest::newRow("the writer came back and left") << 0 << -1 << false;
    QTest::newRow("a reader left meanwhile") << 2 << 3 << false;
    QTest::newRow("writer instead of reader") << -1 << 1 << false;
}

void tst_RwLock::recover()
{
    QFETCH(int, word);
    QFETCH(int, expected);
    QFETCH(bool, recovered);
    std::int32_t shared = word;
    RwLock lock(&shared);
    QCOMPARE(lock.recover(expected), recovered);
    QCOMPARE(shared, recovered ? 0 : word);
}

void tst_RwLock::initialise()
{
    std::int32_t word = -7;
    RwLock lock(&word);
    lock.initialise();
    QCOMPARE(word, 0);
}

void tst_RwLock::writersAndReadersShareOneWord()
{
    constexpr int rounds = 4000;
    constexpr std::size_t words = 64;
    struct Shared
    {
        std::int32_t lock;
        std::array<std::uint32_t, words> payload;
    };
    TestSegment segment("rwlock");
    const SharedMemory memory = SharedMemory::create(segment.name(), sizeof(Shared));
    // One mapping for all threads: what synchronises them is the lock alone, and a race detector can see it.
    const auto handle = std::make_shared<platform::SegmentHandle>(
        platform::openSegment(segment.name(), Access::ReadWrite));
    const platform::Mapping mapping(handle, memory.size(), Access::ReadWrite, segment.name());
    auto *shared = reinterpret_cast<Shared *>(mapping.data());

    std::atomic<int> torn = 0;
    std::atomic<int> refused = 0;
    const auto deadline = Deadline::after(patience);
    const auto write = [&] {
        RwLock lock(&shared->lock);
        for (int i = 0; i < rounds; ++i) {
            const WriteGuard guard(lock, deadline);
            if (!guard) {
                ++refused;
                return;
            }
            const std::uint32_t next = shared->payload[0] + 1;
            for (std::uint32_t &word : shared->payload)
                word = next;
        }
    };
    const auto read = [&] {
        RwLock lock(&shared->lock);
        for (int i = 0; i < rounds; ++i) {
            const ReadGuard guard(lock, deadline);
            if (!guard) {
                ++refused;
                return;
            }
            for (const std::uint32_t word : shared->payload) {
                if (word != shared->payload[0])
                    ++torn;
            }
        }
    };
    std::vector<std::thread> threads;
    threads.emplace_back(write);
    threads.emplace_back(read);
    threads.emplace_back(write);
    threads.emplace_back(read);
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(torn.load(), 0);
    QCOMPARE(refused.load(), 0);
    QCOMPARE(shared->payload[words - 1], std::uint32_t(2 * rounds));
    QCOMPARE(shared->lock, 0);
}

void tst_RwLock::readersHoldTogether()
{
    alignas(4) std::int32_t word = 0;
    std::atomic<int> inside = 0;
    std::atomic<int> failed = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            RwLock lock(&word);
            const ReadGuard guard(lock, Deadline::after(patience));
            ++inside;
            // Ends only if all three are inside at the same time.
            if (!guard || waitUntil(Deadline::after(patience), [&] { return inside == 3; }) != WaitOutcome::Done)
                ++failed;
        });
    }
    for (std::thread &reader : readers)
        reader.join();
    QCOMPARE(failed.load(), 0);
    QCOMPARE(word, 0);
}

QTEST_GUILESS_MAIN(tst_RwLock)
#include "tst_rw_lock.moc"
