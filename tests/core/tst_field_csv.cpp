// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/encode.h"
#include "core/codec/field_csv.h"
#include "tests/support/bytes.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QProcess>
#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_FieldCsv : public TestCase
{
    Q_OBJECT

private slots:
    void exactly();
    void pythonReadsIt();
};

void tst_FieldCsv::exactly()
{
    const auto schema = std::get<Schema>(parseSchema("n:i32 2*u8 bytes(2)"));
    const Decoded decoded = decode(fromHex("ffffffff 01 02 abcd"), schema);
    QCOMPARE(q(fieldsToCsv(decoded, schema, [](std::uint64_t offset) { return offset + 4; })),
             QStringLiteral("field,element,type,offset,length,value\r\n"
                            "n,0,i32,4,4,-1\r\n"
                            "#2,0,u8,8,1,1\r\n"
                            "#2,1,u8,9,1,2\r\n"
                            "#3,0,bytes,10,2,ab cd\r\n"));
}

void tst_FieldCsv::pythonReadsIt()
{
    const QList<QByteArray> texts{"a,b", "say \"x\"", "two\r\nlines", "=1+1", "@x", "\tx", "", "plain", "-2"};
    ByteVector data;
    for (const QByteArray &each : texts)
        appendValue(data, Value{Text{each.toStdString()}});
    const auto schema = std::get<Schema>(parseSchema("9*str"));
    OwnProcess python;
    python.start(QStringLiteral(MEMBRIDGE_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import csv,sys,io\n"
                                 "t=sys.stdin.buffer.read().decode()\n"
                                 "for r in list(csv.reader(io.StringIO(t,newline='')))[1:]:\n"
                                 "  print(len(r), r[-1].encode().hex())")});
    python.write(QByteArray::fromStdString(fieldsToCsv(decode(data, schema), schema)));
    python.closeWriteChannel();
    QVERIFY2(python.waitForFinished(30'000) && python.exitCode() == 0, python.readAllStandardError());
    QByteArray expected;
    for (const QByteArray &each : texts) {
        const bool formula = !each.isEmpty() && QByteArray("=+-@\t").contains(each[0]);
        expected += "6 " + (formula ? "'" + each : each).toHex() + "\n";
    }
    QCOMPARE(python.readAllStandardOutput(), expected);
}

QTEST_GUILESS_MAIN(tst_FieldCsv)
#include "tst_field_csv.moc"
