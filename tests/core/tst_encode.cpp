// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/decode.h"
#include "core/codec/encode.h"
#include "tests/support/bytes.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

Q_DECLARE_METATYPE(Value)

class tst_Encode : public TestCase
{
    Q_OBJECT

private slots:
    void values_data();
    void values();
    void valuesAreAppended();
    void payloads();
    void mixed();
    void listsNestOneLevel();
    void badText_data();
    void badText();
    void decodesBack();
};

void tst_Encode::values_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("true") << Value{true} << QByteArray("01");
    QTest::newRow("false") << Value{false} << QByteArray("00");
    QTest::newRow("42") << Value{std::int64_t(42)} << QByteArray("2a 00 00 00 00 00 00 00");
    QTest::newRow("smallest int") << Value{std::numeric_limits<std::int64_t>::min()}
                                  << QByteArray("00 00 00 00 00 00 00 80");
    QTest::newRow("3.14") << Value{3.14} << QByteArray("1f 85 eb 51 b8 1e 09 40");
    QTest::newRow("-0.0") << Value{-0.0} << QByteArray("00 00 00 00 00 00 00 80");
    QTest::newRow("largest u64") << Value{std::numeric_limits<std::uint64_t>::max()}
                                 << QByteArray("ff ff ff ff ff ff ff ff");
    QTest::newRow("f32") << Value{1.5f} << QByteArray("00 00 c0 3f");
    QTest::newRow("text") << Value{Text{"é"}} << QByteArray("02 00 00 00 c3 a9");
    QTest::newRow("text with NUL") << Value{Text{std::string("a\0b", 3)}} << QByteArray("03 00 00 00 61 00 62");
    QTest::newRow("empty text") << Value{Text{}} << QByteArray("00 00 00 00");
    QTest::newRow("bytes") << Value{fromHex("00ff")} << QByteArray("00 ff");
    QTest::newRow("no bytes") << Value{ByteVector()} << QByteArray();
}

void tst_Encode::values()
{
    QFETCH(Value, value);
    QFETCH(QByteArray, bytes);
    ByteVector out;
    appendValue(out, value);
    QCOMPARE(hex(out), bytes);
    QCOMPARE(hex(encodePayload(value)), bytes);
    QCOMPARE(hex(encodeMixed(ValueList{value})), bytes);
}

void tst_Encode::valuesAreAppended()
{
    ByteVector out = fromHex("aa");
    appendValue(out, Value{true});
    appendValue(out, Value{fromHex("bb")});
    QCOMPARE(hex(out), QByteArray("aa 01 bb"));
}

void tst_Encode::payloads()
{
    QCOMPARE(hex(encodePayload(Value{ValueList{Value{true}, Value{Text{"a"}}, Value{fromHex("ff")}}})),
             QByteArray("01 01 00 00 00 61 ff"));
    QVERIFY(encodePayload(Value{ValueList{}}).empty());
}

void tst_Encode::mixed()
{
    const ValueList items{Value{ValueList{Value{true}, Value{false}}}, Value{fromHex("ff")}, Value{ValueList{}}};
    QCOMPARE(hex(encodeMixed(items)), QByteArray("01 00 ff"));
    QVERIFY(encodeMixed({}).empty());
    QVERIFY(encodeMixed(ValueList{Value{ValueList{}}}).empty());
}

void tst_Encode::listsNestOneLevel()
{
    const Value list{ValueList{Value{true}}};
    const Value nested{ValueList{list}};
    ByteVector out;
    COMPARE_ERROR(appendValue(out, list), ErrorCode::InvalidArgument);
    COMPARE_ERROR(encodePayload(nested), ErrorCode::InvalidArgument);
    COMPARE_ERROR(encodeMixed(ValueList{nested}), ErrorCode::InvalidArgument);
    QCOMPARE(hex(encodeMixed(ValueList{list})), QByteArray("01"));
}

void tst_Encode::badText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("where");
    QTest::newRow("lone continuation") << QByteArray("a\x80") << QByteArray("1");
    QTest::newRow("cut sequence") << QByteArray("abc\xe4\xb8") << QByteArray("3");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << QByteArray("0");
}

void tst_Encode::badText()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, where);
    ByteVector out = fromHex("aa");
    const Value value{Text{text.toStdString()}};
    COMPARE_ERROR_TEXT(appendValue(out, value), ErrorCode::InvalidArgument, where.constData());
    QCOMPARE(hex(out), QByteArray("aa"));
}

void tst_Encode::decodesBack()
{
    const Schema schema = std::get<Schema>(parseSchema("bool int f64 str 2*u64 f32 bytes(2)"));
    const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
    const ValueList values{Value{true},
                           Value{std::int64_t(-5)},
                           Value{0.1},
                           Value{Text{"żółć"}},
                           Value{ValueList{Value{largest}, Value{std::uint64_t(0)}}},
                           Value{2.5f},
                           Value{fromHex("0102")}};
    const ByteVector bytes = encodeMixed(values);
    const Decoded decoded = decode(bytes, schema);
    QVERIFY(!decoded.error);
    QCOMPARE(decoded.consumed, std::uint64_t(bytes.size()));
    QCOMPARE(Value{decoded.values(schema)}, Value{values});
}

QTEST_APPLESS_MAIN(tst_Encode)
#include "tst_encode.moc"
