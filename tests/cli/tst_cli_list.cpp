// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;

namespace {

Json entryOf(const Json &list, const TestSegment &segment)
{
    for (const Json &entry : list) {
        if (entry.at("name") == segment.name())
            return entry;
    }
    return nullptr;
}

} // namespace

class TestCliList : public TestCase
{
    Q_OBJECT

private slots:
    void keysAndValues();
    void layouts_data();
    void layouts();
    void nameThatIsNotUtf8();
    void tableForPeople();
    void whatAProcessHas();
    void whatAProcessHasForPeople();
    void noSuchProcess_data();
    void noSuchProcess();
};

void TestCliList::keysAndValues()
{
    const TestSegment segment("list");
    segment.create(4096);
    segment.setMode(0640);
    const CliRun run = runCli({"list", "--json"});
    COMPARE_STATUS(run, 0);
    QVERIFY2(run.json().is_array(), run.output.constData());
    const Json entry = entryOf(run.json(), segment);
    QVERIFY2(entry.is_object(), run.output.constData());
    QCOMPARE(keysOf(entry), "name,size,mode,uid,inode,mtime,layout,confidence");
    COMPARE_JSON(entry.at("size"), 4096);
    COMPARE_JSON(entry.at("mode"), "0640");
    COMPARE_JSON(entry.at("uid"), ::getuid());
    COMPARE_JSON(entry.at("layout"), "region");
    QVERIFY(entry.at("inode").is_number_unsigned());
    QCOMPARE(entry.at("mtime").get<double>(), static_cast<double>(segment.mtimeNs()) / 1e9);
    QVERIFY(entry.at("confidence") >= 0.9);
}

void TestCliList::layouts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("layout");
    QTest::newRow("nothing") << QByteArray() << QByteArray("unknown");
    QTest::newRow("too small") << QByteArray(4, '\0') << QByteArray("unknown");
    QTest::newRow("smallest region") << QByteArray(5, '\0') << QByteArray("region");
    QTest::newRow("smallest ring") << QByteArray(16, '\0') + '\x04' + QByteArray(11, '\0') << QByteArray("ring");
}

void TestCliList::layouts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, layout);
    const TestSegment segment("list");
    segment.fill(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    const CliRun run = runCli({"list", "--json"});
    COMPARE_STATUS(run, 0);
    COMPARE_JSON(entryOf(run.json(), segment).at("layout"), layout.toStdString());
}

void TestCliList::nameThatIsNotUtf8()
{
    const TestSegment segment("\xff\x1b[31m");
    segment.create(100);
    const CliRun json = runCli({"list", "--json"});
    COMPARE_STATUS(json, 0);
    const std::string expected = QByteArray::fromStdString(segment.name()).toHex().toStdString();
    QVERIFY2(json.output.contains(R"({"name":{"hex":")" + QByteArray::fromStdString(expected) + R"("},"size":100)"),
             json.output.constData());

    const CliRun human = runCli({"list"});
    COMPARE_STATUS(human, 0);
    QVERIFY(!human.output.contains('\x1b'));
    QVERIFY2(human.output.contains("\\xff\\x1b[31m"), human.output.constData());
}

void TestCliList::tableForPeople()
{
    const TestSegment region("list");
    region.create(100);
    region.put(0, std::int32_t{3});
    const TestSegment ring("list");
    ring.fillRing({.head = 0, .tail = 16, .capacity = 64}, ByteVector(64));
    const CliRun run = runCli({"list"});
    COMPARE_STATUS(run, 0);
    QVERIFY(run.output.startsWith("NAME "));
    QVERIFY2(run.output.contains("3 readers"), run.output.constData());
    QVERIFY2(run.output.contains("16 of 64 bytes (25 %)"), run.output.constData());
    QVERIFY2(run.output.contains("ring (99 %)"), run.output.constData());
}

void TestCliList::whatAProcessHas()
{
    const QString pid = QString::number(::getpid());
    const TestSegment open("pid");
    open.create(100);
    open.setMode(0640);
    const TestSegment deleted("pid \xff");
    deleted.create(64);
    const TestSegment another("pid");
    another.create(100);
    const int descriptor = ::open(open.path().c_str(), O_RDONLY | O_CLOEXEC);
    const int gone = ::open(deleted.path().c_str(), O_RDWR | O_CLOEXEC);
    deleted.unlink();
    const CliRun run = runCli({"list", "--pid", pid, "--json"});
    ::close(descriptor);
    ::close(gone);
    COMPARE_STATUS(run, 0);
    const Json entry = entryOf(run.json(), open);
    QVERIFY2(entry.is_object(), run.output.constData());
    QCOMPARE(keysOf(entry), "name,size,mode,uid,inode,mtime,layout,confidence,device,deleted,access");
    COMPARE_JSON(entry.at("size"), 100);
    COMPARE_JSON(entry.at("mode"), "0640");
    COMPARE_JSON(entry.at("layout"), "region");
    COMPARE_JSON(entry.at("deleted"), false);
    COMPARE_JSON(entry.at("access"), "ro");
    QVERIFY(entryOf(run.json(), another).is_null());

    const std::string hex = QByteArray::fromStdString(deleted.name()).toHex().toStdString();
    const Json list = run.json();
    const auto found = std::find_if(list.begin(), list.end(), [&](const Json &each) {
        return each.at("name").is_object() && each.at("name").at("hex") == hex;
    });
    QVERIFY2(found != list.end(), run.output.constData());
    QCOMPARE(keysOf(*found), "name,size,mode,uid,inode,mtime,device,deleted,access");
    COMPARE_JSON(found->at("size"), 64);
    COMPARE_JSON(found->at("deleted"), true);
    COMPARE_JSON(found->at("access"), "rw");

    const CliRun none = runShell(R"(exec "$0" list --json --pid $$)");
    COMPARE_STATUS(none, 0);
    COMPARE_JSON(none.json(), Json::array());
}

void TestCliList::whatAProcessHasForPeople()
{
    const QString pid = QString::number(::getpid());
    const CliRun none = runCli({"list", "--pid", pid});
    COMPARE_STATUS(none, 0);
    QVERIFY2(none.output.contains("has no segment"), none.output.constData());
    const TestSegment segment("\x1b[31m");
    segment.create(100);
    const int descriptor = ::open(segment.path().c_str(), O_RDWR | O_CLOEXEC);
    segment.unlink();
    const CliRun run = runCli({"list", "--pid", pid});
    ::close(descriptor);
    COMPARE_STATUS(run, 0);
    QVERIFY(!run.output.contains('\x1b'));
    QVERIFY2(run.output.contains("deleted"), run.output.constData());
    QVERIFY2(run.output.contains("descriptor"), run.output.constData());
}

void TestCliList::noSuchProcess_data()
{
    QTest::addColumn<QString>("pid");
    QTest::addColumn<int>("status");
    QTest::newRow("nobody") << QStringLiteral("0") << 3;
    QTest::newRow("beyond any pid") << QStringLiteral("2147483647") << 3;
    QTest::newRow("beyond 32 bits") << QStringLiteral("4294967297") << 3;
    QTest::newRow("beyond 63 bits") << QStringLiteral("18446744073709551615") << 3;
    QTest::newRow("no number") << QStringLiteral("self") << 2;
    QTest::newRow("negative") << QStringLiteral("-1") << 2;
}

void TestCliList::noSuchProcess()
{
    QFETCH(QString, pid);
    QFETCH(int, status);
    const CliRun run = runCli({"list", "--pid", pid, "--json"});
    COMPARE_STATUS(run, status);
    QVERIFY(run.output.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliList)
#include "tst_cli_list.moc"
