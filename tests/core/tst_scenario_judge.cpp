// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/traffic/scenario_judge.h"

#include <QTest>

using namespace membridge;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t ms = 1'000'000;
using What = ScenarioExpectation::What;

/// A ring with a producer and a consumer, and a region with a lock load, all of which ended well.
struct Case
{
    Case()
    {
        scenario.name = "case";
        scenario.segments = {{.id = "r", .ring = true, .size = 1024}, {.id = "g", .size = 64}};
        scenario.actors = {{.id = "p", .segment = 0, .part = ProducerPart{.count = 10}},
                           {.id = "c", .segment = 0, .part = ConsumerPart{}},
                           {.id = "l", .segment = 1, .runFor = 10ms, .part = LockLoadPart{.readers = 1, .writers = 1}}};
        for (const ScenarioActor &actor : scenario.actors)
            report.actors.push_back({.id = actor.id,
                                     .kind = "",
                                     .state = ScenarioActorReport::State::Ended,
                                     .pid = 1,
                                     .exit = platform::ChildExit{}});
        report.actors[0].summary = R"({"messages":10,"end":"count"})";
        report.actors[1].summary = consumed(0, 0);
        report.actors[2].summary = R"({"reads":5,"torn":0})";
        report.ended = true;
    }

    static std::string consumed(int lost, int late)
    {
        return R"({"messages":10,"lost":)" + std::to_string(lost)
            + R"(,"duplicated":0,"reordered":0,"corrupt":0,"late":)" + std::to_string(late) + R"(,"end":"signal"})";
    }

    ScenarioVerdict first() const
    {
        const auto verdicts = judge(scenario, report);
        return verdicts.empty() ? ScenarioVerdict{} : verdicts.front();
    }

    Scenario scenario;
    ScenarioReport report;
};

ScenarioFinding stalled(std::vector<ScenarioEpisode> episodes)
{
    ScenarioFinding finding{
        .segment = "r", .code = FindingCode::ConsumerStalled, .severity = Severity::Warning, .text = "it waits"};
    for (const ScenarioEpisode &episode : episodes)
        finding.add(episode.firstNs * ms, episode.lastNs * ms);
    return finding;
}

ScenarioExpectation expected(What what, std::chrono::milliseconds since,
                             std::optional<std::chrono::milliseconds> within, bool anything = false)
{
    return {.what = what,
            .segment = 0,
            .finding = anything ? std::nullopt : std::optional(FindingCode::ConsumerStalled),
            .since = since,
            .within = within};
}

} // namespace

/// What a report is worth, without running anything.
class tst_ScenarioJudge : public test::TestCase
{
    Q_OBJECT

private slots:
    void findings_data();
    void findings();
    void saysWhichTimeItWas();
    void episodes();
    void manyEpisodes();
    void loss_data();
    void loss();
    void tornReads_data();
    void tornReads();
    void whoFails();
    void faultThatWasNeverCarriedOut();
    void faultNamesTheCorrectPeer();
};

void tst_ScenarioJudge::findings_data()
{
    QTest::addColumn<bool>("wanted");
    QTest::addColumn<bool>("anything");
    QTest::addColumn<int>("since");
    QTest::addColumn<int>("within"); // 0: to the end
    QTest::addColumn<bool>("passed");
    // Found from 1000 to 2000 ms, and from 5000 to 6000 ms.
    QTest::newRow("in time") << true << false << 0 << 1500 << true;
    QTest::newRow("at the last moment") << true << false << 0 << 1000 << true;
    QTest::newRow("too late") << true << false << 0 << 999 << false;
    QTest::newRow("over before") << true << false << 6001 << 1000 << false;
    QTest::newRow("still there") << true << false << 2000 << 100 << true;
    QTest::newRow("the second time") << true << false << 4000 << 1500 << true;
    QTest::newRow("not in between") << true << false << 2500 << 2000 << false;
    QTest::newRow("none in between") << false << false << 2500 << 2000 << true;
    QTest::newRow("nothing in between") << false << true << 2500 << 2000 << true;
    QTest::newRow("none, but there was") << false << false << 0 << 1000 << false;
    QTest::newRow("none to the end, but there was") << false << false << 2500 << 0 << false;
    QTest::newRow("nothing at all, but there was") << false << true << 0 << 0 << false;
    QTest::newRow("none after all") << false << false << 6001 << 0 << true;
}

void tst_ScenarioJudge::findings()
{
    QFETCH(bool, wanted);
    QFETCH(bool, anything);
    QFETCH(int, since);
    QFETCH(int, within);
    QFETCH(bool, passed);
    Case one;
    one.report.findings = {stalled({{1000, 2000}, {5000, 6000}})};
    const std::optional end = std::chrono::milliseconds(within);
    one.scenario.expectations = {expected(wanted ? What::Finding : What::NoFinding, std::chrono::milliseconds(since),
                                          within == 0 ? std::nullopt : end, anything)};
    const ScenarioVerdict verdict = one.first();
    QVERIFY2(verdict.passed == passed, verdict.seen.c_str());
    QCOMPARE(findingSeen(one.scenario, one.scenario.expectations[0], one.report), wanted && passed);
    // Another segment's finding is none of this one's.
    one.report.findings[0].segment = "g";
    QCOMPARE(one.first().passed, !wanted);
}

void tst_ScenarioJudge::saysWhichTimeItWas()
{
    Case one;
    one.report.findings = {stalled({{1000, 2000}, {5000, 6000}})};
    one.scenario.expectations = {expected(What::NoFinding, 4000ms, std::nullopt)};
    QCOMPARE(one.first().seen, std::string("consumer-stalled after 5000 ms: it waits"));
    one.scenario.expectations = {expected(What::Finding, 0ms, 10ms)};
    QCOMPARE(one.first().seen, std::string("not found; there was consumer-stalled after 1000 ms"));
    // What is a note only is nothing wrong.
    one.report.findings[0].severity = Severity::Info;
    one.scenario.expectations = {expected(What::NoFinding, 0ms, std::nullopt, true)};
    QVERIFY(one.first().passed);
}

void tst_ScenarioJudge::episodes()
{
    using Episodes = std::vector<ScenarioEpisode>;
    ScenarioFinding finding;
    finding.add(10, 20);
    finding.add(10, 25);
    QCOMPARE(finding.episodes, (Episodes{{10, 25}}));
    finding.add(40, 40);
    finding.add(60, 70);
    finding.add(30, 30);
    QCOMPARE(finding.episodes, (Episodes{{10, 25}, {30, 30}, {40, 40}, {60, 70}}));
    finding.add(28, 40);
    QCOMPARE(finding.episodes, (Episodes{{10, 25}, {28, 40}, {60, 70}}));
    finding.add(5, 65);
    QCOMPARE(finding.episodes, (Episodes{{5, 70}}));
    finding.add(80, 90);
    QCOMPARE(finding.firstNs, std::int64_t(5));
    QCOMPARE(finding.lastNs, std::int64_t(90));
}

void tst_ScenarioJudge::manyEpisodes()
{
    ScenarioFinding finding;
    for (std::int64_t number = 0; number < 1000; ++number)
        finding.add(10 * number, 10 * number + 5);
    QCOMPARE(finding.episodes.size(), ScenarioFinding::mostEpisodes);
    QCOMPARE(finding.episodes.front(), (ScenarioEpisode{0, 5}));
    QCOMPARE(finding.episodes.back().lastNs, std::int64_t(9995));
    finding.add(-10, -8);
    QCOMPARE(finding.episodes.size(), ScenarioFinding::mostEpisodes);
    QCOMPARE(finding.firstNs, std::int64_t(-10));
    QCOMPARE(finding.lastNs, std::int64_t(9995));
}

void tst_ScenarioJudge::loss_data()
{
    QTest::addColumn<QByteArray>("summary");
    QTest::addColumn<int>("lateMs");
    QTest::addColumn<bool>("passed");
    QTest::newRow("all there") << QByteArray::fromStdString(Case::consumed(0, 0)) << 0 << true;
    QTest::newRow("lost") << QByteArray::fromStdString(Case::consumed(1, 0)) << 0 << false;
    QTest::newRow("late") << QByteArray::fromStdString(Case::consumed(0, 1)) << 100 << false;
    QTest::newRow("in time") << QByteArray::fromStdString(Case::consumed(0, 0)) << 100 << true;
    QTest::newRow("fewer than pushed") << QByteArray(R"({"messages":9})") << 0 << false;
    QTest::newRow("none") << QByteArray(R"({"messages":0})") << 0 << false;
    QTest::newRow("told nothing") << QByteArray() << 0 << false;
}

void tst_ScenarioJudge::loss()
{
    QFETCH(QByteArray, summary);
    QFETCH(int, lateMs);
    QFETCH(bool, passed);
    Case one;
    std::get<ConsumerPart>(one.scenario.actors[1].part).late = std::chrono::milliseconds(lateMs);
    one.report.actors[1].summary = summary.toStdString();
    one.scenario.expectations = {{.what = What::NoLoss, .actor = 1}};
    const ScenarioVerdict verdict = one.first();
    QVERIFY2(verdict.passed == passed, verdict.seen.c_str());
}

void tst_ScenarioJudge::tornReads_data()
{
    QTest::addColumn<QByteArray>("summary");
    QTest::addColumn<bool>("passed");
    QTest::newRow("none") << QByteArray(R"({"reads":5,"torn":0})") << true;
    QTest::newRow("one") << QByteArray(R"({"reads":5,"torn":1})") << false;
    QTest::newRow("nothing was read") << QByteArray(R"({"reads":0,"torn":0})") << false;
    QTest::newRow("told nothing") << QByteArray() << false;
}

void tst_ScenarioJudge::tornReads()
{
    QFETCH(QByteArray, summary);
    QFETCH(bool, passed);
    Case one;
    one.report.actors[2].summary = summary.toStdString();
    one.scenario.expectations = {{.what = What::NoTornRead, .actor = 2}};
    const ScenarioVerdict verdict = one.first();
    QVERIFY2(verdict.passed == passed, verdict.seen.c_str());
}

void tst_ScenarioJudge::whoFails()
{
    Case one;
    QVERIFY(judge(one.scenario, one.report).empty());
    one.report.actors[0].exit = platform::ChildExit{.signal = 9};
    QCOMPARE(judge(one.scenario, one.report).size(), 1U);
    QVERIFY(!one.first().passed);
    QCOMPARE(one.first().what, std::string("exit"));
    // Not one that was killed on purpose; but one that was only stopped.
    one.scenario.faults = {{.kind = "stop", .actor = 0}};
    QCOMPARE(judge(one.scenario, one.report).size(), 1U);
    one.scenario.faults = {{.kind = "kill", .actor = 0}};
    QVERIFY(judge(one.scenario, one.report).empty());
}

void tst_ScenarioJudge::faultThatWasNeverCarriedOut()
{
    Case one;
    one.scenario.faults = {{.kind = "corrupt-lock", .segment = 1}};
    one.report.faults = {{.kind = "corrupt-lock", .on = "g"}};
    QCOMPARE(judge(one.scenario, one.report).size(), 1U);
    QCOMPARE(one.first().what, std::string("fault"));
    QVERIFY(!one.first().passed);
    QCOMPARE(one.first().seen, std::string("it was never carried out"));
    one.report.faults[0].text = "the lock was not to be had";
    QCOMPARE(one.first().seen, std::string("the lock was not to be had"));
    one.report.faults[0].done = true;
    QVERIFY(judge(one.scenario, one.report).empty());
}

void tst_ScenarioJudge::faultNamesTheCorrectPeer()
{
    Case one;
    one.report.faults = {{.kind = "stop", .on = "c", .done = true, .correctPeer = "waits & wonders"}};
    one.report.findings = {stalled({{1, 2}, {4, 5}})};
    const QByteArray json = QByteArray::fromStdString(reportJson(one.report));
    QVERIFY2(json.contains(R"("correct_peer":"waits & wonders")"), json.constData());
    QVERIFY2(json.contains(R"("first_ns":1000000,"last_ns":5000000,"episodes":[{"first_ns":1000000,"last_ns":2000000},)"
                           R"({"first_ns":4000000,"last_ns":5000000}])"),
             json.constData());
}

QTEST_GUILESS_MAIN(tst_ScenarioJudge)
#include "tst_scenario_judge.moc"
