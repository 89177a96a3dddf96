// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/trigger_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <array>

using namespace membridge;

class TestTriggerModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void armsWhatIsSoundAndEnabled();
    void aBadConditionStaysAndSaysWhy();
    void checkBoxesAreActions_data();
    void checkBoxesAreActions();
    void countsFirings();
    void rowsOfOtherTriggersAreNotTaken();
    void pastTheEnd();
};

void TestTriggerModel::armsWhatIsSoundAndEnabled()
{
    TriggerModel model;
    const QAbstractItemModelTester tester(&model);
    QSignalSpy changed(&model, &TriggerModel::armedChanged);
    model.add(QStringLiteral("word == -1 for 2s"));
    model.add(QStringLiteral("fill > 90%"));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(model.armed().size(), std::size_t{2});
    QVERIFY(model.armed()[0].actions.mark);
    QVERIFY(!model.armed()[0].actions.freeze);
    QVERIFY(model.setData(model.index(0, TriggerModel::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.armed().size(), std::size_t{1});
    QCOMPARE(model.armed()[0].name, std::string("fill > 90%"));
    model.remove(1);
    QVERIFY(model.armed().empty());
}

void TestTriggerModel::aBadConditionStaysAndSaysWhy()
{
    TriggerModel model;
    const QAbstractItemModelTester tester(&model);
    const QModelIndex condition = model.add(QStringLiteral("wrod == -1"));
    QVERIFY(model.armed().empty());
    QCOMPARE(condition.data().toString(), QStringLiteral("wrod == -1"));
    QVERIFY(condition.data(TriggerModel::ErrorRole).toString().contains(QStringLiteral("is it word?")));
    QVERIFY(condition.data(Qt::ForegroundRole).isValid());
    QVERIFY(model.setData(condition, QStringLiteral("word == -1")));
    QVERIFY(condition.data(TriggerModel::ErrorRole).toString().isEmpty());
    QCOMPARE(model.armed().size(), std::size_t{1});
}

void TestTriggerModel::checkBoxesAreActions_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("mark") << int(TriggerModel::Mark);
    QTest::newRow("freeze") << int(TriggerModel::Freeze);
    QTest::newRow("burst scope") << int(TriggerModel::BurstScope);
    QTest::newRow("notify") << int(TriggerModel::Notify);
    QTest::newRow("once") << int(TriggerModel::Once);
}

void TestTriggerModel::checkBoxesAreActions()
{
    QFETCH(int, column);
    TriggerModel model;
    const QAbstractItemModelTester tester(&model);
    model.add(QStringLiteral("held"));
    const auto states = [&] {
        const Trigger trigger = model.armed().front();
        return std::array{trigger.actions.mark, trigger.actions.freeze, trigger.actions.burstScope,
                          trigger.actions.notify, trigger.once};
    };
    const auto before = states();
    const QModelIndex cell = model.index(0, column);
    const bool was = cell.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
    QVERIFY(model.setData(cell, was ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole));
    const auto after = states();
    int different = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        different += before[i] != after[i];
    QCOMPARE(different, 1);
    QVERIFY(!model.setData(cell, QStringLiteral("x"), Qt::EditRole));
}

void TestTriggerModel::countsFirings()
{
    TriggerModel model;
    const QAbstractItemModelTester tester(&model);
    model.add(QStringLiteral("held"));
    model.addFiring(0, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5, 6)), QStringLiteral("held=true"));
    model.addFiring(0, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 6, 7)), QStringLiteral("held=true, word=-1"));
    QCOMPARE(model.index(0, TriggerModel::Fired).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(0, TriggerModel::Last).data().toString(), QStringLiteral("03:04:06.007"));
    QVERIFY(model.index(0, TriggerModel::Fired).data(Qt::ToolTipRole).toString().contains(QStringLiteral("word=-1")));
}

void TestTriggerModel::rowsOfOtherTriggersAreNotTaken()
{
    TriggerModel model;
    model.add(QStringLiteral("no such"));
    model.add(QStringLiteral("held"));
    QCOMPARE(model.armed().size(), std::size_t{1});
    QCOMPARE(model.rowOf(0), 1);
    QCOMPARE(model.rowOf(1), -1);
}

void TestTriggerModel::pastTheEnd()
{
    TriggerModel model;
    model.add(QStringLiteral("held"));
    model.remove(1);
    model.remove(-1);
    model.addFiring(1, QDateTime::currentDateTime(), {});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!model.data(model.index(1, 0)).isValid());
}

QTEST_MAIN(TestTriggerModel)
#include "tst_trigger_model.moc"
