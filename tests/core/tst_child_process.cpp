// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/ipc/error.h"
#include "core/platform/child_process.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace membridge;
using namespace membridge::platform;

namespace {

ChildProcess shell(const std::string &script, const std::string &directory = {})
{
    return ChildProcess::start({"sh", "-c", script}, directory);
}

bool ends(ChildProcess &child)
{
    return QTest::qWaitFor(
        [&] {
            child.update();
            return child.exit().has_value();
        },
        20'000);
}

bool prints(ChildProcess &child, const std::string &text)
{
    return QTest::qWaitFor(
        [&] {
            child.update();
            return child.standardOutput() == text;
        },
        20'000);
}

bool isAlive(std::int64_t pid)
{
    // A zombie whose parent has not looked yet answers to kill(); its state tells.
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray line = stat.readAll();
    return !line.isEmpty() && line.at(line.lastIndexOf(')') + 2) != 'Z';
}

} // namespace

class tst_ChildProcess : public test::TestCase
{
    Q_OBJECT

private slots:
    void exits_data();
    void exits();
    void outputs();
    void boundedOutput();
    void noInput();
    void directory();
    void stopAndContinue();
    void destructorKills();
    void grandchildrenEnd();
    void endsWithItsThread();
    void cannotStart_data();
    void cannotStart();
    void program();
};

void tst_ChildProcess::exits_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("signal");
    QTest::newRow("0") << "exit 0" << 0 << 0;
    QTest::newRow("255") << "exit 255" << 255 << 0;
    QTest::newRow("terminated") << "kill -TERM $$" << 0 << SIGTERM;
    QTest::newRow("killed") << "kill -KILL $$" << 0 << SIGKILL;
}

void tst_ChildProcess::exits()
{
    QFETCH(QString, script);
    QFETCH(int, status);
    QFETCH(int, signal);
    ChildProcess child = shell(script.toStdString());
    QVERIFY(child.pid() > 0);
    QVERIFY(ends(child));
    QCOMPARE(child.exit()->status, status);
    QCOMPARE(child.exit()->signal, signal);
    // Nobody is struck who has the number now.
    child.signal(ChildSignal::Kill);
}

void tst_ChildProcess::outputs()
{
    ChildProcess child = shell("echo out; echo err >&2; printf end");
    QVERIFY(ends(child));
    QCOMPARE(child.standardOutput(), std::string("out\nend"));
    QCOMPARE(child.standardError(), std::string("err\n"));
}

void tst_ChildProcess::boundedOutput()
{
    ChildProcess child = shell("head -c 9000000 /dev/zero | tr '\\0' a; printf end");
    QVERIFY(ends(child));
    QVERIFY(child.standardOutput().size() <= 2 * ChildProcess::mostOutput);
    QVERIFY(child.standardOutput().size() >= ChildProcess::mostOutput);
    QVERIFY(child.standardOutput().ends_with("aend"));
}

void tst_ChildProcess::noInput()
{
    ChildProcess child = shell("read line; echo $?");
    QVERIFY(ends(child));
    QCOMPARE(child.standardOutput(), std::string("1\n"));
}

void tst_ChildProcess::directory()
{
    const QTemporaryDir folder;
    ChildProcess child = shell("pwd", folder.path().toStdString());
    QVERIFY(ends(child));
    QCOMPARE(QString::fromStdString(child.standardOutput()).trimmed(), QDir(folder.path()).canonicalPath());
}

void tst_ChildProcess::stopAndContinue()
{
    // Not a shell, which waits unstopped for a child that was stopped before it ran its program.
    ChildProcess child = ChildProcess::start({"sleep", "1000"});
    const auto isStopped = [&] {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(child.pid()));
        return stat.open(QIODevice::ReadOnly) && stat.readAll().contains(") T ");
    };
    child.signal(ChildSignal::Stop);
    QTRY_VERIFY(isStopped());
    child.signal(ChildSignal::Terminate);
    child.update();
    QVERIFY(!child.exit());
    child.signal(ChildSignal::Continue);
    QVERIFY(ends(child));
    QCOMPARE(child.exit()->signal, SIGTERM);
}

void tst_ChildProcess::destructorKills()
{
    std::int64_t pid = 0;
    {
        ChildProcess child = shell("trap '' TERM; echo ready; while :; do sleep 0.01; done");
        pid = child.pid();
        QVERIFY(prints(child, "ready\n"));
        QVERIFY(isAlive(pid));
    }
    QVERIFY(!isAlive(pid));
}

void tst_ChildProcess::grandchildrenEnd()
{
    ChildProcess child = shell("sleep 1000 & echo $!");
    QVERIFY(ends(child));
    const std::int64_t grandchild = std::stoll(child.standardOutput());
    QVERIFY(grandchild > 0);
    QTRY_VERIFY(!isAlive(grandchild));
}

void tst_ChildProcess::endsWithItsThread()
{
    std::int64_t pid = 0;
    // Never destroyed, as when the program that started it is killed.
    ChildProcess *child = nullptr;
    std::thread([&] {
        child = new ChildProcess(ChildProcess::start({"sleep", "1000"}));
        pid = child->pid();
    }).join();
    QVERIFY(ends(*child));
    QCOMPARE(child->exit()->signal, SIGKILL);
    delete child;
}

void tst_ChildProcess::cannotStart_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("directory");
    QTest::addColumn<int>("code");
    QTest::newRow("no such program") << "membridge-no-such-program"
                                     << "" << int(ErrorCode::NotFound);
    QTest::newRow("no such file") << "/nowhere/program"
                                  << "" << int(ErrorCode::NotFound);
    QTest::newRow("a directory") << "/tmp/"
                                 << "" << int(ErrorCode::PermissionDenied);
    QTest::newRow("no such directory") << "true"
                                       << "/nowhere" << int(ErrorCode::NotFound);
}

void tst_ChildProcess::cannotStart()
{
    QFETCH(QString, program);
    QFETCH(QString, directory);
    QFETCH(int, code);
    try {
        (void)ChildProcess::start({program.toStdString()}, directory.toStdString());
        QFAIL("it started");
    } catch (const Error &error) {
        QCOMPARE(int(error.code()), code);
        QCOMPARE(error.segment(), program.toStdString());
    }
}

void tst_ChildProcess::program()
{
    QVERIFY(QString::fromStdString(ownProgram()).endsWith(QStringLiteral("tst_child_process")));
}

QTEST_GUILESS_MAIN(tst_ChildProcess)
#include "tst_child_process.moc"
