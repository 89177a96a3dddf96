// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/layout.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <cstddef>
#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr quint64 u64max = std::numeric_limits<quint64>::max();

} // namespace

class tst_Layout : public TestCase
{
    Q_OBJECT

private slots:
    void headerLiesAsInTheSegment();
    void regionConstants();
    void checkRing_data();
    void checkRing();
    void pageRoundedSizes_data();
    void pageRoundedSizes();
    void faultNamesTheNumbers_data();
    void faultNamesTheNumbers();
    void lockWord_data();
    void lockWord();
    void stateNames();
};

void tst_Layout::headerLiesAsInTheSegment()
{
    const RingHeader header{.head = 0x0102030405060708, .tail = 0x1112131415161718, .capacity = 0x2122232425262728};
    QCOMPARE(hex(packed(header)), QByteArray("08 07 06 05 04 03 02 01 18 17 16 15 14 13 12 11 28 27 26 25 24 23 22 21"));
    QCOMPARE(offsetof(RingHeader, head), ring_layout::headOffset);
    QCOMPARE(offsetof(RingHeader, tail), ring_layout::tailOffset);
    QCOMPARE(offsetof(RingHeader, capacity), ring_layout::capacityOffset);
    QCOMPARE(ring_layout::dataOffset, quint64(24));
    QCOMPARE(ring_layout::frameHeaderSize, quint64(4));
    QCOMPARE(ring_layout::smallestCapacity, quint64(4));
}

void tst_Layout::regionConstants()
{
    QCOMPARE(region_layout::lockOffset, quint64(0));
    QCOMPARE(region_layout::dataOffset, quint64(4));
    QCOMPARE(region_layout::smallestSize, quint64(5));
}

void tst_Layout::checkRing_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<quint64>("segmentSize");
    QTest::addColumn<int>("expected"); // -1: no fault
    const auto row = [](const char *name, quint64 head, quint64 tail, quint64 capacity, quint64 size, int expected) {
        QTest::newRow(name) << head << tail << capacity << size << expected;
    };
    const auto fault = [](RingFaultKind kind) { return static_cast<int>(kind); };
    constexpr quint64 size = 1024 + 24;
    row("empty", 0, 0, 1024, size, -1);
    row("some used", 100, 250, 1024, size, -1);
    row("exactly full", 7, 7 + 1024, 1024, size, -1);
    row("smallest", 0, 4, 4, 28, -1);
    row("indices at the end of their range", u64max - 1000, u64max, 1024, size, -1);
    row("no bytes at all", 0, 0, 0, 0, fault(RingFaultKind::TooSmall));
    row("one byte short of a header", 0, 0, 0, 23, fault(RingFaultKind::TooSmall));
    row("header without data", 0, 0, 0, 24, fault(RingFaultKind::TooSmall));
    row("one byte short of a frame", 0, 0, 2, 27, fault(RingFaultKind::TooSmall));
    row("capacity 0", 0, 0, 0, size, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity 1", 0, 0, 1, size, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity 2", 0, 0, 2, size, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity 1000", 0, 0, 1000, 1000 + 24, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity 1023", 0, 0, 1023, size, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity all ones", 0, 0, u64max, size, fault(RingFaultKind::CapacityNotPowerOfTwo));
    row("capacity 2^40", 0, 0, quint64(1) << 40, size, fault(RingFaultKind::CapacityMismatch));
    row("capacity 2^63", 0, 0, quint64(1) << 63, size, fault(RingFaultKind::CapacityMismatch));
    row("capacity halved", 0, 0, 512, size, fault(RingFaultKind::CapacityMismatch));
    row("capacity doubled", 0, 0, 2048, size, fault(RingFaultKind::CapacityMismatch));
    row("size one too large", 0, 0, 1024, size + 1, fault(RingFaultKind::CapacityMismatch));
    row("size one too small", 0, 0, 1024, size - 1, fault(RingFaultKind::CapacityMismatch));
    row("head one past tail", 101, 100, 1024, size, fault(RingFaultKind::HeadPastTail));
    row("head at the end of its range", u64max, 0, 1024, size, fault(RingFaultKind::HeadPastTail));
    row("one byte over capacity", 0, 1025, 1024, size, fault(RingFaultKind::OverCapacity));
    row("tail at the end of its range", 0, u64max, 1024, size, fault(RingFaultKind::OverCapacity));
}

void tst_Layout::checkRing()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    QFETCH(quint64, segmentSize);
    QFETCH(int, expected);
    const RingHeader header{.head = head, .tail = tail, .capacity = capacity};
    const auto fault = membridge::checkRing(header, segmentSize, SizeIs::Exact);
    QCOMPARE(fault.has_value(), expected >= 0);
    if (fault) {
        QCOMPARE(fault->kind, static_cast<RingFaultKind>(expected));
        QVERIFY(fault->header == header);
        QCOMPARE(fault->position, quint64(0));
    }
}

void tst_Layout::pageRoundedSizes_data()
{
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<quint64>("segmentSize");
    QTest::addColumn<bool>("good");
    QTest::newRow("exact") << quint64(1024) << quint64(1048) << true;
    QTest::newRow("rounded up to a page") << quint64(1024) << quint64(4096) << true;
    QTest::newRow("one byte too large") << quint64(1024) << quint64(1047) << false;
    QTest::newRow("rounding does not excuse 2^40") << (quint64(1) << 40) << quint64(4096) << false;
    QTest::newRow("nor a capacity that is no power of two") << quint64(1000) << quint64(4096) << false;
}

void tst_Layout::pageRoundedSizes()
{
    QFETCH(quint64, capacity);
    QFETCH(quint64, segmentSize);
    QFETCH(bool, good);
    const RingHeader header{.head = 0, .tail = 0, .capacity = capacity};
    QCOMPARE(!membridge::checkRing(header, segmentSize, SizeIs::PageRounded), good);
}

void tst_Layout::faultNamesTheNumbers_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<quint64>("segmentSize");
    QTest::addColumn<QStringList>("numbers");
    QTest::newRow("too small") << quint64(0) << quint64(0) << quint64(0) << quint64(27) << QStringList{"27"};
    QTest::newRow("not a power of two") << quint64(0) << quint64(0) << quint64(999) << quint64(1048)
                                        << QStringList{"999"};
    QTest::newRow("mismatch") << quint64(0) << quint64(0) << quint64(512) << quint64(1048) << QStringList{"512", "1024"};
    QTest::newRow("head past tail") << quint64(77) << quint64(66) << quint64(1024) << quint64(1048)
                                    << QStringList{"77", "66"};
    QTest::newRow("over capacity") << quint64(5) << quint64(5005) << quint64(1024) << quint64(1048)
                                   << QStringList{"5005", "5000", "1024"};
}

void tst_Layout::faultNamesTheNumbers()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    QFETCH(quint64, segmentSize);
    QFETCH(QStringList, numbers);
    const auto fault = membridge::checkRing({.head = head, .tail = tail, .capacity = capacity}, segmentSize,
                                            SizeIs::Exact);
    QVERIFY(fault);
    const QString text = q(fault->text());
    for (const QString &number : numbers)
        QVERIFY2(text.contains(number), qPrintable(text));
}

void tst_Layout::lockWord_data()
{
    QTest::addColumn<int>("raw");
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("readers");
    QTest::addColumn<bool>("implausible");
    const auto row = [](const char *name, int raw, LockState state, int readers, bool implausible) {
        QTest::newRow(name) << raw << static_cast<int>(state) << readers << implausible;
    };
    constexpr int intMax = std::numeric_limits<int>::max();
    row("free", 0, LockState::Free, 0, false);
    row("one reader", 1, LockState::Readers, 1, false);
    row("most plausible readers", 100'000, LockState::Readers, 100'000, false);
    row("too many readers", 100'001, LockState::Readers, 100'001, true);
    row("INT_MAX readers", intMax, LockState::Readers, intMax, true);
    row("writer", -1, LockState::Writer, 0, false);
    row("just past writer", -2, LockState::Invalid, 0, false);
    row("-7", -7, LockState::Invalid, 0, false);
    row("INT_MIN", std::numeric_limits<int>::min(), LockState::Invalid, 0, false);
}

void tst_Layout::lockWord()
{
    QFETCH(int, raw);
    QFETCH(int, state);
    QFETCH(int, readers);
    QFETCH(bool, implausible);
    const LockWord word{raw};
    QCOMPARE(word.state(), static_cast<LockState>(state));
    QCOMPARE(word.readers(), readers);
    QCOMPARE(word.implausible(), implausible);
}

void tst_Layout::stateNames()
{
    QCOMPARE(name(LockState::Free), "free");
    QCOMPARE(name(LockState::Readers), "readers");
    QCOMPARE(name(LockState::Writer), "writer");
    QCOMPARE(name(LockState::Invalid), "invalid");
}

QTEST_APPLESS_MAIN(tst_Layout)
#include "tst_layout.moc"
