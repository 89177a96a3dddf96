// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/ring_rivals.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;

namespace {

constexpr std::int64_t ms = 1'000'000;

platform::ProcessList listed(std::initializer_list<std::pair<std::int64_t, bool>> processes, bool complete = true)
{
    platform::ProcessList list;
    list.complete = complete;
    for (const auto &[pid, writable] : processes) {
        platform::ProcessInfo info;
        info.pid = pid;
        info.name = "peer";
        info.writable = writable;
        list.processes.push_back(info);
    }
    return list;
}

RingHeader at(std::uint64_t head, std::uint64_t tail)
{
    return {.head = head, .tail = tail, .capacity = 1024};
}

} // namespace

/// Who is taken for a ring's other producer or consumer, and who is not.
class tst_RingRivals : public test::TestCase
{
    Q_OBJECT

private slots:
    void whatStandsStillHasNobody()
    {
        RingRivals rivals;
        rivals.addProcesses(1 * ms, listed({{7, true}}));
        rivals.add(at(10, 20), 2 * ms);
        rivals.add(at(10, 20), 3 * ms);
        QVERIFY(!rivals.rival(RingSide::Producer));
        QVERIFY(!rivals.rival(RingSide::Consumer));
    }

    void whoMovesTailIsAProducer()
    {
        RingRivals rivals;
        rivals.addProcesses(1 * ms, listed({{7, true}, {8, false}, {9, true}}));
        rivals.add(at(0, 20), 2 * ms);
        rivals.add(at(0, 40), 3 * ms);
        const auto rival = rivals.rival(RingSide::Producer);
        QVERIFY(rival);
        QCOMPARE(rival->movedNs, 3 * ms);
        // Whoever only reads it is none.
        QCOMPARE(rival->candidates.size(), std::size_t{2});
        QCOMPARE(rival->candidates.at(0).pid, 7);
        QCOMPARE(rival->candidates.at(1).pid, 9);
        QVERIFY(!rivals.rival(RingSide::Consumer));
    }

    void whoMovesHeadIsAConsumer()
    {
        RingRivals rivals;
        rivals.add(at(0, 40), 2 * ms);
        rivals.add(at(20, 40), 3 * ms);
        QVERIFY(rivals.rival(RingSide::Consumer));
        QVERIFY(rivals.rival(RingSide::Consumer)->candidates.empty());
        QVERIFY(!rivals.rival(RingSide::Consumer)->allSeen);
        QVERIFY(!rivals.rival(RingSide::Producer));
    }

    void whoIsGoneIsNone()
    {
        RingRivals rivals;
        rivals.addProcesses(1 * ms, listed({{7, true}}));
        rivals.add(at(0, 20), 2 * ms);
        rivals.add(at(0, 40), 3 * ms);
        // A look that began before it moved proves nothing.
        rivals.addProcesses(3 * ms, listed({}));
        QVERIFY(rivals.rival(RingSide::Producer));
        rivals.addProcesses(4 * ms, listed({}, false));
        QVERIFY(rivals.rival(RingSide::Producer));
        rivals.addProcesses(5 * ms, listed({{8, false}}));
        QVERIFY(!rivals.rival(RingSide::Producer));
        // Another comes, and says so by what it does.
        rivals.add(at(0, 40), 6 * ms);
        QVERIFY(!rivals.rival(RingSide::Producer));
        rivals.add(at(0, 60), 7 * ms);
        QVERIFY(rivals.rival(RingSide::Producer));
    }

    void patienceEnds()
    {
        RingRivals rivals;
        rivals.addProcesses(1 * ms, listed({{7, true}}));
        rivals.add(at(0, 20), 2 * ms);
        rivals.add(at(0, 40), 3 * ms);
        rivals.add(at(0, 40), 3 * ms + RingRivals::patienceNs);
        QVERIFY(rivals.rival(RingSide::Producer));
        rivals.add(at(0, 40), 3 * ms + RingRivals::patienceNs + 1);
        QVERIFY(!rivals.rival(RingSide::Producer));
    }

    void patienceEndsSoonerWhereNobodyIsSeen()
    {
        RingRivals rivals;
        rivals.add(at(0, 20), 2 * ms);
        rivals.add(at(0, 40), 3 * ms);
        rivals.addProcesses(4 * ms, listed({{8, false}}, false));
        rivals.add(at(0, 40), 3 * ms + RingRivals::unseenPatienceNs);
        QVERIFY(rivals.rival(RingSide::Producer));
        rivals.add(at(0, 40), 3 * ms + RingRivals::unseenPatienceNs + 1);
        QVERIFY(!rivals.rival(RingSide::Producer));
    }

    void whatWeDoIsNoRivals()
    {
        RingRivals rivals;
        rivals.add(at(0, 20), 1 * ms);
        rivals.beginOwn(RingSide::Producer);
        rivals.add(at(0, 40), 2 * ms);
        rivals.endOwn(RingSide::Producer, 3 * ms);
        // Taken before we ended, seen late.
        rivals.add(at(0, 30), 3 * ms);
        rivals.add(at(0, 50), 4 * ms);
        QVERIFY(!rivals.rival(RingSide::Producer));
        rivals.add(at(0, 60), 5 * ms);
        QVERIFY(rivals.rival(RingSide::Producer));
    }

    void whatWeLeftIsKnown()
    {
        RingRivals rivals;
        rivals.add(at(0, 20), 1 * ms);
        rivals.beginOwn(RingSide::Producer);
        rivals.endOwn(RingSide::Producer, 3 * ms, 40);
        rivals.add(at(0, 40), 4 * ms);
        QVERIFY(!rivals.rival(RingSide::Producer));
        // Somebody pushed between our end and the next look.
        rivals.beginOwn(RingSide::Producer);
        rivals.endOwn(RingSide::Producer, 5 * ms, 60);
        rivals.add(at(0, 80), 6 * ms);
        QVERIFY(rivals.rival(RingSide::Producer));
    }

    void oneOfTwoOfOursEnds()
    {
        RingRivals rivals;
        rivals.add(at(0, 20), 1 * ms);
        rivals.beginOwn(RingSide::Producer);
        rivals.beginOwn(RingSide::Producer);
        rivals.endOwn(RingSide::Producer, 2 * ms, 20);
        rivals.add(at(0, 40), 3 * ms);
        QVERIFY(!rivals.rival(RingSide::Producer));
    }
};

QTEST_GUILESS_MAIN(tst_RingRivals)
#include "tst_ring_rivals.moc"
