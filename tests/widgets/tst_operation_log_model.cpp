// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/operation_log_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace membridge;
using namespace widget_test;

class OperationLogModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useEnglishNumbers(); }
    void init() { failOnWarnings(); }

    void theOldestGoAndAreCounted_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("added");
        QTest::addColumn<int>("kept");
        QTest::addColumn<quint64>("dropped");
        QTest::newRow("none") << 5 << 0 << 5 << quint64{0};
        QTest::newRow("just full") << 999 << 1 << 1000 << quint64{0};
        QTest::newRow("one too many") << 1000 << 1 << 1000 << quint64{1};
        QTest::newRow("many at once") << 10 << 2500 << 1000 << quint64{1510};
    }
    void theOldestGoAndAreCounted()
    {
        QFETCH(int, before);
        QFETCH(int, added);
        QFETCH(int, kept);
        QFETCH(quint64, dropped);
        OperationLogModel model;
        const QAbstractItemModelTester tester(&model);
        model.append(entries(0, before));
        QSignalSpy changed(&model, &OperationLogModel::droppedChanged);
        model.append(entries(before, added));
        QCOMPARE(model.rowCount(), kept);
        QCOMPARE(model.dropped(), dropped);
        QCOMPARE(changed.count(), dropped > 0 ? 1 : 0);
        const int last = before + added - 1;
        QCOMPARE(model.index(kept - 1, OperationLogModel::Result).data().toString(), QString::number(last));
        QCOMPARE(model.index(0, OperationLogModel::Result).data().toString(), QString::number(last - kept + 1));
        model.append({}, 7);
        QCOMPARE(model.dropped(), dropped + 7);
        model.clear();
        QCOMPARE(model.dropped(), quint64{0});
        QCOMPARE(model.rowCount(), 0);
    }

    void aRowHasItsCells()
    {
        OperationLogModel model;
        model.setTheme(Theme::of(darkPalette()));
        model.append({{.time = QTime(1, 2, 3, 4),
                       .what = QStringLiteral("Pop"),
                       .position = 12345,
                       .length = 8,
                       .text = QStringLiteral("42"),
                       .failed = true}});
        QCOMPARE(model.text(), QStringLiteral("01:02:03.004\tPop\t12,345\t8\t42\n"));
        QCOMPARE(model.index(0, OperationLogModel::Result).data(Qt::ForegroundRole).value<QColor>(),
                 Theme::of(darkPalette()).error);
        QVERIFY(model.index(0, OperationLogModel::Result).data(Qt::AccessibleTextRole).toString().contains("failed"));
    }

private:
    static std::vector<OperationEntry> entries(int first, int count)
    {
        std::vector<OperationEntry> entries;
        for (int i = 0; i < count; ++i)
            entries.push_back({.time = QTime(0, 0),
                               .what = {},
                               .position = {},
                               .length = {},
                               .text = QString::number(first + i),
                               .failed = false});
        return entries;
    }
};

QTEST_MAIN(OperationLogModelTest)
#include "tst_operation_log_model.moc"
