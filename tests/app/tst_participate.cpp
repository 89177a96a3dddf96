// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/participate_panel.h"
#include "widgets/state_badge.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

using namespace membridge;
using namespace membridge::test;

/// Producer and consumer by hand, with real keys and clicks and the real wheel on the other side.
class ParticipateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void nothingCanBeDoneBeforeTakingPart()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = window.attached(name);
        QVERIFY(!tab->session()->isParticipating());
        QVERIFY(!find<QPushButton>(tab->participatePanel(), "writeButton")->isVisible());
        tab->session()->perform(
            {.kind = Operation::Kind::Write, .values = {Value{true}}, .schema = {}, .dataOffset = {}});
        QVERIFY(!tab->session()->isBusy());
    }

    void whatIsWrittenTheWheelReads()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "writeValues"), QStringLiteral("\"Hello from us\" 42 3.5 true [a b]"));
        click(find<QPushButton>(panel, "writeButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Wrote 44 B")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name,
                          "print(membridge.SharedMemory.open(name).map().read_mixed("
                          "[('str',1),('int',1),('float',1),('bool',1),('str',2)]))"),
                 QByteArray("['Hello from us', 42, 3.5, True, ['a', 'b']]"));
        QCOMPARE(find<StateBadge>(tab, "segmentAccess")->kind(), StateBadge::Kind::Participating);
    }

    void whatTheWheelWroteIsRead()
    {
        const OwnName name;
        runWheel(name, "v = membridge.SharedMemory.create(name, 4096).map(); v.write('from the wheel'); v.write(7)");
        Window window;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "readSchema"), QStringLiteral("str int"));
        QTest::keyClick(find<QLineEdit>(panel, "readSchema"), Qt::Key_Return);
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("\"from the wheel\", 7")), qPrintable(log(tab)));
    }

    void zeroAsksFirst()
    {
        const OwnName name;
        runWheel(name, "v = membridge.SharedMemory.create(name, 64).map(); v.write(-1)");
        Window window;
        SegmentTab *tab = participating(window, name);
        const QByteArray before = name.contents();
        click(find<QPushButton>(tab->participatePanel(), "zeroButton"));
        QTRY_VERIFY(tab->participatePanel()->findChild<QMessageBox *>() != nullptr);
        QCOMPARE(name.contents(), before);
        click(find<QPushButton>(tab->participatePanel(), "zeroConfirmed"));
        QTRY_COMPARE(name.contents(), QByteArray(64, '\0'));
    }

    void aFrameGoesToTheWheelAndBack()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64 + 24).spsc()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "pushValues"), QStringLiteral("Hello 0.92 true"));
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Pushed a frame of 22 B")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name,
                          "r = membridge.SharedMemory.open(name).spsc()\n"
                          "print(r.pop_mixed([('str',1),('float',1),('bool',1)])); r.push([5, 'back'])"),
                 QByteArray("['Hello', 0.92, True]"));
        type(find<QLineEdit>(panel, "popSchema"), QStringLiteral("int str"));
        click(find<QPushButton>(panel, "popButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("5, \"back\"")), qPrintable(log(tab)));
    }

    void aWrongSchemaConsumesNothing()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 64 + 24).spsc(); r.push(True)");
        const QByteArray before = name.contents();
        Window window;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "popSchema"), QStringLiteral("int"));
        click(find<QPushButton>(panel, "popButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("still there")), qPrintable(log(tab)));
        QCOMPARE(name.contents(), before);
    }

    void aFullRingSaysWhatIsNeededAndFree()
    {
        const OwnName name;
        runWheel(name, "r = membridge.SharedMemory.create(name, 32 + 24).spsc(); r.push(b'x' * 20)");
        Window window;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "pushValues"), QStringLiteral("42"));
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("needs 12 B and 8 B are free")), qPrintable(log(tab)));
    }

    void aHeldLockEndsAtStopAndSaysSo()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64).map()");
        const qint32 held = -1;
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&held), sizeof held));
        Window window;
        window.settings().lockTimeoutMs = 60'000;
        SegmentTab *tab = participating(window, name);
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "writeValues"), QStringLiteral("1"));
        click(find<QPushButton>(panel, "writeButton"));
        QTRY_VERIFY(find<QPushButton>(panel, "participateStop")->isVisible());
        click(find<QPushButton>(panel, "participateStop"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Nothing was done")), qPrintable(log(tab)));
        QCOMPARE(name.contents().left(4), QByteArray("\xff\xff\xff\xff", 4));
    }

    void closingTheWindowWhileWaitingEndsAtOnce()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64).map()");
        const qint32 held = -1;
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&held), sizeof held));
        Window window;
        window.settings().lockTimeoutMs = 60'000;
        SegmentTab *tab = participating(window, name);
        tab->session()->perform({.kind = Operation::Kind::Zero, .values = {}, .schema = {}, .dataOffset = {}});
        QVERIFY(tab->session()->isBusy());
        QElapsedTimer timer;
        timer.start();
        window.close();
        QVERIFY2(timer.elapsed() < 30'000, "the wait was sat out");
        QCOMPARE(name.contents().left(4), QByteArray("\xff\xff\xff\xff", 4));
    }

    void aLostSegmentEndsTheParticipationAndSaysSo()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 65536).map()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QVERIFY(!find<QComboBox>(tab, "layoutChoice")->isEnabled());
        QVERIFY(QFile::resize(name.file(), 4096));
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "writeValues"), QStringLiteral("1"));
        type(find<QLineEdit>(panel, "writeOffset"), QStringLiteral("60000"));
        click(find<QPushButton>(panel, "writeButton"));
        QTRY_VERIFY(!tab->commandBanner()->isHidden());
        QVERIFY(!tab->session()->isParticipating());
        QVERIFY(!find<QPushButton>(tab, "participateButton")->isChecked());
        QCOMPARE(tab->commandBanner()->severity(), Severity::Error);
        // Looks that follow have nothing to do with it.
        QVERIFY(QFile::resize(name.file(), 65536));
        QTRY_COMPARE(tab->session()->latest()->status.status, SegmentStatus::Live);
        QTRY_VERIFY(tab->banner()->isHidden());
        QVERIFY(!tab->commandBanner()->isHidden());
        // Until taking part succeeds.
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(tab->session()->isParticipating());
        QVERIFY(tab->commandBanner()->isHidden());
    }

    void whatIsGoneCantBeTakenPartIn()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_VERIFY(find<QPushButton>(tab, "participateButton")->isEnabled());
        SharedMemory::remove(name.name());
        QTRY_VERIFY(!find<QPushButton>(tab, "participateButton")->isEnabled());
        QVERIFY(!find<QPushButton>(tab->participatePanel(), "participateFromPanel")->isEnabled());
    }

    void escapeEndsTheWaitAndReturnIsNotSwallowed()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64).map()");
        const qint32 held = -1;
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&held), sizeof held));
        Window window;
        window.settings().lockTimeoutMs = 60'000;
        SegmentTab *tab = participating(window, name);
        auto *values = find<QLineEdit>(tab->participatePanel(), "writeValues");
        type(values, QStringLiteral("1"));
        QTest::keyClick(values, Qt::Key_Return);
        QVERIFY(tab->session()->isBusy());
        QTest::keyClick(values, Qt::Key_Return);
        QVERIFY2(log(tab).contains(QStringLiteral("Still waiting")), qPrintable(log(tab)));
        QTest::keyClick(values, Qt::Key_Escape);
        QTRY_VERIFY(!tab->session()->isBusy());
    }

    void aShrinkingSegmentIsAnErrorOfThatOperation()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 65536).map()");
        Window window;
        SegmentTab *tab = participating(window, name);
        QVERIFY(QFile::resize(name.file(), 4096));
        QWidget *panel = tab->participatePanel();
        type(find<QLineEdit>(panel, "writeValues"), QStringLiteral("1"));
        type(find<QLineEdit>(panel, "writeOffset"), QStringLiteral("60000"));
        click(find<QPushButton>(panel, "writeButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("65,536")) || log(tab).contains(QStringLiteral("65536")),
                     qPrintable(log(tab)));
    }

private:
    static SegmentTab *participating(Window &window, const OwnName &name)
    {
        SegmentTab *tab = window.attached(name);
        click(find<QPushButton>(tab, "participateButton"));
        if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        return tab;
    }
    static QString log(SegmentTab *tab) { return tab->participatePanel()->logText(); }
};

QTEST_MAIN(ParticipateTest)
#include "tst_participate.moc"
