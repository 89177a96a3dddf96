// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/codec/field_style.h"

#include <QTest>

#include <cmath>

using namespace membridge;

class tst_FieldStyle : public test::TestCase
{
    Q_OBJECT

private slots:
    void names();
    void shown_data();
    void shown();
};

void tst_FieldStyle::names()
{
    for (const FieldFormat format : allFieldFormats)
        QCOMPARE(parseFieldFormat(name(format)), std::optional(format));
    QVERIFY(!parseFieldFormat("Hex"));
}

void tst_FieldStyle::shown_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<TypeTag>("tag");
    QTest::addColumn<FieldStyle>("style");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *name, Value value, TypeTag tag, FieldStyle style, const char *text,
                        bool fits = true) {
        QTest::newRow(name) << value << tag << style << QString::fromUtf8(text) << fits;
    };
    const auto integer = [](std::int64_t number) { return Value{number}; };
    using enum FieldFormat;
    row("plain", integer(42), TypeTag::I64, {}, "42");
    row("unit", Value{21.5}, TypeTag::F64, {.unit = "°C"}, "21.5 °C");
    row("scale", integer(1500), TypeTag::I64, {.scale = 0.001, .unit = "s"}, "1.5 s");
    row("scale of text", Value{Text{"a"}}, TypeTag::Str, {.scale = 2, .unit = "s"}, "\"a\"");
    row("bool in decimal", Value{true}, TypeTag::Bool, {.format = Dec}, "1");
    row("hex of u8", integer(7), TypeTag::U8, {.format = Hex}, "0x07");
    row("hex of a negative i32", integer(-1), TypeTag::I32, {.format = Hex}, "0xffffffff");
    row("hex of the smallest i64", integer(INT64_MIN), TypeTag::I64, {.format = Hex}, "0x8000000000000000");
    row("hex of the largest u64", Value{UINT64_MAX}, TypeTag::U64, {.format = Hex}, "0xffffffffffffffff");
    row("hex of f32", Value{1.0F}, TypeTag::F32, {.format = Hex}, "0x3f800000");
    row("hex of f64", Value{1.0}, TypeTag::F64, {.format = Hex}, "0x3ff0000000000000");
    row("hex of text", Value{Text{"Az"}}, TypeTag::Str, {.format = Hex}, "41 7a");
    row("binary of u8", integer(0xa5), TypeTag::U8, {.format = Bin}, "0b1010_0101");
    row("binary of text", Value{Text{"a"}}, TypeTag::Str, {.format = Bin}, "\"a\"");
    row("epoch", integer(0), TypeTag::I64, {.format = TimeSeconds}, "1970-01-01 00:00:00 UTC");
    row("leap day", integer(1709251199), TypeTag::I64, {.format = TimeSeconds}, "2024-02-29 23:59:59 UTC");
    row("one ms before the epoch", integer(-1), TypeTag::I64, {.format = TimeMilliseconds},
        "1969-12-31 23:59:59.999 UTC");
    row("microseconds", integer(1'000'001), TypeTag::I64, {.format = TimeMicroseconds},
        "1970-01-01 00:00:01.000001 UTC");
    row("nanoseconds", integer(1'700'000'000'000'000'001), TypeTag::I64, {.format = TimeNanoseconds},
        "2023-11-14 22:13:20.000000001 UTC");
    row("time as a float", Value{1.5}, TypeTag::F64, {.format = TimeSeconds}, "1970-01-01 00:00:01.500000 UTC");
    row("time that is not a number", Value{std::nan("")}, TypeTag::F64, {.format = TimeSeconds}, "nan", false);
    row("last second of 9999", integer(253402300799), TypeTag::I64, {.format = TimeSeconds}, "9999-12-31 23:59:59 UTC");
    row("one second later", integer(253402300800), TypeTag::I64, {.format = TimeSeconds}, "253402300800", false);
    row("first second of year 0", integer(-62167219200), TypeTag::I64, {.format = TimeSeconds},
        "0000-01-01 00:00:00 UTC");
    row("one second earlier", integer(-62167219201), TypeTag::I64, {.format = TimeSeconds}, "-62167219201", false);
    row("a u64 beyond all times", Value{UINT64_MAX}, TypeTag::U64, {.format = TimeSeconds}, "18446744073709551615",
        false);
    const FieldStyle states{.format = Enum, .names = {{0, "idle"}, {-1, "bad\n"}}};
    row("a name", integer(0), TypeTag::I64, states, "idle (0)");
    row("a name to escape", integer(-1), TypeTag::I64, states, "bad\\n (-1)");
    row("no name", integer(7), TypeTag::I64, states, "7", false);
    row("no name for the largest u64", Value{UINT64_MAX}, TypeTag::U64, states, "18446744073709551615", false);
    row("a bool's name", Value{false}, TypeTag::Bool, states, "idle (0)");
    row("an enum of text", Value{Text{"a"}}, TypeTag::Str, states, "\"a\"");
}

void tst_FieldStyle::shown()
{
    QFETCH(Value, value);
    QFETCH(TypeTag, tag);
    QFETCH(FieldStyle, style);
    QFETCH(QString, text);
    QFETCH(bool, fits);
    const StyledText shown = styledText(value, tag, style);
    QCOMPARE(QString::fromStdString(shown.text), text);
    QCOMPARE(shown.fits, fits);
}

QTEST_APPLESS_MAIN(tst_FieldStyle)
#include "tst_field_style.moc"
