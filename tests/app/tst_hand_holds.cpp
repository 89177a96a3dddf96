// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/participant.h"
#include "core/ipc/hold_record.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <cstring>
#include <memory>
#include <optional>
#include <sys/stat.h>
#include <thread>

using namespace membridge;
using namespace membridge::test;
using namespace std::chrono_literals;

namespace {

platform::SegmentStat statOf(const std::string &name)
{
    return platform::stat(platform::openSegment(name, platform::Access::ReadOnly), name);
}

Participant participantOf(const std::string &name, const StopFlag *stop)
{
    return Participant(QByteArray::fromStdString(name), statOf(name), Layout::Region, 10min, stop);
}

/// What another process does until it is killed.
int zeroByHand(const char *name)
{
    const StopFlag stop;
    Participant participant(name, statOf(name), Layout::Region, 10min, &stop);
    participant.start();
    participant.perform({.kind = Operation::Kind::Zero, .values = {}, .schema = {}, .dataOffset = {}});
    return 0;
}

std::vector<RecordedHold> holdsOf(const std::string &name)
{
    const auto handle = platform::openSegment(name, platform::Access::ReadOnly);
    return recordedHolds(handle, platform::stat(handle, name));
}

Operation operationOf(Operation::Kind kind)
{
    Operation operation{.kind = kind, .values = {}, .schema = {}, .dataOffset = 0};
    operation.values = {Value{std::int64_t{7}}};
    if (kind == Operation::Kind::Read)
        operation.schema = std::get<Schema>(parseSchema("i64"));
    operation.segmentOffset = 100;
    operation.before = ByteVector(65'536);
    operation.after = ByteVector(65'536, std::byte{5});
    return operation;
}

} // namespace

/// What is done by hand holds the lock, too: others can know by whom.
class HandHoldsTest : public TestCase
{
    Q_OBJECT

private slots:
    void init()
    {
        m_runtime = std::make_unique<QTemporaryDir>();
        QVERIFY(qputenv("XDG_RUNTIME_DIR", m_runtime->path().toLocal8Bit()));
        QCOMPARE(::chmod(m_runtime->path().toLocal8Bit().constData(), 0700), 0);
    }

    void whoWaitsIsTold_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("write");
        QTest::newRow("write") << int(Operation::Kind::Write) << true;
        QTest::newRow("zero") << int(Operation::Kind::Zero) << true;
        QTest::newRow("edit") << int(Operation::Kind::Edit) << true;
        QTest::newRow("read") << int(Operation::Kind::Read) << false;
    }

    void whoWaitsIsTold()
    {
        QFETCH(int, kind);
        QFETCH(bool, write);
        const TestSegment segment("hand");
        segment.create(100'000);
        segment.put<std::int32_t>(0, -1);
        StopFlag stop;
        Participant participant = participantOf(segment.name(), &stop);
        std::optional<OperationResult> result;
        connect(
            &participant, &Participant::performed, &participant,
            [&result](const OperationResult &done) { result = done; }, Qt::DirectConnection);
        participant.start();
        QVERIFY(holdsOf(segment.name()).empty());
        std::thread thread([&] { participant.perform(operationOf(static_cast<Operation::Kind>(kind))); });
        const bool told = QTest::qWaitFor([&] { return holdsOf(segment.name()).size() == 1; }, 20'000);
        const auto holds = holdsOf(segment.name());
        segment.put<std::int32_t>(0, 0);
        thread.join();
        QVERIFY(told);
        QCOMPARE(holds[0].program, std::string("membridge-scope"));
        QCOMPARE(holds[0].write, write);
        QVERIFY(holds[0].alive && !holds[0].taken);
        QVERIFY(result && !result->error && result->wait == WaitOutcome::Done);
        QVERIFY(holdsOf(segment.name()).empty());
        QCOMPARE(segment.get<std::int32_t>(0), 0);
    }

    void alsoWhenTheNameIsGone()
    {
        const TestSegment segment("hand");
        segment.create(4096);
        StopFlag stop;
        Participant participant = participantOf(segment.name(), &stop);
        std::optional<OperationResult> result;
        connect(
            &participant, &Participant::performed, &participant,
            [&result](const OperationResult &done) { result = done; }, Qt::DirectConnection);
        participant.start();
        segment.unlink();
        participant.perform(operationOf(Operation::Kind::Write));
        QVERIFY(result && !result->error && result->wait == WaitOutcome::Done);
    }

    void whoWasKilledWhileItZeroed()
    {
        const TestSegment segment("hand");
        segment.create(std::uint64_t{1} << 30);
        OwnProcess other;
        other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        other.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--zero"), QString::fromStdString(segment.name())});
        QVERIFY(other.waitForStarted());
        const qint64 pid = other.processId();
        const auto isTaken = [&] {
            const auto holds = holdsOf(segment.name());
            return holds.size() == 1 && holds[0].taken;
        };
        // Zeroing takes a good part of a second.
        const QDeadlineTimer deadline(20'000);
        while (!isTaken() && !deadline.hasExpired() && other.state() == QProcess::Running)
            QThread::usleep(100);
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(segment.get<std::int32_t>(0), -1);
        const auto holds = holdsOf(segment.name());
        QCOMPARE(holds.size(), 1U);
        QCOMPARE(holds[0].pid, pid);
        QVERIFY(holds[0].taken && holds[0].write && !holds[0].alive);
        QCOMPARE(deadHolder(holds, LockWord{-1}), &holds[0]);
    }

private:
    std::unique_ptr<QTemporaryDir> m_runtime;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::strcmp(argv[1], "--zero") == 0)
        return zeroByHand(argv[2]);
    HandHoldsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_hand_holds.moc"
