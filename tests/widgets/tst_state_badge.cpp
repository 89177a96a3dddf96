// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/state_badge.h"

#include <QMetaEnum>

using membridge::StateBadge;
using membridge::Theme;

class TestStateBadge : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void everyKindPaints_data();
    void everyKindPaints();
    void growsWithItsText();
    void textIsPlain();
};

void TestStateBadge::everyKindPaints_data()
{
    QTest::addColumn<int>("kind");
    const QMetaEnum kinds = QMetaEnum::fromType<StateBadge::Kind>();
    for (int i = 0; i < kinds.keyCount(); ++i)
        QTest::newRow(kinds.key(i)) << kinds.value(i);
}

void TestStateBadge::everyKindPaints()
{
    QFETCH(int, kind);
    for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
        StateBadge badge;
        badge.setPalette(palette);
        badge.setState(StateBadge::Kind(kind), QStringLiteral("state"));
        badge.resize(badge.sizeHint());
        const QImage image = badge.grab().toImage();
        // Filled, and legibly so: the middle of the left padding is no longer the window's colour, nor far from it.
        const QColor fill = image.pixelColor(6, image.height() / 2);
        QVERIFY(fill != palette.color(QPalette::Window));
        QVERIFY(Theme::contrast(fill, palette.color(QPalette::Window)) < 2.5);
        QCOMPARE(int(badge.kind()), kind);
    }
}

void TestStateBadge::growsWithItsText()
{
    StateBadge badge;
    badge.setState(StateBadge::Kind::Free, QStringLiteral("free"));
    const int narrow = badge.sizeHint().width();
    badge.setState(StateBadge::Kind::Readers, QStringLiteral("2,147,483,647 readers"));
    QVERIFY(badge.sizeHint().width() > narrow);
    QCOMPARE(badge.text(), QStringLiteral("2,147,483,647 readers"));
}

void TestStateBadge::textIsPlain()
{
    StateBadge badge;
    QCOMPARE(badge.textFormat(), Qt::PlainText);
}

QTEST_MAIN(TestStateBadge)
#include "tst_state_badge.moc"
