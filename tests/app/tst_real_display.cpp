// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/ipc/error.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "tests/support/own_process.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace membridge;

/// The real program on a real X server with a real window manager, driven by real key presses.
class RealDisplayTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        // Another server outside of what this process can see may be in the way of a first one.
        QByteArray said;
        bool up = false;
        for (int attempt = 0; attempt < 3 && !up; ++attempt) {
            stop();
            up = start();
            said += m_server.readAllStandardError() + m_manager.readAllStandardError();
        }
        QVERIFY2(up, "no window manager came up: " + said);
    }

    void cleanupTestCase() { stop(); }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void cleanup()
    {
        try {
            SharedMemory::remove(m_name);
        } catch (const Error &) {
            // Never created.
        }
    }

    void keysAttachReadAndDetach()
    {
        const std::string &name = m_name;
        const SharedMemory memory = SharedMemory::create(name, 4096);
        MappedView view = memory.map();
        QCOMPARE(view.write(Value{std::int64_t{42}}), WaitOutcome::Done);

        test::OwnProcess program;
        program.setProcessEnvironment(m_environment);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QStringLiteral(MEMBRIDGE_SCOPE), QStringList());
        QVERIFY(program.waitForStarted());
        const QString window = windowCalled(QStringLiteral("^Membridge Scope$"));
        QVERIFY(!window.isEmpty());

        xdotool({QStringLiteral("windowfocus"), QStringLiteral("--sync"), window});
        xdotool({QStringLiteral("key"), QStringLiteral("ctrl+o")});
        QVERIFY(!windowCalled(QStringLiteral("^Attach to a segment")).isEmpty());
        xdotool({QStringLiteral("type"), QString::fromStdString(name)});
        xdotool({QStringLiteral("key"), QStringLiteral("Return")});
        const QString title = QStringLiteral("^%1 – Membridge Scope$").arg(QString::fromStdString(name));
        QVERIFY(!windowCalled(title).isEmpty());

        // What is on the screen is a window, not an empty frame.
        QTRY_VERIFY_WITH_TIMEOUT(coloursOnScreen() > 20, 20'000);

        xdotool({QStringLiteral("key"), QStringLiteral("ctrl+w")});
        QVERIFY(!windowCalled(QStringLiteral("^Membridge Scope$")).isEmpty());
        xdotool({QStringLiteral("key"), QStringLiteral("ctrl+q")});
        QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 20'000);
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
    }

private:
    bool start()
    {
        // The server picks a free display itself and says which.
        m_server.start(QStringLiteral("Xvfb"),
                       {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                        QStringLiteral("1400x900x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        if (!m_server.waitForStarted())
            return false;
        QByteArray display;
        if (!QTest::qWaitFor([&] { return (display += m_server.readAllStandardOutput()).endsWith('\n'); }, 20'000))
            return false;
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(QStringLiteral("DISPLAY"), QLatin1Char(':') + QString::fromLatin1(display.trimmed()));
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        m_environment.insert(QStringLiteral("HOME"), m_home.path());
        m_environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
        m_environment.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
        m_manager.setProcessEnvironment(m_environment);
        // A window that asks to be mapped while openbox is still starting stays unmapped for ever, so wait until it says it is up.
        m_manager.start(
            QStringLiteral("openbox"),
            {QStringLiteral("--startup"), QStringLiteral("xprop -root -f MANAGER_IS_UP 8s -set MANAGER_IS_UP yes")});
        const auto isUp = [&] {
            return run(QStringLiteral("xprop"), {QStringLiteral("-root"), QStringLiteral("MANAGER_IS_UP")}).contains("yes");
        };
        return m_manager.waitForStarted() && QTest::qWaitFor(isUp, 15'000);
    }
    void stop()
    {
        for (QProcess *process : {&m_manager, &m_server}) {
            process->terminate();
            if (process->state() != QProcess::NotRunning && !process->waitForFinished(5'000))
                process->kill();
            process->waitForFinished(5'000);
        }
    }

    QByteArray run(const QString &tool, const QStringList &arguments)
    {
        test::OwnProcess process;
        process.setProcessEnvironment(m_environment);
        process.start(tool, arguments);
        process.waitForFinished(20'000);
        return process.readAllStandardOutput();
    }
    QByteArray xdotool(const QStringList &arguments) { return run(QStringLiteral("xdotool"), arguments); }

    /// Waits until a visible window has that title; its id.
    QString windowCalled(const QString &pattern)
    {
        QString id;
        (void)QTest::qWaitFor(
            [&] {
                id = QString::fromLatin1(xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                                                  QStringLiteral("--name"), pattern}))
                         .section(QLatin1Char('\n'), 0, 0);
                return !id.isEmpty();
            },
            20'000);
        return id;
    }

    qsizetype coloursOnScreen()
    {
        const QByteArray dump = run(QStringLiteral("xwd"), {QStringLiteral("-root"), QStringLiteral("-silent")});
        // XWD: a header whose length is its first word (big-endian), a colour map, then the pixels, here of four bytes each.
        QSet<quint32> colours;
        for (qsizetype at = dump.size() - 1400 * 900 * 4; at >= 0 && at + 4 <= dump.size(); at += 4)
            colours.insert(*reinterpret_cast<const quint32 *>(dump.constData() + at));
        return colours.size();
    }

    const std::string m_name = "/tst-display-" + std::to_string(QCoreApplication::applicationPid());
    QTemporaryDir m_home;
    test::OwnProcess m_server;
    test::OwnProcess m_manager;
    QProcessEnvironment m_environment;
};

QTEST_GUILESS_MAIN(RealDisplayTest)
#include "tst_real_display.moc"
