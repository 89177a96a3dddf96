// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/capture_panel.h"
#include "app/participate_panel.h"
#include "app/workbench.h"
#include "core/capture/capture_writer.h"
#include "core/ipc/spsc_ring_buffer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace membridge;
using namespace membridge::test;

/// Captures, exports and replays with real clicks and keys, on a real ring and with the real wheel behind it.
class CapturePanelTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const OwnName &name, quint64 capacity = 4096)
            : memory(SharedMemory::create(name.name(), 24 + capacity)), ring(memory.spsc()), tab(window.attached(name))
        {
            auto *bottom = test::find<QTabWidget>(window.get(), "bottomTabs");
            for (int i = 0; i < bottom->count(); ++i) {
                if (bottom->tabText(i).startsWith(QStringLiteral("Capture")))
                    bottom->setCurrentIndex(i);
            }
        }
        CapturePanel *panel() const { return tab->capturePanel(); }
        template <typename Widget> Widget *at(const char *name) const { return test::find<Widget>(panel(), name); }
        QString captureText() const { return at<QLabel>("captureState")->text(); }
        QString replayText() const { return at<QLabel>("replayState")->text(); }
        QString file(const char *name) const { return folder.filePath(QLatin1String(name)); }
        void chooseFile(const QString &path) const
        {
            test::chooseFile(window.get(), "workbenchFile", path);
            QTRY_VERIFY(window->findChild<QFileDialog *>(QStringLiteral("workbenchFile")) == nullptr);
        }
        void participate() const
        {
            click(test::find<QPushButton>(tab, "participateButton"));
            QTRY_VERIFY(tab->session()->isParticipating());
        }

        QTemporaryDir folder;
        SharedMemory memory;
        SpscRingBuffer ring;
        Window window;
        SegmentTab *tab;
    };

    static ByteVector frameOf(const std::string &text)
    {
        const auto length = static_cast<std::uint32_t>(text.size());
        const std::uint32_t payload = 4 + length;
        ByteVector frame(8 + text.size());
        std::memcpy(frame.data(), &payload, 4);
        std::memcpy(frame.data() + 4, &length, 4);
        std::memcpy(frame.data() + 8, text.data(), text.size());
        return frame;
    }

    /// "m0", "m1", …, an hour apart.
    static void writeCapture(const QString &path, int count)
    {
        CaptureWriter writer(path.toStdString(), {}, 0);
        for (int i = 0; i < count; ++i) {
            const ByteVector frame = frameOf("m" + std::to_string(i));
            writer.frame(
                {.timeNs = i * std::int64_t{3'600'000'000'000}, .position = 0, .length = frame.size(), .bytes = frame});
        }
        writer.finish();
    }

    static QByteArray popAll(const OwnName &name)
    {
        return runWheel(name,
                        "r = membridge.SharedMemory.open(name).spsc()\n"
                        "got = []\n"
                        "while True:\n"
                        "    try:\n"
                        "        m = r.pop_mixed([('str', 1)])\n"
                        "    except Exception:\n"
                        "        m = None\n"
                        "    if not m:\n"
                        "        break\n"
                        "    got += m\n"
                        "print(','.join(got))");
    }

private slots:
    void init() { failOnWarnings(); }

    void aCaptureIsStartedSeenStoppedAndExported()
    {
        const OwnName name;
        const Bench bench(name);
        QVERIFY(bench.at<QPushButton>("captureButton")->isEnabled());
        QVERIFY(!bench.at<QPushButton>("captureStop")->isEnabled());
        click(bench.at<QPushButton>("captureButton"));
        bench.chooseFile(bench.file("a.pcap"));
        QTRY_VERIFY(QFile(bench.file("a.pcap")).size() == 24);
        QVERIFY(bench.at<QPushButton>("captureStop")->isEnabled());
        QVERIFY(!bench.at<QPushButton>("captureButton")->isEnabled());
        runWheel(name, "r = membridge.SharedMemory.open(name).spsc(); r.push('one'); r.push('=two')");
        QTRY_VERIFY2(bench.captureText().contains(QStringLiteral("2 frames")), qPrintable(bench.captureText()));
        QVERIFY2(bench.captureText().startsWith(QStringLiteral("Capturing to ")), qPrintable(bench.captureText()));
        auto *stop = bench.at<QPushButton>("captureStop");
        stop->setFocus();
        QTest::keyClick(stop, Qt::Key_Space);
        QTRY_VERIFY2(bench.captureText().startsWith(QStringLiteral("Stopped capturing")),
                     qPrintable(bench.captureText()));
        QVERIFY2(bench.captureText().contains(QStringLiteral("2 frames"))
                     && bench.captureText().contains(QStringLiteral("0 B missed")),
                 qPrintable(bench.captureText()));
        // What was captured is what can be exported and replayed next.
        QCOMPARE(bench.panel()->filePath(), bench.file("a.pcap"));
        bench.tab->setSchemaText(QStringLiteral("text:str"));
        QSignalSpy said(bench.window->findChild<Workbench *>(), &Workbench::said);
        click(bench.at<QPushButton>("captureExport"));
        bench.chooseFile(bench.file("a.csv"));
        QTRY_COMPARE(said.count(), 1);
        QFile csv(bench.file("a.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArrayList lines = csv.readAll().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines.at(1).endsWith(",one,\r") && lines.at(2).endsWith(",'=two,\r"), lines.at(2).constData());
        // The frames are still in the ring: nothing was consumed.
        QCOMPARE(popAll(name), QByteArray("one,=two"));
    }

    void aCaptureGoesOnInAnotherFile()
    {
        const OwnName name;
        const Bench bench(name, quint64{1} << 20);
        QVERIFY(!bench.at<QSpinBox>("captureFileCount")->isEnabled());
        typeNumber(bench.at<QSpinBox>("captureFileSize"), 1);
        typeNumber(bench.at<QSpinBox>("captureFileCount"), 2);
        click(bench.at<QPushButton>("captureButton"));
        bench.chooseFile(bench.file("r.pcap"));
        QTRY_VERIFY(QFile::exists(bench.file("r.00001.pcap")));
        QVERIFY(!bench.at<QSpinBox>("captureFileSize")->isEnabled());
        const ByteVector payload(8000, std::byte{7});
        SpscProducer producer = bench.ring.producer();
        SpscConsumer consumer = bench.ring.consumer();
        const FrameFiles *files = bench.tab->session()->frameFiles();
        for (quint64 round = 1; round <= 6; ++round) {
            for (int i = 0; i < 60; ++i)
                QCOMPARE(producer.tryPush(payload), PushOutcome::Pushed);
            QTRY_COMPARE(quint64(files->captureState().frames), round * 60);
            Frame frame;
            while (consumer.tryPop(frame) == PopOutcome::Popped) { }
        }
        click(bench.at<QPushButton>("captureStop"));
        QTRY_VERIFY2(bench.captureText().startsWith(QStringLiteral("Stopped capturing")),
                     qPrintable(bench.captureText()));
        QVERIFY2(bench.captureText().contains(QStringLiteral("2 files are left")), qPrintable(bench.captureText()));
        QCOMPARE(QDir(bench.folder.path()).entryList({QStringLiteral("*.pcap")}),
                 QStringList({QStringLiteral("r.00002.pcap"), QStringLiteral("r.00003.pcap")}));
        for (const char *left : {"r.00002.pcap", "r.00003.pcap"})
            QVERIFY(QFile(bench.file(left)).size() <= 1 << 20);
        // The newest is what is replayed next.
        QCOMPARE(bench.panel()->filePath(), bench.file("r.00003.pcap"));
    }

    void aCaptureTellsWhyItEnded()
    {
        const OwnName name;
        const Bench bench(name);
        bench.window->findChild<Workbench *>()->storeCapture(bench.tab, bench.file("b.pcap"), {});
        QTRY_VERIFY(QFile::exists(bench.file("b.pcap")));
        SharedMemory::remove(name.name());
        QTRY_VERIFY2(bench.captureText().startsWith(QStringLiteral("The ring's name was removed")),
                     qPrintable(bench.captureText()));
    }

    void aFileThatCantBeWrittenIsSaid()
    {
        const OwnName name;
        const Bench bench(name);
        bench.window->findChild<Workbench *>()->storeCapture(bench.tab, QStringLiteral("/proc/none/x.pcap"), {});
        QTRY_VERIFY2(bench.captureText().contains(QStringLiteral("/proc/none/x.pcap")), qPrintable(bench.captureText()));
        QTRY_VERIFY(bench.at<QPushButton>("captureButton")->isEnabled());
        QVERIFY(!bench.captureText().startsWith(QStringLiteral("Capturing")));
    }

    void replayingNeedsTakingPart()
    {
        const OwnName name;
        const Bench bench(name);
        writeCapture(bench.file("c.pcap"), 3);
        type(bench.at<QLineEdit>("captureFile"), bench.file("c.pcap"));
        QVERIFY(!bench.at<QPushButton>("replayButton")->isEnabled());
        bench.tab->session()->replay({.path = bench.file("c.pcap")});
        QVERIFY(!bench.tab->session()->frameFiles()->isReplaying());
        bench.participate();
        QVERIFY(bench.at<QPushButton>("replayButton")->isEnabled());
    }

    void aFileIsReplayedToTheWheel()
    {
        const OwnName name;
        const Bench bench(name);
        writeCapture(bench.file("c.pcap"), 3);
        bench.participate();
        click(bench.at<QPushButton>("captureOpen"));
        bench.chooseFile(bench.file("c.pcap"));
        QCOMPARE(bench.panel()->filePath(), bench.file("c.pcap"));
        auto *speed = bench.at<QComboBox>("replaySpeed");
        speed->setFocus();
        QTest::keyClick(speed, Qt::Key_End); // as fast as there is room
        auto *rounds = bench.at<QSpinBox>("replayRounds");
        rounds->setFocus();
        rounds->selectAll();
        QTest::keyClicks(rounds, QStringLiteral("2"));
        click(bench.at<QPushButton>("replayButton"));
        QTRY_VERIFY2(bench.replayText().startsWith(QStringLiteral("Replayed: 6 frames")),
                     qPrintable(bench.replayText()));
        QCOMPARE(bench.at<QProgressBar>("replayProgress")->value(), 1000);
        QCOMPARE(popAll(name), QByteArray("m0,m1,m2,m0,m1,m2"));
    }

    void frameByFrame()
    {
        const OwnName name;
        const Bench bench(name);
        writeCapture(bench.file("c.pcap"), 3);
        bench.participate();
        type(bench.at<QLineEdit>("captureFile"), bench.file("c.pcap"));
        auto *steps = bench.at<QCheckBox>("replaySteps");
        steps->setFocus();
        QTest::keyClick(steps, Qt::Key_Space);
        click(bench.at<QPushButton>("replayButton"));
        QTRY_VERIFY(bench.at<QPushButton>("replayNext")->isEnabled());
        // While it waits, nothing else is pushed, and it says so.
        QVERIFY(bench.tab->session()->isBusy());
        click(bench.at<QPushButton>("replayNext"));
        QTRY_VERIFY2(bench.replayText().startsWith(QStringLiteral("Replaying: 1 frame")),
                     qPrintable(bench.replayText()));
        QCOMPARE(popAll(name), QByteArray("m0"));
        click(bench.at<QPushButton>("replayNext"));
        QTRY_VERIFY(bench.replayText().contains(QStringLiteral("2 frames")));
        click(bench.at<QPushButton>("replayStop"));
        QTRY_VERIFY(bench.replayText().startsWith(QStringLiteral("Stopped replaying")));
        QCOMPARE(popAll(name), QByteArray("m1"));
        QVERIFY(!bench.tab->session()->isBusy());
    }

    void aWaitOfAnHourEndsAtOnce_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("stop") << QStringLiteral("stop");
        QTest::newRow("no longer taking part") << QStringLiteral("leave");
        QTest::newRow("the window closes") << QStringLiteral("close");
    }

    void aWaitOfAnHourEndsAtOnce()
    {
        QFETCH(QString, how);
        const OwnName name;
        Bench bench(name);
        writeCapture(bench.file("c.pcap"), 3);
        bench.participate();
        type(bench.at<QLineEdit>("captureFile"), bench.file("c.pcap"));
        click(bench.at<QPushButton>("replayButton"));
        QTRY_VERIFY2(bench.replayText().contains(QStringLiteral("1 frame")), qPrintable(bench.replayText()));
        QVERIFY(bench.tab->session()->frameFiles()->isReplaying());
        if (how == QStringLiteral("stop")) {
            click(bench.at<QPushButton>("replayStop"));
            QTRY_VERIFY(!bench.tab->session()->frameFiles()->isReplaying());
        } else if (how == QStringLiteral("leave")) {
            click(find<QPushButton>(bench.tab, "participateButton"));
            QTRY_VERIFY(!bench.tab->session()->isParticipating());
            QVERIFY(bench.replayText().startsWith(QStringLiteral("Stopped replaying")));
        } else {
            bench.window.close();
        }
        QCOMPARE(popAll(name), QByteArray("m0"));
    }

    void aBrokenFileIsSaid()
    {
        const OwnName name;
        const Bench bench(name);
        writeCapture(bench.file("d.pcap"), 1);
        QFile file(bench.file("d.pcap"));
        QVERIFY(file.open(QIODevice::Append));
        file.write("broken");
        file.close();
        bench.participate();
        type(bench.at<QLineEdit>("captureFile"), bench.file("d.pcap"));
        click(bench.at<QPushButton>("replayButton"));
        QTRY_VERIFY2(bench.replayText().startsWith(QStringLiteral("The file is broken")),
                     qPrintable(bench.replayText()));
        QCOMPARE(popAll(name), QByteArray("m0"));
    }
};

QTEST_MAIN(CapturePanelTest)
#include "tst_capture_panel.moc"
