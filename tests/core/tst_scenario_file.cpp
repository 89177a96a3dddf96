// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/ipc/error.h"
#include "core/traffic/scenario_file.h"

#include <QDir>
#include <QTest>

using namespace membridge;
using namespace std::chrono_literals;

namespace {

/// A scenario that is right but for what a row puts in: `more` keys, and `expect`.
QByteArray file(const QByteArray &more, const QByteArray &expect = R"({"what":"no-finding","segment":"r"})",
                const QByteArray &consumer = R"({"id":"c","segment":"r","count":1})")
{
    return R"({"membridge_scenario":1,"name":"n",
"segments":[{"id":"r","ring":4096},{"id":"g","region":64}],
"consumers":[)"
        + consumer + "],\n" + more + "\"expect\":[" + expect + "]}";
}

} // namespace

class tst_ScenarioFile : public test::TestCase
{
    Q_OBJECT

private slots:
    void examples();
    void everyKey();
    void verifyFollowsTheProducers_data();
    void verifyFollowsTheProducers();
    void errors_data();
    void errors();
    void sizeLimit();
    void noFile();
};

void tst_ScenarioFile::examples()
{
    const QDir folder(QStringLiteral(MEMBRIDGE_SCENARIOS));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(names.size() >= 10);
    for (const QString &name : names) {
        const auto read = readScenarioFile(folder.filePath(name).toStdString());
        if (const auto *error = std::get_if<FileError>(&read))
            QFAIL(qPrintable(name + QStringLiteral(": ") + QString::fromStdString(error->text())));
        const auto &scenario = std::get<Scenario>(read);
        QVERIFY2(!scenario.about.empty(), qPrintable(name));
        for (const ScenarioExpectation &expectation : scenario.expectations)
            QVERIFY2(!scenario.text(expectation).empty(), qPrintable(name));
    }
}

void tst_ScenarioFile::everyKey()
{
    const auto read = parseScenario(
        R"({"membridge_scenario":1,"$schema":"x","name":"n","about":"a","for_ms":10,"timeout_ms":20,
        "segments":[{"id":"r","ring":1024},{"id":"g","region":64,"name":"mine","external":true}],
        "producers":[{"id":"p","segment":"r","at_ms":1,"for_ms":2,"rate":0.5,"jitter":0.25,"burst":10,"count":3,
                      "size":[40,50],"pattern":"verify","batch":4,"seed":5,"stream":6,"timeout_ms":7}],
        "consumers":[{"id":"c","segment":"r","rate":"max","count":8,"start_after_ms":21,"pause_every":22,"pause_for_ms":23,
                      "verify":true,"late_ms":24,"schema":"u32 ...","timeout_ms":9}],
        "lock_loads":[{"id":"l","segment":"g","for_ms":10,"readers":1,"writers":2,"hold":"1ms","pause":"exp:2ms"}],
        "holds":[{"id":"h","segment":"g","mode":"read","for_ms":11}],
        "commands":[{"id":"x","argv":["{python}","{segment:g}"],"at_ms":12}],
        "faults":[{"kind":"stop","target":"x","at_ms":13,"for_ms":14},{"kind":"corrupt-lock","segment":"g","value":-7}],
        "expect":[{"what":"no-loss","of":"c"},{"what":"messages","of":"p","at_least":1,"at_most":2},
                  {"what":"throughput","of":"c","above":1.5},{"what":"latency","of":"c","percentile":"p999","below_us":2},
                  {"what":"no-torn-read","of":"l"},
                  {"what":"finding","code":"lock-stuck","segment":"g","since_ms":15,"within_ms":16},
                  {"what":"no-finding","segment":"r"},{"what":"exit","of":"x","signal":9}]})");
    if (const auto *error = std::get_if<FileError>(&read))
        QFAIL(error->text().c_str());
    const auto &scenario = std::get<Scenario>(read);
    QCOMPARE(scenario.runFor, 10ms);
    QCOMPARE(scenario.timeout, 20ms);
    QCOMPARE(scenario.segments.size(), 2U);
    QVERIFY(scenario.segments[0].ring && !scenario.segments[1].ring && scenario.segments[1].external);
    QCOMPARE(scenario.segments[1].name, std::string("/mine"));
    QCOMPARE(scenario.actors.size(), 5U);
    const ScenarioActor &producer = scenario.actors[0];
    QCOMPARE(producer.at, 1ms);
    QCOMPARE(producer.runFor, 2ms);
    const auto &produced = std::get<ProducerPart>(producer.part);
    QCOMPARE(produced.rate, 0.5);
    QCOMPARE(produced.jitter, 0.25);
    QCOMPARE(produced.burst, 10U);
    QVERIFY(produced.payload.empty());
    QCOMPARE(produced.count, 3U);
    QCOMPARE(produced.smallest, 40U);
    QCOMPARE(produced.largest, 50U);
    QCOMPARE(produced.batch, 4U);
    QCOMPARE(produced.seed, 5U);
    QCOMPARE(produced.stream, 6U);
    QCOMPARE(produced.timeout.value_or(0ms), 7ms);
    const auto &consumed = std::get<ConsumerPart>(scenario.actors[1].part);
    QCOMPARE(consumed.rate, 0.0);
    QCOMPARE(consumed.count, 8U);
    QCOMPARE(consumed.startAfter, 21ms);
    QCOMPARE(consumed.pauseEvery, 22U);
    QCOMPARE(consumed.pauseFor, 23ms);
    QVERIFY(consumed.verify);
    QCOMPARE(consumed.late, 24ms);
    QCOMPARE(consumed.schema, std::string("u32 ..."));
    const auto &load = std::get<LockLoadPart>(scenario.actors[2].part);
    QCOMPARE(load.readers, 1U);
    QCOMPARE(load.writers, 2U);
    QCOMPARE(load.hold.text(), std::string("1ms"));
    QCOMPARE(load.pause.text(), std::string("exp:2ms"));
    QVERIFY(!std::get<HoldPart>(scenario.actors[3].part).write);
    QCOMPARE(std::get<CommandPart>(scenario.actors[4].part).argv.size(), 2U);
    QCOMPARE(scenario.faults.size(), 2U);
    QCOMPARE(scenario.faults[0].actor.value_or(99), 4U);
    QCOMPARE(scenario.faults[0].runFor, 14ms);
    QCOMPARE(scenario.faults[1].segment.value_or(99), 1U);
    QCOMPARE(scenario.faults[1].value.value_or(0), -7);
    QCOMPARE(scenario.expectations.size(), 8U);
    QCOMPARE(scenario.text(scenario.expectations[1]), std::string("p counts 1 to 2 messages"));
    QCOMPARE(scenario.text(scenario.expectations[3]), std::string("c sees a latency (p999) below 2 us"));
    QCOMPARE(scenario.text(scenario.expectations[5]),
             std::string("lock-stuck is found on g within 16 ms from 15 ms on"));
    QCOMPARE(scenario.text(scenario.expectations[7]), std::string("x is ended by signal 9"));
}

void tst_ScenarioFile::verifyFollowsTheProducers_data()
{
    QTest::addColumn<QByteArray>("producers");
    QTest::addColumn<bool>("verify");
    QTest::newRow("others fill the ring") << QByteArray() << false;
    QTest::newRow("verify") << QByteArray(R"("producers":[{"id":"p","segment":"r"}],)") << true;
    QTest::newRow("another pattern") << QByteArray(R"("producers":[{"id":"p","segment":"r","pattern":"text"}],)")
                                     << false;
    QTest::newRow("both") << QByteArray(
        R"("producers":[{"id":"p","segment":"r"},{"id":"q","segment":"r","pattern":"text"}],)")
                          << false;
    QTest::newRow("a payload of fields") << QByteArray(
        R"x("producers":[{"id":"p","segment":"r","payload":"counter(0,1) checksum()"}],)x")
                                         << false;
}

void tst_ScenarioFile::verifyFollowsTheProducers()
{
    QFETCH(QByteArray, producers);
    QFETCH(bool, verify);
    const auto read = parseScenario(file(producers).toStdString());
    QVERIFY(std::holds_alternative<Scenario>(read));
    for (const ScenarioActor &actor : std::get<Scenario>(read).actors) {
        if (const auto *consumer = std::get_if<ConsumerPart>(&actor.part))
            QCOMPARE(consumer->verify, verify);
    }
}

void tst_ScenarioFile::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char *name, const QByteArray &text, const char *where, const char *reason) {
        QTest::newRow(name) << text << QByteArray(where) << QByteArray(reason);
    };
    row("empty", "", "line 1", "");
    row("no object", "[]", "line 1, column 1", "is a JSON object");
    row("no version", "{}", "line 1, column 1", "\"membridge_scenario\" is missing");
    row("other version", R"({"membridge_scenario":2})", "line 1, column 23", "version 1 only");
    row("unknown key", file(R"("producer":[],)"), "line 4, column 12", "did you mean \"producers\"?");
    row("key twice", file(R"("about":"a","about":"b",)"), "line 4", "");
    row("no segment", R"({"membridge_scenario":1,"name":"n","segments":[]})", "line 1", "at least one segment");
    row("ring and region", R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a","ring":64,"region":64}]})",
        "line 1, column 48", "either a \"ring\" or a \"region\"");
    row("no power of two", R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a","ring":100}]})",
        "line 1, column 65", "power of two");
    row("capacity as text", R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a","ring":"4K"}]})",
        "line 1, column 65", "whole number");
    row("bad id", R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a b","ring":64}]})", "line 1, column 54",
        "is no id");
    row("id twice", file(R"("holds":[{"id":"r","segment":"g","for_ms":1}],)"), "line 4, column 16", "already");
    row("external without a name",
        R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a","ring":64,"external":true}]})", "line 1, column 48",
        "needs a \"name\"");
    row("nobody takes part", R"({"membridge_scenario":1,"name":"n","segments":[{"id":"a","ring":64}]})",
        "line 1, column 1", "nobody takes part");
    row("nothing expected", file("", ""), "line 1, column 1", "nothing is expected");
    row("nobody ends", file("", R"({"what":"no-finding","segment":"r"})", R"({"id":"c","segment":"r"})"),
        "line 1, column 1", "nobody ends by itself");
    row("no such segment", file("", R"({"what":"no-finding","segment":"x"})"), "line 4", "there is no segment \"x\"");
    row("consumer of a region",
        file("", R"({"what":"no-finding","segment":"r"})", R"({"id":"c","segment":"g","count":1})"),
        "line 3, column 34", "a ring is needed");
    row("rate", file(R"("producers":[{"id":"p","segment":"r","rate":0}],)"), "line 4", "above 0");
    row("rate as text", file(R"("producers":[{"id":"p","segment":"r","rate":"fast"}],)"), "line 4", "or \"max\"");
    row("size too large", file(R"("producers":[{"id":"p","segment":"r","size":4093}],)"), "line 4", "0 to 4092");
    row("sizes turned round", file(R"("producers":[{"id":"p","segment":"r","size":[50,40]}],)"), "line 4",
        "comes first");
    row("verify needs 32 bytes", file(R"("producers":[{"id":"p","segment":"r","size":31}],)"), "line 4", "at least 32");
    row("pattern", file(R"("producers":[{"id":"p","segment":"r","pattern":"noise"}],)"), "line 4", "is no pattern");
    row("jitter without a rate", file(R"("producers":[{"id":"p","segment":"r","jitter":0.5}],)"), "line 4, column 47",
        "without a \"rate\"");
    row("burst without a rate", file(R"("producers":[{"id":"p","segment":"r","rate":"max","burst":2}],)"), "line 4",
        "without a \"rate\"");
    row("too much jitter", file(R"("producers":[{"id":"p","segment":"r","rate":5,"jitter":1.5}],)"), "line 4",
        "at most 1");
    row("payload", file(R"x("producers":[{"id":"p","segment":"r","payload":"count(1)"}],)x"), "line 4",
        "neither a field nor a value");
    row("empty payload", file(R"("producers":[{"id":"p","segment":"r","payload":""}],)"), "line 4", "no field");
    row("payload and size", file(R"("producers":[{"id":"p","segment":"r","payload":"42","size":64}],)"), "line 4",
        "says all of that already");
    row("payload and pattern", file(R"("producers":[{"id":"p","segment":"r","payload":"42","pattern":"text"}],)"),
        "line 4", "says all of that already");
    row("pause without a time",
        file("", R"({"what":"no-finding","segment":"r"})", R"({"id":"c","segment":"r","count":1,"pause_every":5})"),
        "line 3", "need each other");
    row("late without verify",
        file("", R"({"what":"no-finding","segment":"r"})", R"({"id":"c","segment":"r","count":1,"late_ms":5})"),
        "line 3", "only a consumer that verifies");
    row("verifies what is not sent",
        file(R"("producers":[{"id":"p","segment":"r","pattern":"text"}],)", R"({"what":"no-loss","of":"c"})",
             R"({"id":"c","segment":"r","count":1,"verify":true})"),
        "line 3", "verify");
    row("schema",
        file("", R"({"what":"no-finding","segment":"r"})", R"({"id":"c","segment":"r","count":1,"schema":"u33"})"),
        "line 3", "u33");
    row("spread", file(R"("lock_loads":[{"id":"l","segment":"g","readers":1,"hold":"1m"}],)"), "line 4",
        "column 2: the unit is ns, us, ms or s");
    row("empty lock load", file(R"("lock_loads":[{"id":"l","segment":"g"}],)"), "line 4", "\"readers\" or \"writers\"");
    row("hold without a time", file(R"("holds":[{"id":"h","segment":"g"}],)"), "line 4", "needs \"for_ms\"");
    row("empty command", file(R"("commands":[{"id":"x","argv":[]}],)"), "line 4", "the program and its arguments");
    row("placeholder", file(R"("commands":[{"id":"x","argv":["a","{segment:z}"]}],)"), "line 4, column 35",
        "there is no segment \"z\"");
    row("unended placeholder", file(R"("commands":[{"id":"x","argv":["{segment:r"]}],)"), "line 4", "does not end");
    row("zero byte", file(R"("commands":[{"id":"x","argv":["a\u0000b"]}],)"), "line 4", "zero byte");
    row("fault", file(R"("faults":[{"kind":"explode","segment":"r"}],)"), "line 4, column 19", "is no fault");
    row("fault on nobody", file(R"("faults":[{"kind":"kill","target":"x"}],)"), "line 4", "has the id \"x\"");
    row("fault of regions", file(R"("faults":[{"kind":"corrupt-lock","segment":"r"}],)"), "line 4", "one of regions");
    row("fault of rings", file(R"("faults":[{"kind":"die-mid-push","segment":"g"}],)"), "line 4", "one of rings");
    row("time of a kill", file(R"("faults":[{"kind":"kill","target":"c","for_ms":1}],)"), "line 4",
        "only the fault \"stop\"");
    row("what", file("", R"({"what":"luck"})"), "line 4", "nothing to expect");
    row("loss of who does not verify", file("", R"({"what":"no-loss","of":"c"})"), "line 4", "does not \"verify\"");
    row("no bound", file("", R"({"what":"messages","of":"c"})"), "line 4", "\"at_least\" or \"at_most\"");
    row("finding's code", file("", R"({"what":"finding","segment":"r","code":"x","within_ms":1})"), "line 4",
        "no finding's code");
    row("finding without a time", file("", R"({"what":"finding","segment":"r","code":"ring-full"})"), "line 4",
        "\"within_ms\" is missing");
    row("status and signal", file("", R"({"what":"exit","of":"c","status":1,"signal":9})"), "line 4", "either");
    row("negative time", file(R"("for_ms":-1,)"), "line 4, column 10", "whole number");
    row("too many", file("\"holds\":[" + QByteArray("0,").repeated(64) + "0],"), "line 4", "more than 64");
}

void tst_ScenarioFile::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, where);
    QFETCH(QByteArray, reason);
    const auto read = parseScenario(text.toStdString());
    QVERIFY(std::holds_alternative<FileError>(read));
    const QByteArray said = QByteArray::fromStdString(std::get<FileError>(read).text());
    QVERIFY2(said.startsWith(where), said.constData());
    QVERIFY2(said.contains(reason), said.constData());
}

void tst_ScenarioFile::sizeLimit()
{
    const std::string text(maxScenarioFileBytes + 1, ' ');
    QVERIFY(std::get<FileError>(parseScenario(text)).reason.find("1 MiB") != std::string::npos);
}

void tst_ScenarioFile::noFile()
{
    try {
        (void)readScenarioFile("/nowhere/scenario.json");
        QFAIL("there is such a file");
    } catch (const Error &error) {
        QCOMPARE(error.code(), ErrorCode::NotFound);
        QCOMPARE(error.segment(), std::string("/nowhere/scenario.json"));
    }
}

QTEST_GUILESS_MAIN(tst_ScenarioFile)
#include "tst_scenario_file.moc"
