// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/ring_map.h"

#include <QImage>
#include <QSignalSpy>

#include <cmath>

using namespace membridge;

namespace {

using Shape = RingMapGeometry::Shape;

RingHeader header(quint64 tail, quint64 head, quint64 capacity = 1024)
{
    RingHeader result;
    result.head = head;
    result.tail = tail;
    result.capacity = capacity;
    return result;
}

/// Frames of 96 bytes and their length each, from `head` on.
std::shared_ptr<const FrameList> frames(quint64 head, int count)
{
    auto list = std::make_shared<FrameList>();
    list->places = FrameRuns(head);
    for (int i = 0; i < count; ++i) {
        PendingFrame row;
        row.position = head + static_cast<quint64>(i) * 100;
        row.length = 96;
        list->rows.push_back(row);
        list->places.add(96);
    }
    list->total = static_cast<quint64>(count);
    list->totalExact = true;
    return list;
}

/// The colour in the middle of the band at that byte.
QColor at(RingMap &map, quint64 byte)
{
    const RingMapGeometry geometry = map.geometryOfBytes();
    const double share = geometry.shareAt(byte);
    const QPointF middle = (geometry.inner(share) + geometry.outer(share)) / 2;
    return map.grab().toImage().pixelColor(middle.toPoint());
}

} // namespace

class TestRingMap : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void geometryGoesClockwiseFromTheTop();
    void everyByteIsFoundAgain_data();
    void everyByteIsFoundAgain();
    void besideTheBandIsNothing();
    void pendingIsFilledAlsoAcrossTheWrap_data();
    void pendingIsFilledAlsoAcrossTheWrap();
    void aClickTellsTheByteAndTheFrame();
    void framesBeyondTheListCount();
    void whatIsTooSmallHasNoBoundaries();
    void keysGoFromFrameToFrame();
    void forecasts_data();
    void forecasts();
    void rememberTheMost();
    void cacheLinesAreThoseOfTheSegment();
    void saysWhyThereIsNone();
    void textsAtBytes();
};

void TestRingMap::geometryGoesClockwiseFromTheTop()
{
    const RingMapGeometry ring(Shape::Ring, QRectF(0, 0, 200, 100), 1000);
    QCOMPARE(ring.bounds(), QRectF(50, 0, 100, 100));
    QCOMPARE(ring.outer(0), QPointF(100, 0));
    QVERIFY(std::abs(ring.outer(0.25).x() - 150) < 1e-9);
    QVERIFY(std::abs(ring.outer(0.5).y() - 100) < 1e-9);
    QCOMPARE(ring.shareAt(250), 0.25);
    QCOMPARE(ring.shareAt((quint64{1} << 40) * 1000 + 250), 0.25);
    const RingMapGeometry strip(Shape::Strip, QRectF(10, 0, 200, 100), 1000);
    QCOMPARE(strip.outer(0.5).x(), 110.0);
    QCOMPARE(strip.pixelsFor(500), 100.0);
}

void TestRingMap::everyByteIsFoundAgain_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("ring") << int(Shape::Ring);
    QTest::newRow("strip") << int(Shape::Strip);
}

void TestRingMap::everyByteIsFoundAgain()
{
    QFETCH(int, shape);
    const RingMapGeometry geometry(static_cast<Shape>(shape), QRectF(3, 5, 640, 480), 512);
    for (quint64 byte = 0; byte < 512; ++byte) {
        const double share = (static_cast<double>(byte) + 0.5) / 512;
        QCOMPARE(geometry.byteAt((geometry.inner(share) + geometry.outer(share)) / 2), std::optional<quint64>(byte));
    }
}

void TestRingMap::besideTheBandIsNothing()
{
    const RingMapGeometry ring(Shape::Ring, QRectF(0, 0, 100, 100), 512);
    QVERIFY(!ring.byteAt({50, 50}));
    QVERIFY(!ring.byteAt({1, 1}));
    QVERIFY(!RingMapGeometry().byteAt({0, 0}));
    QVERIFY(!RingMapGeometry(Shape::Ring, QRectF(0, 0, 100, 100), 0).byteAt({50, 2}));
}

void TestRingMap::pendingIsFilledAlsoAcrossTheWrap_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("used");
    QTest::newRow("from the begin") << quint64(0) << quint64(400);
    QTest::newRow("in the middle") << quint64(300) << quint64(300);
    QTest::newRow("across the wrap") << quint64(900) << quint64(400);
    QTest::newRow("full") << quint64(100) << quint64(1024);
    QTest::newRow("after a million turns") << (quint64{1} << 50) + 900 << quint64(400);
}

void TestRingMap::pendingIsFilledAlsoAcrossTheWrap()
{
    QFETCH(quint64, head);
    QFETCH(quint64, used);
    for (const Shape shape : {Shape::Ring, Shape::Strip}) {
        RingMap map;
        map.setShape(shape);
        map.resize(500, shape == Shape::Ring ? 500 : 90);
        map.setRing(header(head + used, head), nullptr);
        const quint64 inside = head + used / 3 + 27; // beside the lines of the cache
        const QColor pending = at(map, inside);
        QVERIFY(pending != map.palette().color(QPalette::Base));
        QCOMPARE(at(map, head + used / 2 + 11), pending);
        if (used < 1000)
            QVERIFY(at(map, head + used + (1024 - used) / 2) != pending);
    }
}

void TestRingMap::aClickTellsTheByteAndTheFrame()
{
    RingMap map;
    map.resize(400, 400);
    map.setRing(header(2300, 2000), frames(2000, 3));
    map.show();
    QSignalSpy activated(&map, &RingMap::byteActivated);
    const auto clickAt = [&](quint64 byte) {
        const RingMapGeometry geometry = map.geometryOfBytes();
        const double share = geometry.shareAt(byte);
        QTest::mouseClick(&map, Qt::LeftButton, {}, ((geometry.inner(share) + geometry.outer(share)) / 2).toPoint());
    };
    clickAt(2150);
    QCOMPARE(activated.count(), 1);
    const auto byte = activated.at(0).at(0).toULongLong();
    QVERIFY(byte + 4 >= 2150 % 1024 && byte <= 2150 % 1024 + 4);
    QCOMPARE(activated.at(0).at(1).value<std::optional<quint64>>(), std::optional<quint64>(2100));
    clickAt(2700);
    QCOMPARE(activated.count(), 2);
    QVERIFY(!activated.at(1).at(1).value<std::optional<quint64>>());
    QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(200, 200));
    QCOMPARE(activated.count(), 2);
}

void TestRingMap::keysGoFromFrameToFrame()
{
    RingMap map;
    map.setRing(header(300, 0), frames(0, 3));
    QSignalSpy activated(&map, &RingMap::byteActivated);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Return);
    QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated.at(0).at(0).toULongLong(), 200ull);
    QCOMPARE(activated.at(1).at(0).toULongLong(), 100ull);
    // The frame is what is meant, whatever is consumed before it; when it is, the oldest is next.
    map.setRing(header(300, 100), frames(100, 2));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.at(2).at(0).toULongLong(), 100ull);
    map.setRing(header(300, 200), frames(200, 1));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.count(), 3);
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.at(3).at(0).toULongLong(), 200ull);
}

void TestRingMap::framesBeyondTheListCount()
{
    // 10,000 frames, of which the list has three, and some bytes that nobody counted.
    constexpr quint64 head = (quint64{1} << 40) + 777;
    auto list = std::make_shared<FrameList>(*frames(head, 3));
    while (list->places.count() < 10'000)
        list->places.add(96);
    list->total = 10'000;
    list->totalExact = false;
    RingMap map;
    map.resize(400, 400);
    map.setRing(header(head + 1'048'576, head, 1'048'576), list);
    map.show();
    QVERIFY(map.textAt((head + 500'050) % 1'048'576)
                .contains(QStringLiteral("frame at position %1, 96 B").arg(QLocale().toString(head + 500'000))));
    QVERIFY(map.textAt((head + 500'050) % 1'048'576).contains(QStringLiteral("frames before it: 5,000")));
    const QString uncounted = map.textAt((head + 1'000'001) % 1'048'576);
    QVERIFY(!uncounted.contains(QStringLiteral("frame at")));
    QVERIFY(uncounted.contains(
        QStringLiteral("frames are counted as far as position %1 only").arg(QLocale().toString(head + 1'000'000))));
    QSignalSpy activated(&map, &RingMap::byteActivated);
    const RingMapGeometry geometry = map.geometryOfBytes();
    const double share = geometry.shareAt(head + 700'000);
    QTest::mouseClick(&map, Qt::LeftButton, {}, ((geometry.inner(share) + geometry.outer(share)) / 2).toPoint());
    QCOMPARE(activated.count(), 1);
    const quint64 byte = activated.at(0).at(0).toULongLong();
    const auto frame = activated.at(0).at(1).value<std::optional<quint64>>();
    QVERIFY(frame.has_value());
    const quint64 ahead = (byte - head) % 1'048'576;
    QCOMPARE(*frame, head + ahead / 100 * 100);
    QVERIFY(ahead > 690'000 && ahead < 710'000);
    QTest::keyClick(&map, Qt::Key_End);
    QTest::keyClick(&map, Qt::Key_Left);
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(activated.last().at(1).value<std::optional<quint64>>(), std::optional<quint64>(head + 999'800));
}

void TestRingMap::whatIsTooSmallHasNoBoundaries()
{
    RingMap map;
    map.setShape(Shape::Strip);
    map.resize(512 + 14, 90);
    // Two bytes a pixel: frames of 100 bytes are told apart, those of 5 are not, but where the small ones begin and end is seen.
    auto list = std::make_shared<FrameList>();
    list->places = FrameRuns(0);
    list->places.add(96);
    list->places.add(96);
    while (list->places.end() < 1000)
        list->places.add(1);
    map.setRing(header(1000, 0), list);
    const QColor plain = at(map, 60);
    QVERIFY(at(map, 100) != plain);
    QVERIFY(at(map, 200) != plain);
    for (const quint64 byte : {300, 304, 308, 312, 316, 320, 324, 328, 332})
        QCOMPARE(at(map, byte), plain);
}

void TestRingMap::forecasts_data()
{
    QTest::addColumn<double>("in");
    QTest::addColumn<double>("out");
    QTest::addColumn<QString>("text");
    QTest::newRow("fills") << 512.0 << 256.0 << QStringLiteral("full in 3.00 s");
    QTest::newRow("drains") << 0.0 << 64.0 << QStringLiteral("empty in 4.00 s");
    QTest::newRow("balanced") << 1000.0 << 1000.0 << QStringLiteral("steady");
    QTest::newRow("slower than anybody waits for") << 1.0 << 0.999 << QStringLiteral("steady");
    QTest::newRow("at rest") << 0.0 << 0.0 << QStringLiteral("steady");
}

void TestRingMap::forecasts()
{
    QFETCH(double, in);
    QFETCH(double, out);
    RingMap map;
    map.setRing(header(1256, 1000), nullptr);
    QVERIFY(map.forecast().isEmpty());
    map.setRates(in, out);
    QTEST(map.forecast(), "text");
    // Empty already.
    map.setRates(0, 64);
    map.setRing(header(1256, 1256), nullptr);
    QCOMPARE(map.forecast(), QStringLiteral("steady"));
}

void TestRingMap::rememberTheMost()
{
    RingMap map;
    map.setRing(header(800, 0), nullptr);
    map.setRing(header(900, 890), nullptr);
    QCOMPARE(map.highWater(), quint64(800));
    map.resetHighWater();
    QCOMPARE(map.highWater(), quint64(10));
    map.setRing(header(100, 80, 4096), nullptr);
    QCOMPARE(map.highWater(), quint64(20));
    map.setRing(header(0, 5000, 4096), nullptr); // impossible: more than there is
    QCOMPARE(map.highWater(), quint64(4096));
    // Looks between those that are shown count, unless they were at another ring.
    map.resetHighWater();
    map.setRing(header(100, 80, 1024), nullptr);
    map.addFill(700, 1024);
    map.addFill(300, 1024);
    map.addFill(2000, 4096);
    QCOMPARE(map.highWater(), quint64(700));
}

void TestRingMap::cacheLinesAreThoseOfTheSegment()
{
    RingMap map;
    map.setShape(Shape::Strip);
    // Two bytes a pixel.
    map.resize(512, 90);
    const double beside = 512 - map.geometryOfBytes().bounds().width();
    map.resize(512 + static_cast<int>(beside), 90);
    map.setRing(header(512, 512), nullptr);
    QCOMPARE(map.geometryOfBytes().pixelsFor(64), 32.0);
    // The data begins 24 bytes into a line: the next ones begin at 40, 104 …
    const QColor plain = at(map, 20);
    for (const quint64 line : {40, 104, 168, 936})
        QVERIFY2(at(map, line) != plain, qPrintable(QString::number(line)));
    for (const quint64 between : {64, 128, 192, 960})
        QCOMPARE(at(map, between), plain);
}

void TestRingMap::saysWhyThereIsNone()
{
    RingMap map;
    map.setRing(header(800, 0), frames(0, 8));
    map.setUnknown(QStringLiteral("The capacity is 3."));
    QCOMPARE(map.accessibleDescription(), QStringLiteral("The capacity is 3."));
    QVERIFY(map.textAt(5).isEmpty());
    QVERIFY(!map.grab().isNull());
}

void TestRingMap::textsAtBytes()
{
    RingMap map;
    map.setRing(header(1300, 1000), frames(1000, 2));
    QVERIFY(map.textAt(1050).contains(QStringLiteral("frame at position 1,000, 96 B")));
    QVERIFY(map.textAt(1250).contains(QStringLiteral("pending: 250 B until it is read")));
    QVERIFY(!map.textAt(1250).contains(QStringLiteral("frame at")));
    QVERIFY(map.textAt(1310).contains(QStringLiteral("free: 10 B until it is written")));
}

QTEST_MAIN(TestRingMap)
#include "tst_ring_map.moc"
