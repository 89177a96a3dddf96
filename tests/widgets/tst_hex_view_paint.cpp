// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/hex_painter.h"
#include "widgets/hex_view.h"
#include "widgets/theme.h"

#include <QImage>

#include <cmath>
#include <cstring>

using namespace membridge;
using widget_test::snapshotOf;
using Pane = HexGeometry::Pane;

namespace {

QImage imageOf(HexView &hex)
{
    return hex.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

/// A pixel of the byte's background: in the lower left corner of its padding, where no glyph and no mark reaches.
QColor backgroundOf(const HexView &hex, const QImage &image, quint64 offset, Pane pane = Pane::Hex)
{
    const QRectF cell = hex.geometryOfBytes().rectOf(offset, pane);
    const qreal beside = pane == Pane::Hex ? hex.geometryOfBytes().charWidth() / 4 : -0.5;
    return image.pixelColor(static_cast<int>(std::ceil(cell.left() - beside)), static_cast<int>(cell.bottom()) - 1);
}

/// Whether any pixel of the byte's cell is of that colour, within what blending with the background rounds off.
bool hasInk(const HexView &hex, const QImage &image, quint64 offset, const QColor &colour)
{
    const QRect cell = hex.geometryOfBytes().rectOf(offset).toRect();
    for (int y = cell.top(); y <= cell.bottom(); ++y) {
        for (int x = cell.left(); x <= cell.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (qAbs(pixel.red() - colour.red()) + qAbs(pixel.green() - colour.green())
                    + qAbs(pixel.blue() - colour.blue())
                <= 6)
                return true;
        }
    }
    return false;
}

/// Pixels in the cell that are not of its background: how heavy its glyphs are.
int inkedPixels(const HexView &hex, const QImage &image, quint64 offset)
{
    const QRect cell = hex.geometryOfBytes().rectOf(offset).toRect().adjusted(0, 3, 0, -3);
    const QColor background = backgroundOf(hex, image, offset);
    int count = 0;
    for (int y = cell.top(); y <= cell.bottom(); ++y) {
        for (int x = cell.left(); x <= cell.right(); ++x)
            count += Theme::contrast(image.pixelColor(x, y), background) > 2 ? 1 : 0;
    }
    return count;
}

void comparePixels(const QColor &actual, const QColor &expected)
{
    const int distance = qAbs(actual.red() - expected.red()) + qAbs(actual.green() - expected.green())
        + qAbs(actual.blue() - expected.blue());
    QVERIFY2(distance <= 6, qPrintable(actual.name() + QStringLiteral(" instead of ") + expected.name()));
}

QByteArray ringBytes(RingHeader header)
{
    QByteArray bytes(24 + 64, 'x');
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

} // namespace

class TestHexViewPaint : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void regionHeader_data() { palettes(); }
    void regionHeader();
    void ringHeaderAndPending_data() { palettes(); }
    void ringHeaderAndPending();
    void contradictingIndicesTintNothing();
    void ringPlaces_data() { palettes(); }
    void ringPlaces();
    void restCostsNoPainting();
    void aChangePaintsItsRowOnly();
    void changes_data() { palettes(); }
    void changes();
    void changesAreBold();
    void fading_data() { directions(); }
    void fading();
    void selectionAndHighlight_data() { palettes(); }
    void selectionAndHighlight();
    void zeroIsDimmed_data() { palettes(); }
    void zeroIsDimmed();
    void missingBytesAreDots();
    void paletteChangeRepaints();
    void emptyText();

private:
    void palettes();
    void directions();
    std::unique_ptr<HexView> view(const QByteArray &bytes, Layout layout, const QPalette &palette);

    qint64 m_now = 0;
};

void TestHexViewPaint::init()
{
    widget_test::failOnWarnings();
    m_now = 0;
}

void TestHexViewPaint::palettes()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestHexViewPaint::directions()
{
    QTest::addColumn<QPalette>("palette");
    QTest::addColumn<int>("step");
    const std::pair<const char *, int> steps[] = {{"up", 1}, {"down", -1}, {"not known", 0}};
    for (const auto &[name, step] : steps) {
        QTest::addRow("light, %s", name) << widget_test::lightPalette() << step;
        QTest::addRow("dark, %s", name) << widget_test::darkPalette() << step;
    }
}

std::unique_ptr<HexView> TestHexViewPaint::view(const QByteArray &bytes, Layout layout, const QPalette &palette)
{
    auto hex = std::make_unique<HexView>();
    hex->setPalette(palette);
    hex->setClock([this] { return m_now; });
    hex->setSegment(static_cast<quint64>(bytes.size()), layout);
    hex->resize(hex->sizeHint());
    hex->grab();
    hex->setSnapshot(snapshotOf(bytes));
    hex->setSelection(static_cast<quint64>(bytes.size()) - 1, 0);
    return hex;
}

void TestHexViewPaint::regionHeader()
{
    QFETCH(QPalette, palette);
    const auto hex = view(QByteArray(64, 'x'), Layout::Region, palette);
    const QImage image = imageOf(*hex);
    const Theme theme = Theme::of(palette);
    for (const quint64 offset : {0u, 3u}) {
        comparePixels(backgroundOf(*hex, image, offset), theme.headerTint);
        comparePixels(backgroundOf(*hex, image, offset, Pane::Ascii), theme.headerTint);
    }
    comparePixels(backgroundOf(*hex, image, 5), theme.base);
    QVERIFY(hasInk(*hex, image, 0, theme.text));
}

void TestHexViewPaint::ringHeaderAndPending()
{
    QFETCH(QPalette, palette);
    // Pending bytes wrap: the last four and the first eight of the data.
    const RingHeader header{60, 72, 64};
    const auto hex = view(ringBytes(header), Layout::Ring, palette);
    hex->setRing(header);
    const QImage image = imageOf(*hex);
    const Theme theme = Theme::of(palette);
    comparePixels(backgroundOf(*hex, image, 1), theme.headerTint);
    comparePixels(backgroundOf(*hex, image, 9), theme.headerTintAlt);
    comparePixels(backgroundOf(*hex, image, 17), theme.headerTint);
    comparePixels(backgroundOf(*hex, image, 24), theme.pending);
    comparePixels(backgroundOf(*hex, image, 31), theme.pending);
    const QColor free = HexPainter::freeTint(theme);
    QVERIFY(free != theme.base && free != theme.pending);
    comparePixels(backgroundOf(*hex, image, 33), free);
    comparePixels(backgroundOf(*hex, image, 83), free);
    comparePixels(backgroundOf(*hex, image, 85), theme.pending);
    hex->setRing(RingHeader{72, 72, 64});
    comparePixels(backgroundOf(*hex, imageOf(*hex), 25), free);
    // It is as legible there as elsewhere.
    QVERIFY(Theme::contrast(theme.mutedOnTint, free) >= 4.5);
    for (const QColor &ink : {theme.up, theme.down, theme.text})
        QVERIFY(Theme::contrast(ink, free) >= 4.5);
}

void TestHexViewPaint::contradictingIndicesTintNothing()
{
    const QPalette palette = widget_test::lightPalette();
    const auto hex = view(ringBytes({}), Layout::Ring, palette);
    for (const RingHeader header :
         {RingHeader{9, 5, 64}, RingHeader{0, 65, 64}, RingHeader{0, 8, 0}, RingHeader{0, 8, quint64{1} << 40}}) {
        hex->setRing(header);
        comparePixels(backgroundOf(*hex, imageOf(*hex), 25), Theme::of(palette).base);
    }
}

void TestHexViewPaint::ringPlaces()
{
    QFETCH(QPalette, palette);
    const auto hex = view(ringBytes({40, 50, 64}), Layout::Ring, palette);
    const Theme theme = Theme::of(palette);
    // The bars stand at the left edge of a byte's cell, that of the last byte at the right edge.
    const auto barBefore = [&](const QImage &image, quint64 offset) {
        const QRectF cell = hex->geometryOfBytes().rectOf(offset);
        return image.pixelColor(static_cast<int>(cell.left() - hex->geometryOfBytes().charWidth() / 2 + 0.5),
                                static_cast<int>(cell.center().y()));
    };
    const auto barAfter = [&](const QImage &image, quint64 offset) {
        const QRectF cell = hex->geometryOfBytes().rectOf(offset);
        return image.pixelColor(static_cast<int>(cell.right() + hex->geometryOfBytes().charWidth() / 2 - 1),
                                static_cast<int>(cell.center().y()));
    };
    hex->setRing(RingHeader{40, 50, 64});
    const QImage image = imageOf(*hex);
    comparePixels(barBefore(image, 24), theme.changed);
    comparePixels(barAfter(image, 24 + 63), theme.changed);
    comparePixels(barBefore(image, 24 + 40), theme.plotOut);
    comparePixels(barBefore(image, 24 + 50), theme.plotIn);
    comparePixels(barBefore(image, 24 + 30), HexPainter::freeTint(theme));
    // Another lap: the same bytes of the ring.
    hex->setRing(RingHeader{104, 114, 64});
    comparePixels(barBefore(imageOf(*hex), 24 + 50), theme.plotIn);
    hex->setRing(std::nullopt);
    comparePixels(barBefore(imageOf(*hex), 24 + 50), theme.base);
}

void TestHexViewPaint::restCostsNoPainting()
{
    const QByteArray bytes(64, 'x');
    const auto hex = view(bytes, Layout::Unknown, widget_test::lightPalette());
    hex->show();
    QVERIFY(QTest::qWaitForWindowExposed(hex.get()));
    QCoreApplication::processEvents();
    const quint64 before = hex->bytesPainted();
    QVERIFY(before > 0);
    for (int i = 0; i < 10; ++i) {
        hex->setSnapshot(snapshotOf(bytes));
        hex->setRing(std::nullopt);
        hex->setHighlight({});
        QCoreApplication::processEvents();
    }
    QCOMPARE(hex->bytesPainted(), before);
}

void TestHexViewPaint::aChangePaintsItsRowOnly()
{
    QByteArray bytes(160, 'x');
    const auto hex = view(bytes, Layout::Unknown, widget_test::lightPalette());
    hex->show();
    QVERIFY(QTest::qWaitForWindowExposed(hex.get()));
    QCoreApplication::processEvents();
    const quint64 before = hex->bytesPainted();
    bytes[100] = 'y';
    hex->setSnapshot(snapshotOf(bytes));
    QTRY_VERIFY(hex->bytesPainted() > before);
    // Its row, and the rows that share a pixel with it.
    QVERIFY2(hex->bytesPainted() - before <= 48, qPrintable(QString::number(hex->bytesPainted() - before)));
}

void TestHexViewPaint::changes()
{
    QFETCH(QPalette, palette);
    QByteArray bytes(64, 'x');
    const auto hex = view(bytes, Layout::Unknown, palette);
    bytes[20] = 'y';
    bytes[40] = 'w';
    hex->setSnapshot(snapshotOf(bytes));
    const QImage image = imageOf(*hex);
    const Theme theme = Theme::of(palette);
    comparePixels(backgroundOf(*hex, image, 20), theme.upTint);
    comparePixels(backgroundOf(*hex, image, 40, Pane::Ascii), theme.downTint);
    QVERIFY(hasInk(*hex, image, 20, theme.up));
    QVERIFY(hasInk(*hex, image, 40, theme.down));
    // The direction is in the place of a line, too.
    const QRect up = hex->geometryOfBytes().rectOf(20).toRect();
    const QRect down = hex->geometryOfBytes().rectOf(40).toRect();
    comparePixels(image.pixelColor(up.center().x(), up.top()), theme.up);
    comparePixels(image.pixelColor(down.center().x(), down.bottom()), theme.down);
    comparePixels(backgroundOf(*hex, image, 22), theme.base);
}

void TestHexViewPaint::changesAreBold()
{
    QByteArray bytes(64, 'x');
    const auto hex = view(bytes, Layout::Unknown, widget_test::lightPalette());
    bytes[21] = 'y';
    bytes[37] = 'y';
    // The same byte, once read anew and once changed: only the change is heavier.
    hex->setSnapshot(nullptr);
    hex->setSnapshot(snapshotOf(bytes));
    const int plain = inkedPixels(*hex, imageOf(*hex), 21);
    bytes[21] = 'x';
    hex->setSnapshot(snapshotOf(bytes));
    bytes[21] = 'y';
    hex->setSnapshot(snapshotOf(bytes));
    const QImage image = imageOf(*hex);
    QVERIFY(inkedPixels(*hex, image, 21) > plain);
    QCOMPARE(inkedPixels(*hex, image, 37), plain);
}

void TestHexViewPaint::fading()
{
    QFETCH(QPalette, palette);
    QFETCH(int, step);
    const Theme theme = Theme::of(palette);
    const QColor ink = step > 0 ? theme.up : step < 0 ? theme.down : theme.warning;
    const QColor wash = step > 0 ? theme.upTint : step < 0 ? theme.downTint : theme.warningTint;
    QByteArray bytes(64, 'x');
    const auto hex = view(bytes, Layout::Unknown, palette);
    bytes[20] = static_cast<char>('x' + (step == 0 ? 1 : step));
    if (step == 0) {
        // Looks were skipped in between: which way it went is not known.
        hex->setFrozen(true);
        hex->setSnapshot(snapshotOf(QByteArray(64, 'x')));
        hex->setSnapshot(snapshotOf(bytes));
        hex->setFrozen(false);
    } else {
        hex->setSnapshot(snapshotOf(bytes));
    }
    QImage image = imageOf(*hex);
    const QRect cell = hex->geometryOfBytes().rectOf(20).toRect();
    comparePixels(backgroundOf(*hex, image, 20, Pane::Ascii), wash);
    // Lines above and below say the same without colour.
    comparePixels(image.pixelColor(cell.center().x(), cell.top()), step >= 0 ? ink : wash);
    comparePixels(image.pixelColor(cell.center().x(), cell.bottom()), step <= 0 ? ink : wash);
    QVERIFY(Theme::contrast(ink, wash) >= 4.5);
    m_now = ByteChanges::fadeMs / 2;
    image = imageOf(*hex);
    comparePixels(backgroundOf(*hex, image, 20, Pane::Ascii), Theme::blend(theme.base, wash, 0.5));
    comparePixels(image.pixelColor(cell.center().x(), step >= 0 ? cell.top() : cell.bottom()),
                  Theme::blend(theme.text, ink, 0.5));
    m_now = ByteChanges::fadeMs;
    image = imageOf(*hex);
    comparePixels(backgroundOf(*hex, image, 20), theme.base);
    QVERIFY(!hasInk(*hex, image, 20, ink));
}

void TestHexViewPaint::selectionAndHighlight()
{
    QFETCH(QPalette, palette);
    const Theme theme = Theme::of(palette);
    const auto hex = view(QByteArray(64, 'x'), Layout::Unknown, palette);
    hex->setHighlight({{16, 8}, {quint64{1} << 60, 5}});
    hex->setSelection(18, 3);
    const QImage image = imageOf(*hex);
    comparePixels(backgroundOf(*hex, image, 17), theme.highlight);
    comparePixels(backgroundOf(*hex, image, 19), theme.selection);
    comparePixels(backgroundOf(*hex, image, 22), theme.highlight);
    comparePixels(backgroundOf(*hex, image, 25), theme.base);
    QVERIFY(hasInk(*hex, image, 19, theme.selectionText));
    // A range that wraps past 2^64 must neither hang nor tint everything.
    hex->setHighlight({{~quint64{0} - 1, ~quint64{0}}});
    comparePixels(backgroundOf(*hex, imageOf(*hex), 25), theme.base);
}

void TestHexViewPaint::zeroIsDimmed()
{
    QFETCH(QPalette, palette);
    const Theme theme = Theme::of(palette);
    QByteArray bytes(64, 'x');
    bytes[33] = 0;
    const auto hex = view(bytes, Layout::Unknown, palette);
    const QImage image = imageOf(*hex);
    QVERIFY(hasInk(*hex, image, 32, theme.text));
    QVERIFY(!hasInk(*hex, image, 33, theme.text));
}

void TestHexViewPaint::missingBytesAreDots()
{
    const QPalette palette = widget_test::lightPalette();
    const Theme theme = Theme::of(palette);
    const auto hex = view(QByteArray(64, 'x'), Layout::Unknown, palette);
    hex->setSnapshot(snapshotOf(QByteArray(16, 'x'), 16));
    const QImage image = imageOf(*hex);
    QVERIFY(hasInk(*hex, image, 16, theme.text));
    QVERIFY(!hasInk(*hex, image, 0, theme.text));
    QVERIFY(inkedPixels(*hex, image, 0) > 0);
    QVERIFY(inkedPixels(*hex, image, 0) < inkedPixels(*hex, image, 16) / 2);
}

void TestHexViewPaint::paletteChangeRepaints()
{
    const auto hex = view(QByteArray(64, 'x'), Layout::Region, widget_test::lightPalette());
    imageOf(*hex);
    hex->setPalette(widget_test::darkPalette());
    comparePixels(backgroundOf(*hex, imageOf(*hex), 9), widget_test::darkPalette().color(QPalette::Base));
}

void TestHexViewPaint::emptyText()
{
    const QPalette palette = widget_test::lightPalette();
    const auto hex = view(QByteArray(64, 'x'), Layout::Region, palette);
    hex->clear();
    const QImage without = imageOf(*hex);
    hex->clear(QStringLiteral("Choose a segment"));
    QVERIFY(imageOf(*hex) != without);
    comparePixels(without.pixelColor(without.rect().center()), palette.color(QPalette::Base));
}

QTEST_MAIN(TestHexViewPaint)
#include "tst_hex_view_paint.moc"
