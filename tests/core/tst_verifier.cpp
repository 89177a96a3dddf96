// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/traffic/verifier.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <memory>

using namespace membridge;
using namespace membridge::test;

using Sequences = QList<quint64>;

namespace {

ByteVector payloadOf(std::uint64_t sequence, std::uint32_t stream = 0, std::uint64_t timeNs = 0, std::size_t size = 40)
{
    ByteVector payload(size);
    sealVerifyPayload(payload, stream, sequence, timeNs);
    return payload;
}

} // namespace

class tst_Verifier : public TestCase
{
    Q_OBJECT

private slots:
    void sequences_data();
    void sequences();
    void corrupt();
    void late();
    void streamsAreApart();
    void tooManyStreams();
    void firstOffenceIsKept();
};

void tst_Verifier::sequences_data()
{
    constexpr quint64 top = ~quint64(0);
    QTest::addColumn<Sequences>("script");
    QTest::addColumn<quint64>("lost");
    QTest::addColumn<quint64>("duplicated");
    QTest::addColumn<quint64>("reordered");
    QTest::newRow("in order") << Sequences{0, 1, 2, 3} << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("starts late") << Sequences{100, 101} << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("one lost") << Sequences{0, 1, 3} << quint64(1) << quint64(0) << quint64(0);
    QTest::newRow("many lost") << Sequences{0, 100'000, 100'001} << quint64(99'999) << quint64(0) << quint64(0);
    QTest::newRow("twice") << Sequences{0, 1, 1, 2} << quint64(0) << quint64(1) << quint64(0);
    QTest::newRow("three times") << Sequences{0, 0, 0, 1} << quint64(0) << quint64(2) << quint64(0);
    QTest::newRow("swapped") << Sequences{0, 2, 1, 3} << quint64(0) << quint64(0) << quint64(1);
    QTest::newRow("swapped, then again") << Sequences{0, 2, 1, 1, 3} << quint64(0) << quint64(1) << quint64(1);
    QTest::newRow("swapped at the start") << Sequences{1, 0, 2} << quint64(0) << quint64(0) << quint64(1);
    QTest::newRow("twice at the start") << Sequences{1, 0, 0, 2} << quint64(0) << quint64(1) << quint64(1);
    QTest::newRow("from far back, within the window")
        << Sequences{0, 4096, 1} << quint64(4094) << quint64(0) << quint64(1);
    QTest::newRow("from beyond the window") << Sequences{0, 4097, 1} << quint64(4096) << quint64(1) << quint64(0);
    QTest::newRow("the window forgets") << Sequences{0, 1, 2, 5000, 4097} << quint64(4996) << quint64(0) << quint64(1);
    QTest::newRow("wraps") << Sequences{top - 1, top, 0, 1} << quint64(0) << quint64(0) << quint64(0);
    QTest::newRow("lost at the wrap") << Sequences{top - 1, 1} << quint64(2) << quint64(0) << quint64(0);
    QTest::newRow("swapped at the wrap") << Sequences{top, 1, 0} << quint64(0) << quint64(0) << quint64(1);
}

void tst_Verifier::sequences()
{
    QFETCH(Sequences, script);
    Verifier verifier;
    for (const quint64 sequence : script)
        verifier.add(payloadOf(sequence), 0);
    const VerifyCounts &counts = verifier.counts();
    QCOMPARE(counts.messages, quint64(script.size()));
    QTEST(quint64(counts.lost), "lost");
    QTEST(quint64(counts.duplicated), "duplicated");
    QTEST(quint64(counts.reordered), "reordered");
    QCOMPARE(counts.corrupt, 0U);
    const bool orderly = counts.lost + counts.duplicated + counts.reordered == 0;
    QCOMPARE(counts.clean(), orderly);
    QCOMPARE(verifier.firstOffence().has_value(), !orderly);
}

void tst_Verifier::corrupt()
{
    Verifier verifier;
    verifier.add(payloadOf(0), 0, 36);
    ByteVector bad = payloadOf(1);
    bad[39] ^= std::byte{1};
    verifier.add(bad, 0, 80);
    verifier.add(ByteVector(3), 0, 124);
    verifier.add(payloadOf(2), 0, 131);
    QCOMPARE(verifier.counts().corrupt, 2U);
    QCOMPARE(verifier.counts().lost, 1U);
    QCOMPARE(verifier.counts().messages, 4U);
    QCOMPARE(verifier.latency().count(), 2U);
    QVERIFY(verifier.firstOffence()->kind == OffenceKind::Corrupt);
    QCOMPARE(verifier.firstOffence()->position, 80U);
    QCOMPARE(verifier.firstOffence()->message, 1U);
}

void tst_Verifier::late()
{
    Verifier verifier({.lateAfterNs = 100});
    verifier.add(payloadOf(0, 0, 1000), 1100);
    QCOMPARE(verifier.counts().late, 0U);
    verifier.add(payloadOf(1, 0, 1000), 1101);
    QCOMPARE(verifier.counts().late, 1U);
    QVERIFY(verifier.firstOffence()->kind == OffenceKind::Late);
    // Another clock's.
    verifier.add(payloadOf(2, 0, 5000), 1);
    QCOMPARE(verifier.counts().late, 1U);
    QCOMPARE(verifier.latency().max(), 101U);
    QCOMPARE(verifier.latency().min(), 0U);
}

void tst_Verifier::streamsAreApart()
{
    Verifier verifier;
    for (std::uint64_t i = 0; i < 10; ++i) {
        verifier.add(payloadOf(i, 1), 0);
        verifier.add(payloadOf(100 + i, 2), 0);
    }
    QVERIFY(verifier.counts().clean());
    verifier.add(payloadOf(5, 1), 0);
    verifier.add(payloadOf(115, 2), 0);
    QCOMPARE(verifier.counts().duplicated, 1U);
    QCOMPARE(verifier.counts().lost, 5U);
}

void tst_Verifier::tooManyStreams()
{
    Verifier verifier;
    for (std::uint32_t stream = 0; stream < Verifier::mostStreams; ++stream)
        verifier.add(payloadOf(0, stream), 0);
    QVERIFY(verifier.counts().clean());
    verifier.add(payloadOf(0, Verifier::mostStreams), 0);
    QCOMPARE(verifier.counts().corrupt, 1U);
    verifier.add(payloadOf(1, 0), 0);
    QCOMPARE(verifier.counts().lost, 0U);
}

void tst_Verifier::firstOffenceIsKept()
{
    Verifier verifier;
    verifier.add(payloadOf(0), 0);
    const ByteVector large = payloadOf(3, 0, 0, 1000);
    verifier.add(large, 0, 44);
    verifier.add(payloadOf(3), 0);
    const Offence &first = *verifier.firstOffence();
    QVERIFY(first.kind == OffenceKind::Lost);
    QCOMPARE(first.expected, 1U);
    QCOMPARE(first.length, 1000U);
    QCOMPARE(hex(first.bytes), hex(std::span(large).first(Offence::mostBytes)));
    QCOMPARE(
        q(first.text),
        "message 1 (stream 0, sequence 3, 1000 bytes at position 44): 2 before it did not come; sequence 1 was next");
}

QTEST_GUILESS_MAIN(tst_Verifier)
#include "tst_verifier.moc"
