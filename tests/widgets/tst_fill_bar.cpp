// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/fill_bar.h"
#include "widgets/theme.h"

#include <limits>

using membridge::FillBar;
using membridge::Theme;

class TestFillBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void texts_data();
    void texts();
    void highWater();
    void unknown();
    void fillIsProportional_data();
    void fillIsProportional();
};

void TestFillBar::texts_data()
{
    QTest::addColumn<quint64>("used");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<QString>("text");
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    QTest::newRow("empty") << quint64{0} << quint64{1024} << "0 / 1,024 B (0 %)";
    QTest::newRow("some") << quint64{37} << quint64{1024} << "37 / 1,024 B (3.6 %)";
    QTest::newRow("full") << quint64{1024} << quint64{1024} << "1,024 / 1,024 B (100 %)";
    QTest::newRow("over") << quint64{2048} << quint64{1024} << "2,048 / 1,024 B (200.0 %)";
    QTest::newRow("no capacity") << quint64{5} << quint64{0} << "5 / 0 B (—)";
    QTest::newRow("one byte of very many") << quint64{1} << (quint64{1} << 40) << "1 / 1,099,511,627,776 B (< 0.1 %)";
    QTest::newRow("most") << most << most << "18,446,744,073,709,551,615 / 18,446,744,073,709,551,615 B (100 %)";
}

void TestFillBar::texts()
{
    QFETCH(quint64, used);
    QFETCH(quint64, capacity);
    QFETCH(QString, text);
    FillBar bar;
    bar.setFill(used, capacity);
    QCOMPARE(bar.text(), text);
    QCOMPARE(bar.accessibleDescription(), text);
    bar.resize(bar.sizeHint());
    bar.grab();
}

void TestFillBar::highWater()
{
    FillBar bar;
    bar.setFill(500, 1024);
    bar.setFill(100, 1024);
    QCOMPARE(bar.highWater(), 500u);
    // What can't be is no high-water mark.
    bar.setFill(5000, 1024);
    QCOMPARE(bar.highWater(), 500u);
    bar.setFill(50, 1024);
    bar.resetHighWater();
    QCOMPARE(bar.highWater(), 50u);
    bar.setFill(20, 2048);
    QCOMPARE(bar.highWater(), 20u);
}

void TestFillBar::unknown()
{
    FillBar bar;
    bar.setFill(5, 10);
    bar.setUnknown(QStringLiteral("head is past tail <b>"));
    QCOMPARE(bar.text(), QStringLiteral("head is past tail <b>"));
    QVERIFY(bar.toolTip().contains(QStringLiteral("&lt;b&gt;")));
    bar.resize(100, 20);
    bar.grab();
}

void TestFillBar::fillIsProportional_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestFillBar::fillIsProportional()
{
    QFETCH(QPalette, palette);
    const Theme theme = Theme::of(palette);
    FillBar bar;
    bar.setPalette(palette);
    bar.resize(402, 24);
    bar.setFill(256, 1024);
    const QImage image = bar.grab().toImage();
    QCOMPARE(image.pixelColor(50, 4).rgb(), theme.pending.rgb());
    QCOMPARE(image.pixelColor(150, 4).rgb(), theme.base.rgb());
}

QTEST_MAIN(TestFillBar)
#include "tst_fill_bar.moc"
