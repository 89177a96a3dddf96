// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/half_float.h"
#include "core/codec/interpretation.h"
#include "tests/support/bytes.h"
#include "tests/support/own_process.h"
#include "tests/support/test_case.h"

#include <QDateTime>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace membridge;
using namespace membridge::test;

namespace {

Interpretation kindOf(const QByteArray &name)
{
    for (const Interpretation kind : allInterpretations) {
        if (key(kind) == name.toStdString())
            return kind;
    }
    qFatal("no such interpretation: %s", name.constData());
}

} // namespace

class tst_Interpretation : public TestCase
{
    Q_OBJECT

private slots:
    void keysAreUnique();
    void reading_data();
    void reading();
    void hexadecimal();
    void tooFewBytes();
    void whatFitsReadsBackToTheSameBytes();
    void halfFloatsAsPython();
    void timesAsQt();
    void encoding_data();
    void encoding();
    void refused_data();
    void refused();
};

void tst_Interpretation::keysAreUnique()
{
    QSet<QByteArray> keys;
    for (const Interpretation kind : allInterpretations) {
        const QByteArray name(key(kind).data(), static_cast<qsizetype>(key(kind).size()));
        QVERIFY2(!name.isEmpty() && !keys.contains(name), name.constData());
        keys.insert(name);
    }
}

void tst_Interpretation::reading_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("little");
    QTest::addColumn<QString>("big");
    QTest::addColumn<int>("fit"); // of the little-endian reading
    const auto row = [](const char *name, const char *kind, const char *bytes, const char *little, const char *big,
                        Fit fit = Fit::Fits) {
        QTest::newRow(name) << QByteArray(kind) << QByteArray(bytes) << QString::fromUtf8(little)
                            << QString::fromUtf8(big) << static_cast<int>(fit);
    };
    row("false", "bool", "00", "false", "false");
    row("true", "bool", "01", "true", "true");
    row("bool of 2", "bool", "02", "true", "true", Fit::BoolNotZeroOrOne);
    row("u8 at most", "u8", "ff", "255", "255");
    row("i8 of ff", "i8", "ff", "-1", "-1");
    row("i8 at least", "i8", "80", "-128", "-128");
    row("u16", "u16", "0102", "513", "258");
    row("i16", "i16", "00ff", "-256", "255");
    row("u32", "u32", "01000000", "1", "16777216");
    row("i32", "i32", "ffffff7f", "2147483647", "-129");
    row("u64 at most", "u64", "ffffffffffffffff", "18446744073709551615", "18446744073709551615");
    row("i64 at least", "i64", "0000000000000080", "-9223372036854775808", "128");
    row("hex64", "hex64", "efbeadde00000000", "0x00000000deadbeef", "0xefbeadde00000000");
    row("f16 of one", "f16", "003c", "1.0", "3.576e-06");
    row("f16 shortest", "f16", "662e", "0.1", "1640.0");
    row("f32", "f32", "0000c03f", "1.5", "6.905e-41");
    row("f64", "f64", "000000000000f03f", "1.0", "3.03865e-319");
    row("f64 unusual nan", "f64", "010000000000f87f", "nan(0x7ff8000000000001)", "7.29112207759e-304");
    row("str", "str", "02000000c3a9", "\"é\"", "\"é…\"");
    row("str, a byte that is no UTF-8", "str", "02000000ff41", "\"\\xffA\"", "\"\\xffA…\"", Fit::InvalidUtf8);
    row("str with a quote", "str", "010000002200", "\"\\\"\"", "\"\\\"\\x00…\"");
    row("str past the end", "str", "0300000041", "\"A…\"", "\"A…\"", Fit::StringPastEnd);
    row("empty str", "str", "00000000", "\"\"", "\"\"");
    row("UTF-8 of two", "utf8", "c3a9", "U+00E9 é", "U+00E9 é");
    row("UTF-8 of four", "utf8", "f09f9a80", "U+1F680 🚀", "U+1F680 🚀");
    row("UTF-8 control", "utf8", "0a", "U+000A \\n", "U+000A \\n");
    row("UTF-8 continuation", "utf8", "80", "\\x80", "\\x80", Fit::InvalidUtf8);
    row("UTF-8 overlong", "utf8", "c080", "\\xc0", "\\xc0", Fit::InvalidUtf8);
    row("UTF-8 cut by the end", "utf8", "e4b8", "\\xe4", "\\xe4", Fit::InvalidUtf8);
    row("UTF-16", "utf16", "e900", "U+00E9 é", "U+E900 \xee\xa4\x80");
    row("UTF-16 pair", "utf16", "3dd880de", "U+1F680 🚀", "U+3DD8 㷘");
    row("UTF-16 high surrogate alone", "utf16", "3dd8", "0xd83d", "U+3DD8 㷘", Fit::InvalidUtf16);
    row("UTF-16 low surrogate first", "utf16", "00de3dd8", "0xde00", "U+00DE Þ", Fit::InvalidUtf16);
    row("seconds", "unix-s", "00e1f50500000000", "1973-03-03T09:46:40Z", "", Fit::ImplausibleTime);
    row("seconds, plausible", "unix-s", "0065cd1d00000000", "1985-11-05T00:53:20Z", "");
    row("seconds, out of range", "unix-s", "ffffffffffffff7f", "", "1969-12-31T23:57:51Z", Fit::TimeOutOfRange);
    row("nanoseconds before 1970", "unix-ns", "ffffffffffffffff", "1969-12-31T23:59:59.999999999Z",
        "1969-12-31T23:59:59.999999999Z", Fit::ImplausibleTime);
    row("bits8", "bits8", "a5", "1010 0101", "1010 0101");
    row("bits32", "bits32", "01000080", "1000 0000 0000 0000 0000 0000 0000 0001",
        "0000 0001 0000 0000 0000 0000 1000 0000");
}

void tst_Interpretation::reading()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, little);
    QFETCH(QString, big);
    QFETCH(int, fit);
    const ByteVector data = fromHex(bytes.toStdString());
    const Reading reading = interpret(kindOf(kind), ByteOrder::Little, data, data.size());
    QCOMPARE(q(reading.text), little);
    QCOMPARE(static_cast<int>(reading.fit), fit);
    if (kind != "f16" && kind != "f32" && kind != "f64") {
        QCOMPARE(q(interpret(kindOf(kind), ByteOrder::Big, data, data.size()).text), big);
        return;
    }
    // Written shortest; that they are the right numbers is what counts here.
    ByteVector turned(data.rbegin(), data.rend());
    QCOMPARE(interpret(kindOf(kind), ByteOrder::Big, turned, turned.size()).text, reading.text);
}

void tst_Interpretation::hexadecimal()
{
    const ByteVector data = fromHex("feffffffffffffff");
    const auto read = [&](const char *kind) {
        return interpret(kindOf(kind), ByteOrder::Little, data, 8, NumberBase::Hexadecimal);
    };
    QCOMPARE(q(read("i8").text), QStringLiteral("0xfe"));
    QCOMPARE(q(read("i64").text), QStringLiteral("0xfffffffffffffffe"));
    QVERIFY(!read("i64").integer);
    QCOMPARE(read("u16").integer.value(), 0xfffeu);
    QCOMPARE(q(read("f64").text), q(interpret(Interpretation::F64, ByteOrder::Little, data, 8).text));
}

void tst_Interpretation::tooFewBytes()
{
    for (const Interpretation kind : allInterpretations) {
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            const Reading reading = interpret(kind, order, {}, 0);
            QCOMPARE(reading.fit, Fit::TooFewBytes);
            QVERIFY(reading.text.empty());
            QVERIFY(!reading.whole);
        }
    }
    const ByteVector seven(7);
    QCOMPARE(interpret(Interpretation::U64, ByteOrder::Little, seven, 7).fit, Fit::TooFewBytes);
    // A string whose bytes were not all given, though the segment has them, is cut and not wrong.
    const ByteVector cut = fromHex("0500000041c3");
    const Reading reading = interpret(Interpretation::Str, ByteOrder::Little, cut, 9);
    QCOMPARE(q(reading.text), QStringLiteral("\"A…\""));
    QCOMPARE(reading.fit, Fit::Fits);
    QVERIFY(!reading.whole);
}

void tst_Interpretation::whatFitsReadsBackToTheSameBytes()
{
    std::mt19937 random(20260101);
    int whole = 0;
    for (int round = 0; round < 4000; ++round) {
        ByteVector data(random() % 24);
        for (std::byte &each : data)
            each = static_cast<std::byte>(random() % 4 == 0 ? 0 : random());
        // Lengths that are mostly right.
        if (data.size() >= 4 && round % 2 == 0) {
            std::fill_n(data.begin(), 4, std::byte{0});
            data[0] = static_cast<std::byte>(random() % (data.size() - 3));
        }
        for (const Interpretation kind : allInterpretations) {
            for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
                for (const NumberBase base : {NumberBase::Decimal, NumberBase::Hexadecimal}) {
                    const Reading reading = interpret(kind, order, data, data.size(), base);
                    QVERIFY(reading.length <= data.size());
                    if (!reading.whole)
                        continue;
                    ++whole;
                    const auto encoded = encodeInterpretation(kind, reading.text, order);
                    const auto *bytes = std::get_if<ByteVector>(&encoded);
                    QVERIFY2(bytes != nullptr, reading.text.c_str());
                    QVERIFY2(hex(*bytes) == hex(std::span(data).first(reading.length)),
                             (std::string(key(kind)) + " " + reading.text).c_str());
                }
            }
        }
    }
    QVERIFY(whole > 100'000);
}

void tst_Interpretation::halfFloatsAsPython()
{
    // Every one of them, by an implementation that isn't ours.
    OwnProcess python;
    python.start(QStringLiteral(MEMBRIDGE_PYTHON),
                 {QStringLiteral("-c"),
                  QStringLiteral("import struct,sys\n"
                                 "for i in range(65536):\n"
                                 "  print(repr(struct.unpack('<e',struct.pack('<H',i))[0]))")});
    QVERIFY2(python.waitForFinished(30'000) && python.exitCode() == 0, python.readAllStandardError());
    const QList<QByteArray> lines = python.readAllStandardOutput().split('\n');
    QVERIFY(lines.size() >= 65536);
    for (int bits = 0; bits < 65536; ++bits) {
        const double expected = lines[bits].trimmed() == "nan" ? std::nan("") : lines[bits].trimmed().toDouble();
        const double read = fromHalf(static_cast<std::uint16_t>(bits));
        QVERIFY(std::isnan(expected) ? std::isnan(read)
                                     : std::bit_cast<quint64>(expected) == std::bit_cast<quint64>(read));
        if (!std::isnan(expected))
            QCOMPARE(int(toHalf(read).value()), bits);
    }
    QCOMPARE(int(toHalf(65519.99).value()), 0x7bff);
    QVERIFY(!toHalf(65520));
    QVERIFY(!toHalf(1e300));
    QCOMPARE(int(toHalf(std::ldexp(1.0, -25)).value()), 0);                    // a tie, to even
    QCOMPARE(int(toHalf(std::ldexp(1.0000001, -25)).value()), 1);              // just above it
    QCOMPARE(int(toHalf(std::ldexp(2047.0, -11) - 1e-9).value()), 0x3bff + 0); // rounds down to the last below one
    QCOMPARE(int(toHalf(0.99999).value()), 0x3c00);                            // carries into the exponent
}

void tst_Interpretation::timesAsQt()
{
    std::mt19937_64 random(7);
    std::uniform_int_distribution<qint64> milliseconds(-62'135'596'800'000, 253'402'300'799'999);
    for (int round = 0; round < 20'000; ++round) {
        const qint64 ms = milliseconds(random);
        QCOMPARE(q(isoTime(ms, 1000).value()), QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs));
    }
    QCOMPARE(q(isoTime(-62'135'596'800, 1).value()), QStringLiteral("0001-01-01T00:00:00Z"));
    QVERIFY(!isoTime(-62'135'596'801, 1));
    QCOMPARE(q(isoTime(253'402'300'799, 1).value()), QStringLiteral("9999-12-31T23:59:59Z"));
    QVERIFY(!isoTime(253'402'300'800, 1));
    QVERIFY(isoTime(std::numeric_limits<qint64>::min(), 1'000'000'000));
}

void tst_Interpretation::encoding_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes"); // little endian
    const auto row = [](const char *name, const char *kind, const char *text, const char *bytes) {
        QTest::newRow(name) << QByteArray(kind) << QByteArray(text) << QByteArray(bytes);
    };
    row("blanks around", "u16", "  513 ", "01 02");
    row("a sign", "u8", "+7", "07");
    row("i8, raw bits", "i8", "0xff", "ff");
    row("i8, negative hexadecimal", "i8", "-0x80", "80");
    row("u64 at most", "u64", "18446744073709551615", "ff ff ff ff ff ff ff ff");
    row("i64 at least", "i64", "-9223372036854775808", "00 00 00 00 00 00 00 80");
    row("bool of 1", "bool", "1", "01");
    row("largest f16", "f16", "65504", "ff 7b");
    row("f16 -0", "f16", "-0.0", "00 80");
    row("f32 largest, rounded", "f32", "3.4028235e38", "ff ff 7f 7f");
    row("f64 infinity", "f64", "-inf", "00 00 00 00 00 00 f0 ff");
    row("str, bare", "str", "é", "02 00 00 00 c3 a9");
    row("str, escapes", "str", "\"\\x00\\n\\u{e9}\"", "04 00 00 00 00 0a c3 a9");
    row("str, empty", "str", "", "00 00 00 00");
    row("UTF-8, the character", "utf8", "é", "c3 a9");
    row("UTF-8, blank", "utf8", " ", "20");
    row("UTF-16 pair", "utf16", "U+1F680", "3d d8 80 de");
    row("seconds, blank for T, no Z", "unix-s", "1970-01-01 00:00:01", "01 00 00 00 00 00 00 00");
    row("milliseconds, more digits than it has", "unix-ms", "1970-01-01T00:00:00.0010Z", "01 00 00 00 00 00 00 00");
    row("nanoseconds at least", "unix-ns", "1677-09-21T00:12:43.145224192Z", "00 00 00 00 00 00 00 80");
    row("nanoseconds at most", "unix-ns", "2262-04-11T23:47:16.854775807Z", "ff ff ff ff ff ff ff 7f");
    row("bits, few", "bits8", "0b101", "05");
}

void tst_Interpretation::encoding()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    const auto little = encodeInterpretation(kindOf(kind), text.toStdString(), ByteOrder::Little);
    if (const auto *error = std::get_if<InterpretationError>(&little))
        QFAIL(error->text().c_str());
    QCOMPARE(hex(std::get<ByteVector>(little)), bytes);
}

void tst_Interpretation::refused_data()
{
    using Reason = InterpretationError::Reason;
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const char *kind, const char *text, Reason reason, int column) {
        QTest::newRow(name) << QByteArray(kind) << QByteArray(text) << static_cast<int>(reason) << column;
    };
    row("nothing", "u8", "  ", Reason::Empty, 0);
    row("u8 of 256", "u8", "256", Reason::OutOfRange, 0);
    row("u8 of -1", "u8", "-1", Reason::OutOfRange, 0);
    row("i8 of 128", "i8", " 128", Reason::OutOfRange, 1);
    row("i8 of -129", "i8", "-129", Reason::OutOfRange, 0);
    row("i8 of 0x100", "i8", "0x100", Reason::OutOfRange, 0);
    row("u64 one more", "u64", "18446744073709551616", Reason::OutOfRange, 0);
    row("letters after digits", "u32", "12x", Reason::NotAnInteger, 2);
    row("two signs", "i32", "--1", Reason::NotAnInteger, 1);
    row("0x alone", "u32", "0x", Reason::NotAnInteger, 2);
    row("bool of 2", "bool", "2", Reason::NotABool, 0);
    row("f16 too large", "f16", "65520", Reason::OutOfRange, 0);
    row("f32 too large", "f32", "3.4028236e38", Reason::OutOfRange, 0);
    row("f64 too large", "f64", "1e400", Reason::OutOfRange, 0);
    row("no number", "f64", "one", Reason::NotANumber, 0);
    row("nan of a number", "f32", "nan(0x1)", Reason::NotANumber, 4);
    row("nan of nothing", "f32", "nan()", Reason::NotANumber, 4);
    row("two characters", "utf8", "ab", Reason::NotOneCodePoint, 0);
    row("surrogate", "utf16", "U+D800", Reason::NotOneCodePoint, 0);
    row("past Unicode", "utf8", "U+110000", Reason::NotOneCodePoint, 0);
    row("unknown escape", "str", "\"ab\\q\"", Reason::UnknownEscape, 3);
    row("escape cut", "str", "a\\x1", Reason::UnknownEscape, 1);
    row("lone backslash", "str", "a\\", Reason::UnknownEscape, 1);
    row("no such day", "unix-s", "2026-02-30T00:00:00Z", Reason::NotATime, 5);
    row("hour 24", "unix-s", "2026-02-03T24:00:00Z", Reason::NotATime, 11);
    row("text after a time", "unix-s", "2026-02-03T00:00:00Zx", Reason::NotATime, 20);
    row("point without digits", "unix-ms", "2026-02-03T00:00:00.Z", Reason::NotATime, 20);
    row("fraction of seconds", "unix-s", "2026-02-03T00:00:00.5Z", Reason::OutOfRange, 20);
    row("digits past the milliseconds", "unix-ms", "1970-01-01T00:00:00.0019Z", Reason::OutOfRange, 23);
    row("nanoseconds one more", "unix-ns", "2262-04-11T23:47:16.854775808Z", Reason::OutOfRange, 0);
    row("nanoseconds one less", "unix-ns", "1677-09-21T00:12:43.145224191Z", Reason::OutOfRange, 0);
    row("nine bits", "bits8", "1 0000 0000", Reason::OutOfRange, 10);
    row("digit two", "bits8", "12", Reason::NotBits, 1);
}

void tst_Interpretation::refused()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, text);
    QFETCH(int, reason);
    QFETCH(int, column);
    const auto encoded = encodeInterpretation(kindOf(kind), text.toStdString(), ByteOrder::Little);
    const auto *error = std::get_if<InterpretationError>(&encoded);
    QVERIFY(error != nullptr);
    QCOMPARE(static_cast<int>(error->reason), reason);
    QCOMPARE(static_cast<int>(error->column), column);
    QVERIFY(!error->text().empty());
}

QTEST_APPLESS_MAIN(tst_Interpretation)
#include "tst_interpretation.moc"
