// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/traffic/fault.h"
#include "tests/support/python.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <csignal>

using namespace membridge;
using namespace membridge::test;

namespace {

/// What a report in XML says of its test cases; nothing when it is not well-formed.
struct Junit
{
    bool wellFormed = false;
    int tests = -1;
    int failures = -1;
    int cases = 0;
    int failedCases = 0;
};

Junit junitOf(const QString &path)
{
    Junit junit;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return junit;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("testsuite")) {
            junit.tests = xml.attributes().value(QLatin1String("tests")).toInt();
            junit.failures = xml.attributes().value(QLatin1String("failures")).toInt();
        } else if (xml.name() == QLatin1String("testcase")) {
            ++junit.cases;
        } else if (xml.name() == QLatin1String("failure")) {
            ++junit.failedCases;
        }
    }
    junit.wellFormed = !xml.hasError();
    return junit;
}

QStringList segmentsOfRuns()
{
    return QDir(QStringLiteral("/dev/shm")).entryList({QStringLiteral("membridge-run-*")}, QDir::Files | QDir::Hidden);
}

} // namespace

/// run.
class TestCliRun : public TestCase
{
    Q_OBJECT

private slots:
    void initTestCase();
    void examples_data();
    void examples();
    void everyFault_data();
    void everyFault();
    void faultThatCannotBeDone();
    void comesAndGoes();
    void killedLoadHasFigures();
    void moreTraffic();
    void whoIsLate();
    void duplicatesAreLoss();
    void lastMessagesMissing();
    void whoFailsUnexpectedly();
    void programThatIsMissing();
    void ownNames();
    void nameThatExists();
    void waitsForAnExternalSegment();
    void doesNotEnd();
    void signalEndsAll_data();
    void signalEndsAll();
    void badFile_data();
    void badFile();
    void reportThatCannotBeWritten();
    void namesInXml();

private:
    QString file(const QByteArray &text);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString TestCliRun::file(const QByteArray &text)
{
    const QString path = m_folder.filePath(QStringLiteral("scenario-%1.json").arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return path;
}

void TestCliRun::initTestCase()
{
    QVERIFY2(wheelProblem().isEmpty(), qPrintable(wheelProblem()));
    qputenv("MEMBRIDGE_PYTHON", MEMBRIDGE_PYTHON);
}

void TestCliRun::examples_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const QDir folder(QStringLiteral(MEMBRIDGE_SCENARIOS));
    int failing = 0;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const bool fails = name.startsWith(QStringLiteral("fails-"));
        failing += fails ? 1 : 0;
        QTest::newRow(qPrintable(name)) << folder.filePath(name) << (fails ? 1 : 0);
    }
    QCOMPARE(failing, 2);
}

void TestCliRun::examples()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    // Runs that were killed may have left some.
    const QStringList before = segmentsOfRuns();
    const QString report = m_folder.filePath(QStringLiteral("report.xml"));
    const CliRun run = runCli({"run", path, "--json", "--junit", report});
    QVERIFY2(run.status == status, run.text().constData());
    const Json json = run.json();
    for (const Json &finding : json["findings"])
        QCOMPARE(keysOf(finding), QByteArray("segment,code,severity,text,first_ns,last_ns,episodes"));
    for (const Json &fault : json["faults"])
        QCOMPARE(keysOf(fault), QByteArray("kind,on,at_ns,done,text,correct_peer"));
    QCOMPARE(keysOf(json), QByteArray("name,passed,stopped,elapsed_ns,expectations,actors,faults,findings"));
    QCOMPARE(json["passed"].get<bool>(), status == 0);
    COMPARE_STATUS(run, status);
    int failed = 0;
    for (const Json &one : json["expectations"])
        failed += one["passed"].get<bool>() ? 0 : 1;
    for (const Json &actor : json["actors"])
        QCOMPARE(QByteArray::fromStdString(actor["state"].get<std::string>()), QByteArray("ended"));

    const Junit junit = junitOf(report);
    QVERIFY(junit.wellFormed);
    QCOMPARE(junit.tests, static_cast<int>(json["expectations"].size()));
    QCOMPARE(junit.cases, junit.tests);
    QCOMPARE(junit.failures, failed);
    QCOMPARE(junit.failedCases, failed);
    QCOMPARE(segmentsOfRuns(), before);
}

void TestCliRun::everyFault_data()
{
    QTest::addColumn<QByteArray>("parts");
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<QByteArray>("expect");
    const QByteArray onRegion = R"("commands":[{"id":"x","argv":["true"]}],)";
    const QByteArray
        onRing = R"("producers":[{"id":"p","segment":"r","rate":200,"for_ms":1500,"pattern":"counter"}],"for_ms":1500,)";
    const QByteArray drained = onRing + R"("consumers":[{"id":"c","segment":"r","verify":false}],)";
    const auto found = [](const char *segment, const char *code) {
        return QByteArray(R"({"what":"finding","segment":")") + segment + R"(","code":")" + code
            + R"(","within_ms":30000})";
    };
    const QByteArray nothing = R"({"what":"exit","of":"x","status":0})";
    QTest::newRow("die-holding-read") << onRegion << QByteArray(R"("kind":"die-holding-read","segment":"g")") << nothing;
    QTest::newRow("die-holding-write") << onRegion << QByteArray(R"("kind":"die-holding-write","segment":"g")")
                                       << found("g", "lock-orphaned");
    QTest::newRow("corrupt-lock") << onRegion << QByteArray(R"("kind":"corrupt-lock","segment":"g","value":-9)")
                                  << found("g", "lock-invalid");
    QTest::newRow("corrupt-header") << onRegion << QByteArray(R"("kind":"corrupt-header","segment":"r")")
                                    << found("r", "capacity-mismatch");
    QTest::newRow("truncate") << onRegion << QByteArray(R"("kind":"truncate","segment":"g")")
                              << found("g", "segment-shrank");
    QTest::newRow("replace") << onRegion << QByteArray(R"("kind":"replace","segment":"g")")
                             << found("g", "segment-replaced");
    QTest::newRow("die-mid-push") << onRegion << QByteArray(R"("kind":"die-mid-push","segment":"r")") << nothing;
    QTest::newRow("die-before-release") << onRing << QByteArray(R"("kind":"die-before-release","segment":"r")")
                                        << QByteArray(R"({"what":"messages","of":"p","at_least":1})");
    QTest::newRow("corrupt-length") << onRing << QByteArray(R"("kind":"corrupt-length","segment":"r")")
                                    << found("r", "frame-corrupt");
    QTest::newRow("second-producer") << drained << QByteArray(R"("kind":"second-producer","segment":"r","at_ms":300)")
                                     << QByteArray(R"({"what":"messages","of":"c","at_least":1})");
    QTest::newRow("terminate") << drained << QByteArray(R"("kind":"terminate","target":"p","at_ms":300)")
                               << QByteArray(R"({"what":"exit","of":"p","status":0})");
    QTest::newRow("kill") << drained << QByteArray(R"("kind":"kill","target":"p","at_ms":300)")
                          << QByteArray(R"({"what":"exit","of":"p","signal":9})");
    QTest::newRow("stop") << drained << QByteArray(R"("kind":"stop","target":"p","at_ms":300,"for_ms":200)")
                          << QByteArray(R"({"what":"messages","of":"c","at_least":1})");
}

void TestCliRun::everyFault()
{
    QFETCH(QByteArray, parts);
    QFETCH(QByteArray, fault);
    QFETCH(QByteArray, expect);
    const CliRun run = runCli({"run", "--json",
                               file(R"({"membridge_scenario":1,"name":"fault",
        "segments":[{"id":"g","region":4096},{"id":"r","ring":65536}],)"
                                    + parts + "\"faults\":[{" + fault + "}],\"expect\":[" + expect + "]}")});
    const Json json = run.json();
    QVERIFY2(json.is_object(), run.text().constData());
    QCOMPARE(json["faults"].size(), 1U);
    const Json &done = json["faults"][0];
    QCOMPARE(keysOf(done), QByteArray("kind,on,at_ns,done,text,correct_peer"));
    QVERIFY2(done["done"].get<bool>(), run.text().constData());
    QVERIFY(fault.contains(QByteArray::fromStdString(done["kind"].get<std::string>())));
    QVERIFY(!done["text"].get<std::string>().empty());
    QCOMPARE(q(done["correct_peer"].get<std::string>()), q(findFault(done["kind"].get<std::string>())->correctPeer));
    const bool passed = json["expectations"][0]["passed"].get<bool>();
    QVERIFY2(passed, run.text().constData());
    for (const Json &actor : json["actors"])
        QCOMPARE(q(actor["state"].get<std::string>()), QStringLiteral("ended"));
}

void TestCliRun::faultThatCannotBeDone()
{
    // Nobody holds messages back, and nobody else pushes: there is nothing that the fault could spoil.
    const QString path = file(R"({"membridge_scenario":1,"name":"fault",
        "segments":[{"id":"r","ring":4096}],
        "commands":[{"id":"x","argv":["true"]}],
        "faults":[{"kind":"corrupt-length","segment":"r"}],
        "expect":[{"what":"exit","of":"x","status":0}]})");
    const CliRun run = runCli({"run", "--json", path});
    COMPARE_STATUS(run, 1);
    const Json json = run.json();
    QCOMPARE(json["expectations"].size(), 2U);
    QCOMPARE(q(json["expectations"][1]["what"].get<std::string>()), QStringLiteral("fault"));
    QVERIFY(!json["faults"][0]["done"].get<bool>());
    QVERIFY(!json["faults"][0]["correct_peer"].get<std::string>().empty());
    const CliRun people = runCli({"run", path});
    COMPARE_STATUS(people, 1);
    QVERIFY2(people.output.contains("fault  corrupt-length on r was not carried out: ")
                 && people.output.contains("a correct peer: "),
             people.text().constData());
}

void TestCliRun::comesAndGoes()
{
    // Stalled for longer than it takes to be found, well again, and stalled once more.
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"twice","for_ms":8500,
        "segments":[{"id":"r","ring":1048576}],
        "producers":[{"id":"p","segment":"r","rate":200}],
        "consumers":[{"id":"c","segment":"r"}],
        "faults":[{"kind":"stop","target":"c","at_ms":200,"for_ms":2600},
                  {"kind":"stop","target":"c","at_ms":5200,"for_ms":2600}],
        "expect":[{"what":"finding","segment":"r","code":"consumer-stalled","within_ms":3500},
                  {"what":"no-finding","segment":"r","code":"consumer-stalled","since_ms":4300,"within_ms":800},
                  {"what":"finding","segment":"r","code":"consumer-stalled","since_ms":5200,"within_ms":3300},
                  {"what":"no-loss","of":"c"}]})")});
    COMPARE_STATUS(run, 0);
    const Json json = run.json();
    for (const Json &finding : json["findings"]) {
        if (finding["code"] == "consumer-stalled")
            QCOMPARE(finding["episodes"].size(), 2U);
    }
}

void TestCliRun::killedLoadHasFigures()
{
    // What it told while it ran is all that there is.
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"killed load",
        "segments":[{"id":"g","region":4096}],
        "lock_loads":[{"id":"l","segment":"g","readers":1,"writers":1,"pause":"1ms","for_ms":60000}],
        "faults":[{"kind":"kill","target":"l","at_ms":2500}],
        "expect":[{"what":"no-torn-read","of":"l"},{"what":"exit","of":"l","signal":9}]})")});
    COMPARE_STATUS(run, 0);
    const Json summary = run.json()["actors"][0]["summary"];
    QVERIFY2(summary.is_object() && summary["reads"] > 0 && summary["rate"] > 0, run.text().constData());
    QVERIFY(!summary.contains("end"));
}

void TestCliRun::moreTraffic()
{
    QFile csv(m_folder.filePath(QStringLiteral("cells.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("5\n6\n");
    csv.close();
    const CliRun run = runCli({"run", "--json", file(R"x({"membridge_scenario":1,"name":"traffic",
        "segments":[{"id":"a","ring":65536},{"id":"b","ring":65536}],
        "producers":[{"id":"p","segment":"a","rate":1000,"jitter":0.5,"burst":10,"count":200},
                     {"id":"f","segment":"b","payload":"counter(0,1) csv(cells.csv,1) checksum()","count":100}],
        "consumers":[{"id":"c","segment":"a","start_after_ms":50,"pause_every":50,"pause_for_ms":20,"late_ms":60000},
                     {"id":"d","segment":"b","schema":"i64 i64 u32"}],
        "expect":[{"what":"no-loss","of":"c"},{"what":"messages","of":"d","at_least":100,"at_most":100}]})x")});
    COMPARE_STATUS(run, 0);
    QCOMPARE(run.json()["actors"][2]["summary"]["late_ms"].get<int>(), 60'000);
}

void TestCliRun::whoIsLate()
{
    // Messages lie in the ring for longer than they may.
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"late",
        "segments":[{"id":"r","ring":65536}],
        "producers":[{"id":"p","segment":"r","count":10}],
        "consumers":[{"id":"c","segment":"r","start_after_ms":500,"late_ms":1}],
        "expect":[{"what":"no-loss","of":"c"}]})")});
    COMPARE_STATUS(run, 1);
    const Json json = run.json();
    QCOMPARE(json["expectations"].size(), 1U);
    const QByteArray seen = QByteArray::fromStdString(json["expectations"][0]["seen"].get<std::string>());
    QVERIFY2(seen.startsWith("10 messages, 0 lost, 0 duplicated, 0 reordered, 0 corrupt, 10 late"), seen.constData());
}

void TestCliRun::duplicatesAreLoss()
{
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"again",
        "segments":[{"id":"r","ring":65536}],
        "producers":[{"id":"first","segment":"r","count":100}],
        "commands":[{"id":"again","argv":["{cli}","produce","{segment:r}","--pattern","verify","--count","100"],"at_ms":300}],
        "consumers":[{"id":"c","segment":"r","count":200}],
        "expect":[{"what":"no-loss","of":"c"}]})")});
    QVERIFY2(run.status == 1, run.text().constData());
    const Json json = run.json();
    QCOMPARE(json["expectations"].size(), 1U);
    const QByteArray seen = QByteArray::fromStdString(json["expectations"][0]["seen"].get<std::string>());
    QVERIFY2(seen.startsWith("200 messages, 0 lost, 100 duplicated"), seen.constData());
}

void TestCliRun::lastMessagesMissing()
{
    // The consumer sees no gap, but is ended before it has them all.
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"missing","for_ms":1000,
        "segments":[{"id":"r","ring":65536}],
        "producers":[{"id":"p","segment":"r","count":500}],
        "consumers":[{"id":"c","segment":"r","rate":20}],
        "expect":[{"what":"no-loss","of":"c"}]})")});
    QVERIFY2(run.status == 1, run.text().constData());
    const QByteArray seen = QByteArray::fromStdString(run.json()["expectations"][0]["seen"].get<std::string>());
    QVERIFY2(seen.contains(" 0 lost") && seen.endsWith("; 500 were pushed"), seen.constData());
}

void TestCliRun::whoFailsUnexpectedly()
{
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"trouble",
        "segments":[{"id":"g","region":64}],
        "commands":[{"id":"bad","argv":["sh","-c","echo why it is >&2; exit 7"]},{"id":"good","argv":["true"]}],
        "expect":[{"what":"exit","of":"good","status":0}]})")});
    COMPARE_STATUS(run, 1);
    const Json json = run.json();
    QCOMPARE(json["expectations"].size(), 2U);
    QVERIFY(json["expectations"][0]["passed"].get<bool>());
    QVERIFY(!json["expectations"][1]["passed"].get<bool>());
    QCOMPARE(QByteArray::fromStdString(json["expectations"][1]["seen"].get<std::string>()),
             QByteArray("it returned 7: why it is"));
}

void TestCliRun::programThatIsMissing()
{
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"trouble",
        "segments":[{"id":"g","region":64}],
        "commands":[{"id":"bad","argv":["membridge-no-such-program"]}],
        "expect":[{"what":"exit","of":"bad","status":0}]})")});
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("membridge-no-such-program"), run.errors.constData());
}

void TestCliRun::ownNames()
{
    // A name that the program under test expects.
    const TestSegment segment("scenario");
    const CliRun run = runCli({"run", "--json",
                               file(R"({"membridge_scenario":1,"name":"names",
        "segments":[{"id":"g","region":64,"name":")"
                                    + QByteArray::fromStdString(segment.name()) + R"("}],
        "commands":[{"id":"looks","argv":["{cli}","write","{segment:g}","u32:7"]},
                    {"id":"file","argv":["test","-e","/dev/shm{segment:g}"]}],
        "expect":[{"what":"exit","of":"looks","status":0},{"what":"exit","of":"file","status":0}]})")});
    COMPARE_STATUS(run, 0);
    QVERIFY(!segment.exists());
}

void TestCliRun::nameThatExists()
{
    const TestSegment segment("scenario");
    segment.create(100);
    segment.put<std::uint32_t>(50, 4711);
    const QStringList before = segmentsOfRuns();
    const CliRun run = runCli({"run", "--json",
                               file(R"({"membridge_scenario":1,"name":"names",
        "segments":[{"id":"made","ring":64},{"id":"g","region":64,"name":")"
                                    + QByteArray::fromStdString(segment.name()) + R"("}],
        "commands":[{"id":"x","argv":["true"]}],
        "expect":[{"what":"exit","of":"x","status":0}]})")});
    COMPARE_STATUS(run, 1);
    // It is somebody else's.
    QVERIFY(segment.exists());
    QCOMPARE(segment.get<std::uint32_t>(50), 4711U);
    QCOMPARE(segmentsOfRuns(), before);
}

void TestCliRun::waitsForAnExternalSegment()
{
    const TestSegment segment("scenario");
    const QByteArray name = QByteArray::fromStdString(segment.name());
    const CliRun run = runCli({"run", "--json",
                               file(R"({"membridge_scenario":1,"name":"external",
        "segments":[{"id":"r","ring":4096,"name":")"
                                    + name + R"(","external":true}],
        "commands":[{"id":"maker","argv":["{cli}","create","{segment:r}","--ring","4096"],"at_ms":300}],
        "producers":[{"id":"p","segment":"r","count":100}],
        "consumers":[{"id":"c","segment":"r"}],
        "expect":[{"what":"no-loss","of":"c"},{"what":"messages","of":"c","at_least":100}]})")});
    COMPARE_STATUS(run, 0);
    // Not made by the run, so not its to remove.
    QVERIFY(segment.exists());
}

void TestCliRun::doesNotEnd()
{
    const CliRun run = runCli({"run", "--json", file(R"({"membridge_scenario":1,"name":"late","timeout_ms":300,
        "segments":[{"id":"g","region":64}],
        "commands":[{"id":"x","argv":["sh","-c","trap '' TERM; while :; do sleep 0.05; done"]}],
        "expect":[{"what":"no-finding","segment":"g"}]})")});
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("the scenario ends by itself: it went on for 300 ms"), run.errors.constData());
}

void TestCliRun::signalEndsAll_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliRun::signalEndsAll()
{
    QFETCH(int, number);
    const TestSegment segment("scenario");
    const QString started = m_folder.filePath(QStringLiteral("started-%1").arg(number));
    const QString script = QStringLiteral("echo $$ > '%1.new'; mv '%1.new' '%1'; while :; do sleep 0.05; done")
                               .arg(started);
    LiveCli run({"run", "--json",
                 file(R"({"membridge_scenario":1,"name":"long",
        "segments":[{"id":"g","region":64,"name":")"
                      + QByteArray::fromStdString(segment.name()) + R"("}],
        "holds":[{"id":"h","segment":"g","for_ms":60000}],
        "commands":[{"id":"x","argv":["sh","-c",")"
                      + script.toUtf8() + R"("]}],
        "expect":[{"what":"exit","of":"x","status":0}]})")});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(started), 20'000);
    QFile file(started);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pid = file.readAll().trimmed();
    QVERIFY(pid.toInt() > 0);
    run.signal(number);
    const CliRun end = run.finish();
    COMPARE_STATUS(end, 1);
    QVERIFY(end.json()["stopped"].get<bool>());
    QVERIFY(!QFile::exists(QStringLiteral("/proc/") + QString::fromLatin1(pid)));
    QVERIFY(!segment.exists());
}

void TestCliRun::badFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no JSON") << QByteArray("{\n  \"name\": }") << QByteArray("line 2, column 11");
    QTest::newRow("unknown key") << QByteArray("{\"membridge_scenario\":1,\n\"nam\":\"x\"}")
                                 << QByteArray(
                                        "line 2, column 7, /nam: there is no key \"nam\" here; did you mean \"name\"?");
    QTest::newRow("empty") << QByteArray() << QByteArray("line 1");
}

void TestCliRun::badFile()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    const CliRun run = runCli({"run", "--json", file(text)});
    COMPARE_STATUS(run, 2);
    QVERIFY2(run.errors.contains(says), run.errors.constData());
    COMPARE_STATUS(runCli({"run", m_folder.filePath(QStringLiteral("missing.json"))}), 2);
}

void TestCliRun::reportThatCannotBeWritten()
{
    const TestSegment segment("scenario");
    const CliRun run = runCli({"run", "--junit", "/nowhere/report.xml", file(R"({"membridge_scenario":1,"name":"n",
        "segments":[{"id":"g","region":64}],
        "commands":[{"id":"x","argv":["sh","-c","exit 1"]}],
        "expect":[{"what":"exit","of":"x","status":0}]})")});
    COMPARE_STATUS(run, 1);
    QVERIFY2(run.errors.contains("/nowhere/report.xml"), run.errors.constData());
    // Nothing was run for it.
    QVERIFY(run.output.isEmpty());
}

void TestCliRun::namesInXml()
{
    const QString report = m_folder.filePath(QStringLiteral("names.xml"));
    const CliRun run = runCli({"run", "--json", "--junit", report, file(R"({"membridge_scenario":1,
        "name":"<a> & \"b\" \u0001 \u00e4",
        "segments":[{"id":"g","region":64}],
        "commands":[{"id":"x","argv":["sh","-c","printf '\\033[1m<&>\\377' >&2; exit 1"]}],
        "expect":[{"what":"exit","of":"x","status":0}]})")});
    COMPARE_STATUS(run, 1);
    const Junit junit = junitOf(report);
    QVERIFY(junit.wellFormed);
    QCOMPARE(junit.failedCases, 1);
}

QTEST_GUILESS_MAIN(TestCliRun)
#include "tst_cli_run.moc"
