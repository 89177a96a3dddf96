// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/traffic/crc32c.h"
#include "core/traffic/verify_payload.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_VerifyPayload : public TestCase
{
    Q_OBJECT

private slots:
    void layout();
    void everyFlippedBitIsFound();
    void faults_data();
    void faults();
};

void tst_VerifyPayload::layout()
{
    ByteVector payload = patternBytes(40);
    const ByteVector filler(payload.begin() + 32, payload.end());
    sealVerifyPayload(payload, 0x01020304, 0x1112131415161718, 0x2122232425262728);
    const ByteVector rest(payload.begin() + 8, payload.end());
    QCOMPARE(hex(payload),
             hex(joined({fromHex("04030201"), packed(crc32c(rest)),
                         fromHex("1817161514131211 2827262524232221 28000000 00000000"), filler})));
    const VerifyReading reading = readVerifyPayload(payload);
    QVERIFY(!reading.fault);
    QCOMPARE(reading.header.sequence, quint64(0x1112131415161718));
}

void tst_VerifyPayload::everyFlippedBitIsFound()
{
    ByteVector payload = patternBytes(45);
    sealVerifyPayload(payload, 1, 2, 3);
    // The stream id, in front of the sum, is not covered.
    for (std::size_t bit = 32; bit < payload.size() * 8; ++bit) {
        const auto mask = static_cast<std::byte>(1U << (bit % 8));
        payload[bit / 8] ^= mask;
        QVERIFY(readVerifyPayload(payload).fault == VerifyFault::Checksum);
        payload[bit / 8] ^= mask;
    }
}

void tst_VerifyPayload::faults_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("fault");
    QTest::newRow("empty") << QByteArray() << int(VerifyFault::TooShort);
    QTest::newRow("31 bytes") << QByteArray(31, '\0') << int(VerifyFault::TooShort);
    QTest::newRow("zeros") << QByteArray(32, '\0') << int(VerifyFault::Checksum);
    const auto sealed = [](VerifyHeader header) {
        ByteVector bytes = packed(header);
        header.checksum = crc32c(std::span(bytes).subspan(8));
        bytes = packed(header);
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    };
    QTest::newRow("another length") << sealed({.length = 33}) << int(VerifyFault::Length);
    QTest::newRow("reserved bytes") << sealed({.length = 32, .zero = 1}) << int(VerifyFault::Reserved);
}

void tst_VerifyPayload::faults()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, fault);
    const auto reading = readVerifyPayload(
        std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    QVERIFY(reading.fault);
    QCOMPARE(int(*reading.fault), fault);
}

QTEST_GUILESS_MAIN(tst_VerifyPayload)
#include "tst_verify_payload.moc"
