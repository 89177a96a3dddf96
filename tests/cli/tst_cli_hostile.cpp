// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli_run.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>

#include <sys/stat.h>

using namespace membridge;
using namespace membridge::test;

namespace {

ByteVector ringBytes(std::uint64_t head, std::uint64_t tail, std::uint64_t capacity, const ByteVector &data)
{
    return joined({packed(RingHeader{.head = head, .tail = tail, .capacity = capacity}), data});
}

const std::vector<QStringList> commands{
    {"inspect", "NAME"},
    {"inspect", "NAME", "--layout", "ring"},
    {"inspect", "NAME", "--layout", "region"},
    {"hex", "NAME"},
    {"hex", "NAME", "--layout", "ring"},
    {"read", "NAME", "--schema", "str 2*int bytes(3)", "--layout", "region"},
    {"read", "NAME", "--schema", "str", "--layout", "region", "--locked", "--timeout", "10"},
    {"read", "NAME", "--schema", "str", "--layout", "ring", "--frame", "1"},
    {"frames", "NAME", "--layout", "ring", "--schema", "str"},
    {"watch", "NAME", "--layout", "ring", "--count", "2", "--interval", "1"},
    {"watch", "NAME", "--layout", "region", "--count", "2", "--interval", "1"},
    {"push", "NAME", "1", "--layout", "ring", "--timeout", "10"},
    {"pop", "NAME", "--layout", "ring", "--timeout", "10", "--count", "0"},
    {"write", "NAME", "1", "--layout", "region", "--timeout", "10"},
    {"zero", "NAME", "--layout", "region", "--timeout", "10"},
};

} // namespace

/// Whatever a segment holds, every command ends in time, by itself, and in the way that the contract says.
class TestCliHostile : public TestCase
{
    Q_OBJECT

private slots:
    void everyCommandOn_data();
    void everyCommandOn();
    void notASegment();
};

void TestCliHostile::everyCommandOn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *title, const ByteVector &bytes) { QTest::newRow(title) << hex(bytes); };
    row("nothing", {});
    row("3 bytes", ByteVector(3));
    row("4 bytes", ByteVector(4));
    row("5 bytes", ByteVector(5));
    row("23 bytes", ByteVector(23));
    row("24 bytes", ByteVector(24));
    row("27 bytes", ByteVector(27));
    row("all ones", ByteVector(88, std::byte{0xff}));
    row("capacity 2^40", ringBytes(0, 10, std::uint64_t{1} << 40, ByteVector(64)));
    row("capacity 2^63", ringBytes(0, 10, std::uint64_t{1} << 63, ByteVector(64)));
    row("capacity 0", ringBytes(0, 10, 0, ByteVector(64)));
    row("frame of 2 GiB", ringBytes(0, 64, 64, joined({fromHex("ffffff7f"), ByteVector(60)})));
    row("frame of 4 GiB", ringBytes(0, 64, 64, joined({fromHex("ffffffff"), ByteVector(60)})));
    row("head past tail", ringBytes(11, 10, 64, ByteVector(64)));
    row("over capacity", ringBytes(0, 65, 64, ByteVector(64)));
    row("at the end of the numbers", ringBytes(~std::uint64_t{0} - 8, ~std::uint64_t{0}, 64, ByteVector(64)));
    row("past the end of the numbers", ringBytes(~std::uint64_t{0}, 10, 64, ByteVector(64)));
    row("string of 4 GiB in a frame", ringBytes(0, 64, 64, joined({frameOf(fromHex("ffffffff")), ByteVector(56)})));
    row("cut ring", ringBytes(0, 10, 1024, ByteVector(64)));
    row("lock word -7", joined({packed(std::int32_t{-7}), ByteVector(96)}));
    row("lock word INT_MAX", joined({packed(std::int32_t{0x7fffffff}), ByteVector(96)}));
    row("string of 4 GiB", joined({packed(std::int32_t{0}), fromHex("ffffffff"), ByteVector(92)}));
}

void TestCliHostile::everyCommandOn()
{
    QFETCH(QByteArray, bytes);
    for (const QStringList &command : commands) {
        for (const QStringList &more : {QStringList(), QStringList{"--json"}}) {
            const TestSegment segment("hostile");
            segment.fill(fromHex(bytes.toStdString()));
            const CliRun run = runCli(QStringList(command).replaceInStrings("NAME", q(segment.name())) + more);
            const bool looks = command.front() == "inspect" || command.front() == "hex";
            QVERIFY2(run.status == 0 || (!looks && (run.status == 4 || run.status == 5 || run.status == 1)),
                     run.text().constData());
            COMPARE_STATUS(run, run.status);
            if (!more.isEmpty()) {
                for (const Json &document : run.documents())
                    QVERIFY2(!document.is_discarded(), run.output.constData());
            }
        }
    }
}

void TestCliHostile::notASegment()
{
    const TestSegment segment("hostile");
    QCOMPARE(::mkfifo(segment.path().c_str(), 0600), 0);
    for (const QStringList &command : commands) {
        const CliRun run = runCli(QStringList(command).replaceInStrings("NAME", q(segment.name())));
        QVERIFY2(run.finished && run.status != 0, run.text().constData());
        COMPARE_STATUS(run, run.status);
    }
}

QTEST_GUILESS_MAIN(TestCliHostile)
#include "tst_cli_hostile.moc"
