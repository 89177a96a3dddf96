// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/codec/decode.h"
#include "core/traffic/csv_column.h"
#include "core/traffic/template_text.h"
#include "tests/support/errors.h"
#include "tests/support/test_case.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace membridge;
using namespace membridge::test;

namespace {

using Reason = TemplateTextError::Reason;

PayloadTemplate parsed(std::string_view text)
{
    auto result = parseTemplate(text);
    if (const auto *error = std::get_if<TemplateTextError>(&result))
        qFatal("%.*s: %s", static_cast<int>(text.size()), text.data(), error->text().c_str());
    return std::get<PayloadTemplate>(std::move(result));
}

} // namespace

class tst_TemplateText : public TestCase
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void errors_data();
    void errors();
    void limits();
    void whatIsTypedIsSent();
    void csvCells_data();
    void csvCells();
    void csvRefused();
    void csvGoesRound();
};

void tst_TemplateText::fields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("canonical"); // empty: the same
    const auto row = [](const char *name, const char *text, const char *canonical = "") {
        QTest::newRow(name) << QByteArray(text) << QByteArray(canonical);
    };
    row("every field", "counter(0,1) random(1,6) sine(20,5,100) text(msg-) csv(a.csv,2) checksum()");
    row("defaults", "counter() random() sine()", "counter(0,1) random(0,255) sine(0,1,100)");
    row("one number", "counter(5) random(6) sine(2)", "counter(5,1) random(0,6) sine(2,1,100)");
    row("blanks", " counter( -3 , 4 )\t7\r\n", "counter(-3,4) 7");
    row("least and most numbers", "counter(-9223372036854775808,9223372036854775807)");
    row("range of one", "random(5,5)");
    row("longest period", "sine(0,1,18446744073709551615)");
    row("fraction", "sine(-0.5,1e-300,1)");
    row("values", "42 true \"a b\"");
    row("typed values", "int:42 bool:1 str:word float:1 3.5", "42 true \"word\" 1.0 3.5");
    row("fixed widths are their bytes", "u32:7 i32:-1 u8:255 f32:1.5",
        "bytes:07000000 bytes:ffffffff bytes:ff bytes:0000c03f");
    row("quotes", "'it''s'", nullptr);
    row("escapes in quotes", "\"a\\\"b\\\\c\\n\"", "\"a\\\"b\\\\c\\x0a\"");
    row("escapes in brackets", "text(a\\)b\\\\c\\n\\t\\x41)", "text(a\\)b\\\\c\\x0a\\x09A)");
    row("empty prefix", "text()");
    row("comma in a file's name", "csv(a,b.csv,3)");
    row("umlauts", "text(\xc3\xa4) \"\xc3\xb6\"");
    row("empty bytes", "bytes:");
}

void tst_TemplateText::fields()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, canonical);
    if (QByteArray(QTest::currentDataTag()) == "quotes") {
        // Two texts without a blank between them.
        QVERIFY(std::holds_alternative<PayloadTemplate>(parseTemplate("'it' 's'")));
        return;
    }
    const PayloadTemplate fields = parsed(text.toStdString());
    const std::string again = templateText(fields);
    QCOMPARE(QByteArray::fromStdString(again), canonical.isEmpty() ? text : canonical);
    QVERIFY(parsed(again) == fields);
}

void tst_TemplateText::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const char *text, Reason reason, int column) {
        QTest::newRow(name) << QByteArray(text) << int(reason) << column;
    };
    row("empty", "", Reason::Empty, 0);
    row("blanks", "  ", Reason::Empty, 2);
    row("bare word", "7 hello", Reason::UnknownField, 2);
    row("misspelt", "1 countr(0,1)", Reason::UnknownField, 2);
    row("glued", "counter(0,1)7", Reason::UnknownField, 0);
    row("open", "7 counter(0,1", Reason::MissingBracket, 13);
    row("escaped end", "text(a\\)", Reason::MissingBracket, 8);
    row("third number", "counter(0,1,2)", Reason::TooManyNumbers, 12);
    row("number for a checksum", "checksum(1)", Reason::TooManyNumbers, 9);
    row("no integer", "counter(0,x)", Reason::NotAnInteger, 10);
    row("empty number", "counter(0,)", Reason::NotAnInteger, 10);
    row("integer one too large", "counter(9223372036854775808)", Reason::NotAnInteger, 8);
    row("negative period", "sine(0,1,-1)", Reason::NotAnInteger, 9);
    row("no number", "sine(0,much)", Reason::NotANumber, 7);
    row("infinite", "sine(inf)", Reason::NotANumber, 5);
    row("empty range", "random(6,1)", Reason::EmptyRange, 7);
    row("no column", "csv(a.csv)", Reason::NoColumn, 9);
    row("column 0", "csv(a.csv,0)", Reason::NoColumn, 9);
    row("no file", "csv(,1)", Reason::NoColumn, 4);
    row("unknown escape", "text(a\\q)", Reason::UnknownEscape, 6);
    row("half an escape", "text(\\x4)", Reason::UnknownEscape, 5);
    row("no UTF-8", "text(\\xff)", Reason::NotUtf8, 5);
    row("no UTF-8 in quotes", "1 \"\\xff\"", Reason::NotUtf8, 2);
    row("bad value", "1 u8:256", Reason::BadValue, 5);
    row("open quote", "1 \"a", Reason::BadValue, 2);
}

void tst_TemplateText::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, reason);
    QFETCH(int, column);
    const auto result = parseTemplate(text.toStdString());
    const auto *error = std::get_if<TemplateTextError>(&result);
    QVERIFY(error != nullptr);
    QCOMPARE(int(error->reason), reason);
    QCOMPARE(int(error->column), column);
    QVERIFY(!error->text().empty());
}

void tst_TemplateText::limits()
{
    std::string most;
    for (std::size_t i = 0; i < templateFieldsMost; ++i)
        most += "7 ";
    QCOMPARE(parsed(most).fields.size(), templateFieldsMost);
    const auto more = parseTemplate(most + "7");
    QCOMPARE(int(std::get<TemplateTextError>(more).reason), int(Reason::TooManyFields));
    const std::string longest = "text(" + std::string(templateTextMost - 6, 'x') + ")";
    (void)parsed(longest);
    QCOMPARE(int(std::get<TemplateTextError>(parseTemplate(longest + " ")).reason), int(Reason::TooLong));
}

void tst_TemplateText::whatIsTypedIsSent()
{
    const PayloadTemplate fields = parsed("counter(10,-1) random(3,3) sine(20,5,4) text(msg-) u32:7 checksum()");
    TrafficRandom random(1);
    ByteVector payload;
    fields.encode(payload, 1, random);
    const auto schema = parseSchema("int int float str u32 u32");
    const Decoded decoded = decode(payload, std::get<Schema>(schema));
    QVERIFY(!decoded.error);
    const ValueList values = decoded.values(std::get<Schema>(schema));
    QCOMPARE(std::get<std::int64_t>(values[0].data), std::int64_t{9});
    QCOMPARE(std::get<std::int64_t>(values[1].data), std::int64_t{3});
    QCOMPARE(std::get<double>(values[2].data), 25.0);
    QCOMPARE(std::get<Text>(values[3].data).bytes, std::string("msg-1"));
    QCOMPARE(decoded.consumed, payload.size());
}

void tst_TemplateText::csvCells_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<quint64>("column");
    QTest::addColumn<QByteArray>("cells");
    QTest::newRow("numbers") << QByteArray("1,2\n3,4\n") << quint64(2) << QByteArray("2 4");
    QTest::newRow("header") << QByteArray("time,value\r\n1,2.5\r\n3,true\r\n") << quint64(2) << QByteArray("2.5 true");
    QTest::newRow("text only: no header") << QByteArray("a\nb") << quint64(1) << QByteArray("\"a\" \"b\"");
    QTest::newRow("quotes") << QByteArray("\"a,\"\"b\"\"\nc\",1\n") << quint64(1) << QByteArray("\"a,\\\"b\\\"\\x0ac\"");
    QTest::newRow("a quoted number is text") << QByteArray("\"1\"\n\"2\"") << quint64(1) << QByteArray("\"1\" \"2\"");
    QTest::newRow("short and blank lines") << QByteArray("1,2\n\n3\n4,5") << quint64(2) << QByteArray("2 5");
    QTest::newRow("empty cell") << QByteArray("1,,3\n") << quint64(2) << QByteArray("\"\"");
    QTest::newRow("open quote") << QByteArray("\"abc") << quint64(1) << QByteArray("\"abc\"");
    QTest::newRow("tags are text") << QByteArray("u32:7\nint:x") << quint64(1) << QByteArray("\"u32:7\" \"int:x\"");
}

void tst_TemplateText::csvCells()
{
    QFETCH(QByteArray, file);
    QFETCH(quint64, column);
    QFETCH(QByteArray, cells);
    const QTemporaryDir folder;
    QFile csv(folder.filePath(QStringLiteral("values.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write(file);
    csv.close();
    PayloadTemplate read;
    for (const Value &value : readCsvColumn(csv.fileName().toStdString(), column))
        read.fields.push_back(FixedField{value});
    QCOMPARE(QByteArray::fromStdString(templateText(read)), cells);
}

void tst_TemplateText::csvRefused()
{
    const QTemporaryDir folder;
    QFile csv(folder.filePath(QStringLiteral("values.csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("1,2\n");
    csv.flush();
    const std::string path = csv.fileName().toStdString();
    COMPARE_ERROR(readCsvColumn(path, 3), ErrorCode::InvalidArgument);
    COMPARE_ERROR(readCsvColumn(path + ".not", 1), ErrorCode::InvalidArgument);
    // A device never ends.
    COMPARE_ERROR(readCsvColumn("/dev/zero", 1), ErrorCode::InvalidArgument);
    COMPARE_ERROR(readCsvColumn(folder.path().toStdString(), 1), ErrorCode::InvalidArgument);
    QVERIFY(csv.resize(static_cast<qint64>(csvMostBytes) + 1));
    COMPARE_ERROR(readCsvColumn(path, 1), ErrorCode::InvalidArgument);
    QVERIFY(csv.resize(0));
    csv.seek(0);
    csv.write("\xff\n");
    csv.flush();
    COMPARE_ERROR(readCsvColumn(path, 1), ErrorCode::InvalidArgument);
}

void tst_TemplateText::csvGoesRound()
{
    const QTemporaryDir folder;
    QFile csv(folder.filePath(QStringLiteral("a (1).csv")));
    QVERIFY(csv.open(QIODevice::WriteOnly));
    csv.write("1\n2\n3\n");
    csv.close();
    const PayloadTemplate wanted{{CsvField{.file = csv.fileName().toStdString(), .column = 1}}};
    PayloadTemplate fields = parsed(templateText(wanted));
    QVERIFY(fields == wanted);
    TrafficRandom random(1);
    ByteVector payload;
    COMPARE_ERROR(fields.encode(payload, 0, random), ErrorCode::InvalidArgument);
    readCsvColumns(fields);
    std::uint64_t number = 0;
    for (const std::int64_t expected : {1, 2, 3, 1}) {
        fields.encode(payload, number++, random);
        std::int64_t value = 0;
        QCOMPARE(payload.size(), sizeof value);
        std::memcpy(&value, payload.data(), sizeof value);
        QCOMPARE(value, expected);
    }
}

QTEST_GUILESS_MAIN(tst_TemplateText)
#include "tst_template_text.moc"
