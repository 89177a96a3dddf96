// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/schema.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;

class tst_Schema : public TestCase
{
    Q_OBJECT

private slots:
    void tagNames();
    void tagSizes_data();
    void tagSizes();
    void roundTrip_data();
    void roundTrip();
    void fieldsOfAFullSchema();
    void errors_data();
    void errors();
    void errorsSayTheColumn();
    void fieldLimit();
};

void tst_Schema::tagNames()
{
    QCOMPARE(allTypeTags.size(), std::size_t(11));
    for (const TypeTag tag : allTypeTags)
        QVERIFY(parseTypeTag(name(tag)) == tag);
    for (const char *wrong : {"", "Int", "INT", "string", "i16", "f16", "u16", "bytes", "int "})
        QVERIFY2(!parseTypeTag(wrong), wrong);
}

void tst_Schema::tagSizes_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("size"); // 0: in the data
    const std::pair<const char *, int> sizes[] = {{"bool", 1}, {"int", 8}, {"float", 8}, {"f32", 4},
                                                  {"f64", 8},  {"i32", 4}, {"i64", 8},   {"u8", 1},
                                                  {"u32", 4},  {"u64", 8}, {"str", 0}};
    for (const auto &[tag, size] : sizes)
        QTest::newRow(tag) << QString::fromLatin1(tag) << size;
}

void tst_Schema::tagSizes()
{
    QFETCH(QString, tag);
    QFETCH(int, size);
    const auto parsed = parseTypeTag(tag.toStdString());
    QVERIFY(parsed);
    QCOMPARE(static_cast<int>(fixedSize(*parsed).value_or(0)), size);
}

void tst_Schema::roundTrip_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char *name, const char *text, const char *printed) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(printed);
    };
    row("one tag", "int", "int");
    row("all tags", "bool int float f32 f64 i32 i64 u8 u32 u64 str", "bool int float f32 f64 i32 i64 u8 u32 u64 str");
    row("aliases keep their spelling", "int i64 float f64", "int i64 float f64");
    row("counts", "3*bool 0*int 1*str", "3*bool 0*int str");
    row("largest count", "4294967296*u8", "4294967296*u8");
    row("leading zeros", "007*u8", "7*u8");
    row("names", "name:str temperature:f64 ok:3*bool", "name:str temperature:f64 ok:3*bool");
    row("all that names may have", "_a-b.c9:int A:int", "_a-b.c9:int A:int");
    row("raw bytes", "bytes(16) id:bytes(0) bytes(1)", "bytes(16) id:bytes(0) bytes(1)");
    row("rest", "int ...", "int ...");
    row("rest alone", "...", "...");
    row("rest with a name", "int tail:...", "int tail:...");
    row("commas", "int,str,  bool ,f32", "int str bool f32");
    row("separators everywhere", " ,\t\r\nint\n,, str,\n", "int str");
    row("skipped bytes", "skip(4) u8 skip(0) skip(4294967296) x:int", "skip(4) u8 skip(4294967296) x:int");
    row("skips before one field add up", "skip(4) skip(2),u8", "skip(6) u8");
    row("offsets", "@0 u8 @0x40 x:bytes(2) @007 ...", "@0 u8 @64 x:bytes(2) @7 ...");
    row("largest offset", "@0X1000000000000 u8", "@281474976710656 u8");
    row("skip behind an offset", "@16 skip(4) 3*u8", "@16 skip(4) 3*u8");
    row("an offset forgets a skip and an offset", "skip(4) @16 @8 u8", "@8 u8");
    row("skip as a name", "skip:u8", "skip:u8");
    row("a tag as a name", "int:int str:str", "int:int str:str");
}

void tst_Schema::roundTrip()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, printed);
    const auto first = parseSchema(text.toStdString());
    const auto *schema = std::get_if<Schema>(&first);
    QVERIFY2(schema != nullptr, text);
    QCOMPARE(q(schema->text()), QString::fromUtf8(printed));
    const auto second = parseSchema(schema->text());
    QVERIFY(std::holds_alternative<Schema>(second));
    QVERIFY(std::get<Schema>(second) == *schema);
}

void tst_Schema::fieldsOfAFullSchema()
{
    const auto parsed = parseSchema("name:str 3*bool, raw:bytes(16) ...");
    QVERIFY(std::holds_alternative<Schema>(parsed));
    const Schema expected{{
        {FieldKind::Tagged, TypeTag::Str, 1, "name"},
        {FieldKind::Tagged, TypeTag::Bool, 3, ""},
        {FieldKind::Bytes, TypeTag::Bool, 16, "raw"},
        {FieldKind::Rest, TypeTag::Bool, 1, ""},
    }};
    QVERIFY(std::get<Schema>(parsed) == expected);
}

void tst_Schema::errors_data()
{
    using Reason = SchemaError::Reason;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("word");
    const auto row = [](const char *name, const char *text, Reason reason, int column, const char *word) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(reason) << column << QByteArray(word);
    };
    row("nothing", "", Reason::Empty, 0, "");
    row("only separators", " , \n", Reason::Empty, 0, "");
    row("unknown tag", "int integer", Reason::UnknownTag, 4, "integer");
    row("wrong case", "Int", Reason::UnknownTag, 0, "Int");
    row("unknown tag after a count", "2*what", Reason::UnknownTag, 2, "what");
    row("unknown tag after a name", "x:what", Reason::UnknownTag, 2, "what");
    row("two names", "a:b:int", Reason::UnknownTag, 2, "b:int");
    row("nested count", "2*3*int", Reason::UnknownTag, 2, "3*int");
    row("counted bytes", "2*bytes(4)", Reason::UnknownTag, 2, "bytes(4)");
    row("counted rest", "2*...", Reason::UnknownTag, 2, "...");
    row("blank inside a count", "3 *bool", Reason::UnknownTag, 0, "3");
    row("no count", "int *bool", Reason::BadCount, 4, "*bool");
    row("negative count", "-1*bool", Reason::BadCount, 0, "-1");
    row("plus sign", "+1*bool", Reason::BadCount, 0, "+1");
    row("count with letters", "3x*bool", Reason::BadCount, 0, "3x");
    row("hexadecimal count", "0x3*bool", Reason::BadCount, 0, "0x3");
    row("count one too large", "4294967297*bool", Reason::BadCount, 0, "4294967297");
    row("count beyond 64 bits", "99999999999999999999*bool", Reason::BadCount, 0, "99999999999999999999");
    row("bytes without a number", "int bytes()", Reason::BadCount, 4, "bytes()");
    row("bytes with a word", "bytes(many)", Reason::BadCount, 6, "many");
    row("negative bytes", "bytes(-1)", Reason::BadCount, 6, "-1");
    row("bytes without parentheses", "int bytes", Reason::MissingParenthesis, 4, "bytes");
    row("bytes not closed", "bytes(16", Reason::MissingParenthesis, 0, "bytes(16");
    row("bytes closed too early", "id:bytes(16)x", Reason::MissingParenthesis, 3, "bytes(16)x");
    row("empty name", "int :str", Reason::BadName, 4, "");
    row("name starts with a digit", "int 9a:str", Reason::BadName, 4, "9a");
    row("name with a bad character", "a+b:str", Reason::BadName, 0, "a+b");
    row("name not in ASCII", "ż:str", Reason::BadName, 0, "ż");
    row("name without a type", "int name:", Reason::ExpectedTag, 8, ":");
    row("count without a type", "int 3*", Reason::ExpectedTag, 5, "*");
    row("text after the rest", "int ... str", Reason::TextAfterRest, 8, "str");
    row("rest twice", "... ...", Reason::TextAfterRest, 4, "...");
    row("skip without a number", "int skip() u8", Reason::BadCount, 4, "skip()");
    row("skip with a word", "skip(many) u8", Reason::BadCount, 5, "many");
    row("skip one too far", "skip(4294967297) u8", Reason::BadCount, 5, "4294967297");
    row("skips too far together", "skip(4294967296) skip(1) u8", Reason::BadCount, 22, "1");
    row("skip without parentheses", "int skip", Reason::MissingParenthesis, 4, "skip");
    row("skip not closed", "skip(4 u8", Reason::MissingParenthesis, 0, "skip(4");
    row("skip with a name", "u8 a:skip(4)", Reason::UnexpectedName, 3, "a:skip(4)");
    row("skip at the end", "u8 skip(4)", Reason::ExpectedField, 3, "skip(4)");
    row("counted skip", "2*skip(4)", Reason::UnknownTag, 2, "skip(4)");
    row("offset at the end", "u8 @4", Reason::ExpectedField, 3, "@4");
    row("offset with a name", "u8 a:@4", Reason::UnexpectedName, 3, "a:@4");
    row("offset without a number", "u8 @ 4", Reason::BadOffset, 3, "@");
    row("offset 0x", "@0x u8", Reason::BadOffset, 0, "@0x");
    row("negative offset", "@-1 u8", Reason::BadOffset, 0, "@-1");
    row("hexadecimal digits without 0x", "@ff u8", Reason::BadOffset, 0, "@ff");
    row("offset one too far", "@281474976710657 u8", Reason::BadOffset, 0, "@281474976710657");
    row("offset beyond 64 bits", "@0x10000000000000000 u8", Reason::BadOffset, 0, "@0x10000000000000000");
    row("offset and field in a word", "@4:u8", Reason::BadOffset, 0, "@4:u8");
    row("offset behind the rest", "... @4", Reason::TextAfterRest, 4, "@4");
    row("four dots", "....", Reason::UnknownTag, 0, "....");
}

void tst_Schema::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, reason);
    QFETCH(int, column);
    QFETCH(QByteArray, word);
    const auto parsed = parseSchema(text.toStdString());
    const auto *error = std::get_if<SchemaError>(&parsed);
    QVERIFY2(error != nullptr, text);
    QCOMPARE(error->reason, static_cast<SchemaError::Reason>(reason));
    QCOMPARE(static_cast<int>(error->column), column);
    QCOMPARE(q(error->word), QString::fromUtf8(word));
    QVERIFY(!error->text().empty());
}

void tst_Schema::errorsSayTheColumn()
{
    const auto parsed = parseSchema("int what");
    const QString text = q(std::get<SchemaError>(parsed).text());
    QVERIFY2(text.contains(QStringLiteral("what")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1Char('5')), qPrintable(text)); // people count from 1
}

void tst_Schema::fieldLimit()
{
    std::string most;
    for (int i = 0; i < 4096; ++i)
        most += "u8 ";
    const auto parsed = parseSchema(most);
    QVERIFY(std::holds_alternative<Schema>(parsed));
    QCOMPARE(std::get<Schema>(parsed).fields.size(), std::size_t(4096));
    const auto tooMany = parseSchema(most + "u8");
    QVERIFY(std::holds_alternative<SchemaError>(tooMany));
    QCOMPARE(std::get<SchemaError>(tooMany).reason, SchemaError::Reason::TooManyFields);
    QCOMPARE(std::get<SchemaError>(tooMany).column, most.size());
}

QTEST_APPLESS_MAIN(tst_Schema)
#include "tst_schema.moc"
