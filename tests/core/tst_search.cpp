// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/search.h"
#include "tests/support/errors.h"
#include "tests/support/random.h"
#include "tests/support/test_case.h"
#include "tests/support/test_segment.h"

#include <QTest>
#include <cstring>

#include <atomic>
#include <cmath>
#include <limits>

using namespace membridge;
using namespace membridge::test;

namespace {

SearchPattern patternOf(const SearchQuery &query)
{
    auto parsed = SearchPattern::parse(query);
    if (const auto *error = std::get_if<SearchError>(&parsed))
        throw std::invalid_argument(error->text());
    return std::get<SearchPattern>(parsed);
}

SearchQuery bytesQuery(std::string text)
{
    SearchQuery query;
    query.text = std::move(text);
    return query;
}

SearchQuery valueQuery(Interpretation type, std::string text, std::string tolerance = {})
{
    SearchQuery query;
    query.kind = SearchKind::Value;
    query.type = type;
    query.text = std::move(text);
    query.tolerance = std::move(tolerance);
    return query;
}

std::vector<std::uint64_t> hitsIn(const ByteVector &data, const SearchQuery &query, const SearchOptions &options = {})
{
    SearchRun run(patternOf(query), std::make_shared<MemoryBytes>(data), options);
    run.step(~std::uint64_t{0});
    return run.hits();
}

QByteArray listed(const std::vector<std::uint64_t> &offsets)
{
    QByteArrayList list;
    for (const std::uint64_t offset : offsets)
        list << QByteArray::number(quint64(offset));
    return list.join(' ');
}

/// The bits that a pattern of hexadecimal digits and ? leaves open, one character a nibble.
bool naiveMatch(const ByteVector &data, std::size_t at, const std::string &nibbles)
{
    if (at + nibbles.size() / 2 > data.size())
        return false;
    for (std::size_t i = 0; i < nibbles.size(); ++i) {
        const auto byte = std::to_integer<unsigned>(data[at + i / 2]);
        const unsigned nibble = i % 2 == 0 ? byte >> 4 : byte & 0xf;
        if (nibbles[i] != '?' && "0123456789abcdef"[nibble] != nibbles[i])
            return false;
    }
    return true;
}

/// Becomes smaller while it is read.
class ShrinkingBytes : public ByteSource
{
public:
    ShrinkingBytes(const TestSegment &segment, std::uint64_t shrinkAt, std::uint64_t to)
        : m_segment(segment), m_reader(SegmentReader::open(segment.name())), m_shrinkAt(shrinkAt), m_to(to)
    {
    }
    std::uint64_t size() const override { return m_reader.stat().size; }
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override
    {
        if (offset >= m_shrinkAt)
            m_segment.truncate(m_to);
        return m_reader.read(offset, out);
    }

private:
    const TestSegment &m_segment;
    SegmentReader m_reader;
    std::uint64_t m_shrinkAt;
    std::uint64_t m_to;
};

/// Counts what is read of a segment.
class CountingBytes : public SegmentBytes
{
public:
    using SegmentBytes::SegmentBytes;
    std::size_t read(std::uint64_t offset, std::span<std::byte> out) const override
    {
        bytesRead += out.size();
        return SegmentBytes::read(offset, out);
    }
    mutable std::atomic<std::uint64_t> bytesRead = 0;
};

} // namespace

class tst_Search : public TestCase
{
    Q_OBJECT

private slots:
    void errors_data();
    void errors();
    void text_data();
    void text();
    void values_data();
    void values();
    void realsOnBothSidesOfZero();
    void toleranceAgainstOracle_data();
    void toleranceAgainstOracle();
    void bytesAgainstOracle();
    void longPatternsAgainstOracle();
    void piecesAndOverlaps_data();
    void piecesAndOverlaps();
    void alignment_data();
    void alignment();
    void hitsAreBoundedAndCounted();
    void stops();
    void stepsAreBounded();
    void sourceSmallerThanThePattern();
    void segmentAndHoles();
    void holesOfZerosAreFoundWhenAsked();
    void threadsFindTheSame_data();
    void threadsFindTheSame();
    void shrinkingSegment();
    void shrinksUnderSeveralThreads();
    void readsNoMoreThanItKnowsOf();
};

void tst_Search::errors_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tolerance");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, SearchKind kind, QByteArray text, QByteArray tolerance,
                        SearchError::Reason reason, int column) {
        QTest::newRow(name) << static_cast<int>(kind) << text << tolerance << static_cast<int>(reason) << column;
    };
    using R = SearchError::Reason;
    row("nothing", SearchKind::Bytes, "", "", R::Empty, 0);
    row("only blanks", SearchKind::Bytes, " , ", "", R::Empty, 0);
    row("only wildcards", SearchKind::Bytes, "?? ??", "", R::OnlyWildcards, 0);
    row("no digit", SearchKind::Bytes, "de xd", "", R::NotHex, 3);
    row("no second digit", SearchKind::Bytes, "de ax", "", R::NotHex, 4);
    row("lone digit at the end", SearchKind::Bytes, "de a", "", R::LoneDigit, 3);
    row("lone digit before a blank", SearchKind::Bytes, "d ea", "", R::LoneDigit, 0);
    row("lone digit before a comma", SearchKind::Bytes, "d,ea", "", R::LoneDigit, 0);
    row("one byte too long", SearchKind::Bytes, QByteArray(maxSearchText + 1, 'a'), "", R::TooLong, maxSearchText);
    row("no text", SearchKind::Text, "", "", R::Empty, 0);
    row("no UTF-8", SearchKind::Text, "ab\xff", "", R::InvalidUtf8, 2);
    row("no number", SearchKind::Value, "12x", "", R::BadValue, 2);
    row("tolerance is no number", SearchKind::Value, "12", "x", R::BadTolerance, 0);
    row("tolerance of an integer is not whole", SearchKind::Value, "12", "0.5", R::BadTolerance, 0);
    row("tolerance is negative", SearchKind::Value, "12", "-1", R::BadTolerance, 0);
}

void tst_Search::errors()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tolerance);
    QFETCH(int, reason);
    QFETCH(int, column);
    SearchQuery query;
    query.kind = static_cast<SearchKind>(kind);
    query.text = text.toStdString();
    query.tolerance = tolerance.toStdString();
    const auto parsed = SearchPattern::parse(query);
    const auto *error = std::get_if<SearchError>(&parsed);
    QVERIFY(error != nullptr);
    QCOMPARE(static_cast<int>(error->reason), reason);
    QCOMPARE(error->column, static_cast<std::size_t>(column));
    QCOMPARE(error->inTolerance, !tolerance.isEmpty());
    QVERIFY(!error->text().empty());
}

void tst_Search::text_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("encoding");
    QTest::addColumn<bool>("ignoreCase");
    QTest::addColumn<QByteArray>("hits");
    const auto row = [](const char *name, QByteArray dataHex, const char *text, TextEncoding encoding, bool ignoreCase,
                        const char *hits) {
        QTest::newRow(name) << QByteArray::fromHex(dataHex) << QByteArray(text) << static_cast<int>(encoding)
                            << ignoreCase << QByteArray(hits);
    };
    const QByteArray mixed = QByteArray("Abc aBC abc").toHex();
    row("exact case", mixed, "abc", TextEncoding::Utf8, false, "8");
    row("any case", mixed, "abc", TextEncoding::Utf8, true, "0 4 8");
    row("any case, typed in capitals", mixed, "ABC", TextEncoding::Utf8, true, "0 4 8");
    row("'@' is not '`'", "406061", "@", TextEncoding::Utf8, true, "0");
    row("'[' is not '{'", "5b7b", "[", TextEncoding::Utf8, true, "0");
    row("umlauts have one case", QByteArray("Ää").toHex(), "ä", TextEncoding::Utf8, true, "2");
    row("UTF-16LE", "00410042004100", "AB", TextEncoding::Utf16Little, false, "1");
    row("UTF-16BE", "00410042004100", "AB", TextEncoding::Utf16Big, false, "0");
    row("UTF-16LE, any case", "61004200", "Ab", TextEncoding::Utf16Little, true, "0");
    row("UTF-16BE, any case", "00610042", "Ab", TextEncoding::Utf16Big, true, "0");
    row("UTF-16: another letter's other byte", "41016100", "a", TextEncoding::Utf16Little, true, "2");
    row("UTF-16LE surrogates", "ff3dd800de", "😀", TextEncoding::Utf16Little, false, "1");
    row("UTF-16BE surrogates", "ffd83dde00", "😀", TextEncoding::Utf16Big, false, "1");
    row("UTF-16BE, two bytes", "20ac", "€", TextEncoding::Utf16Big, false, "0");
}

void tst_Search::text()
{
    QFETCH(QByteArray, data);
    QFETCH(QByteArray, text);
    QFETCH(int, encoding);
    QFETCH(bool, ignoreCase);
    QFETCH(QByteArray, hits);
    SearchQuery query;
    query.kind = SearchKind::Text;
    query.text = text.toStdString();
    query.encoding = static_cast<TextEncoding>(encoding);
    query.ignoreCase = ignoreCase;
    QCOMPARE(listed(hitsIn(bytesOf({data.constData(), static_cast<std::size_t>(data.size())}), query)), hits);
}

void tst_Search::values_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("big");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tolerance");
    QTest::addColumn<QByteArray>("hits");
    const auto row = [](const char *name, const char *data, Interpretation type, bool big, const char *text,
                        const char *tolerance, const char *hits) {
        QTest::newRow(name) << QByteArray(data) << static_cast<int>(type) << big << QByteArray(text)
                            << QByteArray(tolerance) << QByteArray(hits);
    };
    using I = Interpretation;
    row("u8", "000102", I::U8, false, "1", "", "1");
    row("u8 within 1", "00010203", I::U8, false, "1", "1", "0 1 2");
    row("u8 at the end of its range", "fdfeff00", I::U8, false, "255", "1", "1 2");
    row("u8, a tolerance of everything", "0080ff", I::U8, false, "7", "99999999999999999999", "0 1 2");
    row("i8 across zero", "fdfeff000102", I::I8, false, "0", "1", "2 3 4");
    row("i8 at the least", "7f8081", I::I8, false, "-128", "1", "1 2");
    row("u16 LE", "000100", I::U16, false, "256", "", "0");
    row("u16 BE", "000100", I::U16, true, "256", "", "1");
    row("i32 LE within 2", "00feffffff00", I::I32, false, "-1", "1", "1");
    row("i64 at the most", "ffffffffffffff7f", I::I64, false, "9223372036854775807", "5", "0");
    row("i64 at the least", "0000000000000080", I::I64, false, "-9223372036854775807", "1", "0");
    row("u64 at the most", "ffffffffffffffff", I::U64, false, "18446744073709551614", "1", "0");
    row("bool", "0001", I::Bool, false, "true", "", "1");
    row("str", "ff0200000061620000", I::Str, false, "ab", "", "1");
    row("f32", "000000c03f", I::F32, false, "1.5", "", "1");
    row("f32 BE within", "003fc00000", I::F32, true, "1.4", "0.2", "1");
    row("f64 within 0.5", "000000000000f03f", I::F64, false, "1.5", "0.5", "0");
    row("f64 beyond 0.4", "000000000000f03f", I::F64, false, "1.5", "0.4", "");
    row("-0 is other bytes than 0", "0000000000000080", I::F64, false, "0", "", "");
    row("-0 equals 0 as a number", "0000000000000080", I::F64, false, "0", "0", "0");
    row("a NaN is near nothing", "000000000000f87f", I::F64, false, "1", "inf", "");
    row("nothing is near a NaN", "000000000000f87f", I::F64, false, "nan", "1", "");
    row("infinity is near itself", "000000000000f07f", I::F64, false, "inf", "1", "0");
    row("infinity is not near a number", "000000000000f07f", I::F64, false, "1", "1e308", "");
    row("f16 within", "003c", I::F16, false, "1.01", "0.1", "0");
}

void tst_Search::values()
{
    QFETCH(QByteArray, data);
    QFETCH(int, type);
    QFETCH(bool, big);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tolerance);
    QFETCH(QByteArray, hits);
    SearchQuery query = valueQuery(static_cast<Interpretation>(type), text.toStdString(), tolerance.toStdString());
    query.order = big ? ByteOrder::Big : ByteOrder::Little;
    QCOMPARE(listed(hitsIn(fromHex(data.toStdString()), query)), hits);
}

void tst_Search::realsOnBothSidesOfZero()
{
    // NaN all over, but for two numbers in the middle; the bounds, -0.5 and 2.5, differ by more than their sign.
    ByteVector data(300, std::byte{0xff});
    const double below = -0.25;
    const double above = 1;
    std::memcpy(data.data() + 100, &below, sizeof below);
    std::memcpy(data.data() + 160, &above, sizeof above);
    SearchOptions options;
    options.alignment = 20;
    QCOMPARE(listed(hitsIn(data, valueQuery(Interpretation::F64, "1", "1.5"), options)), QByteArray("100 160"));
}

void tst_Search::toleranceAgainstOracle_data()
{
    QTest::addColumn<int>("type");
    for (const Interpretation type : {Interpretation::U8, Interpretation::I8, Interpretation::U16, Interpretation::I16,
                                      Interpretation::U32, Interpretation::I32, Interpretation::U64, Interpretation::I64,
                                      Interpretation::F16, Interpretation::F32, Interpretation::F64})
        QTest::newRow(std::string(key(type)).c_str()) << static_cast<int>(type);
}

void tst_Search::toleranceAgainstOracle()
{
    QFETCH(int, type);
    const auto kind = static_cast<Interpretation>(type);
    const std::string name(key(kind));
    const bool isReal = name.front() == 'f';
    // Whole numbers of 64 bits have more digits than a double.
    const auto isNear = [isReal](const std::string &text, const std::string &centre, const std::string &tolerance) {
        if (isReal)
            return std::abs(QByteArray::fromStdString(text).toDouble() - QByteArray::fromStdString(centre).toDouble())
                <= QByteArray::fromStdString(tolerance).toDouble();
        const auto whole = [](const std::string &number) {
            return number.front() == '-' ? -static_cast<__int128>(std::stoull(number.substr(1)))
                                         : static_cast<__int128>(std::stoull(number));
        };
        const __int128 apart = whole(text) - whole(centre);
        return (apart < 0 ? -apart : apart) <= whole(tolerance);
    };
    Random random(7);
    std::size_t hits = 0;
    for (int round = 0; round < 400; ++round) {
        // More than the blocks that are looked at together; few values, so that much is near.
        ByteVector data(random.below(400));
        for (std::byte &byte : data)
            byte = random.chance(80) ? random.oneOf({std::byte{0}, std::byte{1}, std::byte{0x7f}, std::byte{0x80},
                                                     std::byte{0xff}, std::byte{0x40}, std::byte{0x3c}})
                                     : static_cast<std::byte>(random.below(256));
        const ByteOrder order = random.chance(50) ? ByteOrder::Little : ByteOrder::Big;
        ByteVector wanted(8, std::byte{0});
        for (std::byte &byte : wanted)
            byte = random.oneOf({std::byte{0}, std::byte{1}, std::byte{0x7f}, std::byte{0x80}, std::byte{0xff},
                                 std::byte{0x40}, std::byte{0x3c}});
        const Reading reading = interpret(kind, ByteOrder::Little, wanted, 8);
        if (reading.text.find('n') != std::string::npos)
            continue; // nan and inf have rows of their own.
        const std::string tolerance = isReal
            ? random.oneOf<std::string>({"0", "0.25", "3", "1000", "1e30", "1e300"})
            : random.oneOf<std::string>({"0", "1", "200", "300", "70000", "5000000000", "18446744073709551615"});
        // Some that are equal, at any offset.
        for (int i = 0; i < 3 && data.size() >= 8; ++i) {
            const auto encoded = encodeInterpretation(kind, reading.text, order);
            const auto &bytes = std::get<ByteVector>(encoded);
            std::copy(bytes.begin(), bytes.end(),
                      data.begin() + static_cast<std::ptrdiff_t>(random.below(data.size() - bytes.size() + 1)));
        }
        SearchQuery query = valueQuery(kind, reading.text, tolerance);
        query.order = order;
        SearchOptions options;
        options.pieceBytes = random.oneOf({1u, 64u, 100u, 1000u, 1000u});
        options.alignment = random.oneOf({1u, 1u, 2u, 3u, 8u, 64u, 65u});
        std::vector<std::uint64_t> expected;
        for (std::size_t at = 0; at < data.size(); at += static_cast<std::size_t>(options.alignment)) {
            const Reading here = interpret(kind, order, std::span(data).subspan(at), data.size() - at);
            if (here.fit == Fit::Fits && here.text.find('n') == std::string::npos
                && isNear(here.text, reading.text, tolerance))
                expected.push_back(at);
        }
        hits += expected.size();
        QCOMPARE(listed(hitsIn(data, query, options)), listed(expected));
    }
    QVERIFY(hits > 400);
}

void tst_Search::bytesAgainstOracle()
{
    Random random(42);
    for (int round = 0; round < 3000; ++round) {
        // Few values, so that much matches almost.
        ByteVector data(random.below(400));
        for (std::byte &byte : data)
            byte = static_cast<std::byte>(random.below(3) * 0x11);
        std::string nibbles;
        for (std::uint64_t left = 1 + random.below(8); left > 0; --left) {
            for (int half = 0; half < 2; ++half)
                nibbles += random.chance(15) ? '?' : static_cast<char>('0' + random.below(3));
        }
        if (nibbles.find_first_not_of('?') == std::string::npos)
            continue;
        SearchOptions options;
        options.pieceBytes = random.oneOf({1u, 2u, 7u, 64u, 100u, 1000u});
        options.alignment = random.oneOf({1u, 1u, 2u, 3u, 8u});
        std::vector<std::uint64_t> expected;
        for (std::size_t at = 0; at < data.size(); at += static_cast<std::size_t>(options.alignment)) {
            if (naiveMatch(data, at, nibbles))
                expected.push_back(at);
        }
        QCOMPARE(listed(hitsIn(data, bytesQuery(nibbles), options)), listed(expected));
    }
}

void tst_Search::longPatternsAgainstOracle()
{
    Random random(3);
    for (int round = 0; round < 300; ++round) {
        ByteVector data(1000 + random.below(3000));
        for (std::byte &byte : data)
            byte = static_cast<std::byte>(random.below(256));
        // Somewhere in it, so that there is a hit.
        const std::size_t length = 1 + random.below(300);
        const std::size_t place = random.below(data.size() - length + 1);
        std::string nibbles;
        for (std::size_t i = place; i < place + length; ++i) {
            const auto byte = std::to_integer<unsigned>(data[i]);
            nibbles += random.chance(5) ? '?' : "0123456789abcdef"[byte >> 4];
            nibbles += "0123456789abcdef"[byte & 0xf];
        }
        SearchOptions options;
        options.pieceBytes = 1 + random.below(2000);
        std::vector<std::uint64_t> expected;
        for (std::size_t at = 0; at < data.size(); ++at) {
            if (naiveMatch(data, at, nibbles))
                expected.push_back(at);
        }
        QVERIFY(!expected.empty());
        QCOMPARE(listed(hitsIn(data, bytesQuery(nibbles), options)), listed(expected));
    }
}

void tst_Search::piecesAndOverlaps_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("place");
    QTest::addColumn<int>("piece");
    for (const int place : {0, 1, 60, 61, 62, 63, 64, 65, 124, 125})
        QTest::addRow("at %d of 128, pieces of 64", place) << 128 << place << 64;
    QTest::newRow("at the very end") << 128 << 125 << 64;
    QTest::newRow("a piece smaller than the pattern") << 128 << 50 << 1;
    QTest::newRow("one piece") << 128 << 77 << 1000;
    QTest::newRow("all there is") << 3 << 0 << 64;
}

void tst_Search::piecesAndOverlaps()
{
    QFETCH(int, size);
    QFETCH(int, place);
    QFETCH(int, piece);
    ByteVector data(static_cast<std::size_t>(size));
    std::fill_n(data.begin() + place, 3, std::byte{0xaa});
    SearchOptions options;
    options.pieceBytes = static_cast<std::size_t>(piece);
    QCOMPARE(listed(hitsIn(data, bytesQuery("aaaaaa"), options)), QByteArray::number(place));
    // Those that overlap are all found.
    QCOMPARE(listed(hitsIn(data, bytesQuery("aaaa"), options)),
             QByteArray::number(place) + ' ' + QByteArray::number(place + 1));
}

void tst_Search::alignment_data()
{
    QTest::addColumn<quint64>("alignment");
    QTest::addColumn<QByteArray>("hits");
    QTest::newRow("0 is 1") << quint64(0) << QByteArray("0 1 2 3 4 5 6 7 8 9");
    QTest::newRow("1") << quint64(1) << QByteArray("0 1 2 3 4 5 6 7 8 9");
    QTest::newRow("4") << quint64(4) << QByteArray("0 4 8");
    QTest::newRow("as large as the source") << quint64(10) << QByteArray("0");
    QTest::newRow("the largest") << std::numeric_limits<quint64>::max() << QByteArray("0");
}

void tst_Search::alignment()
{
    QFETCH(quint64, alignment);
    QFETCH(QByteArray, hits);
    const ByteVector data(10, std::byte{7});
    for (const std::size_t piece : {1u, 3u, 4u, 100u}) {
        SearchOptions options;
        options.alignment = alignment;
        options.pieceBytes = piece;
        QCOMPARE(listed(hitsIn(data, bytesQuery("07"), options)), hits);
        QCOMPARE(listed(hitsIn(data, valueQuery(Interpretation::U8, "6", "1"), options)), hits);
    }
}

void tst_Search::hitsAreBoundedAndCounted()
{
    const ByteVector data(1000, std::byte{7});
    SearchOptions options;
    options.maxHits = 10;
    options.pieceBytes = 64;
    SearchRun run(patternOf(bytesQuery("07")), std::make_shared<MemoryBytes>(data), options);
    QVERIFY(!run.step(~std::uint64_t{0}));
    QCOMPARE(run.hits().size(), std::size_t(10));
    QCOMPARE(run.count(), std::uint64_t(1000));
}

void tst_Search::stops()
{
    const ByteVector data(1000, std::byte{7});
    SearchOptions options;
    options.pieceBytes = 10;
    SearchRun run(patternOf(bytesQuery("07")), std::make_shared<MemoryBytes>(data), options);
    StopFlag stop;
    stop.request();
    QVERIFY(run.step(500, &stop));
    QCOMPARE(run.bytesDone(), std::uint64_t(0));
    stop.reset();
    QVERIFY(!run.step(1000, &stop));
    QCOMPARE(run.count(), std::uint64_t(1000));
}

void tst_Search::stepsAreBounded()
{
    const ByteVector data(1000, std::byte{7});
    SearchOptions options;
    options.pieceBytes = 10;
    SearchRun run(patternOf(bytesQuery("07")), std::make_shared<MemoryBytes>(data), options);
    QCOMPARE(run.bytesTotal(), std::uint64_t(1000));
    QVERIFY(run.step(25));
    QCOMPARE(run.bytesDone(), std::uint64_t(30)); // whole pieces
    QCOMPARE(run.count(), std::uint64_t(30));
    QVERIFY(run.step(1));
    QCOMPARE(run.bytesDone(), std::uint64_t(40));
    QVERIFY(!run.step(10'000));
    QVERIFY(run.finished());
    QCOMPARE(run.bytesDone(), run.bytesTotal());
    QVERIFY(!run.step(1));
    QCOMPARE(run.count(), std::uint64_t(1000));
}

void tst_Search::sourceSmallerThanThePattern()
{
    for (const std::size_t size : {0u, 1u, 2u}) {
        const ByteVector data(size, std::byte{7});
        SearchRun run(patternOf(bytesQuery("070707")), std::make_shared<MemoryBytes>(data));
        QVERIFY(run.finished());
        QVERIFY(!run.step(100));
        QCOMPARE(run.count(), std::uint64_t(0));
    }
}

void tst_Search::segmentAndHoles()
{
    // 64 MiB without memory but for some pages; hits at the borders of data and hole.
    const TestSegment segment;
    constexpr std::uint64_t size = 64 << 20;
    segment.create(size);
    const ByteVector mark = fromHex("00 00 de ad 00 00");
    std::vector<std::uint64_t> expected;
    for (const std::uint64_t at : {std::uint64_t{1 << 20} - 2, std::uint64_t{5 << 20} - 3,
                                   std::uint64_t{(9 << 20) + 4090}, std::uint64_t{(20 << 20) + 4092}, size - 6}) {
        segment.write(at + 2, fromHex("dead"));
        expected.push_back(at);
    }
    const auto source = std::make_shared<CountingBytes>(SegmentReader::open(segment.name()));
    const std::uint64_t before = segment.allocated();
    SearchRun run(patternOf(bytesQuery("0000dead0000")), source);
    QVERIFY(!run.step(~std::uint64_t{0}));
    QCOMPARE(listed(run.hits()), listed(expected));
    QCOMPARE(segment.allocated(), before);
    // Most of it was never read.
    QVERIFY2(source->bytesRead < size / 4, qPrintable(QString::number(source->bytesRead.load())));
}

void tst_Search::holesOfZerosAreFoundWhenAsked()
{
    const TestSegment segment;
    segment.create(100'000);
    segment.write(50'000, fromHex("01"));
    SearchOptions options;
    options.alignment = 4;
    SearchRun run(patternOf(valueQuery(Interpretation::U32, "0")),
                  std::make_shared<SegmentBytes>(SegmentReader::open(segment.name())), options);
    run.step(~std::uint64_t{0});
    QCOMPARE(run.count(), std::uint64_t(24'999));
    SearchRun near(patternOf(valueQuery(Interpretation::I32, "5", "5")),
                   std::make_shared<SegmentBytes>(SegmentReader::open(segment.name())), options);
    near.step(~std::uint64_t{0});
    QCOMPARE(near.count(), std::uint64_t(25'000));
}

void tst_Search::threadsFindTheSame_data()
{
    QTest::addColumn<std::uint64_t>("alignment");
    QTest::addColumn<std::uint64_t>("budget");
    QTest::addColumn<std::size_t>("maxHits");
    for (const std::uint64_t budget : {std::uint64_t{7'000}, std::uint64_t{64 * 300}, ~std::uint64_t{0}}) {
        for (const std::uint64_t alignment : {1, 3, 8})
            QTest::addRow("every %d, %llu a step", int(alignment), static_cast<unsigned long long>(budget))
                << alignment << budget << std::size_t{1'000'000};
    }
    QTest::newRow("more than are kept") << std::uint64_t{1} << ~std::uint64_t{0} << std::size_t{100};
}

void tst_Search::threadsFindTheSame()
{
    QFETCH(std::uint64_t, alignment);
    QFETCH(std::uint64_t, budget);
    QFETCH(std::size_t, maxHits);
    // Few different bytes, so that hits lie across every border, and holes.
    const TestSegment segment;
    ByteVector data(100'000);
    Random random(1);
    for (std::byte &byte : data)
        byte = static_cast<std::byte>(random.below(3));
    segment.create(400'000);
    segment.write(0, data);
    segment.write(250'000, data);
    const auto hits = [&](unsigned threads) {
        SearchRun run(patternOf(bytesQuery("00 01 02")),
                      std::make_shared<SegmentBytes>(SegmentReader::open(segment.name())),
                      {.alignment = alignment, .maxHits = maxHits, .pieceBytes = 64, .threads = threads});
        while (run.step(budget)) { }
        return std::pair(run.hits(), run.count());
    };
    const auto expected = hits(1);
    QVERIFY(expected.second > 500);
    for (const unsigned threads : {2u, 3u, 9u}) {
        const auto found = hits(threads);
        QCOMPARE(found.second, expected.second);
        QCOMPARE(listed(found.first), listed(expected.first));
    }
}

void tst_Search::shrinksUnderSeveralThreads()
{
    const TestSegment segment;
    segment.fill(ByteVector(100'000, std::byte{7}));
    const auto source = std::make_shared<ShrinkingBytes>(segment, 90'000, 40'000);
    SearchRun run(patternOf(bytesQuery("0707")), source, {.pieceBytes = 1000, .threads = 4});
    QVERIFY(!run.step(~std::uint64_t{0}));
    QVERIFY(run.shrank());
    // Whoever was behind the new end when it came knows no better than that it was reached.
    QVERIFY2(run.bytesTotal() < 100'000, qPrintable(QString::number(run.bytesTotal())));
    for (std::size_t i = 0; i < run.hits().size(); ++i)
        QCOMPARE(run.hits()[i], std::uint64_t(i));
}

void tst_Search::shrinkingSegment()
{
    const TestSegment segment;
    segment.fill(ByteVector(10'000, std::byte{7}));
    SearchOptions options;
    options.pieceBytes = 1000;
    const auto source = std::make_shared<ShrinkingBytes>(segment, 5000, 5500);
    SearchRun run(patternOf(bytesQuery("0707")), source, options);
    QCOMPARE(run.bytesTotal(), std::uint64_t(10'000));
    QVERIFY(!run.step(~std::uint64_t{0}));
    QVERIFY(run.shrank());
    QCOMPARE(run.bytesTotal(), std::uint64_t(5500));
    QCOMPARE(run.count(), std::uint64_t(5499));
}

void tst_Search::readsNoMoreThanItKnowsOf()
{
    // A snapshot of a part counts from the segment's start; a file is as long as it was.
    auto part = std::make_shared<Snapshot>();
    part->offset = 100;
    part->bytes = fromHex("01 02 03");
    const SnapshotBytes bytes(part);
    ByteVector out(10);
    QCOMPARE(bytes.size(), std::uint64_t(103));
    QCOMPARE(bytes.read(101, out), std::size_t(2));
    QCOMPARE(hex(std::span(out).first(2)), QByteArray("02 03"));
    QCOMPARE(bytes.read(50, out), std::size_t(0));
    QCOMPARE(bytes.read(103, out), std::size_t(0));
    COMPARE_ERROR(FileBytes("/dev/zero"), ErrorCode::InvalidArgument);
    COMPARE_ERROR(FileBytes("/nonexistent/file"), ErrorCode::NotFound);
    const TestSegment segment;
    segment.fill(fromHex("0a 0b 0c"));
    const FileBytes file(segment.path());
    QCOMPARE(file.size(), std::uint64_t(3));
    QCOMPARE(file.read(1, out), std::size_t(2));
    QCOMPARE(hex(std::span(out).first(2)), QByteArray("0b 0c"));
    QCOMPARE(file.read(0, std::span(out).first(1)), std::size_t(1));
    QCOMPARE(file.read(3, out), std::size_t(0));
}

QTEST_GUILESS_MAIN(tst_Search)
#include "tst_search.moc"
