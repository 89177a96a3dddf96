// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/frame_runs.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_FrameRuns : public TestCase
{
    Q_OBJECT

private slots:
    void empty();
    void everyByteBelongsToItsFrame();
    void equalNeighboursAreOneRun();
    void positionsAreWholeNumbersOf64Bits();
};

void tst_FrameRuns::empty()
{
    const FrameRuns runs(1000);
    QCOMPARE(runs.count(), 0U);
    QCOMPARE(runs.begin(), 1000U);
    QCOMPARE(runs.end(), 1000U);
    QVERIFY(!runs.at(1000));
    QVERIFY(!runs.frame(0));
}

void tst_FrameRuns::everyByteBelongsToItsFrame()
{
    const std::uint32_t lengths[] = {0, 0, 5, 5, 5, 1, 0, 70, 70};
    FrameRuns runs(96);
    for (const std::uint32_t length : lengths)
        runs.add(length);
    QCOMPARE(runs.count(), 9U);
    QVERIFY(!runs.at(95));
    std::uint64_t position = 96;
    std::uint64_t index = 0;
    for (const std::uint32_t length : lengths) {
        const FrameRuns::Place expected{.index = index, .position = position, .length = length};
        for (std::uint64_t byte = position; byte < position + 4 + length; ++byte)
            QCOMPARE(runs.at(byte), std::optional(expected));
        QCOMPARE(runs.frame(index), std::optional(expected));
        position += 4 + length;
        ++index;
    }
    QCOMPARE(runs.end(), position);
    QVERIFY(!runs.at(position));
    QVERIFY(!runs.frame(9));
    std::vector<FrameRuns::Place> visited;
    runs.visit([&](const FrameRuns::Place &place) { visited.push_back(place); });
    QCOMPARE(visited.size(), std::size_t(9));
    for (const FrameRuns::Place &place : visited)
        QCOMPARE(runs.frame(place.index), std::optional(place));
}

void tst_FrameRuns::equalNeighboursAreOneRun()
{
    FrameRuns runs;
    for (int i = 0; i < 100'000; ++i)
        runs.add(60);
    QCOMPARE(runs.runCount(), std::size_t(1));
    QCOMPARE(runs.at(64 * 99'999),
             std::optional(FrameRuns::Place{.index = 99'999, .position = 64 * 99'999, .length = 60}));
}

void tst_FrameRuns::positionsAreWholeNumbersOf64Bits()
{
    constexpr std::uint64_t begin = std::uint64_t{1} << 60;
    FrameRuns runs(begin);
    runs.add(0xffffffff);
    runs.add(0xffffffff);
    QCOMPARE(runs.at(begin + 0x100000003),
             std::optional(FrameRuns::Place{.index = 1, .position = begin + 0x100000003, .length = 0xffffffff}));
    QCOMPARE(runs.end(), begin + 2 * std::uint64_t{0x100000003});
}

QTEST_GUILESS_MAIN(tst_FrameRuns)
#include "tst_frame_runs.moc"
