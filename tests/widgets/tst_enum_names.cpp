// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "core/codec/layout_file.h"
#include "widgets/enum_names_editor.h"
#include "widgets/enum_names_model.h"
#include "widgets/field_looks.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace membridge;

namespace {

Schema schema(const char *text)
{
    return std::get<Schema>(parseSchema(text));
}

bool set(EnumNamesModel &model, int row, EnumNamesModel::Column column, const QString &text)
{
    return model.setData(model.index(row, column), text);
}

using Names = EnumNamesModel::Names;

} // namespace

/// Names that the user gives to a field's numbers.
class TestEnumNames : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void namesCountUp();
    void numbersThatAreRefused_data();
    void numbersThatAreRefused();
    void namesAreRemoved();
    void aTypeWithoutMoreNumbers();
    void noMoreThanALayoutHas();
    void whatIsTypedHoldsAtOnce();
    void otherFieldsKeepTheirLooks();
    void theFieldIsFollowed();
    void oneEditorAField();
};

void TestEnumNames::namesCountUp()
{
    EnumNamesModel model(TypeTag::I32);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&model, &EnumNamesModel::namesChanged);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, EnumNamesModel::Number).data().toString(), QStringLiteral("0"));
    QVERIFY(set(model, 0, EnumNamesModel::Name, QStringLiteral("idle")));
    QVERIFY(set(model, 1, EnumNamesModel::Name, QStringLiteral("busy")));
    QVERIFY(model.names() == Names({{0, "idle"}, {1, "busy"}}));
    QCOMPARE(changed.size(), 2);
    // Another number, and those after it go on from there.
    QVERIFY(set(model, 2, EnumNamesModel::Number, QStringLiteral(" 0x10 ")));
    QCOMPARE(changed.size(), 2); // it has no name yet
    QVERIFY(set(model, 2, EnumNamesModel::Name, QStringLiteral("failed")));
    QCOMPARE(model.index(3, EnumNamesModel::Number).data().toString(), QStringLiteral("17"));
    QVERIFY(set(model, 0, EnumNamesModel::Number, QStringLiteral("-1")));
    QVERIFY(model.names() == Names({{-1, "idle"}, {1, "busy"}, {16, "failed"}}));
    // What others say is there, in order; the same again is no change.
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setNames(model.names());
    QCOMPARE(reset.size(), 0);
    model.setNames({{7, "b\n"}, {3, "a"}});
    QCOMPARE(model.index(0, EnumNamesModel::Name).data().toString(), QStringLiteral("a"));
    QVERIFY(!model.index(1, EnumNamesModel::Name).data().toString().contains(QLatin1Char('\n')));
    QVERIFY(model.names() == Names({{7, "b\n"}, {3, "a"}}));
    // Edge rows.
    QVERIFY(!model.index(3, 0).isValid());
    QVERIFY(model.isEntry(1) && !model.isEntry(2) && !model.isEntry(-1));
}

void TestEnumNames::numbersThatAreRefused_data()
{
    QTest::addColumn<int>("tag");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, TypeTag tag, const char *number, const char *problem) {
        QTest::newRow(name) << static_cast<int>(tag) << QString::fromUtf8(number) << QString::fromUtf8(problem);
    };
    row("no number", TypeTag::U8, "one", "no whole number");
    row("empty", TypeTag::U8, "", "no whole number");
    row("half a number", TypeTag::U8, "1.5", "no whole number");
    row("too large", TypeTag::U8, "256", "from 0 to 255");
    row("negative", TypeTag::U32, "-1", "from 0 to 4294967295");
    row("more than 64 bits", TypeTag::Int, "9223372036854775808", "no whole number");
    row("taken", TypeTag::U8, "5", "there already");
    row("taken, in hexadecimal", TypeTag::U8, "0x05", "there already");
    row("the largest", TypeTag::U64, "9223372036854775807", "");
    row("the smallest", TypeTag::I64, "-9223372036854775808", "");
    row("no octal", TypeTag::U8, "010", "");
    row("bool", TypeTag::Bool, "2", "from 0 to 1");
}

void TestEnumNames::numbersThatAreRefused()
{
    QFETCH(int, tag);
    QFETCH(QString, number);
    QFETCH(QString, problem);
    EnumNamesModel model(static_cast<TypeTag>(tag));
    model.setNames({{5, "five"}});
    QSignalSpy judged(&model, &EnumNamesModel::judged);
    QCOMPARE(set(model, 1, EnumNamesModel::Number, number), problem.isEmpty());
    QCOMPARE(judged.size(), 1);
    const QString said = judged.at(0).at(0).toString();
    QVERIFY2(problem.isEmpty() ? said.isEmpty() : said.contains(problem), qPrintable(said));
    QCOMPARE(model.rowCount(), problem.isEmpty() ? 3 : 2);
    QVERIFY(model.names() == Names({{5, "five"}}));
    if (number == QStringLiteral("010"))
        QCOMPARE(model.index(1, EnumNamesModel::Number).data().toString(), QStringLiteral("10"));
}

void TestEnumNames::namesAreRemoved()
{
    EnumNamesModel model(TypeTag::U8);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNames({{1, "one"}, {2, "two"}, {3, "three"}});
    QSignalSpy changed(&model, &EnumNamesModel::namesChanged);
    model.remove(1);
    QVERIFY(model.names() == Names({{1, "one"}, {3, "three"}}));
    model.remove(2); // the empty one
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(changed.size(), 1);
    // A name that is taken away leaves its number to be named anew.
    QVERIFY(set(model, 0, EnumNamesModel::Name, QString()));
    QVERIFY(model.names() == Names({{3, "three"}}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(changed.size(), 2);
}

void TestEnumNames::aTypeWithoutMoreNumbers()
{
    EnumNamesModel model(TypeTag::Bool);
    QVERIFY(set(model, 0, EnumNamesModel::Name, QStringLiteral("off")));
    QVERIFY(set(model, 1, EnumNamesModel::Name, QStringLiteral("on")));
    QVERIFY(!set(model, 2, EnumNamesModel::Name, QStringLiteral("more")));
    QVERIFY(model.names() == Names({{0, "off"}, {1, "on"}}));
    QVERIFY(EnumNamesModel::takes(TypeTag::Bool));
    QVERIFY(!EnumNamesModel::takes(TypeTag::F64));
    QVERIFY(!EnumNamesModel::takes(TypeTag::Str));
}

void TestEnumNames::noMoreThanALayoutHas()
{
    EnumNamesModel model(TypeTag::U32);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Names names;
    for (std::size_t i = 0; i + 1 < maxEnumNames; ++i)
        names[static_cast<std::int64_t>(i)] = "n";
    model.setNames(names);
    const int last = static_cast<int>(maxEnumNames) - 1;
    QCOMPARE(model.rowCount(), last + 1);
    QVERIFY(set(model, last, EnumNamesModel::Name, QString(5000, QLatin1Char('x'))));
    QCOMPARE(model.rowCount(), last + 1); // no empty row any more
    QVERIFY(model.isEntry(last));
    QCOMPARE(model.names().at(last).size(), static_cast<std::size_t>(EnumNamesModel::longestName));
    model.remove(0);
    QCOMPARE(model.rowCount(), last + 1);
    QVERIFY(!model.isEntry(last));
}

void TestEnumNames::whatIsTypedHoldsAtOnce()
{
    FieldLooks looks;
    QWidget window;
    window.show();
    const Schema fields = schema("state:u8 u32");
    QPointer<EnumNamesEditor> editor = EnumNamesEditor::open(&looks, fields, 0, &window);
    QVERIFY(QTest::qWaitForWindowActive(editor));
    QVERIFY(!editor->isModal());
    QVERIFY(editor->windowTitle().contains(QStringLiteral("state")));
    auto *list = editor->findChild<QTableView *>(QStringLiteral("enumNames"));
    QVERIFY(list != nullptr && list->hasFocus());
    const auto typeHere = [list](const QString &text, Qt::Key end) {
        QTest::keyClick(list, Qt::Key_F2);
        QWidget *cell = QApplication::focusWidget();
        QVERIFY(cell != list);
        QTest::keyClicks(cell, text);
        QTest::keyClick(cell, end);
    };
    typeHere(QStringLiteral("idle"), Qt::Key_Return);
    QTRY_VERIFY(looks.styles(fields)[0].names == Names({{0, "idle"}}));
    QCOMPARE(looks.styles(fields)[0].format, FieldFormat::Enum);
    QVERIFY(editor->isVisible()); // Enter meant the cell
    QTRY_VERIFY(list->hasFocus());
    // The number first, then Tab to its name.
    list->setCurrentIndex(editor->model()->index(1, EnumNamesModel::Number));
    typeHere(QStringLiteral("300"), Qt::Key_Return);
    auto *problem = editor->findChild<QLabel *>(QStringLiteral("enumNamesProblem"));
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("255")));
    QTRY_VERIFY(list->hasFocus());
    typeHere(QStringLiteral("7"), Qt::Key_Tab);
    QTRY_VERIFY(!problem->isVisible());
    QTRY_VERIFY(QApplication::focusWidget() != list);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("busy"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(looks.styles(fields)[0].names == Names({{0, "idle"}, {7, "busy"}}));
    if (const QString folder = qEnvironmentVariable("MEMBRIDGE_SCREENSHOTS"); !folder.isEmpty())
        QVERIFY(editor->grab().save(QStringLiteral("%1/enum-names.png").arg(folder)));
    // Without names there is nothing to show.
    auto *remove = editor->findChild<QPushButton *>(QStringLiteral("removeEnumName"));
    for (int row = 1; row >= 0; --row) {
        list->setCurrentIndex(editor->model()->index(0, EnumNamesModel::Name));
        QVERIFY(remove->isEnabled());
        QTest::mouseClick(remove, Qt::LeftButton);
    }
    QVERIFY(looks.styles(fields)[0] == FieldStyle());
    QVERIFY(!remove->isEnabled());
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(editor == nullptr);
}

void TestEnumNames::otherFieldsKeepTheirLooks()
{
    FieldLooks looks;
    QWidget window;
    const Schema fields = schema("a:u8 b:u32");
    looks.setStyle(fields, 0, {.unit = "V"});
    looks.setStyle(fields, 1, {.format = FieldFormat::Hex, .names = {{1, "x"}}, .unit = "A"});
    EnumNamesEditor *editor = EnumNamesEditor::open(&looks, fields, 1, &window);
    QVERIFY(editor->model()->names() == Names({{1, "x"}}));
    // Only looking changes nothing.
    QCOMPARE(looks.styles(fields)[1].format, FieldFormat::Hex);
    QVERIFY(editor->model()->setData(editor->model()->index(1, EnumNamesModel::Name), QStringLiteral("y")));
    QCOMPARE(looks.styles(fields)[0].unit, std::string("V"));
    QVERIFY(looks.styles(fields)[1]
            == (FieldStyle{.format = FieldFormat::Enum, .names = {{1, "x"}, {2, "y"}}, .unit = "A"}));
    // A layout has them.
    QVERIFY(looks.layout(fields).fields[1].style.names == Names({{1, "x"}, {2, "y"}}));
}

void TestEnumNames::theFieldIsFollowed()
{
    FieldLooks looks;
    QWidget window;
    QPointer<EnumNamesEditor> editor = EnumNamesEditor::open(&looks, schema("a:u8 b:u8"), 1, &window);
    const auto name = [&editor](const QString &text) {
        EnumNamesModel *model = editor->model();
        QVERIFY(model->setData(model->index(model->rowCount() - 1, EnumNamesModel::Name), text));
    };
    name(QStringLiteral("x"));
    // The field is another one by number now.
    looks.follow(schema("b:u8 a:u8"));
    QVERIFY(editor != nullptr && editor->isVisible());
    name(QStringLiteral("y"));
    QVERIFY(looks.styles(schema("b:u8 a:u8"))[0].names == Names({{0, "x"}, {1, "y"}}));
    QVERIFY(looks.styles(schema("b:u8 a:u8"))[1].names.empty());
    // What others set is shown.
    looks.setStyle(schema("b:u8 a:u8"), 0, {.format = FieldFormat::Enum, .names = {{9, "z"}}});
    QVERIFY(editor->model()->names() == Names({{9, "z"}}));
    // It is no more.
    looks.follow(schema("a:u8"));
    QTRY_VERIFY(editor == nullptr);
}

void TestEnumNames::oneEditorAField()
{
    auto looks = std::make_unique<FieldLooks>();
    QWidget window;
    const Schema fields = schema("a:u8 b:u8");
    QPointer<EnumNamesEditor> first = EnumNamesEditor::open(looks.get(), fields, 0, &window);
    const QPointer<EnumNamesEditor> second = EnumNamesEditor::open(looks.get(), fields, 1, &window);
    QVERIFY(first != second);
    QCOMPARE(EnumNamesEditor::open(looks.get(), fields, 0, &window), first.data());
    // With the tab goes what was edited.
    looks.reset();
    QTRY_VERIFY(first == nullptr && second == nullptr);
}

QTEST_MAIN(TestEnumNames)
#include "tst_enum_names.moc"
