// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/capture/capture_file_error.h"
#include "core/capture/capture_format.h"
#include "core/capture/capture_reader.h"
#include "core/capture/capture_table.h"
#include "core/capture/capture_writer.h"
#include "tests/support/bytes.h"
#include "tests/support/errors.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace membridge;
using namespace membridge::test;
using Outcome = CaptureReader::Outcome;

namespace {

/// A frame of its length prefix and `payload` bytes that tell which one it is.
ByteVector numberedFrame(std::uint32_t number, std::uint32_t payload = 20)
{
    ByteVector frame(4 + std::size_t{payload}, std::byte(number));
    std::memcpy(frame.data(), &payload, 4);
    if (payload >= 4)
        std::memcpy(frame.data() + 4, &number, 4);
    return frame;
}

void add(CaptureWriter &writer, std::uint32_t number, std::uint32_t payload = 20)
{
    const ByteVector frame = numberedFrame(number, payload);
    writer.frame({.timeNs = number * 1000, .position = 0, .length = frame.size(), .bytes = frame});
}

/// The numbers in a file's frames; what is wrong with the file goes to `fault`.
std::vector<std::uint32_t> numbersIn(const std::string &path, std::string *fault = nullptr)
{
    std::vector<std::uint32_t> numbers;
    CaptureReader reader(path);
    CapturedPacket packet;
    Outcome outcome;
    while ((outcome = reader.next(packet)) == Outcome::Packet) {
        std::uint32_t number = 0;
        std::memcpy(&number, packet.payload().data(), 4);
        numbers.push_back(number);
    }
    if (fault != nullptr)
        *fault = reader.fault();
    return numbers;
}

/// How many packets tshark finds; -1 when it complains.
int packetsByTshark(const std::string &path)
{
    OwnProcess process;
    process.start(QStringLiteral("tshark"),
                  {QStringLiteral("-r"), QString::fromStdString(path), QStringLiteral("-T"), QStringLiteral("fields"),
                   QStringLiteral("-e"), QStringLiteral("frame.len")});
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return -1;
    return static_cast<int>(process.readAllStandardOutput().count('\n'));
}

/// What this process may write into one file.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const struct rlimit limit = {bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    struct rlimit m_before;
};

/// As somebody who may not write everywhere, also where the tests are run by root.
class AsNobody
{
public:
    AsNobody() : m_uid(::geteuid())
    {
        if (m_uid == 0 && ::seteuid(65534) != 0)
            qFatal("the user can't be changed");
    }
    ~AsNobody() { (void)::seteuid(m_uid); }
    AsNobody(const AsNobody &) = delete;
    AsNobody &operator=(const AsNobody &) = delete;

private:
    uid_t m_uid;
};

QByteArray word(std::uint32_t value, bool swapped = false)
{
    QByteArray bytes(reinterpret_cast<const char *>(&value), 4);
    if (swapped)
        std::reverse(bytes.begin(), bytes.end());
    return bytes;
}

QByteArray header(std::uint32_t magic, bool swapped = false, std::uint32_t snapLength = 262144, std::uint32_t link = 147)
{
    return word(magic, swapped) + word(swapped ? 0x0400'0200 : 0x0004'0002) + word(0) + word(0)
        + word(snapLength, swapped) + word(link, swapped);
}

QByteArray packet(std::uint32_t seconds, std::uint32_t fraction, std::uint32_t kept, std::uint32_t length,
                  const QByteArray &bytes, bool swapped = false)
{
    return word(seconds, swapped) + word(fraction, swapped) + word(kept, swapped) + word(length, swapped) + bytes;
}

QByteArray qBytes(const ByteVector &bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

constexpr std::uint32_t nanoseconds = 0xa1b2'3c4d;
constexpr std::uint32_t microseconds = 0xa1b2'c3d4;

} // namespace

class tst_CaptureFiles : public TestCase
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string file(const char *name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }

private slots:
    void init()
    {
        TestCase::init();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void rotationKeepsTheNewestWithinTheirSize()
    {
        constexpr std::uint64_t size = 4096;
        constexpr std::uint32_t count = 1000;
        CaptureWriter writer(file("log.pcap"), {.maxFileBytes = size, .maxFiles = 3});
        for (std::uint32_t i = 0; i < count; ++i)
            add(writer, i);
        writer.finish();
        QCOMPARE(writer.counts().frames, count);
        QCOMPARE(writer.files().size(), std::size_t{3});
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 3);
        std::uint32_t expected = 0;
        std::size_t kept = 0;
        for (const std::string &path : writer.files()) {
            QVERIFY(QFileInfo(QString::fromStdString(path)).size() <= static_cast<qint64>(size));
            std::string fault;
            const std::vector<std::uint32_t> numbers = numbersIn(path, &fault);
            QCOMPARE(fault, std::string());
            QVERIFY(!numbers.empty());
            if (path == writer.files().front())
                expected = numbers.front();
            for (const std::uint32_t number : numbers)
                QCOMPARE(number, expected++);
            QCOMPARE(packetsByTshark(path), static_cast<int>(numbers.size()));
            kept += numbers.size();
        }
        QCOMPARE(expected, count);                       // the newest are there
        QVERIFY(kept > 2 * (size - 24) / (16 + 24) - 3); // and files are full
    }

    void aFrameTooLargeForTheFileIsCutAndCounted()
    {
        CaptureWriter writer(file("large.pcap"));
        const ByteVector frame = numberedFrame(7, 300'000);
        writer.frame({.timeNs = 0,
                      .position = 0,
                      .length = frame.size(),
                      .bytes = std::span<const std::byte>(frame).first(capture_format::mostPacketBytes)});
        add(writer, 8, static_cast<std::uint32_t>(capture_format::mostPacketBytes) - 4);
        writer.finish();
        QCOMPARE(writer.counts().truncated, quint64(1));
        QCOMPARE(writer.counts().bytes, 300'004 + capture_format::mostPacketBytes);
        CaptureReader reader(file("large.pcap"));
        CapturedPacket packet;
        QCOMPARE(reader.next(packet), Outcome::Packet);
        QVERIFY(packet.truncated());
        QCOMPARE(packet.length, quint64(300'004));
        QCOMPARE(packet.bytes.size(), std::size_t(capture_format::mostPacketBytes));
        QCOMPARE(reader.next(packet), Outcome::Packet);
        QVERIFY(!packet.truncated());
        QCOMPARE(reader.next(packet), Outcome::End);
        QCOMPARE(packetsByTshark(file("large.pcap")), 2);
    }

    void gapsComeBackWhereTheyWere()
    {
        CaptureWriter writer(file("gap.pcap"), {}, 0);
        add(writer, 1);
        writer.gap({.timeNs = 5, .position = 24, .bytes = 1000});
        add(writer, 2);
        writer.gap({.timeNs = 6, .position = 24, .bytes = 7});
        writer.finish();
        QCOMPARE(writer.counts().gaps, quint64(2));
        CaptureReader reader(file("gap.pcap"));
        CapturedPacket packet;
        CaptureTable table(CaptureTable::Format::Csv, {});
        QStringList rows;
        while (reader.next(packet) == Outcome::Packet) {
            const std::string row = table.row(packet);
            if (!row.empty())
                rows << QString::fromStdString(row);
        }
        QCOMPARE(rows.size(), 2);
        QVERIFY2(rows.at(0).startsWith(QStringLiteral("1,1000,0,20,0,20,01000000")), qPrintable(rows.at(0)));
        QVERIFY2(rows.at(1).startsWith(QStringLiteral("3,2000,1024,20,1000,20,02000000")), qPrintable(rows.at(1)));
        QCOMPARE(table.missedBytes(), quint64(1007));
    }

    void afterAnErrorEveryCallIsThatError_data()
    {
        QTest::addColumn<bool>("rotates");
        QTest::newRow("file size limit") << false;
        QTest::newRow("the next file can't be made") << true;
    }

    void afterAnErrorEveryCallIsThatError()
    {
        QFETCH(bool, rotates);
        std::optional<CaptureWriter> writer(std::in_place, file("e.pcap"),
                                            CaptureLimits{.maxFileBytes = rotates ? 4096u : 0u, .maxFiles = 0});
        if (rotates)
            QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("e.00002.pcap")));
        const FileSizeLimit limit(100'000);
        std::uint32_t number = 0;
        const auto fillIt = [&] {
            for (; number < 100'000; ++number) {
                add(*writer, number);
                if (number % 1000 == 999) // so that the error comes in the middle of what was collected
                    writer->finish();
            }
        };
        const auto first = errorOf(fillIt);
        QVERIFY(first);
        QCOMPARE(first->code(), rotates ? ErrorCode::InvalidArgument : ErrorCode::NoSpace);
        QVERIFY(QByteArray(first->what()).contains(m_folder->path().toUtf8()));
        const CaptureCounts counts = writer->counts();
        const std::vector<std::string> files(writer->files().begin(), writer->files().end());
        QCOMPARE(files.size(), std::size_t{1});
        for (const std::function<void()> &call :
             std::vector<std::function<void()>>{[&] { add(*writer, 1); }, [&] { writer->gap({}); },
                                                [&] { writer->settle(); }, [&] { writer->finish(); }}) {
            const auto again = errorOf(call);
            QVERIFY(again);
            QCOMPARE(QByteArray(again->what()), QByteArray(first->what()));
        }
        writer.reset();
        // What was written before is whole, and it is what the counts said.
        std::string fault;
        const std::vector<std::uint32_t> numbers = numbersIn(files.front(), &fault);
        QCOMPARE(fault, std::string());
        QCOMPARE(numbers.size(), std::size_t(counts.frames));
        QVERIFY(!numbers.empty());
        QCOMPARE(numbers.back() + 1, static_cast<std::uint32_t>(numbers.size()));
        QCOMPARE(packetsByTshark(files.front()), static_cast<int>(numbers.size()));
    }

    void aFileThatCantEvenBeBegunIsNotLeftBehind()
    {
        const FileSizeLimit limit(10);
        COMPARE_ERROR(CaptureWriter(file("none.pcap")), ErrorCode::NoSpace);
        QVERIFY(!QFile::exists(QString::fromStdString(file("none.pcap"))));
    }

    void withoutPermissionItSaysSo()
    {
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
        {
            const AsNobody nobody;
            COMPARE_ERROR(CaptureWriter(file("x.pcap")), ErrorCode::PermissionDenied);
            COMPARE_ERROR(CaptureReader(file("x.pcap")), ErrorCode::PermissionDenied);
        }
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void hostileFiles_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("packets");
        QTest::addColumn<qint64>("timeNs");    ///< Of the last one.
        QTest::addColumn<QByteArray>("fault"); ///< Part of it; empty: none.
        const QByteArray frame = qBytes(numberedFrame(1, 8));
        const QByteArray head = header(nanoseconds);
        const QByteArray good = packet(1, 2, 12, 12, frame);
        constexpr qint64 second = 1'000'000'000;
        QTest::newRow("empty") << QByteArray() << 0 << qint64(0) << QByteArray("truncated");
        QTest::newRow("half a magic number") << head.left(2) << 0 << qint64(0) << QByteArray("truncated");
        QTest::newRow("truncated header") << head.left(23) << 0 << qint64(0) << QByteArray("truncated");
        QTest::newRow("header only") << head << 0 << qint64(0) << QByteArray();
        QTest::newRow("nanoseconds") << head + good << 1 << second + 2 << QByteArray();
        QTest::newRow("microseconds") << header(microseconds) + good << 1 << second + 2000 << QByteArray();
        QTest::newRow("byte-swapped") << header(nanoseconds, true) + packet(1, 2, 12, 12, frame, true) << 1
                                      << second + 2 << QByteArray();
        QTest::newRow("byte-swapped microseconds")
            << header(microseconds, true) + packet(1, 2, 12, 12, frame, true) << 1 << second + 2000 << QByteArray();
        QTest::newRow("truncated packet header")
            << head + good + good.left(15) << 1 << second + 2 << QByteArray("truncated");
        QTest::newRow("truncated packet") << head + good + good.left(27) << 1 << second + 2 << QByteArray("truncated");
        QTest::newRow("wrong link type") << header(nanoseconds, false, 262144, 1) + good << 0 << qint64(0)
                                         << QByteArray("link type is 1");
        QTest::newRow("zero length") << head + good + packet(1, 2, 0, 0, {}) << 1 << second + 2
                                     << QByteArray("no frame");
        QTest::newRow("three bytes") << head + packet(1, 2, 3, 3, "abc") << 0 << qint64(0) << QByteArray("no frame");
        QTest::newRow("kept more than there was")
            << head + packet(1, 2, 12, 5, frame) << 0 << qint64(0) << QByteArray("no frame");
        QTest::newRow("length above the snap length")
            << header(nanoseconds, false, 8) + packet(1, 2, 12, 12, frame) << 1 << second + 2 << QByteArray();
        QTest::newRow("length prefix says more")
            << head + packet(1, 2, 12, 13, frame) << 0 << qint64(0) << QByteArray("length prefix says 12");
        QTest::newRow("4 GiB length") << head + good + packet(1, 2, 0xffff'ffff, 0xffff'ffff, frame) << 1 << second + 2
                                      << QByteArray("after 1 packet");
        QTest::newRow("a gap with another tag")
            << head + packet(1, 2, 16, 16, QByteArray(4, '\xff') + "GAP!" + QByteArray(8, '\0')) << 0 << qint64(0)
            << QByteArray("length prefix says 4294967299");
        QTest::newRow("a cut gap") << head + packet(1, 2, 12, 16, QByteArray(4, '\xff') + QByteArray("GAP\0zzzz", 8))
                                   << 0 << qint64(0) << QByteArray("length prefix");
        QTest::newRow("times at their limits")
            << head + packet(0xffff'ffff, 0xffff'ffff, 12, 12, frame) << 1 << qint64(-1) << QByteArray();
    }

    void hostileFiles()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, packets);
        QFETCH(qint64, timeNs);
        QFETCH(QByteArray, fault);
        const std::string path = file("hostile.pcap");
        QFile out(QString::fromStdString(path));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
        out.close();
        CaptureReader reader(path);
        for (int round = 0; round < 2; ++round) {
            CapturedPacket packet;
            Outcome outcome;
            int count = 0;
            while ((outcome = reader.next(packet)) == Outcome::Packet) {
                ++count;
                QVERIFY(packet.bytes.size() >= 4 || packet.kind == CapturedPacket::Kind::Gap);
                if (timeNs >= 0)
                    QCOMPARE(packet.timeNs, timeNs);
                QVERIFY(packet.timeNs >= 0);
            }
            QCOMPARE(count, packets);
            QCOMPARE(outcome, fault.isEmpty() ? Outcome::End : Outcome::Faulty);
            QVERIFY2(QByteArray::fromStdString(reader.fault()).contains(fault), reader.fault().c_str());
            QCOMPARE(reader.next(packet), outcome); // and stays so
            reader.rewind();
        }
    }

    void tablesHaveAColumnAField()
    {
        std::string payload("\x2a\0\0\0\x03\0\0\0=1,", 11);
        CaptureWriter writer(file("t.pcap"), {}, 0);
        ByteVector frame = numberedFrame(0, static_cast<std::uint32_t>(payload.size()));
        std::memcpy(frame.data() + 4, payload.data(), payload.size());
        writer.frame({.timeNs = 9, .position = 0, .length = frame.size(), .bytes = frame});
        writer.finish();
        const Schema schema = std::get<Schema>(parseSchema("n:u32 text:str"));
        for (const auto format : {CaptureTable::Format::Csv, CaptureTable::Format::Json}) {
            CaptureReader reader(file("t.pcap"));
            CapturedPacket packet;
            QCOMPARE(reader.next(packet), Outcome::Packet);
            CaptureTable table(format, schema);
            const QString text = QString::fromStdString(table.header() + table.row(packet));
            QCOMPARE(text,
                     format == CaptureTable::Format::Csv
                         ? QStringLiteral("number,time_ns,position,length,missed_before,kept,hex,n,text,error\r\n"
                                          "1,9,0,11,0,11,2a000000030000003d312c,42,\"'=1,\",\r\n")
                         : QStringLiteral("{\"number\":1,\"time_ns\":9,\"position\":0,\"length\":11,\"missed_before\":0,"
                                          "\"hex\":\"2a000000030000003d312c\",\"values\":[42,\"=1,\"]}"));
        }
    }
};

QTEST_GUILESS_MAIN(tst_CaptureFiles)
#include "tst_capture_files.moc"
