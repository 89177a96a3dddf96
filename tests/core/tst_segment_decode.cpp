// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/encode.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/segment_decode.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

} // namespace

class tst_SegmentDecode : public TestCase
{
    Q_OBJECT

private slots:
    void decodesFromTheOffset();
    void longerThanOneRead_data();
    void longerThanOneRead();
    void endsAtTheLimit();
    void pastTheEnd_data();
    void pastTheEnd();
    void writerMakesItTorn();
    void limitsHold();
    void changingBytesAreTold();
};

void tst_SegmentDecode::decodesFromTheOffset()
{
    const TestSegment segment;
    segment.create(100);
    segment.put(50, std::int64_t(-3));
    segment.put(58, std::uint8_t(1));
    const SegmentDecode result = decodeSegment(SegmentReader::open(segment.name()), 50, parsed("int bool"));
    QVERIFY(!result.decoded.error);
    QVERIFY(!result.torn);
    QCOMPARE(result.decoded.fields.at(0).value, Value{std::int64_t(-3)});
    QCOMPARE(result.decoded.fields.at(0).offset, std::uint64_t(0));
    QCOMPARE(result.decoded.fields.at(1).offset, std::uint64_t(8));
    QCOMPARE(result.decoded.consumed, std::uint64_t(9));
}

void tst_SegmentDecode::longerThanOneRead_data()
{
    QTest::addColumn<quint64>("length");
    for (const quint64 length : {65531, 65532, 65533, 131068, 131069, 1000000})
        QTest::addRow("%llu", static_cast<unsigned long long>(length)) << length;
}

void tst_SegmentDecode::longerThanOneRead()
{
    QFETCH(quint64, length);
    const std::string text(length, 't');
    ByteVector bytes(4);
    appendValue(bytes, Value{Text{text}});
    appendValue(bytes, Value{std::int64_t(99)});
    const TestSegment segment;
    segment.fill(bytes);
    const SegmentDecode result = decodeSegment(SegmentReader::open(segment.name()), 4, parsed("str int"));
    QVERIFY(!result.decoded.error);
    QVERIFY(std::get<Text>(result.decoded.fields.at(0).value.data).bytes == text);
    QCOMPARE(result.decoded.fields.at(1).value, Value{std::int64_t(99)});
    QCOMPARE(result.decoded.consumed, length + 4 + 8);
}

void tst_SegmentDecode::endsAtTheLimit()
{
    const TestSegment segment;
    segment.create(1'000'000);
    const SegmentReader reader = SegmentReader::open(segment.name());
    QVERIFY(!decodeSegment(reader, 4, parsed("u8 bytes(299999)"), 300'000).decoded.error);
    const SegmentDecode result = decodeSegment(reader, 4, parsed("u8 bytes(300000)"), 300'000);
    QVERIFY(result.decoded.error);
    // There is more; it is only not read. The end of the segment is another matter.
    QCOMPARE(result.decoded.error->reason, DecodeError::Reason::TooLarge);
    QCOMPARE(QByteArray(result.decoded.error->reasonName()), QByteArray("too-large"));
    QCOMPARE(result.decoded.fields.size(), std::size_t(1));
    const SegmentDecode atTheEnd = decodeSegment(reader, 4, parsed("bytes(999997)"), 1'000'000);
    QCOMPARE(atTheEnd.decoded.error.value().reason, DecodeError::Reason::PastEnd);
}

void tst_SegmentDecode::pastTheEnd_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("left");
    QTest::newRow("last byte") << quint64(99) << quint64(1);
    QTest::newRow("at the end") << quint64(100) << quint64(0);
    QTest::newRow("past the end") << quint64(101) << quint64(0);
    QTest::newRow("2^64 - 1") << std::numeric_limits<quint64>::max() << quint64(0);
}

void tst_SegmentDecode::pastTheEnd()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, left);
    const TestSegment segment;
    segment.create(100);
    const SegmentDecode result = decodeSegment(SegmentReader::open(segment.name()), offset, parsed("int"));
    QVERIFY(result.decoded.error);
    QCOMPARE(result.decoded.error->left, left);
    QCOMPARE(result.decoded.consumed, std::uint64_t(0));
}

void tst_SegmentDecode::writerMakesItTorn()
{
    const TestSegment segment;
    segment.create(100);
    segment.put(0, std::int32_t(-1));
    const SegmentReader reader = SegmentReader::open(segment.name());
    QVERIFY(decodeSegment(reader, 4, parsed("int")).torn);
    segment.put(0, std::int32_t(1));
    QVERIFY(!decodeSegment(reader, 4, parsed("int")).torn);
}

void tst_SegmentDecode::limitsHold()
{
    const TestSegment segment;
    segment.create(500'000);
    const SegmentReader reader = SegmentReader::open(segment.name());
    const SegmentDecode result = decodeSegment(reader, 4, parsed("400000*u8"), 1'000'000, {.maxValues = 1000});
    QVERIFY(result.decoded.error);
    QCOMPARE(result.decoded.error->reason, DecodeError::Reason::TooManyValues);
    QCOMPARE(result.decoded.fields.size(), std::size_t(1000));
}

void tst_SegmentDecode::changingBytesAreTold()
{
    constexpr std::size_t length = 256 * 1024;
    const TestSegment segment;
    const auto memory = SharedMemory::create(segment.name(), 4 + length);
    std::atomic<bool> done = false;
    std::thread writer([&] {
        MappedView view = memory.map();
        std::vector<Value> values;
        for (int i = 0; i < 16; ++i)
            values.push_back(Value{ByteVector(length, static_cast<std::byte>(i))});
        for (std::size_t i = 0; !done; ++i)
            (void)view.write(values[i % values.size()], 0);
    });
    const SegmentReader reader = SegmentReader::open(segment.name());
    const Schema schema = parsed("u64 bytes(262128) u64");
    const auto deadline = Deadline::after(60s);
    // A mixture of two writes may come, but then it must be marked; and some must be seen, or the test shows nothing.
    int mixed = 0;
    int unmarked = 0;
    while (mixed < 3 && !deadline.passed()) {
        const SegmentDecode result = decodeSegment(reader, 4, schema);
        const auto value = [&](std::size_t i) {
            return std::get<std::uint64_t>(result.decoded.fields.at(i).value.data);
        };
        if (value(0) != value(2)) {
            ++mixed;
            if (!result.torn)
                ++unmarked;
        }
    }
    done = true;
    writer.join();
    QVERIFY(mixed > 0);
    QCOMPARE(unmarked, 0);
}

QTEST_GUILESS_MAIN(tst_SegmentDecode)
#include "tst_segment_decode.moc"
