// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/compare.h"
#include "tests/support/errors.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

QByteArray listed(const std::vector<ByteRange> &ranges)
{
    QByteArrayList list;
    for (const ByteRange &range : ranges)
        list << QByteArray::number(quint64(range.offset)) + '+' + QByteArray::number(quint64(range.length));
    return list.join(' ');
}

CompareRun compared(const ByteVector &before, const ByteVector &after, const CompareOptions &options = {})
{
    return compareRanges(std::make_shared<MemoryBytes>(before), std::make_shared<MemoryBytes>(after), options);
}

} // namespace

class tst_Compare : public TestCase
{
    Q_OBJECT

private slots:
    void ranges_data();
    void ranges();
    void againstOracle();
    void rangesAreBoundedAndCounted();
    void stopsAndGoesOn();
    void sparseSegments();
    void shrinkingSegment();
    void pinAndCompare();
    void pinLimit_data();
    void pinLimit();
    void pinChangesNothing();
    void pinOfAnotherSize();
};

void tst_Compare::ranges_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<quint64>("gap");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *before, const char *after, quint64 gap, const char *expected) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << gap << QByteArray(expected);
    };
    row("equal", "010203", "010203", 0, "");
    row("both empty", "", "", 0, "");
    row("one empty", "", "01", 0, "");
    row("first", "010203", "ff0203", 0, "0+1");
    row("last", "010203", "0102ff", 0, "2+1");
    row("all", "010203", "ffffff", 0, "0+3");
    row("one equal byte between", "0102030405", "ff02ff0405", 0, "0+1 2+1");
    row("one equal byte between, gap 1", "0102030405", "ff02ff0405", 1, "0+3");
    row("two equal bytes between, gap 1", "0102030405", "ff0203ff05", 1, "0+1 3+1");
    row("two equal bytes between, gap 2", "0102030405", "ff0203ff05", 2, "0+4");
    row("the longer one's tail is no range", "0102", "01ffffff", 0, "1+1");
    row("the gap does not reach before the first", "0102", "01ff", 100, "1+1");
}

void tst_Compare::ranges()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(quint64, gap);
    QFETCH(QByteArray, expected);
    for (const std::size_t piece : {1u, 2u, 3u, 100u}) {
        CompareOptions options;
        options.mergeGap = gap;
        options.pieceBytes = piece;
        const ByteVector first = fromHex(before.toStdString());
        const ByteVector second = fromHex(after.toStdString());
        const CompareRun run = compared(first, second, options);
        QVERIFY(run.finished());
        QCOMPARE(listed(run.ranges()), expected);
        QCOMPARE(run.sizeBefore(), std::uint64_t(first.size()));
        QCOMPARE(run.sizeAfter(), std::uint64_t(second.size()));
    }
}

void tst_Compare::againstOracle()
{
    Random random(11);
    for (int round = 0; round < 500; ++round) {
        ByteVector before(random.below(3000));
        ByteVector after = before;
        for (std::uint64_t changes = random.below(20); changes > 0 && !after.empty(); --changes)
            after[random.below(after.size())] = std::byte{1};
        CompareOptions options;
        options.mergeGap = random.below(5);
        options.pieceBytes = 1 + random.below(1000);
        std::vector<ByteRange> expected;
        std::uint64_t differing = 0;
        for (std::size_t at = 0; at < after.size(); ++at) {
            if (before[at] == after[at])
                continue;
            ++differing;
            if (!expected.empty() && at - (expected.back().offset + expected.back().length) <= options.mergeGap)
                expected.back().length = at + 1 - expected.back().offset;
            else
                expected.push_back({at, 1});
        }
        const CompareRun run = compared(before, after, options);
        QCOMPARE(listed(run.ranges()), listed(expected));
        QCOMPARE(run.bytesDiffering(), differing);
        QCOMPARE(run.count(), std::uint64_t(expected.size()));
    }
}

void tst_Compare::rangesAreBoundedAndCounted()
{
    ByteVector after(1000);
    for (std::size_t at = 0; at < after.size(); at += 10)
        after[at] = after[at + 1] = std::byte{1};
    CompareOptions options;
    options.maxRanges = 7;
    const CompareRun run = compared(ByteVector(1000), after, options);
    QCOMPARE(run.ranges().size(), std::size_t(7));
    QCOMPARE(run.ranges().back(), (ByteRange{60, 2}));
    QCOMPARE(run.count(), std::uint64_t(100));
    QCOMPARE(run.bytesDiffering(), std::uint64_t(200));
}

void tst_Compare::stopsAndGoesOn()
{
    CompareOptions options;
    options.pieceBytes = 10;
    const ByteVector before(100);
    const ByteVector after(100, std::byte{1});
    CompareRun run(std::make_shared<MemoryBytes>(before), std::make_shared<MemoryBytes>(after), options);
    StopFlag stop;
    stop.request();
    QVERIFY(run.step(100, &stop));
    QCOMPARE(run.bytesDone(), std::uint64_t(0));
    QVERIFY(run.step(15));
    QCOMPARE(run.bytesDone(), std::uint64_t(20));
    QVERIFY(!run.step(1000));
    QCOMPARE(listed(run.ranges()), QByteArray("0+100"));
    QVERIFY(!compareRanges(std::make_shared<MemoryBytes>(before), std::make_shared<MemoryBytes>(after), options, &stop)
                 .finished());
}

void tst_Compare::sparseSegments()
{
    const TestSegment first;
    const TestSegment second;
    first.create(32 << 20);
    second.create(32 << 20);
    first.write((10 << 20) + 5, fromHex("01"));
    second.write((20 << 20) - 1, fromHex("0102"));
    const auto source = [](const TestSegment &segment) {
        return std::make_shared<SegmentBytes>(SegmentReader::open(segment.name()));
    };
    const CompareRun run = compareRanges(source(first), source(second));
    QCOMPARE(listed(run.ranges()), QByteArray("10485765+1 20971519+2"));
    QVERIFY(first.allocated() < (1 << 20));
    QVERIFY(second.allocated() < (1 << 20));
}

void tst_Compare::shrinkingSegment()
{
    const TestSegment segment;
    segment.fill(ByteVector(10'000));
    const ByteVector before(10'000, std::byte{1});
    CompareOptions options;
    options.pieceBytes = 1000;
    CompareRun run(std::make_shared<MemoryBytes>(before),
                   std::make_shared<SegmentBytes>(SegmentReader::open(segment.name())), options);
    QVERIFY(run.step(2000));
    segment.truncate(2500);
    QVERIFY(!run.step(100'000));
    QVERIFY(run.shrank());
    QCOMPARE(listed(run.ranges()), QByteArray("0+2500"));
    QCOMPARE(run.bytesTotal(), std::uint64_t(2500));
}

void tst_Compare::pinAndCompare()
{
    const TestSegment segment;
    segment.fill(patternBytes(5000));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto pinned = pinSegment(reader);
    const auto copy = std::get<std::shared_ptr<const SparseCopy>>(pinned);
    QVERIFY(copy->timeNs() > 0);
    QCOMPARE(copy->size(), std::uint64_t(5000));
    segment.write(4000, fromHex("ffffff"));
    segment.write(4999, fromHex("fe"));
    const CompareRun run = compareRanges(copy, std::make_shared<SegmentBytes>(reader), {.mergeGap = 3});
    QCOMPARE(listed(run.ranges()), QByteArray("4000+3 4999+1"));
    // A file is as good as a segment.
    const CompareRun withFile = compareRanges(std::make_shared<FileBytes>(segment.path()), copy);
    QCOMPARE(listed(withFile.ranges()), QByteArray("4000+3 4999+1"));
}

void tst_Compare::pinLimit_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("data");
    QTest::addColumn<bool>("refused");
    QTest::newRow("below") << quint64(9999) << quint64(9999) << false;
    QTest::newRow("at") << quint64(10'000) << quint64(10'000) << false;
    QTest::newRow("above") << quint64(10'001) << quint64(10'001) << true;
    QTest::newRow("64 GiB of holes") << (quint64(64) << 30) << quint64(4096) << false;
    QTest::newRow("holes, and too much") << (quint64(64) << 30) << quint64(10'001) << true;
}

void tst_Compare::pinLimit()
{
    QFETCH(quint64, size);
    QFETCH(quint64, data);
    QFETCH(bool, refused);
    const TestSegment segment;
    segment.create(size);
    segment.write(0, patternBytes(data));
    const auto pinned = pinSegment(SegmentReader::open(segment.name()), 10'000);
    const auto *refusal = std::get_if<PinRefusal>(&pinned);
    QCOMPARE(refusal != nullptr, refused);
    if (refused) {
        QCOMPARE(refusal->size, size);
        QVERIFY(q(refusal->text()).contains(QString::number(size)));
    }
}

void tst_Compare::pinChangesNothing()
{
    const TestSegment segment;
    segment.create(1 << 20);
    segment.write(0, fromHex("05000000"));
    const std::int64_t modified = segment.mtimeNs();
    const std::uint64_t allocated = segment.allocated();
    const auto pinned = pinSegment(SegmentReader::open(segment.name()));
    QVERIFY(std::holds_alternative<std::shared_ptr<const SparseCopy>>(pinned));
    QCOMPARE(segment.mtimeNs(), modified);
    QCOMPARE(segment.allocated(), allocated);
}

void tst_Compare::pinOfAnotherSize()
{
    const TestSegment segment;
    segment.create(100);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto pinned = std::get<std::shared_ptr<const SparseCopy>>(pinSegment(reader));
    segment.truncate(200);
    const CompareRun run = compareRanges(pinned, std::make_shared<SegmentBytes>(reader));
    QCOMPARE(run.sizeBefore(), std::uint64_t(100));
    QCOMPARE(run.sizeAfter(), std::uint64_t(200));
    QCOMPARE(run.bytesTotal(), std::uint64_t(100));
    QVERIFY(!run.shrank());
}

QTEST_GUILESS_MAIN(tst_Compare)
#include "tst_compare.moc"
