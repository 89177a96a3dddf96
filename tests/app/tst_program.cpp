// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/own_process.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace {

QStringList demoSegments(qint64 pidOfWorker = 0)
{
    QString pattern = QStringLiteral("membridge-scope-demo-%1*");
    return QDir(QStringLiteral("/dev/shm"))
        .entryList({pattern.arg(pidOfWorker > 0 ? QString::number(pidOfWorker) + QLatin1Char('-') : QString())});
}

/// The worker that `parent` started, from /proc; 0 if there is none.
qint64 workerOf(qint64 parent)
{
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    return children.readAll().trimmed().split(' ').value(0).toLongLong();
}

} // namespace

/// The real program in a process of its own: command line, screenshot, and the demo that never leaves anything behind.
class ProgramTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        QVERIFY(m_home.isValid());
    }

    void aWrongCommandLineIsExitTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("layout") << QStringList{QStringLiteral("--layout"), QStringLiteral("square")};
        QTest::newRow("theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")};
        QTest::newRow("size") << QStringList{QStringLiteral("--screenshot"), QStringLiteral("x.png"),
                                             QStringLiteral("--size"), QStringLiteral("12")};
        QTest::newRow("after") << QStringList{QStringLiteral("--screenshot"), QStringLiteral("x.png"),
                                              QStringLiteral("--after"), QStringLiteral("soon")};
    }
    void aWrongCommandLineIsExitTwo()
    {
        QFETCH(const QStringList, arguments);
        membridge::test::OwnProcess process;
        start(process, arguments);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("membridge-scope:"));
    }

    void helpAndVersionNeedNoDisplay_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0 << QByteArray("--screenshot");
        QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0 << QByteArray("membridge-scope ");
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--nonsense")} << 2 << QByteArray("nonsense");
        QTest::newRow("wrong value") << QStringList{QStringLiteral("--layout"), QStringLiteral("square")} << 2
                                     << QByteArray("--layout");
        QTest::newRow("Qt's own option") << QStringList{QStringLiteral("-platform"), QStringLiteral("xcb"),
                                                        QStringLiteral("--version")}
                                         << 0 << QByteArray("membridge-scope ");
    }
    void helpAndVersionNeedNoDisplay()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, status);
        QFETCH(const QByteArray, says);
        membridge::test::OwnProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        start(process, arguments, QStringLiteral("xcb")); // and no DISPLAY
        QVERIFY(process.waitForFinished(20'000));
        const QByteArray said = process.readAll();
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == status, said.constData());
        QVERIFY2(said.contains(says), said.constData());
    }

    void aSignalToEndSavesTheSettings_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("terminated") << SIGTERM;
        QTest::newRow("interrupted") << SIGINT;
        QTest::newRow("hung up") << SIGHUP;
    }
    void aSignalToEndSavesTheSettings()
    {
        QFETCH(const int, signal);
        const QString file = m_home.filePath(QStringLiteral("membridge-scope/membridge-scope.conf"));
        {
            QSettings store(file, QSettings::IniFormat);
            store.clear();
            store.setValue(QStringLiteral("view/theme"), 1);
        }
        membridge::test::OwnProcess process;
        start(process, {QStringLiteral("--demo"), QStringLiteral("--theme"), QStringLiteral("dark")});
        qint64 worker = 0;
        QTRY_VERIFY_WITH_TIMEOUT((worker = workerOf(process.processId())) > 0 && demoSegments(worker).size() == 2,
                                 20'000);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(demoSegments(worker).isEmpty());
        const QSettings store(file, QSettings::IniFormat);
        QVERIFY(!store.value(QStringLiteral("window/geometry")).toByteArray().isEmpty());
        // --theme is for one run.
        QCOMPARE(store.value(QStringLiteral("view/theme")).toInt(), 1);
    }

    void takesAScreenshotOfTheDemoAndLeavesNothing()
    {
        const QString file = m_home.filePath(QStringLiteral("demo.png"));
        membridge::test::OwnProcess process;
        start(process,
              {QStringLiteral("--demo"), QStringLiteral("--screenshot"), file, QStringLiteral("--tab"),
               QStringLiteral("ring"), QStringLiteral("--after"), QStringLiteral("1500"), QStringLiteral("--size"),
               QStringLiteral("1000x700")});
        qint64 worker = 0;
        QTRY_VERIFY_WITH_TIMEOUT((worker = workerOf(process.processId())) > 0 && demoSegments(worker).size() == 2,
                                 20'000);
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1000, 700));
        QVERIFY(demoSegments(worker).isEmpty());
    }

    void aScreenshotOfNoTabFails()
    {
        membridge::test::OwnProcess process;
        start(process,
              {QStringLiteral("--screenshot"), m_home.filePath(QStringLiteral("none.png")), QStringLiteral("--tab"),
               QStringLiteral("nothing"), QStringLiteral("--after"), QStringLiteral("50")});
        QVERIFY(process.waitForFinished(20'000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(!QFile::exists(m_home.filePath(QStringLiteral("none.png"))));
    }

    void theDemosSegmentsGoAwayOnEveryPath_data()
    {
        QTest::addColumn<bool>("killWorker");
        QTest::addColumn<int>("signal");
        QTest::newRow("app killed") << false << SIGKILL;
        QTest::newRow("app terminated") << false << SIGTERM;
        QTest::newRow("worker killed") << true << SIGKILL;
        QTest::newRow("worker terminated") << true << SIGTERM;
        QTest::newRow("worker interrupted") << true << SIGINT;
    }
    void theDemosSegmentsGoAwayOnEveryPath()
    {
        QFETCH(const bool, killWorker);
        QFETCH(const int, signal);
        membridge::test::OwnProcess process;
        start(process, {QStringLiteral("--demo")});
        qint64 worker = 0;
        QTRY_VERIFY_WITH_TIMEOUT((worker = workerOf(process.processId())) > 0 && demoSegments(worker).size() == 2,
                                 20'000);
        QCOMPARE(::kill(static_cast<pid_t>(killWorker ? worker : process.processId()), signal), 0);
        QTRY_VERIFY_WITH_TIMEOUT(demoSegments(worker).isEmpty(), 20'000);
        process.kill();
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    }

private:
    void start(QProcess &process, const QStringList &arguments, const QString &platform = QStringLiteral("offscreen"))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
        environment.remove(QStringLiteral("DISPLAY"));
        environment.insert(QStringLiteral("HOME"), m_home.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MEMBRIDGE_SCOPE), arguments);
        QVERIFY(process.waitForStarted(20'000));
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "tst_program.moc"
