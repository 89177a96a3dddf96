// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "finding_script.h"
#include "tests/support/test_case.h"

using namespace membridge;
using namespace membridge::test;

/// What the tracker makes of lock words over time, at the limits of each finding. Real processes provoke the same in tst_interop_findings.
class tst_LockWatch : public TestCase
{
    Q_OBJECT

private slots:
    void words_data();
    void words();
};

void tst_LockWatch::words_data()
{
    QTest::addColumn<Play>("play");
    QTest::addColumn<QByteArray>("codes");
    const auto row = [](const char *name, const char *codes, Play play) {
        QTest::newRow(name) << play << QByteArray(codes);
    };
    row("free", "", [](Script &s) {
        s.word(0);
        s.stay(20'000);
    });
    row("held just under the limit", "", [](Script &s) {
        s.word(-1);
        s.stay(1990);
    });
    row("held for the limit, nobody looked", "lock-stuck info", [](Script &s) {
        s.word(-1);
        s.stay(2000);
    });
    row("held for long, in few samples", "", [](Script &s) {
        s.word(-1);
        s.stay(8000, 1000);
    });
    row("held for long, seen once a second", "lock-stuck info", [](Script &s) {
        s.word(-1);
        s.stay(9000, 1000);
    });
    row("held by the living", "lock-stuck info", [](Script &s) {
        s.word(-1);
        s.processes(listOf({process(1)}));
        s.stay(60'000);
    });
    row("held by ourselves", "lock-stuck info", [](Script &s) {
        s.word(-1);
        platform::ProcessList list = listOf({});
        list.self = true;
        s.processes(list);
        s.stay(3000);
    });
    row("held, a holder is stopped", "lock-stuck warning", [](Script &s) {
        s.word(-1);
        s.processes(listOf({process(1), process(2, 'T')}));
        s.stay(2000);
    });
    row("held, a zombie", "lock-stuck warning", [](Script &s) {
        s.word(2);
        s.processes(listOf({process(1, 'Z')}));
        s.stay(2000);
    });
    row("held, one of them is gone", "lock-stuck warning", [](Script &s) {
        s.word(0);
        s.processes(listOf({process(1), process(2)}));
        s.word(-1);
        s.processes(listOf({process(2)}));
        s.stay(2000);
    });
    row("held, one of them is gone and its pid is another's", "lock-stuck warning", [](Script &s) {
        s.word(0);
        platform::ProcessInfo first = process(1);
        first.startBootNs = 1;
        s.processes(listOf({first, process(2)}));
        s.word(-1);
        first.startBootNs = 2;
        s.processes(listOf({first, process(2)}));
        s.stay(2000);
    });
    row("held, one went before", "lock-stuck info", [](Script &s) {
        s.word(0);
        s.processes(listOf({process(1), process(2)}));
        s.processes(listOf({process(2)}));
        s.word(-1);
        s.processes(listOf({process(2)}));
        s.stay(2000);
    });
    row("held, one can't be looked into any more", "lock-stuck info", [](Script &s) {
        s.word(-1);
        s.processes(listOf({process(1), process(2)}));
        platform::ProcessList list = listOf({process(2)}, false);
        list.unreadable = {1};
        s.processes(list);
        s.stay(2000);
    });
    row("held, nobody seen but not all", "lock-stuck warning", [](Script &s) {
        s.word(-1);
        s.processes(listOf({}, false));
        s.stay(2000);
    });
    row("orphaned", "lock-orphaned error", [](Script &s) {
        s.word(-1);
        s.processes(listOf({}));
        s.step();
    });
    row("readers orphaned, for long", "lock-orphaned error", [](Script &s) {
        s.word(3);
        s.processes(listOf({}));
        s.stay(20'000);
    });
    row("free and nobody there", "", [](Script &s) {
        s.word(0);
        s.processes(listOf({}));
        s.step();
    });
    row("taken after the look", "", [](Script &s) {
        s.word(0);
        s.processes(listOf({}));
        s.word(-1);
        s.stay(100);
    });
    row("taken while the look went on", "", [](Script &s) {
        s.word(0);
        const std::int64_t began = s.now();
        s.word(-1);
        s.tracker.addProcesses(began, s.now() - ms, listOf({}));
        s.stay(100);
    });
    row("a sample from before the end of the look", "", [](Script &s) {
        s.word(-1);
        s.tracker.addProcesses(s.now(), s.now() + 50 * ms, listOf({}));
        s.stay(40);
    });
    row("orphan given free", "", [](Script &s) {
        s.word(-1);
        s.processes(listOf({}));
        s.step();
        s.word(0);
    });
    row("a gap is no time held", "", [](Script &s) {
        s.word(-1);
        s.step(60'000, true);
        s.stay(1000);
    });
    row("an unmarked gap neither", "", [](Script &s) {
        s.word(-1);
        s.step(60'000);
        s.stay(1000);
    });
    row("busy: every other sample", "", [](Script &s) {
        for (int i = 0; i < 5000; ++i)
            s.word(i % 2 == 0 ? -1 : 0, 1);
    });
    row("-2", "lock-invalid error", [](Script &s) { s.word(-2); });
    row("-7, then well again", "", [](Script &s) {
        s.word(-7);
        s.word(0);
    });
    row("100000 readers", "", [](Script &s) { s.word(100'000); });
    row("100001 readers", "readers-implausible error", [](Script &s) { s.word(100'001); });
    row("INT_MAX readers, for long", "readers-implausible error", [](Script &s) {
        s.word(std::numeric_limits<std::int32_t>::max());
        s.stay(20'000);
    });

    row("two readers reset: -2", "lock-reset-while-held error, lock-invalid error", [](Script &s) {
        s.word(2);
        s.word(0);
        s.word(-1);
        s.word(-2);
    });
    row("reader reset, a writer got in: -2", "lock-reset-while-held error, lock-invalid error", [](Script &s) {
        s.word(1);
        s.word(-1);
        s.word(-2);
    });
    row("further down than there were readers", "lock-invalid error", [](Script &s) {
        s.word(2);
        s.word(-4);
    });
    row("-2 and no reader was seen", "lock-invalid error", [](Script &s) {
        s.word(-1);
        s.word(-2);
    });
    row("readers leave at once, a writer comes", "", [](Script &s) {
        s.word(3);
        s.word(0);
        s.word(-1);
    });

    // Readers who overlap for ever: 1, 2, 1, 2, …
    const auto overlap = [](Script &s, std::int64_t forMs, std::int32_t fewest, std::int64_t stepMs = 10) {
        for (std::int64_t done = 0; done < forMs; done += stepMs)
            s.word(fewest + (done / stepMs % 2 == 0 ? 1 : 0), stepMs);
    };
    row("readers overlap just under the limit", "", [overlap](Script &s) { overlap(s, 5000, 1); });
    row("readers overlap for the limit", "writer-starved warning", [overlap](Script &s) { overlap(s, 5010, 1); });
    row("readers overlap, in few samples", "", [overlap](Script &s) { overlap(s, 100'000, 1, 1000); });
    row("free once a second", "", [overlap](Script &s) {
        for (int i = 0; i < 20; ++i) {
            overlap(s, 1000, 1);
            s.word(0);
        }
    });
    row("a writer once a second", "", [overlap](Script &s) {
        for (int i = 0; i < 20; ++i) {
            overlap(s, 1000, 1);
            s.word(-1);
        }
    });
    row("free again after that", "", [overlap](Script &s) {
        overlap(s, 6000, 1);
        s.word(0);
    });

    row("never given back: 0, 1, 2", "writer-starved warning, reader-leak warning", [overlap](Script &s) {
        overlap(s, 3000, 0);
        overlap(s, 3000, 1);
        overlap(s, 5000, 2);
    });
    row("leaked, then free again", "", [overlap](Script &s) {
        overlap(s, 3000, 0);
        overlap(s, 3000, 1);
        overlap(s, 5000, 2);
        QVERIFY(s.active(FindingCode::ReaderLeak));
        overlap(s, 3000, 0);
    });
    row("fewest readers rose once only", "", [overlap](Script &s) {
        overlap(s, 3000, 0);
        overlap(s, 4900, 1);
    });
    row("rose once, and a process is gone", "reader-leak warning", [overlap](Script &s) {
        s.processes(listOf({process(1), process(2)}));
        overlap(s, 3000, 0);
        s.processes(listOf({process(2)}));
        overlap(s, 4000, 1);
    });
    row("a process went, nothing rose", "", [overlap](Script &s) {
        s.processes(listOf({process(1), process(2)}));
        overlap(s, 3000, 0);
        s.processes(listOf({process(2)}));
        overlap(s, 4000, 0);
    });
    row("rose and fell", "", [overlap](Script &s) {
        overlap(s, 3000, 0);
        overlap(s, 2000, 1);
        overlap(s, 2000, 2);
        overlap(s, 2000, 0);
        overlap(s, 3000, 1);
    });
}

void tst_LockWatch::words()
{
    QFETCH(Play, play);
    QFETCH(QByteArray, codes);
    Script script(Layout::Region);
    play(script);
    QCOMPARE(script.activeCodes(), codes);
}

QTEST_GUILESS_MAIN(tst_LockWatch)
#include "tst_lock_watch.moc"
