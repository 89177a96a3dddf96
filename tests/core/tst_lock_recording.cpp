// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/lock_recording.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>
#include <vector>

using namespace membridge;

namespace {

constexpr std::int64_t ms = 1'000'000;

LockRecording recorded(const std::vector<std::int32_t> &words)
{
    LockRecording recording;
    std::int64_t time = 0;
    for (const std::int32_t word : words)
        recording.add({.timeNs = time += ms, .word = {word}});
    return recording;
}

} // namespace

class tst_LockRecording : public test::TestCase
{
    Q_OBJECT

private slots:
    void channels_data();
    void channels();
    void shareOfTime();
    void tellsSinceWhen();
    void leavesOutTimesThatDoNotRise();
    void nothingOfASampleWithoutALockWord();
    void missedLooksAreBreaks();
    void startsOver();
};

void tst_LockRecording::channels_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<double>("writer");
    QTest::addColumn<double>("readers");
    QTest::addColumn<double>("invalid");
    QTest::newRow("free") << 0 << 0.0 << 0.0 << 0.0;
    QTest::newRow("writer") << -1 << 1.0 << 0.0 << 0.0;
    QTest::newRow("one reader") << 1 << 0.0 << 1.0 << 0.0;
    QTest::newRow("many readers") << 100'000 << 0.0 << 100'000.0 << 0.0;
    QTest::newRow("implausibly many") << 100'001 << 0.0 << 0.0 << 1.0;
    QTest::newRow("no state") << -2 << 0.0 << 0.0 << 1.0;
    QTest::newRow("least") << std::numeric_limits<int>::min() << 0.0 << 0.0 << 1.0;
}

void tst_LockRecording::channels()
{
    QFETCH(int, word);
    const LockRecording recording = recorded({word});
    QTEST(recording.summary(LockRecording::Writer, 0, 2 * ms).max, "writer");
    QTEST(recording.summary(LockRecording::Readers, 0, 2 * ms).max, "readers");
    QTEST(recording.summary(LockRecording::Invalid, 0, 2 * ms).max, "invalid");
}

void tst_LockRecording::shareOfTime()
{
    const LockRecording recording = recorded({0, -1, -1, 0, 3, 1, 0, 0});
    const TimeBucket writer = recording.summary(LockRecording::Writer, 0, 100 * ms);
    QCOMPARE(writer.count, quint64(8));
    QCOMPARE(writer.mean(), 0.25);
    const TimeBucket readers = recording.summary(LockRecording::Readers, 0, 100 * ms);
    QCOMPARE(readers.max, 3.0);
    QCOMPARE(readers.mean(), 0.5);
}

void tst_LockRecording::tellsSinceWhen()
{
    QCOMPARE(recorded({0, -1, -1, -1}).unchangedSinceNs(), 2 * ms);
    QCOMPARE(recorded({0, -1, -1, -1}).last(), LockWord{-1});
    QCOMPARE(recorded({5}).unchangedSinceNs(), ms);
    QCOMPARE(recorded({0, 0, 0}).unchangedSinceNs(), ms);
}

void tst_LockRecording::leavesOutTimesThatDoNotRise()
{
    LockRecording recording = recorded({0, 1});
    recording.add({.timeNs = 2 * ms, .word = {-1}});
    recording.add({.timeNs = ms, .word = {-1}});
    QCOMPARE(recording.channel(LockRecording::Writer).total(), quint64(2));
    QCOMPARE(recording.last(), LockWord{1});
}

void tst_LockRecording::nothingOfASampleWithoutALockWord()
{
    QVERIFY(!LockPoint::of(Sample{}));
    Sample sample;
    sample.timeNs = 5;
    sample.lock = LockWord{-1};
    QCOMPARE(LockPoint::of(sample)->timeNs, std::int64_t{5});
    QCOMPARE(LockPoint::of(sample)->word, LockWord{-1});
}

void tst_LockRecording::missedLooksAreBreaks()
{
    LockRecording recording;
    recording.add({.timeNs = 1 * ms, .word = {0}, .afterGap = true});
    recording.add({.timeNs = 2 * ms, .word = {-1}, .afterGap = true}); // not worth a gap
    recording.add({.timeNs = 1002 * ms, .word = {-1}, .afterGap = true});
    recording.add({.timeNs = 3002 * ms, .word = {0}}); // rare looks, none missed
    for (const auto channel : {LockRecording::Writer, LockRecording::Readers, LockRecording::Invalid}) {
        QVERIFY(!recording.channel(channel).isBroken(1 * ms));
        QVERIFY(recording.channel(channel).isBroken(2 * ms));
        QVERIFY(!recording.channel(channel).isBroken(1002 * ms));
    }
}

void tst_LockRecording::startsOver()
{
    LockRecording recording = recorded({1, 2});
    recording.clear();
    QVERIFY(recording.isEmpty());
    recording.add({.timeNs = ms, .word = {7}});
    QCOMPARE(recording.unchangedSinceNs(), ms);
}

QTEST_GUILESS_MAIN(tst_LockRecording)
#include "tst_lock_recording.moc"
