// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finding_script.h"
#include "tests/support/allocation_meter.h"
#include "tests/support/test_case.h"

using namespace membridge;
using namespace membridge::test;

/// The tracker's list, and what becomes of the object. tst_lock_watch and tst_ring_watch have the rest.
class tst_FindingTracker : public TestCase
{
    Q_OBJECT

private slots:
    void object_data();
    void object();
    void objectsThatAreJustMade();
    void misfit_data();
    void misfit();
    void space_data();
    void space();
    void comesBackInTheSameRow();
    void whoIsRecordedToHaveDied();
    void eventsExpire();
    void evidence_data();
    void evidence();
    void placesOfFindings();
    void recordsAreBounded();
    void healthySamplesAllocateNothing();
    void adviceForEveryCode();
};

void tst_FindingTracker::object_data()
{
    QTest::addColumn<int>("layout");
    QTest::addColumn<int>("status");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QByteArray>("codes");
    const auto row = [](const char *name, Layout layout, SegmentStatus status, quint64 size, const char *codes) {
        QTest::newRow(name) << static_cast<int>(layout) << static_cast<int>(status) << size << QByteArray(codes);
    };
    constexpr quint64 whole = capacity + 24;
    row("live", Layout::Region, SegmentStatus::Live, whole, "");
    row("larger", Layout::Region, SegmentStatus::Resized, whole + 1, "");
    row("removed", Layout::Region, SegmentStatus::Removed, whole, "segment-removed info");
    row("replaced", Layout::Region, SegmentStatus::Replaced, whole, "segment-replaced warning");
    row("a byte less", Layout::Region, SegmentStatus::Shrunk, whole - 1, "segment-shrank error");
    row("removed and smaller", Layout::Region, SegmentStatus::Removed, whole - 1,
        "segment-shrank error, segment-removed info");
    row("the smallest region", Layout::Region, SegmentStatus::Shrunk, 5, "segment-shrank error");
    row("too small for a region", Layout::Region, SegmentStatus::Shrunk, 4,
        "segment-shrank error, segment-too-small error");
    row("the smallest ring", Layout::Ring, SegmentStatus::Shrunk, 28, "segment-shrank error");
    row("too small for a ring", Layout::Ring, SegmentStatus::Shrunk, 27,
        "segment-shrank error, segment-too-small error");
    row("nothing left, layout unknown", Layout::Unknown, SegmentStatus::Shrunk, 0, "segment-shrank error");
}

void tst_FindingTracker::object()
{
    QFETCH(int, layout);
    QFETCH(int, status);
    QFETCH(quint64, size);
    QFETCH(QByteArray, codes);
    Script script(static_cast<Layout>(layout));
    script.step();
    QCOMPARE(script.activeCodes(), QByteArray());
    const StatusReport before = script.status();
    script.status().status = static_cast<SegmentStatus>(status);
    script.status().sizeNow = size;
    script.stay(3000);
    QCOMPARE(script.activeCodes(), codes);
    for (const FindingRecord &record : script.tracker.records())
        QCOMPARE(record.count, std::uint64_t(1));
    script.status() = before;
    script.step();
    QCOMPARE(script.activeCodes(), QByteArray());
}

void tst_FindingTracker::objectsThatAreJustMade()
{
    Script script(Layout::Ring);
    const std::uint64_t size = script.status().sizeNow;
    script.status().sizeAtOpen = script.status().sizeNow = 0;
    script.step();
    script.stay(990);
    QCOMPARE(script.activeCodes(), QByteArray());
    script.step();
    QCOMPARE(script.activeCodes(), QByteArray("segment-too-small error"));
    script.status().sizeNow = size;
    script.step();
    QCOMPARE(script.activeCodes(), QByteArray());
}

void tst_FindingTracker::misfit_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("misfit");
    const auto row = [](const char *name, const char *schema, const char *data, bool misfit) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(data) << misfit;
    };
    row("fits", "bool str", "01 02000000 6869", false);
    row("bool 2", "bool", "02", true);
    row("bool 1", "bool", "01", false);
    row("a string past the end", "str", "05000000 68690000", true);
    row("a string up to the end", "str", "04000000 68690000", false);
    row("not UTF-8", "str", "02000000 c328", true);
    row("a number past the end", "i64", "01020304", true);
    row("an odd float is none", "f64", "0100000000000000", false);
    row("a control character is none", "str", "01000000 07", false);
}

void tst_FindingTracker::misfit()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, data);
    QFETCH(bool, misfit);
    const Decoded decoded = decode(fromHex(data.toStdString()), std::get<Schema>(parseSchema(schema.toStdString())));
    const auto active = [](const Script &script) { return script.active(FindingCode::SchemaMisfit); };

    Script exact(Layout::Ring);
    exact.tracker.addDecoded(decoded, 100, false, exact.now());
    QCOMPARE(active(exact), misfit);
    if (misfit) {
        const FindingRecord *record = exact.record(FindingCode::SchemaMisfit);
        QCOMPARE(record->bytes.offset, std::uint64_t(100));
        QCOMPARE(record->finding.severity, Severity::Warning);
    }
    exact.tracker.addDecoded(Decoded{}, 100, false, exact.now());
    QVERIFY(!active(exact));

    // Read without the lock: what was torn is whole the next time.
    Script torn(Layout::Region);
    for (int i = 0; i < 10; ++i) {
        torn.tracker.addDecoded(decoded, 4, true, torn.now());
        torn.tracker.addDecoded(decoded, 4, true, torn.now());
        QVERIFY(!active(torn));
        torn.tracker.addDecoded(Decoded{}, 4, true, torn.now());
    }
    for (int i = 0; i < 3; ++i)
        torn.tracker.addDecoded(decoded, 4, true, torn.now());
    QCOMPARE(active(torn), misfit);
    torn.tracker.addDecoded(decoded, 4, true, torn.now());
    QVERIFY(!misfit || torn.record(FindingCode::SchemaMisfit)->count == 1);
}

void tst_FindingTracker::space_data()
{
    QTest::addColumn<QList<quint64>>("free"); // of 1000, one look after the other
    QTest::addColumn<bool>("active");
    QTest::newRow("plenty") << QList<quint64>{500} << false;
    QTest::newRow("5 %") << QList<quint64>{50} << false;
    QTest::newRow("just under 5 %") << QList<quint64>{49} << true;
    QTest::newRow("none") << QList<quint64>{0} << true;
    QTest::newRow("a little more than before") << QList<quint64>{49, 99} << true;
    QTest::newRow("10 % again") << QList<quint64>{49, 100} << false;
}

void tst_FindingTracker::space()
{
    QFETCH(QList<quint64>, free);
    QFETCH(bool, active);
    Script script(Layout::Region);
    for (const quint64 bytes : free)
        script.tracker.addSpace({.total = 1000, .free = bytes}, script.now());
    QCOMPARE(script.active(FindingCode::TmpfsNearlyFull), active);
    Script unknown(Layout::Region);
    unknown.tracker.addSpace({}, unknown.now());
    QVERIFY(unknown.tracker.records().empty());
}

void tst_FindingTracker::comesBackInTheSameRow()
{
    Script script(Layout::Region);
    std::int64_t first = 0;
    std::int64_t since = 0;
    for (std::uint64_t times = 1; times <= 3; ++times) {
        script.word(-1);
        const std::int64_t before = script.now();
        script.stay(3000);
        const FindingRecord *record = script.record(FindingCode::LockStuck);
        QVERIFY(record != nullptr);
        QVERIFY(record->sinceNs > before);
        first = times == 1 ? record->firstNs : first;
        QCOMPARE(record->firstNs, first);
        QVERIFY(times == 1 ? record->sinceNs == first : record->sinceNs > since);
        since = record->sinceNs;
        QCOMPARE(record->lastNs, script.now());
        QCOMPARE(record->count, times);
        QVERIFY(record->active);
        QVERIFY2(record->finding.second >= 2900 && record->finding.second <= 3000, "it is worded anew each second");
        const std::uint64_t revision = script.tracker.revision();
        const std::int64_t last = script.now();
        script.word(0);
        QVERIFY(script.tracker.revision() > revision);
        script.stay(100);
        QVERIFY(!script.active(FindingCode::LockStuck));
        QCOMPARE(script.record(FindingCode::LockStuck)->lastNs, last);
        QCOMPARE(script.tracker.records().size(), std::size_t(1));
    }
}

void tst_FindingTracker::whoIsRecordedToHaveDied()
{
    const RecordedHold dead{.pid = 77, .write = true, .taken = true, .alive = false, .sinceNs = 0, .program = "writer"};
    Script script(Layout::Region);
    script.word(-1);
    script.tracker.addDeadHolder(dead, script.now());
    script.stay(100);
    const FindingRecord *record = script.record(FindingCode::LockOrphaned);
    QVERIFY(record != nullptr && record->active);
    QCOMPARE(record->finding.severity, Severity::Error);
    QCOMPARE(record->evidence.kind, EvidenceKind::HolderDied);
    QCOMPARE(record->evidence.pid, std::int64_t(77));
    QVERIFY(!record->evidence.proves());
    script.stay(5000);
    QVERIFY(!script.active(FindingCode::LockStuck));
    // Somebody else has it now, and the record says nothing of that.
    script.word(0);
    script.word(-1);
    script.stay(100);
    QVERIFY(!script.active(FindingCode::LockOrphaned));
    // Nor does one that was still waiting, or a reader's.
    for (const auto &[write, taken] : {std::pair(true, false), std::pair(false, true)}) {
        RecordedHold other = dead;
        other.write = write;
        other.taken = taken;
        script.tracker.addDeadHolder(other, script.now());
        script.stay(100);
        QVERIFY(!script.active(FindingCode::LockOrphaned));
    }
    script.tracker.addDeadHolder(dead, script.now());
    script.stay(100);
    QVERIFY(script.active(FindingCode::LockOrphaned));
    script.tracker.addDeadHolder(std::nullopt, script.now());
    script.stay(100);
    QVERIFY(!script.active(FindingCode::LockOrphaned));
}

void tst_FindingTracker::eventsExpire()
{
    Script script(Layout::Ring);
    script.ring(160, 400);
    script.ring(80, 400);
    script.stay(4990);
    QVERIFY(script.active(FindingCode::HeadWentBack));
    script.stay(20);
    QVERIFY(!script.active(FindingCode::HeadWentBack));
    QVERIFY(!script.active(FindingCode::SecondConsumer));
    script.ring(0, 0);
    QCOMPARE(script.record(FindingCode::HeadWentBack)->count, std::uint64_t(2));
    QCOMPARE(script.record(FindingCode::SecondConsumer)->count, std::uint64_t(1));
}

void tst_FindingTracker::evidence_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("proves");
    for (int kind = 0; kind <= static_cast<int>(EvidenceKind::NeverSeenFree); ++kind) {
        const bool proves = kind == static_cast<int>(EvidenceKind::Observed)
            || kind == static_cast<int>(EvidenceKind::NobodyHasIt);
        QTest::newRow(QByteArray::number(kind).constData()) << kind << proves;
    }
}

void tst_FindingTracker::evidence()
{
    QFETCH(int, kind);
    QFETCH(bool, proves);
    const Evidence evidence{.kind = static_cast<EvidenceKind>(kind), .pid = 42, .process = "peer", .number = 3};
    QCOMPARE(evidence.proves(), proves);
    QCOMPARE(text(evidence).empty(), evidence.kind == EvidenceKind::Observed);
}

void tst_FindingTracker::placesOfFindings()
{
    Script script(Layout::Ring);
    script.ring(160, 400);
    script.ring(0, 0);
    QCOMPARE(script.record(FindingCode::HeadWentBack, 0)->bytes, (ByteRange{0, 8}));
    QCOMPARE(script.record(FindingCode::HeadWentBack, 8)->bytes, (ByteRange{8, 8}));
    QCOMPARE(script.record(FindingCode::SharedCacheLine)->bytes, (ByteRange{0, 24}));
    // A length prefix that the end of the ring cuts.
    PendingFrames frames;
    frames.fault = RingFault{.kind = RingFaultKind::FramePastTail,
                             .position = 3 * capacity - 2,
                             .wanted = 5000,
                             .limit = 100,
                             .header = {3 * capacity - 2, 3 * capacity + 98, capacity}};
    script.tracker.addFrames(frames, script.now());
    QCOMPARE(script.record(FindingCode::FrameCorrupt)->bytes, (ByteRange{24 + capacity - 2, 2}));
    script.status().sizeNow = 100;
    script.step();
    QCOMPARE(script.record(FindingCode::SegmentShrank)->bytes, (ByteRange{100, capacity + 24 - 100}));
}

void tst_FindingTracker::recordsAreBounded()
{
    FindingLimits limits;
    limits.maxRecords = 8;
    Script script(Layout::Ring, limits);
    const Decoded decoded = decode(fromHex("02"), std::get<Schema>(parseSchema("bool")));
    for (std::uint64_t offset = 24; offset < 1000; ++offset) {
        script.step();
        script.tracker.addDecoded(decoded, offset, false, script.now());
        QVERIFY(script.tracker.records().size() <= limits.maxRecords);
        QVERIFY(script.record(FindingCode::SchemaMisfit, offset) != nullptr);
    }
    QCOMPARE(script.tracker.dropped(), std::uint64_t(0));

    // Where all are active, what comes next is counted only.
    limits.maxRecords = 1;
    Script full(Layout::Ring, limits);
    full.status().status = SegmentStatus::Removed;
    full.step();
    full.tracker.addDecoded(decoded, 24, false, full.now());
    QCOMPARE(full.tracker.records().size(), std::size_t(1));
    QCOMPARE(full.tracker.dropped(), std::uint64_t(1));
}

void tst_FindingTracker::healthySamplesAllocateNothing()
{
    Script region(Layout::Region);
    Script ring(Layout::Ring);
    region.word(0);
    ring.ring(0, 0);
    const AllocationMeter meter;
    for (std::uint64_t i = 1; i < 10'000; ++i) {
        region.word(static_cast<std::int32_t>(i % 3) - 1, 1);
        ring.ring(i * 80, i * 80 + 80 * (i % 2), 1);
    }
    QCOMPARE(meter.blocks(), std::uint64_t(0));
    QCOMPARE(region.activeCodes() + ring.activeCodes(), QByteArray());
}

void tst_FindingTracker::adviceForEveryCode()
{
    for (int code = 0; code <= static_cast<int>(FindingCode::SharedCacheLine); ++code) {
        const QByteArray sentence(advice(static_cast<FindingCode>(code)));
        QVERIFY2(sentence.size() > 10 && sentence.endsWith('.'), name(static_cast<FindingCode>(code)));
    }
    QCOMPARE(advice(static_cast<FindingCode>(255)), "");
}

QTEST_GUILESS_MAIN(tst_FindingTracker)
#include "tst_finding_tracker.moc"
