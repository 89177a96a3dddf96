// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/observe/segment_watcher.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

using namespace membridge;
using namespace membridge::test;

namespace {

const SegmentInfo *find(const SegmentWatcher &watcher, const std::string &name)
{
    const auto found = std::find_if(watcher.segments().begin(), watcher.segments().end(),
                                    [&](const SegmentInfo &info) { return info.name == name; });
    return found == watcher.segments().end() ? nullptr : &*found;
}

bool isSorted(const SegmentWatcher &watcher)
{
    return std::is_sorted(watcher.segments().begin(), watcher.segments().end(),
                          [](const SegmentInfo &a, const SegmentInfo &b) { return a.name <= b.name; });
}

std::vector<std::unique_ptr<TestSegment>> many(std::size_t count)
{
    std::vector<std::unique_ptr<TestSegment>> segments;
    for (std::size_t i = 0; i < count; ++i) {
        segments.push_back(std::make_unique<TestSegment>("many"));
        segments.back()->create(4096);
    }
    return segments;
}

} // namespace

/// What is listed beside this test's own segments comes and goes as it likes, so no whole list is compared.
class tst_SegmentWatcher : public TestCase
{
    Q_OBJECT

private slots:
    void theFirstRoundListsEverything();
    void followsWhatHappensToANamedSegment();
    void takesTheObjectThatHasTheName();
    void seesWhatIsStoredWhereSomebodyLooks();
    void seesEveryStoreInTurn();
    void leavesOutWhatIsNoSegment();
    void workIsInProportionToWhatChanged();
    void listsAnewWhenEventsWereLost();
    void namesOfAllBytes();
};

void tst_SegmentWatcher::theFirstRoundListsEverything()
{
    const TestSegment region("region");
    region.create(4096);
    SegmentWatcher watcher;
    QVERIFY(watcher.refresh());
    QCOMPARE(watcher.listings(), quint64(1));
    QVERIFY(find(watcher, region.name()) != nullptr);
    QVERIFY(isSorted(watcher));
}

void tst_SegmentWatcher::followsWhatHappensToANamedSegment()
{
    SegmentWatcher watcher;
    watcher.refresh();
    const TestSegment segment("followed");

    segment.create(4096);
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, segment.name()) != nullptr);
    QCOMPARE(find(watcher, segment.name())->stat.size, quint64(4096));

    segment.truncate(8192);
    QVERIFY(watcher.refresh());
    QCOMPARE(find(watcher, segment.name())->stat.size, quint64(8192));

    segment.setMode(0640);
    QVERIFY(watcher.refresh());
    QCOMPARE(find(watcher, segment.name())->stat.mode, quint32(0640));

    const std::string renamed = segment.path() + ".renamed";
    QCOMPARE(std::rename(segment.path().c_str(), renamed.c_str()), 0);
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, segment.name()) == nullptr);
    QVERIFY(find(watcher, segment.name() + ".renamed") != nullptr);
    QVERIFY(isSorted(watcher));

    QVERIFY(QFile::remove(QString::fromStdString(renamed)));
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, segment.name() + ".renamed") == nullptr);
    QCOMPARE(watcher.listings(), quint64(1));
}

void tst_SegmentWatcher::takesTheObjectThatHasTheName()
{
    const TestSegment segment("object");
    segment.create(4096);
    SegmentWatcher watcher;
    watcher.refresh();
    const quint64 before = find(watcher, segment.name())->stat.inode;
    segment.replace(4096);
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, segment.name())->stat.inode != before);

    const TestSegment other("other");
    other.create(64);
    QCOMPARE(std::rename(other.path().c_str(), segment.path().c_str()), 0);
    QVERIFY(watcher.refresh());
    QCOMPARE(find(watcher, segment.name())->stat.size, quint64(64));
    QVERIFY(find(watcher, other.name()) == nullptr);
}

void tst_SegmentWatcher::seesWhatIsStoredWhereSomebodyLooks()
{
    const auto others = many(3 * SegmentWatcher::inTurn);
    MappedView view = SharedMemory::open(others.front()->name()).map();
    SegmentWatcher watcher;
    watcher.refresh();
    QCOMPARE(find(watcher, others.front()->name())->lock->raw, 0);
    const std::array lookedAt{others.front()->name()};
    QVERIFY(view.lock().tryLockWrite());
    QVERIFY(watcher.refresh(lookedAt));
    QCOMPARE(find(watcher, others.front()->name())->lock->raw, -1);
    QVERIFY(view.lock().unlockWrite());
    QVERIFY(watcher.refresh(lookedAt));
    QCOMPARE(find(watcher, others.front()->name())->lock->raw, 0);
}

void tst_SegmentWatcher::seesEveryStoreInTurn()
{
    const auto others = many(3 * SegmentWatcher::inTurn);
    SegmentWatcher watcher;
    watcher.refresh();
    for (const auto &segment : others) {
        MappedView view = SharedMemory::open(segment->name()).map();
        QVERIFY(view.lock().tryLockRead());
    }
    const auto rounds = watcher.segments().size() / SegmentWatcher::inTurn + 2;
    for (std::size_t round = 0; round < rounds; ++round)
        watcher.refresh();
    for (const auto &segment : others)
        QCOMPARE(find(watcher, segment->name())->lock->raw, 1);
    QCOMPARE(watcher.listings(), quint64(1));
}

void tst_SegmentWatcher::leavesOutWhatIsNoSegment()
{
    SegmentWatcher watcher;
    watcher.refresh();
    const TestSegment link("link");
    QVERIFY(QFile::link(QStringLiteral("/etc/hostname"), QString::fromStdString(link.path())));
    watcher.refresh();
    QVERIFY(find(watcher, link.name()) == nullptr);
}

void tst_SegmentWatcher::workIsInProportionToWhatChanged()
{
    const auto others = many(1000);
    SegmentWatcher watcher;
    watcher.refresh();
    QVERIFY(watcher.looks() >= 1000);
    const TestSegment one("one");
    one.create(64);
    others[500]->truncate(128);
    others[501]->unlink();
    const quint64 before = watcher.looks();
    QVERIFY(watcher.refresh());
    // Whatever else comes and goes on this machine meanwhile is far less than a thousand.
    QVERIFY(watcher.looks() - before <= SegmentWatcher::inTurn + 100);
    QVERIFY(find(watcher, one.name()) != nullptr);
    QCOMPARE(find(watcher, others[500]->name())->stat.size, quint64(128));
    QVERIFY(find(watcher, others[501]->name()) == nullptr);
    QVERIFY(isSorted(watcher));
    QCOMPARE(watcher.listings(), quint64(1));
}

void tst_SegmentWatcher::listsAnewWhenEventsWereLost()
{
    QFile limit(QStringLiteral("/proc/sys/fs/inotify/max_queued_events"));
    QVERIFY(limit.open(QIODevice::ReadOnly));
    const int events = limit.readAll().trimmed().toInt();
    QVERIFY(events > 0 && events < 1'000'000);

    const TestSegment quiet("quiet");
    quiet.create(64);
    const TestSegment early("early");
    const TestSegment late("late");
    SegmentWatcher watcher;
    watcher.refresh();
    early.create(64);
    // Alternating, as the same event again and again counts once.
    for (int i = 0; i <= events; ++i)
        (i % 2 == 0 ? quiet : early).truncate(64);
    late.create(64);
    QVERIFY(watcher.refresh());
    QCOMPARE(watcher.listings(), quint64(2));
    QVERIFY(find(watcher, early.name()) != nullptr);
    QVERIFY(find(watcher, late.name()) != nullptr);
    late.unlink();
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, late.name()) == nullptr);
    QCOMPARE(watcher.listings(), quint64(2));
}

void tst_SegmentWatcher::namesOfAllBytes()
{
    SegmentWatcher watcher;
    watcher.refresh();
    const TestSegment segment("bytes\xff\n\x1b[31m");
    segment.create(64);
    QVERIFY(watcher.refresh());
    QVERIFY(find(watcher, segment.name()) != nullptr);
}

QTEST_GUILESS_MAIN(tst_SegmentWatcher)
#include "tst_segment_watcher.moc"
