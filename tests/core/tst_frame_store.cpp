// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/frame_store.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace membridge;
using namespace membridge::test;

namespace {

ByteVector payloadOf(quint64 number, std::size_t size)
{
    return ByteVector(size, static_cast<std::byte>(number));
}

bool holds(const FrameStoreView::Entry &entry, quint64 number, std::size_t size)
{
    const ByteVector expected = payloadOf(number, size);
    return entry.row.number == number && entry.row.length == size
        && std::equal(entry.payload.begin(), entry.payload.end(), expected.begin(), expected.end());
}

} // namespace

class tst_FrameStore : public TestCase
{
    Q_OBJECT

private slots:
    void rowsAndGaps();
    void unpublishedRowsAreUnseen();
    void memoryIsBounded_data();
    void memoryIsBounded();
    void viewsOutliveWhatIsDropped();
    void anotherLimitHoldsAtOnce_data();
    void anotherLimitHoldsAtOnce();
    void readersSeeWholeRowsMeanwhile();
    void samplesAreFromAllOver();
    void samplesAreWhole();
};

void tst_FrameStore::rowsAndGaps()
{
    FrameStore store;
    QVERIFY(store.view().isEmpty());
    store.addFrame(10, 100, 3, payloadOf(1, 3), true);
    store.addGap(FrameRowKind::Missed, 11, 107, 50);
    store.addFrame(12, 157, 0, {}, false);
    store.addGap(FrameRowKind::Restarted, 13, 0, 0);
    store.publish();
    const FrameStoreView view = store.view();
    QCOMPARE(view.end() - view.begin(), 4U);
    QVERIFY(holds(view.at(0), 1, 3));
    QCOMPARE(view.at(0).row.timeNs, 10);
    QCOMPARE(view.at(0).row.position, 100U);
    QVERIFY(view.at(0).row.exact);
    QCOMPARE(view.at(1).row.kind, FrameRowKind::Missed);
    QCOMPARE(view.at(1).row.length, 50U);
    QCOMPARE(view.at(2).row.number, 2U);
    QVERIFY(!view.at(2).row.exact);
    QVERIFY(view.at(2).payload.empty());
    QCOMPARE(view.at(3).row.kind, FrameRowKind::Restarted);
    QCOMPARE(view.framesSeen(), 2U);
    QCOMPARE(view.framesDropped(), 0U);
    QCOMPARE(view.bytesMissed(), 50U);
}

void tst_FrameStore::unpublishedRowsAreUnseen()
{
    FrameStore store;
    store.addFrame(1, 0, 1, payloadOf(1, 1), true);
    QVERIFY(store.view().isEmpty());
    store.publish();
    QCOMPARE(store.view().end(), 1U);
}

void tst_FrameStore::memoryIsBounded_data()
{
    QTest::addColumn<quint64>("limit");
    QTest::addColumn<quint64>("size");
    QTest::newRow("no limit at all") << quint64{0} << quint64{10};
    QTest::newRow("empty frames") << quint64{FrameStore::smallestLimit} << quint64{0};
    QTest::newRow("smallest limit") << quint64{FrameStore::smallestLimit} << quint64{100};
    QTest::newRow("a frame fills a chunk") << quint64{FrameStore::smallestLimit} << quint64{2048};
    QTest::newRow("frames larger than a chunk") << quint64{FrameStore::smallestLimit} << quint64{100'000};
    QTest::newRow("a megabyte") << quint64{1024 * 1024} << quint64{64};
}

void tst_FrameStore::memoryIsBounded()
{
    QFETCH(const quint64, limit);
    QFETCH(const quint64, size);
    constexpr quint64 frames = 50'000;
    FrameStore store(limit);
    const ByteVector payload(size, std::byte{7});
    for (quint64 i = 0; i < frames; ++i) {
        store.addFrame(static_cast<qint64>(i), i, size, payload, true);
        QVERIFY(store.memoryUsed() <= store.memoryLimit());
    }
    store.publish();
    const FrameStoreView view = store.view();
    QCOMPARE(view.framesSeen(), frames);
    QVERIFY(view.framesDropped() > 0);
    QCOMPARE(view.framesDropped(), view.begin());
    QCOMPARE(view.end(), frames);
    // Most of the memory is of use: what is dropped at once is a small part.
    const quint64 kept = view.end() - view.begin();
    const quint64 each = std::min<quint64>(size, store.maxKept()) + sizeof(FrameRow);
    QVERIFY2(kept * each > store.memoryLimit() / 3, qPrintable(QString::number(kept)));
    for (quint64 row = view.begin(); row < view.end(); ++row) {
        QCOMPARE(view.at(row).row.position, row);
        QCOMPARE(view.at(row).row.number, row + 1);
        QCOMPARE(view.at(row).row.length, size);
        QCOMPARE(quint64{view.at(row).payload.size()}, std::min<quint64>(size, store.maxKept()));
    }
}

void tst_FrameStore::viewsOutliveWhatIsDropped()
{
    FrameStore store(FrameStore::smallestLimit);
    store.addFrame(1, 0, 5, payloadOf(1, 5), true);
    store.publish();
    const FrameStoreView old = store.view();
    for (quint64 i = 2; i < 20'000; ++i)
        store.addFrame(1, i, 5, payloadOf(i, 5), true);
    store.publish();
    QVERIFY(store.view().begin() > 0);
    QCOMPARE(old.end(), 1U);
    QVERIFY(holds(old.at(0), 1, 5));
}

void tst_FrameStore::anotherLimitHoldsAtOnce_data()
{
    QTest::addColumn<quint64>("limit");
    QTest::newRow("less") << quint64{4 * 1024 * 1024};
    QTest::newRow("less than a part") << quint64{FrameStore::smallestLimit};
    QTest::newRow("nothing") << quint64{0};
    QTest::newRow("more") << quint64{32 * 1024 * 1024};
}

void tst_FrameStore::anotherLimitHoldsAtOnce()
{
    QFETCH(const quint64, limit);
    constexpr quint64 frames = 100'000;
    FrameStore store(16 * 1024 * 1024);
    for (quint64 i = 1; i <= frames; ++i)
        store.addFrame(1, i, 40, payloadOf(i, 40), true);
    store.publish();
    const FrameStoreView before = store.view();
    QCOMPARE(before.begin(), 0U);
    store.setMemoryLimit(limit);
    QCOMPARE(store.memoryLimit(), std::max<quint64>(limit, FrameStore::smallestLimit));
    QVERIFY(store.memoryUsed() <= store.memoryLimit());
    // No frame has to come for it.
    const FrameStoreView after = store.view();
    QCOMPARE(after.framesDropped(), after.begin());
    QCOMPARE(after.begin() > 0, limit < 16 * 1024 * 1024);
    QCOMPARE(after.end(), frames);
    for (quint64 row = after.begin(); row < after.end(); ++row)
        QVERIFY(holds(after.at(row), row + 1, 40));
    QVERIFY(holds(before.at(0), 1, 40));
    // What comes then is kept as in one that was made so.
    for (quint64 i = frames + 1; i <= 2 * frames; ++i) {
        store.addFrame(1, i, 40, payloadOf(i, 40), true);
        QVERIFY(store.memoryUsed() <= store.memoryLimit());
    }
    store.publish();
    const FrameStoreView last = store.view();
    QCOMPARE(last.end(), 2 * frames);
    QVERIFY((last.end() - last.begin()) * (40 + sizeof(FrameRow))
            > std::min<quint64>(store.memoryLimit() / 3, 2 * frames * 40));
    for (quint64 row = last.begin(); row < last.end(); ++row)
        QVERIFY(holds(last.at(row), row + 1, 40));
}

void tst_FrameStore::readersSeeWholeRowsMeanwhile()
{
    FrameStore store(FrameStore::smallestLimit);
    std::atomic<bool> ended = false;
    std::thread writer([&] {
        for (quint64 i = 1; i < 200'000; ++i) {
            store.addFrame(static_cast<qint64>(i), i, i % 30, payloadOf(i, i % 30), true);
            if (i % 64 == 0)
                store.publish();
        }
        store.publish();
        ended = true;
    });
    bool whole = true;
    for (bool last = false; !last;) {
        last = ended;
        const FrameStoreView view = store.view();
        for (quint64 row = view.begin(); row < view.end(); ++row)
            whole = whole && holds(view.at(row), row + 1, (row + 1) % 30);
        // Also while somebody changes his mind about the memory.
        store.setMemoryLimit(FrameStore::smallestLimit * (view.end() % 3 + 1));
    }
    writer.join();
    QVERIFY(whole);
    QCOMPARE(store.view().end(), 199'999U);
}

void tst_FrameStore::samplesAreFromAllOver()
{
    FrameStore store;
    QVERIFY(store.view().sample(10, true).empty());
    for (quint64 i = 1; i <= 1000; ++i)
        store.addFrame(0, i * 8, 4, payloadOf(i, 4), true);
    store.publish();
    const FrameStoreView view = store.view();
    const auto sample = view.sample(10, true);
    QCOMPARE(sample.size(), 10U);
    for (std::size_t i = 0; i < sample.size(); ++i)
        QCOMPARE(sample[i].row.number, i * 100 + 1);
    // All, where there are no more.
    QCOMPARE(view.sample(1000, true).size(), 1000U);
    QCOMPARE(view.sample(5000, true).size(), 1000U);
    QVERIFY(view.sample(0, true).empty());
}

void tst_FrameStore::samplesAreWhole()
{
    FrameStore store(FrameStore::smallestLimit);
    const std::size_t kept = store.maxKept();
    store.addFrame(0, 0, kept + 1, payloadOf(1, kept), true); // cut
    store.addGap(FrameRowKind::Missed, 0, 100, 50);
    store.addFrame(0, 200, 4, payloadOf(2, 4), false); // perhaps overwritten
    store.addFrame(0, 300, 0, {}, true);
    store.publish();
    const FrameStoreView view = store.view();
    const auto numbers = [&view](std::size_t most, bool exact) {
        QList<quint64> list;
        for (const auto &entry : view.sample(most, exact))
            list << entry.row.number;
        return list;
    };
    QCOMPARE(numbers(4, true), QList<quint64>{3});
    QCOMPARE(numbers(4, false), (QList<quint64>{2, 3}));
    QCOMPARE(numbers(1, true), QList<quint64>{3});
}

QTEST_APPLESS_MAIN(tst_FrameStore)
#include "tst_frame_store.moc"
