// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/decode.h"
#include "core/codec/scalar_decoder.h"
#include "tests/support/allocation_meter.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <random>

using namespace membridge;
using namespace membridge::test;

namespace {

Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

} // namespace

class tst_ScalarDecoder : public TestCase
{
    Q_OBJECT

private slots:
    void agreesWithDecode_data();
    void agreesWithDecode();
    void refusesOtherSchemas_data();
    void refusesOtherSchemas();
    void needsAllOfIt();
    void numbers();
    void decodingAgainAllocatesNothing();
};

void tst_ScalarDecoder::agreesWithDecode_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("each tag") << QByteArray("bool int float f32 f64 i32 i64 u8 u32 u64");
    QTest::newRow("lists") << QByteArray("3*bool 5*i32 0*u64 2*i32 7*f32 f64");
    QTest::newRow("rest ignored") << QByteArray("u8 i64 ...");
    QTest::newRow("skipped bytes") << QByteArray("skip(3) u8 skip(1) 2*u8 @9 0*u8 u8");
    QTest::newRow("places") << QByteArray("@24 i64 @8 u32 @0 3*u8 u8 @0 u64");
    QTest::newRow("nothing") << QByteArray("0*int");
    QTest::newRow("one byte") << QByteArray("bool");
    QTest::newRow("less than a word") << QByteArray("i32 u8 2*bool");
    QTest::newRow("narrow at the end") << QByteArray("i64 u8 i32 f32 bool");
    QTest::newRow("long and short lists") << QByteArray("4*i32 5*i32 4*u32 5*u8 4*u8 5*bool u64 9*f64 i32");
}

void tst_ScalarDecoder::agreesWithDecode()
{
    QFETCH(QByteArray, schema);
    const Schema fields = parsed(schema.constData());
    const auto decoder = ScalarDecoder::of(fields);
    QVERIFY(decoder);
    std::mt19937 random(1);
    for (int round = 0; round < 1000; ++round) {
        ByteVector data(decoder->size() + (round % 2 == 0 ? 3u : 0u)); // also without a byte to spare
        for (std::byte &byte : data)
            byte = round % 5 == 0 ? std::byte{0xff} : static_cast<std::byte>(random());
        std::vector<Scalar> scalars(decoder->count());
        QVERIFY(decoder->decode(data, scalars));
        const Decoded expected = decode(data, fields);
        QVERIFY(!expected.error);
        QCOMPARE(expected.consumed, std::uint64_t(decoder->size()));
        QCOMPARE(expected.fields.size(), decoder->count());
        for (std::size_t i = 0; i < scalars.size(); ++i) {
            QCOMPARE(scalars[i].tag, expected.fields[i].tag);
            // By bits: NaN is never equal.
            const Value value = scalars[i].value();
            QCOMPARE(value.data.index(), expected.fields[i].value.data.index());
            if (const auto *number = std::get_if<double>(&value.data))
                QCOMPARE(hex(packed(*number)), hex(packed(std::get<double>(expected.fields[i].value.data))));
            else if (const auto *small = std::get_if<float>(&value.data))
                QCOMPARE(hex(packed(*small)), hex(packed(std::get<float>(expected.fields[i].value.data))));
            else
                QVERIFY(value == expected.fields[i].value);
        }
    }
}

void tst_ScalarDecoder::refusesOtherSchemas_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("string") << QByteArray("int str");
    QTest::newRow("bytes") << QByteArray("bytes(4) int");
    QTest::newRow("too many") << QByteArray("600000*u8 600000*u8");
    QTest::newRow("far away") << QByteArray("@4294967297 u8");
    QTest::newRow("far too many") << QByteArray("4294967295*u64");
}

void tst_ScalarDecoder::refusesOtherSchemas()
{
    QFETCH(QByteArray, schema);
    QVERIFY(!ScalarDecoder::of(parsed(schema.constData())));
}

void tst_ScalarDecoder::needsAllOfIt()
{
    const auto decoder = ScalarDecoder::of(parsed("u32 u8")).value();
    QCOMPARE(decoder.size(), std::size_t(5));
    std::vector<Scalar> out(2);
    QVERIFY(!decoder.decode(fromHex("01020304"), out));
    QVERIFY(!decoder.decode(fromHex("0102030405"), std::span(out).first(1)));
    QCOMPARE(out[0].bits, std::uint64_t(0));
    QVERIFY(decoder.decode(fromHex("0102030405"), out));
    QCOMPARE(out[0].bits, std::uint64_t(0x04030201));
    QCOMPARE(out[1].bits, std::uint64_t(5));
}

void tst_ScalarDecoder::numbers()
{
    const auto decoder = ScalarDecoder::of(parsed("bool i32 i64 u64 f32 f64")).value();
    std::vector<Scalar> out(decoder.count());
    QVERIFY(decoder.decode(joined({packed(std::uint8_t(7)), packed(std::int32_t(-5)), packed(std::int64_t(-6)),
                                   packed(~std::uint64_t(0)), packed(1.5f), packed(-0.25)}),
                           out));
    const double expected[] = {1, -5, -6, 18446744073709551615.0, 1.5, -0.25};
    for (std::size_t i = 0; i < out.size(); ++i)
        QCOMPARE(out[i].number(), expected[i]);
}

void tst_ScalarDecoder::decodingAgainAllocatesNothing()
{
    const Schema schema = parsed("bool 3*int float 8*f32 u64");
    const auto decoder = ScalarDecoder::of(schema).value();
    const ByteVector data(decoder.size());
    std::vector<Scalar> out(decoder.count());
    Decoded decoded;
    decodeInto(decoded, data, schema);
    const AllocationMeter meter;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(decoder.decode(data, out));
        decodeInto(decoded, data, schema);
    }
    QCOMPARE(meter.largest(), std::size_t(0));
    QCOMPARE(decoded.fields.size(), decoder.count());
}

QTEST_GUILESS_MAIN(tst_ScalarDecoder)
#include "tst_scalar_decoder.moc"
