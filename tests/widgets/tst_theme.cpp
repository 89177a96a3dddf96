// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/theme.h"

using membridge::Theme;

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void contrastOfKnownPairs_data();
    void contrastOfKnownPairs();
    void textIsLegible_data();
    void textIsLegible();
    void legibleKeepsWhatIsLegible();
    void statesDiffer();
};

void TestTheme::contrastOfKnownPairs_data()
{
    QTest::addColumn<QColor>("a");
    QTest::addColumn<QColor>("b");
    QTest::addColumn<double>("ratio");
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("white on black") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
    QTest::newRow("same") << QColor(10, 20, 30) << QColor(10, 20, 30) << 1.0;
    // The grey that WCAG's examples give as the lightest one legible on white.
    QTest::newRow("#767676 on white") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
}

void TestTheme::contrastOfKnownPairs()
{
    QFETCH(QColor, a);
    QFETCH(QColor, b);
    QFETCH(double, ratio);
    QVERIFY(qAbs(Theme::contrast(a, b) - ratio) < 0.01);
}

void TestTheme::textIsLegible_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << widget_test::lightPalette() << false;
    QTest::newRow("dark") << widget_test::darkPalette() << true;
    QPalette black = widget_test::darkPalette();
    for (const auto role : {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
        black.setColor(role, Qt::black);
    for (const auto role : {QPalette::Text, QPalette::WindowText})
        black.setColor(role, Qt::white);
    QTest::newRow("black, high contrast") << black << true;
    QPalette sepia = widget_test::lightPalette();
    sepia.setColor(QPalette::Base, QColor(0xfd, 0xf6, 0xe3));
    sepia.setColor(QPalette::AlternateBase, QColor(0xee, 0xe8, 0xd5));
    QTest::newRow("sepia") << sepia << false;
}

void TestTheme::textIsLegible()
{
    QFETCH(QPalette, palette);
    QFETCH(bool, dark);
    const Theme theme = Theme::of(palette);
    QCOMPARE(theme.dark, dark);
    for (const QColor &colour :
         {theme.up, theme.down, theme.changed, theme.free, theme.readers, theme.writer, theme.invalid, theme.muted,
          theme.warning, theme.error, theme.info, theme.plotIn, theme.plotOut, theme.plotFill}) {
        QVERIFY2(Theme::contrast(colour, theme.base) >= 4.5, qPrintable(colour.name()));
        QVERIFY2(Theme::contrast(colour, palette.color(QPalette::AlternateBase)) >= 4.5, qPrintable(colour.name()));
    }
    for (const QColor &tint :
         {theme.pending, theme.headerTint, theme.headerTintAlt, theme.highlight, theme.upTint, theme.downTint}) {
        QVERIFY2(Theme::contrast(theme.text, tint) >= 4.5, qPrintable(tint.name()));
        QVERIFY2(tint != theme.base, qPrintable(tint.name()));
    }
    for (const QColor &tint : {theme.pending, theme.headerTint, theme.headerTintAlt, theme.highlight})
        QVERIFY2(Theme::contrast(theme.mutedOnTint, tint) >= 4.5, qPrintable(tint.name()));
    QVERIFY(Theme::contrast(theme.up, theme.upTint) >= 4.5);
    QVERIFY(Theme::contrast(theme.down, theme.downTint) >= 4.5);
    QVERIFY(Theme::contrast(theme.selectionText, theme.selection) >= 4.5);
}

void TestTheme::legibleKeepsWhatIsLegible()
{
    QCOMPARE(Theme::legible(Qt::black, {Qt::white}), QColor(Qt::black));
    QVERIFY(Theme::contrast(Theme::legible(Qt::yellow, {Qt::white}), Qt::white) >= 4.5);
    // No colour reaches the ratio against both: the better end is what is left.
    const QColor impossible = Theme::legible(Qt::gray, {Qt::black, Qt::white}, 7);
    QVERIFY(impossible == QColor(Qt::black) || impossible == QColor(Qt::white));
}

void TestTheme::statesDiffer()
{
    for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
        const Theme theme = Theme::of(palette);
        QVERIFY(theme.up != theme.down);
        QVERIFY(theme.free != theme.writer && theme.writer != theme.invalid && theme.readers != theme.free);
        QVERIFY(theme.plotIn != theme.plotOut && theme.plotOut != theme.plotFill);
        QVERIFY(theme.headerTint != theme.headerTintAlt && theme.pending != theme.highlight);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
