// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QProcess>
#include <QTest>

using namespace membridge;
using namespace membridge::test;

namespace {

/// A process that has the segment open after its name was removed.
class Holder
{
public:
    explicit Holder(const TestSegment &segment) : m_segment(segment)
    {
        m_process.start(QStringLiteral("sh"),
                        {QStringLiteral("-c"), QStringLiteral("exec 8<>\"$0\"; rm \"$0\"; echo holding; read x"),
                         q(segment.path())});
        m_holds = m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readLine().trimmed() == QByteArray("holding");
    }
    ~Holder() { end(); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    bool holds() const { return m_holds; }
    qint64 pid() const { return m_process.processId(); }
    QString address() const { return QStringLiteral("pid:%1").arg(pid()) + q(m_segment.name()); }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    const TestSegment &m_segment;
    OwnProcess m_process;
    bool m_holds = false;
};

ByteVector frameOf4()
{
    return fromHex("04 00 00 00 61 62 63 64 00 00 00 00 00 00 00 00");
}

} // namespace

class TestCliHidden : public TestCase
{
    Q_OBJECT

private slots:
    void listAllTellsHowToReachThem();
    void tableForPeople();
    void looking_data();
    void looking();
    void anythingElseIsRefused_data();
    void anythingElseIsRefused();
    void endedProcess();
    void badAddress();
};

void TestCliHidden::listAllTellsHowToReachThem()
{
    const TestSegment segment("hidden");
    segment.fillRing({.head = 0, .tail = 8, .capacity = 16}, frameOf4());
    const Holder holder(segment);
    QVERIFY(holder.holds());
    const TestSegment living("living");
    living.create(64);
    const CliRun all = runCli({"list", "--all", "--json"});
    COMPARE_STATUS(all, 0);
    Json hidden;
    Json plain;
    for (const Json &entry : all.json()) {
        if (entry.at("name") == holder.address().toStdString())
            hidden = entry;
        if (entry.at("name") == living.name())
            plain = entry;
    }
    QVERIFY2(hidden.is_object(), all.output.constData());
    QCOMPARE(keysOf(hidden), "name,size,mode,uid,inode,mtime,layout,confidence,via");
    COMPARE_JSON(hidden.at("via"), (Json{{"pid", holder.pid()}, {"how", "deleted"}}));
    COMPARE_JSON(hidden.at("size"), 40);
    COMPARE_JSON(hidden.at("layout"), "ring");
    QCOMPARE(keysOf(plain), "name,size,mode,uid,inode,mtime,layout,confidence");

    const CliRun without = runCli({"list", "--json"});
    COMPARE_STATUS(without, 0);
    for (const Json &entry : without.json()) {
        QVERIFY(!entry.contains("via"));
        QVERIFY(entry.at("name") != holder.address().toStdString());
    }
}

void TestCliHidden::tableForPeople()
{
    const TestSegment segment("hidden");
    segment.create(4096);
    const Holder holder(segment);
    QVERIFY(holder.holds());
    const CliRun run = runCli({"list", "--all"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.output.contains(holder.address().toUtf8()), run.output.constData());
    QVERIFY2(run.output.contains("unlinked, held by sh (" + QByteArray::number(holder.pid()) + ")"),
             run.output.constData());
}

void TestCliHidden::looking_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("inspect") << QStringList{"inspect", "*"} << QByteArray("\"frames\":1");
    QTest::newRow("hex") << QStringList{"hex", "*"} << QByteArray("0400000061626364");
    QTest::newRow("read") << QStringList{"read", "*", "--schema", "bytes(4)", "--frame", "0"} << QByteArray("61626364");
    QTest::newRow("frames") << QStringList{"frames", "*"} << QByteArray("61626364");
    QTest::newRow("watch") << QStringList{"watch", "*", "--count", "1"} << QByteArray("\"used\":8");
    QTest::newRow("watch for its status")
        << QStringList{"watch", "*", "--until", "status == \"removed\"", "--timeout", "20000"}
        << QByteArray("\"until\":true");
}

void TestCliHidden::looking()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, part);
    const TestSegment segment("hidden");
    segment.fillRing({.head = 0, .tail = 8, .capacity = 16}, frameOf4());
    const Holder holder(segment);
    QVERIFY(holder.holds());
    arguments.replaceInStrings("*", holder.address());
    const CliRun run = runCli(arguments + QStringList{"--json"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.output.contains(part), run.output.constData());
    QVERIFY2(!run.output.contains("segment-removed"), run.output.constData());
}

void TestCliHidden::anythingElseIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("write") << QStringList{"write", "*", "int:1", "--layout", "region"};
    QTest::newRow("push") << QStringList{"push", "*", "int:1"};
    QTest::newRow("pop") << QStringList{"pop", "*"};
    QTest::newRow("hold") << QStringList{"hold", "*", "read", "--for", "1", "--layout", "region"};
    QTest::newRow("unlock") << QStringList{"unlock", "*", "--expect", "-1", "--layout", "region"};
    QTest::newRow("zero") << QStringList{"zero", "*", "--layout", "region"};
    QTest::newRow("remove") << QStringList{"remove", "*"};
    QTest::newRow("create") << QStringList{"create", "*", "--size", "64"};
    QTest::newRow("create by force") << QStringList{"create", "*", "--size", "64", "--force"};
    QTest::newRow("scope") << QStringList{"scope", "*", "--layout", "region"};
    QTest::newRow("read with the lock") << QStringList{"read", "*", "--schema", "int", "--locked"};
}

void TestCliHidden::anythingElseIsRefused()
{
    QFETCH(QStringList, arguments);
    const TestSegment segment("hidden");
    segment.create(4096);
    const Holder holder(segment);
    QVERIFY(holder.holds());
    // Also where the name is in use again, which is another segment.
    segment.create(64);
    arguments.replaceInStrings("*", holder.address());
    const CliRun run = runCli(arguments);
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains("address to look at a segment only"), run.errors.constData());
    QCOMPARE(segment.size(), std::uint64_t(64));
}

void TestCliHidden::endedProcess()
{
    const TestSegment segment("hidden");
    segment.create(4096);
    Holder holder(segment);
    QVERIFY(holder.holds());
    const QString address = holder.address();
    COMPARE_STATUS(runCli({"inspect", address}), 0);
    holder.end();
    const CliRun run = runCli({"inspect", address});
    COMPARE_STATUS(run, 3);
    QVERIFY2(run.errors.contains("there is no such process"), run.errors.constData());
}

void TestCliHidden::badAddress()
{
    for (const char *address : {"pid:0/x", "pid:1/a/b", "pid:99999999999999999999/x", "pid:1/.."})
        COMPARE_STATUS(runCli({"hex", address}), 2);
}

QTEST_GUILESS_MAIN(TestCliHidden)
#include "tst_cli_hidden.moc"
