// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/schema_edit.h"
#include "widgets/value_line_edit.h"
#include "widgets/value_presets_button.h"
#include "widgets/value_rows_edit.h"
#include "widgets/value_words.h"
#include "widgets/values_edit.h"

#include "core/codec/encode.h"
#include "core/codec/value_text.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

using namespace membridge;
using namespace widget_test;

/// Values typed in a line and in rows, that go over from one to the other; and what is kept of them.
class ValuesEditTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useEnglishNumbers(); }
    void init() { failOnWarnings(); }

    void typedValuesReadBackTheSame_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("nothing") << QString();
        QTest::newRow("bools") << QStringLiteral("true false");
        QTest::newRow("ends of int") << QStringLiteral("9223372036854775807 -9223372036854775808");
        QTest::newRow("whole floats") << QStringLiteral("float:1 -0.0 1e300 1e20 inf -inf 5e-324");
        QTest::newRow("text that looks like others") << QStringLiteral("\"42\" \"true\" str:int:7 \"\" \" a b \"");
        QTest::newRow("text with escapes") << QStringLiteral("\"a\\n\\t\\\"\\\\\\x00\\x7f\" 'it is'");
        QTest::newRow("text beyond ASCII") << QStringLiteral("\"ü€😀\"");
        QTest::newRow("text that is not UTF-8") << QStringLiteral("\"\\xff\"");
        QTest::newRow("bytes") << QStringLiteral("bytes: bytes:00ff f32:1.5 u64:18446744073709551615");
        QTest::newRow("lists") << QStringLiteral("[1 \"b c\" 2.5] [] [true]");
    }
    void typedValuesReadBackTheSame()
    {
        QFETCH(QString, line);
        const ValueList values = parsed(line);
        const QString again = value_words::typed(values);
        QCOMPARE(value_words::typed(parsed(again)), again);
        QVERIFY2(parsed(again) == values, qPrintable(again));
    }

    void eachTypeIsCheckedAndEncoded_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("bytes"); // null: wrong
        using Type = ValueRow::Type;
        const auto row = [](const char *name, Type type, const QString &text, const char *hex) {
            QTest::newRow(name) << static_cast<int>(type) << text
                                << (hex != nullptr ? QByteArray::fromHex(hex) + QByteArray("") : QByteArray());
        };
        row("bool", Type::Bool, QStringLiteral("true"), "01");
        row("no bool", Type::Bool, QStringLiteral("2"), nullptr);
        row("int", Type::Int, QStringLiteral("-2"), "feffffffffffffff");
        row("int out of range", Type::Int, QStringLiteral("9223372036854775808"), nullptr);
        row("float", Type::Float, QStringLiteral("1"), "000000000000f03f");
        row("no float", Type::Float, QStringLiteral("1,5"), nullptr);
        row("str", Type::Str, QStringLiteral("a b"), "03000000612062");
        row("str in quotes", Type::Str, QStringLiteral("\"a\\n\""), "02000000610a");
        row("str with one quote", Type::Str, QStringLiteral("\"a"), "020000002261");
        row("str that is not UTF-8", Type::Str, QStringLiteral("\"\\xff\""), nullptr);
        row("hex bytes", Type::Hex, QStringLiteral("00 ff"), "00ff");
        row("half a byte", Type::Hex, QStringLiteral("00f"), nullptr);
        row("f32", Type::F32, QStringLiteral("1.5"), "0000c03f");
        row("f32 too large", Type::F32, QStringLiteral("1e39"), nullptr);
        row("i32 least", Type::I32, QStringLiteral("-2147483648"), "00000080");
        row("i32 below", Type::I32, QStringLiteral("-2147483649"), nullptr);
        row("u8 most", Type::U8, QStringLiteral("255"), "ff");
        row("u8 above", Type::U8, QStringLiteral("256"), nullptr);
        row("u32", Type::U32, QStringLiteral("0x10"), "10000000");
        row("u64 most", Type::U64, QStringLiteral("18446744073709551615"), "ffffffffffffffff");
        row("list", Type::List, QStringLiteral("true [oops"), nullptr);
        row("list of mixed", Type::List, QStringLiteral("true u8:7"), "0107");
        row("list in a list", Type::List, QStringLiteral("1 [2]"), nullptr);
        row("file not read yet", Type::File, QStringLiteral("/tmp/x"), nullptr);
    }
    void eachTypeIsCheckedAndEncoded()
    {
        QFETCH(int, type);
        QFETCH(QString, text);
        QFETCH(QByteArray, bytes);
        ValueRow row;
        row.type = static_cast<ValueRow::Type>(type);
        row.text = text;
        if (bytes.isNull()) {
            QVERIFY(!row.error().isEmpty());
            QVERIFY(!row.size());
            return;
        }
        QCOMPARE(row.error(), QString());
        const Value value = std::get<Value>(row.value());
        const ByteVector encoded = encodeMixed(std::span(&value, 1));
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(encoded.data()), static_cast<qsizetype>(encoded.size())),
                 bytes);
        QCOMPARE(row.size(), std::optional<quint64>(encoded.size()));
    }

    void aSchemaSaysWhatTheRowsAre_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("line"); // null: wrong
        QTest::newRow("scalars") << "a:str b:int c:f32" << QStringList{"x y", "5", "1.5"}
                                 << QStringLiteral("\"x y\" 5 bytes:0000c03f");
        QTest::newRow("a wrong int") << "a:str b:int" << QStringList{"x", "1.5"} << QString();
        QTest::newRow("a list") << "3*u8" << QStringList{"1 2 255"} << QStringLiteral("[bytes:01 bytes:02 bytes:ff]");
        QTest::newRow("a list out of range") << "3*u8" << QStringList{"1 2 256"} << QString();
        QTest::newRow("a list too short") << "3*u8" << QStringList{"1 2"} << QString();
        QTest::newRow("a list of str") << "2*str" << QStringList{"a \"b c\""} << QStringLiteral("[\"a\" \"b c\"]");
        QTest::newRow("a number as str") << "2*str" << QStringList{"a 5"} << QString();
        QTest::newRow("no elements") << "0*int" << QStringList{""} << QStringLiteral("[]");
        QTest::newRow("raw bytes") << "bytes(2)" << QStringList{"00 ff"} << QStringLiteral("bytes:00ff");
        QTest::newRow("too few bytes") << "bytes(2)" << QStringList{"00"} << QString();
        QTest::newRow("a gap") << "u8 skip(3) int" << QStringList{"1", "2"} << QStringLiteral("bytes:01 bytes:000000 2");
        QTest::newRow("the rest") << "int ..." << QStringList{"2"} << QStringLiteral("2");
    }
    void aSchemaSaysWhatTheRowsAre()
    {
        QFETCH(QString, schema);
        QFETCH(QStringList, texts);
        QFETCH(QString, line);
        ValueRowsModel model;
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.setSchema(std::get<Schema>(parseSchema(schema.toStdString()))), QString());
        QCOMPARE(model.rowCount(), texts.size());
        for (int row = 0; row < texts.size(); ++row) {
            QVERIFY(!(model.flags(model.index(row, ValueRowsModel::Type)) & Qt::ItemIsEditable));
            QVERIFY(model.setData(model.index(row, ValueRowsModel::ValueColumn), texts[row]));
        }
        QCOMPARE(model.error().isEmpty(), !line.isNull());
        if (line.isNull()) {
            QVERIFY(!model.values());
            return;
        }
        QCOMPARE(value_words::typed(*model.values()), line);
        QCOMPARE(model.size(), std::optional<quint64>(encodeMixed(*model.values()).size()));
        // And back: what the line says is what the rows said.
        ValueRowsModel other;
        (void)other.setSchema(std::get<Schema>(parseSchema(schema.toStdString())));
        other.setValues(parsed(line));
        QCOMPARE(other.error(), QString());
        QVERIFY(encodeMixed(*other.values()) == encodeMixed(*model.values()));
    }

    void aSchemaThatCannotBeWrittenSaysSoAndChangesNothing()
    {
        ValueRowsModel model;
        ValueRow row;
        row.text = QStringLiteral("kept");
        model.add(row);
        QVERIFY(!model.setSchema(std::get<Schema>(parseSchema("@8 int"))).isEmpty());
        QVERIFY(!model.setSchema(std::get<Schema>(parseSchema("skip(4000000000) int"))).isEmpty());
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.hasSchema());
        QCOMPARE(model.setSchema(std::get<Schema>(parseSchema("int"))), QString());
        QVERIFY(!model.add(row).isValid());
        QCOMPARE(model.setSchema(std::nullopt), QString());
        QCOMPARE(model.row(0).text, QStringLiteral("kept"));
    }

    void theTwoKeepInStep()
    {
        QWidget window;
        ValuesEdit &edit = *makeIn(&window);
        auto *toggle = window.findChild<QToolButton *>(QStringLiteral("valuesAsRows"));
        QTest::keyClicks(edit.line(), QStringLiteral("Hello f32:1.5 [1 2]"));
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(edit.showsRows() && edit.line()->isReadOnly() && edit.rows()->isVisible());
        ValueRowsModel *model = edit.rows()->model();
        const QAbstractItemModelTester tester(model);
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->row(0).text, QStringLiteral("Hello"));
        QCOMPARE(model->row(1).text, QStringLiteral("0000c03f"));
        QCOMPARE(model->row(2).type, ValueRow::Type::List);
        QVERIFY(edit.values() == edit.line()->values());
        // Unchanged, the line stays as it was typed.
        QTest::mouseClick(toggle, Qt::LeftButton);
        QCOMPARE(edit.line()->text(), QStringLiteral("Hello f32:1.5 [1 2]"));
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(model->setData(model->index(1, ValueRowsModel::Type), static_cast<int>(ValueRow::Type::U8)));
        QVERIFY(model->setData(model->index(1, ValueRowsModel::ValueColumn), QStringLiteral("7")));
        QTest::mouseClick(toggle, Qt::LeftButton);
        QCOMPARE(edit.line()->text(), QStringLiteral("\"Hello\" bytes:07 [1 2]"));
        // And the row is still a u8.
        QTest::mouseClick(toggle, Qt::LeftButton);
        QCOMPARE(model->row(1).type, ValueRow::Type::U8);
        QCOMPARE(model->row(1).text, QStringLiteral("7"));
    }

    void theLineFollowsTheRows()
    {
        QWidget window;
        ValuesEdit &edit = *makeIn(&window);
        QTest::mouseClick(window.findChild<QToolButton *>(QStringLiteral("valuesAsRows")), Qt::LeftButton);
        ValueRowsModel *model = edit.rows()->model();
        ValueRow row;
        row.type = ValueRow::Type::Int;
        row.text = QStringLiteral("7");
        model->add(row);
        QCOMPARE(edit.line()->text(), QStringLiteral("7"));
        QVERIFY(model->setData(model->index(0, ValueRowsModel::ValueColumn), QStringLiteral("7x")));
        QCOMPARE(edit.line()->text(), QString());
        QVERIFY(!edit.values());
        QTest::keyClicks(edit.line(), QStringLiteral("9"));
        QCOMPARE(edit.line()->text(), QString());
        // What a line would cut is not in it.
        QVERIFY(model->setData(model->index(0, ValueRowsModel::Type), static_cast<int>(ValueRow::Type::Hex)));
        QVERIFY(model->setData(model->index(0, ValueRowsModel::ValueColumn), QStringLiteral("ab").repeated(20'000)));
        QVERIFY(edit.values() && !edit.asLine());
        QCOMPARE(edit.line()->text(), QString());
        QVERIFY(!window.findChild<QToolButton *>(QStringLiteral("valuesAsRows"))->isEnabled());
        edit.setLine(QStringLiteral("8 nine"));
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->row(1).text, QStringLiteral("nine"));
    }

    void whatOnlyOneCanShowStaysThereAndSaysWhy()
    {
        QWidget window;
        ValuesEdit &edit = *makeIn(&window);
        auto *toggle = window.findChild<QToolButton *>(QStringLiteral("valuesAsRows"));
        edit.line()->setText(QStringLiteral("\"half"));
        QVERIFY(!toggle->isEnabled() && !toggle->accessibleDescription().isEmpty());
        edit.line()->setText(QStringLiteral("1 ").repeated(ValueRowsModel::mostRows + 1));
        QVERIFY(!toggle->isEnabled() && !toggle->accessibleDescription().isEmpty());
        edit.line()->setText(QStringLiteral("1 ").repeated(ValueRowsModel::mostRows));
        QVERIFY(toggle->isEnabled());
        edit.line()->setText(QStringLiteral("1"));
        QTest::mouseClick(toggle, Qt::LeftButton);
        ValueRowsModel *model = edit.rows()->model();
        QSignalSpy wanted(model, &ValueRowsModel::fileWanted);
        ValueRow file;
        file.type = ValueRow::Type::File;
        file.text = QStringLiteral("/some/file");
        model->add(file);
        QCOMPARE(wanted.count(), 1);
        QVERIFY(!edit.values() && !edit.error().isEmpty());
        model->setFile(QStringLiteral("/some/file"), ByteVector(3, std::byte{7}), {});
        QVERIFY(edit.values() && !edit.asLine() && !toggle->isEnabled());
        QCOMPARE(model->size(), std::optional<quint64>(11));
        model->setFile(QStringLiteral("/some/file"), {}, QStringLiteral("gone"));
        QVERIFY(!edit.values() && edit.error().contains(QStringLiteral("gone")));
        model->remove(1);
        QVERIFY(toggle->isEnabled());
    }

    void rowsAreTypedAndCheckedAtEveryKey()
    {
        QWidget window;
        ValuesEdit &edit = *makeIn(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::mouseClick(window.findChild<QToolButton *>(QStringLiteral("valuesAsRows")), Qt::LeftButton);
        ValueRowsModel *model = edit.rows()->model();
        auto *view = window.findChild<QTableView *>(QStringLiteral("valueRows"));
        QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("addValue")), Qt::LeftButton);
        auto *cell = view->findChild<QLineEdit *>(QStringLiteral("valueCell"));
        QVERIFY(cell != nullptr);
        QTest::keyClicks(cell, QStringLiteral("1x"));
        QTest::keyClick(cell, Qt::Key_Left);
        QTest::keyClicks(cell, QStringLiteral("2"));
        // Taken over at each key, without losing one's place.
        QCOMPARE(model->row(0).text, QStringLiteral("12x"));
        QTest::keyClick(cell, Qt::Key_Return);
        QTRY_VERIFY(view->findChild<QLineEdit *>(QStringLiteral("valueCell")) == nullptr);
        const QModelIndex type = model->index(0, ValueRowsModel::Type);
        view->setCurrentIndex(type);
        view->edit(type);
        auto *types = view->findChild<QComboBox *>(QStringLiteral("valueType"));
        QVERIFY(types != nullptr);
        QTest::keyClicks(types, QStringLiteral("u8"));
        QCOMPARE(model->row(0).type, ValueRow::Type::U8);
        QVERIFY(!edit.values() && edit.error().contains(QStringLiteral("12x")));
        QVERIFY(model->setData(model->index(0, ValueRowsModel::ValueColumn), QStringLiteral("12")));
        QVERIFY(edit.values().has_value());
        QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("removeValue")), Qt::LeftButton);
        QCOMPARE(model->rowCount(), 0);
        auto *schema = window.findChild<SchemaEdit *>(QStringLiteral("valueSchema"));
        QTest::keyClicks(schema, QStringLiteral("a:int b:"));
        QVERIFY(!edit.error().isEmpty());
        QTest::keyClicks(schema, QStringLiteral("str"));
        QCOMPARE(model->rowCount(), 2);
        QVERIFY(!window.findChild<QPushButton *>(QStringLiteral("addValue"))->isEnabled());
    }

    void theKeysAloneReachTheRows()
    {
        QWidget window;
        ValuesEdit &edit = *makeIn(&window);
        QVERIFY(QTest::qWaitForWindowActive(&window));
        edit.line()->setFocus();
        QTest::keyClicks(edit.line(), QStringLiteral("5"));
        const auto tab = [&window] { QTest::keyClick(window.focusWidget(), Qt::Key_Tab); };
        tab();
        QCOMPARE(window.focusWidget()->objectName(), QStringLiteral("valuesAsRows"));
        QTest::keyClick(window.focusWidget(), Qt::Key_Space);
        for (const char *next : {"valueSchema", "addValue", "addFileValue", "valueRows"}) {
            tab();
            QCOMPARE(window.focusWidget()->objectName(), QLatin1String(next));
        }
        QTest::keyClick(window.focusWidget(), Qt::Key_Down);
        QTest::keyClick(window.focusWidget(), Qt::Key_Right);
        QTest::keyClick(window.focusWidget(), Qt::Key_Right);
        QTest::keyClick(window.focusWidget(), Qt::Key_6);
        QCOMPARE(window.focusWidget()->objectName(), QStringLiteral("valueCell"));
        QCOMPARE(edit.line()->text(), QStringLiteral("6"));
    }

    void arrowsGoThroughWhatWasUsed()
    {
        ValueLineEdit line;
        line.show();
        QSignalSpy changed(&line, &ValueLineEdit::historyChanged);
        for (int i = 1; i <= 60; ++i)
            line.remember(QString::number(i));
        line.remember(QStringLiteral("60"));
        line.remember(QStringLiteral("x").repeated(5000));
        QCOMPARE(changed.count(), 60);
        QCOMPARE(line.history().size(), ValueLineEdit::maxHistory);
        QTest::keyClicks(&line, QStringLiteral("draft"));
        QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), QStringLiteral("60"));
        QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), QStringLiteral("59"));
        QTest::keyClick(&line, Qt::Key_Down);
        QTest::keyClick(&line, Qt::Key_Down);
        QTest::keyClick(&line, Qt::Key_Down);
        QCOMPARE(line.text(), QStringLiteral("draft"));
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&line, Qt::Key_Up);
        QCOMPARE(line.text(), QStringLiteral("11"));
        line.remember(QStringLiteral("11"));
        QCOMPARE(line.history().first(), QStringLiteral("11"));
        QCOMPARE(line.history().size(), ValueLineEdit::maxHistory);
    }

    void presetsAreKeptAndJunkIsDropped()
    {
        ValuePresetsButton button;
        QCOMPARE(button.toJson(), QByteArray());
        button.add({QStringLiteral("one & two"), QStringLiteral("1 2")});
        button.add({QStringLiteral("other"), QStringLiteral("true")});
        button.add({QStringLiteral("one & two"), QStringLiteral("1 2 3")});
        QCOMPARE(button.presets().size(), 2);
        ValuePresetsButton again;
        again.fromJson(button.toJson());
        QCOMPARE(again.presets(), button.presets());
        QSignalSpy chosen(&again, &ValuePresetsButton::chosen);
        again.menu()->actions().first()->trigger();
        QCOMPARE(chosen.takeFirst().first().toString(), QStringLiteral("1 2 3"));
        QMenu *remove = nullptr;
        for (QAction *action : again.menu()->actions())
            remove = action->menu() != nullptr ? action->menu() : remove;
        QVERIFY(remove != nullptr);
        remove->actions().first()->trigger();
        QTRY_COMPARE(again.presets().size(), 1);
        for (const QByteArray &junk : {QByteArray("["), QByteArray("{}"), QByteArray("[1,null,{\"name\":7}]"),
                                       "[{\"name\":\"" + QByteArray(101, 'x') + "\",\"values\":\"1\"}]"}) {
            again.fromJson(junk);
            QCOMPARE(again.presets().size(), 0);
        }
        for (int i = 0; i < 60; ++i)
            again.add({QString::number(i), QString()});
        QCOMPARE(again.presets().size(), ValuePresetsButton::mostPresets);
    }

private:
    static ValuesEdit *makeIn(QWidget *window)
    {
        auto *edit = new ValuesEdit(window);
        auto *column = new QVBoxLayout(window);
        column->addWidget(edit);
        column->addWidget(edit->rows());
        window->resize(600, 300);
        window->show();
        return edit;
    }
    static ValueList parsed(const QString &line)
    {
        auto values = parseValueLine(line.toStdString());
        return std::holds_alternative<ValueList>(values)
            ? std::get<ValueList>(values)
            : ValueList{Value{Text{"does not parse: " + line.toStdString()}}};
    }
};

QTEST_MAIN(ValuesEditTest)
#include "tst_values_edit.moc"
