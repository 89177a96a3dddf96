// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

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

QTEST_GUILESS_MAIN(TestCliList)
#include "tst_cli_list.moc"
