// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/inspection.h"
#include "core/observe/lock_probe.h"
#include "core/observe/ring_probe.h"
#include "core/observe/segment_decode.h"
#include "core/observe/segment_list.h"
#include "core/observe/segment_reader.h"
#include "core/observe/snapshot.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr quint64 u64max = std::numeric_limits<quint64>::max();

/// The flags of this process's descriptors of the file (proc(5)), in octal; empty when it holds none.
QByteArrayList descriptorFlags(const TestSegment &segment)
{
    QByteArrayList found;
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    for (const QFileInfo &entry : descriptors.entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
        if (QFile::symLinkTarget(entry.filePath()) != q(segment.path()))
            continue;
        QFile info(QStringLiteral("/proc/self/fdinfo/") + entry.fileName());
        if (!info.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : info.readAll().split('\n')) {
            if (line.startsWith("flags:"))
                found << line.mid(6).trimmed();
        }
    }
    return found;
}

Snapshot snapshotOf(quint64 offset, const char *hexText)
{
    Snapshot snapshot;
    snapshot.offset = offset;
    snapshot.bytes = fromHex(hexText);
    return snapshot;
}

} // namespace

class tst_SegmentReader : public TestCase
{
    Q_OBJECT

private slots:
    void statAtOpen();
    void openMissing();
    void read_data();
    void read();
    void snapshot_data();
    void snapshot();
    void snapshotsAreStampedInOrder();
    void tornWhileAWriterHolds_data();
    void tornWhileAWriterHolds();
    void lockWord_data();
    void lockWord();
    void observingChangesNothing_data();
    void observingChangesNothing();
    void observingMapsNothingAndCannotWrite();
    void sparseSegmentsStaySparse();
    void status_data();
    void status();
    void shrunkSegmentsReadShort();
    void removedSegmentsReadOn();
    void changedRanges_data();
    void changedRanges();
};

void tst_SegmentReader::statAtOpen()
{
    const TestSegment segment;
    segment.create(5000);
    segment.setMode(0640);
    const SegmentReader reader = SegmentReader::open(segment.name());
    QCOMPARE(q(reader.name()), q(segment.name()));
    QCOMPARE(reader.statAtOpen().size, quint64(5000));
    QCOMPARE(reader.statAtOpen().mode, 0640u);
    QCOMPARE(reader.statAtOpen().mtimeNs, segment.mtimeNs());
    QCOMPARE(reader.statAtOpen().allocated, segment.allocated());
    QVERIFY(reader.statAtOpen().inode != 0);
    segment.truncate(6000);
    QCOMPARE(reader.statAtOpen().size, quint64(5000));
    QCOMPARE(reader.stat().size, quint64(6000));
}

void tst_SegmentReader::openMissing()
{
    const TestSegment segment;
    COMPARE_ERROR_TEXT(SegmentReader::open(segment.name()), ErrorCode::NotFound, segment.name().c_str());
    QVERIFY(!segment.exists());
}

void tst_SegmentReader::read_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    QTest::addColumn<quint64>("expected");
    QTest::newRow("all") << quint64(0) << quint64(100) << quint64(100);
    QTest::newRow("middle") << quint64(40) << quint64(10) << quint64(10);
    QTest::newRow("nothing") << quint64(40) << quint64(0) << quint64(0);
    QTest::newRow("over the end") << quint64(90) << quint64(20) << quint64(10);
    QTest::newRow("last byte") << quint64(99) << quint64(20) << quint64(1);
    QTest::newRow("at the end") << quint64(100) << quint64(1) << quint64(0);
    QTest::newRow("past the end") << quint64(5000) << quint64(1) << quint64(0);
    QTest::newRow("offset 2^63 - 1") << u64max / 2 << quint64(10) << quint64(0);
    QTest::newRow("offset 2^63") << u64max / 2 + 1 << quint64(10) << quint64(0);
    QTest::newRow("offset 2^64 - 1") << u64max << quint64(10) << quint64(0);
    QTest::newRow("offset and length wrap") << u64max - 3 << quint64(20) << quint64(0);
}

void tst_SegmentReader::read()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    QFETCH(quint64, expected);
    const TestSegment segment;
    const ByteVector content = patternBytes(100);
    segment.fill(content);
    const SegmentReader reader = SegmentReader::open(segment.name());
    ByteVector out(length);
    QCOMPARE(reader.read(offset, out), std::size_t(expected));
    if (expected > 0)
        QCOMPARE(hex(std::span(out).first(expected)), hex(std::span(content).subspan(offset, expected)));
}

void tst_SegmentReader::snapshot_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    QTest::addColumn<quint64>("expected");
    QTest::newRow("all") << quint64(100) << quint64(0) << quint64(100) << quint64(100);
    QTest::newRow("part") << quint64(100) << quint64(30) << quint64(20) << quint64(20);
    QTest::newRow("more than there is") << quint64(100) << quint64(30) << u64max << quint64(70);
    QTest::newRow("past the end") << quint64(100) << quint64(101) << quint64(10) << quint64(0);
    QTest::newRow("offset 2^64 - 1") << quint64(100) << u64max << u64max << quint64(0);
    QTest::newRow("smaller than a ring header") << quint64(10) << quint64(0) << quint64(100) << quint64(10);
    QTest::newRow("smaller than a lock word") << quint64(3) << quint64(0) << quint64(100) << quint64(3);
    QTest::newRow("empty segment") << quint64(0) << quint64(0) << quint64(100) << quint64(0);
}

void tst_SegmentReader::snapshot()
{
    QFETCH(quint64, size);
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    QFETCH(quint64, expected);
    const TestSegment segment;
    const ByteVector content = patternBytes(size, 5);
    segment.fill(content);
    const auto snapshot = SegmentReader::open(segment.name()).snapshot(offset, length);
    QCOMPARE(snapshot->segmentSize, size);
    QCOMPARE(snapshot->offset, offset);
    QCOMPARE(quint64(snapshot->bytes.size()), expected);
    QCOMPARE(snapshot->end(), offset + expected);
    if (expected > 0)
        QCOMPARE(hex(snapshot->bytes), hex(std::span(content).subspan(offset, expected)));
    QCOMPARE(hex(snapshot->header), hex(std::span(content).first(std::min<std::size_t>(size, 24))));
}

void tst_SegmentReader::snapshotsAreStampedInOrder()
{
    const TestSegment segment;
    segment.create(100);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const std::int64_t before = platform::monotonicNs();
    const auto first = reader.snapshot(0, 100);
    const auto second = reader.snapshot(0, 100);
    QVERIFY(before <= first->timeNs);
    QVERIFY(first->timeNs <= second->timeNs);
    QVERIFY(second->timeNs <= platform::monotonicNs());
}

void tst_SegmentReader::tornWhileAWriterHolds_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<bool>("torn");
    QTest::newRow("free") << 0 << false;
    QTest::newRow("readers") << 4 << false;
    QTest::newRow("writer") << -1 << true;
    QTest::newRow("no state") << -7 << false;
}

void tst_SegmentReader::tornWhileAWriterHolds()
{
    QFETCH(int, word);
    QFETCH(bool, torn);
    const TestSegment segment;
    segment.create(100);
    segment.put(0, word);
    QCOMPARE(SegmentReader::open(segment.name()).snapshot(4, 50)->torn, torn);
}

void tst_SegmentReader::lockWord_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("expected");
    QTest::addColumn<bool>("there");
    QTest::newRow("empty") << quint64(0) << 0 << false;
    QTest::newRow("three bytes") << quint64(3) << 0 << false;
    QTest::newRow("lock word only") << quint64(4) << -7 << true;
    QTest::newRow("region") << quint64(4096) << 3 << true;
}

void tst_SegmentReader::lockWord()
{
    QFETCH(quint64, size);
    QFETCH(int, expected);
    QFETCH(bool, there);
    const TestSegment segment;
    segment.create(size);
    if (there)
        segment.put(0, expected);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto word = reader.lockWord();
    const auto sample = LockProbe(reader).sample();
    QCOMPARE(word.has_value(), there);
    QCOMPARE(sample.has_value(), there);
    if (there) {
        QCOMPARE(word->raw, expected);
        QCOMPARE(sample->word.raw, expected);
        QVERIFY(sample->timeNs > 0 && sample->timeNs <= platform::monotonicNs());
    }
}

void tst_SegmentReader::observingChangesNothing_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::newRow("free region") << QByteArray("00000000") << quint64(4096);
    QTest::newRow("region held by a writer") << QByteArray("ffffffff") << quint64(10'000);
    QTest::newRow("region held by readers") << QByteArray("05000000") << quint64(10'000);
    QTest::newRow("lock word -7") << QByteArray("f9ffffff") << quint64(4096);
    QTest::newRow("ring") << hex(packed(RingHeader{.head = 10, .tail = 300, .capacity = 4096})) << quint64(4096 + 24);
    QTest::newRow("damaged ring") << hex(packed(RingHeader{.head = 300, .tail = 10, .capacity = 4096}))
                                  << quint64(4096 + 24);
    QTest::newRow("sparse, mostly") << QByteArray("00000000") << quint64(1) * 1024 * 1024;
}

void tst_SegmentReader::observingChangesNothing()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    const TestSegment segment;
    segment.create(size);
    segment.write(0, fromHex(start.toStdString()));
    const ByteVector bytes = segment.bytes();
    const std::int64_t mtime = segment.mtimeNs();
    const std::uint64_t allocated = segment.allocated();

    const SegmentReader reader = SegmentReader::open(segment.name());
    (void)reader.status();
    (void)reader.lockWord();
    (void)LockProbe(reader).sample();
    (void)reader.snapshot(0, size);
    (void)decodeSegment(reader, 4, std::get<Schema>(parseSchema("1000*u8 str bytes(4294967296)")), size);
    const RingProbe probe(reader);
    if (const auto sample = probe.sample())
        (void)probe.progress(*sample, *sample);
    (void)probe.pending(1000);
    (void)inspect(reader);
    (void)inspect(reader, Layout::Ring);
    (void)inspect(reader, Layout::Region);
    (void)listSegments();

    QVERIFY(segment.bytes() == bytes);
    QCOMPARE(segment.mtimeNs(), mtime);
    QCOMPARE(segment.allocated(), allocated);
    QCOMPARE(segment.size(), size);
}

void tst_SegmentReader::observingMapsNothingAndCannotWrite()
{
    const TestSegment segment;
    segment.create(4096);
    QVERIFY(descriptorFlags(segment).isEmpty());
    const SegmentReader reader = SegmentReader::open(segment.name());
    (void)reader.snapshot(0, 4096);
    (void)inspect(reader);
    const QByteArrayList flags = descriptorFlags(segment);
    QCOMPARE(flags.size(), 1);
    constexpr int accessMode = 3;
    QCOMPARE(flags.front().toInt(nullptr, 8) & accessMode, 0);
    QFile maps(QStringLiteral("/proc/self/maps"));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY(!maps.readAll().contains(QByteArray::fromStdString(segment.path())));
}

void tst_SegmentReader::sparseSegmentsStaySparse()
{
    constexpr quint64 gibibyte = quint64(1) << 30;
    const TestSegment segment;
    segment.create(4 * gibibyte);
    QCOMPARE(segment.allocated(), quint64(0));
    const SegmentReader reader = SegmentReader::open(segment.name());
    for (const quint64 offset : {quint64(0), gibibyte, 4 * gibibyte - 1024 * 1024}) {
        const auto snapshot = reader.snapshot(offset, 1024 * 1024);
        QVERIFY(snapshot->bytes == ByteVector(1024 * 1024));
        QCOMPARE(snapshot->segmentSize, 4 * gibibyte);
    }
    (void)inspect(reader);
    QCOMPARE(segment.allocated(), quint64(0));
}

void tst_SegmentReader::status_data()
{
    QTest::addColumn<QByteArray>("acts");
    QTest::addColumn<int>("expected");
    QTest::addColumn<quint64>("sizeNow");
    const auto row = [](const char *name, const char *acts, SegmentStatus expected, quint64 sizeNow) {
        QTest::newRow(name) << QByteArray(acts) << static_cast<int>(expected) << sizeNow;
    };
    // g: grows to 200, s: shrinks to 50, u: unlinked, c: created again with 100 bytes
    row("nothing happened", "", SegmentStatus::Live, 100);
    row("grown", "g", SegmentStatus::Resized, 200);
    row("shrunk", "s", SegmentStatus::Shrunk, 50);
    row("shrunk and grown", "sg", SegmentStatus::Resized, 200);
    row("removed", "u", SegmentStatus::Removed, 100);
    row("shrunk, then removed", "su", SegmentStatus::Removed, 50);
    row("removed and made again", "uc", SegmentStatus::Replaced, 100);
    row("shrunk and replaced", "suc", SegmentStatus::Replaced, 50);
    row("replaced by a larger one", "ucg", SegmentStatus::Replaced, 100);
    row("replaced and removed", "ucu", SegmentStatus::Removed, 100);
}

void tst_SegmentReader::status()
{
    QFETCH(QByteArray, acts);
    QFETCH(int, expected);
    QFETCH(quint64, sizeNow);
    const TestSegment segment;
    segment.create(100);
    const SegmentReader reader = SegmentReader::open(segment.name());
    for (const char act : acts) {
        switch (act) {
        case 'g':
            segment.truncate(200);
            break;
        case 's':
            segment.truncate(50);
            break;
        case 'u':
            segment.unlink();
            break;
        default:
            segment.create(100);
            break;
        }
    }
    const StatusReport report = reader.status();
    QCOMPARE(report.status, static_cast<SegmentStatus>(expected));
    QCOMPARE(report.sizeAtOpen, quint64(100));
    QCOMPARE(report.sizeNow, sizeNow);
}

void tst_SegmentReader::shrunkSegmentsReadShort()
{
    const TestSegment segment;
    segment.fill(patternBytes(10'000));
    const SegmentReader reader = SegmentReader::open(segment.name());
    segment.truncate(100);
    QCOMPARE(reader.snapshot(0, 10'000)->bytes.size(), std::size_t(100));
    QCOMPARE(reader.snapshot(5000, 10)->bytes.size(), std::size_t(0));
    segment.truncate(0);
    QVERIFY(!reader.lockWord());
    QVERIFY(!RingProbe(reader).sample());
    const auto snapshot = reader.snapshot(0, 10'000);
    QVERIFY(snapshot->bytes.empty());
    QVERIFY(snapshot->header.empty());
    QCOMPARE(snapshot->segmentSize, quint64(0));
}

void tst_SegmentReader::removedSegmentsReadOn()
{
    const TestSegment segment;
    const ByteVector content = patternBytes(100);
    segment.fill(content);
    const SegmentReader reader = SegmentReader::open(segment.name());
    segment.replace(100);
    QCOMPARE(hex(reader.snapshot(0, 100)->bytes), hex(content));
    QVERIFY(SegmentReader::open(segment.name()).snapshot(0, 100)->bytes == ByteVector(100));
}

void tst_SegmentReader::changedRanges_data()
{
    QTest::addColumn<quint64>("beforeOffset");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<quint64>("afterOffset");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("ranges"); // offset+length …
    const auto row = [](const char *name, quint64 beforeOffset, const char *before, quint64 afterOffset,
                        const char *after, const char *ranges) {
        QTest::newRow(name) << beforeOffset << QByteArray(before) << afterOffset << QByteArray(after)
                            << QByteArray(ranges);
    };
    row("same", 0, "010203", 0, "010203", "");
    row("both empty", 0, "", 0, "", "");
    row("first", 0, "010203", 0, "ff0203", "0+1");
    row("last", 0, "010203", 0, "0102ff", "2+1");
    row("all", 0, "010203", 0, "fefefe", "0+3");
    row("two apart", 0, "0102030405", 0, "ff0203ff05", "0+1 3+1");
    row("neighbours are one", 0, "0102030405", 0, "01ffff0405", "1+2");
    row("offsets count from the segment", 100, "010203", 100, "01ff03", "101+1");
    row("only what both hold: after is longer", 0, "0102", 0, "01ffffff", "1+1");
    row("only what both hold: after is shorter", 0, "010203", 0, "ff", "0+1");
    row("overlapping parts", 10, "0102030405", 12, "03ff05ffff", "13+1");
    row("parts that do not meet", 0, "0102", 50, "0304", "");
    row("parts that touch", 0, "0102", 2, "0304", "");
}

void tst_SegmentReader::changedRanges()
{
    QFETCH(quint64, beforeOffset);
    QFETCH(QByteArray, before);
    QFETCH(quint64, afterOffset);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, ranges);
    QByteArrayList found;
    for (const ByteRange &range :
         membridge::changedRanges(snapshotOf(beforeOffset, before), snapshotOf(afterOffset, after)))
        found << QByteArray::number(quint64(range.offset)) + '+' + QByteArray::number(quint64(range.length));
    QCOMPARE(found.join(' '), ranges);
}

QTEST_GUILESS_MAIN(tst_SegmentReader)
#include "tst_segment_reader.moc"
