// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;

namespace {

CliRun inspectJson(const TestSegment &segment, const QStringList &more = {})
{
    return runCli(QStringList{"inspect", q(segment.name()), "--json"} + more);
}

QByteArray codesOf(const Json &findings)
{
    QByteArray codes;
    for (const Json &finding : findings)
        codes += QByteArray::fromStdString(finding.at("code").get<std::string>()) + ' ';
    return codes.trimmed();
}

} // namespace

class TestCliInspect : public TestCase
{
    Q_OBJECT

private slots:
    void region();
    void lockWords_data();
    void lockWords();
    void ring();
    void malformed_data();
    void malformed();
    void toldLayout();
    void processThatHasIt();
    void nameWithAndWithoutSlash_data();
    void nameWithAndWithoutSlash();
    void missing();
    void lookingChangesNothing();
    void screenForPeople();
};

void TestCliInspect::region()
{
    const TestSegment segment("inspect");
    segment.create(4096);
    segment.setMode(0600);
    const CliRun run = inspectJson(segment);
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    QCOMPARE(keysOf(json),
             "name,size,mode,uid,inode,layout,confidence,lock,processes,processes_complete,findings,holders");
    COMPARE_JSON(json.at("name"), segment.name());
    COMPARE_JSON(json.at("size"), 4096);
    COMPARE_JSON(json.at("mode"), "0600");
    COMPARE_JSON(json.at("layout"), "region");
    COMPARE_JSON(json.at("lock"), (Json{{"word", 0}, {"state", "free"}, {"readers", 0}}));
    COMPARE_JSON(json.at("findings"), Json::array());
    QVERIFY(json.at("processes_complete").is_boolean());
}

void TestCliInspect::lockWords_data()
{
    QTest::addColumn<qint32>("word");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<qint32>("readers");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("one reader") << 1 << QByteArray("readers") << 1 << QByteArray();
    QTest::newRow("writer") << -1 << QByteArray("writer") << 0 << QByteArray();
    QTest::newRow("invalid") << -7 << QByteArray("invalid") << 0 << QByteArray("lock-invalid");
    QTest::newRow("INT_MIN") << std::numeric_limits<qint32>::min() << QByteArray("invalid") << 0
                             << QByteArray("lock-invalid");
    QTest::newRow("INT_MAX") << std::numeric_limits<qint32>::max() << QByteArray("readers")
                             << std::numeric_limits<qint32>::max() << QByteArray("readers-implausible");
}

void TestCliInspect::lockWords()
{
    QFETCH(qint32, word);
    QFETCH(QByteArray, state);
    QFETCH(qint32, readers);
    QFETCH(QByteArray, finding);
    const TestSegment segment("inspect");
    segment.create(4096);
    segment.put(0, word);
    const CliRun run = inspectJson(segment);
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("lock"), (Json{{"word", word}, {"state", state.toStdString()}, {"readers", readers}}));
    if (!finding.isEmpty())
        QVERIFY2(codesOf(run.json().at("findings")).startsWith(finding), run.output.constData());
}

void TestCliInspect::ring()
{
    const TestSegment segment("inspect");
    segment.fillRing({.head = 0, .tail = 11, .capacity = 64},
                     joined({frameOf(fromHex("010203")), frameOf({}), ByteVector(53)}));
    const CliRun run = inspectJson(segment);
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    QCOMPARE(keysOf(json), "name,size,mode,uid,inode,layout,confidence,ring,processes,processes_complete,findings");
    COMPARE_JSON(
        json.at("ring"),
        (Json{{"head", 0}, {"tail", 11}, {"capacity", 64}, {"used", 11}, {"free", 53}, {"frames", 2}, {"valid", true}}));
}

void TestCliInspect::malformed_data()
{
    QTest::addColumn<quint64>("head");
    QTest::addColumn<quint64>("tail");
    QTest::addColumn<quint64>("capacity");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("capacity 2^40") << quint64{0} << quint64{8} << (quint64{1} << 40) << QByteArray("capacity-mismatch");
    QTest::newRow("capacity 0") << quint64{0} << quint64{8} << quint64{0} << QByteArray("capacity-mismatch");
    QTest::newRow("head past tail") << quint64{9} << quint64{8} << quint64{64} << QByteArray("occupancy-over-capacity");
    QTest::newRow("more used than there is")
        << quint64{0} << quint64{65} << quint64{64} << QByteArray("occupancy-over-capacity");
    QTest::newRow("frame past tail") << quint64{0} << quint64{8} << quint64{64} << QByteArray("frame-corrupt");
    QTest::newRow("full") << quint64{64} << quint64{128} << quint64{64} << QByteArray("frame-corrupt");
}

void TestCliInspect::malformed()
{
    QFETCH(quint64, head);
    QFETCH(quint64, tail);
    QFETCH(quint64, capacity);
    QFETCH(QByteArray, finding);
    const TestSegment segment("inspect");
    segment.fillRing({.head = head, .tail = tail, .capacity = capacity}, joined({fromHex("ffffff7f"), ByteVector(60)}));
    const CliRun run = inspectJson(segment);
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    COMPARE_JSON(json.at("layout"), "ring");
    COMPARE_JSON(json.at("ring").at("head"), head);
    COMPARE_JSON(json.at("ring").at("tail"), tail);
    COMPARE_JSON(json.at("ring").at("capacity"), capacity);
    COMPARE_JSON(json.at("ring").at("valid"), false);
    QCOMPARE(codesOf(json.at("findings")), finding);
    QCOMPARE(keysOf(json.at("findings").front()), "code,severity,text,offset");
}

void TestCliInspect::toldLayout()
{
    const TestSegment segment("inspect");
    segment.create(100);
    const CliRun run = inspectJson(segment, {"--layout", "ring"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("layout"), "ring");
    QVERIFY(!run.json().contains("lock"));
    COMPARE_JSON(run.json().at("ring").at("valid"), false);
}

void TestCliInspect::processThatHasIt()
{
    const TestSegment segment("inspect");
    segment.create(100);
    for (const auto &[flags, access] : {std::pair(O_RDWR, "rw"), std::pair(O_RDONLY, "ro")}) {
        const int descriptor = ::open(segment.path().c_str(), flags | O_CLOEXEC);
        const CliRun run = inspectJson(segment);
        ::close(descriptor);
        COMPARE_STATUS(run, 0);
        const Json processes = run.json().at("processes");
        QCOMPARE(processes.size(), std::size_t{1});
        QCOMPARE(keysOf(processes.front()), "pid,name,state,access,start_ns,command,other_namespace");
        COMPARE_JSON(processes.front().at("pid"), QCoreApplication::applicationPid());
        COMPARE_JSON(processes.front().at("access"), access);
        QCOMPARE(processes.front().at("state").get<std::string>().size(), std::size_t{1});
        const qint64 startMs = processes.front().at("start_ns").get<qint64>() / 1'000'000;
        QVERIFY(startMs > QDateTime::currentMSecsSinceEpoch() - 3'600'000);
        QVERIFY(startMs <= QDateTime::currentMSecsSinceEpoch());
        QVERIFY(processes.front().at("command").get<std::string>().find("tst_cli_inspect") != std::string::npos);
        COMPARE_JSON(processes.front().at("other_namespace"), false);
    }
}

void TestCliInspect::nameWithAndWithoutSlash_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("with") << "/";
    QTest::newRow("without") << "";
    QTest::newRow("two") << "//";
}

void TestCliInspect::nameWithAndWithoutSlash()
{
    QFETCH(QString, prefix);
    const TestSegment segment("inspect");
    segment.create(100);
    const CliRun run = runCli({"inspect", prefix + q(segment.name()).mid(1), "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(run.json().at("name"), segment.name());
}

void TestCliInspect::missing()
{
    const TestSegment segment("inspect");
    const CliRun run = inspectJson(segment);
    COMPARE_STATUS(run, 3);
    QVERIFY2(run.errors.contains(segment.name().c_str()) && run.errors.contains("membridge-cli list"),
             run.errors.constData());
}

void TestCliInspect::lookingChangesNothing()
{
    const TestSegment segment("inspect");
    // Without memory: reading through a mapping would allocate some.
    segment.create(1024 * 1024);
    const auto mtime = segment.mtimeNs();
    for (const QStringList &command : {QStringList{"list"},
                                       {"inspect", "NAME"},
                                       {"hex", "NAME"},
                                       {"hex", "NAME", "--whole", "--json"},
                                       {"read", "NAME", "--schema", "str 1000*int"},
                                       {"frames", "NAME", "--layout", "ring"},
                                       {"watch", "NAME", "--count", "3", "--interval", "1"}}) {
        runCli(QStringList(command).replaceInStrings("NAME", q(segment.name())));
        QCOMPARE(segment.allocated(), std::uint64_t{0});
        QCOMPARE(segment.mtimeNs(), mtime);
    }
    QCOMPARE(segment.bytes(), ByteVector(1024 * 1024));
}

void TestCliInspect::screenForPeople()
{
    const TestSegment segment("inspect\x1b[31m");
    segment.create(4096);
    segment.put(0, std::int32_t{-7});
    const CliRun run = runCli({"inspect", q(segment.name())});
    COMPARE_STATUS(run, 0);
    QVERIFY(!run.output.contains('\x1b'));
    for (const char *part : {"4.0 KiB (4096 bytes)", "word -7", "error: lock-invalid at byte 0"})
        QVERIFY2(run.output.contains(part), run.output.constData());
}

QTEST_GUILESS_MAIN(TestCliInspect)
#include "tst_cli_inspect.moc"
