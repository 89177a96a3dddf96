// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/address_expression.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

AddressContext ringContext()
{
    AddressContext context;
    context.cursor = 100;
    context.size = 24 + 4096;
    context.dataOffset = 24;
    context.ring = RingHeader{10'000, 10'050, 4096};
    context.field = [](std::string_view name) -> std::optional<std::uint64_t> {
        if (name == "temperature")
            return 40;
        if (name == "my-field" || name == "head")
            return 50;
        return std::nullopt;
    };
    return context;
}

} // namespace

class tst_AddressExpression : public TestCase
{
    Q_OBJECT

private slots:
    void offsets_data();
    void offsets();
    void errors_data();
    void errors();
    void fullRange();
    void hostileRings();
    void withoutARing();
};

void tst_AddressExpression::offsets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<quint64>("offset");
    const auto row = [](const char *text, quint64 offset) { QTest::newRow(text) << QByteArray(text) << offset; };
    row("0", 0);
    row("0x1F0", 0x1f0);
    row("  8 ", 8);
    row("+64", 164);
    row("-0x10", 84);
    row("-100", 0);
    row("+2*3", 106);
    row("- 10 + 5", 95);
    row("cursor", 100);
    row("end", 4119);
    row("size-1", 4119);
    row("data", 24);
    row("head & (capacity-1) + data", 10'000 & (4095 + 24)); // as in C: + before &
    row("(head & capacity-1) + data", (10'000 & 4095) + 24);
    row("pos(head)", 24 + (10'000 & 4095));
    row("pos(tail) - pos(head)", 50);
    row("pos ", 7); // the field, without a parenthesis
    row("temperature+4", 44);
    row("'my-field'", 50);
    row("\"head\"", 50);
    row("2+3*4", 14);
    row("(2+3)*4", 20);
    row("20-3-2", 15);
    row("100/7/2", 7);
    row("100%7*2", 4);
    row("1<<2+3", 32);
    row("1|2^3&2", 1 | (2 ^ (3 & 2)));
    row("256>>1>>2", 32);
    row("5>>64", 0);
    row("0<<64", 0);
    row("2*3+4<<1&0xff|1", (((2 * 3 + 4) << 1) & 0xff) | 1);
    row("1|2*3", 7);
    row("((((((((7))))))))", 7);
}

void tst_AddressExpression::offsets()
{
    QFETCH(QByteArray, text);
    QFETCH(quint64, offset);
    AddressContext context = ringContext();
    const auto others = context.field;
    context.field = [others](std::string_view name) {
        return name == "pos" ? std::optional<std::uint64_t>(7) : others(name);
    };
    const auto result = evaluateAddress(text.toStdString(), context);
    if (const auto *error = std::get_if<AddressError>(&result))
        QFAIL(error->text().c_str());
    QCOMPARE(std::get<std::uint64_t>(result), offset);
}

void tst_AddressExpression::errors_data()
{
    using Reason = AddressError::Reason;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    QTest::addColumn<int>("length");
    const auto row = [](const char *name, const QByteArray &text, Reason reason, int column, int length) {
        QTest::newRow(name) << text << static_cast<int>(reason) << column << length;
    };
    row("nothing", "", Reason::Empty, 0, 0);
    row("blanks", "   ", Reason::Empty, 0, 0);
    row("longest", QByteArray(1022, ' ') + "+x", Reason::UnknownName, 1023, 1);
    row("one too long", QByteArray(1025, '1'), Reason::TooLong, 1024, 1);
    row("unknown name", "1+nose", Reason::UnknownName, 2, 4);
    row("unknown quoted name", "'nose'", Reason::UnknownName, 0, 6);
    row("letters in a number", "12ab", Reason::BadNumber, 0, 4);
    row("0x alone", "0x", Reason::BadNumber, 0, 2);
    row("point", "1.5", Reason::BadNumber, 0, 3);
    row("2^64", "18446744073709551616", Reason::Overflow, 0, 20);
    row("sum", "18446744073709551615+1", Reason::Overflow, 20, 1);
    row("product", "0x100000000*0x100000000", Reason::Overflow, 11, 1);
    row("below zero", "5-6", Reason::Overflow, 1, 1);
    row("before the start", "-101", Reason::Overflow, 0, 1);
    row("shifted out", "3<<63", Reason::Overflow, 1, 2);
    row("shifted by 64", "1<<64", Reason::Overflow, 1, 2);
    row("divided by zero", "4/(2-2)", Reason::DivisionByZero, 1, 1);
    row("rest of zero", "4%0", Reason::DivisionByZero, 1, 1);
    row("operator at the end", "4+", Reason::ExpectedValue, 2, 0);
    row("two operators", "4+*5", Reason::ExpectedValue, 2, 1);
    row("empty parentheses", "()", Reason::ExpectedValue, 1, 1);
    row("two values", "4 5", Reason::ExpectedOperator, 2, 1);
    row("closed too often", "(4))", Reason::ExpectedOperator, 3, 1);
    row("not closed", "2*(4", Reason::MissingParenthesis, 2, 1);
    row("quote not closed", "1+'a", Reason::UnterminatedQuote, 2, 2);
    row("other characters", "4 \xc3\xa9", Reason::ExpectedOperator, 2, 1);
    row("nested too deep", QByteArray(33, '(') + "1" + QByteArray(33, ')'), Reason::NestedTooDeep, 32, 1);
    row("deepest", QByteArray(32, '(') + "x" + QByteArray(32, ')'), Reason::UnknownName, 32, 1);
    row("one past the end", "size", Reason::OutsideSegment, 0, 4);
}

void tst_AddressExpression::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, reason);
    QFETCH(int, column);
    QFETCH(int, length);
    const auto result = evaluateAddress(text.toStdString(), ringContext());
    const auto *error = std::get_if<AddressError>(&result);
    QVERIFY(error != nullptr);
    QCOMPARE(static_cast<int>(error->reason), reason);
    QCOMPARE(static_cast<int>(error->column), column);
    QCOMPARE(static_cast<int>(error->length), length);
    QVERIFY(!error->text().empty());
}

void tst_AddressExpression::fullRange()
{
    AddressContext context;
    context.size = std::numeric_limits<std::uint64_t>::max();
    QCOMPARE(std::get<std::uint64_t>(evaluateAddress("0xfffffffffffffffe", context)), context.size - 1);
    QCOMPARE(std::get<std::uint64_t>(evaluateAddress("1<<63", context)), std::uint64_t{1} << 63);
    QCOMPARE(std::get<std::uint64_t>(evaluateAddress("18446744073709551615-1", context)), context.size - 1);
}

void tst_AddressExpression::hostileRings()
{
    AddressContext context = ringContext();
    for (const std::uint64_t capacity : {std::uint64_t{0}, std::uint64_t{3}, ~std::uint64_t{0}}) {
        context.ring->capacity = capacity;
        const auto result = evaluateAddress("pos(head)", context);
        QCOMPARE(std::get<AddressError>(result).reason, AddressError::Reason::NotARing);
    }
    context.ring = RingHeader{~std::uint64_t{0}, 0, std::uint64_t{1} << 63};
    QCOMPARE(std::get<AddressError>(evaluateAddress("pos(head)", context)).reason, AddressError::Reason::OutsideSegment);
}

void tst_AddressExpression::withoutARing()
{
    AddressContext context = ringContext();
    context.ring.reset();
    context.field = nullptr;
    for (const char *text : {"head", "tail", "capacity", "pos(1)"})
        QCOMPARE(std::get<AddressError>(evaluateAddress(text, context)).reason, AddressError::Reason::NotARing);
    QCOMPARE(std::get<AddressError>(evaluateAddress("temperature", context)).reason, AddressError::Reason::UnknownName);
    context.size = 0;
    QCOMPARE(std::get<AddressError>(evaluateAddress("end", context)).reason, AddressError::Reason::OutsideSegment);
    QCOMPARE(std::get<AddressError>(evaluateAddress("0", context)).reason, AddressError::Reason::OutsideSegment);
}

QTEST_APPLESS_MAIN(tst_AddressExpression)
#include "tst_address_expression.moc"
