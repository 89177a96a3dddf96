// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/histogram_plot.h"
#include "widgets/throughput_plot.h"

#include <QContextMenuEvent>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QTabWidget>
#include <QTemporaryDir>
#include <qcustomplot.h>

#include <cmath>

using namespace membridge;
using namespace membridge::test;

namespace {

/// The plot's context menu, as the right mouse button or the menu key brings it.
QMenu *openMenu(QWidget *plot)
{
    const QPoint centre = plot->rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, centre, plot->mapToGlobal(centre));
    QCoreApplication::sendEvent(plot, &event);
    auto *menu = plot->findChild<QMenu *>();
    if (menu == nullptr || !QTest::qWaitForWindowExposed(menu))
        qFatal("there is no context menu");
    return menu;
}

QAction *itemOf(const QMenu *menu, const QString &text)
{
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    qFatal("the menu has no item %s", qPrintable(text));
}

void chooseByMouse(QMenu *menu, const QString &text)
{
    const QPoint point = menu->actionGeometry(itemOf(menu, text)).center();
    QTest::mouseMove(menu, point);
    QTest::mouseClick(menu, Qt::LeftButton, {}, point);
}

void chooseByKeys(QMenu *menu, const QString &text)
{
    const QAction *item = itemOf(menu, text);
    for (int i = 0; menu->activeAction() != item && i < 20; ++i)
        QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
}

/// Types the file's name into the dialog that stands open, and Return.
void saveAs(QWidget *plot, const QString &path)
{
    QPointer<QFileDialog> dialog;
    QTRY_VERIFY((dialog = plot->findChild<QFileDialog *>()) != nullptr && dialog->isVisible());
    auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
    QVERIFY(name != nullptr);
    type(name, path);
    // The first Return may only close the list of files that begin like that.
    const auto isClosed = [&dialog] { return dialog == nullptr || !dialog->isVisible(); };
    for (int i = 0; !isClosed() && i < 5; ++i) {
        QWidget *popup = QApplication::activePopupWidget();
        QTest::keyClick(popup != nullptr ? popup : name, Qt::Key_Return);
        (void)QTest::qWaitFor(isClosed, 500);
    }
    QTRY_VERIFY(dialog == nullptr);
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Half of a ring full of messages of 96 bytes.
struct FilledRing
{
    FilledRing()
        : memory(SharedMemory::create(name.name(), ring_layout::dataOffset + 4096)),
          ring(memory.spsc()),
          producer(ring.producer())
    {
    }
    void fill()
    {
        const ByteVector message(96);
        while (ring.used() < 2000)
            QCOMPARE(producer.tryPush(message), PushOutcome::Pushed);
    }

    OwnName name;
    SharedMemory memory;
    SpscRingBuffer ring;
    SpscProducer producer;
};

/// What rates come to, each of which stands for the time since the one before. In seconds.
class Sum
{
public:
    void add(double at, double rate)
    {
        if (m_last)
            m_total += rate * (at - *m_last);
        m_last = at;
    }
    double total() const { return m_total; }

private:
    std::optional<double> m_last;
    double m_total = 0;
};

double recordedBytes(const TimeSeries &series, qint64 beginNs, qint64 endNs)
{
    Sum sum;
    for (const TimeBucket &bucket :
         series.query(beginNs, endNs, static_cast<std::size_t>((endNs - beginNs) / 1'000'000))) {
        if (bucket.count > 0)
            sum.add(static_cast<double>(bucket.endNs) / 1e9, bucket.mean());
    }
    return sum.total();
}

/// Between two moments, in seconds of its axis.
double drawnBytes(const QCustomPlot &plot, const QString &name, double begin, double end)
{
    Sum sum;
    for (int i = 0; i < plot.graphCount(); ++i) {
        if (plot.graph(i)->name() != name)
            continue;
        for (const QCPGraphData &point : *plot.graph(i)->data()) {
            if (point.key >= begin && point.key <= end && !std::isnan(point.value))
                sum.add(point.key, point.value);
        }
    }
    return sum.total();
}

} // namespace

/// Plots as files, and the plot of real traffic by value.
class PlotExportsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void picturesThroughTheMenu_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QString>("written");
        QTest::newRow("png") << QStringLiteral("a plot.png") << QByteArray("\x89PNG") << QString();
        QTest::newRow("svg") << QStringLiteral("a plot.svg") << QByteArray("<?xml") << QString();
        QTest::newRow("pdf") << QStringLiteral("a plot.pdf") << QByteArray("%PDF") << QString();
        QTest::newRow("without an end") << QStringLiteral("plain") << QByteArray("\x89PNG")
                                        << QStringLiteral("plain.png");
    }

    void picturesThroughTheMenu()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, start);
        QFETCH(QString, written);
        FilledRing filled;
        Window window;
        const QTemporaryDir folder;
        TimePlot *plot = window.attached(filled.name, Layout::Ring)->content()->timePlot();
        filled.fill();
        chooseByMouse(openMenu(plot), QStringLiteral("Export picture…"));
        saveAs(plot, folder.filePath(file));
        const QString path = folder.filePath(written.isEmpty() ? file : written);
        QTRY_VERIFY(contentsOf(path).startsWith(start));
        if (start.endsWith("PNG")) {
            // Twice as fine as on the screen, and not of one colour.
            const QImage image(path);
            QCOMPARE(image.width(), 2 * plot->findChild<QCustomPlot *>()->width());
            QSet<QRgb> colours;
            for (int x = 0; x < image.width(); ++x)
                colours << image.pixel(x, image.height() / 3);
            QVERIFY(colours.size() > 3);
        }
    }

    void valuesThroughTheMenu()
    {
        FilledRing filled;
        Window window;
        const QTemporaryDir folder;
        SegmentTab *tab = window.attached(filled.name, Layout::Ring);
        auto *plot = find<ThroughputPlot>(tab, "ringThroughput");
        filled.fill();
        QTRY_COMPARE(plot->recording().highWater(), std::uint64_t(2000));
        QTRY_VERIFY(plot->recording().lastNs() - plot->recording().firstNs() > 1'200'000'000);
        plot->setWindowSeconds(1);
        const QString shown = folder.filePath(QStringLiteral("shown.csv"));
        const QString all = folder.filePath(QStringLiteral("all.csv"));
        chooseByKeys(openMenu(plot), QStringLiteral("Export values shown…"));
        saveAs(plot, shown);
        chooseByMouse(openMenu(plot), QStringLiteral("Export all values…"));
        saveAs(plot, all);
        QTRY_VERIFY(!contentsOf(all).isEmpty());
        const QList<QByteArray> few = contentsOf(shown).split('\n');
        const QList<QByteArray> many = contentsOf(all).split('\n');
        QVERIFY(few.first().startsWith("seconds,bytes_in_per_s_mean,"));
        QCOMPARE(few.first(), many.first());
        QVERIFY2(many.size() > few.size(), qPrintable(QStringLiteral("%1 %2").arg(many.size()).arg(few.size())));
        const auto fill = [&](const QByteArray &line) {
            return line.split(',').value(few.first().split(',').indexOf("fill_mean")).toDouble();
        };
        QCOMPARE(fill(few[few.size() - 2]), 2000.0 / 4096);
        QCOMPARE(fill(many[1]), 0.0);
        QCOMPARE(fill(many[many.size() - 2]), 2000.0 / 4096);
    }

    void histogramThroughTheMenu()
    {
        FilledRing filled;
        Window window;
        const QTemporaryDir folder;
        SegmentTab *tab = window.attached(filled.name, Layout::Ring);
        auto *sizes = find<HistogramPlot>(tab, "sizeHistogram");
        QTRY_VERIFY(tab->session()->latest()->samplesPerSecond > 0); // the sampler has looked before anything came
        filled.fill();
        QTRY_COMPARE(sizes->seen().sizes.count(), std::uint64_t(20));
        find<QTabWidget>(tab, "ringPlots")->setCurrentWidget(sizes);
        const QString values = folder.filePath(QStringLiteral("sizes.csv"));
        chooseByMouse(openMenu(sizes), QStringLiteral("Export values…"));
        saveAs(sizes, values);
        QTRY_COMPARE(contentsOf(values), QByteArray("bytes_from,bytes_to,messages,coverage\r\n96,96,20,1.000000\r\n"));
        const QString picture = folder.filePath(QStringLiteral("sizes.svg"));
        chooseByKeys(openMenu(sizes), QStringLiteral("Export picture…"));
        saveAs(sizes, picture);
        QTRY_VERIFY(contentsOf(picture).contains("Histogram of message sizes"));
    }

    void whatCannotBeWrittenIsSaid()
    {
        FilledRing filled;
        Window window;
        const QTemporaryDir folder;
        SegmentTab *tab = window.attached(filled.name, Layout::Ring);
        TimePlot *plot = tab->content()->timePlot();
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("a.png")));
        chooseByMouse(openMenu(plot), QStringLiteral("Export picture…"));
        QPointer<QFileDialog> dialog;
        QTRY_VERIFY((dialog = plot->findChild<QFileDialog *>()) != nullptr && dialog->isVisible());
        // The dialog itself knows folders; a file that can't be made is found out only then.
        emit dialog->fileSelected(folder.filePath(QStringLiteral("a.png")));
        dialog->close();
        QTRY_VERIFY2(tab->commandBanner()->text().contains(QStringLiteral("could not be written")),
                     qPrintable(tab->commandBanner()->text()));
    }

    void trafficOfTheWheelIsShownAsItWasSent()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), ring_layout::dataOffset + (1 << 20));
        (void)memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Ring);
        auto *plot = find<ThroughputPlot>(tab, "ringThroughput");
        plot->setWindowSeconds(60);
        QTRY_VERIFY(tab->session()->latest()->samplesPerSecond > 0);
        // Tells when it began and ended on the clock that the plot goes by, and how many bytes and messages went through.
        const auto run = [&](const QByteArray &act, int count) {
            const QByteArray told = runWheel(name,
                                             "import time\n"
                                             "ring = membridge.SharedMemory.open(name).spsc()\n"
                                             "begin = time.monotonic_ns()\n"
                                             "moved = 0\n"
                                             "for i in range("
                                                 + QByteArray::number(count)
                                                 + "):\n"
                                                   "    due = begin + i * 1_000_000\n"
                                                   "    while time.monotonic_ns() < due:\n"
                                                   "        time.sleep(0.0002)\n"
                                                 + act + "print(begin, time.monotonic_ns(), moved)\n");
            const QList<QByteArray> words = told.split(' ');
            return std::array{words.value(0).toLongLong(), words.value(1).toLongLong(), words.value(2).toLongLong()};
        };
        constexpr int messages = 3000;
        const auto sent = run("    moved += 104 if ring.push(b'x' * 100) else 0\n", messages);
        QCOMPARE(sent[2], messages * 104LL);
        const auto popped = run("    moved += 104 if ring.pop() is not None else 0\n", messages);
        QCOMPARE(popped[2], messages * 104LL);
        QTRY_VERIFY(plot->recording().lastNs() > popped[1] + 100'000'000);

        const RingRecording &recording = plot->recording();
        QCOMPARE(recording.highWater(), std::uint64_t(messages * 104));
        const auto compare = [&](RingRecording::Channel channel, const QString &curve, const auto &told, double moved) {
            // A little more at either end: what came is seen a little later.
            constexpr qint64 beyondNs = 300'000'000;
            const double recorded = recordedBytes(recording.channel(channel), told[0] - beyondNs, told[1] + beyondNs);
            QVERIFY2(std::fabs(recorded - moved) < 0.02 * moved,
                     qPrintable(QStringLiteral("%1: recorded %2, moved %3").arg(curve).arg(recorded).arg(moved)));
            // And so the picture, of which a column is a tenth of a second.
            const auto seconds = [&](qint64 timeNs) { return static_cast<double>(timeNs - recording.firstNs()) / 1e9; };
            const double drawn = drawnBytes(*plot->plot(), curve, seconds(told[0] - beyondNs),
                                            seconds(told[1] + beyondNs));
            QVERIFY2(std::fabs(drawn - moved) < 0.1 * moved,
                     qPrintable(QStringLiteral("%1: drawn %2, moved %3").arg(curve).arg(drawn).arg(moved)));
        };
        compare(RingRecording::BytesIn, QStringLiteral("In"), sent, static_cast<double>(sent[2]));
        compare(RingRecording::BytesOut, QStringLiteral("Out"), popped, static_cast<double>(popped[2]));
        compare(RingRecording::Messages,
                plot->height() >= 300 ? QStringLiteral("Messages") : QStringLiteral("Messages/s"), sent, messages);
        QCOMPARE(recording.summary(RingRecording::Coverage, sent[0], sent[1]).min, 1.0);
        // Nothing came in while it was emptied, and the other way round. Far from where the one goes over into the other, as older samples are only
        // kept together.
        const qint64 half = (sent[1] - sent[0]) / 2;
        QCOMPARE(recording.summary(RingRecording::BytesIn, popped[1] - half, popped[1]).max, 0.0);
        QCOMPARE(recording.summary(RingRecording::BytesOut, sent[0], sent[0] + half).max, 0.0);
    }
};

QTEST_MAIN(PlotExportsTest)
#include "tst_plot_exports.moc"
