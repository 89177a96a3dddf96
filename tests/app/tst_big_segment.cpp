// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "widgets/field_model.h"
#include "widgets/find_panel.h"
#include "widgets/go_to_bar.h"
#include "widgets/hex_view.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <vector>

#include <sys/stat.h>
#include <time.h>

using namespace membridge;
using namespace membridge::test;

/// A segment of 4 GiB without a page of its own, as it comes from ftruncate(): nothing that the window does may give it one, and the window
/// needs no more memory for it than for a small one.
class BigSegmentTest : public QObject
{
    Q_OBJECT

    static constexpr quint64 fourGiB = quint64{1} << 32;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr int slowness = 10; ///< Of what is watched by a sanitizer.
#else
    static constexpr int slowness = 1;
#endif
    static constexpr qint64 mostGrowth = 16 * 1024 * 1024;

    static qint64 blocksOf(const OwnName &name)
    {
        struct stat info = {};
        if (::stat(name.file().toLocal8Bit().constData(), &info) != 0)
            qFatal("no such segment");
        return info.st_blocks;
    }

    static qint64 residentBytes()
    {
        QFile status(QStringLiteral("/proc/self/status"));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("RssAnon:"))
                return line.mid(8).trimmed().split(' ').first().toLongLong() * 1024;
        }
        return 0;
    }

    /// Of this thread alone, however busy the machine is.
    static double processorMs()
    {
        struct timespec used = {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
    }

    /// The name of a new one; not of the product's making, so that no lock word gives it a page either.
    static void makeSparse(const OwnName &name)
    {
        QFile segment(name.file());
        QVERIFY(segment.open(QIODevice::ReadWrite));
        QVERIFY(segment.resize(static_cast<qint64>(fourGiB)));
        segment.close();
        QCOMPARE(blocksOf(name), 0);
    }

    static bool shows(const HexView *hex, quint64 offset)
    {
        const auto snapshot = hex->snapshot();
        const HexGeometry::Range visible = hex->geometryOfBytes().visibleRange();
        return snapshot != nullptr && offset >= snapshot->offset && offset < snapshot->end() && offset >= visible.first
            && offset < visible.end;
    }

private slots:
    void init()
    {
        failOnWarnings();
    }

    void lookingAllocatesNothing()
    {
        const OwnName name;
        makeSparse(name);
        Window window;
        // What a tab, its plots and their fonts need, whatever the segment.
        const OwnName small;
        const SharedMemory memory = SharedMemory::create(small.name(), 4096);
        window.attached(small);
        const qint64 before = residentBytes();
        QVERIFY(before > 0);

        SegmentTab *tab = window.attached(name);
        HexView *hex = tab->content()->hexView();
        QTRY_VERIFY(shows(hex, 0));
        QCOMPARE(hex->geometryOfBytes().size(), fourGiB);
        hex->setFocus();
        for (int i = 0; i < 50; ++i)
            QTest::keyClick(hex, Qt::Key_PageDown);
        for (int step = 1; step <= 16; ++step) {
            hex->verticalScrollBar()->setValue(hex->verticalScrollBar()->maximum() / 16 * step);
            QTRY_VERIFY(shows(hex, hex->geometryOfBytes().visibleRange().first));
        }
        QTest::keyClick(hex, Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(shows(hex, fourGiB - 1));
        // Three pages of bytes at the most, whatever lies before them.
        const HexGeometry::Range wanted = hex->geometryOfBytes().wantedRange();
        QVERIFY(hex->snapshot()->bytes.size() < 64 * 1024);
        QVERIFY(wanted.end - wanted.first < 64 * 1024);

        window.get()->findChild<QAction *>(QStringLiteral("goToAction"))->trigger();
        auto *bar = tab->findChild<GoToBar *>();
        QTRY_VERIFY(bar->isVisible());
        auto *line = bar->findChild<QLineEdit *>();
        type(line, QStringLiteral("0x80000000"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(shows(hex, fourGiB / 2));

        tab->setSchemaText(QStringLiteral("first:u64 100*u32"));
        QTRY_VERIFY(tab->content()->fieldModel()->result() != nullptr);
        QCOMPARE(blocksOf(name), 0);
        QVERIFY2(residentBytes() - before <= mostGrowth, qPrintable(QString::number(residentBytes() - before)));
    }

    void scrollingTakesLessThanAFrame()
    {
        const OwnName name;
        makeSparse(name);
        Window window;
        const SegmentTab *tab = window.attached(name);
        HexView *hex = tab->content()->hexView();
        QTRY_VERIFY(shows(hex, 0));
        hex->verticalScrollBar()->setValue(hex->verticalScrollBar()->maximum() / 2);
        const QPoint middle = hex->viewport()->rect().center();
        std::vector<double> took;
        for (int step = 0; step < 60; ++step) {
            const HexGeometry::Range wanted = hex->geometryOfBytes().wantedRange();
            QTRY_VERIFY(hex->snapshot()->offset <= wanted.first && hex->snapshot()->end() >= wanted.end);
            const quint64 row = hex->geometryOfBytes().firstRow();
            const double before = processorMs();
            QWheelEvent down(QPointF(middle), QPointF(hex->viewport()->mapToGlobal(middle)), {}, {0, -120},
                             Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(hex->viewport(), &down);
            hex->viewport()->repaint();
            took.push_back(processorMs() - before);
            QCOMPARE(hex->geometryOfBytes().firstRow(), row + 3);
            // What comes into view next was read before.
            QVERIFY(shows(hex, hex->geometryOfBytes().visibleRange().end - 1));
        }
        std::sort(took.begin(), took.end());
        // Sixty a second, of which painting may have all but what the rest of the window needs.
        QVERIFY2(took[took.size() / 2] < 1000.0 / 60 * slowness, QByteArray::number(took[took.size() / 2]));
        QCOMPARE(blocksOf(name), 0);
    }

    void searchingAllocatesNothing()
    {
        const OwnName name;
        makeSparse(name);
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_VERIFY(shows(tab->content()->hexView(), 0));
        const qint64 before = residentBytes();
        find<QAction>(window.get(), "findAction")->trigger();
        auto *panel = find<FindPanel>(window.get(), "findPanel");
        type(find<QLineEdit>(panel, "findEdit"), QStringLiteral("12 34"));
        QTest::keyClick(find<QLineEdit>(panel, "findEdit"), Qt::Key_Return);
        auto *running = find<QProgressBar>(panel, "findProgress");
        QVERIFY(running->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!running->isVisible(), 60'000);
        QVERIFY(find<QLabel>(panel, "findResult")->text().startsWith(QLatin1Char('0')));
        QCOMPARE(blocksOf(name), 0);
        QVERIFY2(residentBytes() - before <= mostGrowth, qPrintable(QString::number(residentBytes() - before)));
        // One page of it is there, near the end: it is found without the others coming into being.
        name.overwrite(static_cast<qint64>(fourGiB) - 5000, QByteArray("\x12\x34"));
        const qint64 one = blocksOf(name);
        QVERIFY(one > 0);
        type(find<QLineEdit>(panel, "findEdit"), QStringLiteral("12 3?"));
        QTest::keyClick(find<QLineEdit>(panel, "findEdit"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(panel->model()->rowCount(), 1, 60'000);
        find<QAction>(window.get(), "findNext")->trigger();
        QTRY_VERIFY(shows(tab->content()->hexView(), fourGiB - 5000));
        QVERIFY(tab->content()->hexView()->selection() == (ByteRange{fourGiB - 5000, 2}));
        // Marked where it was jumped to, not where the view had been before.
        QVERIFY(!tab->content()->hexView()->marks().touching(fourGiB - 5000, fourGiB - 4998).empty());
        QCOMPARE(blocksOf(name), one);
    }
};

QTEST_MAIN(BigSegmentTest)
#include "tst_big_segment.moc"
