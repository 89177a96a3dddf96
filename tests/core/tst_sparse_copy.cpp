// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/frozen_bytes.h"
#include "core/observe/sparse_copy.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <functional>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr std::uint64_t page = SparseCopy::pageBytes;
constexpr std::uint64_t anyAmount = ~std::uint64_t{0};

ByteVector readOf(const ByteSource &source, std::uint64_t offset, std::size_t length)
{
    ByteVector bytes(length, std::byte{0xee});
    bytes.resize(source.read(offset, bytes));
    return bytes;
}

std::shared_ptr<const SparseCopy> copied(const ByteSource &source, std::uint64_t limit = anyAmount)
{
    return std::get<std::shared_ptr<const SparseCopy>>(SparseCopy::of(source, limit));
}

/// Tells when it is read, to change it meanwhile.
class WatchedBytes : public MemoryBytes
{
public:
    WatchedBytes(std::span<const std::byte> bytes, std::function<void()> told)
        : MemoryBytes(bytes), m_told(std::move(told))
    {
    }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override
    {
        m_told();
        return MemoryBytes::read(offset, out);
    }

private:
    std::function<void()> m_told;
};

} // namespace

/// Copies of whole segments that leave out what is zero.
class tst_SparseCopy : public TestCase
{
    Q_OBJECT

private slots:
    void sameBytes_data();
    void sameBytes();
    void fourGiBOfHoles();
    void limitIsOnData();
    void stops();
    void frozenKeepsWhatWasSeen();
    void frozenAfterShrinking();
};

void tst_SparseCopy::sameBytes_data()
{
    QTest::addColumn<QByteArray>("places"); ///< Of bytes that are not zero.
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("pages");
    QTest::newRow("empty") << QByteArray() << quint64(0) << quint64(0);
    QTest::newRow("one byte") << QByteArray("0") << quint64(1) << quint64(1);
    QTest::newRow("zeros") << QByteArray() << quint64(9 * page + 5) << quint64(0);
    QTest::newRow("ends") << QByteArray("0 36868") << quint64(9 * page + 5) << quint64(2);
    QTest::newRow("around pages") << QByteArray("4095 4096 12287") << quint64(9 * page) << quint64(3);
    QTest::newRow("across readings") << QByteArray("131071 131072 400000") << quint64(500'000) << quint64(3);
}

void tst_SparseCopy::sameBytes()
{
    QFETCH(QByteArray, places);
    QFETCH(quint64, size);
    QFETCH(quint64, pages);
    ByteVector bytes(static_cast<std::size_t>(size));
    if (!places.isEmpty()) {
        for (const QByteArray &place : places.split(' '))
            bytes[place.toULongLong()] = std::byte{0x5a};
    }
    const auto copy = copied(MemoryBytes(bytes));
    QCOMPARE(quint64(copy->size()), size);
    QVERIFY(copy->timeNs() > 0);
    QVERIFY(copy->dataBytes() <= pages * page);
    QVERIFY(pages == 0 || copy->dataBytes() > (pages - 1) * page);
    QVERIFY(readOf(*copy, 0, bytes.size() + 10) == bytes);
    // In pieces that begin and end anywhere.
    for (std::size_t at = 0; at < bytes.size(); at += 1023) {
        const std::size_t count = std::min<std::size_t>(1500, bytes.size() - at);
        QVERIFY(readOf(*copy, at, count)
                == ByteVector(bytes.begin() + qptrdiff(at), bytes.begin() + qptrdiff(at + count)));
    }
    // What it skips is zero.
    for (std::uint64_t at = 0; at < size;) {
        const std::uint64_t next = std::min<std::uint64_t>(copy->nextData(at), size);
        QVERIFY(next >= at);
        QVERIFY(std::all_of(bytes.begin() + qptrdiff(at), bytes.begin() + qptrdiff(next),
                            [](std::byte byte) { return byte == std::byte{0}; }));
        at = next + 1000;
    }
    QVERIFY(readOf(*copy, size, 5).empty());
    QCOMPARE(quint64(copy->nextData(size)), size);
}

void tst_SparseCopy::fourGiBOfHoles()
{
    const TestSegment segment;
    segment.create(std::uint64_t{4} << 30);
    segment.write((std::uint64_t{3} << 30) + 77, fromHex("c0ffee"));
    const std::uint64_t allocated = segment.allocated();
    const auto copy = copied(SegmentBytes(SegmentReader::open(segment.name())), 2 * page);
    QCOMPARE(copy->size(), std::uint64_t{4} << 30);
    QCOMPARE(copy->dataBytes(), page);
    QCOMPARE(hex(readOf(*copy, (std::uint64_t{3} << 30) + 76, 5)), QByteArray("00 c0 ff ee 00"));
    QCOMPARE(segment.allocated(), allocated);
}

void tst_SparseCopy::limitIsOnData()
{
    ByteVector bytes(40 * page);
    bytes[3 * page] = bytes[30 * page] = std::byte{1};
    QCOMPARE(copied(MemoryBytes(bytes), 2 * page)->dataBytes(), 2 * page);
    const auto refused = SparseCopy::of(MemoryBytes(bytes), 2 * page - 1);
    QVERIFY(std::holds_alternative<PinRefusal>(refused));
    QCOMPARE(std::get<PinRefusal>(refused).size, 40 * page);
    QCOMPARE(std::get<PinRefusal>(refused).limit, 2 * page - 1);
}

void tst_SparseCopy::stops()
{
    const ByteVector bytes(1u << 20, std::byte{1});
    StopFlag stop;
    const auto copy = SparseCopy::of(WatchedBytes(bytes, [&stop] { stop.request(); }), anyAmount, &stop);
    QVERIFY(std::get<std::shared_ptr<const SparseCopy>>(copy) == nullptr);
}

void tst_SparseCopy::frozenKeepsWhatWasSeen()
{
    const TestSegment segment;
    segment.fill(ByteVector(100'000, std::byte{'a'}));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto shown = reader.snapshot(1000, 500);
    segment.write(900, ByteVector(300, std::byte{'b'}));
    const FrozenBytes frozen(shown, copied(SegmentBytes(reader)));
    segment.write(0, ByteVector(100'000, std::byte{'c'}));
    // What was on screen stays as it was seen; around it is what came right after.
    QCOMPARE(q(std::string(reinterpret_cast<const char *>(readOf(frozen, 998, 4).data()), 4)), QStringLiteral("bbaa"));
    QVERIFY(readOf(frozen, 1200, 98'800) == ByteVector(98'800, std::byte{'a'}));
    QVERIFY(frozen.wasShown(1000) && frozen.wasShown(1499) && !frozen.wasShown(999) && !frozen.wasShown(1500));
    QVERIFY(frozen.lagNs() > 0);
    const auto window = frozen.snapshot(99'990, 20);
    QCOMPARE(window->bytes.size(), std::size_t(10));
    QCOMPARE(window->offset, std::uint64_t(99'990));
    QCOMPARE(window->segmentSize, std::uint64_t(100'000));
    QCOMPARE(window->timeNs, shown->timeNs);
    QVERIFY(window->header == shown->header);
    QVERIFY(frozen.snapshot(100'000, 20)->bytes.empty());
}

void tst_SparseCopy::frozenAfterShrinking()
{
    const TestSegment segment;
    segment.fill(ByteVector(8000, std::byte{'a'}));
    const SegmentReader reader = SegmentReader::open(segment.name());
    const auto shown = reader.snapshot(4000, 4000);
    segment.truncate(5000);
    const FrozenBytes frozen(shown, copied(SegmentBytes(reader)));
    QCOMPARE(frozen.size(), std::uint64_t(8000));
    QVERIFY(readOf(frozen, 0, 9000) == ByteVector(8000, std::byte{'a'}));
    QVERIFY(frozen.snapshot(7000, 2000)->bytes.size() == 1000);
}

QTEST_GUILESS_MAIN(tst_SparseCopy)
#include "tst_sparse_copy.moc"
