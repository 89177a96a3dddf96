// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <cstring>

using namespace membridge::test;

namespace {

/// A process that goes on until it is killed, unless it is told that its parent is gone.
void startSleeper(QProcess &process)
{
    process.start(QStringLiteral("sleep"), {QStringLiteral("3600")});
    QVERIFY(process.waitForStarted());
}

/// What a test is that is killed while its child runs: tells the child's number.
int beATest()
{
    OwnProcess child;
    startSleeper(child);
    std::printf("%lld\n", static_cast<long long>(child.processId()));
    std::fflush(stdout);
    child.waitForFinished(-1);
    return 0;
}

} // namespace

class tst_OwnProcess : public TestCase
{
    Q_OBJECT

private slots:
    void endsWithATestThatIsKilled();
};

void tst_OwnProcess::endsWithATestThatIsKilled()
{
    OwnProcess killed;
    killed.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--be-a-test")});
    QVERIFY(killed.waitForReadyRead(20'000));
    const auto child = static_cast<pid_t>(killed.readLine().trimmed().toLongLong());
    QVERIFY(child > 0);
    QCOMPARE(::kill(child, 0), 0);
    killed.kill();
    QVERIFY(killed.waitForFinished());
    // Whoever is its parent now has to take note of its end, too.
    const auto isGone = [child] {
        QFile status(QStringLiteral("/proc/%1/stat").arg(child));
        return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isGone(), 20'000);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 2 && std::strcmp(argv[1], "--be-a-test") == 0)
        return beATest();
    tst_OwnProcess test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_own_process.moc"
