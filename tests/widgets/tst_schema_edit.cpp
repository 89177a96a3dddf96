// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What SchemaEdit adds to tst_checked_line_edits: the wrong word's place, names, presets.

#include "widget_test.h"

#include "widgets/schema_edit.h"
#include "widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QMenu>
#include <QSignalSpy>

using namespace membridge;

namespace {

QAction *actionOf(const SchemaEdit &edit, const QString &schema)
{
    for (QAction *action : edit.presetsMenu()->actions()) {
        if (action->toolTip() == schema)
            return action;
    }
    return nullptr;
}

} // namespace

class TestSchemaEdit : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void wrongWord_data();
    void wrongWord();
    void theWrongWordIsUnderlined_data();
    void theWrongWordIsUnderlined();
    void underliningLeavesTheTextAlone();
    void completesNames_data();
    void completesNames();
    void presets();
    void everyPresetIsASchema();
    void recent();
    void recentIsBounded();
    void menuByKeyboard();
};

void TestSchemaEdit::wrongWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("length");
    QTest::newRow("nothing") << QString() << 0 << 0;
    QTest::newRow("right") << QStringLiteral("int bool") << 0 << 0;
    QTest::newRow("first word") << QStringLiteral("strr int") << 0 << 4;
    QTest::newRow("second word") << QStringLiteral("int strr") << 4 << 4;
    QTest::newRow("behind a name") << QStringLiteral("a:what") << 2 << 4;
    QTest::newRow("two bytes a letter") << QStringLiteral("größe:int") << 0 << 5;
    QTest::newRow("behind letters of two bytes") << QStringLiteral("u8 ö:ü") << 3 << 1;
    QTest::newRow("surrogates") << QStringLiteral("u8 😀😀") << 3 << 4;
}

void TestSchemaEdit::wrongWord()
{
    QFETCH(QString, text);
    QFETCH(int, start);
    QFETCH(int, length);
    SchemaEdit edit;
    edit.setText(QStringLiteral("no schema at all"));
    edit.setText(text);
    QCOMPARE(edit.errorSpan().start, start);
    QCOMPARE(edit.errorSpan().length, length);
}

void TestSchemaEdit::theWrongWordIsUnderlined_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << widget_test::lightPalette();
    QTest::newRow("dark") << widget_test::darkPalette();
}

void TestSchemaEdit::theWrongWordIsUnderlined()
{
    QFETCH(QPalette, palette);
    SchemaEdit edit;
    edit.setPalette(palette);
    edit.resize(400, edit.sizeHint().height());
    edit.setText(QStringLiteral("int int int whaat int int"));
    const QImage image = edit.grab().toImage();
    const QColor wanted = Theme::of(palette).error;
    // Columns inside the frame, left of the mark, that have a pixel of the error colour.
    int first = -1;
    int last = -1;
    for (int x = 5; x < image.width() - 30; ++x) {
        for (int y = 4; y < image.height() - 4; ++y) {
            const QColor pixel = image.pixelColor(x, y);
            if (qAbs(pixel.red() - wanted.red()) + qAbs(pixel.green() - wanted.green())
                    + qAbs(pixel.blue() - wanted.blue())
                < 60) {
                first = first < 0 ? x : first;
                last = x;
                break;
            }
        }
    }
    QVERIFY(first >= 0);
    const int before = edit.fontMetrics().horizontalAdvance(QStringLiteral("int int int "));
    const int word = edit.fontMetrics().horizontalAdvance(QStringLiteral("whaat"));
    QVERIFY2(first > before && first < before + 40, qPrintable(QString::number(first)));
    QVERIFY2(qAbs(last - first - word) < 12, qPrintable(QString::number(last - first)));
}

void TestSchemaEdit::underliningLeavesTheTextAlone()
{
    SchemaEdit edit;
    edit.show();
    QTest::keyClicks(&edit, QStringLiteral("xyz "));
    QTest::keyClick(&edit, Qt::Key_Home);
    QTest::keyClicks(&edit, QStringLiteral("qq "));
    QCOMPARE(edit.text(), QStringLiteral("qq xyz "));
    QCOMPARE(edit.cursorPosition(), 3);
    edit.setSelection(0, 2);
    QTest::keyClick(&edit, Qt::Key_Delete);
    QCOMPARE(edit.text(), QStringLiteral(" xyz "));
    edit.undo();
    QCOMPARE(edit.text(), QStringLiteral("qq xyz "));
}

void TestSchemaEdit::completesNames_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("after"); // empty: nothing is offered
    QTest::newRow("first word") << QString() << QStringLiteral("tem") << QStringLiteral("temperature:");
    QTest::newRow("with an underscore") << QStringLiteral("u8 ") << QStringLiteral("air_")
                                        << QStringLiteral("u8 air_flow:");
    QTest::newRow("not behind a name") << QStringLiteral("a:") << QStringLiteral("tem") << QString();
    QTest::newRow("not behind a count") << QStringLiteral("3*") << QStringLiteral("tem") << QString();
}

void TestSchemaEdit::completesNames()
{
    QFETCH(QString, before);
    QFETCH(QString, typed);
    QFETCH(QString, after);
    SchemaEdit edit;
    edit.setPresets({{QStringLiteral("Weather"), QStringLiteral("temperature:f64 air_flow:f32")}});
    edit.setText(before);
    edit.show();
    QTest::keyClicks(&edit, typed);
    auto *popup = edit.findChild<QCompleter *>()->popup();
    QCOMPARE(popup->isVisible(), !after.isEmpty());
    if (after.isEmpty())
        return;
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(edit.text(), after);
}

void TestSchemaEdit::presets()
{
    SchemaEdit edit;
    edit.setPresets({{QStringLiteral("This & that"), QStringLiteral("a:u8 b:u8")}});
    QSignalSpy changed(&edit, &SchemaEdit::schemaChanged);
    QAction *action = actionOf(edit, QStringLiteral("a:u8 b:u8"));
    QVERIFY(action != nullptr);
    QCOMPARE(action->text(), QStringLiteral("This && that"));
    action->trigger();
    QCOMPARE(edit.text(), QStringLiteral("a:u8 b:u8"));
    QCOMPARE(changed.size(), 1);
}

void TestSchemaEdit::everyPresetIsASchema()
{
    SchemaEdit edit;
    int presets = 0;
    for (QAction *action : edit.presetsMenu()->actions()) {
        if (action->isSeparator())
            continue;
        action->trigger();
        QVERIFY2(edit.schema().has_value(), qPrintable(action->text()));
        ++presets;
    }
    QVERIFY(presets > 0);
}

void TestSchemaEdit::recent()
{
    SchemaEdit edit;
    edit.show();
    QSignalSpy changed(&edit, &SchemaEdit::recentChanged);
    edit.setText(QStringLiteral("u8  u8 "));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edit.recent(), QStringList{QStringLiteral("u8 u8")});
    QVERIFY(actionOf(edit, QStringLiteral("u8 u8")) != nullptr);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    edit.setText(QStringLiteral("what"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    edit.setText(QStringLiteral("int"));
    QTest::keyClick(&edit, Qt::Key_Return);
    edit.setText(QStringLiteral("u8 u8"));
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(edit.recent(), (QStringList{QStringLiteral("u8 u8"), QStringLiteral("int")}));
    QCOMPARE(changed.size(), 3);
}

void TestSchemaEdit::recentIsBounded()
{
    SchemaEdit edit;
    QStringList many{QStringLiteral("no schema")};
    for (int i = 0; i <= SchemaEdit::maxRecent; ++i)
        many << QStringLiteral("bytes(%1)").arg(i) << QStringLiteral("bytes(%1)").arg(i);
    edit.setRecent(many);
    QCOMPARE(static_cast<int>(edit.recent().size()), SchemaEdit::maxRecent);
    QCOMPARE(edit.recent().first(), QStringLiteral("bytes(0)"));
}

void TestSchemaEdit::menuByKeyboard()
{
    SchemaEdit edit;
    edit.show();
    QTest::keyClick(&edit, Qt::Key_Down);
    QVERIFY(edit.presetsMenu()->isVisible());
    QVERIFY(!edit.presetsMenu()->accessibleName().isEmpty());
    QTest::keyClick(edit.presetsMenu(), Qt::Key_Escape);
    QVERIFY(!edit.presetsMenu()->isVisible());
}

QTEST_MAIN(TestSchemaEdit)
#include "tst_schema_edit.moc"
