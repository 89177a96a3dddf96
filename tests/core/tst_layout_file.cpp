// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/codec/layout_file.h"
#include "core/ipc/error.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace membridge;

namespace {

/// A file with these fields.
QByteArray file(const QByteArray &fields)
{
    return R"({"membridge_layout":1,"fields":[)" + fields + "]}";
}

} // namespace

class tst_LayoutFile : public test::TestCase
{
    Q_OBJECT

private slots:
    void examples();
    void everyKey();
    void roundTrip_data();
    void roundTrip();
    void offsets();
    void errors_data();
    void errors();
    void warnings();
    void sizeLimit();
    void files();
};

void tst_LayoutFile::examples()
{
    const QDir folder(QStringLiteral(MEMBRIDGE_LAYOUTS));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(names.size() >= 4);
    for (const QString &name : names) {
        const auto read = readLayoutFile(folder.filePath(name).toStdString());
        if (const auto *error = std::get_if<LayoutFileError>(&read))
            QFAIL(qPrintable(name + QStringLiteral(": ") + QString::fromStdString(error->text())));
        const auto &loaded = std::get<LoadedLayout>(read);
        QVERIFY2(loaded.warnings.empty(), qPrintable(name));
        QVERIFY(!loaded.layout.name.empty());
        QVERIFY(loaded.layout.kind.has_value());
        const auto again = parseLayoutFile(layoutFileText(loaded.layout));
        QVERIFY(std::get<LoadedLayout>(again).layout == loaded.layout);
    }
}

void tst_LayoutFile::everyKey()
{
    const auto read = parseLayoutFile(R"({"membridge_layout":1,"$schema":"x","name":"n","kind":"ring","fields":[
        {"name":"a","tag":"u32","count":3,"offset":2,"format":"hex","scale":2.5,"unit":"V","note":"why"},
        {"tag":"i64","enum":{"-1":"bad","0":"good"}},
        {"tag":"bytes","count":4},
        {"name":"rest","tag":"..."}]})");
    QVERIFY(std::holds_alternative<LoadedLayout>(read));
    const auto &layout = std::get<LoadedLayout>(read).layout;
    LayoutFile expected{.name = "n", .kind = LayoutFile::Kind::Ring, .fields = {}};
    expected.fields.push_back({.name = "a",
                               .kind = FieldKind::Tagged,
                               .tag = TypeTag::U32,
                               .count = 3,
                               .offset = 2,
                               .style = {.format = FieldFormat::Hex, .names = {}, .scale = 2.5, .unit = "V"},
                               .note = "why"});
    expected.fields.push_back({.name = {},
                               .kind = FieldKind::Tagged,
                               .tag = TypeTag::I64,
                               .count = 1,
                               .offset = {},
                               .style = {.format = FieldFormat::Enum, .names = {{-1, "bad"}, {0, "good"}}},
                               .note = {}});
    expected.fields.push_back(
        {.name = {}, .kind = FieldKind::Bytes, .tag = TypeTag::Bool, .count = 4, .offset = {}, .style = {}, .note = {}});
    expected.fields.push_back(
        {.name = "rest", .kind = FieldKind::Rest, .tag = TypeTag::Bool, .count = 1, .offset = {}, .style = {}, .note = {}});
    QVERIFY(layout == expected);
    QCOMPARE(QString::fromStdString(layout.schema().text()), QStringLiteral("@2 a:3*u32 i64 bytes(4) rest:..."));
    QVERIFY(std::get<LoadedLayout>(read).warnings.empty());
}

void tst_LayoutFile::roundTrip_data()
{
    QTest::addColumn<QByteArray>("fields");
    for (const TypeTag tag : allTypeTags) {
        const auto spelled = QByteArray(name(tag).data(), static_cast<qsizetype>(name(tag).size()));
        QTest::newRow(spelled.constData()) << QByteArray("{\"tag\":\"" + spelled + "\"}");
    }
    for (const FieldFormat format : allFieldFormats) {
        const auto spelled = QByteArray(name(format).data(), static_cast<qsizetype>(name(format).size()));
        QTest::addRow("format %s", spelled.constData())
            << QByteArray("{\"tag\":\"u8\",\"enum\":{\"0\":\"x\"},\"format\":\"" + spelled + "\"}");
    }
    QTest::newRow("count 0") << QByteArray(R"({"tag":"u8","count":0})");
    QTest::newRow("largest count") << QByteArray(R"({"tag":"u64","count":4294967296})");
    QTest::newRow("offset 0") << QByteArray(R"({"tag":"u8","offset":0})");
    QTest::newRow("largest offset and skip") << QByteArray(R"({"tag":"u8","offset":281474976710656,"skip":4294967296})");
    QTest::newRow("0 strings have a length") << QByteArray(R"({"tag":"str","count":0},{"tag":"u8","offset":0})");
    QTest::newRow("scale that needs all digits") << QByteArray(R"({"tag":"u8","scale":0.1000000000000000055})");
    QTest::newRow("control characters") << QByteArray(R"({"tag":"u8","note":"\u0000\n\"\\","unit":"\u202e"})");
}

void tst_LayoutFile::roundTrip()
{
    QFETCH(QByteArray, fields);
    const auto first = parseLayoutFile(file(fields).toStdString());
    if (const auto *error = std::get_if<LayoutFileError>(&first))
        QFAIL(error->text().c_str());
    const LayoutFile &layout = std::get<LoadedLayout>(first).layout;
    const auto second = parseLayoutFile(layoutFileText(layout));
    QVERIFY(std::holds_alternative<LoadedLayout>(second));
    QVERIFY(std::get<LoadedLayout>(second).layout == layout);
    QVERIFY(std::get<LoadedLayout>(second).warnings.empty());
}

void tst_LayoutFile::offsets()
{
    const auto read = parseLayoutFile(
        file(R"({"name":"a","tag":"u8","format":"hex"},{"name":"b","tag":"u32","offset":4,"format":"bin"},{"tag":"str","skip":2},{"tag":"u8","offset":0})")
            .toStdString());
    const LayoutFile &layout = std::get<LoadedLayout>(read).layout;
    QCOMPARE(QString::fromStdString(layout.schema().text()), QStringLiteral("a:u8 @4 b:u32 skip(2) str @0 u8"));
    const auto styles = layout.styles();
    QCOMPARE(styles.size(), std::size_t(4));
    QCOMPARE(styles[0].format, FieldFormat::Hex);
    QCOMPARE(styles[1].format, FieldFormat::Bin);
    QCOMPARE(styles[2].format, FieldFormat::Plain);
}

void tst_LayoutFile::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const QByteArray &text, int line, int column, const char *path,
                        const char *reason) {
        QTest::newRow(name) << text << line << column << QString::fromUtf8(path) << QString::fromUtf8(reason);
    };
    row("nothing", "", 1, 1, "", "syntax error");
    row("not JSON", "{\n \"a\": x}", 2, 7, "", "invalid literal");
    row("cut short", "{\"membridge_layout\":1,", 1, 23, "", "unexpected end of input");
    row("text behind it", "{}\n}", 2, 1, "", "syntax error");
    row("not UTF-8", "{\"membridge_layout\":1,\"name\":\"\xff\"}", 1, 31, "", "UTF-8");
    row("key twice", file(R"({"tag":"u8",
  "tag":"u8"})"),
        2, 3, "/fields/0", "comes twice");
    row("17 levels", QByteArray(17, '['), 1, 17, "/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0", "16 levels");
    row("a list", " [1]", 1, 2, "", "JSON object");
    row("no version", "{}", 1, 1, "", "membridge_layout");
    row("version 2", R"({"membridge_layout":2})", 1, 21, "/membridge_layout", "version 1");
    row("version as text", R"({"membridge_layout":"1"})", 1, 21, "/membridge_layout", "version 1");
    row("no fields", R"({"membridge_layout":1})", 1, 1, "", "fields");
    row("empty fields", file(""), 1, 32, "/fields", "at least one");
    row("unknown kind", R"({"membridge_layout":1,"kind":"stream","fields":[]})", 1, 30, "/kind", "stream");
    row("name is a number", R"({"membridge_layout":1,"name":12 ,"fields":[]})", 1, 30, "/name", "string");
    row("field is a word", file("\n\n  \"u8\""), 3, 3, "/fields/0", "object");
    row("no tag", file(R"({"name":"a"})"), 1, 33, "/fields/0", "tag");
    row("unknown tag", file(R"({"tag":"u8"},{"tag":"u16"})"), 1, 53, "/fields/1/tag", "u16");
    row("unknown tag to escape", file(R"({"tag":"a\n\"b"})"), 1, 40, "/fields/0/tag", "a\\n");
    row("bad field name", file(R"({"tag":"u8","name":"9a"})"), 1, 52, "/fields/0/name", "9a");
    row("negative count", file(R"({"tag":"u8","count":-1})"), 1, 53, "/fields/0/count", "whole number");
    row("count with a fraction", file(R"({"tag":"u8","count":1.5})"), 1, 53, "/fields/0/count", "whole number");
    row("count one too large", file(R"({"tag":"u8","count":4294967297})"), 1, 53, "/fields/0/count", "whole number");
    row("bytes without a count", file(R"({"tag":"bytes"})"), 1, 33, "/fields/0", "count");
    row("rest with a count", file(R"({"tag":"...","count":1})"), 1, 54, "/fields/0/count", "no count");
    row("field behind the rest", file(R"({"tag":"..."},{"tag":"u8"})"), 1, 47, "/fields/1", "follow");
    row("offset one too large", file(R"({"tag":"u8","offset":281474976710657})"), 1, 54, "/fields/0/offset",
        "281474976710656");
    row("skip one too large", file(R"({"tag":"u8","skip":4294967297})"), 1, 52, "/fields/0/skip", "4294967296");
    row("unknown format", file(R"({"tag":"u8","format":"oct"})"), 1, 54, "/fields/0/format", "oct");
    row("enum without names", file(R"({"tag":"u8","format":"enum"})"), 1, 54, "/fields/0/format", "needs");
    row("enum of a list", file(R"({"tag":"u8","enum":["a"]})"), 1, 52, "/fields/0/enum", "object");
    row("enum of a word", file(R"({"tag":"u8","enum":{"one":"a"}})"), 1, 59, "/fields/0/enum/one", "base 10");
    row("enum with a leading zero", file(R"({"tag":"u8","enum":{"01":"a"}})"), 1, 58, "/fields/0/enum/01", "base 10");
    row("enum beyond 64 bits", file(R"({"tag":"u8","enum":{"9223372036854775808":"a"}})"), 1, 75,
        "/fields/0/enum/9223372036854775808", "base 10");
    row("enum name is a number", file(R"({"tag":"u8","enum":{"1":true}})"), 1, 57, "/fields/0/enum/1", "string");
    row("scale 0", file(R"({"tag":"u8","scale":0})"), 1, 53, "/fields/0/scale", "other than 0");
    row("scale as text", file(R"({"tag":"u8","scale":"2"})"), 1, 53, "/fields/0/scale", "number");
    row("4,097 fields", file(QByteArray(R"({"tag":"u8"},)").repeated(4096) + R"({"tag":"u8"})"), 1, 32, "/fields",
        "4096");
}

void tst_LayoutFile::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, path);
    QFETCH(QString, reason);
    const auto read = parseLayoutFile(text.toStdString());
    const auto *error = std::get_if<LayoutFileError>(&read);
    QVERIFY(error != nullptr);
    QVERIFY2(QString::fromStdString(error->reason).contains(reason), error->text().c_str());
    QCOMPARE(QString::fromStdString(error->path), path);
    QCOMPARE(static_cast<int>(error->line), line);
    QCOMPARE(static_cast<int>(error->column), column);
}

void tst_LayoutFile::warnings()
{
    const auto read = parseLayoutFile(file("{\"tag\":\"u8\",\n\"formt\":\"hex\",\"a/b\":1}").toStdString());
    QVERIFY(std::holds_alternative<LoadedLayout>(read));
    const auto &warnings = std::get<LoadedLayout>(read).warnings;
    QCOMPARE(warnings.size(), std::size_t(2));
    QCOMPARE(QString::fromStdString(warnings[0].path), QStringLiteral("/fields/0/a~1b"));
    QVERIFY(!QString::fromStdString(warnings[0].reason).contains(QStringLiteral("mean")));
    QCOMPARE(QString::fromStdString(warnings[1].path), QStringLiteral("/fields/0/formt"));
    QVERIFY2(QString::fromStdString(warnings[1].reason).contains(QStringLiteral("did you mean \"format\"")),
             warnings[1].reason.c_str());
    QCOMPARE(warnings[1].line, std::size_t(2));
}

void tst_LayoutFile::sizeLimit()
{
    std::string text = file(R"({"tag":"u8"})").toStdString();
    text.resize(maxLayoutFileBytes, ' ');
    QVERIFY(std::holds_alternative<LoadedLayout>(parseLayoutFile(text)));
    text += ' ';
    QVERIFY(std::holds_alternative<LayoutFileError>(parseLayoutFile(text)));
}

void tst_LayoutFile::files()
{
    QTemporaryDir folder;
    const auto code = [](const QString &path) -> std::optional<ErrorCode> {
        try {
            readLayoutFile(path.toStdString());
        } catch (const Error &error) {
            return error.code();
        }
        return std::nullopt;
    };
    QCOMPARE(code(folder.filePath(QStringLiteral("none"))), std::optional(ErrorCode::NotFound));
    QCOMPARE(code(folder.path()), std::optional(ErrorCode::System));
    QCOMPARE(code(QStringLiteral("/dev/zero")), std::optional(ErrorCode::System));
    const QString path = folder.filePath(QStringLiteral("large"));
    QFile large(path);
    QVERIFY(large.open(QIODevice::WriteOnly));
    QVERIFY(large.resize(qint64{1} << 32)); // sparse
    const auto read = readLayoutFile(path.toStdString());
    QVERIFY(std::get<LayoutFileError>(read).reason.find("1 MiB") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_LayoutFile)
#include "tst_layout_file.moc"
