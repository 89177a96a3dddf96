// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/colour_theme.h"

#include <QCheckBox>
#include <QStyleOptionButton>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

namespace {

/// How far the lightest and the darkest of these pixels are apart, of 255.
int contrast(const QImage &image)
{
    int least = 255;
    int most = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            least = qMin(least, qGray(image.pixel(x, y)));
            most = qMax(most, qGray(image.pixel(x, y)));
        }
    }
    return most - least;
}

/// How many pixels are seen to differ.
int differing(const QImage &one, const QImage &other)
{
    constexpr int seen = 24;
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += qAbs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y))) > seen ? 1 : 0;
    }
    return count;
}

} // namespace

/// The state of what is drawn by the style can be seen in each theme.
class ColourThemeTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void cleanup() { applyColourTheme(ColourTheme::System); }

    void statesAreSeen_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << static_cast<int>(ColourTheme::Light);
        QTest::newRow("dark") << static_cast<int>(ColourTheme::Dark);
    }

    void statesAreSeen()
    {
        QFETCH(int, theme);
        applyColourTheme(static_cast<ColourTheme>(theme));
        QCheckBox box;
        box.resize(box.sizeHint());
        QStyleOptionButton option;
        option.initFrom(&box);
        const QRect indicator = box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
        // Also where nothing is checked there is a box.
        QVERIFY2(contrast(box.grab(indicator).toImage()) > 60,
                 QByteArray::number(contrast(box.grab(indicator).toImage())));
        QToolButton button;
        button.setText(QStringLiteral("Follow"));
        button.setCheckable(true);
        button.resize(button.sizeHint());
        const QImage up = button.grab().toImage();
        button.setChecked(true);
        QVERIFY2(differing(up, button.grab().toImage()) > button.width(),
                 QByteArray::number(differing(up, button.grab().toImage())));
    }
};

QTEST_MAIN(ColourThemeTest)
#include "tst_colour_theme.moc"
