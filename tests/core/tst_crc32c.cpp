// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/traffic/crc32c.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_Crc32c : public TestCase
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void inParts();
};

void tst_Crc32c::vectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("sum");
    QByteArray rising;
    QByteArray falling;
    for (char i = 0; i < 32; ++i) {
        rising.append(i);
        falling.prepend(i);
    }
    QTest::newRow("nothing") << QByteArray() << quint32(0);
    QTest::newRow("check value") << QByteArray("123456789") << quint32(0xE3069283);
    // RFC 3720, B.4.
    QTest::newRow("32 zeros") << QByteArray(32, '\0') << quint32(0x8A9136AA);
    QTest::newRow("32 ones") << QByteArray(32, '\xff') << quint32(0x62A8AB43);
    QTest::newRow("32 rising") << rising << quint32(0x46DD794E);
    QTest::newRow("32 falling") << falling << quint32(0x113FDB5C);
    QTest::newRow("an iSCSI read command")
        << QByteArray::fromHex("01c00000000000000000000000000000140000000000040000000014"
                               "0000001828000000000000000200000000000000")
        << quint32(0xD9963A56);
}

void tst_Crc32c::vectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint32, sum);
    const auto span = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    QCOMPARE(crc32c(span), sum);
    QCOMPARE(crc32cByTable(span), sum);
}

void tst_Crc32c::inParts()
{
    const ByteVector bytes = patternBytes(100, 7);
    const std::span<const std::byte> all(bytes);
    for (std::size_t cut = 0; cut <= all.size(); ++cut) {
        QCOMPARE(crc32c(all.subspan(cut), crc32c(all.first(cut))), crc32cByTable(all));
        QCOMPARE(crc32cByTable(all.subspan(cut), crc32cByTable(all.first(cut))), crc32cByTable(all));
    }
}

QTEST_GUILESS_MAIN(tst_Crc32c)
#include "tst_crc32c.moc"
