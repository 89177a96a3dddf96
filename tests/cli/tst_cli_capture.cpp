// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <vector>

using namespace membridge;
using namespace membridge::test;

namespace {

QString q(const std::string &text)
{
    return QString::fromStdString(text);
}

ByteVector payload(std::size_t number)
{
    ByteVector bytes(number % 90);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(number * 31 + i * 7);
    return bytes;
}

/// As a packet shows it: the length prefix and the payload.
QByteArray packet(const ByteVector &bytes)
{
    const auto length = static_cast<std::uint32_t>(bytes.size());
    QByteArray frame(reinterpret_cast<const char *>(&length), sizeof length);
    return frame.append(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

std::vector<QByteArray> pendingOf(const std::string &name)
{
    std::vector<QByteArray> frames;
    const CliRun run = runCli({QStringLiteral("frames"), q(name), QStringLiteral("--json")});
    for (const Json &frame : run.json())
        frames.push_back(QByteArray::fromHex(QByteArray::fromStdString(frame.value("hex", ""))));
    return frames;
}

} // namespace

class tst_CliCapture : public TestCase
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }

    /// Captures `count` frames, pushed once the capture follows the ring.
    CliRun captured(const TestSegment &segment, SpscProducer &producer, std::size_t count, const QString &path) const
    {
        LiveCli capture({QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), path,
                         QStringLiteral("--count"), QString::number(count), QStringLiteral("--json")});
        // The file is made when the ring is followed.
        if (!QTest::qWaitFor([&] { return QFile::exists(path); }, 20'000))
            qFatal("the capture did not begin");
        for (std::size_t i = 0; i < count; ++i) {
            if (!QTest::qWaitFor([&] { return producer.tryPush(payload(i)) == PushOutcome::Pushed; }, 20'000))
                qFatal("the capture's ring stays full");
        }
        return capture.finish();
    }

private slots:
    void framesComeBackByteForByte()
    {
        const TestSegment segment("capture");
        const TestSegment copy("copy");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const SharedMemory other = SharedMemory::create(copy.name(), 24 + 65536);
        (void)other.spsc();
        constexpr std::size_t count = 300;
        const CliRun capture = captured(segment, producer, count, file("a.pcap"));
        COMPARE_STATUS(capture, 0);
        QCOMPARE(capture.json().value("frames", 0), static_cast<int>(count));
        QCOMPARE(capture.json().value("missed_bytes", -1), 0);
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < count; ++i)
            bytes += payload(i).size() + ring_layout::frameHeaderSize;
        QCOMPARE(capture.json().value("bytes", std::size_t{0}), bytes);
        QCOMPARE(pendingOf(segment.name()).size(), count); // nothing was consumed

        const CliRun replay = runCli({QStringLiteral("replay"), file("a.pcap"), q(copy.name()),
                                      QStringLiteral("--speed"), QStringLiteral("max"), QStringLiteral("--json")});
        COMPARE_STATUS(replay, 0);
        QCOMPARE(replay.json().value("frames", 0), static_cast<int>(count));
        QCOMPARE(pendingOf(copy.name()), pendingOf(segment.name()));
    }

    void tsharkReadsIt()
    {
        const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
        QVERIFY2(!tshark.isEmpty(), "tshark is not installed: this test needs it");
        const TestSegment segment("capture");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        constexpr std::size_t count = 50;
        COMPARE_STATUS(captured(segment, producer, count, file("t.pcap")), 0);
        OwnProcess process;
        process.start(tshark,
                      {QStringLiteral("-r"), file("t.pcap"), QStringLiteral("-T"), QStringLiteral("fields"),
                       QStringLiteral("-e"), QStringLiteral("frame.time_epoch"), QStringLiteral("-e"),
                       QStringLiteral("frame.len"), QStringLiteral("-e"), QStringLiteral("data")});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), static_cast<qsizetype>(count));
        double last = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const QList<QByteArray> fields = lines.at(static_cast<qsizetype>(i)).split('\t');
            QCOMPARE(fields.size(), 3);
            QVERIFY(fields.at(0).toDouble() >= last);
            last = fields.at(0).toDouble();
            QCOMPARE(fields.at(1).toULongLong(), payload(i).size() + ring_layout::frameHeaderSize);
            QCOMPARE(QByteArray::fromHex(fields.at(2)), packet(payload(i)));
        }
        QVERIFY(std::abs(last - static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000) < 600);
    }

    void whatIsMissedIsCountedToTheByte()
    {
        const TestSegment segment("capture");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 1024);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        LiveCli capture({QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), file("m.pcap"),
                         QStringLiteral("--json")});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(file("m.pcap")); }, 20'000));
        // Far faster than anybody can look: the ring turns over some ten thousand times.
        const ByteVector bytes = payload(64);
        std::uint64_t moved = 0;
        for (int i = 0; i < 200'000; ++i) {
            QCOMPARE(producer.tryPush(bytes), PushOutcome::Pushed);
            (void)consumer.pop();
            moved += bytes.size() + ring_layout::frameHeaderSize;
        }
        capture.signal(SIGINT);
        const CliRun run = capture.finish();
        COMPARE_STATUS(run, 0);
        const Json json = run.json();
        QCOMPARE(json.value("bytes", std::uint64_t{0}) + json.value("missed_bytes", std::uint64_t{0}), moved);
        QVERIFY(json.value("missed_bytes", std::uint64_t{0}) > 0);
    }

    void aSignalEndsItWithAFileThatCanBeRead_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("interrupt") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }

    void aSignalEndsItWithAFileThatCanBeRead()
    {
        QFETCH(int, number);
        const TestSegment segment("capture");
        const TestSegment copy("copy");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 4096);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const SharedMemory other = SharedMemory::create(copy.name(), 24 + 4096);
        (void)other.spsc();
        const QString path = file("s.pcap");
        QFile::remove(path);
        LiveCli capture(
            {QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), path, QStringLiteral("--json")});
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(path); }, 20'000));
        QCOMPARE(producer.tryPush(payload(33)), PushOutcome::Pushed);
        capture.signal(number);
        const CliRun run = capture.finish();
        COMPARE_STATUS(run, 0);
        QCOMPARE(run.json().value("frames", 0), 1);
        COMPARE_STATUS(runCli({QStringLiteral("replay"), path, q(copy.name()), QStringLiteral("--json")}), 0);
        QCOMPARE(pendingOf(copy.name()).size(), std::size_t{1});
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray(1000, 'x');
        QTest::newRow("another link type") << QByteArray::fromHex("4d3cb2a1020004000000000000000000000004000100000000");
    }

    void badFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const TestSegment copy("copy");
        const SharedMemory other = SharedMemory::create(copy.name(), 24 + 4096);
        (void)other.spsc();
        QFile bad(file("bad.pcap"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write(bytes);
        bad.close();
        COMPARE_STATUS(runCli({QStringLiteral("replay"), bad.fileName(), q(copy.name())}), 1);
        QVERIFY(pendingOf(copy.name()).empty());
    }

    void aCutFileGivesWhatIsWhole()
    {
        const TestSegment segment("capture");
        const TestSegment copy("copy");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const SharedMemory other = SharedMemory::create(copy.name(), 24 + 65536);
        (void)other.spsc();
        COMPARE_STATUS(captured(segment, producer, 20, file("cut.pcap")), 0);
        QFile cut(file("cut.pcap"));
        QVERIFY(cut.resize(cut.size() - 5));
        COMPARE_STATUS(runCli({QStringLiteral("replay"), cut.fileName(), q(copy.name()), QStringLiteral("--speed"),
                               QStringLiteral("max")}),
                       1);
        QCOMPARE(pendingOf(copy.name()).size(), std::size_t{19});
    }

    void failuresNameTheFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << QStringLiteral("/nowhere/at/all.pcap");
        QTest::newRow("full disk") << QStringLiteral("/dev/full");
    }

    void failuresNameTheFile()
    {
        QFETCH(QString, path);
        const TestSegment segment("capture");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(producer.tryPush(payload(i)), PushOutcome::Pushed);
        const CliRun run = runCli({QStringLiteral("capture"), q(segment.name()), QStringLiteral("-o"), path,
                                   QStringLiteral("--for"), QStringLiteral("200"), QStringLiteral("--json")});
        QVERIFY2(run.status == 1 || run.status == 3, run.text().constData());
        QVERIFY2(run.errors.contains(path.toUtf8()), run.text().constData());
    }

    void aFullRingIsWaitedForAndThenSaid()
    {
        const TestSegment segment("capture");
        const TestSegment copy("copy");
        const SharedMemory memory = SharedMemory::create(segment.name(), 24 + 65536);
        const SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        const SharedMemory other = SharedMemory::create(copy.name(), 24 + 256);
        (void)other.spsc();
        COMPARE_STATUS(captured(segment, producer, 60, file("f.pcap")), 0);
        const CliRun run = runCli({QStringLiteral("replay"), file("f.pcap"), q(copy.name()), QStringLiteral("--speed"),
                                   QStringLiteral("max"), QStringLiteral("--timeout"), QStringLiteral("50"),
                                   QStringLiteral("--json")});
        COMPARE_STATUS(run, 4);
        QVERIFY(run.json().value("frames", 0) > 0);
    }
};

QTEST_GUILESS_MAIN(tst_CliCapture)
#include "tst_cli_capture.moc"
