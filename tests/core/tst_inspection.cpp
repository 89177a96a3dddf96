// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/inspection.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QScopeGuard>
#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

QByteArray codesOf(const Inspection &inspection)
{
    QByteArrayList codes;
    for (const Finding &finding : inspection.findings)
        codes << name(finding.code);
    return codes.join(' ');
}

} // namespace

class tst_Inspection : public TestCase
{
    Q_OBJECT

private slots:
    void region();
    void ring();
    void emptyRing();
    void missing();
    void findings_data();
    void findings();
    void framesUpToTheCorruptOne();
    void toldLayoutWins();
    void tooSmall_data();
    void tooSmall();
    void orphanedOnlyWithoutAHolder();
    void ownHoldIsNoOrphan();
    void processesOnlyOnRequest();
    void cutShortWalksAreNotCalledValid();
};

void tst_Inspection::region()
{
    const TestSegment segment;
    segment.create(4096);
    segment.setMode(0600);
    const Inspection seen = inspect(segment.name());
    QCOMPARE(q(seen.name), q(segment.name()));
    QCOMPARE(seen.stat.size, quint64(4096));
    QCOMPARE(seen.stat.mode, 0600u);
    QCOMPARE(seen.layout, Layout::Region);
    QCOMPARE(seen.guess.reason, GuessReason::NotARingSize);
    QVERIFY(seen.lock);
    QCOMPARE(seen.lock->raw, 0);
    QVERIFY(!seen.ring);
    QVERIFY(seen.processes.processes.empty());
    QCOMPARE(codesOf(seen), QByteArray());
}

void tst_Inspection::ring()
{
    const TestSegment segment;
    segment.fillRing({.head = 64, .tail = 64 + 20, .capacity = 64},
                     joined({frameOf(patternBytes(8)), frameOf(patternBytes(4)), ByteVector(44)}));
    const Inspection seen = inspect(segment.name());
    QCOMPARE(seen.layout, Layout::Ring);
    QVERIFY(seen.guess.confident());
    QVERIFY(seen.ring);
    QCOMPARE(seen.ring->header.used(), quint64(20));
    QCOMPARE(seen.frames, quint64(2));
    QVERIFY(seen.ringValid);
    QVERIFY(!seen.lock);
    QCOMPARE(codesOf(seen), QByteArray());
}

void tst_Inspection::emptyRing()
{
    const TestSegment segment;
    segment.fillRing({.head = 7, .tail = 7, .capacity = 64}, ByteVector(64));
    const Inspection seen = inspect(segment.name());
    QCOMPARE(seen.frames, quint64(0));
    QVERIFY(seen.ringValid);
}

void tst_Inspection::missing()
{
    const TestSegment segment;
    COMPARE_ERROR(inspect(segment.name()), ErrorCode::NotFound);
    COMPARE_ERROR(inspect("no-slash"), ErrorCode::InvalidName);
}

void tst_Inspection::findings_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QByteArray>("codes");
    const auto ring = [](quint64 head, quint64 tail, quint64 capacity) {
        return hex(packed(RingHeader{.head = head, .tail = tail, .capacity = capacity}));
    };
    const auto row = [](const char *name, const QByteArray &start, quint64 size, const char *codes) {
        QTest::newRow(name) << start << size << QByteArray(codes);
    };
    row("lock word -7", "f9ffffff", 4096, "lock-invalid");
    row("lock word INT_MAX, without looking for holders", "ffffff7f", 4096, "readers-implausible");
    row("capacity 2^40", ring(0, 12, quint64(1) << 40), 1048, "capacity-mismatch");
    row("capacity 0", ring(0, 12, 0), 1048, "capacity-mismatch");
    row("head past tail", ring(50, 20, 1024), 1048, "occupancy-over-capacity");
    row("over capacity", ring(0, 2000, 1024), 1048, "occupancy-over-capacity");
    row("full", ring(0, 1024, 1024) + " fc030000", 1048, "ring-full");
    row("corrupt frame", ring(0, 100, 1024) + " ffffff7f", 1048, "frame-corrupt");
    row("full with a corrupt frame", ring(0, 1024, 1024) + " ffffff7f", 1048, "frame-corrupt");
    row("ring that shrank", ring(0, 100, 1024), 500, "capacity-mismatch");
}

void tst_Inspection::findings()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    QFETCH(QByteArray, codes);
    const TestSegment segment;
    segment.create(size);
    segment.write(0, fromHex(start.toStdString()));
    const ByteVector before = segment.bytes();
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    QCOMPARE(codesOf(seen), codes);
    QVERIFY(!seen.findings.front().text.empty());
    QCOMPARE(seen.ringValid, codes == "ring-full");
    QVERIFY(segment.bytes() == before);
}

void tst_Inspection::framesUpToTheCorruptOne()
{
    const TestSegment segment;
    segment.fillRing({.head = 0, .tail = 40, .capacity = 64},
                     joined({frameOf(patternBytes(8)), frameOf(patternBytes(4)), packed(0x7fffffffu), ByteVector(40)}));
    const Inspection seen = inspect(segment.name());
    QCOMPARE(seen.frames, quint64(2));
    QVERIFY(!seen.ringValid);
    QCOMPARE(codesOf(seen), QByteArray("frame-corrupt"));
    QCOMPARE(seen.findings.front().offset, quint64(24 + 20));
    // The header itself is fine.
    QVERIFY(!seen.ring->fault);
}

void tst_Inspection::toldLayoutWins()
{
    const TestSegment segment;
    segment.fillRing({.head = 0, .tail = 0, .capacity = 64}, ByteVector(64));
    const Inspection asRegion = inspect(segment.name(), Layout::Region);
    QCOMPARE(asRegion.layout, Layout::Region);
    QCOMPARE(asRegion.guess.layout, Layout::Ring);
    QVERIFY(asRegion.lock);
    QVERIFY(!asRegion.ring);
    const TestSegment other;
    other.create(4096);
    const Inspection asRing = inspect(other.name(), Layout::Ring);
    QCOMPARE(asRing.layout, Layout::Ring);
    QVERIFY(!asRing.ringValid);
    QCOMPARE(codesOf(asRing), QByteArray("capacity-mismatch"));
}

void tst_Inspection::tooSmall_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("told");
    QTest::addColumn<bool>("tooSmall");
    QTest::newRow("empty") << quint64(0) << static_cast<int>(Layout::Unknown) << true;
    QTest::newRow("lock word only") << quint64(4) << static_cast<int>(Layout::Unknown) << true;
    QTest::newRow("lock word only, told to be a region") << quint64(4) << static_cast<int>(Layout::Region) << true;
    QTest::newRow("smallest region") << quint64(5) << static_cast<int>(Layout::Unknown) << false;
    QTest::newRow("told to be a ring") << quint64(27) << static_cast<int>(Layout::Ring) << true;
}

void tst_Inspection::tooSmall()
{
    QFETCH(quint64, size);
    QFETCH(int, told);
    QFETCH(bool, tooSmall);
    const TestSegment segment;
    segment.create(size);
    const Inspection seen = inspect(segment.name(), static_cast<Layout>(told));
    QCOMPARE(codesOf(seen), tooSmall ? QByteArray("segment-too-small") : QByteArray());
    QVERIFY(!seen.ringValid);
}

void tst_Inspection::orphanedOnlyWithoutAHolder()
{
    const TestSegment segment;
    segment.create(4096);
    segment.put(0, std::int32_t(-1));
    const Inspection alone = inspect(segment.name());
    // Nothing can be proved while some process can't be looked into.
    QCOMPARE(codesOf(alone), alone.processes.complete ? QByteArray("lock-orphaned") : QByteArray());

    OwnProcess holder;
    holder.start(QStringLiteral(MEMBRIDGE_CORE_TEST_HELPER),
                 {QStringLiteral("map"), q(segment.name()), QStringLiteral("rw"), QStringLiteral("close")});
    const auto endHolder = qScopeGuard([&] {
        holder.kill();
        holder.waitForFinished();
    });
    QVERIFY(holder.waitForStarted() && holder.waitForReadyRead());
    QCOMPARE(holder.readLine().trimmed(), QByteArray("holding"));
    const Inspection held = inspect(segment.name());
    QCOMPARE(held.processes.processes.size(), std::size_t(1));
    QCOMPARE(codesOf(held), QByteArray());

    holder.kill();
    QVERIFY(holder.waitForFinished());
    QCOMPARE(codesOf(inspect(segment.name())), alone.processes.complete ? QByteArray("lock-orphaned") : QByteArray());
}

void tst_Inspection::ownHoldIsNoOrphan()
{
    // The list of processes leaves out the one that asks, which here holds the lock itself.
    const TestSegment segment;
    MappedView view = SharedMemory::create(segment.name(), 4096).map();
    QVERIFY(view.lock().tryLockWrite());
    QCOMPARE(codesOf(inspect(segment.name())), QByteArray());
    QVERIFY(view.lock().unlockWrite());
}

void tst_Inspection::processesOnlyOnRequest()
{
    const TestSegment segment;
    segment.create(4096);
    segment.put(0, std::int32_t(-1));
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    QVERIFY(seen.processes.processes.empty());
    QVERIFY(!seen.processes.complete);
    QCOMPARE(codesOf(seen), QByteArray());
}

void tst_Inspection::cutShortWalksAreNotCalledValid()
{
    // 64 MiB of empty frames: more than a look counts. What was not looked at is not known to be valid.
    constexpr quint64 capacity = 64 * 1024 * 1024;
    const TestSegment segment;
    segment.create(capacity + 24);
    segment.put(0, RingHeader{.head = 0, .tail = capacity, .capacity = capacity});
    segment.put(24 + capacity - 4, std::uint32_t(77));
    const Inspection seen = inspect(segment.name(), Layout::Unknown, false);
    QVERIFY(!seen.ringValid);
}

QTEST_GUILESS_MAIN(tst_Inspection)
#include "tst_inspection.moc"
