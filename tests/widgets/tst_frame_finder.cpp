// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/frame_finder.h"
#include "widgets/frame_history_model.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace membridge;
using Direction = FrameFinder::Direction;

namespace {

void add(FrameStore &store, quint64 number, const QByteArray &payload)
{
    const auto bytes = std::as_bytes(std::span(payload.constData(), static_cast<std::size_t>(payload.size())));
    store.addFrame(static_cast<qint64>(number) * 1'000'000, number * 104, bytes.size(), bytes, true);
}

void take(FrameHistoryModel &model, FrameStore &store)
{
    store.publish();
    model.setView(store.view());
    QTRY_VERIFY(!model.isJudging());
}

FrameFilter filterOf(const char *text, const Schema &schema = {})
{
    return std::get<FrameFilter>(FrameFilter::parse(text, schema));
}

struct Hit
{
    std::optional<quint64> row;
    bool wrapped = false;
    bool operator==(const Hit &) const = default;
};

Hit find(FrameFinder &finder, std::optional<quint64> from, Direction direction)
{
    QSignalSpy found(&finder, &FrameFinder::found);
    QSignalSpy none(&finder, &FrameFinder::notFound);
    finder.find(from, direction);
    if (!QTest::qWaitFor([&] { return found.count() + none.count() > 0; }, 20'000))
        qFatal("the search does not end");
    if (found.isEmpty())
        return {};
    return {found.front()[0].toULongLong(), found.front()[1].toBool()};
}

} // namespace

class TestFrameFinder : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }

    void againstANaiveSearch()
    {
        QRandomGenerator random(7);
        FrameStore store;
        FrameHistoryModel model;
        model.setFilter(filterOf("length < 8"));
        std::vector<int> lengths;
        for (quint64 i = 0; i < 60; ++i) {
            if (i == 20) {
                store.addGap(FrameRowKind::Missed, 20'000'000, 20 * 104, 5);
                lengths.push_back(-1);
                continue;
            }
            lengths.push_back(static_cast<int>(random.bounded(10)));
            add(store, i, QByteArray(lengths.back(), 'x'));
        }
        take(model, store);
        FrameFinder finder(&model);
        finder.setFilter(filterOf("length >= 6"));
        const int count = static_cast<int>(lengths.size());
        const auto isHit = [&](int row) {
            const int length = lengths[static_cast<std::size_t>(row)];
            return length >= 6 && length < 8;
        };
        for (int from = -1; from < count; ++from) {
            for (const int step : {1, -1}) {
                Hit wanted;
                int row = from >= 0 ? from + step : step > 0 ? 0 : count - 1;
                bool wrapped = false;
                for (int looked = 0; looked < count && !wanted.row; ++looked, row += step) {
                    if (row < 0 || row >= count) {
                        if (from < 0)
                            break;
                        row = step > 0 ? 0 : count - 1;
                        wrapped = true;
                    }
                    if (isHit(row))
                        wanted = {static_cast<quint64>(row), wrapped};
                }
                const Hit got = find(finder, from < 0 ? std::nullopt : std::optional<quint64>(from),
                                     step > 0 ? Direction::Forward : Direction::Backward);
                QVERIFY2(got == wanted, qPrintable(QStringLiteral("from %1 step %2").arg(from).arg(step)));
            }
        }
    }

    void textInValuesAndInBytes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("row");
        QTest::newRow("value as shown") << QStringLiteral("1234") << 1;
        QTest::newRow("not in capitals") << QStringLiteral("GREEN") << 2;
        QTest::newRow("raw bytes") << QStringLiteral("zebra") << 0;
        QTest::newRow("two values") << QStringLiteral("7, \"green") << -1;
        QTest::newRow("nowhere") << QStringLiteral("blue") << -1;
        QTest::newRow("nothing") << QString() << -1;
    }
    void textInValuesAndInBytes()
    {
        QFETCH(const QString, text);
        QFETCH(const int, row);
        FrameStore store;
        add(store, 0, QByteArray("\x05\x00\x00\x00 zebra", 10));
        add(store, 1, QByteArray("\xd2\x04\x00\x00", 4));
        add(store, 2, QByteArray("\x07\x00\x00\x00 green", 10));
        FrameHistoryModel model;
        model.setSchema(std::get<Schema>(parseSchema("value:u32 ...")));
        take(model, store);
        FrameFinder finder(&model);
        finder.setText(text);
        const Hit hit = find(finder, std::nullopt, Direction::Forward);
        QCOMPARE(hit.row ? static_cast<int>(*hit.row) : -1, row);
    }

    void aLongSearchBlocksNothingAndEndsWhileFramesCome()
    {
        FrameStore store(1ULL << 30);
        constexpr quint64 many = 200'000;
        for (quint64 i = 0; i < many; ++i)
            add(store, i, QByteArrayLiteral("abcdefgh"));
        FrameHistoryModel model;
        model.setSchema(std::get<Schema>(parseSchema("a:u32 b:u32")));
        take(model, store);
        FrameFinder finder(&model);
        finder.setText(QStringLiteral("nowhere"));
        QSignalSpy none(&finder, &FrameFinder::notFound);
        qint64 longest = 0;
        int slices = 0;
        QElapsedTimer slice;
        slice.start();
        finder.find(many / 2, Direction::Forward);
        longest = slice.elapsed();
        quint64 next = many;
        while (none.isEmpty()) {
            add(store, next++, QByteArrayLiteral("abcdefgh"));
            store.publish();
            model.setView(store.view());
            slice.start();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            longest = std::max(longest, slice.elapsed());
            ++slices;
            QVERIFY(slices < 100'000);
        }
        QVERIFY(slices > 10);
        // 4 ms a slice, and what a busy machine adds.
        QVERIFY2(longest < 200, QByteArray::number(longest));
        QVERIFY(!finder.isSearching());
    }

    void rowsThatLeaveMeanwhileAreNoHits()
    {
        FrameStore store(FrameStore::smallestLimit);
        FrameHistoryModel model;
        for (quint64 i = 0; i < 100; ++i)
            add(store, i, QByteArray(100, i == 1 ? 'y' : 'x'));
        take(model, store);
        FrameFinder finder(&model);
        finder.setText(QStringLiteral("y"));
        QCOMPARE(find(finder, 50, Direction::Forward), (Hit{1, true}));
        for (quint64 i = 100; i < 3000; ++i)
            add(store, i, QByteArray(100, 'x'));
        take(model, store);
        QVERIFY(model.view().begin() > 1);
        QCOMPARE(find(finder, 50, Direction::Forward), Hit());
        // One that is not there any more is still a place to begin from.
        finder.setFilter(filterOf("length == 100"));
        QCOMPARE(find(finder, 0, Direction::Forward), (Hit{model.view().begin(), false}));
    }

    void anotherListEndsTheSearch()
    {
        FrameStore store;
        for (quint64 i = 0; i < 100'000; ++i)
            add(store, i, QByteArrayLiteral("abcdefgh"));
        FrameHistoryModel model;
        model.setSchema(std::get<Schema>(parseSchema("a:u32 b:u32")));
        take(model, store);
        FrameFinder finder(&model);
        finder.setText(QStringLiteral("nowhere"));
        const QSignalSpy none(&finder, &FrameFinder::notFound);
        finder.find(std::nullopt, Direction::Forward);
        QVERIFY(finder.isSearching());
        model.clear();
        QVERIFY(!finder.isSearching());
        QCOMPARE(find(finder, 5, Direction::Backward), Hit());
    }
};

QTEST_MAIN(TestFrameFinder)
#include "tst_frame_finder.moc"
