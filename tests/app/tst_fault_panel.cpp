// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/fault_panel.h"
#include "app/fault_words.h"
#include "app/traffic_panel.h"
#include "core/ipc/layout.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/own_process.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <cstring>
#include <sys/stat.h>

using namespace membridge;
using namespace membridge::test;

/// Faults on purpose, chosen, confirmed and carried out with real keys and clicks, by the real command-line program.
class FaultPanelTest : public QObject
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

    void eachSaysWhatItDoesAndWhatACorrectPeerDoes_data()
    {
        QTest::addColumn<bool>("isRing");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("does");
        QTest::addColumn<QString>("peer");
        const auto row = [](bool isRing, const char *kind, const char *does, const char *peer) {
            QTest::addRow("%s, %s", isRing ? "ring" : "region", kind)
                << isRing << QString::fromLatin1(kind) << QString::fromLatin1(does) << QString::fromLatin1(peer);
        };
        row(false, "die-holding-read", "takes the read lock and is killed", "writers wait with a deadline");
        row(false, "die-holding-write", "takes the write lock and is killed", "treats the data as half written");
        row(false, "corrupt-lock", "writes a value over the lock word", "takes no lock from a word that is not");
        row(true, "die-mid-push", "killed before it publishes it", "the consumer sees no part of it");
        row(true, "die-before-release", "killed before it releases it", "the next consumer gets that message again");
        row(true, "corrupt-length", "writes another length", "checks the length against tail");
        row(true, "corrupt-header", "over the capacity field", "compares it with the size and refuses");
        row(true, "second-producer", "from a copy of tail that is out of date",
            "stops instead of writing over messages");
        for (const bool isRing : {false, true}) {
            row(isRing, "truncate", "cuts the segment", "survives the pages that are gone");
            row(isRing, "replace", "gives it to a new segment", "notices that the name means another object");
        }
    }

    void eachSaysWhatItDoesAndWhatACorrectPeerDoes()
    {
        QFETCH(const bool, isRing);
        QFETCH(const QString, kind);
        QFETCH(const QString, does);
        QFETCH(const QString, peer);
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, isRing);
        const auto found = find<QTreeWidget>(panel, "faultList")->findItems(kind, Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        QVERIFY2(found.front()->text(1).contains(does), qPrintable(found.front()->text(1)));
        QVERIFY2(found.front()->text(2).contains(peer), qPrintable(found.front()->text(2)));
        // Those of the other layout are not offered.
        QVERIFY(
            find<QTreeWidget>(panel, "faultList")
                ->findItems(isRing ? QStringLiteral("corrupt-lock") : QStringLiteral("die-mid-push"), Qt::MatchExactly)
                .isEmpty());
    }

    void allTextsCanBeTranslated()
    {
        const auto texts = words::faultTexts();
        for (const FaultEntry &fault : allFaults()) {
            for (const char *text : {fault.does, fault.valueMeans, fault.correctPeer})
                QVERIFY2(*text == '\0'
                             || std::any_of(texts.begin(), texts.end(),
                                            [text](const char *one) { return std::strcmp(one, text) == 0; }),
                         text);
        }
    }

    void nothingIsDoneBeforeItIsConfirmed()
    {
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, false);
        const QByteArray before = name.contents();
        choose(panel, "die-holding-write");
        QVERIFY(!find<QPushButton>(panel, "faultYes")->isVisible());
        click(find<QPushButton>(panel, "faultCarryOut"));
        QVERIFY(find<QPushButton>(panel, "faultYes")->isVisible());
        QVERIFY(find<QLabel>(panel, "faultQuestion")->text().startsWith(QStringLiteral("This damages the segment")));
        QVERIFY(find<QPushButton>(panel, "faultNo")->hasFocus());
        QTest::keyClick(find<QPushButton>(panel, "faultNo"), Qt::Key_Space);
        QVERIFY(!find<QPushButton>(panel, "faultYes")->isVisible());
        // Another fault is another question.
        click(find<QPushButton>(panel, "faultCarryOut"));
        choose(panel, "corrupt-lock");
        QVERIFY(!find<QPushButton>(panel, "faultYes")->isVisible());
        QCOMPARE(name.contents(), before);
        QCOMPARE(panel->resultText(), QString());
    }

    void oneThatDiesLeavesTheLock()
    {
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, false);
        choose(panel, "die-holding-write");
        carryOut(panel);
        QTRY_VERIFY2(panel->resultText().startsWith(QStringLiteral("Done: ")), qPrintable(panel->resultText()));
        QVERIFY2(panel->resultText().contains(
                     QStringLiteral("A correct peer: waits with a deadline, treats the data as half written")),
                 qPrintable(panel->resultText()));
        QCOMPARE(word(name), -1);
        QTRY_VERIFY(find<QPushButton>(panel, "faultCarryOut")->isEnabled());
    }

    void theValueIsTyped()
    {
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, false);
        choose(panel, "die-holding-read");
        QVERIFY(!find<QLineEdit>(panel, "faultValue")->isVisible());
        choose(panel, "corrupt-lock");
        auto *value = find<QLineEdit>(panel, "faultValue");
        QVERIFY(value->isVisible());
        QCOMPARE(value->placeholderText(), QStringLiteral("the word (default -7)"));
        type(value, QStringLiteral("-9x"));
        QCOMPARE(value->text(), QStringLiteral("-9"));
        carryOut(panel);
        QTRY_VERIFY2(panel->resultText().startsWith(QStringLiteral("Done: ")), qPrintable(panel->resultText()));
        QCOMPARE(word(name), -9);
    }

    void aRingsHeaderIsCorrupted()
    {
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, true);
        choose(panel, "corrupt-header");
        carryOut(panel);
        QTRY_VERIFY2(panel->resultText().startsWith(QStringLiteral("Done: ")), qPrintable(panel->resultText()));
        quint64 capacity = 0;
        std::memcpy(&capacity, name.contents().constData() + ring_layout::capacityOffset, sizeof capacity);
        QCOMPARE(capacity, quint64(12'345));
    }

    void whatCantBeDoneIsSaid()
    {
        const OwnName name;
        Window window;
        FaultPanel *panel = ready(window, name, true);
        const QByteArray before = name.contents();
        // There is no message whose length could be written over.
        choose(panel, "corrupt-length");
        carryOut(panel);
        QTRY_VERIFY_WITH_TIMEOUT(panel->resultText().startsWith(QStringLiteral("Not done: ")), 20'000);
        QCOMPARE(name.contents(), before);
        panel->setCli(QStringLiteral("/nowhere/membridge-cli"));
        carryOut(panel);
        QCOMPARE(panel->resultText(), QStringLiteral("membridge-cli is neither beside this program nor in PATH"));
    }

    void aProcessIsStoppedForATime()
    {
        const OwnName name;
        Window window;
        const FaultPanel *panel = ready(window, name, false);
        OwnProcess peer;
        peer.start(QStringLiteral(MEMBRIDGE_PYTHON),
                   {QStringLiteral("-c"),
                    QStringLiteral("import membridge, sys\nv = membridge.SharedMemory.open('%1').map()\n"
                                   "print('there', flush=True)\nsys.stdin.read()")
                        .arg(QString::fromStdString(name.name()))});
        QTRY_VERIFY_WITH_TIMEOUT(peer.bytesAvailable() > 0, 20'000);
        choose(panel, "stop");
        auto *who = find<QComboBox>(panel, "faultProcess");
        QTRY_VERIFY_WITH_TIMEOUT(who->findData(static_cast<qlonglong>(peer.processId())) >= 0, 20'000);
        who->setFocus();
        QTest::keyClick(who, Qt::Key_Home);
        while (who->currentData().toLongLong() != peer.processId() && who->currentIndex() + 1 < who->count())
            QTest::keyClick(who, Qt::Key_Down);
        QCOMPARE(who->currentData().toLongLong(), peer.processId());
        typeNumber(find<QSpinBox>(panel, "faultTime"), 3'000'000);
        carryOut(panel);
        QTRY_COMPARE(stateOf(peer.processId()), 'T');
        click(find<QPushButton>(panel, "faultStop"));
        QTRY_VERIFY(stateOf(peer.processId()) != 'T');
        QTRY_VERIFY2(panel->resultText().startsWith(QStringLiteral("Done: ")), qPrintable(panel->resultText()));
        // Closing lets it go on, too.
        carryOut(panel);
        QTRY_COMPARE(stateOf(peer.processId()), 'T');
        window.close();
        QTRY_VERIFY(stateOf(peer.processId()) != 'T');
        peer.closeWriteChannel();
        QVERIFY(peer.waitForFinished(20'000));
    }

private:
    static FaultPanel *ready(Window &window, const OwnName &name, bool isRing)
    {
        const SharedMemory memory = SharedMemory::create(name.name(), isRing ? 4096 + 24 : 4096);
        if (isRing)
            (void)memory.spsc();
        SegmentTab *tab = window.attached(name, isRing ? Layout::Ring : Layout::Region);
        auto *bottom = find<QTabWidget>(window.get(), "bottomTabs");
        for (int i = 0; i < bottom->count(); ++i) {
            if (bottom->tabText(i) == QStringLiteral("Traffic"))
                bottom->setCurrentIndex(i);
        }
        click(find<QPushButton>(tab, "participateButton"));
        if (!QTest::qWaitFor([tab] { return tab->session()->isParticipating(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        click(find<QToolButton>(tab->trafficPanel(), isRing ? "trafficRingFaults" : "trafficRegionFaults"));
        FaultPanel *panel = tab->trafficPanel()->faults(isRing ? Layout::Ring : Layout::Region);
        panel->setCli(QStringLiteral(MEMBRIDGE_CLI));
        return panel;
    }
    /// By the keys of the list.
    static void choose(const FaultPanel *panel, const char *kind)
    {
        auto *list = find<QTreeWidget>(panel, "faultList");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Home);
        for (int i = 0; i < list->topLevelItemCount() && list->currentItem()->text(0) != QLatin1String(kind); ++i)
            QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentItem()->text(0), QLatin1String(kind));
    }
    static void carryOut(const FaultPanel *panel)
    {
        click(find<QPushButton>(panel, "faultCarryOut"));
        click(find<QPushButton>(panel, "faultYes"));
    }
    static qint32 word(const OwnName &name)
    {
        qint32 value = 99;
        std::memcpy(&value, name.contents().constData(), sizeof value);
        return value;
    }
    /// As /proc has it.
    static char stateOf(qint64 pid)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
        if (!stat.open(QIODevice::ReadOnly))
            return '?';
        const QByteArray text = stat.readAll();
        return text.at(text.lastIndexOf(')') + 2);
    }

    std::unique_ptr<QTemporaryDir> m_runtime;
};

QTEST_MAIN(FaultPanelTest)
#include "tst_fault_panel.moc"
