// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/field_looks.h"

#include <QSignalSpy>

using namespace membridge;

namespace {

Schema schema(const QByteArray &text)
{
    return std::get<Schema>(parseSchema(text.toStdString()));
}

} // namespace

class TestFieldLooks : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void editsKeepTheOthers_data();
    void editsKeepTheOthers();
    void aFieldThatComesBack();
    void layoutsComeBackWhole();
    void savedLayoutsCanBeRead();
};

void TestFieldLooks::editsKeepTheOthers_data()
{
    QTest::addColumn<QByteArray>("before"); // its second field is shown in hexadecimal
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("field"); // that is so then; -1: none
    QTest::newRow("appended") << QByteArray("a:u32 b:u32") << QByteArray("a:u32 b:u32 bool") << 1;
    QTest::newRow("moved") << QByteArray("a:u32 b:u32") << QByteArray("b:u32 a:u32") << 0;
    QTest::newRow("another type") << QByteArray("a:u32 b:u32") << QByteArray("a:u32 b:u64") << 1;
    QTest::newRow("renamed") << QByteArray("a:u32 b:u32") << QByteArray("a:u32 c:u32") << 1;
    QTest::newRow("taken away") << QByteArray("a:u32 b:u32") << QByteArray("a:u32") << -1;
    QTest::newRow("unnamed, appended") << QByteArray("u32 u32") << QByteArray("u32 u32 bool") << 1;
    QTest::newRow("unnamed, prepended") << QByteArray("u32 u32") << QByteArray("bool u32 u32") << 2;
    QTest::newRow("unnamed, named") << QByteArray("u32 u32") << QByteArray("u32 x:u32") << 1;
    QTest::newRow("unnamed, wider") << QByteArray("u32 u32") << QByteArray("u32 u64") << 1;
    QTest::newRow("unnamed, another kind") << QByteArray("u32 u32") << QByteArray("u32 str") << -1;
    QTest::newRow("the same name twice") << QByteArray("a:u32 a:u32") << QByteArray("a:u32 a:u32 u8") << 1;
}

void TestFieldLooks::editsKeepTheOthers()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, field);
    FieldLooks looks;
    QSignalSpy changed(&looks, &FieldLooks::changed);
    looks.setStyle(schema(before), 1, {.format = FieldFormat::Hex});
    QCOMPARE(changed.size(), 1);
    looks.setStyle(schema(before), 1, {.format = FieldFormat::Hex});
    QCOMPARE(changed.size(), 1);
    const std::vector<FieldStyle> asked = looks.styles(schema(after));
    looks.follow(schema(after));
    QVERIFY(looks.styles(schema(after)) == asked);
    for (int i = 0; i < static_cast<int>(asked.size()); ++i)
        QCOMPARE(asked[static_cast<std::size_t>(i)].format == FieldFormat::Hex, i == field);
}

void TestFieldLooks::aFieldThatComesBack()
{
    FieldLooks looks;
    looks.setStyle(schema("a:u32 b:u32 u8"), 1, {.unit = "V"});
    looks.setStyle(schema("a:u32 b:u32 u8"), 2, {.format = FieldFormat::Bin});
    looks.follow(schema("a:u32"));
    looks.follow(schema("a:u32 str"));
    looks.follow(schema("a:u32 str b:u32"));
    QCOMPARE(looks.styles(looks.schema())[2].unit, std::string("V"));
    looks.follow(schema("a:u32"));
    looks.follow(schema("a:u32 str u8"));
    QCOMPARE(looks.styles(looks.schema())[2].format, FieldFormat::Bin);
}

void TestFieldLooks::layoutsComeBackWhole()
{
    LayoutFile layout;
    layout.name = "motor";
    layout.fields = {
        {.name = "speed", .tag = TypeTag::F32, .style = {.scale = 0.1, .unit = "rpm"}, .note = "At the shaft."},
        {.tag = TypeTag::U8, .style = {.format = FieldFormat::Enum, .names = {{0, "idle"}}}, .note = "See the manual."}};
    FieldLooks looks;
    QVERIFY(!looks.hasLayout());
    looks.setLayout(layout);
    QVERIFY(looks.hasLayout());
    QVERIFY(looks.layout(schema("speed:f32 u8")) == layout);
    layout.fields.push_back({.tag = TypeTag::Bool});
    QVERIFY(looks.layout(schema("speed:f32 u8 bool")) == layout);
}

void TestFieldLooks::savedLayoutsCanBeRead()
{
    FieldLooks looks;
    looks.setStyle(schema("u8"), 0, {.format = FieldFormat::Enum});
    // No file may say "enum" without a name.
    QCOMPARE(looks.layout(schema("u8")).fields[0].style.format, FieldFormat::Plain);
}

QTEST_MAIN(TestFieldLooks)
#include "tst_field_looks.moc"
