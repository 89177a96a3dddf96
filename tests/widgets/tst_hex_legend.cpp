// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_legend.h"
#include "widgets/hex_view.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScopeGuard>

#include <cstring>

using namespace membridge;
using widget_test::snapshotOf;

namespace {

/// A pixel where neither digits nor lines are.
QColor backgroundOf(HexSample *sample)
{
    const QImage image = sample->grab().toImage();
    return image.pixelColor(image.width() - 4, image.height() / 4);
}

QColor backgroundOf(const HexView &hex, const QImage &image, quint64 offset)
{
    const QRectF cell = hex.geometryOfBytes().rectOf(offset);
    return image.pixelColor(static_cast<int>(cell.right() + hex.geometryOfBytes().charWidth() / 4),
                            static_cast<int>(cell.center().y()));
}

void comparePixels(const QColor &actual, const QColor &expected)
{
    const int distance = qAbs(actual.red() - expected.red()) + qAbs(actual.green() - expected.green())
        + qAbs(actual.blue() - expected.blue());
    QVERIFY2(distance <= 6, qPrintable(actual.name() + QStringLiteral(" instead of ") + expected.name()));
}

/// The sample beside that text.
HexSample *sampleOf(HexLegend *legend, const QString &text)
{
    const auto entries = HexLegend::entries(Theme::of(legend->palette()), Layout::Ring);
    const QList<HexSample *> samples = legend->findChildren<HexSample *>();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].text.startsWith(text))
            return samples.at(static_cast<qsizetype>(i));
    }
    return nullptr;
}

QStringList textsOf(Layout layout)
{
    QStringList texts;
    for (const HexLegend::Entry &entry : HexLegend::entries(Theme::of(QPalette()), layout))
        texts << entry.text;
    return texts;
}

} // namespace

/// What says what the colours of the bytes mean.
class TestHexLegend : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void itHasTheColoursOfTheBytes_data();
    void itHasTheColoursOfTheBytes();
    void itIsOfTheLayout();
    void everyTextIsLegible_data() { itHasTheColoursOfTheBytes_data(); }
    void everyTextIsLegible();
    void itIsOpenedByTheMenu();
};

void TestHexLegend::itHasTheColoursOfTheBytes_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestHexLegend::itHasTheColoursOfTheBytes()
{
    QFETCH(QPalette, palette);
    const QPalette before = QApplication::palette();
    const auto restore = qScopeGuard([&before] { QApplication::setPalette(before); });
    QApplication::setPalette(palette);
    HexView hex;
    qint64 now = 0;
    hex.setClock([&now] { return now; });
    QByteArray bytes(24 + 64, '\x10');
    const RingHeader header{8, 20, 64};
    std::memcpy(bytes.data(), &header, sizeof header);
    hex.setSegment(static_cast<quint64>(bytes.size()), Layout::Ring);
    hex.resize(hex.sizeHint());
    hex.grab();
    hex.setRing(header);
    hex.setSnapshot(snapshotOf(bytes));
    bytes[24 + 36] = '\x11';
    bytes[24 + 40] = '\x0f';
    hex.setSnapshot(snapshotOf(bytes));
    hex.setSelection(24 + 44, 1);
    hex.setHighlight({{24 + 50, 2}});
    hex.setMarks(HexMarks::Kind::Found, {{.range = {24 + 56, 2}, .colour = {}, .text = {}}});
    const QImage image = hex.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);

    const QPointer<HexLegend> legend = HexLegend::open(hex);
    const std::pair<const char *, quint64> places[] = {
        {"Of the header: head", 1}, {"Of the header: tail", 9},  {"Written", 24 + 12},  {"Free", 24 + 30},
        {"Rose", 24 + 36},          {"Fell", 24 + 40},           {"Selected", 24 + 44}, {"Belongs", 24 + 50},
        {"Found", 24 + 56},         {"Of the header: head", 17},
    };
    for (const auto &[text, offset] : places) {
        HexSample *sample = sampleOf(legend, QLatin1String(text));
        QVERIFY2(sample != nullptr, text);
        comparePixels(backgroundOf(sample), backgroundOf(hex, image, offset));
    }
    if (const QString folder = qEnvironmentVariable("MEMBRIDGE_SCREENSHOTS"); !folder.isEmpty())
        QVERIFY(legend->grab().save(
            QStringLiteral("%1/legend-%2.png")
                .arg(folder, Theme::of(palette).dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    // Another theme while it is open.
    const QPalette other = Theme::of(palette).dark ? widget_test::lightPalette() : widget_test::darkPalette();
    QApplication::setPalette(other);
    QTRY_COMPARE(sampleOf(legend, QStringLiteral("Written"))->look().background, Theme::of(other).pending);
}

void TestHexLegend::itIsOfTheLayout()
{
    QVERIFY(textsOf(Layout::Region).contains(QStringLiteral("The lock word")));
    QVERIFY(!textsOf(Layout::Region).contains(QStringLiteral("Written, not yet read")));
    QVERIFY(!textsOf(Layout::Ring).contains(QStringLiteral("The lock word")));
    QVERIFY(textsOf(Layout::Ring).contains(QStringLiteral("Written, not yet read")));
    // A frame's own bytes are neither.
    QVERIFY(!textsOf(Layout::Unknown).contains(QStringLiteral("The lock word")));
    QVERIFY(!textsOf(Layout::Unknown).contains(QStringLiteral("Written, not yet read")));
    HexView hex;
    hex.setSegment(64, Layout::Region);
    const QPointer<HexLegend> region = HexLegend::open(hex);
    QCOMPARE(HexLegend::open(hex), region.data());
    hex.setSegment(88, Layout::Ring);
    const QPointer<HexLegend> ring = HexLegend::open(hex);
    QVERIFY(ring != region);
    QTRY_VERIFY(region == nullptr);
    QVERIFY(ring->isVisible());
}

void TestHexLegend::everyTextIsLegible()
{
    QFETCH(QPalette, palette);
    const Theme theme = Theme::of(palette);
    for (const Layout layout : {Layout::Region, Layout::Ring}) {
        for (const HexLegend::Entry &entry : HexLegend::entries(theme, layout)) {
            QVERIFY2(Theme::contrast(entry.look.ink, entry.look.background) >= 4.4, qPrintable(entry.text));
            QVERIFY(!entry.text.isEmpty());
            QCOMPARE(entry.look.line == HexSample::Line::None, !entry.look.lineColour.isValid());
        }
    }
}

void TestHexLegend::itIsOpenedByTheMenu()
{
    HexView hex;
    hex.resize(600, 300);
    hex.setSegment(64, Layout::Region);
    hex.show();
    QVERIFY(QTest::qWaitForWindowActive(&hex));
    hex.setFocus();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), hex.mapToGlobal(QPoint(5, 5)));
    QCoreApplication::sendEvent(hex.viewport(), &event);
    auto *menu = hex.findChild<QMenu *>(QStringLiteral("hexMenu"));
    QTRY_VERIFY(menu != nullptr && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_L);
    QPointer<HexLegend> legend;
    QTRY_VERIFY((legend = hex.findChild<HexLegend *>()) != nullptr && legend->isVisible());
    QVERIFY(!legend->isModal());
    QVERIFY(QTest::qWaitForWindowActive(legend));
    QTest::keyClick(legend, Qt::Key_Escape);
    QTRY_VERIFY(legend == nullptr);
}

QTEST_MAIN(TestHexLegend)
#include "tst_hex_legend.moc"
