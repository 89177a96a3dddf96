// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/capture/capture_writer.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

/// The wheel with the segment's ring as `ring`.
class Wheel
{
public:
    Wheel(const TestSegment &segment, const QString &script)
    {
        m_process.start(QStringLiteral(MEMBRIDGE_PYTHON),
                        {QStringLiteral("-c"),
                         QStringLiteral("import membridge, time\nring = membridge.SharedMemory.open('%1').spsc()\n%2")
                             .arg(q(segment.name()), script)});
    }
    QByteArray finish()
    {
        if (!m_process.waitForFinished(60'000) || m_process.exitCode() != 0)
            qFatal("the wheel failed: %s", m_process.readAllStandardError().constData());
        return m_process.readAllStandardOutput().trimmed();
    }

private:
    OwnProcess m_process;
};

/// Takes `count` messages and prints them.
QString popping(int count)
{
    return QStringLiteral("end = time.monotonic() + 40\n"
                          "got = []\n"
                          "while len(got) < %1 and time.monotonic() < end:\n"
                          "    try:\n"
                          "        m = ring.pop_mixed([('str', 1)])\n"
                          "    except Exception:\n"
                          "        m = None\n"
                          "    if m:\n"
                          "        got += [m[0]]\n"
                          "    else:\n"
                          "        time.sleep(0.001)\n"
                          "print(','.join(got))\n")
        .arg(count);
}

/// A message with one str.
ByteVector frameOfText(const std::string &text)
{
    const auto payload = static_cast<std::uint32_t>(4 + text.size());
    const auto length = static_cast<std::uint32_t>(text.size());
    ByteVector frame(4 + std::size_t{payload});
    std::memcpy(frame.data(), &payload, 4);
    std::memcpy(frame.data() + 4, &length, 4);
    std::memcpy(frame.data() + 8, text.data(), text.size());
    return frame;
}

/// "m0", "m1", …, `apartMs` after each other.
void writeCapture(const QString &path, int count, int apartMs)
{
    CaptureWriter writer(path.toStdString());
    for (int i = 0; i < count; ++i) {
        const ByteVector frame = frameOfText("m" + std::to_string(i));
        if (i == 1)
            writer.gap({.timeNs = 0, .position = 0, .bytes = 5});
        writer.frame(
            {.timeNs = std::int64_t{i} * apartMs * 1'000'000, .position = 0, .length = frame.size(), .bytes = frame});
    }
    writer.finish();
}

} // namespace

class tst_CliCaptureTrouble : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    static int packetsByTshark(const QString &path)
    {
        OwnProcess process;
        process.start(QStringLiteral("tshark"), {QStringLiteral("-r"), path});
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            return -1;
        return static_cast<int>(process.readAllStandardOutput().count('\n'));
    }

private slots:
    void aLostRingEndsItWithASummaryAndAFile_data()
    {
        QTest::addColumn<QString>("act");
        QTest::addColumn<int>("status");
        QTest::newRow("removed") << QStringLiteral("remove") << 3;
        QTest::newRow("replaced") << QStringLiteral("replace") << 3;
        QTest::newRow("shrunk") << QStringLiteral("shrink") << 5;
        QTest::newRow("header overwritten") << QStringLiteral("header") << 5;
        QTest::newRow("a frame past tail") << QStringLiteral("frame") << 5;
    }

    void aLostRingEndsItWithASummaryAndAFile()
    {
        QFETCH(QString, act);
        QFETCH(int, status);
        const TestSegment segment("lost");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 4096);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const QString path = file("lost.pcap");
        QFile::remove(path);
        LiveCli capture(
            {QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), path, QStringLiteral("--json")});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path); }, 20'000));
        const ByteVector frame = frameOfText("whole");
        QCOMPARE(producer.tryPush(std::span<const std::byte>(frame).subspan(4)), PushOutcome::Pushed);
        // On disk: an empty file has 24 bytes.
        QTRY_VERIFY_WITH_TIMEOUT(QFile(path).size() > 24, 20'000);
        if (act == QStringLiteral("remove")) {
            segment.unlink();
        } else if (act == QStringLiteral("replace")) {
            segment.replace(24 + 4096);
        } else if (act == QStringLiteral("shrink")) {
            segment.truncate(20);
        } else if (act == QStringLiteral("header")) {
            segment.put(16, ~std::uint64_t{0});
        } else {
            segment.put(24 + frame.size(), std::uint32_t{1000});
            segment.put(8, std::uint64_t{frame.size() + 50});
            // The damage is looked at before the end.
            QTRY_VERIFY_WITH_TIMEOUT(QFile(path).size() >= 24, 20'000);
            capture.signal(SIGINT);
        }
        const CliRun run = capture.finish();
        COMPARE_STATUS(run, status);
        QCOMPARE(run.json().value("frames", 0), 1);
        QVERIFY2(run.errors.contains(segment.name().c_str()), run.errors.constData());
        const CliRun frames = runCli({QStringLiteral("frames"), QStringLiteral("--from"), path,
                                      QStringLiteral("--schema"), QStringLiteral("str"), QStringLiteral("--json")});
        COMPARE_STATUS(frames, 0);
        QCOMPARE(frames.json().at(0).at("values").at(0).get<std::string>(), std::string("whole"));
    }

    void aDiskThatFillsLeavesWhatWasWritten_data()
    {
        QTest::addColumn<bool>("mounted");
        QTest::newRow("a tiny file system") << true;
        QTest::newRow("a limit of the file's size") << false;
    }

    void aDiskThatFillsLeavesWhatWasWritten()
    {
        QFETCH(bool, mounted);
        if (mounted && QProcess::execute(QStringLiteral("unshare"), {QStringLiteral("-rm"), QStringLiteral("true")}) != 0)
            QSKIP("no file system can be mounted here");
        const TestSegment segment("full");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        const QString disk = file("disk");
        QVERIFY(QDir().mkpath(disk));
        const QString kept = file("kept.pcap");
        QFile::remove(kept);
        const QString begun = file("begun");
        QFile::remove(begun);
        // What is on the mounted disk goes with it, so it is copied out.
        const QString run = mounted
            ? QStringLiteral("unshare -rm /bin/sh -c 'mount -t tmpfs -o size=128k none \"$3\" || exit 99; touch \"$5\"; "
                             "\"$1\" capture \"$2\" -o \"$3/c.pcap\" --json; status=$?; cp \"$3/c.pcap\" \"$4\"; exit "
                             "$status' sh \"$@\"")
            : QStringLiteral("ulimit -f 200; touch \"$5\"; \"$1\" capture \"$2\" -o \"$3/c.pcap\" --json; status=$?; "
                             "ulimit -f unlimited 2>/dev/null; mv \"$3/c.pcap\" \"$4\"; exit $status");
        OwnProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), run, QStringLiteral("sh"), QStringLiteral(MEMBRIDGE_CLI), q(segment.name()),
                     disk, kept, begun});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(begun); }, 20'000));
        const ByteVector frame = frameOfText(std::string(1000, 'x'));
        // Until it ends; a thousand times more than there is room for.
        for (int i = 0; i < 100'000 && shell.state() != QProcess::NotRunning; ++i) {
            (void)producer.tryPush(std::span<const std::byte>(frame).subspan(4));
            (void)consumer.pop();
            if (i % 20 == 0)
                (void)shell.waitForFinished(1);
        }
        QVERIFY(shell.state() == QProcess::NotRunning || shell.waitForFinished(30'000));
        const CliRun ended{.finished = true,
                           .status = shell.exitCode(),
                           .output = shell.readAllStandardOutput(),
                           .errors = shell.readAllStandardError()};
        COMPARE_STATUS(ended, 1);
        QVERIFY2(ended.errors.contains("c.pcap"), ended.errors.constData());
        const int frames = ended.json().value("frames", 0);
        QVERIFY2(frames > 10, ended.output.constData());
        const CliRun read = runCli({QStringLiteral("frames"), QStringLiteral("--from"), kept, QStringLiteral("--json")});
        COMPARE_STATUS(read, 0);
        QCOMPARE(static_cast<int>(read.json().size()), frames);
        QVERIFY(packetsByTshark(kept) >= frames);
    }

    void withASlowLookTheSumIsStillHowFarTailMoved()
    {
        const TestSegment segment("slow");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 4096);
        const SpscRingBuffer ring = memory.spsc();
        const QString path = file("slow.pcap");
        LiveCli capture(
            {QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), path, QStringLiteral("--json")});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path); }, 20'000));
        const QString traffic = QStringLiteral("for i in range(3000):\n"
                                               "    ring.push('message %d' % i)\n"
                                               "    ring.pop_mixed([('str', 1)])\n");
        Wheel(segment, traffic).finish();
        // Nothing is looked at while the ring turns over many times.
        capture.signal(SIGSTOP);
        Wheel(segment, traffic).finish();
        capture.signal(SIGCONT);
        Wheel(segment, traffic).finish();
        capture.signal(SIGINT);
        const CliRun run = capture.finish();
        COMPARE_STATUS(run, 0);
        const auto missed = run.json().value("missed_bytes", std::uint64_t{0});
        const auto bytes = run.json().value("bytes", std::uint64_t{0});
        QVERIFY(missed > 0);
        QCOMPARE(bytes + missed, segment.get<std::uint64_t>(8)); // from 0 on
        // The file tells where.
        const CliRun frames = runCli({QStringLiteral("frames"), QStringLiteral("--from"), path,
                                      QStringLiteral("--schema"), QStringLiteral("str"), QStringLiteral("--json")});
        COMPARE_STATUS(frames, 0);
        std::uint64_t position = 0;
        std::uint64_t told = 0;
        const Json rows = frames.json();
        for (const Json &row : rows) {
            const auto before = row.at("missed_before").get<std::uint64_t>();
            QCOMPARE(row.at("position").get<std::uint64_t>(), position + before);
            position += before + 4 + row.at("length").get<std::uint64_t>();
            told += before;
            QVERIFY(row.contains("values"));
        }
        QVERIFY(told <= missed); // what was missed at the end has no frame after it
        const CliRun plain = runCli({QStringLiteral("frames"), QStringLiteral("--from"), path});
        COMPARE_STATUS(plain, 0);
    }

    void rotationOpensInTshark()
    {
        const TestSegment segment("rotate");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        LiveCli capture({QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), file("r.pcap"),
                         QStringLiteral("--max-file"), QStringLiteral("8K"), QStringLiteral("--max-files"),
                         QStringLiteral("2"), QStringLiteral("--json"), QStringLiteral("--count"),
                         QStringLiteral("100")});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(file("r.00001.pcap")); }, 20'000));
        const ByteVector frame = frameOfText(std::string(500, 'x'));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(producer.tryPush(std::span<const std::byte>(frame).subspan(4)), PushOutcome::Pushed);
        const CliRun run = capture.finish();
        COMPARE_STATUS(run, 0);
        const Json files = run.json().at("files");
        QCOMPARE(files.size(), std::size_t{2});
        QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("r.*")}, QDir::Files).size(), 2);
        for (const Json &each : files) {
            const QString path = q(each.get<std::string>());
            QVERIFY(QFile(path).size() <= 8192);
            QVERIFY(packetsByTshark(path) > 0);
        }
    }

    void replayReachesTheWheel_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("rounds");
        QTest::addColumn<qint64>("leastNs");
        constexpr qint64 ms = 1'000'000;
        QTest::newRow("as captured") << QStringList() << 1 << 200 * ms;
        QTest::newRow("twice as fast") << QStringList{QStringLiteral("--speed"), QStringLiteral("2")} << 1 << 100 * ms;
        QTest::newRow("half as fast") << QStringList{QStringLiteral("--speed"), QStringLiteral("0.5")} << 1 << 400 * ms;
        QTest::newRow("max") << QStringList{QStringLiteral("--speed"), QStringLiteral("max")} << 1 << qint64(0);
        QTest::newRow("in a loop") << QStringList{QStringLiteral("--loop"), QStringLiteral("3")} << 3 << 600 * ms;
    }

    void replayReachesTheWheel()
    {
        QFETCH(QStringList, options);
        QFETCH(int, rounds);
        QFETCH(qint64, leastNs);
        const TestSegment segment("replay");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 32); // of three messages
        (void)memory.spsc();
        writeCapture(file("replay.pcap"), 5, 50);
        Wheel wheel(segment, popping(5 * rounds));
        const CliRun run = runCli(
            QStringList{QStringLiteral("replay"), file("replay.pcap"), q(segment.name()), QStringLiteral("--json")}
            + options);
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().value("frames", 0), 5 * rounds);
        QCOMPARE(run.json().value("missed_bytes", 0), 5 * rounds);
        // Never early; how late is the machine's affair.
        QVERIFY2(run.json().value("elapsed_ns", qint64(0)) >= leastNs, run.output.constData());
        QByteArrayList expected;
        for (int i = 0; i < 5 * rounds; ++i)
            expected << "m" + QByteArray::number(i % 5);
        QCOMPARE(wheel.finish(), expected.join(','));
    }

    void stepsWaitForALineEach()
    {
        const TestSegment segment("step");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 4096);
        const SpscRingBuffer ring = memory.spsc();
        SpscConsumer consumer = ring.consumer();
        // An hour apart: times don't count.
        writeCapture(file("step.pcap"), 3, 3'600'000);
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI),
                      {QStringLiteral("replay"), file("step.pcap"), q(segment.name()), QStringLiteral("--step"),
                       QStringLiteral("--json")});
        const auto line = [&] {
            while (!process.canReadLine() && process.waitForReadyRead(20'000)) { }
            return Json::parse(process.readLine().toStdString(), nullptr, false);
        };
        process.write("\n");
        QVERIFY(line().value("pushed", false));
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        QCOMPARE(consumer.pop().outcome, PopOutcome::Empty);
        process.write("next\n");
        QCOMPARE(line().value("missed", 0), 5); // the gap is told, and the message after it played
        QVERIFY(line().value("pushed", false));
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        process.closeWriteChannel();
        QCOMPARE(line().value("frames", 0), 2);
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 0);
    }

    void aStepThatWaitsEndsBySignal()
    {
        const TestSegment segment("step");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 4096);
        (void)memory.spsc();
        writeCapture(file("step.pcap"), 3, 0);
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI),
                      {QStringLiteral("replay"), file("step.pcap"), q(segment.name()), QStringLiteral("--step")});
        process.write("\n");
        QVERIFY(process.waitForReadyRead(20'000));
        process.terminate();
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void capturedFramesAreExported()
    {
        writeCapture(file("x.pcap"), 3, 1);
        const CliRun csv = runCli({QStringLiteral("frames"), QStringLiteral("--from"), file("x.pcap"),
                                   QStringLiteral("--schema"), QStringLiteral("text:str"), QStringLiteral("--csv")});
        COMPARE_STATUS(csv, 0);
        const QByteArrayList lines = csv.output.split('\n');
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines.at(0), QByteArray("number,time_ns,position,length,missed_before,kept,hex,text,error\r"));
        QVERIFY2(lines.at(2).startsWith("3,") && lines.at(2).contains(",15,6,5,6,") && lines.at(2).endsWith(",m1,\r"),
                 lines.at(2).constData());
        const CliRun some = runCli({QStringLiteral("frames"), QStringLiteral("--from"), file("x.pcap"),
                                    QStringLiteral("--limit"), QStringLiteral("2"), QStringLiteral("--json")});
        COMPARE_STATUS(some, 0);
        QCOMPARE(some.json().size(), std::size_t{2});
        QCOMPARE(keysOf(some.json().at(0)), QByteArray("number,time_ns,position,length,missed_before,hex"));
        COMPARE_STATUS(runCli({QStringLiteral("frames"), QStringLiteral("--from"), file("none.pcap")}), 1);
        COMPARE_STATUS(runCli({QStringLiteral("frames"), QStringLiteral("x"), QStringLiteral("--csv")}), 2);
        COMPARE_STATUS(runCli({QStringLiteral("frames")}), 2);
        COMPARE_STATUS(
            runCli({QStringLiteral("frames"), QStringLiteral("x"), QStringLiteral("--from"), file("x.pcap")}), 2);
    }
};

QTEST_GUILESS_MAIN(tst_CliCaptureTrouble)
#include "tst_cli_capture_trouble.moc"
