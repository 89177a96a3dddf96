// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/frame_filter.h"
#include "tests/support/bytes.h"
#include "tests/support/test_case.h"

#include <QTest>

using namespace membridge;
using namespace membridge::test;
using Reason = FrameFilterError::Reason;

Q_DECLARE_METATYPE(membridge::FrameFilterError::Reason)

namespace {

Schema testSchema()
{
    return std::get<Schema>(parseSchema("temperature:f64 name:str values:3*u64 length:i32 raw:bytes(2) tail:u8"));
}

template <typename... Parts> ByteVector joined(const Parts &...parts)
{
    ByteVector all;
    (all.insert(all.end(), parts.begin(), parts.end()), ...);
    return all;
}

ByteVector testPayload()
{
    const std::string name = "a\"box";
    return joined(packed(31.5), packed(static_cast<std::uint32_t>(name.size())),
                  ByteVector(reinterpret_cast<const std::byte *>(name.data()),
                             reinterpret_cast<const std::byte *>(name.data()) + name.size()),
                  packed(std::uint64_t{9007199254740993}), packed(std::uint64_t{2}), packed(~std::uint64_t{0}),
                  packed(std::int32_t{-5}), packed(std::uint16_t{0}));
}

} // namespace

class tst_FrameFilter : public TestCase
{
    Q_OBJECT

private slots:
    void matches_data();
    void matches();
    void errors_data();
    void errors();
    void otherRowsNeverMatch();
};

void tst_FrameFilter::matches_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    QTest::newRow("fields") << QByteArray("temperature > 30 and name contains \"x\"") << true;
    QTest::newRow("escape") << QByteArray(R"(name == "a\"box")") << true;
    QTest::newRow("other text") << QByteArray("name == \"box\"") << false;
    QTest::newRow("exact beyond a double") << QByteArray("values[0] == 9007199254740993") << true;
    QTest::newRow("beside it") << QByteArray("values[0] == 9007199254740992") << false;
    QTest::newRow("last element, hex") << QByteArray("values[2] == 0xffffffffffffffff") << true;
    QTest::newRow("property wins") << QByteArray("length == 50") << true;
    QTest::newRow("field of the same name") << QByteArray("field.length == -5") << true;
    QTest::newRow("field by number") << QByteArray("field.0 > 30") << true;
    QTest::newRow("element by number") << QByteArray("field.2[1] == 2") << true;
    QTest::newRow("text by number") << QByteArray("field.1 contains \"x\"") << true;
    QTest::newRow("position") << QByteArray("position >= 0x1000 and position < 0x1001") << true;
    QTest::newRow("number") << QByteArray("number != 7") << false;
    QTest::newRow("time") << QByteArray("time == 1.5") << true;
    QTest::newRow("delta") << QByteArray("delta <= 0.25 and delta > 0.24") << true;
    QTest::newRow("truth") << QByteArray("not exact") << true;
    QTest::newRow("or") << QByteArray("number == 1 or (values[1] == 2 and not temperature < 0)") << true;
    QTest::newRow("past the end") << QByteArray("tail == 0") << false;
    QTest::newRow("nor its opposite") << QByteArray("not (tail == 0)") << false;
}

void tst_FrameFilter::matches()
{
    QFETCH(const QByteArray, text);
    auto filter = FrameFilter::parse(text.toStdString(), testSchema());
    const auto *error = std::get_if<FrameFilterError>(&filter);
    QVERIFY2(error == nullptr, error != nullptr ? error->text().c_str() : "");
    const FrameRow row{.number = 7, .timeNs = 2'500'000'000, .position = 0x1000, .length = 50, .exact = false};
    QTEST(std::get<FrameFilter>(filter).matches(row, testPayload(),
                                                {.originNs = 1'000'000'000, .previousNs = 2'250'000'000}),
          "expected");
}

void tst_FrameFilter::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<quint64>("column");
    QTest::newRow("empty") << QByteArray() << Reason::Syntax << quint64{0};
    QTest::newRow("half") << QByteArray("length >") << Reason::Syntax << quint64{8};
    QTest::newRow("unknown field") << QByteArray("length > 1 and heat > 3") << Reason::UnknownField << quint64{15};
    QTest::newRow("unknown element") << QByteArray("values[3] == 1") << Reason::UnknownField << quint64{0};
    QTest::newRow("number beyond") << QByteArray("field.6 == 1") << Reason::UnknownField << quint64{0};
    QTest::newRow("bytes by number") << QByteArray("field.4 == 1") << Reason::NotComparable << quint64{0};
    QTest::newRow("list by number") << QByteArray("field.2 == 1") << Reason::NeedsIndex << quint64{0};
    QTest::newRow("largest index") << QByteArray("values[99999999999999999999] == 1") << Reason::UnknownField
                                   << quint64{0};
    QTest::newRow("no index") << QByteArray("1 < values") << Reason::NeedsIndex << quint64{4};
    QTest::newRow("open index") << QByteArray("values[1 == 2") << Reason::Syntax << quint64{6};
    QTest::newRow("bytes") << QByteArray("raw == 1") << Reason::NotComparable << quint64{0};
    QTest::newRow("text with number") << QByteArray("number > 1 or name == 3") << Reason::NumberWithText << quint64{14};
    QTest::newRow("number contains") << QByteArray("temperature contains \"3\"") << Reason::TextExpected << quint64{0};
    QTest::newRow("text alone") << QByteArray("not name") << Reason::Syntax << quint64{4};
    QTest::newRow("over time") << QByteArray("length > 3 for 2s") << Reason::NotOverTime << quint64{15};
    QTest::newRow("changed") << QByteArray("changed(length)") << Reason::NotOverTime << quint64{8};
}

void tst_FrameFilter::errors()
{
    QFETCH(const QByteArray, text);
    const auto filter = FrameFilter::parse(text.toStdString(), testSchema());
    const auto *error = std::get_if<FrameFilterError>(&filter);
    QVERIFY(error != nullptr);
    QTEST(error->reason, "reason");
    QTEST(quint64{error->column}, "column");
    QVERIFY(error->text().find("column " + std::to_string(error->column + 1)) != std::string::npos
            || error->reason == Reason::Syntax);
}

void tst_FrameFilter::otherRowsNeverMatch()
{
    auto filter = std::get<FrameFilter>(FrameFilter::parse("length >= 0", Schema{}));
    QVERIFY(filter.matches({}, {}, {}));
    QVERIFY(!filter.matches({.kind = FrameRowKind::Missed}, {}, {}));
    QVERIFY(!filter.matches({.kind = FrameRowKind::Restarted}, {}, {}));
}

QTEST_APPLESS_MAIN(tst_FrameFilter)
#include "tst_frame_filter.moc"
