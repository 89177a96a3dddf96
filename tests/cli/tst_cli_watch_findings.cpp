// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "core/observe/findings.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <csignal>
#include <functional>

using namespace membridge;
using namespace membridge::test;

namespace {

/// The finding of that code in a document, or null.
Json findingIn(const Json &document, const char *code)
{
    if (document.contains("findings")) {
        for (const Json &finding : document.at("findings")) {
            if (finding.at("code") == code)
                return finding;
        }
    }
    return nullptr;
}

/// The first that comes and is as wanted; null when none does.
Json waitForFinding(
    LiveCli &cli, const char *code, const std::function<bool(const Json &)> &wanted = [](const Json &) { return true; })
{
    for (Json document = cli.next(); !document.is_discarded(); document = cli.next()) {
        Json finding = findingIn(document, code);
        if (!finding.is_null() && wanted(finding))
            return finding;
    }
    return nullptr;
}

bool says(const Json &finding, const char *words)
{
    return finding.at("text").get<std::string>().find(words) != std::string::npos;
}

/// The first document without it.
bool waitUntilGone(LiveCli &cli, const char *code)
{
    for (Json document = cli.next(); !document.is_discarded(); document = cli.next()) {
        if (findingIn(document, code).is_null())
            return true;
    }
    return false;
}

QStringList watching(const TestSegment &segment, const QStringList &more = {})
{
    return QStringList{"watch", q(segment.name()), "--json", "--interval", "20"} + more;
}

} // namespace

/// What `watch` finds beyond the segment's bytes: who has it, the memory it lives in, and whether a schema fits.
class TestCliWatchFindings : public TestCase
{
    Q_OBJECT

private slots:
    void aDeadHolderIsFound();
    void aStoppedHolderIsNamed();
    void aSchemaThatDoesNotFitARegion();
    void aSchemaThatDoesNotFitAFrame();
    void framesThatAFieldGoesAroundTheEndOf();
    void memoryNearlyFull();
    void adviceIsForPeople();
};

void TestCliWatchFindings::aDeadHolderIsFound()
{
    const TestSegment segment("watch");
    segment.create(100);
    LiveCli holder({"hold", q(segment.name()), "write", "--for", "600000"});
    LiveCli cli(watching(segment));
    while (segment.get<std::int32_t>(0) != -1)
        QVERIFY(!cli.next().is_discarded());
    holder.signal(SIGKILL);
    // It had left a record, so it is known also where not every process can be looked into.
    const Json finding = waitForFinding(cli, "lock-orphaned");
    QVERIFY(finding.is_object());
    QCOMPARE(keysOf(finding), "code,severity,text,offset");
    COMPARE_JSON(finding.at("severity"), "error");
    COMPARE_STATUS(runCli({"unlock", q(segment.name()), "--expect", "-1"}), 0);
    QVERIFY(waitUntilGone(cli, "lock-orphaned"));
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatchFindings::aStoppedHolderIsNamed()
{
    const TestSegment segment("watch");
    segment.create(100);
    LiveCli holder({"hold", q(segment.name()), "write", "--for", "600000", "--json"});
    LiveCli cli(watching(segment));
    while (segment.get<std::int32_t>(0) != -1)
        QVERIFY(!cli.next().is_discarded());
    holder.signal(SIGSTOP);
    const Json finding = waitForFinding(cli, "lock-stuck", [](const Json &one) { return says(one, "is stopped"); });
    QVERIFY(finding.is_object());
    COMPARE_JSON(finding.at("severity"), "warning");
    QVERIFY2(says(finding, "(membridge-cli)"), finding.dump().c_str());
    holder.signal(SIGCONT);
    holder.signal(SIGTERM);
    COMPARE_STATUS(holder.finish(), 0);
    QVERIFY(waitUntilGone(cli, "lock-stuck"));
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatchFindings::aSchemaThatDoesNotFitARegion()
{
    const TestSegment segment("watch");
    segment.create(100);
    COMPARE_STATUS(runCli({"write", q(segment.name()), "u32:7", "u8:3"}), 0);
    const CliRun fits = runCli(watching(segment, {"--schema", "u32 u8", "--count", "3"}));
    COMPARE_STATUS(fits, 0);
    for (const Json &document : fits.documents())
        QVERIFY(!document.contains("findings"));
    LiveCli cli(watching(segment, {"--schema", "u32 bool"}));
    const Json finding = waitForFinding(cli, "schema-misfit");
    QVERIFY(finding.is_object());
    COMPARE_JSON(finding.at("offset"), 8);
    COMPARE_STATUS(runCli({"write", q(segment.name()), "u32:7", "u8:1"}), 0);
    QVERIFY(waitUntilGone(cli, "schema-misfit"));
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatchFindings::aSchemaThatDoesNotFitAFrame()
{
    const TestSegment segment("watch");
    COMPARE_STATUS(runCli({"create", q(segment.name()), "--ring", "4K"}), 0);
    LiveCli cli(watching(segment, {"--schema", "n:u32 text:str"}));
    QVERIFY(!cli.next().contains("findings"));
    COMPARE_STATUS(runCli({"push", q(segment.name()), "u32:1", "str:hello"}), 0);
    for (int i = 0; i < 3; ++i)
        QVERIFY(!cli.next().contains("findings"));
    COMPARE_STATUS(runCli({"push", q(segment.name()), "u32:1", "u32:2"}), 0);
    const Json finding = waitForFinding(cli, "schema-misfit");
    QVERIFY(finding.is_object());
    COMPARE_JSON(finding.at("severity"), "warning");
    // The header, a frame of 4 + 4 + 4 + 5 bytes, a length and a number are before it.
    COMPARE_JSON(finding.at("offset"), 24 + 17 + 4 + 4);
    COMPARE_STATUS(runCli({"pop", q(segment.name()), "--count", "2", "--json"}), 0);
    COMPARE_STATUS(runCli({"push", q(segment.name()), "u32:1", "str:hello"}), 0);
    QVERIFY(waitUntilGone(cli, "schema-misfit"));
    cli.signal(SIGINT);
    COMPARE_STATUS(cli.finish(), 0);
}

void TestCliWatchFindings::framesThatAFieldGoesAroundTheEndOf()
{
    const TestSegment segment("watch");
    ByteVector data(64);
    // At position 54: a length of 8, then two u32, of which the second begins two bytes before the ring's end.
    data[54] = std::byte{8};
    data[62] = std::byte{2};
    segment.fillRing({.head = 54, .tail = 66, .capacity = 64}, data);
    const CliRun run = runCli(watching(segment, {"--layout", "ring", "--schema", "u32 bool", "--count", "1"}));
    COMPARE_STATUS(run, 0);
    const Json finding = findingIn(run.documents().front(), "schema-misfit");
    QVERIFY2(finding.is_object(), run.text());
    COMPARE_JSON(finding.at("offset"), 24 + 62);
}

void TestCliWatchFindings::memoryNearlyFull()
{
    // A file system of its own, so that the machine's is left alone.
    const auto watchIn = [](const QString &size) {
        return runShell(
            "OWN='unshare -m'; $OWN true 2>/dev/null || OWN='unshare -rm'; $OWN true 2>/dev/null || exit 77\n"
            "exec $OWN sh -c 'mount -t tmpfs -o size=1M tmpfs /dev/shm || exit 77\n"
            "\"$0\" create own --size \"$1\" >/dev/null && \"$0\" watch own --json --interval 5 --count 2' \"$0\" \"$1\"",
            {size});
    };
    const CliRun full = watchIn(QStringLiteral("1000K"));
    if (full.status == 77)
        QSKIP("no mount namespace of one's own is allowed here");
    COMPARE_STATUS(full, 0);
    const Json finding = findingIn(full.documents().front(), "tmpfs-nearly-full");
    QVERIFY2(finding.is_object(), full.text());
    COMPARE_JSON(finding.at("severity"), "warning");
    QVERIFY2(says(finding, "of 1048576 bytes of shared memory are free"), finding.dump().c_str());
    const CliRun half = watchIn(QStringLiteral("500K"));
    COMPARE_STATUS(half, 0);
    QVERIFY2(findingIn(half.documents().back(), "tmpfs-nearly-full").is_null(), half.text());
}

void TestCliWatchFindings::adviceIsForPeople()
{
    const TestSegment segment("watch");
    segment.create(100);
    segment.put(0, std::int32_t{-7});
    const QByteArray advice = QByteArray("  -> ") + membridge::advice(FindingCode::LockInvalid) + '\n';
    const CliRun watched = runCli({"watch", q(segment.name()), "--interval", "5", "--count", "3"});
    COMPARE_STATUS(watched, 0);
    QCOMPARE(watched.output.count(advice), 1);
    const CliRun inspected = runCli({"inspect", q(segment.name())});
    COMPARE_STATUS(inspected, 0);
    QVERIFY2(inspected.output.contains(membridge::advice(FindingCode::LockInvalid)), inspected.text());
}

QTEST_GUILESS_MAIN(TestCliWatchFindings)
#include "tst_cli_watch_findings.moc"
