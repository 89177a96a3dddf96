// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finding_script.h"
#include "tests/support/test_case.h"

using namespace membridge;
using namespace membridge::test;

/// What the tracker makes of a ring's indices over time, at the limits of each finding. Real processes provoke the same in tst_interop_findings.
class tst_RingWatch : public TestCase
{
    Q_OBJECT

private slots:
    void indices_data();
    void indices();
};

void tst_RingWatch::indices_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<QByteArray>("codes");
    const auto row = [](const char *name, const char *codes, Play play) {
        QTest::newRow(name) << play << QByteArray(codes);
    };
    const auto traffic = [](Script &s, int samples, std::int64_t stepMs = 10) {
        for (int i = 0; i < samples; ++i) {
            const auto at = static_cast<std::uint64_t>(i) * 80;
            s.ring(at, at + 80, stepMs);
        }
    };
    row("empty for ever", "", [](Script &s) {
        s.ring(0, 0);
        s.stay(60'000, 100);
    });
    row("frames at rest since before we came", "", [](Script &s) {
        s.ring(0, 80);
        s.stay(60'000, 100);
    });
    row("traffic", "", [traffic](Script &s) { traffic(s, 5000); });

    row("tail moves, head not, just under the limit", "", [](Script &s) {
        s.ring(0, 80);
        s.ring(0, 160);
        s.stay(1980);
    });
    row("tail moves, head not, for the limit", "consumer-stalled warning", [](Script &s) {
        s.ring(0, 80);
        s.ring(0, 160);
        s.stay(1990);
    });
    row("a message comes after a long rest", "", [](Script &s) {
        s.ring(80, 80);
        s.stay(60'000);
        s.ring(80, 160);
        s.stay(1900);
    });
    row("it waits for long", "consumer-stalled warning", [](Script &s) {
        s.ring(80, 80);
        s.stay(60'000);
        s.ring(80, 160);
        s.stay(2000);
    });
    row("consumer goes on", "", [](Script &s) {
        s.ring(0, 80);
        s.ring(0, 160);
        s.stay(3000);
        s.ring(80, 160);
    });
    row("consumer takes one a second from a growing ring", "", [](Script &s) {
        for (std::uint64_t i = 0; i < 60; ++i)
            s.ring(i / 10 * 8, 80 + i * 8, 100);
    });
    row("both indices moved and now rest, frames wait", "", [](Script &s) {
        s.ring(0, 160);
        s.ring(80, 160);
        s.stay(3000);
    });
    row("full since before we came, and nobody takes", "ring-full warning", [](Script &s) {
        s.ring(0, capacity);
        s.stay(6000);
    });
    row("became full, and nobody takes", "consumer-stalled warning, ring-full warning", [](Script &s) {
        s.ring(0, 80);
        s.ring(80, 80 + capacity);
        s.stay(6000);
    });
    row("the stall is a gap", "", [](Script &s) {
        s.ring(0, 80);
        s.ring(0, 160);
        s.step(60'000, true);
        s.stay(1000);
    });
    row("pairs of different moments", "", [](Script &s) {
        s.ring(500, 600);
        s.consistent = false;
        for (int i = 0; i < 100; ++i)
            s.ring(i % 2 == 0 ? 400 : 0, i % 2 == 0 ? 4000 : 600);
        s.consistent = true;
        s.ring(600, 600);
    });

    row("producer done: rests just under the limit", "", [traffic](Script &s) {
        traffic(s, 100);
        s.ring(100 * 80, 100 * 80);
        s.stay(4980);
    });
    row("producer rests for the limit", "producer-stalled info", [traffic](Script &s) {
        traffic(s, 100);
        s.ring(100 * 80, 100 * 80);
        s.stay(4990);
    });
    row("producer is stopped", "producer-stalled warning", [traffic](Script &s) {
        s.processes(listOf({process(1, 'T'), process(2)}));
        traffic(s, 100);
        s.ring(100 * 80, 100 * 80);
        s.stay(5000);
    });
    row("a producer that had only begun", "", [traffic](Script &s) {
        traffic(s, 50);
        s.ring(50 * 80, 50 * 80);
        s.stay(60'000);
    });
    row("a slow producer is no stalled one", "", [traffic](Script &s) {
        traffic(s, 60, 1000);
        s.ring(60 * 80, 60 * 80);
        s.stay(19'900);
    });
    row("a slow producer that stalls", "producer-stalled info", [traffic](Script &s) {
        traffic(s, 60, 1000);
        s.ring(60 * 80, 60 * 80);
        s.stay(20'100);
    });
    row("bursts with rests", "", [](Script &s) {
        std::uint64_t at = 0;
        for (int burst = 0; burst < 20; ++burst) {
            for (int i = 0; i < 10; ++i, at += 80)
                s.ring(at, at + 80, 1);
            s.ring(at, at);
            s.stay(4000);
        }
    });
    row("producer goes on", "", [traffic](Script &s) {
        traffic(s, 100);
        s.ring(100 * 80, 100 * 80);
        s.stay(6000);
        s.ring(100 * 80, 101 * 80);
    });
    row("a producer that waits for room is not stalled", "consumer-stalled warning, ring-full warning",
        [traffic](Script &s) {
            traffic(s, 100);
            s.ring(100 * 80, 100 * 80 + capacity);
            s.stay(20'000);
        });

    // So much of each 100 ms full; then the consumer takes something, and the producer fills it again.
    const auto fullFor = [](Script &s, int tenths) {
        for (int i = 0; i < 1200; ++i) {
            const auto filled = static_cast<std::uint64_t>(i / 10) * 80 + capacity;
            s.ring(filled - capacity + (i % 10 <= tenths ? 0 : 80), filled);
        }
    };
    row("full 40 % of the time", "", [fullFor](Script &s) { fullFor(s, 4); });
    row("full 60 % of the time", "ring-full info", [fullFor](Script &s) { fullFor(s, 6); });
    row("no room for the next frame is full", "ring-full info", [](Script &s) {
        s.progress().framesSeen = 10;
        s.progress().bytesWalked = 800;
        for (std::uint64_t i = 0; i < 1000; ++i)
            s.ring(i * 80, i * 80 + 960);
    });
    row("room for one more frame is not full", "", [](Script &s) {
        s.progress().framesSeen = 10;
        s.progress().bytesWalked = 640;
        for (std::uint64_t i = 0; i < 1000; ++i)
            s.ring(i * 80, i * 80 + 960);
    });
    row("full once", "", [traffic](Script &s) {
        s.ring(0, capacity);
        s.ring(capacity, capacity);
        s.stay(6000);
    });

    row("head goes back", "head-went-back error, second-consumer error", [](Script &s) {
        s.ring(160, 400);
        s.ring(80, 400);
    });
    row("tail goes back", "head-went-back error, second-producer error", [](Script &s) {
        s.ring(160, 400);
        s.ring(160, 320);
    });
    row("head goes back by more than the ring", "head-went-back error, occupancy-over-capacity error", [](Script &s) {
        s.ring(4000, 4400);
        s.ring(400, 4400);
        s.stay(20);
    });
    row("set up anew", "head-went-back error, head-went-back error", [](Script &s) {
        s.ring(160, 400);
        s.ring(0, 0);
    });
    row("tail goes back below head", "head-went-back error, second-producer error, occupancy-over-capacity error",
        [](Script &s) {
            s.ring(160, 400);
            s.ring(160, 80);
            s.stay(20);
        });
    row("head past tail, in one sample", "", [](Script &s) { s.ring(500, 400); });
    row("head past tail, just under the limit", "", [](Script &s) {
        s.ring(500, 400);
        s.step(19);
    });
    row("head past tail, for the limit", "occupancy-over-capacity error", [](Script &s) {
        s.ring(500, 400);
        s.step(20);
    });
    row("capacity twice as large", "capacity-mismatch error", [](Script &s) {
        s.ring(RingHeader{0, 0, 2048});
        s.stay(20);
    });
    row("all zero: not set up yet", "", [](Script &s) {
        s.ring(RingHeader{});
        s.stay(990);
    });
    row("all zero for long", "capacity-mismatch error", [](Script &s) {
        s.ring(RingHeader{});
        s.stay(1000);
    });
    row("set up while we look", "", [](Script &s) {
        s.ring(RingHeader{});
        s.stay(500);
        s.ring(0, 0);
        s.stay(3000);
    });
    row("well again", "", [](Script &s) {
        s.ring(500, 400);
        s.stay(100);
        s.ring(500, 500);
    });

    const auto broken = [](std::uint64_t position) {
        PendingFrames frames;
        frames.header = {position, position + 100, capacity};
        frames.fault = RingFault{.kind = RingFaultKind::FramePastTail,
                                 .position = position,
                                 .wanted = 5000,
                                 .limit = 100,
                                 .header = frames.header};
        return frames;
    };
    row("a broken frame", "frame-corrupt error", [broken](Script &s) {
        s.ring(80, 180);
        s.tracker.addFrames(broken(80), s.now());
        s.step();
    });
    row("a broken frame in the progress", "frame-corrupt error", [broken](Script &s) {
        s.progress().fault = broken(80).fault;
        s.ring(80, 180);
    });
    row("the first broken frame counts", "frame-corrupt error", [broken](Script &s) {
        s.progress().fault = broken(160).fault;
        s.tracker.addFrames(broken(80), s.now());
        s.ring(80, 260);
        s.tracker.addFrames(broken(80), s.now());
        s.step();
    });
    row("a broken frame and three who may write", "frame-corrupt error, second-producer warning", [broken](Script &s) {
        s.processes(listOf({process(1), process(2), process(3)}));
        s.tracker.addFrames(broken(80), s.now());
    });
    row("a broken frame and two who may write", "frame-corrupt error", [broken](Script &s) {
        s.processes(listOf({process(1), process(2)}));
        s.tracker.addFrames(broken(80), s.now());
    });
    row("three who may write, and nothing wrong", "", [traffic](Script &s) {
        s.processes(listOf({process(1), process(2), process(3)}));
        traffic(s, 1000);
    });
    row("a broken frame that was consumed", "", [broken](Script &s) {
        s.ring(80, 180);
        s.tracker.addFrames(broken(80), s.now());
        s.ring(180, 180);
    });
    row("a broken frame that was mended", "", [broken](Script &s) {
        s.ring(80, 180);
        s.tracker.addFrames(broken(80), s.now());
        s.tracker.addFrames(PendingFrames{}, s.now());
    });
    row("a fault of the header in the frames", "", [](Script &s) {
        PendingFrames frames;
        frames.fault = checkRing({500, 400, capacity}, capacity + 24);
        s.tracker.addFrames(frames, s.now());
    });
}

void tst_RingWatch::indices()
{
    QFETCH(Play, play);
    QFETCH(QByteArray, codes);
    Script script(Layout::Ring);
    play(script);
    QCOMPARE(script.activeCodes(), codes);
}

QTEST_GUILESS_MAIN(tst_RingWatch)
#include "tst_ring_watch.moc"
