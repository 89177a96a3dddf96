// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/capture_panel.h"
#include "app/consuming_side.h"
#include "app/participate_panel.h"
#include "app/rival_banner.h"
#include "app/rival_guard.h"
#include "app/sender_panel.h"
#include "app/sending_side.h"
#include "app/traffic_panel.h"
#include "core/ipc/layout.h"
#include "core/platform/role_mark.h"
#include "tests/support/own_process.h"
#include "window_fixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QToolButton>

#include <csignal>
#include <memory>

using namespace membridge;
using namespace membridge::test;

namespace {

quint64 indexAt(const OwnName &name, quint64 offset)
{
    quint64 value = 0;
    const QByteArray bytes = name.contents().mid(static_cast<qsizetype>(offset), sizeof value);
    memcpy(&value, bytes.constData(), static_cast<size_t>(bytes.size()));
    return value;
}
quint64 tailOf(const OwnName &name)
{
    return indexAt(name, ring_layout::tailOffset);
}
quint64 headOf(const OwnName &name)
{
    return indexAt(name, ring_layout::headOffset);
}

/// Another process that goes on until this object ends.
class Peer
{
public:
    Peer(const QString &program, const QStringList &arguments)
    {
        m_process.start(program, arguments);
        if (!m_process.waitForStarted())
            qFatal("%s did not start", qPrintable(program));
    }
    ~Peer() { end(); }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;

    qint64 pid() const { return m_process.processId(); }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    OwnProcess m_process;
};

/// The wheel, doing this again and again.
std::unique_ptr<Peer> wheel(const OwnName &name, const QByteArray &again)
{
    return std::make_unique<Peer>(
        QStringLiteral(MEMBRIDGE_PYTHON),
        QStringList{QStringLiteral("-c"),
                    QString::fromUtf8("import membridge, time\nr = membridge.SharedMemory.open('" + name.bytes()
                                      + "').spsc()\nwhile True:\n    " + again + "\n    time.sleep(0.02)\n")});
}

} // namespace

/// Neither of a ring's sides is taken from somebody else unknowingly: not from another program of ours, nor from the real wheel.
class RolesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void anotherOfOurProgramsIsNamed()
    {
        const OwnName name;
        makeRing(name);
        Peer other(QStringLiteral(MEMBRIDGE_CLI),
                   {QStringLiteral("produce"), QString::fromStdString(name.name()), QStringLiteral("--rate"),
                    QStringLiteral("0.001")});
        QTRY_VERIFY(tailOf(name) > 0); // its only message, before anybody looks
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = participating(window, name);
        type(find<QLineEdit>(tab->participatePanel(), "pushValues"), QStringLiteral("1"));
        QTest::keyClick(find<QLineEdit>(tab->participatePanel(), "pushValues"), Qt::Key_Return);
        QTRY_VERIFY(!tab->commandBanner()->isHidden());
        const QString said = tab->commandBanner()->text();
        QVERIFY2(said.contains(QStringLiteral("process %1 (membridge-cli) is its producer already").arg(other.pid())),
                 qPrintable(said));
        QVERIFY2(tab->participatePanel()->logText().contains(said), qPrintable(tab->participatePanel()->logText()));
        showTab(window, "Traffic");
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_VERIFY2(find<QLabel>(tab->trafficPanel(), "senderText")->text().contains(QString::number(other.pid())),
                     qPrintable(find<QLabel>(tab->trafficPanel(), "senderText")->text()));
        QCOMPARE(name.contents(), before);
        // The other side is free, and so is this one when that program is gone.
        showTab(window, "Producer / consumer");
        click(find<QPushButton>(tab->participatePanel(), "popButton"));
        QTRY_COMPARE(headOf(name), tailOf(name));
        other.end();
        QTRY_VERIFY(find<QPushButton>(tab->participatePanel(), "pushButton")->isEnabled()); // the pop has ended, too
        QTest::keyClick(find<QLineEdit>(tab->participatePanel(), "pushValues"), Qt::Key_Return);
        QTRY_VERIFY(tailOf(name) > headOf(name));
    }

    void byHandTheSideIsTakenForTheOperationAlone()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        type(find<QLineEdit>(tab->participatePanel(), "pushValues"), QStringLiteral("1"));
        click(find<QPushButton>(tab->participatePanel(), "pushButton"));
        QTRY_VERIFY(tailOf(name) > 0);
        // Still taking part.
        QCOMPARE(cli({QStringLiteral("push"), QString::fromStdString(name.name()), QStringLiteral("2")}), 0);
        QVERIFY(tab->session()->isParticipating());
    }

    void atLoadTheSideIsTakenMeanwhile()
    {
        const OwnName name;
        makeRing(name, 128);
        Window window;
        SegmentTab *tab = participating(window, name);
        showTab(window, "Traffic");
        click(find<QPushButton>(tab->trafficPanel(), "senderStart"));
        QTRY_VERIFY(tab->session()->sending()->counters().refused > 0);
        QCOMPARE(cli({QStringLiteral("push"), QString::fromStdString(name.name()), QStringLiteral("2")}), 1);
        // By hand from the same window no less.
        showTab(window, "Producer / consumer");
        type(find<QLineEdit>(tab->participatePanel(), "pushValues"), QStringLiteral("1"));
        click(find<QPushButton>(tab->participatePanel(), "pushButton"));
        QTRY_VERIFY2(tab->participatePanel()->logText().contains(QStringLiteral("Stop sending or replaying first")),
                     qPrintable(tab->participatePanel()->logText()));
        tab->session()->sending()->stop();
        QTRY_VERIFY(!tab->session()->sending()->isRunning());
        QCOMPARE(cli({QStringLiteral("pop"), QString::fromStdString(name.name())}), 0);
        QCOMPARE(cli({QStringLiteral("push"), QString::fromStdString(name.name()), QStringLiteral("2")}), 0);
    }

    void theWheelsProducerIsWarnedOf()
    {
        const OwnName name;
        makeRing(name);
        const auto producer = wheel(name, "r.push(7) or r.pop()");
        Window window;
        SegmentTab *tab = participating(window, name);
        auto *banner = find<RivalBanner>(tab->participatePanel(), "producerRival");
        auto *push = find<QPushButton>(tab->participatePanel(), "pushButton");
        QTRY_VERIFY(banner->isVisible());
        QTRY_VERIFY2(banner->text().contains(QStringLiteral("process %1").arg(producer->pid())),
                     qPrintable(banner->text()));
        QVERIFY2(banner->text().contains(QStringLiteral("Pushing now would corrupt it")), qPrintable(banner->text()));
        for (const char *button : {"pushButton", "pushAgainButton", "burstButton"})
            QVERIFY(!find<QPushButton>(tab->participatePanel(), button)->isEnabled());
        // It can't be dismissed, and a key is no way round it.
        QVERIFY(!find<QToolButton>(banner, "messageDismiss")->isVisible());
        type(find<QLineEdit>(tab->participatePanel(), "pushValues"), QStringLiteral("secret"));
        QTest::keyClick(find<QLineEdit>(tab->participatePanel(), "pushValues"), Qt::Key_Return);
        QVERIFY(tab->participatePanel()->logText().contains(QStringLiteral("already has a producer")));
        QVERIFY(!tab->session()->isBusy());
        tab->session()->perform({.kind = Operation::Kind::Push, .values = {Value{true}}, .schema = {}, .dataOffset = {}});
        QVERIFY(!tab->session()->isBusy());
        tab->session()->startSending({SenderRow{}});
        QVERIFY(!tab->session()->sending()->isRunning());
        QVERIFY(!name.contents().contains("secret"));

        // What is harmless stays possible.
        QVERIFY(find<QPushButton>(tab->participatePanel(), "peekButton")->isEnabled());
        // At load the same stands there, and one confirmation is enough for both.
        showTab(window, "Traffic");
        auto *atLoad = find<RivalBanner>(find<QWidget>(tab->trafficPanel(), "senderPanel"), "producerRival");
        QVERIFY(atLoad->isVisible());
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        click(find<QPushButton>(atLoad, "messageAction"));
        QVERIFY(atLoad->isHidden());
        QVERIFY(find<QPushButton>(tab->trafficPanel(), "senderStart")->isEnabled());
        showTab(window, "Producer / consumer");
        QVERIFY(banner->isHidden());
        QVERIFY(push->isEnabled());
        click(push);
        QTRY_VERIFY2(tab->participatePanel()->logText().contains(QStringLiteral("Pushed")),
                     qPrintable(tab->participatePanel()->logText()));

        // Once each time that one takes part.
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(!tab->session()->isParticipating());
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(tab->session()->isParticipating());
        QTRY_VERIFY(banner->isVisible());
        QVERIFY(!push->isEnabled());
        // It goes with the one it warns of.
        producer->end();
        QTRY_VERIFY_WITH_TIMEOUT(banner->isHidden(), 20'000);
        QVERIFY(push->isEnabled());
    }

    void theWheelsConsumerIsWarnedOf()
    {
        const OwnName name;
        const SpscRingBuffer ring = makeRing(name);
        SpscProducer producer = ring.producer();
        const auto consumer = wheel(name, "r.pop()");
        Window window;
        SegmentTab *tab = participating(window, name);
        auto *banner = find<RivalBanner>(tab->participatePanel(), "consumerRival");
        QTRY_VERIFY(producer.tryPush(Value{std::int64_t{1}}) == PushOutcome::Pushed && banner->isVisible());
        QTRY_VERIFY2(banner->text().contains(QStringLiteral("process %1").arg(consumer->pid())),
                     qPrintable(banner->text()));
        for (const char *button : {"popButton", "drainButton", "popManyButton"})
            QVERIFY(!find<QPushButton>(tab->participatePanel(), button)->isEnabled());
        QVERIFY(find<QPushButton>(tab->participatePanel(), "peekButton")->isEnabled());
        QTest::keyClick(find<QLineEdit>(tab->participatePanel(), "popSchema"), Qt::Key_Return);
        QVERIFY(tab->participatePanel()->logText().contains(QStringLiteral("already has a consumer")));
        showTab(window, "Traffic");
        click(find<QToolButton>(tab->trafficPanel(), "trafficConsume"));
        QVERIFY(!find<QPushButton>(tab->trafficPanel(), "consumerStart")->isEnabled());
        showTab(window, "Producer / consumer");
        click(find<QPushButton>(banner, "messageAction"));
        QVERIFY(banner->isHidden());
        for (const char *button : {"popButton", "drainButton", "popManyButton"})
            QVERIFY(find<QPushButton>(tab->participatePanel(), button)->isEnabled());
    }

    void aReplayIsAskedForToo()
    {
        const OwnName name;
        makeRing(name);
        const auto producer = wheel(name, "r.push(7) or r.pop()");
        Window window;
        SegmentTab *tab = participating(window, name);
        showTab(window, "Capture / replay");
        QWidget *panel = tab->capturePanel();
        find<QLineEdit>(panel, "captureFile")->setText(QStringLiteral("/not/there.pcap"));
        QTRY_VERIFY(find<RivalBanner>(panel, "producerRival")->isVisible());
        QVERIFY(!find<QPushButton>(panel, "replayButton")->isEnabled());
        click(find<QPushButton>(find<RivalBanner>(panel, "producerRival"), "messageAction"));
        QVERIFY(find<QPushButton>(panel, "replayButton")->isEnabled());
    }

    void ownTrafficIsNoRivals()
    {
        const OwnName name;
        makeRing(name);
        Window window;
        SegmentTab *tab = participating(window, name);
        bool blocked = false;
        connect(tab->session()->rivals(), &RivalGuard::changed, this, [&] { blocked = true; });
        type(find<QLineEdit>(tab->participatePanel(), "pushValues"), QStringLiteral("1 2"));
        for (int i = 1; i <= 10; ++i) {
            click(find<QPushButton>(tab->participatePanel(), "pushButton"));
            QTRY_COMPARE(tailOf(name), quint64(i) * 20);
            click(find<QPushButton>(tab->participatePanel(), "popButton"));
            QTRY_COMPARE(headOf(name), quint64(i) * 20);
        }
        SenderRow row;
        row.pace.messagesPerSecond = 500;
        tab->session()->startSending({row});
        tab->session()->startConsuming({});
        QTRY_VERIFY(headOf(name) > 10'000);
        tab->session()->sending()->stop();
        QTRY_VERIFY(!tab->session()->sending()->isRunning());
        const ObservationPtr last = tab->session()->latest();
        QTRY_VERIFY(tab->session()->latest()->ring->timeNs > last->ring->timeNs + 300'000'000);
        QVERIFY(!blocked);
    }

    void theWarningFitsSmallWindows()
    {
        const OwnName name;
        makeRing(name);
        const auto producer = wheel(name, "r.push(7) or r.pop()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QTRY_VERIFY(find<RivalBanner>(tab->participatePanel(), "producerRival")->isVisible());
        for (const char *title : {"Producer / consumer", "Traffic", "Capture / replay"}) {
            showTab(window, title);
            QVERIFY2(window->minimumSizeHint().height() <= 700,
                     QByteArray::number(window->minimumSizeHint().height()).constData());
        }
    }

private:
    static SpscRingBuffer makeRing(const OwnName &name, quint64 capacity = 65'536)
    {
        return SharedMemory::create(name.name(), capacity + 24).spsc();
    }
    static void showTab(Window &window, const char *title)
    {
        auto *bottom = find<QTabWidget>(window.get(), "bottomTabs");
        for (int i = 0; i < bottom->count(); ++i) {
            if (bottom->tabText(i) == QLatin1String(title)) {
                bottom->setCurrentIndex(i);
                return;
            }
        }
        qFatal("no tab %s", title);
    }
    static SegmentTab *participating(Window &window, const OwnName &name)
    {
        SegmentTab *tab = window.attached(name, Layout::Ring);
        showTab(window, "Producer / consumer");
        click(find<QPushButton>(tab, "participateButton"));
        if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        return tab;
    }
    static int cli(const QStringList &arguments)
    {
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI), arguments);
        process.waitForFinished();
        return process.exitCode();
    }
};

QTEST_MAIN(RolesTest)
#include "tst_roles.moc"
