// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_decode.h"
#include "finding_peers.h"
#include "onlooker.h"
#include "tests/support/interop_case.h"
#include "tests/support/names.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t largeSize = 32 * 1024 * 1024;

} // namespace

/// What can happen to a region and its lock, done by real processes: each finding comes, says on what it rests, and goes when it is over.
class tst_InteropFindings : public InteropCase
{
    Q_OBJECT

private slots:
    void orphanedLock_data();
    void orphanedLock();
    void stuckLock_data();
    void stuckLock();
    void stuckLockOfAStoppedProcess();
    void stuckLockOfAProcessThatIsGone();
    void overwrittenLock_data();
    void overwrittenLock();
    void lockResetByItsCreator();
    void starvedWriter();
    void leakedReader();

    void shrunk();
    void removedByTheWheel();
    void replaced();
    void memoryNearlyFull();
    void schemaThatDoesNotFit();

private:
    bool stopWhileReading(std::int64_t pid, const SegmentReader &reader, std::int32_t word);
};

void tst_InteropFindings::orphanedLock_data()
{
    QTest::addColumn<bool>("knowEverybody");
    QTest::newRow("all processes known") << true;
    QTest::newRow("as far as this system shows") << false;
}

void tst_InteropFindings::orphanedLock()
{
    QFETCH(bool, knowEverybody);
    const TestSegment segment("findings");
    segment.create(256);
    LockHolder holder("write", segment.name());
    QVERIFY(holder.ready());
    Onlooker onlooker(segment.name(), Layout::Region);
    if (knowEverybody)
        onlooker.knowEverybody();
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.processes().processes.empty(); }));
    QVERIFY(!onlooker.active(FindingCode::LockOrphaned));
    holder.kill();
    if (!onlooker.processes().complete) {
        // Without sight of every process nothing is proved.
        QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::LockStuck); }));
        QVERIFY(!onlooker.active(FindingCode::LockOrphaned));
        return;
    }
    QVERIFY2(onlooker.lookUntil([&] { return onlooker.active(FindingCode::LockOrphaned); }), onlooker.everything());
    const FindingRecord *record = onlooker.record(FindingCode::LockOrphaned);
    QCOMPARE(record->finding.severity, Severity::Error);
    QCOMPARE(record->bytes, (ByteRange{0, 4}));
    QVERIFY(record->evidence.proves());
    QVERIFY(!onlooker.active(FindingCode::LockStuck));
    segment.put(0, std::int32_t(0));
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::LockOrphaned); }));
}

void tst_InteropFindings::stuckLock_data()
{
    QTest::addColumn<QString>("verb");
    QTest::newRow("writer") << QStringLiteral("write");
    QTest::newRow("reader") << QStringLiteral("read");
}

void tst_InteropFindings::stuckLock()
{
    QFETCH(QString, verb);
    const TestSegment segment("findings");
    segment.create(256);
    LockHolder holder(verb, segment.name());
    QVERIFY(holder.ready());
    Onlooker onlooker(segment.name(), Layout::Region);
    const auto explained = [&] {
        const FindingRecord *record = onlooker.record(FindingCode::LockStuck);
        return record != nullptr && record->evidence.kind == EvidenceKind::HoldersAlive;
    };
    QVERIFY2(onlooker.lookUntil(explained), onlooker.everything());
    // Who holds it lives, so this may be meant.
    QCOMPARE(onlooker.alarms(), QByteArray());
    holder.end();
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::LockStuck); }));
}

void tst_InteropFindings::stuckLockOfAStoppedProcess()
{
    const TestSegment segment("findings");
    segment.create(256);
    LockHolder other("map", segment.name());
    LockHolder holder("read", segment.name());
    QVERIFY(other.ready() && holder.ready());
    QVERIFY(stopProcess(holder.pid()));
    Onlooker onlooker(segment.name(), Layout::Region);
    QVERIFY2(onlooker.lookUntil([&] { return onlooker.active(FindingCode::LockStuck); }), onlooker.everything());
    const FindingRecord *record = onlooker.record(FindingCode::LockStuck);
    QCOMPARE(record->finding.severity, Severity::Warning);
    QVERIFY(record->evidence.kind == EvidenceKind::ProcessStopped);
    QCOMPARE(record->evidence.pid, holder.pid());
    QVERIFY(!record->evidence.proves());
    continueProcess(holder.pid());
    holder.end();
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::LockStuck); }));
}

void tst_InteropFindings::stuckLockOfAProcessThatIsGone()
{
    const TestSegment segment("findings");
    segment.create(256);
    LockHolder other("map", segment.name());
    LockHolder holder("write", segment.name());
    QVERIFY(other.ready() && holder.ready());
    Onlooker onlooker(segment.name(), Layout::Region);
    QVERIFY(onlooker.lookUntil([&] { return onlooker.processes().processes.size() == 2; }));
    const std::int64_t pid = holder.pid();
    holder.kill();
    const auto warned = [&] {
        const FindingRecord *record = onlooker.record(FindingCode::LockStuck);
        return record != nullptr && record->finding.severity == Severity::Warning;
    };
    QVERIFY2(onlooker.lookUntil(warned), onlooker.everything());
    const Evidence &evidence = onlooker.record(FindingCode::LockStuck)->evidence;
    QVERIFY(evidence.kind == EvidenceKind::ProcessGone);
    QCOMPARE(evidence.pid, pid);
    QVERIFY(!onlooker.active(FindingCode::LockOrphaned));
}

void tst_InteropFindings::overwrittenLock_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<int>("code");
    QTest::newRow("-7") << -7 << static_cast<int>(FindingCode::LockInvalid);
    QTest::newRow("INT_MAX") << std::numeric_limits<int>::max() << static_cast<int>(FindingCode::ReadersImplausible);
}

void tst_InteropFindings::overwrittenLock()
{
    QFETCH(int, word);
    QFETCH(int, code);
    const TestSegment segment("findings");
    WheelPeer wheel;
    QVERIFY2(wheel.start("differential.py", {q(segment.name())}), qPrintable(wheel.problem()));
    QCOMPARE(ask(wheel, {"create", "memory", "@0", 256}).dump().c_str(), "256");
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(50ms);
    QCOMPARE(onlooker.everything(), QByteArray());
    segment.put(0, std::int32_t(word));
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(static_cast<FindingCode>(code)); }));
    QVERIFY(!onlooker.active(FindingCode::LockResetWhileHeld));
    // The wheel's creator frees the lock at every map().
    QVERIFY(ask(wheel, {"map", "view", "memory"}).is_number());
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(static_cast<FindingCode>(code)); }));
}

/// Stops a process that reads again and again, at a moment when its lock counts.
bool tst_InteropFindings::stopWhileReading(std::int64_t pid, const SegmentReader &reader, std::int32_t word)
{
    const auto caught = [&] {
        if (!stopProcess(pid))
            return false;
        if (reader.lockWord() == LockWord{word})
            return true;
        continueProcess(pid);
        return false;
    };
    return waitUntil(Deadline::after(60s), caught) == WaitOutcome::Done;
}

void tst_InteropFindings::lockResetByItsCreator()
{
    const TestSegment segment("findings");
    WheelPeer creator;
    QVERIFY2(creator.start("differential.py", {q(segment.name())}), qPrintable(creator.problem()));
    QVERIFY(ask(creator, {"create", "memory", "@0", largeSize}).is_number());
    QVERIFY(ask(creator, {"map", "view", "memory"}).is_number());
    Onlooker onlooker(segment.name(), Layout::Region);

    WheelPeer first;
    WheelPeer second;
    QVERIFY2(first.start("greedy_reader.py", {q(segment.name())}), qPrintable(first.problem()));
    QVERIFY(first.readLine());
    QVERIFY(stopWhileReading(first.pid(), onlooker.reader(), 1));
    QVERIFY2(second.start("greedy_reader.py", {q(segment.name())}), qPrintable(second.problem()));
    QVERIFY(second.readLine());
    QVERIFY(stopWhileReading(second.pid(), onlooker.reader(), 2));
    onlooker.lookFor(50ms);
    QCOMPARE(onlooker.alarms(), QByteArray());

    QVERIFY(ask(creator, {"map", "again", "memory"}).is_number());
    QCOMPARE(onlooker.reader().lockWord()->raw, 0);
    continueProcess(first.pid());
    continueProcess(second.pid());
    QVERIFY2(onlooker.lookUntil([&] { return onlooker.active(FindingCode::LockResetWhileHeld); }),
             onlooker.everything());
    const FindingRecord *record = onlooker.record(FindingCode::LockResetWhileHeld);
    QCOMPARE(record->finding.severity, Severity::Error);
    QVERIFY(record->evidence.kind == EvidenceKind::MoreReleasesThanHolds);
    QVERIFY(onlooker.active(FindingCode::LockInvalid));
}

void tst_InteropFindings::starvedWriter()
{
    const TestSegment segment("findings");
    WheelPeer writer;
    QVERIFY2(writer.start("differential.py", {q(segment.name())}), qPrintable(writer.problem()));
    QVERIFY(ask(writer, {"create", "memory", "@0", 256}).is_number());
    QVERIFY(ask(writer, {"map", "view", "memory"}).is_number());
    LockHolder readers("overlap", segment.name());
    QVERIFY(readers.ready());
    QVERIFY(writer.send(R"([["write", "view", 5]])"));
    Onlooker onlooker(segment.name(), Layout::Region, {.starvedNs = FindingLimits::second});
    QVERIFY2(onlooker.lookUntil([&] { return onlooker.active(FindingCode::WriterStarved); }), onlooker.everything());
    QCOMPARE(onlooker.record(FindingCode::WriterStarved)->finding.severity, Severity::Warning);
    QVERIFY(!onlooker.record(FindingCode::WriterStarved)->evidence.proves());
    QVERIFY2(!writer.readLine(0ms), "it did get in");
    readers.end();
    QCOMPARE(writer.readLine().value_or("no answer"), QByteArray("[null]"));
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::WriterStarved); }));
}

void tst_InteropFindings::leakedReader()
{
    const TestSegment segment("findings");
    const SharedMemory memory = SharedMemory::create(segment.name(), largeSize);
    WheelPeer reader;
    QVERIFY2(reader.start("greedy_reader.py", {q(segment.name())}), qPrintable(reader.problem()));
    QVERIFY(reader.readLine());
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(1500ms);
    QVERIFY(!onlooker.active(FindingCode::ReaderLeak));
    QVERIFY(stopWhileReading(reader.pid(), onlooker.reader(), 1));
    reader.kill();
    QCOMPARE(onlooker.reader().lockWord()->raw, 1);
    // Others come and go, as if nothing had happened.
    const LockHolder others("overlap", segment.name());
    QVERIFY(others.ready());
    QVERIFY2(onlooker.lookUntil([&] { return onlooker.active(FindingCode::ReaderLeak); }), onlooker.everything());
    QCOMPARE(onlooker.record(FindingCode::ReaderLeak)->finding.severity, Severity::Warning);
}

void tst_InteropFindings::shrunk()
{
    const TestSegment segment("findings");
    segment.create(4096);
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(20ms);
    QCOMPARE(onlooker.everything(), QByteArray());
    segment.truncate(100);
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::SegmentShrank); }));
    const FindingRecord *record = onlooker.record(FindingCode::SegmentShrank);
    QCOMPARE(record->bytes, (ByteRange{100, 3996}));
    QCOMPARE(record->finding.severity, Severity::Error);
    QVERIFY(!onlooker.active(FindingCode::SegmentTooSmall));
    segment.truncate(3);
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::SegmentTooSmall); }));
    segment.truncate(4096);
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::SegmentTooSmall); }));
    QVERIFY(!onlooker.active(FindingCode::SegmentShrank));
}

void tst_InteropFindings::removedByTheWheel()
{
    const TestSegment segment("findings");
    WheelPeer wheel;
    QVERIFY2(wheel.start("differential.py", {q(segment.name())}), qPrintable(wheel.problem()));
    QVERIFY(ask(wheel, {"create", "memory", "@0", 256}).is_number());
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(20ms);
    QVERIFY(ask(wheel, {"remove", nullptr, "@0"}).is_null());
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::SegmentRemoved); }));
    QCOMPARE(onlooker.alarms(), QByteArray());
    // The same name again is another object.
    QVERIFY(ask(wheel, {"create", "memory", "@0", 256}).is_number());
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::SegmentReplaced); }));
    QVERIFY(!onlooker.active(FindingCode::SegmentRemoved));
}

void tst_InteropFindings::replaced()
{
    const TestSegment segment("findings");
    segment.create(256);
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(20ms);
    segment.replace(256);
    QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::SegmentReplaced); }));
    const FindingRecord *record = onlooker.record(FindingCode::SegmentReplaced);
    QCOMPARE(record->finding.severity, Severity::Warning);
    QCOMPARE(record->finding.first, SegmentReader::open(segment.name()).statAtOpen().inode);
    QCOMPARE(record->bytes, ByteRange{});
}

void tst_InteropFindings::memoryNearlyFull()
{
    const platform::MemorySpace before = platform::sharedMemorySpace();
    constexpr std::uint64_t taken = 16 * 1024 * 1024;
    QVERIFY(before.total > 0 && before.free <= before.total);
    if (before.free < 4 * taken)
        QSKIP("there is too little shared memory to take some");
    // Full is where half of what this test takes is gone, so that it need not take all there is.
    FindingLimits limits;
    limits.spaceShare = static_cast<double>(before.free - taken / 2) / static_cast<double>(before.total);
    limits.spaceEndShare = limits.spaceShare;
    const TestSegment segment("findings");
    segment.create(256);
    Onlooker onlooker(segment.name(), Layout::Region, limits);
    onlooker.lookFor(20ms);
    {
        const TestSegment other("findings-taken");
        const SharedMemory memory = SharedMemory::create(other.name(), taken, {.reserve = true});
        QVERIFY(onlooker.lookUntil([&] { return onlooker.active(FindingCode::TmpfsNearlyFull); }));
    }
    QVERIFY(onlooker.lookUntil([&] { return !onlooker.active(FindingCode::TmpfsNearlyFull); }));
}

void tst_InteropFindings::schemaThatDoesNotFit()
{
    const TestSegment segment("findings");
    WheelPeer wheel;
    QVERIFY2(wheel.start("differential.py", {q(segment.name())}), qPrintable(wheel.problem()));
    QVERIFY(ask(wheel, {"create", "memory", "@0", 256}).is_number());
    QVERIFY(ask(wheel, {"map", "view", "memory"}).is_number());
    QVERIFY(ask(wheel, {"write", "view", "hello"}).is_null());
    Onlooker onlooker(segment.name(), Layout::Region);
    onlooker.lookFor(20ms);
    const auto decodeAs = [&](const char *schema) {
        for (int i = 0; i < 4; ++i) {
            const SegmentDecode decode = decodeSegment(onlooker.reader(), 4, std::get<Schema>(parseSchema(schema)));
            onlooker.tracker().addDecoded(decode.decoded, 4, true, onlooker.latest().timeNs);
        }
    };
    decodeAs("str");
    QVERIFY(!onlooker.active(FindingCode::SchemaMisfit));
    decodeAs("u32 str");
    QVERIFY(onlooker.active(FindingCode::SchemaMisfit));
    QCOMPARE(onlooker.record(FindingCode::SchemaMisfit)->bytes.offset, std::uint64_t(8));
    decodeAs("str");
    QVERIFY(!onlooker.active(FindingCode::SchemaMisfit));
}

QTEST_GUILESS_MAIN(tst_InteropFindings)
#include "tst_interop_findings.moc"
