// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/value_text.h"
#include "tests/support/bytes.h"
#include "tests/support/names.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace membridge;
using namespace membridge::test;

Q_DECLARE_METATYPE(Value)

namespace {

Value number(std::int64_t value)
{
    return Value{value};
}

Value text(std::string bytes)
{
    return Value{Text{std::move(bytes)}};
}

Value raw(const char *hexText)
{
    return Value{fromHex(hexText)};
}

} // namespace

class tst_ValueText : public TestCase
{
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void notANumber();
    void wordErrors_data();
    void wordErrors();
    void lines_data();
    void lines();
    void lineErrors_data();
    void lineErrors();
    void display_data();
    void display();
    void displayIsCut();
    void shortestReadsBack_data();
    void shortestReadsBack();
    void shortestOfFloats();
};

void tst_ValueText::words_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<Value>("expected");
    const auto row = [](const char *word, const Value &expected) {
        QTest::newRow(word) << QByteArray(word) << expected;
    };
    row("int:42", number(42));
    row("int:-9223372036854775808", number(std::numeric_limits<std::int64_t>::min()));
    row("int:9223372036854775807", number(std::numeric_limits<std::int64_t>::max()));
    row("i64:7", number(7));
    row("int:0x10", number(16));
    row("float:3.14", Value{3.14});
    row("float:42", Value{42.0});
    row("float:1e3", Value{1000.0});
    row("float:-.5", Value{-0.5});
    row("float:1.", Value{1.0});
    row("float:1e400", Value{std::numeric_limits<double>::infinity()});
    row("float:-1e400", Value{-std::numeric_limits<double>::infinity()});
    row("float:1e-400", Value{0.0});
    row("float:5e-324", Value{5e-324});
    row("float:0e5", Value{0.0});
    row("float:inf", Value{std::numeric_limits<double>::infinity()});
    row("float:-inf", Value{-std::numeric_limits<double>::infinity()});
    row("f64:0.1", Value{0.1});
    row("bool:true", Value{true});
    row("bool:False", Value{false});
    row("bool:1", Value{true});
    row("bool:0", Value{false});
    row("str:hello", text("hello"));
    row("str:", text(""));
    row("str:42", text("42"));
    row("str:int:42", text("int:42"));
    row("str:\"quotes stay\"", text("\"quotes stay\""));
    row("str:a\\n", text("a\\n"));
    row("bytes:00ff", raw("00ff"));
    row("bytes:00FF", raw("00ff"));
    row("bytes:", Value{ByteVector()});
    row("f32:1.5", raw("0000c03f"));
    row("i32:-7", raw("f9ffffff"));
    row("i32:-2147483648", raw("00000080"));
    row("u8:255", raw("ff"));
    row("u32:4000000000", raw("00286bee"));
    row("u64:18446744073709551615", raw("ffffffffffffffff"));
    // Bare words are what Python would make of them.
    row("42", number(42));
    row("-42", number(-42));
    row("3.14", Value{3.14});
    row("1e3", Value{1000.0});
    row("inf", Value{std::numeric_limits<double>::infinity()});
    row("true", Value{true});
    row("True", Value{true});
    row("False", Value{false});
    row("TRUE", text("TRUE"));
    row("hello", text("hello"));
    row("hello:world", text("hello:world"));
    row("", text(""));
    row("-", text("-"));
    row("1.2.3", text("1.2.3"));
    row("1-2", text("1-2"));
    row("--5", text("--5"));
    row("+-5", text("+-5"));
    row("-+5.0", text("-+5.0"));
    row("1e", text("1e"));
    row("e5", text("e5"));
    row("0x", text("0x"));
    row("infinite", text("infinite"));
    row("żółć", text("żółć"));
}

void tst_ValueText::words()
{
    QFETCH(QByteArray, word);
    QFETCH(Value, expected);
    const auto parsed = parseValue(word.toStdString());
    if (const auto *error = std::get_if<ValueTextError>(&parsed))
        QFAIL(error->text().c_str());
    QCOMPARE(std::get<Value>(parsed), expected);
}

void tst_ValueText::notANumber()
{
    for (const char *word : {"nan", "float:nan", "float:NaN", "f64:nan"}) {
        const auto parsed = parseValue(word);
        QVERIFY2(std::holds_alternative<Value>(parsed), word);
        const auto *value = std::get_if<double>(&std::get<Value>(parsed).data);
        QVERIFY2(value != nullptr && std::isnan(*value), word);
    }
}

void tst_ValueText::wordErrors_data()
{
    using Reason = ValueTextError::Reason;
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *word, Reason reason, int column) {
        QTest::newRow(word) << static_cast<int>(reason) << column;
    };
    row("bool:yes", Reason::NotABool, 5);
    row("bool:", Reason::NotABool, 5);
    row("bool:2", Reason::NotABool, 5);
    row("int:", Reason::NotAnInteger, 4);
    row("int:x", Reason::NotAnInteger, 4);
    row("int:4.2", Reason::NotAnInteger, 4);
    row("int: 4", Reason::NotAnInteger, 4);
    row("int:--4", Reason::NotAnInteger, 4);
    row("int:9223372036854775808", Reason::IntegerOutOfRange, 4);
    row("int:-9223372036854775809", Reason::IntegerOutOfRange, 4);
    row("9223372036854775808", Reason::IntegerOutOfRange, 0);
    row("99999999999999999999999", Reason::IntegerOutOfRange, 0);
    row("i32:2147483648", Reason::IntegerOutOfRange, 4);
    row("u8:256", Reason::IntegerOutOfRange, 3);
    row("u8:-1", Reason::IntegerOutOfRange, 3);
    row("u32:4294967296", Reason::IntegerOutOfRange, 4);
    row("u64:18446744073709551616", Reason::IntegerOutOfRange, 4);
    row("u64:-1", Reason::IntegerOutOfRange, 4);
    row("float:x", Reason::NotANumber, 6);
    row("float:", Reason::NotANumber, 6);
    row("float:--1", Reason::NotANumber, 6);
    row("float:1.5f", Reason::NotANumber, 6);
    row("float:0x10", Reason::NotANumber, 6);
    row("f32:1,5", Reason::NotANumber, 4);
    row("f32:1e39", Reason::NotANumber, 4);
    row("f32:-1e39", Reason::NotANumber, 4);
    row("bytes:0", Reason::OddHexDigits, 6);
    row("bytes:00f", Reason::OddHexDigits, 6);
    row("bytes:0g", Reason::NotHex, 7);
    row("bytes:00 ff", Reason::NotHex, 8);
}

void tst_ValueText::wordErrors()
{
    QFETCH(int, reason);
    QFETCH(int, column);
    const auto parsed = parseValue(QTest::currentDataTag());
    const auto *error = std::get_if<ValueTextError>(&parsed);
    if (error == nullptr)
        QFAIL(displayText(std::get<Value>(parsed)).c_str());
    QCOMPARE(error->reason, static_cast<ValueTextError::Reason>(reason));
    QCOMPARE(static_cast<int>(error->column), column);
    QVERIFY(!error->text().empty());
}

void tst_ValueText::lines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<Value>("expected");
    const auto row = [](const char *line, ValueList expected) {
        QTest::newRow(line) << QByteArray(line) << Value{std::move(expected)};
    };
    row("", {});
    row("  , ", {});
    row("1 2.5 true word", {number(1), Value{2.5}, Value{true}, text("word")});
    row("1,2, 3", {number(1), number(2), number(3)});
    row("\"two words\" 'and two'", {text("two words"), text("and two")});
    row("\"42\" 42", {text("42"), number(42)});
    row("str:\"two words\" x", {text("two words"), text("x")});
    row("\"\" ''", {text(""), text("")});
    row(R"("a\n\t\\\"\'\x41")", {text("a\n\t\\\"'A")});
    row(R"('it\'s' "it's")", {text("it's"), text("it's")});
    row("don't", {text("don't")});
    row("[1 2 3]", {Value{ValueList{number(1), number(2), number(3)}}});
    row("[]", {Value{ValueList{}}});
    row("[a,\"b c\"] int:5 [true]",
        {Value{ValueList{text("a"), text("b c")}}, number(5), Value{ValueList{Value{true}}}});
    row("bytes:00ff u8:1", {raw("00ff"), raw("01")});
    QTest::newRow("tabs and line ends") << QByteArray("\t1\n2\r\n") << Value{ValueList{number(1), number(2)}};
}

void tst_ValueText::lines()
{
    QFETCH(QByteArray, line);
    QFETCH(Value, expected);
    const auto parsed = parseValueLine(line.toStdString());
    if (const auto *error = std::get_if<ValueTextError>(&parsed))
        QFAIL(error->text().c_str());
    QCOMPARE(Value{std::get<ValueList>(parsed)}, expected);
}

void tst_ValueText::lineErrors_data()
{
    using Reason = ValueTextError::Reason;
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *line, Reason reason, int column) {
        QTest::newRow(line) << static_cast<int>(reason) << column;
    };
    row("1 \"open", Reason::UnterminatedQuote, 2);
    row("1 'open\"", Reason::UnterminatedQuote, 2);
    row("\"ends in a backslash\\", Reason::UnknownEscape, 20);
    row("\"\\q\"", Reason::UnknownEscape, 1);
    row("\"\\x4\"", Reason::UnknownEscape, 1);
    row("\"\\xzz\"", Reason::UnknownEscape, 1);
    row("1 [2 3", Reason::UnterminatedList, 2);
    row("[", Reason::UnterminatedList, 0);
    row("[1 [2]]", Reason::NestedTooDeep, 3);
    row("1 int:x", Reason::NotAnInteger, 6);
    row("[bool:maybe]", Reason::NotABool, 6);
    row("a bytes:0x", Reason::NotHex, 9);
}

void tst_ValueText::lineErrors()
{
    QFETCH(int, reason);
    QFETCH(int, column);
    const auto parsed = parseValueLine(QTest::currentDataTag());
    const auto *error = std::get_if<ValueTextError>(&parsed);
    QVERIFY(error != nullptr);
    QCOMPARE(error->reason, static_cast<ValueTextError::Reason>(reason));
    QCOMPARE(static_cast<int>(error->column), column);
}

void tst_ValueText::display_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("shown");
    const auto row = [](const Value &value, const char *shown) {
        QTest::newRow(shown) << value << QString::fromUtf8(shown);
    };
    row(number(42), "42");
    row(number(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    row(Value{std::numeric_limits<std::uint64_t>::max()}, "18446744073709551615");
    row(Value{3.14}, "3.14");
    row(Value{0.1f}, "0.1");
    row(Value{1.0}, "1.0");
    row(Value{true}, "true");
    row(Value{false}, "false");
    row(text("text"), "\"text\"");
    row(text("say \"hi\"\n"), "\"say \\\"hi\\\"\\n\"");
    row(text("\xe2\x80\xae"), "\"\\u{202e}\"");
    row(text("\xff"), "\"\\xff\"");
    row(raw("00ff10"), "00 ff 10");
    row(Value{ByteVector()}, "");
    row(Value{ValueList{number(1), text("b")}}, "[1, \"b\"]");
    row(Value{ValueList{}}, "[]");
}

void tst_ValueText::display()
{
    QFETCH(Value, value);
    QFETCH(QString, shown);
    QCOMPARE(q(displayText(value)), shown);
}

void tst_ValueText::displayIsCut()
{
    QCOMPARE(q(displayText(text("abcdef"), 3)), QStringLiteral("\"abc…\""));
    QCOMPARE(q(displayText(text("abcdef"), 6)), QStringLiteral("\"abcdef\""));
    QCOMPARE(q(displayText(text("aéé"), 2)), QStringLiteral("\"a…\"")); // never half a character
    QCOMPARE(q(displayText(raw("010203"), 2)), QStringLiteral("01 02 …"));
    const QString whole = q(displayText(Value{ByteVector(1'000'000)}));
    QVERIFY(whole.size() < 1000);
    const QString list = q(displayText(Value{ValueList(100'000, number(7))}));
    QVERIFY(list.size() < 1000);
    QVERIFY(list.endsWith(QStringLiteral("…]")));
    // All continuation bytes: there is no character to cut before.
    QVERIFY(displayText(text(std::string(10'000, '\x80'))).size() < 3000);
}

void tst_ValueText::shortestReadsBack_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("shown");
    const auto row = [](double number, const char *shown) { QTest::newRow(shown) << number << QByteArray(shown); };
    row(0.92, "0.92");
    row(0.1, "0.1");
    row(5e-324, "5e-324");
    row(1.7976931348623157e308, "1.7976931348623157e+308");
    row(1, "1.0");
    row(-0.0, "-0.0");
    row(std::numeric_limits<double>::infinity(), "inf");
    row(-std::numeric_limits<double>::infinity(), "-inf");
    row(std::numeric_limits<double>::quiet_NaN(), "nan");
    row(123456789.125, "123456789.125");
}

void tst_ValueText::shortestReadsBack()
{
    QFETCH(double, number);
    QFETCH(QByteArray, shown);
    QCOMPARE(QByteArray::fromStdString(shortest(number)), shown);
    const auto parsed = parseValue(shown.toStdString());
    QVERIFY(std::holds_alternative<Value>(parsed));
    const auto back = std::get<double>(std::get<Value>(parsed).data);
    QVERIFY(std::isnan(number) ? std::isnan(back) : back == number && std::signbit(back) == std::signbit(number));
}

void tst_ValueText::shortestOfFloats()
{
    QCOMPARE(q(shortest(0.1f)), QStringLiteral("0.1"));
    QCOMPARE(q(shortest(16777216.0f)), QStringLiteral("16777216.0"));
    QCOMPARE(q(shortest(std::numeric_limits<float>::infinity())), QStringLiteral("inf"));
}

QTEST_APPLESS_MAIN(tst_ValueText)
#include "tst_value_text.moc"
