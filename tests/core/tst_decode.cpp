// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/decode.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

Q_DECLARE_METATYPE(Value)

namespace {

/// Of texts that the test itself wrote.
Schema parsed(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

} // namespace

class tst_Decode : public TestCase
{
    Q_OBJECT

private slots:
    void scalars_data();
    void scalars();
    void fieldsFollowWithoutPadding();
    void rawBytes();
    void restIsIgnored();
    void listsAndScalars();
    void errors_data();
    void errors();
    void errorText_data();
    void errorText();
    void fieldsBeforeAnErrorAreKept();
    void partialListsAreNoValue();
    void valueLimit();
    void hugeCountsStopAtTheData();
    void places_data();
    void places();
    void readingAgainIsBounded();
    void doubts_data();
    void doubts();
    void doubtOfBadUtf8SaysWhere();
};

void tst_Decode::scalars_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Value>("expected");
    const auto row = [](const char *schema, const char *bytes, Value expected) {
        QTest::addRow("%s %s", schema, bytes) << QByteArray(schema) << QByteArray(bytes) << expected;
    };
    row("bool", "00", Value{false});
    row("bool", "01", Value{true});
    row("bool", "ff", Value{true});
    row("int", "ffffffffffffffff", Value{std::int64_t(-1)});
    row("i64", "ffffffffffffff7f", Value{std::numeric_limits<std::int64_t>::max()});
    row("i32", "00000080", Value{std::int64_t(std::numeric_limits<std::int32_t>::min())});
    row("u8", "ff", Value{std::uint64_t(255)});
    row("u32", "ffffffff", Value{std::uint64_t(4294967295)});
    row("u64", "ffffffffffffffff", Value{std::numeric_limits<std::uint64_t>::max()});
    row("float", "0000000000000080", Value{-0.0});
    row("f64", "182d4454fb210940", Value{3.141592653589793});
    row("f32", "0000c07f", Value{std::numeric_limits<float>::quiet_NaN()});
    row("str", "00000000", Value{Text{}});
    row("str", "02000000 6869", Value{Text{"hi"}});
}

void tst_Decode::scalars()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, bytes);
    QFETCH(Value, expected);
    const ByteVector data = fromHex(bytes.toStdString());
    const Decoded decoded = decode(data, parsed(schema));
    QVERIFY(!decoded.error);
    QCOMPARE(decoded.fields.size(), std::size_t(1));
    QCOMPARE(decoded.consumed, std::uint64_t(data.size()));
    const DecodedField &field = decoded.fields.front();
    QCOMPARE(field.offset, std::uint64_t(0));
    QCOMPARE(field.length, std::uint64_t(data.size()));
    // By what is shown too, because a NaN does not equal itself.
    QCOMPARE(q(displayText(field.value)), q(displayText(expected)));
    QCOMPARE(field.value.data.index(), expected.data.index());
}

void tst_Decode::fieldsFollowWithoutPadding()
{
    const Schema schema = parsed("ok:bool f64 u8 name:str i32");
    const ByteVector data = fromHex("01 000000000000f83f 07 0100000061 f9ffffff ee");
    const Decoded decoded = decode(data, schema);
    QVERIFY(!decoded.error);
    const std::pair<std::uint64_t, std::uint64_t> places[] = {{0, 1}, {1, 8}, {9, 1}, {10, 5}, {15, 4}};
    QCOMPARE(decoded.fields.size(), std::size(places));
    for (std::size_t i = 0; i < std::size(places); ++i) {
        QCOMPARE(decoded.fields[i].offset, places[i].first);
        QCOMPARE(decoded.fields[i].length, places[i].second);
        QCOMPARE(decoded.fields[i].field, i);
        QCOMPARE(decoded.fields[i].element, std::size_t(0));
        QCOMPARE(decoded.fields[i].tag, schema.fields[i].tag);
    }
    QCOMPARE(decoded.consumed, std::uint64_t(19));
}

void tst_Decode::rawBytes()
{
    const Decoded decoded = decode(fromHex("01020304"), parsed("bytes(3) u8 bytes(0)"));
    QVERIFY(!decoded.error);
    QCOMPARE(decoded.fields.at(0).value, Value{fromHex("010203")});
    QCOMPARE(decoded.fields.at(0).kind, FieldKind::Bytes);
    QCOMPARE(decoded.fields.at(1).value, Value{std::uint64_t(4)});
    QCOMPARE(decoded.fields.at(2).value, Value{ByteVector()});
    QCOMPARE(decoded.consumed, std::uint64_t(4));
}

void tst_Decode::restIsIgnored()
{
    const Schema schema = parsed("u8 ...");
    const Decoded decoded = decode(fromHex("0102030405"), schema);
    QVERIFY(!decoded.error);
    QCOMPARE(decoded.fields.size(), std::size_t(1));
    QCOMPARE(decoded.consumed, std::uint64_t(1));
    QCOMPARE(decoded.values(schema).size(), std::size_t(1));
    QVERIFY(!decode({}, parsed("...")).error);
}

void tst_Decode::listsAndScalars()
{
    const Schema schema = parsed("2*u8 1*u8 0*str u8 bytes(2)");
    const Decoded decoded = decode(fromHex("0102030405 06"), schema);
    QVERIFY(!decoded.error);
    const auto u8 = [](std::uint64_t value) { return Value{value}; };
    const ValueList expected{Value{ValueList{u8(1), u8(2)}}, u8(3), Value{ValueList{}}, u8(4), Value{fromHex("0506")}};
    QCOMPARE(Value{decoded.values(schema)}, Value{expected});
    QCOMPARE(decoded.fields.at(1).element, std::size_t(1));
    QCOMPARE(decoded.fields.at(1).field, std::size_t(0));
}

void tst_Decode::errors_data()
{
    using Reason = DecodeError::Reason;
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("element");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("wanted");
    QTest::addColumn<quint64>("left");
    const auto row = [](const char *name, const char *schema, const char *bytes, Reason reason, int field, int element,
                        quint64 offset, quint64 wanted, quint64 left) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(bytes) << static_cast<int>(reason) << field << element
                            << offset << wanted << left;
    };
    row("no bytes", "bool", "", Reason::PastEnd, 0, 0, 0, 1, 0);
    row("one byte short", "int", "00000000000000", Reason::PastEnd, 0, 0, 0, 8, 7);
    row("second field", "u32 u32", "00000000 0000", Reason::PastEnd, 1, 0, 4, 4, 2);
    row("third element", "3*u8", "0102", Reason::PastEnd, 0, 2, 2, 1, 0);
    row("raw bytes", "bytes(4)", "010203", Reason::PastEnd, 0, 0, 0, 4, 3);
    row("string without a whole prefix", "str", "010000", Reason::PastEnd, 0, 0, 0, 4, 3);
    row("string one byte short", "str", "03000000 6869", Reason::StringPastEnd, 0, 0, 0, 7, 6);
    row("string of 2^32 - 1", "u8 str", "00 ffffffff 6869", Reason::StringPastEnd, 1, 0, 1, 4294967299, 6);
    row("second string of a list", "2*str", "00000000 01000000", Reason::StringPastEnd, 0, 1, 4, 5, 4);
    row("largest raw count", "bytes(4294967296)", "00", Reason::PastEnd, 0, 0, 0, 4294967296, 1);
}

void tst_Decode::errors()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, bytes);
    QFETCH(int, reason);
    QFETCH(int, field);
    QFETCH(int, element);
    QFETCH(quint64, offset);
    QFETCH(quint64, wanted);
    QFETCH(quint64, left);
    const Decoded decoded = decode(fromHex(bytes.toStdString()), parsed(schema));
    QVERIFY(decoded.error);
    QCOMPARE(decoded.error->reason, static_cast<DecodeError::Reason>(reason));
    QCOMPARE(static_cast<int>(decoded.error->field), field);
    QCOMPARE(static_cast<int>(decoded.error->element), element);
    QCOMPARE(decoded.error->offset, offset);
    QCOMPARE(decoded.error->wanted, wanted);
    QCOMPARE(decoded.error->left, left);
    QCOMPARE(decoded.consumed, offset);
}

void tst_Decode::errorText_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QStringList>("parts");
    // Field, offset, length wanted and length left; people count fields from 1.
    QTest::newRow("past the end") << QByteArray("u32 u32") << QByteArray("000000000000") << QByteArray("past-end")
                                  << QStringList{"field 2", "offset 4", "4", "2"};
    QTest::newRow("string past the end") << QByteArray("u8 str") << QByteArray("00ffffffff6869")
                                         << QByteArray("string-past-end")
                                         << QStringList{"field 2", "offset 1", "4294967299", "6"};
}

void tst_Decode::errorText()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, reason);
    QFETCH(QStringList, parts);
    const Decoded decoded = decode(fromHex(bytes.toStdString()), parsed(schema));
    QVERIFY(decoded.error);
    QCOMPARE(QByteArray(decoded.error->reasonName()), reason);
    for (const QString &part : parts)
        QVERIFY2(q(decoded.error->text()).contains(part), decoded.error->text().c_str());
}

void tst_Decode::fieldsBeforeAnErrorAreKept()
{
    const Schema schema = parsed("u8 str int");
    const Decoded decoded = decode(fromHex("07 0100000061 00"), schema);
    QVERIFY(decoded.error);
    QCOMPARE(decoded.error->field, std::size_t(2));
    QCOMPARE(Value{decoded.values(schema)}, (Value{ValueList{Value{std::uint64_t(7)}, Value{Text{"a"}}}}));
    QCOMPARE(decoded.consumed, std::uint64_t(6));
}

void tst_Decode::partialListsAreNoValue()
{
    const Schema schema = parsed("u8 3*u8");
    const Decoded decoded = decode(fromHex("010203"), schema);
    QVERIFY(decoded.error);
    QCOMPARE(decoded.fields.size(), std::size_t(3));
    QCOMPARE(decoded.values(schema).size(), std::size_t(1));
}

void tst_Decode::valueLimit()
{
    const ByteVector data(100);
    QVERIFY(!decode(data, parsed("50*u8 50*u8"), {.maxValues = 100}).error);
    const Decoded decoded = decode(data, parsed("50*u8 50*u8"), {.maxValues = 70});
    QVERIFY(decoded.error);
    QCOMPARE(decoded.error->reason, DecodeError::Reason::TooManyValues);
    QCOMPARE(decoded.error->field, std::size_t(1));
    QCOMPARE(decoded.error->element, std::size_t(20));
    QCOMPARE(decoded.fields.size(), std::size_t(70));
    QCOMPARE(decoded.error->wanted, std::uint64_t(100));
    QCOMPARE(decoded.error->left, std::uint64_t(70));
    QCOMPARE(QByteArray(decoded.error->reasonName()), QByteArray("too-many-values"));
    QVERIFY(!decode(data, parsed("0*u8"), {.maxValues = 0}).error);
}

void tst_Decode::hugeCountsStopAtTheData()
{
    const Decoded numbers = decode(ByteVector(1000), parsed("4294967296*u8"));
    QVERIFY(numbers.error);
    QCOMPARE(numbers.error->reason, DecodeError::Reason::PastEnd);
    QCOMPARE(numbers.fields.size(), std::size_t(1000));
    const Decoded strings = decode(ByteVector(1000), parsed("4294967296*str"));
    QVERIFY(strings.error);
    QCOMPARE(strings.fields.size(), std::size_t(250));
}

void tst_Decode::places_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QList<int>>("offsets");
    QTest::addColumn<int>("consumed");
    QTest::addColumn<int>("errorAt"); // -1: none
    const auto row = [](const char *schema, const QList<int> &offsets, int consumed, int errorAt) {
        QTest::addRow("%s", schema) << QByteArray(schema) << offsets << consumed << errorAt;
    };
    // Of 16 bytes.
    row("u8 skip(3) u8", {0, 4}, 5, -1);
    row("skip(16) u8", {}, 0, 16);
    row("skip(15) u8 ...", {15}, 16, -1);
    row("skip(17) u8", {}, 0, 17);
    row("skip(17) 0*u8 bytes(0)", {17}, 0, -1);
    row("skip(4294967296) bytes(1)", {}, 0, -2);
    row("u8 @8 u32 u8", {0, 8, 12}, 13, -1);
    row("u64 @0 u8 u8", {0, 0, 1}, 8, -1);
    row("@12 u32 @0 u8", {12, 0}, 16, -1);
    row("@12 skip(2) 2*u8 u8", {14, 15}, 16, 16);
    row("@281474976710656 u8", {}, 0, -2);
    row("@4 ...", {}, 0, -1);
}

void tst_Decode::places()
{
    QFETCH(QByteArray, schema);
    QFETCH(QList<int>, offsets);
    QFETCH(int, consumed);
    QFETCH(int, errorAt);
    ByteVector data(16);
    for (std::size_t i = 0; i < data.size(); ++i)
        data[i] = static_cast<std::byte>(i);
    const Decoded decoded = decode(data, parsed(schema));
    QList<int> found;
    for (const DecodedField &field : decoded.fields) {
        found << static_cast<int>(field.offset);
        if (const auto *byte = std::get_if<std::uint64_t>(&field.value.data))
            QCOMPARE(static_cast<int>(*byte & 0xff), found.last());
    }
    QCOMPARE(found, offsets);
    QCOMPARE(static_cast<int>(decoded.consumed), consumed);
    QCOMPARE(decoded.error.has_value(), errorAt != -1);
    if (decoded.error) {
        QCOMPARE(decoded.error->reason, DecodeError::Reason::PastEnd);
        QCOMPARE(decoded.error->left, std::uint64_t(0));
    }
    if (errorAt >= 0)
        QCOMPARE(static_cast<int>(decoded.error->offset), errorAt);
}

void tst_Decode::readingAgainIsBounded()
{
    const ByteVector data(100);
    const Schema schema = parsed("bytes(100) @0 bytes(60) @0 bytes(60) u8");
    QVERIFY(!decode(data, schema, {.maxValues = 10, .maxBytesAgain = 120}).error);
    const Decoded decoded = decode(data, schema, {.maxValues = 10, .maxBytesAgain = 119});
    QCOMPARE(decoded.fields.size(), std::size_t(2));
    const DecodeError expected{DecodeError::Reason::TooLarge, 2, 0, 0, 60, 59};
    QVERIFY(decoded.error == expected);
    // A string's text counts likewise.
    const ByteVector text = joined({packed(std::uint32_t(6)), ByteVector(6)});
    const Schema twice = parsed("str @0 str @0 str");
    QVERIFY(!decode(text, twice, {.maxValues = 10, .maxBytesAgain = 8}).error);
    QCOMPARE(decode(text, twice, {.maxValues = 10, .maxBytesAgain = 7}).error.value().field, std::size_t(2));
}

void tst_Decode::doubts_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("doubt");
    const auto row = [](const char *name, const char *schema, const QByteArray &bytes, Doubt doubt) {
        QTest::newRow(name) << QByteArray(schema) << bytes << static_cast<int>(doubt);
    };
    const auto f64 = [](double value) { return hex(packed(value)); };
    const auto f32 = [](float value) { return hex(packed(value)); };
    row("bool 0", "bool", "00", Doubt::None);
    row("bool 1", "bool", "01", Doubt::None);
    row("bool 2", "bool", "02", Doubt::BoolNotZeroOrOne);
    row("bool 255", "bool", "ff", Doubt::BoolNotZeroOrOne);
    row("integer", "int", "ffffffffffffffff", Doubt::None);
    row("plain text", "str", "02000000 6869", Doubt::None);
    row("text with tab and line ends", "str", "03000000 090a0d", Doubt::None);
    row("text with NUL", "str", "03000000 610062", Doubt::ControlCharacters);
    row("text with escape", "str", "01000000 1b", Doubt::ControlCharacters);
    row("text with DEL", "str", "01000000 7f", Doubt::ControlCharacters);
    row("bad UTF-8", "str", "02000000 61ff", Doubt::InvalidUtf8);
    row("zero", "f64", f64(0), Doubt::None);
    row("minus zero", "f64", f64(-0.0), Doubt::None);
    row("1e100", "f64", f64(1e100), Doubt::None);
    row("1.1e100", "f64", f64(1.1e100), Doubt::ImplausibleFloat);
    row("-1e-101", "f64", f64(-1e-101), Doubt::ImplausibleFloat);
    row("subnormal: an integer read as a float", "f64", "2a00000000000000", Doubt::ImplausibleFloat);
    row("infinity", "f64", f64(std::numeric_limits<double>::infinity()), Doubt::None);
    row("NaN", "f64", f64(std::numeric_limits<double>::quiet_NaN()), Doubt::None);
    row("f32 one", "f32", f32(1), Doubt::None);
    row("f32 subnormal", "f32", "2a000000", Doubt::ImplausibleFloat);
    row("f32 infinity", "f32", f32(std::numeric_limits<float>::infinity()), Doubt::None);
}

void tst_Decode::doubts()
{
    QFETCH(QByteArray, schema);
    QFETCH(QByteArray, bytes);
    QFETCH(int, doubt);
    const Decoded decoded = decode(fromHex(bytes.toStdString()), parsed(schema));
    QVERIFY(!decoded.error);
    QCOMPARE(decoded.fields.at(0).doubt, static_cast<Doubt>(doubt));
}

void tst_Decode::doubtOfBadUtf8SaysWhere()
{
    const Decoded decoded = decode(fromHex("05000000 c3a961ff62"), parsed("str"));
    QCOMPARE(decoded.fields.at(0).doubt, Doubt::InvalidUtf8);
    QCOMPARE(decoded.fields.at(0).doubtOffset, std::uint64_t(3));
}

QTEST_APPLESS_MAIN(tst_Decode)
#include "tst_decode.moc"
