// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/layout_guess.h"
#include "tests/support/bytes.h"
#include "tests/support/golden.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

QByteArray ring(quint64 head, quint64 tail, quint64 capacity)
{
    return hex(packed(RingHeader{.head = head, .tail = tail, .capacity = capacity}));
}

QByteArray region(int lockWord, const char *data = "00")
{
    ByteVector start = joined({packed(lockWord), fromHex(data)});
    start.resize(24);
    return hex(start);
}

} // namespace

class tst_LayoutGuess : public TestCase
{
    Q_OBJECT

private slots:
    void guess_data();
    void guess();
    void confidenceIsHonest_data();
    void confidenceIsHonest();
    void goldenSegments_data();
    void goldenSegments();
    void names();
};

void tst_LayoutGuess::guess_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("layout");
    QTest::addColumn<int>("reason");
    const auto row = [](const char *name, const QByteArray &start, quint64 size, Layout layout, GuessReason reason) {
        QTest::newRow(name) << start << size << static_cast<int>(layout) << static_cast<int>(reason);
    };
    constexpr quint64 two40 = quint64(1) << 40;
    row("empty segment", "", 0, Layout::Unknown, GuessReason::TooSmall);
    row("lock word only", "00000000", 4, Layout::Unknown, GuessReason::TooSmall);
    row("nothing could be read", "", 4096, Layout::Unknown, GuessReason::Unreadable);
    row("half a lock word could be read", "0000", 4096, Layout::Unknown, GuessReason::Unreadable);
    row("smallest region", "0000000001", 5, Layout::Region, GuessReason::NotARingSize);
    row("free region", region(0), 4096, Layout::Region, GuessReason::NotARingSize);
    row("region being read", region(3), 4096, Layout::Region, GuessReason::NotARingSize);
    row("region being written", region(-1), 4096, Layout::Region, GuessReason::NotARingSize);
    row("lock word -7", region(-7), 4096, Layout::Region, GuessReason::ImplausibleLockWord);
    row("lock word INT_MAX", region(std::numeric_limits<int>::max()), 4096, Layout::Region,
        GuessReason::ImplausibleLockWord);
    row("empty ring", ring(0, 0, 1024), 1048, Layout::Ring, GuessReason::HeaderConsistent);
    row("used ring", ring(100, 200, 1024), 1048, Layout::Ring, GuessReason::HeaderConsistent);
    row("smallest ring", ring(0, 4, 4), 28, Layout::Ring, GuessReason::HeaderConsistent);
    row("ring with head past tail", ring(200, 100, 1024), 1048, Layout::Ring, GuessReason::CapacityMatchesSize);
    row("ring with too much used", ring(0, 5000, 1024), 1048, Layout::Ring, GuessReason::CapacityMatchesSize);
    row("ring that shrank", ring(0, 100, 1024), 500, Layout::Ring, GuessReason::RingCutShort);
    row("ring whose capacity became 2^40", ring(10, 100, two40), 1048, Layout::Ring, GuessReason::SizeOfARing);
    row("ring whose capacity became 0", ring(10, 100, 0), 1048, Layout::Ring, GuessReason::SizeOfARing);
    row("ring that is not set up", ring(0, 0, 0), 1048, Layout::Ring, GuessReason::SizeOfARing);
    row("small region of a ring's size", region(0), 28, Layout::Region, GuessReason::NotARingHeader);
    row("region of a ring's size with text", region(0, "0d00000048656c6c6f"), 1048, Layout::Region,
        GuessReason::NotARingHeader);
}

void tst_LayoutGuess::guess()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    QFETCH(int, layout);
    QFETCH(int, reason);
    const LayoutGuess guess = guessLayout(fromHex(start.toStdString()), size);
    QCOMPARE(guess.layout, static_cast<Layout>(layout));
    QCOMPARE(guess.reason, static_cast<GuessReason>(reason));
    QVERIFY(guess.confidence >= 0 && guess.confidence < 1);
    QCOMPARE(guess.confidence > 0, guess.layout != Layout::Unknown);
    QVERIFY(!guess.text().empty());
}

void tst_LayoutGuess::confidenceIsHonest_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("confident");
    // Confident means: refuse what needs the other layout. What could be either must not be.
    QTest::newRow("consistent ring") << ring(0, 10, 1024) << quint64(1048) << true;
    QTest::newRow("plain region") << region(0) << quint64(4096) << true;
    QTest::newRow("ring that grew") << ring(10, 100, 1024) << quint64(9000) << false;
    QTest::newRow("zeros of a ring's size") << ring(0, 0, 0) << quint64(1048) << false;
    QTest::newRow("region of a ring's size") << region(0, "0d00000048656c6c6f") << quint64(1048) << false;
    QTest::newRow("no lock state and no ring") << region(-7) << quint64(4096) << false;
    QTest::newRow("nothing to see") << QByteArray() << quint64(4096) << false;
}

void tst_LayoutGuess::confidenceIsHonest()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    QFETCH(bool, confident);
    QCOMPARE(guessLayout(fromHex(start.toStdString()), size).confident(), confident);
}

void tst_LayoutGuess::goldenSegments_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("layout");
    for (const char *kind : {"regions", "rings"}) {
        const bool isRing = QByteArray(kind) == "rings";
        for (const auto &vector : goldenVectors().at(kind)) {
            ByteVector bytes = fromHexRle(vector.at("segment_hex_rle").get<std::string>());
            const quint64 size = bytes.size();
            bytes.resize(std::min<std::size_t>(bytes.size(), 24));
            QTest::newRow(vector.at("name").get<std::string>().c_str())
                << hex(bytes) << size << static_cast<int>(isRing ? Layout::Ring : Layout::Region);
        }
    }
}

void tst_LayoutGuess::goldenSegments()
{
    QFETCH(QByteArray, start);
    QFETCH(quint64, size);
    QFETCH(int, layout);
    const LayoutGuess guess = guessLayout(fromHex(start.toStdString()), size);
    QCOMPARE(guess.layout, static_cast<Layout>(layout));
    QVERIFY(guess.confident());
}

void tst_LayoutGuess::names()
{
    QCOMPARE(name(Layout::Unknown), "unknown");
    QCOMPARE(name(Layout::Region), "region");
    QCOMPARE(name(Layout::Ring), "ring");
}

QTEST_APPLESS_MAIN(tst_LayoutGuess)
#include "tst_layout_guess.moc"
