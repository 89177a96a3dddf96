// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/findings.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

enum class Others { Nobody, Somebody, NobodySeen };

platform::ProcessList processes(Others others)
{
    platform::ProcessList list;
    list.complete = others != Others::NobodySeen;
    if (others == Others::Somebody)
        list.processes.push_back({.pid = 1234, .name = "other", .state = 'S', .writable = true, .mapped = true});
    return list;
}

QByteArray codesOf(const std::vector<Finding> &findings)
{
    QByteArrayList codes;
    for (const Finding &finding : findings)
        codes << name(finding.code);
    return codes.join(' ');
}

} // namespace

class tst_Findings : public TestCase
{
    Q_OBJECT

private slots:
    void codeNames_data();
    void codeNames();
    void severityNames();
    void lock_data();
    void lock();
    void lockFindingsTellTheWord();
    void ring_data();
    void ring();
    void healthyRings();
    void fullRing();
};

void tst_Findings::codeNames_data()
{
    QTest::addColumn<int>("code");
    // In the order of the enumeration; scripts match the names.
    const char *names[] = {"lock-orphaned",           "lock-stuck",       "lock-invalid",      "readers-implausible",
                           "lock-reset-while-held",   "writer-starved",   "reader-leak",       "head-went-back",
                           "occupancy-over-capacity", "frame-corrupt",    "capacity-mismatch", "consumer-stalled",
                           "producer-stalled",        "ring-full",        "second-producer",   "second-consumer",
                           "segment-shrank",          "segment-replaced", "segment-removed",   "segment-too-small",
                           "tmpfs-nearly-full",       "schema-misfit",    "shared-cache-line"};
    int code = 0;
    for (const char *name : names)
        QTest::newRow(name) << code++;
    QCOMPARE(code - 1, static_cast<int>(FindingCode::SharedCacheLine));
}

void tst_Findings::codeNames()
{
    QFETCH(int, code);
    QCOMPARE(name(static_cast<FindingCode>(code)), QTest::currentDataTag());
}

void tst_Findings::severityNames()
{
    QCOMPARE(name(Severity::Info), "info");
    QCOMPARE(name(Severity::Warning), "warning");
    QCOMPARE(name(Severity::Error), "error");
}

void tst_Findings::lock_data()
{
    QTest::addColumn<int>("word");
    QTest::addColumn<int>("others");
    QTest::addColumn<QByteArray>("codes");
    const auto row = [](const char *name, int word, Others others, const char *codes) {
        QTest::newRow(name) << word << static_cast<int>(others) << QByteArray(codes);
    };
    row("free", 0, Others::Nobody, "");
    row("free, with somebody", 0, Others::Somebody, "");
    row("writer who lives", -1, Others::Somebody, "");
    row("writer who is gone", -1, Others::Nobody, "lock-orphaned");
    row("readers who are gone", 2, Others::Nobody, "lock-orphaned");
    // Provable only with full sight.
    row("writer, not everyone was seen", -1, Others::NobodySeen, "");
    row("readers, not everyone was seen", 2, Others::NobodySeen, "");
    row("-7", -7, Others::Somebody, "lock-invalid");
    row("-7 and nobody there", -7, Others::Nobody, "lock-invalid");
    row("INT_MIN", std::numeric_limits<int>::min(), Others::Somebody, "lock-invalid");
    row("INT_MAX", std::numeric_limits<int>::max(), Others::Somebody, "readers-implausible");
    row("INT_MAX and nobody there", std::numeric_limits<int>::max(), Others::Nobody,
        "readers-implausible lock-orphaned");
    row("100000 readers", 100'000, Others::Somebody, "");
    row("100001 readers", 100'001, Others::Somebody, "readers-implausible");
}

void tst_Findings::lock()
{
    QFETCH(int, word);
    QFETCH(int, others);
    QFETCH(QByteArray, codes);
    const auto findings = lockFindings(LockWord{word}, processes(static_cast<Others>(others)));
    QCOMPARE(codesOf(findings), codes);
    for (const Finding &finding : findings) {
        QCOMPARE(finding.severity, Severity::Error);
        QCOMPARE(finding.offset, std::uint64_t(0));
    }
}

void tst_Findings::lockFindingsTellTheWord()
{
    const auto findings = lockFindings(LockWord{-7}, processes(Others::Somebody));
    QCOMPARE(findings.size(), std::size_t(1));
    QVERIFY2(q(findings.front().text).contains(QStringLiteral("-7")), findings.front().text.c_str());
    QCOMPARE(static_cast<std::int64_t>(findings.front().first), std::int64_t(-7));
    const auto readers = lockFindings(LockWord{std::numeric_limits<int>::max()}, processes(Others::Somebody));
    QVERIFY(q(readers.front().text).contains(QStringLiteral("2147483647")));
}

void tst_Findings::ring_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<quint64>("offset");
    const auto row = [](const char *name, RingFaultKind kind, const char *code, quint64 offset) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(code) << offset;
    };
    row("too small", RingFaultKind::TooSmall, "segment-too-small", 0);
    row("capacity no power of two", RingFaultKind::CapacityNotPowerOfTwo, "capacity-mismatch", 16);
    row("capacity mismatch", RingFaultKind::CapacityMismatch, "capacity-mismatch", 16);
    row("head past tail", RingFaultKind::HeadPastTail, "occupancy-over-capacity", 0);
    row("over capacity", RingFaultKind::OverCapacity, "occupancy-over-capacity", 0);
    row("frame past tail", RingFaultKind::FramePastTail, "frame-corrupt", 24 + 36);
}

void tst_Findings::ring()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, code);
    QFETCH(quint64, offset);
    const RingHeader header{.head = 100, .tail = 150, .capacity = 64};
    const RingFault fault{
        .kind = static_cast<RingFaultKind>(kind), .position = 100, .wanted = 77, .limit = 50, .header = header};
    const auto findings = ringFindings(header, 88, fault);
    QCOMPARE(codesOf(findings), code);
    QCOMPARE(findings.front().severity, Severity::Error);
    QCOMPARE(findings.front().offset, offset);
    QCOMPARE(findings.front().first, std::uint64_t(77));
    QCOMPARE(findings.front().second, std::uint64_t(50));
    QCOMPARE(q(findings.front().text), q(fault.text()));
}

void tst_Findings::healthyRings()
{
    QVERIFY(ringFindings({.head = 0, .tail = 0, .capacity = 64}, 88, std::nullopt).empty());
    QVERIFY(ringFindings({.head = 0, .tail = 63, .capacity = 64}, 88, std::nullopt).empty());
}

void tst_Findings::fullRing()
{
    const auto findings = ringFindings({.head = 1000, .tail = 1064, .capacity = 64}, 88, std::nullopt);
    QCOMPARE(codesOf(findings), QByteArray("ring-full"));
    // Full is a state that passes, not damage.
    QCOMPARE(findings.front().severity, Severity::Warning);
    QVERIFY(q(findings.front().text).contains(QStringLiteral("64")));
}

QTEST_APPLESS_MAIN(tst_Findings)
#include "tst_findings.moc"
