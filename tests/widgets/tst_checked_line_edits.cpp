// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/schema_edit.h"
#include "widgets/theme.h"
#include "widgets/value_line_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QSignalSpy>

using namespace membridge;

class TestCheckedLineEdits : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void schemas_data();
    void schemas();
    void schemaSignals();
    void schemaRoundTrip();
    void completesTheTypeAtTheCursor_data();
    void completesTheTypeAtTheCursor();
    void errorsAreShown();
    void errorsAreNotRichText();
    void values_data();
    void values();
    void valueSignals();
    void accessibleNames();
};

void TestCheckedLineEdits::schemas_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("fields"); // -1: no schema
    QTest::addColumn<bool>("error");
    QTest::newRow("empty") << "" << -1 << false;
    QTest::newRow("blank") << "  " << -1 << false;
    QTest::newRow("tags") << "str int 3*bool" << 3 << false;
    QTest::newRow("named, bytes, rest") << "id:u32 bytes(4) ..." << 3 << false;
    QTest::newRow("unknown tag") << "strr" << -1 << true;
    QTest::newRow("half a count") << "3*" << -1 << true;
    QTest::newRow("not ASCII") << "größe:int" << -1 << true;
}

void TestCheckedLineEdits::schemas()
{
    QFETCH(QString, text);
    QFETCH(int, fields);
    QFETCH(bool, error);
    SchemaEdit edit;
    edit.setText(QStringLiteral("u8"));
    edit.setText(text);
    QCOMPARE(edit.schema() ? static_cast<int>(edit.schema()->fields.size()) : -1, fields);
    QCOMPARE(!edit.error().isEmpty(), error);
    QCOMPARE(edit.accessibleDescription(), edit.error());
}

void TestCheckedLineEdits::schemaSignals()
{
    SchemaEdit edit;
    QSignalSpy changed(&edit, &SchemaEdit::schemaChanged);
    QSignalSpy cleared(&edit, &SchemaEdit::schemaCleared);
    QSignalSpy errors(&edit, &SchemaEdit::errorChanged);
    edit.setText(QStringLiteral("int"));
    edit.setText(QStringLiteral("int "));
    QCOMPARE(changed.size(), 1);
    edit.setText(QStringLiteral("int b"));
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(errors.size(), 1);
    QVERIFY(errors[0][0].toString().contains(QStringLiteral("“b”")));
    edit.setText(QStringLiteral("int bool"));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(errors.size(), 2);
    QVERIFY(errors[1][0].toString().isEmpty());
    edit.clear();
    QCOMPARE(cleared.size(), 2);
    QCOMPARE(errors.size(), 2);
}

void TestCheckedLineEdits::schemaRoundTrip()
{
    SchemaEdit edit;
    const Schema schema = std::get<Schema>(parseSchema("name:str 3*f64 bytes(7) ..."));
    edit.setSchema(schema);
    QVERIFY(edit.schema() == schema);
}

void TestCheckedLineEdits::completesTheTypeAtTheCursor_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("after");
    QTest::newRow("first word") << ""
                                << "bo"
                                << "bool";
    QTest::newRow("second word") << "int "
                                 << "st"
                                 << "int str";
    QTest::newRow("after a count") << "3*"
                                   << "fl"
                                   << "3*float";
    QTest::newRow("after a name") << "id:"
                                  << "u6"
                                  << "id:u64";
    QTest::newRow("bytes: into the parentheses") << ""
                                                 << "by"
                                                 << "bytes(|)";
}

void TestCheckedLineEdits::completesTheTypeAtTheCursor()
{
    QFETCH(QString, before);
    QFETCH(QString, typed);
    QFETCH(QString, after);
    SchemaEdit edit;
    edit.setText(before);
    edit.show();
    QTest::keyClicks(&edit, typed);
    auto *completer = edit.findChild<QCompleter *>();
    QVERIFY(completer->popup()->isVisible());
    QTest::keyClick(completer->popup(), Qt::Key_Return);
    QString shown = edit.text();
    if (after.contains(QLatin1Char('|')))
        shown.insert(edit.cursorPosition(), QLatin1Char('|'));
    QCOMPARE(shown, after);
    QVERIFY(!completer->popup()->isVisible());
}

void TestCheckedLineEdits::errorsAreShown()
{
    for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
        SchemaEdit edit;
        edit.setPalette(palette);
        edit.resize(300, edit.sizeHint().height());
        edit.setText(QStringLiteral("strr"));
        QVERIFY(!edit.toolTip().isEmpty());
        const QImage image = edit.grab().toImage();
        const QColor frame = image.pixelColor(150, 0);
        const QColor wanted = Theme::of(palette).error;
        QVERIFY2(qAbs(frame.red() - wanted.red()) + qAbs(frame.green() - wanted.green())
                         + qAbs(frame.blue() - wanted.blue())
                     < 90,
                 qPrintable(frame.name() + QStringLiteral(" instead of ") + wanted.name()));
        edit.setText(QStringLiteral("str"));
        QVERIFY(edit.toolTip().isEmpty());
        QVERIFY(edit.grab().toImage() != image);
    }
}

void TestCheckedLineEdits::errorsAreNotRichText()
{
    SchemaEdit edit;
    edit.setText(QStringLiteral("<b>x</b>"));
    QVERIFY2(edit.toolTip().contains(QStringLiteral("&lt;b&gt;")), qPrintable(edit.toolTip()));
}

void TestCheckedLineEdits::values_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count"); // -1: wrong
    QTest::newRow("empty") << "" << 0;
    QTest::newRow("words") << "42 3.14 true text" << 4;
    QTest::newRow("quoted and list") << "\"two words\" [1 2 3]" << 2;
    QTest::newRow("not an int") << "int:x" << -1;
    QTest::newRow("open quote") << "\"abc" << -1;
    QTest::newRow("not ASCII") << "größe \u202e" << 2;
}

void TestCheckedLineEdits::values()
{
    QFETCH(QString, text);
    QFETCH(int, count);
    ValueLineEdit edit;
    edit.setText(text);
    QCOMPARE(edit.values() ? static_cast<int>(edit.values()->size()) : -1, count);
    QCOMPARE(edit.error().isEmpty(), count >= 0);
}

void TestCheckedLineEdits::valueSignals()
{
    ValueLineEdit edit;
    QSignalSpy changed(&edit, &ValueLineEdit::valuesChanged);
    QSignalSpy errors(&edit, &ValueLineEdit::errorChanged);
    edit.setText(QStringLiteral("42"));
    edit.setText(QStringLiteral("42 "));
    QCOMPARE(changed.size(), 1);
    edit.setText(QStringLiteral("u8:256"));
    QCOMPARE(errors.size(), 1);
    edit.setText(QStringLiteral("42"));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(errors.size(), 2);
}

void TestCheckedLineEdits::accessibleNames()
{
    SchemaEdit schema;
    ValueLineEdit values;
    for (const QLineEdit *edit : {static_cast<QLineEdit *>(&schema), static_cast<QLineEdit *>(&values)}) {
        QVERIFY(!edit->objectName().isEmpty());
        QVERIFY(!edit->accessibleName().isEmpty());
        QVERIFY(!edit->placeholderText().isEmpty());
    }
}

QTEST_MAIN(TestCheckedLineEdits)
#include "tst_checked_line_edits.moc"
