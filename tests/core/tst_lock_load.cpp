// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/rw_lock.h"
#include "core/ipc/shared_memory.h"
#include "core/traffic/lock_load.h"

#include <QTest>

#include <atomic>
#include <functional>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

std::int32_t wordOf(const TestSegment &segment)
{
    return segment.get<std::int32_t>(0);
}

bool waitFor(const std::function<bool()> &done)
{
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

/// A load that runs until this ends.
class Running
{
public:
    Running(const TestSegment &segment, const LockLoadOptions &options)
        : m_load(segment.name(), options), m_thread([this] { m_result = m_load.run(&m_stop); })
    {
    }
    ~Running() { finish(); }

    LockLoadCounters counters() const { return m_load.counters(); }
    const LockLoadResult &finish()
    {
        m_stop.request();
        if (m_thread.joinable())
            m_thread.join();
        return m_result;
    }

private:
    StopFlag m_stop;
    LockLoad m_load;
    LockLoadResult m_result;
    std::thread m_thread;
};

} // namespace

class tst_LockLoad : public TestCase
{
    Q_OBJECT

private slots:
    void spreads_data();
    void spreads();
    void spreadErrors_data();
    void spreadErrors();
    void draws_data();
    void draws();
    void nothingTorn();
    void everybodyTriesOnce();
    void readersWithoutWriters();
    void tornReadIsFound();
    void tornReadIsFoundAfterALateStart();
    void timeouts();
    void resetIsFound();
    void stopsDuringAHold();
    void duration();
    void shrinks();
    void refused_data();
    void refused();
};

void tst_LockLoad::spreads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::newRow("zero") << "0ns" << int(DurationSpread::Kind::Fixed) << qint64(0) << qint64(0);
    QTest::newRow("fixed") << "5ms" << int(DurationSpread::Kind::Fixed) << qint64(5'000'000) << qint64(0);
    QTest::newRow("a day") << "86400s" << int(DurationSpread::Kind::Fixed) << qint64(86'400'000'000'000) << qint64(0);
    QTest::newRow("uniform") << "100us:2ms" << int(DurationSpread::Kind::Uniform) << qint64(100'000)
                             << qint64(2'000'000);
    QTest::newRow("one point") << "1s:1s" << int(DurationSpread::Kind::Uniform) << qint64(1'000'000'000)
                               << qint64(1'000'000'000);
    QTest::newRow("exponential") << "exp:1ms" << int(DurationSpread::Kind::Exponential) << qint64(1'000'000)
                                 << qint64(0);
}

void tst_LockLoad::spreads()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    const auto parsed = DurationSpread::parse(text.toStdString());
    QVERIFY(std::holds_alternative<DurationSpread>(parsed));
    const auto &spread = std::get<DurationSpread>(parsed);
    QCOMPARE(int(spread.kind), kind);
    QCOMPARE(qint64(spread.first.count()), first);
    QCOMPARE(qint64(spread.second.count()), second);
    QVERIFY(std::get<DurationSpread>(DurationSpread::parse(spread.text())) == spread);
}

void tst_LockLoad::spreadErrors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("no unit") << "5" << 1;
    QTest::newRow("unknown unit") << "5m" << 1;
    QTest::newRow("negative") << "-5ms" << 0;
    QTest::newRow("fraction") << "1.5ms" << 1;
    QTest::newRow("more than a day") << "86401s" << 0;
    QTest::newRow("more than 64 bits") << "99999999999999999999ns" << 0;
    QTest::newRow("turned round") << "2ms:1ms" << 4;
    QTest::newRow("second without unit") << "1ms:2" << 5;
    QTest::newRow("exponential with two") << "exp:1ms:2ms" << 7;
    QTest::newRow("no mean") << "exp:" << 4;
}

void tst_LockLoad::spreadErrors()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    const auto parsed = DurationSpread::parse(text.toStdString());
    QVERIFY(std::holds_alternative<DurationSpreadError>(parsed));
    QCOMPARE(int(std::get<DurationSpreadError>(parsed).column), column);
}

void tst_LockLoad::draws_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    QTest::addColumn<double>("mean");
    QTest::newRow("fixed") << "5us" << qint64(5'000) << qint64(5'000) << 5'000.0;
    QTest::newRow("uniform") << "1us:3us" << qint64(1'000) << qint64(3'000) << 2'000.0;
    QTest::newRow("exponential") << "exp:1us" << qint64(0) << qint64(20'000) << 1'000.0;
}

void tst_LockLoad::draws()
{
    QFETCH(QString, text);
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    QFETCH(double, mean);
    const auto spread = std::get<DurationSpread>(DurationSpread::parse(text.toStdString()));
    TrafficRandom random(7);
    constexpr int times = 100'000;
    double sum = 0;
    for (int i = 0; i < times; ++i) {
        const qint64 drawn = spread.draw(random).count();
        QVERIFY(drawn >= least && drawn <= most);
        sum += static_cast<double>(drawn);
    }
    QVERIFY(std::abs(sum / times - mean) < mean / 50);
}

void tst_LockLoad::everybodyTriesOnce()
{
    const TestSegment segment("load");
    segment.create(100);
    LockLoadOptions options;
    options.readers = 1;
    options.writers = 0;
    options.bytes = 32;
    // Over before the thread runs.
    options.duration = 1ns;
    for (int i = 0; i < 20; ++i) {
        const LockLoadResult result = LockLoad(segment.name(), options).run();
        QVERIFY(result.readers.turns >= 1);
        QVERIFY(!result.stopped);
    }
}

void tst_LockLoad::nothingTorn()
{
    const TestSegment segment("load");
    segment.create(4 + 1000);
    Running running(segment, {.readers = 3, .writers = 2, .pause = {.first = 20us}, .bytes = 1000});
    QVERIFY(waitFor([&] { return running.counters().reads > 500 && running.counters().writes > 500; }));
    const LockLoadResult &result = running.finish();
    QCOMPARE(result.torn, 0U);
    QCOMPARE(result.resets, 0U);
    QVERIFY(!result.firstTorn);
    QVERIFY(result.stopped);
    QVERIFY(result.readers.turns > 500 && result.writers.turns > 500);
    QCOMPARE(result.readers.turns, running.counters().reads);
    QCOMPARE(result.readers.waitNs.count(), result.readers.turns);
    QCOMPARE(result.writers.holdNs.count(), result.writers.turns);
    QCOMPARE(wordOf(segment), 0);
}

void tst_LockLoad::readersWithoutWriters()
{
    // Zeros are no payload, so there is nothing to check.
    const TestSegment segment("load");
    segment.create(4 + 64);
    Running running(segment, {.readers = 2, .writers = 0, .pause = {.first = 20us}, .bytes = 64});
    QVERIFY(waitFor([&] { return running.counters().reads > 100; }));
    QCOMPARE(running.finish().torn, 0U);
    QCOMPARE(segment.bytes(4, 64), ByteVector(64));
}

void tst_LockLoad::tornReadIsFound()
{
    const TestSegment segment("load");
    segment.create(4 + 400);
    Running running(
        segment, {.readers = 1, .writers = 1, .readerHold = {.first = 200us}, .pause = {.first = 200us}, .bytes = 400});
    // Somebody who writes without the lock, as another program could.
    QVERIFY(waitFor([&] {
        segment.put<std::uint32_t>(4 + 300, 0xBADBAD);
        return running.counters().torn > 0;
    }));
    const LockLoadResult &result = running.finish();
    QVERIFY(result.torn > 0);
    QVERIFY(result.firstTorn.has_value());
    QVERIFY(result.firstTorn->fault == VerifyFault::Checksum);
    QCOMPARE(result.firstTorn->bytes.size(), 256U);
}

void tst_LockLoad::tornReadIsFoundAfterALateStart()
{
    // Held by somebody else for longer than the load waits before it begins.
    const TestSegment segment("load");
    segment.create(4 + 400);
    segment.put<std::int32_t>(0, -1);
    Running running(segment,
                    {.readers = 1,
                     .writers = 1,
                     .readerHold = {.first = 200us},
                     .pause = {.first = 200us},
                     .attemptTimeout = 2ms,
                     .bytes = 400});
    QVERIFY(waitFor([&] { return running.counters().timeouts > 4; }));
    segment.put<std::int32_t>(0, 0);
    QVERIFY(waitFor([&] {
        segment.put<std::uint32_t>(4 + 300, 0xBADBAD);
        return running.counters().torn > 0;
    }));
}

void tst_LockLoad::timeouts()
{
    const TestSegment segment("load");
    segment.create(4 + 64);
    segment.put<std::int32_t>(0, -1);
    Running running(segment, {.readers = 1, .writers = 1, .attemptTimeout = 2ms, .bytes = 64});
    QVERIFY(waitFor([&] { return running.counters().timeouts > 4; }));
    const LockLoadResult &result = running.finish();
    QCOMPARE(result.readers.turns + result.writers.turns, 0U);
    QVERIFY(result.readers.timeouts > 0 && result.writers.timeouts > 0);
    QCOMPARE(wordOf(segment), -1);
}

void tst_LockLoad::resetIsFound()
{
    const TestSegment segment("load");
    segment.create(4 + 64);
    Running running(segment, {.readers = 0, .writers = 1, .writerHold = {.first = 5ms}, .bytes = 64});
    QVERIFY(waitFor([&] { return wordOf(segment) == -1; }));
    QVERIFY(waitFor([&] {
        if (wordOf(segment) == -1)
            segment.put<std::int32_t>(0, 0);
        return running.counters().writes > 3;
    }));
    QVERIFY(running.finish().resets > 0);
}

void tst_LockLoad::stopsDuringAHold()
{
    const TestSegment segment("load");
    segment.create(4 + 64);
    Running running(segment, {.readers = 0, .writers = 1, .writerHold = {.first = 1h}, .bytes = 64});
    QVERIFY(waitFor([&] { return wordOf(segment) == -1; }));
    const LockLoadResult &result = running.finish();
    QVERIFY(result.stopped);
    QCOMPARE(wordOf(segment), 0);
    // Cut short, but not half written.
    QVERIFY(!readVerifyPayload(segment.bytes(4, 64)).fault);
}

void tst_LockLoad::duration()
{
    const TestSegment segment("load");
    segment.create(4 + 64);
    LockLoad load(segment.name(), {.duration = 20ms, .bytes = 64});
    const LockLoadResult result = load.run();
    QVERIFY(!result.stopped);
    QVERIFY(result.elapsedNs >= 20'000'000);
    QCOMPARE(wordOf(segment), 0);
}

void tst_LockLoad::shrinks()
{
    const TestSegment segment("load");
    segment.create(4 + 100'000);
    LockLoad load(segment.name(), {.readers = 1, .writers = 1, .bytes = 100'000});
    StopFlag stop;
    std::atomic<int> code{-1};
    std::thread thread([&] {
        try {
            (void)load.run(&stop);
        } catch (const Error &error) {
            code = int(error.code());
        }
    });
    const bool moved = waitFor([&] { return load.counters().writes > 2; });
    segment.truncate(4096);
    const bool ended = waitFor([&] { return code >= 0; });
    stop.request();
    thread.join();
    QVERIFY(moved && ended);
    QCOMPARE(code.load(), int(ErrorCode::SegmentLost));
}

void tst_LockLoad::refused_data()
{
    QTest::addColumn<unsigned>("readers");
    QTest::addColumn<unsigned>("writers");
    QTest::addColumn<quint64>("bytes");
    QTest::newRow("nobody") << 0U << 0U << quint64(64);
    QTest::newRow("65 threads") << 64U << 1U << quint64(64);
    QTest::newRow("sum wraps") << 0xFFFFFFFFU << 2U << quint64(64);
    QTest::newRow("31 bytes") << 1U << 1U << quint64(31);
    QTest::newRow("more than there are") << 1U << 1U << quint64(65);
}

void tst_LockLoad::refused()
{
    QFETCH(unsigned, readers);
    QFETCH(unsigned, writers);
    QFETCH(quint64, bytes);
    const TestSegment segment("load");
    segment.create(4 + 64);
    try {
        const LockLoad load(segment.name(), {.readers = readers, .writers = writers, .bytes = bytes});
        QFAIL("it was not refused");
    } catch (const Error &error) {
        QCOMPARE(int(error.code()), int(ErrorCode::InvalidArgument));
    }
}

QTEST_GUILESS_MAIN(tst_LockLoad)
#include "tst_lock_load.moc"
