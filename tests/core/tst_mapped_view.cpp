// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <limits>
#include <optional>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Value)

namespace {

constexpr quint64 dataSize = 60;
constexpr quint64 u64max = std::numeric_limits<quint64>::max();

Value text(std::string bytes)
{
    return Value{Text{std::move(bytes)}};
}

Value number(std::int64_t value)
{
    return Value{value};
}

Schema schemaOf(std::initializer_list<std::pair<TypeTag, std::uint64_t>> fields)
{
    Schema schema;
    for (const auto &[tag, count] : fields)
        schema.fields.push_back({FieldKind::Tagged, tag, count, {}});
    return schema;
}

} // namespace

class tst_MappedView : public TestCase
{
    Q_OBJECT

private slots:
    void rawBytes();
    void init();
    void cleanup();

    void writeAdvancesTheCursor_data();
    void writeAdvancesTheCursor();
    void writeAtAnOffsetKeepsTheCursor();
    void writeMixed();
    void readByTag_data();
    void readByTag();
    void readMixed();
    void readMixedAtAnOffsetKeepsTheCursor();
    void emptyListsReadAsEmptyLists();
    void readRangeAndReadAll();
    void seekAndTell();
    void zero();
    void lockStateIsVisible();
    void zeroLengthIsRefused();
    void badValuesAreRefused();
    void writesThatDontFitChangeNothing_data();
    void writesThatDontFitChangeNothing();
    void rangesThatDontFit_data();
    void rangesThatDontFit();
    void readsPastTheEndKeepTheCursor();
    void overlongStringNamesTheNumbers();
    void lastByteIsUsable();
    void everyOperationFreesTheLock();
    void heldLockIsAnOutcome_data();
    void heldLockIsAnOutcome();
    void stopEndsTheWait();
    void readOnlyViewsHaveNoLock();
    void viewsHaveTheirOwnCursors();
    void valuesSurviveConcurrentViews();

private:
    std::optional<TestSegment> m_segment;
    std::optional<SharedMemory> m_memory;
};

void tst_MappedView::init()
{
    TestCase::init();
    m_segment.emplace("view");
    m_memory = SharedMemory::create(m_segment->name(), dataSize + 4);
}

void tst_MappedView::cleanup()
{
    m_memory.reset();
    m_segment.reset();
}

void tst_MappedView::writeAdvancesTheCursor_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("true") << Value{true} << QByteArray("01");
    QTest::newRow("false") << Value{false} << QByteArray("00");
    QTest::newRow("int") << number(-2) << QByteArray("fe ff ff ff ff ff ff ff");
    QTest::newRow("float") << Value{1.5} << QByteArray("00 00 00 00 00 00 f8 3f");
    QTest::newRow("str") << text("hé") << QByteArray("03 00 00 00 68 c3 a9");
    QTest::newRow("empty str") << text("") << QByteArray("00 00 00 00");
    QTest::newRow("bytes") << Value{fromHex("00ff10")} << QByteArray("00 ff 10");
    QTest::newRow("u64 as raw bytes") << Value{std::uint64_t(u64max)} << QByteArray("ff ff ff ff ff ff ff ff");
    QTest::newRow("f32 as raw bytes") << Value{1.5f} << QByteArray("00 00 c0 3f");
}

void tst_MappedView::writeAdvancesTheCursor()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, bytes);
    MappedView view = m_memory->map();
    const auto length = static_cast<quint64>((bytes.size() + 1) / 3);
    QCOMPARE(view.write(value), WaitOutcome::Done);
    QCOMPARE(view.tell(), length);
    QCOMPARE(view.write(value), WaitOutcome::Done);
    QCOMPARE(view.tell(), 2 * length);
    QCOMPARE(hex(m_segment->bytes(4, 2 * length)), bytes + ' ' + bytes);
    QVERIFY(m_segment->bytes(4 + 2 * length, dataSize) == ByteVector(dataSize - 2 * length));
}

void tst_MappedView::writeAtAnOffsetKeepsTheCursor()
{
    MappedView view = m_memory->map();
    QCOMPARE(view.write(number(1)), WaitOutcome::Done);
    QCOMPARE(view.write(number(7), 32), WaitOutcome::Done);
    QCOMPARE(view.tell(), quint64(8));
    QCOMPARE(view.write(number(2)), WaitOutcome::Done);
    QCOMPARE(view.tell(), quint64(16));
    QCOMPARE(m_segment->get<std::int64_t>(4), 1);
    QCOMPARE(m_segment->get<std::int64_t>(4 + 8), 2);
    QCOMPARE(m_segment->get<std::int64_t>(4 + 32), 7);
}

void tst_MappedView::writeMixed()
{
    MappedView view = m_memory->map();
    const ValueList items{Value{ValueList{text("a"), text("bc")}}, number(5), Value{ValueList{}}, Value{fromHex("ff")}};
    QCOMPARE(view.writeMixed(items), WaitOutcome::Done);
    const QByteArray expected = "01 00 00 00 61 02 00 00 00 62 63 05 00 00 00 00 00 00 00 ff";
    QCOMPARE(view.tell(), quint64(20));
    QCOMPARE(hex(m_segment->bytes(4, 20)), expected);
    QCOMPARE(view.writeMixed(items, 30), WaitOutcome::Done);
    QCOMPARE(view.tell(), quint64(20));
    QCOMPARE(hex(m_segment->bytes(4 + 30, 20)), expected);
}

void tst_MappedView::readByTag_data()
{
    QTest::addColumn<int>("tag");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Value>("expected");
    const auto row = [](const char *name, TypeTag tag, const char *bytes, Value expected) {
        QTest::newRow(name) << static_cast<int>(tag) << QByteArray(bytes) << expected;
    };
    row("bool 0", TypeTag::Bool, "00", Value{false});
    row("bool 1", TypeTag::Bool, "01", Value{true});
    row("any other byte is true", TypeTag::Bool, "02", Value{true});
    row("int", TypeTag::Int, "feffffffffffffff", number(-2));
    row("i64", TypeTag::I64, "0000000000000080", number(std::numeric_limits<std::int64_t>::min()));
    row("i32", TypeTag::I32, "f9ffffff", number(-7));
    row("u8", TypeTag::U8, "c8", Value{std::uint64_t(200)});
    row("u32", TypeTag::U32, "00286bee", Value{std::uint64_t(4000000000)});
    row("u64", TypeTag::U64, "ffffffffffffffff", Value{std::uint64_t(u64max)});
    row("float", TypeTag::Float, "000000000000f83f", Value{1.5});
    row("f64", TypeTag::F64, "000000000000f0ff", Value{-std::numeric_limits<double>::infinity()});
    row("f32", TypeTag::F32, "0000c03f", Value{1.5f});
    row("str", TypeTag::Str, "0300000068c3a9", text("hé"));
    row("empty str", TypeTag::Str, "00000000", text(""));
    row("str with NUL", TypeTag::Str, "03000000610062", text(std::string("a\0b", 3)));
    row("str that is not UTF-8 keeps its bytes", TypeTag::Str, "02000000fffe", text("\xff\xfe"));
}

void tst_MappedView::readByTag()
{
    QFETCH(int, tag);
    QFETCH(QByteArray, bytes);
    QFETCH(Value, expected);
    const ByteVector raw = fromHex(bytes.toStdString());
    m_segment->write(4, raw);
    MappedView view = m_memory->map();
    const ViewRead read = view.read(static_cast<TypeTag>(tag));
    QCOMPARE(read.outcome, WaitOutcome::Done);
    QVERIFY(!read.decoded.error);
    QCOMPARE(read.decoded.fields.at(0).value, expected);
    QCOMPARE(view.tell(), quint64(raw.size()));
}

void tst_MappedView::readMixed()
{
    MappedView view = m_memory->map();
    QCOMPARE(view.writeMixed(ValueList{text("x"), text("yz"), number(4), Value{true}, Value{false}}), WaitOutcome::Done);
    view.seek();
    const Schema schema = schemaOf({{TypeTag::Str, 2}, {TypeTag::Int, 1}, {TypeTag::Bool, 2}});
    const ViewRead read = view.readMixed(schema);
    QCOMPARE(read.outcome, WaitOutcome::Done);
    const ValueList expected{Value{ValueList{text("x"), text("yz")}}, number(4),
                             Value{ValueList{Value{true}, Value{false}}}};
    QCOMPARE(Value{read.decoded.values(schema)}, Value{expected});
    QCOMPARE(view.tell(), quint64(5 + 6 + 8 + 2));
}

void tst_MappedView::readMixedAtAnOffsetKeepsTheCursor()
{
    m_segment->put(4 + 16, std::int64_t(99));
    MappedView view = m_memory->map();
    view.seek(3);
    const ViewRead read = view.readMixed(schemaOf({{TypeTag::Int, 1}}), 16);
    QCOMPARE(read.decoded.fields.at(0).value, number(99));
    QCOMPARE(view.tell(), quint64(3));
}

void tst_MappedView::emptyListsReadAsEmptyLists()
{
    MappedView view = m_memory->map();
    view.seek(dataSize);
    const Schema schema = schemaOf({{TypeTag::Int, 0}});
    const ViewRead read = view.readMixed(schema);
    QVERIFY(!read.decoded.error);
    QCOMPARE(Value{read.decoded.values(schema)}, Value{ValueList{Value{ValueList{}}}});
    QCOMPARE(view.tell(), dataSize);
}

void tst_MappedView::readRangeAndReadAll()
{
    const ByteVector content = patternBytes(dataSize);
    m_segment->write(4, content);
    MappedView view = m_memory->map();
    view.seek(5);
    const ViewBytes range = view.readRange(0, 4);
    QCOMPARE(range.outcome, WaitOutcome::Done);
    QCOMPARE(hex(range.bytes), hex(std::span(content).first(4)));
    QCOMPARE(hex(view.readRange(dataSize - 1, 1).bytes), hex(std::span(content).last(1)));
    QCOMPARE(hex(view.readAll().bytes), hex(content));
    QCOMPARE(view.tell(), quint64(5));
}

void tst_MappedView::seekAndTell()
{
    MappedView view = m_memory->map();
    QCOMPARE(view.size(), dataSize);
    QCOMPARE(view.tell(), quint64(0));
    view.seek(17);
    QCOMPARE(view.tell(), quint64(17));
    view.seek(dataSize);
    QCOMPARE(view.tell(), dataSize);
    COMPARE_ERROR(view.seek(dataSize + 1), ErrorCode::OutOfBounds);
    COMPARE_ERROR(view.seek(u64max), ErrorCode::OutOfBounds);
    QCOMPARE(view.tell(), dataSize);
    view.seek();
    QCOMPARE(view.tell(), quint64(0));
}

void tst_MappedView::zero()
{
    m_segment->write(4, patternBytes(dataSize));
    MappedView view = m_memory->map();
    view.seek(9);
    QCOMPARE(view.zero(), WaitOutcome::Done);
    QVERIFY(m_segment->bytes() == ByteVector(dataSize + 4));
    QCOMPARE(view.tell(), quint64(9));
}

void tst_MappedView::lockStateIsVisible()
{
    const MappedView view = m_memory->map();
    QCOMPARE(view.readerCount(), 0);
    QVERIFY(!view.isWriteLocked());
    m_segment->put(0, std::int32_t(3));
    QCOMPARE(view.readerCount(), 3);
    QVERIFY(!view.isWriteLocked());
    m_segment->put(0, std::int32_t(-1));
    QCOMPARE(view.readerCount(), 0);
    QVERIFY(view.isWriteLocked());
    m_segment->put(0, std::int32_t(-7));
    QCOMPARE(view.readerCount(), 0);
    QVERIFY(!view.isWriteLocked());
    QCOMPARE(view.lockWord().state(), LockState::Invalid);
}

void tst_MappedView::zeroLengthIsRefused()
{
    MappedView view = m_memory->map();
    constexpr auto text = "length cannot be zero";
    COMPARE_ERROR_TEXT(view.write(Value{ByteVector()}), ErrorCode::InvalidArgument, text);
    COMPARE_ERROR_TEXT(view.write(Value{ByteVector()}, 8), ErrorCode::InvalidArgument, text);
    COMPARE_ERROR_TEXT(view.writeMixed(ValueList{}), ErrorCode::InvalidArgument, text);
    COMPARE_ERROR_TEXT(view.writeMixed(ValueList{Value{ValueList{}}}), ErrorCode::InvalidArgument, text);
    COMPARE_ERROR_TEXT(view.readRange(0, 0), ErrorCode::InvalidArgument, text);
    QCOMPARE(view.tell(), quint64(0));
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_MappedView::badValuesAreRefused()
{
    MappedView view = m_memory->map();
    COMPARE_ERROR(view.write(text("\xff")), ErrorCode::InvalidArgument);
    COMPARE_ERROR(view.write(Value{ValueList{number(1)}}), ErrorCode::InvalidArgument);
    const Value nested{ValueList{Value{ValueList{number(1)}}}};
    COMPARE_ERROR(view.writeMixed(ValueList{nested}), ErrorCode::InvalidArgument);
    QCOMPARE(view.tell(), quint64(0));
    QVERIFY(m_segment->bytes() == ByteVector(dataSize + 4));
}

void tst_MappedView::writesThatDontFitChangeNothing_data()
{
    QTest::addColumn<quint64>("seek");
    QTest::addColumn<quint64>("offset"); // u64max - 3: none
    constexpr quint64 none = u64max - 3;
    QTest::newRow("one byte over, at the cursor") << dataSize - 7 << none;
    QTest::newRow("at the end, at the cursor") << dataSize << none;
    QTest::newRow("one byte over, at an offset") << quint64(0) << dataSize - 7;
    QTest::newRow("at the end") << quint64(0) << dataSize;
    QTest::newRow("past the end") << quint64(0) << dataSize + 1;
    QTest::newRow("offset + length = 2^64") << quint64(0) << u64max - 7;
    QTest::newRow("offset + length wraps to inside") << quint64(0) << u64max - 2;
    QTest::newRow("largest offset") << quint64(0) << u64max;
}

void tst_MappedView::writesThatDontFitChangeNothing()
{
    QFETCH(quint64, seek);
    QFETCH(quint64, offset);
    const ByteVector before = joined({ByteVector(4), patternBytes(dataSize)});
    m_segment->write(0, before);
    MappedView view = m_memory->map();
    view.seek(seek);
    const auto at = offset == u64max - 3 ? std::nullopt : std::optional<std::uint64_t>(offset);
    COMPARE_ERROR(view.write(number(-1), at), ErrorCode::OutOfBounds);
    COMPARE_ERROR(view.writeMixed(ValueList{Value{true}, number(-1)}, at), ErrorCode::OutOfBounds);
    QCOMPARE(view.tell(), seek);
    QCOMPARE(hex(m_segment->bytes()), hex(before));
}

void tst_MappedView::rangesThatDontFit_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("length");
    QTest::newRow("one byte too many") << quint64(0) << dataSize + 1;
    QTest::newRow("starts at the end") << dataSize << quint64(1);
    QTest::newRow("starts past the end") << dataSize + 1 << quint64(1);
    QTest::newRow("sum wraps to zero") << u64max << quint64(1);
    QTest::newRow("sum wraps to inside") << u64max - 3 << quint64(8);
    QTest::newRow("largest length") << quint64(1) << u64max;
    QTest::newRow("both largest") << u64max << u64max;
}

void tst_MappedView::rangesThatDontFit()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, length);
    MappedView view = m_memory->map();
    COMPARE_ERROR(view.readRange(offset, length), ErrorCode::OutOfBounds);
    if (offset > dataSize)
        COMPARE_ERROR(view.readMixed(schemaOf({{TypeTag::Bool, 1}}), offset), ErrorCode::OutOfBounds);
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_MappedView::readsPastTheEndKeepTheCursor()
{
    MappedView view = m_memory->map();
    view.seek(dataSize - 7);
    const ViewRead read = view.read(TypeTag::Int);
    QCOMPARE(read.outcome, WaitOutcome::Done);
    QVERIFY(read.decoded.error);
    QCOMPARE(read.decoded.error->reason, DecodeError::Reason::PastEnd);
    QCOMPARE(read.decoded.error->wanted, quint64(8));
    QCOMPARE(read.decoded.error->left, quint64(7));
    QCOMPARE(view.tell(), dataSize - 7);

    // Some fields fit and one does not: none counts as read, but those before the error are told.
    view.seek(dataSize - 9);
    const ViewRead mixed = view.readMixed(schemaOf({{TypeTag::Int, 1}, {TypeTag::Bool, 2}}));
    QVERIFY(mixed.decoded.error);
    QCOMPARE(mixed.decoded.fields.size(), std::size_t(2));
    QCOMPARE(view.tell(), dataSize - 9);
}

void tst_MappedView::overlongStringNamesTheNumbers()
{
    m_segment->put(4 + 8, std::uint32_t(0xffffffff));
    MappedView view = m_memory->map();
    view.seek(8);
    const ViewRead read = view.read(TypeTag::Str);
    QVERIFY(read.decoded.error);
    QCOMPARE(read.decoded.error->reason, DecodeError::Reason::StringPastEnd);
    QCOMPARE(read.decoded.error->wanted, quint64(0xffffffff) + 4);
    QCOMPARE(read.decoded.error->left, dataSize - 8);
    QCOMPARE(view.tell(), quint64(8));
}

void tst_MappedView::lastByteIsUsable()
{
    MappedView view = m_memory->map();
    QCOMPARE(view.write(number(-1), dataSize - 8), WaitOutcome::Done);
    QCOMPARE(m_segment->get<std::int64_t>(4 + dataSize - 8), -1);
    view.seek(dataSize - 8);
    QCOMPARE(view.read(TypeTag::Int).decoded.fields.at(0).value, number(-1));
    QCOMPARE(view.tell(), dataSize);
}

void tst_MappedView::everyOperationFreesTheLock()
{
    MappedView view = m_memory->map();
    const auto expectFree = [&](const char *after) { QVERIFY2(view.lockWord().raw == 0, after); };
    QCOMPARE(view.write(number(1)), WaitOutcome::Done);
    expectFree("write");
    QCOMPARE(view.writeMixed(ValueList{number(1)}), WaitOutcome::Done);
    expectFree("writeMixed");
    view.seek();
    QCOMPARE(view.read(TypeTag::Int).outcome, WaitOutcome::Done);
    expectFree("read");
    QCOMPARE(view.readMixed(schemaOf({{TypeTag::Int, 100}})).outcome, WaitOutcome::Done);
    expectFree("readMixed with an error");
    QCOMPARE(view.readAll().outcome, WaitOutcome::Done);
    expectFree("readAll");
    QCOMPARE(view.zero(), WaitOutcome::Done);
    expectFree("zero");
}

void tst_MappedView::heldLockIsAnOutcome_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<bool>("readable");
    QTest::newRow("writer") << -1 << false;
    QTest::newRow("readers") << 2 << true;
    QTest::newRow("-7") << -7 << false;
    QTest::newRow("INT_MAX readers") << std::numeric_limits<int>::max() << false;
}

void tst_MappedView::heldLockIsAnOutcome()
{
    QFETCH(int, word);
    QFETCH(bool, readable);
    m_segment->put(0, word);
    const ByteVector before = m_segment->bytes();
    MappedView view = m_memory->map();
    view.setLockTimeout(1ms);
    QCOMPARE(view.lockTimeout(), std::chrono::nanoseconds(1ms));
    QCOMPARE(view.write(number(1)), WaitOutcome::TimedOut);
    QCOMPARE(view.writeMixed(ValueList{number(1)}), WaitOutcome::TimedOut);
    QCOMPARE(view.zero(), WaitOutcome::TimedOut);
    const WaitOutcome expected = readable ? WaitOutcome::Done : WaitOutcome::TimedOut;
    QCOMPARE(view.readMixed(schemaOf({{TypeTag::Int, 1}}), 0).outcome, expected);
    const ViewBytes bytes = view.readAll();
    QCOMPARE(bytes.outcome, expected);
    QCOMPARE(bytes.bytes.size(), readable ? std::size_t(dataSize) : std::size_t(0));
    QCOMPARE(view.tell(), quint64(0));
    QCOMPARE(hex(m_segment->bytes()), hex(before));
}

void tst_MappedView::stopEndsTheWait()
{
    m_segment->put(0, std::int32_t(-1));
    StopFlag stop;
    stop.request();
    MappedView view = m_memory->map();
    view.setLockTimeout(1h, &stop);
    QCOMPARE(view.write(number(1)), WaitOutcome::Stopped);
    QCOMPARE(view.readAll().outcome, WaitOutcome::Stopped);
    QCOMPARE(view.read(TypeTag::Int).outcome, WaitOutcome::Stopped);
    QCOMPARE(view.zero(), WaitOutcome::Stopped);
    QCOMPARE(m_segment->get<std::int32_t>(0), -1);
}

void tst_MappedView::readOnlyViewsHaveNoLock()
{
    MappedView view = SharedMemory::open(m_segment->name(), Access::ReadOnly).map();
    COMPARE_ERROR(&view.lock(), ErrorCode::ReadOnly);
    QCOMPARE(view.lockWord().raw, 0);
}

void tst_MappedView::viewsHaveTheirOwnCursors()
{
    MappedView first = m_memory->map();
    MappedView second = SharedMemory::open(m_segment->name()).map();
    QCOMPARE(first.write(number(11)), WaitOutcome::Done);
    QCOMPARE(first.write(number(22)), WaitOutcome::Done);
    QCOMPARE(second.tell(), quint64(0));
    QCOMPARE(second.read(TypeTag::Int).decoded.fields.at(0).value, number(11));
    QCOMPARE(first.tell(), quint64(16));
    QCOMPARE(second.tell(), quint64(8));
}

void tst_MappedView::valuesSurviveConcurrentViews()
{
    constexpr int rounds = 2000;
    int failed = 0;
    const auto deadline = Deadline::after(60s);
    std::thread writer([&] {
        MappedView view = SharedMemory::open(m_segment->name()).map();
        view.setLockTimeout(60s);
        for (std::int64_t i = 1; i <= rounds; ++i) {
            if (view.writeMixed(ValueList{number(i), number(-i), number(i)}, 0) != WaitOutcome::Done)
                return;
        }
    });
    MappedView view = SharedMemory::open(m_segment->name()).map();
    view.setLockTimeout(60s);
    const Schema schema = schemaOf({{TypeTag::Int, 3}});
    std::int64_t last = 0;
    while (last < rounds && !deadline.passed()) {
        const ViewRead read = view.readMixed(schema, 0);
        const auto value = [&](std::size_t i) { return std::get<std::int64_t>(read.decoded.fields.at(i).value.data); };
        if (read.outcome != WaitOutcome::Done || value(0) != -value(1) || value(0) != value(2) || value(0) < last)
            ++failed;
        last = value(0);
    }
    writer.join();
    QCOMPARE(failed, 0);
    QCOMPARE(last, std::int64_t(rounds));
}

void tst_MappedView::rawBytes()
{
    const TestSegment segment;
    MappedView view = SharedMemory::create(segment.name(), 4 + 64).map();
    QCOMPARE(view.writeBytes(patternBytes(10)), WaitOutcome::Done);
    QCOMPARE(view.tell(), quint64(10));
    QCOMPARE(view.writeBytes(patternBytes(4, 9), 60), WaitOutcome::Done);
    QCOMPARE(view.tell(), quint64(10));
    QCOMPARE(hex(segment.bytes(4, 10)), hex(patternBytes(10)));
    ByteVector out(4);
    QCOMPARE(view.readInto(60, out), WaitOutcome::Done);
    QCOMPARE(hex(out), hex(patternBytes(4, 9)));
    COMPARE_ERROR(view.readInto(61, out), ErrorCode::OutOfBounds);
    COMPARE_ERROR(view.writeBytes(out, 61), ErrorCode::OutOfBounds);
    COMPARE_ERROR(view.writeBytes({}), ErrorCode::InvalidArgument);
    COMPARE_ERROR(view.readInto(0, {}), ErrorCode::InvalidArgument);
    // Not without the lock, and what was there before stays.
    view.setLockTimeout(0ns);
    segment.put(0, std::int32_t(-1));
    QCOMPARE(view.readInto(0, out), WaitOutcome::TimedOut);
    QCOMPARE(hex(out), hex(patternBytes(4, 9)));
    QCOMPARE(view.writeBytes(out, 0), WaitOutcome::TimedOut);
    QCOMPARE(hex(segment.bytes(4, 10)), hex(patternBytes(10)));
}

QTEST_GUILESS_MAIN(tst_MappedView)
#include "tst_mapped_view.moc"
