// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/ipc/hold_record.h"
#include "core/platform/hold_store.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;

/// Who holds a lock, and who died holding it, as records tell.
class tst_CliHolders : public TestCase
{
    Q_OBJECT

    static QJsonObject inspected(const TestSegment &segment)
    {
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI),
                      {QStringLiteral("inspect"), QString::fromStdString(segment.name()), QStringLiteral("--json")});
        process.waitForFinished();
        return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    }
    static QJsonArray holders(const TestSegment &segment)
    {
        return inspected(segment).value(QStringLiteral("holders")).toArray();
    }
    static QStringList findings(const TestSegment &segment)
    {
        QStringList codes;
        for (const QJsonValue &finding : inspected(segment).value(QStringLiteral("findings")).toArray())
            codes << finding.toObject().value(QStringLiteral("code")).toString();
        return codes;
    }
    QStringList records() const
    {
        return QDir(m_runtime->filePath(QStringLiteral("membridge-scope/holds")))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    static std::unique_ptr<QProcess> hold(const TestSegment &segment, const char *mode, int word)
    {
        auto process = std::make_unique<OwnProcess>();
        process->start(QStringLiteral(MEMBRIDGE_CLI),
                       {QStringLiteral("hold"), QString::fromStdString(segment.name()), QLatin1String(mode),
                        QStringLiteral("--for"), QStringLiteral("60000")});
        if (!process->waitForStarted() || !QTest::qWaitFor([&] { return segment.get<std::int32_t>(0) == word; }, 20'000))
            qFatal("the lock was not taken");
        if (!QTest::qWaitFor([&] { return process->bytesAvailable() > 0; }, 20'000)) // what it says comes after the record
            qFatal("it does not say that it holds the lock");
        return process;
    }

private slots:
    void init()
    {
        m_runtime = std::make_unique<QTemporaryDir>();
        QVERIFY(qputenv("XDG_RUNTIME_DIR", m_runtime->path().toLocal8Bit()));
        QCOMPARE(::chmod(m_runtime->path().toLocal8Bit().constData(), 0700), 0);
    }

    void aLivingHolderIsTold()
    {
        const TestSegment segment("holders");
        segment.create(4096);
        QVERIFY(holders(segment).isEmpty());
        const auto holder = hold(segment, "write", -1);
        const QJsonArray told = holders(segment);
        QCOMPARE(told.size(), 1);
        const QJsonObject first = told.at(0).toObject();
        QCOMPARE(first.value(QStringLiteral("pid")).toInteger(), holder->processId());
        QCOMPARE(first.value(QStringLiteral("mode")).toString(), QStringLiteral("write"));
        QCOMPARE(first.value(QStringLiteral("program")).toString(), QStringLiteral("membridge-cli"));
        QVERIFY(first.value(QStringLiteral("alive")).toBool());
        QVERIFY(first.value(QStringLiteral("taken")).toBool());
        QVERIFY(!findings(segment).contains(QStringLiteral("lock-orphaned")));
        struct ::stat status;
        QCOMPARE(
            ::stat(m_runtime->filePath(QStringLiteral("membridge-scope/holds")).toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0700u);
        // Looking at it, which opens and closes the segment, takes no mark away.
        QVERIFY(holders(segment).at(0).toObject().value(QStringLiteral("alive")).toBool());
        holder->terminate();
        QVERIFY(holder->waitForFinished());
        QVERIFY(holders(segment).isEmpty());
        QVERIFY(records().isEmpty());
    }

    void whoDiedHoldingIsNamed()
    {
        const TestSegment segment("holders");
        segment.create(4096);
        const auto holder = hold(segment, "write", -1);
        const qint64 pid = holder->processId();
        holder->kill();
        QVERIFY(holder->waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), -1);
        const QJsonObject first = holders(segment).at(0).toObject();
        QCOMPARE(first.value(QStringLiteral("pid")).toInteger(), pid);
        QVERIFY(!first.value(QStringLiteral("alive")).toBool());
        QVERIFY(findings(segment).contains(QStringLiteral("lock-orphaned")));
        const QJsonArray all = inspected(segment).value(QStringLiteral("findings")).toArray();
        QVERIFY(all.at(0).toObject().value(QStringLiteral("text")).toString().contains(QString::number(pid)));
        // The record stays while the word shows it, whoever asks for the lock next; then it goes.
        OwnProcess other;
        other.start(QStringLiteral(MEMBRIDGE_CLI),
                    {QStringLiteral("hold"), QString::fromStdString(segment.name()), QStringLiteral("write"),
                     QStringLiteral("--for"), QStringLiteral("1"), QStringLiteral("--timeout"), QStringLiteral("50")});
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitCode(), 4);
        QCOMPARE(records().size(), 1);
        OwnProcess unlock;
        unlock.start(QStringLiteral(MEMBRIDGE_CLI),
                     {QStringLiteral("unlock"), QString::fromStdString(segment.name()), QStringLiteral("--expect"),
                      QStringLiteral("-1")});
        QVERIFY(unlock.waitForFinished());
        QCOMPARE(unlock.exitCode(), 0);
        QVERIFY(unlock.readAllStandardOutput().contains("died holding the write lock"));
        QVERIFY(!findings(segment).contains(QStringLiteral("lock-orphaned")));
        other.start();
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitCode(), 0);
        QVERIFY(records().isEmpty());
    }

    void aDeadReaderProvesNothingOfOthers()
    {
        const TestSegment segment("holders");
        segment.create(4096);
        const auto first = hold(segment, "read", 1);
        const auto second = hold(segment, "read", 2);
        QCOMPARE(holders(segment).size(), 2);
        first->kill();
        QVERIFY(first->waitForFinished());
        QVERIFY(!findings(segment).contains(QStringLiteral("lock-orphaned")));
        int dead = 0;
        for (const QJsonValue &holder : holders(segment))
            dead += !holder.toObject().value(QStringLiteral("alive")).toBool();
        QCOMPARE(dead, 1);
        second->terminate();
        QVERIFY(second->waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), 1);
    }

    void signalsReleaseAndForget_data()
    {
        QTest::addColumn<int>("signal");
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            QTest::newRow(strsignal(signal)) << signal;
    }

    void signalsReleaseAndForget()
    {
        QFETCH(int, signal);
        const TestSegment segment("holders");
        segment.create(4096);
        const auto holder = hold(segment, "write", -1);
        QCOMPARE(::kill(static_cast<pid_t>(holder->processId()), signal), 0);
        QVERIFY(holder->waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), 0);
        QVERIFY(records().isEmpty());
    }

    void aKilledLoadNamesBothLocks()
    {
        const TestSegment segment("holders");
        segment.create(8192);
        OwnProcess load;
        load.start(QStringLiteral(MEMBRIDGE_CLI),
                   {QStringLiteral("lock-load"), QString::fromStdString(segment.name()), QStringLiteral("--readers"),
                    QStringLiteral("1"), QStringLiteral("--writers"), QStringLiteral("1"), QStringLiteral("--hold"),
                    QStringLiteral("3600s")});
        QVERIFY(load.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(holders(segment).size(), 2, 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(segment.get<std::int32_t>(0) != 0, 20'000);
        load.kill();
        QVERIFY(load.waitForFinished());
        QStringList modes;
        for (const QJsonValue &holder : holders(segment)) {
            QVERIFY(!holder.toObject().value(QStringLiteral("alive")).toBool());
            modes << holder.toObject().value(QStringLiteral("mode")).toString();
        }
        QCOMPARE(modes, (QStringList{QStringLiteral("read"), QStringLiteral("write")}));
    }

    void killedWhileItZeroed()
    {
        const TestSegment segment("holders");
        segment.create(std::uint64_t{1} << 30);
        OwnProcess zero;
        zero.start(QStringLiteral(MEMBRIDGE_CLI), {QStringLiteral("zero"), QString::fromStdString(segment.name())});
        QVERIFY(zero.waitForStarted());
        const qint64 pid = zero.processId();
        const auto handle = platform::openSegment(segment.name(), platform::Access::ReadOnly);
        const auto stat = platform::stat(handle, segment.name());
        const auto isTaken = [&] {
            const auto holds = recordedHolds(handle, stat);
            return holds.size() == 1 && holds.front().taken;
        };
        // Zeroing takes a good part of a second; nothing else would leave a record that can be seen.
        QDeadlineTimer deadline(20'000);
        while (!isTaken() && !deadline.hasExpired() && zero.state() == QProcess::Running)
            QThread::usleep(100);
        zero.kill();
        QVERIFY(zero.waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), -1);
        const QJsonObject first = holders(segment).at(0).toObject();
        QCOMPARE(first.value(QStringLiteral("pid")).toInteger(), pid);
        QVERIFY(first.value(QStringLiteral("taken")).toBool());
        QVERIFY(findings(segment).contains(QStringLiteral("lock-orphaned")));
    }

    void whoWaitsIsTold_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("mode");
        QTest::newRow("zero") << QStringList{"zero"} << "write";
        QTest::newRow("write") << QStringList{"write", "u32:7"} << "write";
        QTest::newRow("read") << QStringList{"read", "--locked", "--schema", "u32"} << "read";
    }

    void whoWaitsIsTold()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, mode);
        const TestSegment segment("holders");
        segment.create(4096);
        segment.put<std::int32_t>(0, -1);
        command.insert(1, QString::fromStdString(segment.name()));
        OwnProcess process;
        process.start(QStringLiteral(MEMBRIDGE_CLI), command + QStringList{"--timeout", "600000"});
        QVERIFY(process.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(holders(segment).size(), 1, 20'000);
        const QJsonObject first = holders(segment).at(0).toObject();
        QCOMPARE(first.value(QStringLiteral("mode")).toString(), mode);
        QVERIFY(!first.value(QStringLiteral("taken")).toBool());
        segment.put<std::int32_t>(0, 0);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(records().isEmpty());
    }

    void changesNoByte()
    {
        const TestSegment segment("holders");
        segment.create(100);
        const auto holder = hold(segment, "read", 1);
        QCOMPARE(segment.size(), quint64(100));
        QCOMPARE(segment.bytes(4, 96), ByteVector(96));
        holder->terminate();
        QVERIFY(holder->waitForFinished());
        QCOMPARE(segment.bytes(), ByteVector(100));
    }

    void hostileRecordsAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("garbage") << QByteArray(4000, '\xff');
        QTest::newRow("too large") << QByteArray("membridge hold 1\nwrite\nholding\n5\n") + QByteArray(5000, 'x');
        QTest::newRow("another version") << QByteArray("membridge hold 2\nwrite\nholding\n5\nx\n");
        QTest::newRow("no such mode") << QByteArray("membridge hold 1\nboth\nholding\n5\nx\n");
        QTest::newRow("no such state") << QByteArray("membridge hold 1\nwrite\nasleep\n5\nx\n");
        QTest::newRow("no number") << QByteArray("membridge hold 1\nwrite\nholding\n5s\nx\n");
        QTest::newRow("a number too large") << QByteArray("membridge hold 1\nwrite\nholding\n99999999999999999999\nx\n");
        QTest::newRow("a link") << QByteArray("link");
        QTest::newRow("a pipe") << QByteArray("pipe");
    }

    void hostileRecordsAreLeftOut()
    {
        QFETCH(QByteArray, text);
        const TestSegment segment("holders");
        segment.create(4096);
        segment.put<std::int32_t>(0, -1);
        QVERIFY(QDir().mkpath(m_runtime->filePath(QStringLiteral("membridge-scope/holds"))));
        for (const char *part : {"membridge-scope", "membridge-scope/holds"})
            QCOMPARE(::chmod(m_runtime->filePath(QLatin1String(part)).toLocal8Bit().constData(), 0700), 0);
        struct ::stat status;
        QCOMPARE(::stat(segment.path().c_str(), &status), 0);
        const QString path = m_runtime->filePath(
            QStringLiteral("membridge-scope/holds/%1-%2-12345").arg(status.st_dev).arg(status.st_ino));
        if (text == "link") {
            QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), path));
        } else if (text == "pipe") {
            QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        } else {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        }
        QVERIFY(holders(segment).isEmpty());
        QVERIFY(!findings(segment).contains(QStringLiteral("lock-orphaned"))
                || inspected(segment).value(QStringLiteral("processes_complete")).toBool());
    }

    void aDirectoryThatOthersWriteToIsNotUsed()
    {
        const TestSegment segment("holders");
        segment.create(4096);
        QVERIFY(QDir().mkpath(m_runtime->filePath(QStringLiteral("membridge-scope/holds"))));
        QCOMPARE(::chmod(m_runtime->filePath(QStringLiteral("membridge-scope/holds")).toLocal8Bit().constData(), 0777),
                 0);
        const auto holder = hold(segment, "write", -1);
        QVERIFY(records().isEmpty());
        QVERIFY(holders(segment).isEmpty());
        holder->terminate();
        QVERIFY(holder->waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_runtime;
};

QTEST_GUILESS_MAIN(tst_CliHolders)
#include "tst_cli_holders.moc"
