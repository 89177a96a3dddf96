// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/traffic/crc32c.h"
#include "core/traffic/payload_generator.h"
#include "core/traffic/verify_payload.h"
#include "tests/support/bytes.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"

#include <QTest>

#include <limits>
#include <set>

using namespace membridge;
using namespace membridge::test;

class tst_PayloadGenerator : public TestCase
{
    Q_OBJECT

private slots:
    void sizes_data();
    void sizes();
    void seedDecides_data();
    void seedDecides();
    void counter();
    void sine();
    void text();
    void verify();
    void fields();
    void refused();
};

namespace {

ByteVector copyOf(std::span<const std::byte> bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

void tst_PayloadGenerator::sizes_data()
{
    QTest::addColumn<int>("pattern");
    QTest::addColumn<quint64>("from");
    QTest::addColumn<quint64>("to");
    for (const int pattern : {0, 1, 2, 3, 4}) {
        const quint64 least = pattern == int(PayloadPattern::Verify) ? verifyHeaderSize : 0;
        QTest::addRow("%d smallest", pattern) << pattern << least << least;
        QTest::addRow("%d odd", pattern) << pattern << least + 1 << least + 1;
        QTest::addRow("%d range", pattern) << pattern << least << least + 5;
    }
}

void tst_PayloadGenerator::sizes()
{
    QFETCH(int, pattern);
    QFETCH(quint64, from);
    QFETCH(quint64, to);
    PayloadGenerator generator({.pattern = PayloadPattern(pattern), .smallest = from, .largest = to});
    std::set<std::size_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(generator.next().size());
    QCOMPARE(seen.size(), to - from + 1);
    QCOMPARE(*seen.begin(), from);
    QCOMPARE(*seen.rbegin(), to);
}

void tst_PayloadGenerator::seedDecides_data()
{
    QTest::addColumn<int>("pattern");
    for (const int pattern : {0, 1, 2, 3, 4})
        QTest::addRow("%d", pattern) << pattern;
}

void tst_PayloadGenerator::seedDecides()
{
    QFETCH(int, pattern);
    const PayloadOptions options{.pattern = PayloadPattern(pattern), .smallest = 40, .largest = 400, .seed = 5};
    PayloadOptions other = options;
    other.seed = 6;
    PayloadGenerator a(options);
    PayloadGenerator b(options);
    PayloadGenerator c(other);
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
        const ByteVector payload = copyOf(a.next(9));
        QCOMPARE(hex(b.next(9)), hex(payload));
        differs = differs || copyOf(c.next(9)) != payload;
    }
    QVERIFY(differs);
}

void tst_PayloadGenerator::counter()
{
    PayloadGenerator generator({.smallest = 8, .largest = 8, .firstNumber = 41});
    QCOMPARE(hex(generator.next()), hex(packed(std::uint64_t{41})));
    QCOMPARE(hex(generator.next()), hex(packed(std::uint64_t{42})));
}

void tst_PayloadGenerator::sine()
{
    PayloadGenerator generator({.pattern = PayloadPattern::Sine, .smallest = 64 * 8, .largest = 64 * 8});
    QCOMPARE(hex(generator.next().first(8)), hex(packed(0.0)));
    QCOMPARE(hex(generator.next().first(8)), hex(packed(1.0)));
}

void tst_PayloadGenerator::text()
{
    PayloadGenerator generator({.pattern = PayloadPattern::Text, .smallest = 20, .largest = 20, .firstNumber = 10});
    QCOMPARE(hex(generator.next()), hex(bytesOf("message 10 rown fox ")));
    PayloadGenerator longest({.pattern = PayloadPattern::Text,
                              .smallest = 30,
                              .largest = 30,
                              .firstNumber = std::numeric_limits<std::uint64_t>::max()});
    QCOMPARE(hex(longest.next()), hex(bytesOf("message 18446744073709551615 r")));
    // What the longer number covered is back.
    QCOMPARE(hex(longest.next()), hex(bytesOf("message 0 brown fox jumps over")));
}

void tst_PayloadGenerator::verify()
{
    PayloadGenerator generator(
        {.pattern = PayloadPattern::Verify, .smallest = 32, .largest = 100, .stream = 3, .firstNumber = 7});
    for (std::uint64_t i = 7; i < 100; ++i) {
        const VerifyReading reading = readVerifyPayload(generator.next(1000 + i));
        QVERIFY(!reading.fault);
        QCOMPARE(reading.header.stream, 3U);
        QCOMPARE(reading.header.sequence, i);
        QCOMPARE(reading.header.timeNs, 1000 + i);
    }
}

void tst_PayloadGenerator::fields()
{
    PayloadTemplate fields{{FixedField{Value{true}}, CounterField{.start = 5, .step = -3},
                            RandomField{.least = -2, .most = 2}, SineField{.centre = 10, .amplitude = 2, .period = 4},
                            TextField{"n"}, ChecksumField{}}};
    PayloadGenerator generator({.fields = fields});
    std::set<std::int64_t> drawn;
    for (int i = 0; i < 200; ++i) {
        const ByteVector payload = copyOf(generator.next());
        const ByteVector number = bytesOf("n" + std::to_string(i));
        QCOMPARE(payload.size(), 1 + 8 + 8 + 8 + 4 + number.size() + 4);
        const std::span<const std::byte> all(payload);
        QCOMPARE(hex(all.first(9)), hex(joined({fromHex("01"), packed(std::int64_t{5 - 3 * i})})));
        std::int64_t random = 0;
        std::memcpy(&random, all.data() + 9, sizeof random);
        drawn.insert(random);
        double sine = 0;
        std::memcpy(&sine, all.data() + 17, sizeof sine);
        QVERIFY(std::abs(sine - (i % 2 == 0 ? 10 : i % 4 == 1 ? 12 : 8)) < 1e-9);
        QCOMPARE(hex(all.subspan(25, 4 + number.size())),
                 hex(joined({packed(static_cast<std::uint32_t>(number.size())), number})));
        QCOMPARE(hex(all.last(4)), hex(packed(crc32c(all.first(all.size() - 4)))));
    }
    QVERIFY(drawn == (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
}

void tst_PayloadGenerator::refused()
{
    COMPARE_ERROR(PayloadGenerator({.smallest = 2, .largest = 1}), ErrorCode::InvalidArgument);
    COMPARE_ERROR(PayloadGenerator({.smallest = 0, .largest = std::uint64_t{1} << 32}), ErrorCode::InvalidArgument);
    COMPARE_ERROR(PayloadGenerator({.pattern = PayloadPattern::Verify, .smallest = 31, .largest = 64}),
                  ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(tst_PayloadGenerator)
#include "tst_payload_generator.moc"
