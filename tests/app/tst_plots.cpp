// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/own_process.h"
#include "widgets/histogram_plot.h"
#include "widgets/lock_lanes.h"
#include "window_fixture.h"

#include <QLabel>
#include <QTabWidget>
#include <qcustomplot.h>

#include <sys/types.h>

#include <algorithm>
#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

constexpr int patienceMs = 60'000;

/// A membridge-cli that runs until this ends.
class Program
{
public:
    explicit Program(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(MEMBRIDGE_CLI), arguments);
        if (!m_process.waitForStarted())
            qFatal("membridge-cli did not start");
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    void signal(int number) { QCOMPARE(::kill(static_cast<pid_t>(m_process.processId()), number), 0); }

private:
    OwnProcess m_process;
};

/// The words on the lanes that are to be seen: of each marker its text.
QStringList wordsOn(const LockLanes &lanes)
{
    QStringList words;
    for (int i = 0; i < lanes.plot()->itemCount(); ++i) {
        const auto *text = qobject_cast<QCPItemText *>(lanes.plot()->item(i));
        if (text == nullptr || !text->visible())
            continue;
        const QRectF box(text->topLeft->pixelPosition(), text->bottomRight->pixelPosition());
        if (QRectF(lanes.plot()->rect()).contains(box))
            words << text->text();
    }
    return words;
}

} // namespace

/// What the plots of the window show of real processes.
class PlotsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void histogramsHaveEveryMessage()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), ring_layout::dataOffset + 65536);
        SpscRingBuffer ring = memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Ring);
        const auto *sizes = find<HistogramPlot>(tab, "sizeHistogram");
        const auto *intervals = find<HistogramPlot>(tab, "intervalHistogram");
        SpscProducer producer = ring.producer();
        QTRY_VERIFY(tab->session()->latest()->samplesPerSecond > 0); // the sampler has looked before anything came
        for (std::size_t i = 0; i < 50; ++i) {
            QCOMPARE(producer.tryPush(ByteVector(100 + 3 * i)), PushOutcome::Pushed);
            if (i % 10 == 9)
                QTRY_COMPARE(sizes->seen().sizes.count(), std::uint64_t(i + 1));
        }
        QCOMPARE(sizes->seen().sizes.min(), std::uint64_t(100));
        QCOMPARE(sizes->seen().sizes.max(), std::uint64_t(247));
        QCOMPARE(sizes->seen().sizeCoverage(), 1.0);
        QCOMPARE(intervals->seen().intervals.count(), std::uint64_t(49));
    }

    void histogramsHaveEveryMessageAlsoOfLooksThatCameTooLate()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), ring_layout::dataOffset + 65536);
        SpscRingBuffer ring = memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Ring);
        const auto *sizes = find<HistogramPlot>(tab, "sizeHistogram");
        SpscProducer producer = ring.producer();
        QTRY_VERIFY(tab->session()->latest()->samplesPerSecond > 0);
        // Each wish makes what is on its way an answer to an older one.
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(producer.tryPush(ByteVector(100)), PushOutcome::Pushed);
            tab->session()->setWindow(0, 64 + static_cast<quint64>(i % 2));
            // No more than what is there already: whatever is shown must have been asked for before.
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(sizes->seen().sizes.count(), std::uint64_t(200));
        QCOMPARE(sizes->seen().sizeCoverage(), 1.0);
    }

    void aStuckLockFitsTheWindow()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        memory.map();
        Program holder({QStringLiteral("hold"), QString::fromStdString(name.name()), QStringLiteral("write"),
                        QStringLiteral("--for"), QStringLiteral("600000")});
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        QTRY_VERIFY(tab->session()->latest()->lock && tab->session()->latest()->lock->raw == -1);
        holder.signal(SIGSTOP);
        auto *lanes = find<LockLanes>(tab, "lockLanes");
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>(tab, "recoverCard")->isVisible(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(wordsOn(*lanes).contains(QStringLiteral("lock-stuck")), patienceMs);
        QVERIFY2(window->minimumSizeHint().width() <= 1000, QByteArray::number(window->minimumSizeHint().width()));
        window->resize(1000, 700);
        QTRY_VERIFY2(window->minimumSizeHint().height() <= 700, QByteArray::number(window->minimumSizeHint().height()));
        const auto *latest = find<QLabel>(lanes, "lockLanesLatest");
        QTRY_VERIFY(!latest->geometry().intersects(lanes->plot()->geometry()));
        QVERIFY(lanes->rect().contains(latest->geometry()));
    }

    void markersSayWhichSegmentWhereThereAreSeveral()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        const auto *lanes = find<LockLanes>(tab, "lockLanes");
        name.overwrite(0, QByteArray("\xf0\xff\xff\xff", 4));
        QTRY_VERIFY(wordsOn(*lanes).contains(QStringLiteral("lock-invalid")));
        const OwnName other;
        const SharedMemory second = SharedMemory::create(other.name(), 4096);
        window.attached(other, Layout::Region);
        find<QTabWidget>(window.get(), "segmentTabs")->setCurrentWidget(tab);
        const auto named = [&] { return !wordsOn(*lanes).filter(QStringLiteral("lock-invalid in ")).empty(); };
        QTRY_VERIFY(named());
        QVERIFY(!wordsOn(*lanes).contains(QStringLiteral("lock-invalid")));
    }

    void starvationAndLeaksAreMarkedOnTheLanes()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        memory.map();
        const QString segment = QString::fromStdString(name.name());
        const auto holder = [&](const char *forMs) {
            return std::make_unique<Program>(QStringList{QStringLiteral("hold"), segment, QStringLiteral("read"),
                                                         QStringLiteral("--for"), QString::fromLatin1(forMs)});
        };
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        const auto *lanes = find<LockLanes>(tab, "lockLanes");
        // One reads all the time, another comes and goes: no writer would ever get in.
        const auto always = holder("600000");
        const Program others({QStringLiteral("lock-load"), segment, QStringLiteral("--readers"), QStringLiteral("1"),
                              QStringLiteral("--writers"), QStringLiteral("0"), QStringLiteral("--hold"),
                              QStringLiteral("30ms"), QStringLiteral("--pause"), QStringLiteral("60ms")});
        QTRY_VERIFY_WITH_TIMEOUT(wordsOn(*lanes).contains(QStringLiteral("writer-starved")), patienceMs);
        // One more dies holding it: it is counted for ever.
        auto dying = holder("600000");
        QTRY_VERIFY_WITH_TIMEOUT(tab->session()->latest()->lock && tab->session()->latest()->lock->raw == 3, patienceMs);
        dying.reset(); // kill -9
        QTRY_VERIFY_WITH_TIMEOUT(wordsOn(*lanes).contains(QStringLiteral("reader-leak")), patienceMs);
    }
};

QTEST_MAIN(PlotsTest)
#include "tst_plots.moc"
