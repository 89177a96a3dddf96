// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/crash_signals.h"
#include "app/hold_panel.h"
#include "app/holding_side.h"
#include "app/quit_signals.h"
#include "app/recover_card.h"
#include "app/traffic_panel.h"
#include "core/ipc/layout.h"
#include "core/traffic/lock_load.h"
#include "tests/support/own_process.h"
#include "widgets/state_badge.h"
#include "window_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace membridge;
using namespace membridge::test;

namespace {

void showTraffic(Window &window)
{
    auto *bottom = find<QTabWidget>(window.get(), "bottomTabs");
    for (int i = 0; i < bottom->count(); ++i) {
        if (bottom->tabText(i) == QStringLiteral("Traffic"))
            bottom->setCurrentIndex(i);
    }
}

/// Taking part in a region, with the panel in front.
SegmentTab *ready(Window &window, const QByteArray &name)
{
    SegmentTab *tab = window->attach(name, Layout::Region);
    if (!QTest::qWaitFor([tab] { return tab->content() != nullptr && tab->session()->latest() != nullptr; }))
        qFatal("the segment was not attached");
    showTraffic(window);
    click(find<QPushButton>(tab, "participateButton"));
    if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
        qFatal("not participating: %s", qPrintable(tab->banner()->text()));
    click(find<QToolButton>(tab->trafficPanel(), "trafficHold"));
    return tab;
}

void hold(SegmentTab *tab, bool write, int milliseconds)
{
    QWidget *panel = tab->trafficPanel()->hold();
    auto *lock = find<QComboBox>(panel, "holdLock");
    lock->setFocus();
    QTest::keyClick(lock, write ? Qt::Key_Home : Qt::Key_End);
    typeNumber(find<QSpinBox>(panel, "holdFor"), milliseconds);
    click(find<QPushButton>(panel, "holdStart"));
}

void noCoreDumps()
{
    const struct rlimit none = {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

/// What another process does while the window of this program holds the lock: prints a line and goes on until it is ended. Asked to end, it does so
/// ("--hold"), does not listen ("--hold-deaf"), or crashes ("--hold-crash").
int holdInAWindow(const QByteArray &name, const QByteArray &mode)
{
    noCoreDumps();
    giveLocksBackOnCrash();
    QuitSignals signalsToQuit;
    Window window;
    QObject::connect(&signalsToQuit, &QuitSignals::quitRequested, window.get(), [&window, &mode] {
        if (mode == "--hold-crash") {
            volatile int *volatile nowhere = nullptr;
            *nowhere = 1;
        }
        if (mode == "--hold-deaf") {
            std::puts("heard");
            std::fflush(stdout);
            return;
        }
        window->close();
        QCoreApplication::quit();
    });
    SegmentTab *tab = ready(window, name);
    hold(tab, true, 3'000'000);
    if (!QTest::qWaitFor([tab] { return tab->session()->holding()->isHolding(); }))
        qFatal("the lock was not taken");
    std::puts("holding");
    std::fflush(stdout);
    return QApplication::exec();
}

/// Readers and writers that have the lock nearly all the time, until the process is ended.
int loadALock(const std::string &name)
{
    noCoreDumps();
    giveLocksBackOnCrash();
    LockLoad load(name,
                  {.readers = 3,
                   .writers = 2,
                   .readerHold = {.first = std::chrono::milliseconds(2)},
                   .writerHold = {.first = std::chrono::milliseconds(2)},
                   .pause = {.first = std::chrono::milliseconds(1)},
                   .program = "membridge-scope"});
    std::thread told([&load] {
        while (load.counters().reads + load.counters().writes < 10)
            std::this_thread::yield();
        std::puts("holding");
        std::fflush(stdout);
    });
    (void)load.run();
    told.join();
    return 0;
}

} // namespace

/// A region's lock held from the window, with real keys and clicks.
class HoldPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        failOnWarnings();
        m_runtime = std::make_unique<QTemporaryDir>();
        QVERIFY(qputenv("XDG_RUNTIME_DIR", m_runtime->path().toLocal8Bit()));
        QCOMPARE(::chmod(m_runtime->path().toLocal8Bit().constData(), 0700), 0);
    }

    void nothingIsHeldBeforeTakingPart()
    {
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        tab->session()->hold({.write = true, .duration = std::chrono::seconds(1)});
        QVERIFY(tab->session()->holding() == nullptr);
        QCOMPARE(word(name), 0);
    }

    void heldForSoLong_data()
    {
        QTest::addColumn<bool>("write");
        QTest::addColumn<int>("heldWord");
        QTest::addColumn<QString>("badge");
        QTest::addColumn<QString>("report");
        QTest::newRow("write") << true << -1 << QStringLiteral("holding the write lock")
                               << QStringLiteral("Write lock: waited");
        QTest::newRow("read") << false << 1 << QStringLiteral("holding a read lock")
                              << QStringLiteral("Read lock: waited");
    }

    void heldForSoLong()
    {
        QFETCH(const bool, write);
        QFETCH(const int, heldWord);
        QFETCH(const QString, badge);
        QFETCH(const QString, report);
        const OwnName name;
        makeRegion(name);
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        HoldPanel *panel = tab->trafficPanel()->hold();
        QCOMPARE(find<StateBadge>(panel, "holdState")->text(), QStringLiteral("not holding"));
        QVERIFY(find<QLabel>(panel, "holdCountdown")->isHidden());
        hold(tab, write, 1500);
        QTRY_COMPARE(word(name), heldWord);
        QTRY_COMPARE(find<StateBadge>(panel, "holdState")->text(), badge);
        // In the tab's head, too, as long as it lasts.
        QTRY_COMPARE(find<StateBadge>(tab, "segmentAccess")->text(), badge);
        QVERIFY(find<QLabel>(panel, "holdCountdown")->isVisible());
        QVERIFY(secondsOf(panel, QStringLiteral("is given back in ([0-9.]+) s")) <= 1.5);
        QVERIFY(!find<QPushButton>(panel, "holdStart")->isEnabled());
        QCOMPARE(find<QPushButton>(panel, "holdStop")->text(), QStringLiteral("Release"));
        const int left = find<QProgressBar>(panel, "holdLeft")->value();
        QTRY_VERIFY(find<QProgressBar>(panel, "holdLeft")->value() < left || !tab->session()->holding()->isHolding());
        QTRY_COMPARE(word(name), 0);
        QTRY_COMPARE(find<StateBadge>(panel, "holdState")->text(), QStringLiteral("not holding"));
        QCOMPARE(find<StateBadge>(tab, "segmentAccess")->text(), QStringLiteral("participating"));
        QVERIFY2(panel->reportText().contains(report), qPrintable(panel->reportText()));
        const auto &result = tab->session()->holding()->result();
        QVERIFY(result);
        QVERIFY(result->heldNs >= 1'500'000'000);
        QVERIFY(result->ours);
        QCOMPARE(name.contents(), before);
        QVERIFY(records().isEmpty());
    }

    void releaseEndsItAtOnce()
    {
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        hold(tab, true, 3'000'000);
        QTRY_VERIFY(find<QPushButton>(tab->trafficPanel()->hold(), "holdStop")->isEnabled());
        QTRY_COMPARE(word(name), -1);
        QTRY_COMPARE(records().size(), 1);
        click(find<QPushButton>(tab->trafficPanel()->hold(), "holdStop"));
        QTRY_COMPARE(word(name), 0);
        QTRY_VERIFY(!tab->session()->holding()->isRunning());
        QVERIFY(records().isEmpty());
    }

    void othersSeeWhoHoldsIt()
    {
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        hold(tab, true, 3'000'000);
        QTRY_VERIFY(tab->session()->holding()->isHolding());
        const QJsonObject holder = inspected(name).value(QStringLiteral("holders")).toArray().at(0).toObject();
        QCOMPARE(holder.value(QStringLiteral("pid")).toInteger(), QCoreApplication::applicationPid());
        QCOMPARE(holder.value(QStringLiteral("program")).toString(), QStringLiteral("membridge-scope"));
        QVERIFY(holder.value(QStringLiteral("alive")).toBool());
        QVERIFY(holder.value(QStringLiteral("taken")).toBool());
        // The wheel, which has no deadline, gets it when it is given back.
        OwnProcess wheel;
        wheel.start(QStringLiteral(MEMBRIDGE_PYTHON),
                    {QStringLiteral("-c"),
                     QStringLiteral("import membridge\nv = membridge.SharedMemory.open('%1').map()\n"
                                    "print('asks', flush=True)\nv.write(7, offset=0)\nprint('wrote', flush=True)")
                         .arg(QString::fromStdString(name.name()))});
        QTRY_VERIFY_WITH_TIMEOUT(wheel.bytesAvailable() > 0, 20'000);
        QCOMPARE(wheel.readAllStandardOutput(), QByteArray("asks\n"));
        click(find<QPushButton>(tab->trafficPanel()->hold(), "holdStop"));
        QTRY_VERIFY_WITH_TIMEOUT(wheel.state() == QProcess::NotRunning, 20'000);
        QCOMPARE(wheel.readAllStandardOutput(), QByteArray("wrote\n"));
    }

    void theWaitIsMeasuredAndEnds()
    {
        const OwnName name;
        makeRegion(name);
        setWord(name, -1);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        HoldPanel *panel = tab->trafficPanel()->hold();
        typeNumber(find<QSpinBox>(panel, "holdTimeout"), 400);
        hold(tab, false, 1000);
        QTRY_VERIFY(panel->reportText().contains(QStringLiteral("Read lock: not to be had within")));
        QVERIFY2(panel->reportText().contains(QStringLiteral("the lock word is −1")), qPrintable(panel->reportText()));
        QVERIFY(tab->session()->holding()->result()->waitedNs >= 400'000'000);
        QCOMPARE(word(name), -1);
        QVERIFY(records().isEmpty());
        // One that ends well.
        typeNumber(find<QSpinBox>(panel, "holdTimeout"), 60'000);
        hold(tab, false, 100);
        QTRY_COMPARE(find<StateBadge>(panel, "holdState")->text(), QStringLiteral("waiting for the lock"));
        QCOMPARE(find<StateBadge>(tab, "segmentAccess")->text(), QStringLiteral("participating"));
        QTRY_VERIFY(secondsOf(panel, QStringLiteral("is waited for, ([0-9.]+) s more")) <= 60);
        // It goes on counting.
        const double left = secondsOf(panel, QStringLiteral("is waited for, ([0-9.]+) s more"));
        QTRY_VERIFY(secondsOf(panel, QStringLiteral("is waited for, ([0-9.]+) s more")) < left);
        setWord(name, 0);
        QTRY_VERIFY(panel->reportText().contains(QStringLiteral("Read lock: waited")));
        QCOMPARE(word(name), 0);
    }

    void waitingIsStopped()
    {
        const OwnName name;
        makeRegion(name);
        setWord(name, 5);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        HoldPanel *panel = tab->trafficPanel()->hold();
        typeNumber(find<QSpinBox>(panel, "holdTimeout"), 600'000);
        hold(tab, true, 1000);
        QTRY_COMPARE(find<QPushButton>(panel, "holdStop")->text(), QStringLiteral("Stop waiting"));
        click(find<QPushButton>(panel, "holdStop"));
        QTRY_VERIFY(panel->reportText().contains(QStringLiteral("Write lock: stopped after waiting")));
        QCOMPARE(word(name), 5);
    }

    void aResetIsTold()
    {
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        hold(tab, true, 3'000'000);
        QTRY_VERIFY(tab->session()->holding()->isHolding());
        // As the creator's map() does; then somebody reads.
        setWord(name, 1);
        click(find<QPushButton>(tab->trafficPanel()->hold(), "holdStop"));
        QTRY_VERIFY(tab->trafficPanel()->hold()->reportText().contains(QStringLiteral("Somebody reset the lock")));
        QCOMPARE(word(name), 1);
    }

    void aCutEndsTheParticipation()
    {
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        hold(tab, true, 3'000'000);
        QTRY_VERIFY(tab->session()->holding()->isHolding());
        QVERIFY(QFile::resize(name.file(), 0));
        click(find<QPushButton>(tab->trafficPanel()->hold(), "holdStop"));
        QTRY_VERIFY(!tab->session()->isParticipating());
    }

    void closingGivesItBack_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"participation", "tab", "window"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void closingGivesItBack()
    {
        QFETCH(const QString, what);
        const OwnName name;
        makeRegion(name);
        Window window;
        SegmentTab *tab = ready(window, name.bytes());
        hold(tab, true, 3'000'000);
        QTRY_COMPARE(word(name), -1);
        if (what == QStringLiteral("participation"))
            click(find<QPushButton>(tab, "participateButton"));
        else if (what == QStringLiteral("tab"))
            QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier);
        else
            window.close();
        QTRY_COMPARE(word(name), 0);
        QVERIFY(records().isEmpty());
    }

    void aSignalGivesItBack_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGHUP") << SIGHUP;
        QTest::newRow("SIGQUIT") << SIGQUIT;
        QTest::newRow("SIGUSR1") << SIGUSR1;
    }

    void aSignalGivesItBack()
    {
        QFETCH(const int, signal);
        const OwnName name;
        makeRegion(name);
        OwnProcess other;
        startHolding(other, name);
        QCOMPARE(word(name), -1);
        QCOMPARE(::kill(static_cast<pid_t>(other.processId()), signal), 0);
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(other.exitStatus(), QProcess::NormalExit);
        QCOMPARE(word(name), 0);
        QVERIFY(records().isEmpty());
    }

    void aSecondSignalKillsAndGivesItBack()
    {
        const OwnName name;
        makeRegion(name);
        OwnProcess other;
        startHolding(other, name, QStringLiteral("--hold-deaf"));
        QCOMPARE(::kill(static_cast<pid_t>(other.processId()), SIGTERM), 0);
        QTRY_VERIFY_WITH_TIMEOUT(other.bytesAvailable() > 0, 20'000);
        QCOMPARE(other.readAllStandardOutput(), QByteArray("heard\n"));
        QCOMPARE(word(name), -1);
        QCOMPARE(::kill(static_cast<pid_t>(other.processId()), SIGTERM), 0);
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        QCOMPARE(word(name), 0);
        QVERIFY(records().isEmpty());
    }

    void aCrashGivesItBack_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("signal");
        QTest::newRow("window, SIGSEGV sent") << QStringLiteral("--hold") << SIGSEGV;
        QTest::newRow("window, SIGABRT") << QStringLiteral("--hold") << SIGABRT;
        QTest::newRow("window, SIGBUS sent") << QStringLiteral("--hold") << SIGBUS;
        QTest::newRow("window, null pointer") << QStringLiteral("--hold-crash") << SIGTERM;
        for (int i = 0; i < 5; ++i)
            QTest::addRow("lock load %d", i) << QStringLiteral("--load") << SIGSEGV;
        QTest::newRow("lock load, SIGABRT") << QStringLiteral("--load") << SIGABRT;
    }

    void aCrashGivesItBack()
    {
        QFETCH(const QString, mode);
        QFETCH(const int, signal);
        const OwnName name;
        makeRegion(name, 8192);
        OwnProcess other;
        startHolding(other, name, mode);
        QTRY_VERIFY(word(name) != 0);
        QVERIFY(!records().isEmpty());
        QCOMPARE(::kill(static_cast<pid_t>(other.processId()), signal), 0);
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);
        QCOMPARE(word(name), 0);
        // There is nobody to be blamed for what others do with the lock from now on.
        QVERIFY2(records().isEmpty(), qPrintable(records().join(QLatin1Char(' '))));
    }

    void aCrashGivesBackNoLockOfOthers()
    {
        const OwnName name;
        makeRegion(name);
        OwnProcess other;
        startHolding(other, name);
        // Somebody recovered it, and others read now.
        setWord(name, 2);
        QCOMPARE(::kill(static_cast<pid_t>(other.processId()), SIGSEGV), 0);
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(word(name), 2);
    }

    void whoDiedHoldingItIsNamed()
    {
        const OwnName name;
        makeRegion(name);
        OwnProcess other;
        startHolding(other, name);
        const qint64 pid = other.processId();
        other.kill();
        QVERIFY(other.waitForFinished(20'000));
        QCOMPARE(word(name), -1);

        // By the command line ...
        const QJsonObject seen = inspected(name);
        const QJsonObject holder = seen.value(QStringLiteral("holders")).toArray().at(0).toObject();
        QCOMPARE(holder.value(QStringLiteral("pid")).toInteger(), pid);
        QCOMPARE(holder.value(QStringLiteral("program")).toString(), QStringLiteral("membridge-scope"));
        QVERIFY(!holder.value(QStringLiteral("alive")).toBool(true));
        const QJsonObject finding = seen.value(QStringLiteral("findings")).toArray().at(0).toObject();
        QCOMPARE(finding.value(QStringLiteral("code")).toString(), QStringLiteral("lock-orphaned"));
        const QString text = finding.value(QStringLiteral("text")).toString();
        QVERIFY2(text.contains(QStringLiteral("membridge-scope, process %1,").arg(pid)), qPrintable(text));

        // ... and by the program that is started next.
        const QString died = QStringLiteral("membridge-scope, process %1, died holding the write lock").arg(pid);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        QTRY_VERIFY2(tab->commandBanner()->text().contains(died), qPrintable(tab->commandBanner()->text()));
        auto *card = find<RecoverCard>(tab, "recoverCard");
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 60'000);
        QTRY_VERIFY2(find<QLabel>(card, "recoverHolders")->text().contains(died),
                     qPrintable(find<QLabel>(card, "recoverHolders")->text()));
        QCOMPARE(word(name), -1); // nothing is recovered unasked
    }

    void whoDiesWhileOneWatchesIsNamed()
    {
        const OwnName name;
        makeRegion(name);
        OwnProcess other;
        startHolding(other, name);
        Window window;
        SegmentTab *tab = window.attached(name, Layout::Region);
        const qint64 pid = other.processId();
        other.kill();
        QVERIFY(other.waitForFinished(20'000));
        auto *card = find<RecoverCard>(tab, "recoverCard");
        QTRY_VERIFY_WITH_TIMEOUT(card->isVisible(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>(card, "recoverHolders")
                                     ->text()
                                     .contains(QStringLiteral("process %1, died holding the write lock").arg(pid)),
                                 20'000);
    }

private:
    /// What the countdown shows; a number too large for all of them if it says something else.
    static double secondsOf(const HoldPanel *panel, const QString &form)
    {
        const QString text = find<QLabel>(panel, "holdCountdown")->text();
        const auto match = QRegularExpression(QRegularExpression::anchoredPattern(form)).match(text);
        if (!match.hasMatch())
            qWarning("the countdown says: %s", qPrintable(text));
        return match.hasMatch() ? match.captured(1).toDouble() : 1e9;
    }
    static void makeRegion(const OwnName &name, quint64 size = 4096) { (void)SharedMemory::create(name.name(), size); }
    static qint32 word(const OwnName &name)
    {
        qint32 value = 99;
        const QByteArray bytes = name.contents().left(sizeof value);
        std::memcpy(&value, bytes.constData(), static_cast<std::size_t>(bytes.size()));
        return value;
    }
    static void setWord(const OwnName &name, qint32 value)
    {
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&value), sizeof value));
    }
    static QJsonObject inspected(const OwnName &name)
    {
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI),
                      {QStringLiteral("inspect"), QString::fromStdString(name.name()), QStringLiteral("--json"),
                       QStringLiteral("--layout"), QStringLiteral("region")});
        process.waitForFinished();
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    static void startHolding(QProcess &other, const OwnName &name, const QString &mode = QStringLiteral("--hold"))
    {
        other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        other.start(QCoreApplication::applicationFilePath(), {mode, QString::fromStdString(name.name())});
        if (!other.waitForReadyRead(60'000) || other.readLine() != "holding\n")
            qFatal("the other window does not hold the lock");
    }
    QStringList records() const
    {
        return QDir(m_runtime->filePath(QStringLiteral("membridge-scope/holds")))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<QTemporaryDir> m_runtime;
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc == 3 && std::strcmp(argv[1], "--load") == 0)
        return loadALock(argv[2]);
    if (argc == 3)
        return holdInAWindow(argv[2], argv[1]);
    HoldPanelTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_hold_panel.moc"
