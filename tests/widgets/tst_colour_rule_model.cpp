// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/colour_rule_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>

using namespace membridge;

namespace {

QStringList filtersOf(const ColourRuleModel &model)
{
    QStringList filters;
    for (const ColourRule &rule : model.rules())
        filters << rule.filter;
    return filters;
}

} // namespace

class TestColourRuleModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }

    void addMoveRemove()
    {
        ColourRuleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy told(&model, &ColourRuleModel::rulesChanged);
        for (const char *filter : {"a", "b", "c"})
            QVERIFY(model.add({.filter = QString::fromLatin1(filter)}).isValid());
        QCOMPARE(told.count(), 3);
        const QPersistentModelIndex b(model.index(1, 0));
        model.moveBy(1, 1);
        QCOMPARE(filtersOf(model), QStringList({"a", "c", "b"}));
        QCOMPARE(b.row(), 2);
        model.moveBy(2, 1);
        QCOMPARE(told.count(), 4); // at the end it stays
        model.moveBy(2, -1);
        model.moveBy(1, -1);
        QCOMPARE(filtersOf(model), QStringList({"b", "a", "c"}));
        QCOMPARE(b.row(), 0);
        model.moveBy(0, -1);
        model.moveBy(7, 1);
        model.remove(1);
        model.remove(9);
        model.remove(-1);
        QCOMPARE(filtersOf(model), QStringList({"b", "c"}));
        QCOMPARE(told.count(), 7);
    }

    void boundedNumber()
    {
        ColourRuleModel model;
        for (int i = 0; i < ColourRule::mostRules; ++i)
            QVERIFY(model.add({}).isValid());
        QVERIFY(!model.add({}).isValid());
        QCOMPARE(model.rowCount(), ColourRule::mostRules);
    }

    void enabledByTheCheckBox()
    {
        ColourRuleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRules({{.filter = QStringLiteral("length > 3")}});
        const QSignalSpy told(&model, &ColourRuleModel::rulesChanged);
        QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!model.rules()[0].enabled);
        QCOMPARE(told.count(), 1);
        QVERIFY(!model.setData(model.index(0, 1), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!model.setData(QModelIndex(), Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(model.flags(model.index(0, 0)).testFlag(Qt::ItemIsUserCheckable));
    }

    void wrongForOneSchemaOnly()
    {
        ColourRuleModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRules({{.filter = QStringLiteral("temperature > 3")}, {.filter = QStringLiteral("length >")}, {}});
        const auto problem = [&](int row) { return model.index(row, ColourRuleModel::Problem).data().toString(); };
        QVERIFY(problem(0).contains(QStringLiteral("temperature")));
        QVERIFY(problem(1).startsWith(QStringLiteral("Column ")));
        QCOMPARE(problem(2), QString());
        model.setSchema(std::get<Schema>(parseSchema("temperature:float")));
        QCOMPARE(problem(0), QString());
        QVERIFY(!problem(1).isEmpty());
        QCOMPARE(model.rules().size(), 3U);
    }

    void textIsLegibleOnEachColour()
    {
        for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
            const Theme theme = Theme::of(palette);
            QList<QColor> seen;
            for (int i = 0; i < ColourRule::colourCount; ++i) {
                const QColor tint = tintOf(static_cast<ColourRule::Colour>(i), theme);
                QVERIFY(Theme::contrast(tint, palette.color(QPalette::Text)) >= 4.5);
                QVERIFY(!seen.contains(tint));
                QVERIFY(!ColourRuleModel::nameOf(static_cast<ColourRule::Colour>(i)).isEmpty());
                seen << tint;
            }
        }
    }

    void edges()
    {
        ColourRuleModel model;
        QVERIFY(!model.data(model.index(0, 0)).isValid());
        QCOMPARE(model.headerData(ColourRuleModel::ColumnCount, Qt::Horizontal), QVariant());
        model.setFilter(0, QStringLiteral("x"));
        model.setColour(0, ColourRule::Red);
        QCOMPARE(model.rowCount(), 0);
        model.setRules({{}});
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("no filter yet"));
        model.setFilter(0, QStringLiteral("length > 1"));
        model.setColour(0, ColourRule::Blue);
        QCOMPARE(model.rules()[0], (ColourRule{.filter = QStringLiteral("length > 1"), .colour = ColourRule::Blue}));
    }
};

QTEST_MAIN(TestColourRuleModel)
#include "tst_colour_rule_model.moc"
