// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/checked_line_edit.h"
#include "widgets/sender_delegate.h"
#include "widgets/sender_model.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>

using namespace membridge;

class TestSenderModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void cells_data();
    void cells();
    void rowsAreWhatWasTyped();
    void unsoundRowsAreOff();
    void sizeIsThePayloads();
    void whileItRunsOnlySwitches();
    void whileItRunsNoUnsoundRowIsSwitchedOn();
    void liveColumns();
    void aFailedRowSaysWhy();
    void savedAndLoaded();
    void untrustedJson_data();
    void untrustedJson();
    void boundedRows();
    void pastTheEnd();
    void editorSaysWhatIsWrongAtEveryKey();
    void menuInsertsFields();
};

void TestSenderModel::cells_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("right");
    const auto row = [](const char *name, int column, const char *text, bool right) {
        QTest::newRow(name) << column << QString::fromUtf8(text) << right;
    };
    row("any name", SenderModel::Name, "?!", true);
    row("pattern", SenderModel::Payload, " sine ", true);
    row("template", SenderModel::Payload, "counter(0,1) checksum()", true);
    row("neither", SenderModel::Payload, "sinus", false);
    row("no payload", SenderModel::Payload, "", false);
    row("size 0", SenderModel::Size, "0", true);
    row("range", SenderModel::Size, "8:16", true);
    row("range of one", SenderModel::Size, "8:8", true);
    row("range backwards", SenderModel::Size, "16:8", false);
    row("no size", SenderModel::Size, "", false);
    row("largest", SenderModel::Size, "4294967295", true);
    row("one too large", SenderModel::Size, "4294967296", false);
    row("negative size", SenderModel::Size, "-1", false);
    row("max", SenderModel::Rate, "max", true);
    row("rate", SenderModel::Rate, "1000/s", true);
    row("period", SenderModel::Rate, "2.5 ms", true);
    row("micro", SenderModel::Rate, "1 µs", true);
    row("fastest", SenderModel::Rate, "1 ns", true);
    row("faster", SenderModel::Rate, "0.5 ns", false);
    row("rate 0", SenderModel::Rate, "0", false);
    row("negative rate", SenderModel::Rate, "-1/s", false);
    row("unknown unit", SenderModel::Rate, "1 h", false);
    row("no rate", SenderModel::Rate, "nan", false);
    row("no jitter", SenderModel::Jitter, "", true);
    row("all jitter", SenderModel::Jitter, "100 %", true);
    row("more jitter", SenderModel::Jitter, "100.1", false);
    row("negative jitter", SenderModel::Jitter, "-1", false);
    row("no count", SenderModel::Count, "", true);
    row("count", SenderModel::Count, "18446744073709551615", true);
    row("count too large", SenderModel::Count, "18446744073709551616", false);
    row("burst 1", SenderModel::Burst, "1", true);
    row("burst 0", SenderModel::Burst, "0", false);
    row("largest burst", SenderModel::Burst, "65536", true);
    row("burst too large", SenderModel::Burst, "65537", false);
}

void TestSenderModel::cells()
{
    QFETCH(int, column);
    QFETCH(QString, text);
    QFETCH(bool, right);
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    const QModelIndex cell = model.add({}).siblingAtColumn(column);
    QCOMPARE(model.errorOf(cell, text).isEmpty(), right);
    QVERIFY(model.setData(cell, text));
    // It stays as it was typed.
    QCOMPARE(cell.data(Qt::EditRole).toString(), text);
    QCOMPARE(cell.data(SenderModel::ErrorRole).toString().isEmpty(), right);
    QCOMPARE(cell.data(Qt::ForegroundRole).isValid(), !right);
    QCOMPARE(model.rows().at(0).enabled, right);
    QCOMPARE(model.firstError(), right ? QModelIndex() : cell);
}

void TestSenderModel::rowsAreWhatWasTyped()
{
    SenderModel model;
    SenderEntry entry;
    entry.payload = QStringLiteral("verify");
    entry.size = QStringLiteral("32:100");
    entry.rate = QStringLiteral("10 ms");
    entry.jitter = QStringLiteral("25");
    entry.count = QStringLiteral("7");
    entry.burst = QStringLiteral("3");
    model.add({});
    model.add(entry);
    const SenderRow row = model.rows().at(1);
    QCOMPARE(int(row.payload.pattern), int(PayloadPattern::Verify));
    QVERIFY(!row.payload.fields);
    QCOMPARE(row.payload.smallest, std::uint64_t{32});
    QCOMPARE(row.payload.largest, std::uint64_t{100});
    // Each row's sequences are its own.
    QCOMPARE(row.payload.stream, 1U);
    QCOMPARE(row.pace.messagesPerSecond, 100.0);
    QCOMPARE(row.pace.jitter, 0.25);
    QCOMPARE(row.pace.burst, std::uint64_t{3});
    QCOMPARE(row.count, std::uint64_t{7});
    QVERIFY(row.enabled);
}

void TestSenderModel::unsoundRowsAreOff()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({});
    model.add({});
    QVERIFY(model.setData(model.index(0, SenderModel::Rate), QStringLiteral("often")));
    QCOMPARE(model.rows().size(), std::size_t{2});
    QVERIFY(!model.rows()[0].enabled);
    QVERIFY(model.rows()[1].enabled);
    QCOMPARE(model.firstError(), model.index(0, SenderModel::Rate));
    // Nobody asks for it to be sent.
    QVERIFY(model.setData(model.index(0, SenderModel::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.firstError().isValid());
    QVERIFY(model.anyEnabled());
    // What would be sent instead was typed by nobody.
    QVERIFY(QString::fromStdString(model.rows()[0].failure).startsWith(QStringLiteral("A rate is")));
    QVERIFY(model.rows()[1].failure.empty());
    QVERIFY(model.setData(model.index(1, SenderModel::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.anyEnabled());
}

void TestSenderModel::sizeIsThePayloads()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    const QModelIndex size = model.add({}).siblingAtColumn(SenderModel::Size);
    QVERIFY(model.flags(size).testFlag(Qt::ItemIsEditable));
    QVERIFY(model.setData(size, QStringLiteral("31")));
    QVERIFY(size.data(SenderModel::ErrorRole).toString().isEmpty());
    QVERIFY(model.setData(size.siblingAtColumn(SenderModel::Payload), QStringLiteral("verify")));
    QVERIFY(!size.data(SenderModel::ErrorRole).toString().isEmpty());
    QVERIFY(model.setData(size.siblingAtColumn(SenderModel::Payload), QStringLiteral("u32:7")));
    QVERIFY(size.data(SenderModel::ErrorRole).toString().isEmpty());
    QVERIFY(!model.flags(size).testFlag(Qt::ItemIsEditable));
    QVERIFY(model.rows().at(0).payload.fields.has_value());
}

void TestSenderModel::whileItRunsOnlySwitches()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({});
    QSignalSpy switched(&model, &SenderModel::enabledChanged);
    model.setRunning(true);
    QVERIFY(!model.setData(model.index(0, SenderModel::Rate), QStringLiteral("max")));
    QVERIFY(!model.flags(model.index(0, SenderModel::Rate)).testFlag(Qt::ItemIsEditable));
    QVERIFY(!model.add({}).isValid());
    model.remove(0);
    QVERIFY(!model.fromJson("[]"));
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.setData(model.index(0, SenderModel::Enabled), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(switched.count(), 1);
    QCOMPARE(switched[0][0].toInt(), 0);
    QCOMPARE(switched[0][1].toBool(), false);
    model.setRunning(false);
    QVERIFY(model.setData(model.index(0, SenderModel::Rate), QStringLiteral("max")));
}

void TestSenderModel::whileItRunsNoUnsoundRowIsSwitchedOn()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    SenderEntry unsound;
    unsound.enabled = false;
    unsound.rate = QStringLiteral("often");
    model.add({});
    const QModelIndex cell = model.add(unsound).siblingAtColumn(SenderModel::Enabled);
    QSignalSpy switched(&model, &SenderModel::enabledChanged);
    QSignalSpy refused(&model, &SenderModel::switchRefused);
    model.setRunning(true);
    QVERIFY(!model.setData(cell, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(cell.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
    QCOMPARE(switched.count(), 0);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(refused[0][0].toInt(), 1);
    QVERIFY(refused[0][1].toString().startsWith(QStringLiteral("A rate is")));
    // Before it starts it can be: then it is in the way of the start, and can be mended.
    model.setRunning(false);
    QVERIFY(model.setData(cell, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.firstError().isValid());
}

void TestSenderModel::liveColumns()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({});
    const auto text = [&model](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(SenderModel::Sent), QString());
    model.setRunning(true);
    model.setLooks({{.state = SenderRowState::Sending, .sent = 1000}}, 1);
    QCOMPARE(text(SenderModel::Sent), QStringLiteral("1,000"));
    QCOMPARE(text(SenderModel::LiveRate), QString());
    QCOMPARE(text(SenderModel::State), QStringLiteral("sending"));
    model.setLooks({{.state = SenderRowState::Full, .sent = 3000, .refused = 2}}, 1'000'000'001);
    QCOMPARE(text(SenderModel::LiveRate), QStringLiteral("2,000/s"));
    QCOMPARE(text(SenderModel::Refused), QStringLiteral("2"));
    QCOMPARE(text(SenderModel::State), QStringLiteral("ring full"));
    model.setRunning(false);
    QCOMPARE(text(SenderModel::State), QStringLiteral("stopped"));
    QCOMPARE(text(SenderModel::LiveRate), QString());
    // What was sent stays to be seen until the next start.
    QCOMPARE(text(SenderModel::Sent), QStringLiteral("3,000"));
    model.setRunning(true);
    QCOMPARE(text(SenderModel::Sent), QString());
    // More rows than the model has, and none.
    model.setLooks({{}, {}}, 2'000'000'000);
    model.setLooks({}, 3'000'000'000);
}

void TestSenderModel::aFailedRowSaysWhy()
{
    SenderModel model;
    model.add({});
    model.setRunning(true);
    model.setLooks({{.state = SenderRowState::Failed, .failure = "never fits"}}, 1);
    const QModelIndex state = model.index(0, SenderModel::State);
    QCOMPARE(state.data().toString(), QStringLiteral("failed"));
    QVERIFY(state.data(Qt::ToolTipRole).toString().contains(QStringLiteral("never fits")));
    QVERIFY(state.data(Qt::ForegroundRole).isValid());
}

void TestSenderModel::savedAndLoaded()
{
    SenderModel model;
    QVERIFY(model.toJson().isEmpty());
    SenderEntry entry;
    entry.enabled = false;
    entry.name = QStringLiteral("Ämter \"1\"");
    entry.payload = QStringLiteral("text(\\)) checksum()");
    entry.count = QStringLiteral("wrong, but kept");
    model.add(entry);
    model.add({});
    SenderModel other;
    const QAbstractItemModelTester tester(&other);
    QSignalSpy edited(&other, &SenderModel::edited);
    QVERIFY(other.fromJson(model.toJson()));
    QCOMPARE(edited.count(), 1);
    QCOMPARE(other.toJson(), model.toJson());
    QCOMPARE(other.index(0, SenderModel::Name).data().toString(), entry.name);
    QCOMPARE(other.index(0, SenderModel::Payload).data().toString(), entry.payload);
    QCOMPARE(other.index(0, SenderModel::Enabled).data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Unchecked);
}

void TestSenderModel::untrustedJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("rows");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("no list") << QByteArray("{}") << 1;
    QTest::newRow("cut off") << QByteArray("[{\"name\":\"a") << 1;
    QTest::newRow("none") << QByteArray("[]") << 0;
    QTest::newRow("other things") << QByteArray("[1,null,\"x\",[],{}]") << 1;
    QTest::newRow("wrong types") << QByteArray("[{\"rate\":5,\"enabled\":\"no\"}]") << 1;
    QTest::newRow("too long") << "[{\"payload\":\"" + QByteArray(4097, 'x') + "\"}]" << 1;
    QTest::newRow("too many") << "[{}" + QByteArray(",{}").repeated(1000) + "]" << int(SenderModel::mostRows);
}

void TestSenderModel::untrustedJson()
{
    QFETCH(QByteArray, json);
    QFETCH(int, rows);
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({});
    model.fromJson(json);
    QCOMPARE(model.rowCount(), rows);
    QVERIFY(!model.firstError().isValid());
}

void TestSenderModel::boundedRows()
{
    SenderModel model;
    for (int i = 0; i < SenderModel::mostRows; ++i)
        QVERIFY(model.add({}).isValid());
    QVERIFY(!model.add({}).isValid());
    QCOMPARE(model.rowCount(), int(SenderModel::mostRows));
}

void TestSenderModel::pastTheEnd()
{
    SenderModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({});
    QVERIFY(!model.index(1, 0).isValid());
    QVERIFY(!model.index(0, SenderModel::ColumnCount).isValid());
    QVERIFY(!model.headerData(SenderModel::ColumnCount, Qt::Horizontal).isValid());
    QVERIFY(model.errorOf({}, QStringLiteral("x")).isEmpty());
    model.remove(-1);
    model.remove(1);
    QCOMPARE(model.rowCount(), 1);
    model.remove(0);
    QCOMPARE(model.rowCount(), 0);
}

void TestSenderModel::editorSaysWhatIsWrongAtEveryKey()
{
    SenderModel model;
    QTableView view;
    view.setModel(&model);
    view.setItemDelegate(new SenderDelegate(&view));
    view.resize(900, 200);
    model.add({});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setCurrentIndex(model.index(0, SenderModel::Payload));
    QTest::keyClick(view.viewport(), Qt::Key_F2);
    auto *editor = view.findChild<CheckedLineEdit *>(QStringLiteral("senderCell"));
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->accessibleName(), QStringLiteral("Payload"));
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, QStringLiteral("u32:7 countr"));
    QVERIFY(editor->error().contains(QStringLiteral("countr")));
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(editor, Qt::Key_Backspace);
    QVERIFY2(editor->error().isEmpty(), qPrintable(editor->error()));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(model.index(0, SenderModel::Payload).data().toString(), QStringLiteral("u32:7 "));
}

void TestSenderModel::menuInsertsFields()
{
    SenderModel model;
    QTableView view;
    view.setModel(&model);
    view.setItemDelegate(new SenderDelegate(&view));
    view.resize(900, 200);
    model.add({});
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setCurrentIndex(model.index(0, SenderModel::Payload));
    QTest::keyClick(view.viewport(), Qt::Key_F2);
    auto *editor = view.findChild<CheckedLineEdit *>(QStringLiteral("senderCell"));
    QVERIFY(editor != nullptr);
    QTest::keyClick(editor, Qt::Key_Down);
    auto *menu = editor->findChild<QMenu *>(QStringLiteral("senderFields"));
    QVERIFY(menu != nullptr);
    QTRY_VERIFY(menu->isVisible());
    menu->hide();
    int fields = 0;
    for (QAction *action : menu->actions()) {
        if (!action->text().contains(QLatin1Char('\t')))
            continue;
        action->trigger();
        ++fields;
        QVERIFY2(editor->error().isEmpty(), qPrintable(editor->text() + editor->error()));
    }
    QCOMPARE(fields, 7);
    QCOMPARE(editor->text(),
             QStringLiteral("counter(0,1) random(0,255) sine(0,1,100) text(msg-) csv(values.csv,1) u32:7 checksum()"));
}

QTEST_MAIN(TestSenderModel)
#include "tst_sender_model.moc"
