// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/bookmarks_panel.h"
#include "app/compare_panel.h"
#include "app/frames_panel.h"
#include "app/workbench.h"
#include "widgets/data_inspector.h"
#include "widgets/field_model.h"
#include "widgets/find_panel.h"
#include "widgets/go_to_bar.h"
#include "widgets/hex_view.h"
#include "widgets/schema_edit.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

using namespace membridge;
using namespace membridge::test;

/// Bookmarks, layouts, copies and exports, on a real segment.
class WorkbenchTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const OwnName &name) : memory(SharedMemory::create(name.name(), 4 + 60))
        {
            name.overwrite(4,
                           QByteArray("\x2a\0\0\0"
                                      "\0\0\x80\x3f",
                                      8));
            tab = window.attached(name);
            if (!QTest::qWaitFor([this] { return hex()->snapshot() != nullptr && !hex()->snapshot()->bytes.empty(); }))
                qFatal("no bytes were shown");
        }
        HexView *hex() const { return tab->content()->hexView(); }
        void trigger(const char *action) const { find<QAction>(window.get(), action)->trigger(); }
        Workbench *workbench() const { return window->findChild<Workbench *>(); }
        QString file(const char *name) const { return folder.filePath(QLatin1String(name)); }

        SharedMemory memory;
        Window window;
        SegmentTab *tab = nullptr;
        QTemporaryDir folder;
    };

    static QByteArray contentsOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }

private slots:
    void init() { failOnWarnings(); }

    void bookmarksAreSetFoundAndRemembered()
    {
        const OwnName name;
        Bench bench(name);
        bench.hex()->setSelection(16, 4);
        bench.trigger("addBookmark");
        bench.hex()->setSelection(40, 1);
        bench.trigger("addBookmark");
        auto *panel = find<BookmarksPanel>(bench.window.get(), "bookmarksPanel");
        QVERIFY(find<QDockWidget>(bench.window.get(), "bookmarksDock")->isVisible());
        QCOMPARE(panel->model()->rowCount(), 2);
        bench.hex()->setSelection(0, 0);
        bench.trigger("nextBookmark");
        QCOMPARE(bench.hex()->selection(), (ByteRange{16, 4}));
        bench.trigger("nextBookmark");
        QCOMPARE(bench.hex()->cursorOffset(), quint64(40));
        bench.trigger("previousBookmark");
        // All its bytes, from the list as well.
        QCOMPARE(bench.hex()->selection(), (ByteRange{16, 4}));
        bench.trigger("previousBookmark");
        QCOMPARE(bench.hex()->selection(), (ByteRange{40, 1}));
        bench.trigger("nextBookmark");
        QCOMPARE(bench.hex()->selection(), (ByteRange{16, 4}));
        auto *table = find<QTableView>(panel, "bookmarksTable");
        emit table->activated(panel->model()->index(1, 0));
        QCOMPARE(bench.hex()->selection(), (ByteRange{40, 1}));
        emit table->customContextMenuRequested(table->visualRect(panel->model()->index(0, 0)).center());
        auto *menu = table->findChild<QMenu *>(QStringLiteral("bookmarkMenu"));
        QVERIFY(menu != nullptr);
        find<QAction>(menu, "bookmarkColour4")->trigger();
        menu->close();
        QCOMPARE(panel->model()->bookmarks().at(0).colour, 4);
        QCOMPARE(panel->model()->bookmarks().at(0).length, quint64(4));
        QVERIFY(bench.window.settings().bookmarks.contains("16"));
        BookmarkModel restored;
        QVERIFY(restored.fromJson(bench.window.settings().bookmarks));
        restored.setSegment(panel->model()->segment());
        QCOMPARE(restored.bookmarks(), panel->model()->bookmarks());
        table->setCurrentIndex(panel->model()->index(0, 0));
        click(find<QPushButton>(panel, "bookmarkRemove"));
        QCOMPARE(panel->model()->rowCount(), 1);
        QCOMPARE(panel->model()->bookmarks().at(0).offset, quint64(40));
    }

    void copiesAsEveryFormat_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("text");
        QTest::newRow("hex") << QStringLiteral("hexCopy") << QStringLiteral("2a 00 00 00");
        QTest::newRow("base64") << QStringLiteral("hexCopyAs-base64") << QStringLiteral("KgAAAA==");
        QTest::newRow("json") << QStringLiteral("hexCopyAs-json") << QStringLiteral("[42,0,0,0]");
        QTest::newRow("python") << QStringLiteral("hexCopyAs-python") << QStringLiteral("b\"*\\x00\\x00\\x00\"");
        QTest::newRow("dump") << QStringLiteral("hexCopyAs-hexdump") << QStringLiteral("00000004: 2a00 0000 *...");
        QTest::newRow("C array") << QStringLiteral("hexCopyAs-c")
                                 << QStringLiteral("const unsigned char data[] = { 0x2a, 0x00, 0x00, 0x00, };");
        QTest::newRow("C string") << QStringLiteral("hexCopyAs-c-string") << QStringLiteral("\"*\\000\\000\\000\"");
        QTest::newRow("rust") << QStringLiteral("hexCopyAs-rust")
                              << QStringLiteral("const DATA: &[u8] = &[ 0x2a, 0x00, 0x00, 0x00, ];");
        QTest::newRow("decimal offset") << QStringLiteral("hexCopyAs-offset") << QStringLiteral("4");
        QTest::newRow("offset") << QStringLiteral("hexCopyAs-offset-hex") << QStringLiteral("0x4");
    }

    void copiesAsEveryFormat()
    {
        QFETCH(QString, action);
        QFETCH(QString, text);
        const OwnName name;
        Bench bench(name);
        bench.hex()->setSelection(4, 4);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), bench.hex()->mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(bench.hex()->viewport(), &event);
        QTRY_VERIFY(bench.window->findChild<QAction *>(action) != nullptr);
        bench.window->findChild<QAction *>(action)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text().simplified(), text);
    }

    void aLayoutIsSavedAndOpenedAgain()
    {
        const OwnName name;
        Bench bench(name);
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f32"));
        QTRY_VERIFY(bench.tab->content()->fieldModel()->result() != nullptr);
        bench.tab->content()->fieldModel()->setFormat(0, FieldFormat::Hex);
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeLayout(bench.tab, bench.file("a.json"));
        QTRY_COMPARE(said.count(), 1);
        bench.tab->content()->fieldModel()->setStyles({});
        bench.tab->setSchemaText(QStringLiteral("u8"));
        bench.workbench()->loadLayout(bench.tab, bench.file("a.json"));
        QTRY_COMPARE(said.count(), 2);
        QCOMPARE(bench.tab->schemaText(), QStringLiteral("answer:u32 one:f32"));
        QTRY_COMPARE(bench.tab->content()->fieldModel()->index(0, FieldModel::ValueColumn).data().toString(),
                     QStringLiteral("0x0000002a"));
    }

    void whatALayoutSaysIsSavedAgain()
    {
        const OwnName name;
        Bench bench(name);
        const QByteArray text = "{\n  \"membridge_layout\": 1,\n  \"name\": \"motor\",\n  \"fields\": [\n    {\n"
                                "      \"name\": \"speed\",\n      \"tag\": \"u32\",\n      \"scale\": 0.5,\n"
                                "      \"unit\": \"rpm\",\n      \"note\": \"At the shaft.\"\n    }\n  ]\n}\n";
        QFile file(bench.file("a.json"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->loadLayout(bench.tab, file.fileName());
        QTRY_COMPARE(said.count(), 1);
        bench.workbench()->storeLayout(bench.tab, bench.file("b.json"));
        QTRY_COMPARE(said.count(), 2);
        QCOMPARE(contentsOf(bench.file("b.json")), text);
        // Who adds a field keeps what is known of the others.
        bench.tab->setSchemaText(bench.tab->schemaText() + QStringLiteral(" bool"));
        QTRY_COMPARE(bench.tab->content()->fieldModel()->rowCount(), 2);
        QVERIFY(bench.tab->content()
                    ->fieldModel()
                    ->index(0, FieldModel::ValueColumn)
                    .data()
                    .toString()
                    .endsWith(QStringLiteral("rpm")));
    }

    void howFieldsAreShownComesAgainWithTheSegment()
    {
        const OwnName name;
        Bench bench(name);
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f32"));
        QTRY_VERIFY(bench.tab->content()->fieldModel()->result() != nullptr);
        bench.trigger("closeAction");
        QVERIFY(bench.window.settings().segments.value(name.bytes()).looks.isEmpty());
        // Detached and attached again, also by another program run.
        bench.tab = bench.window.attached(name);
        const auto value = [&bench] {
            return bench.tab->content()->fieldModel()->index(0, FieldModel::ValueColumn).data().toString();
        };
        QTRY_COMPARE(value(), QStringLiteral("42"));
        bench.tab->content()->fieldModel()->setStyles(
            {{.format = FieldFormat::Enum, .names = {{42, "the answer"}}}, {.unit = "V"}});
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f"));
        bench.trigger("closeAction");
        QVERIFY(bench.window.settings().segments.value(name.bytes()).looks.contains("the answer"));
        bench.tab = bench.window.attached(name);
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f32"));
        QTRY_COMPARE(value(), QStringLiteral("the answer (42)"));
        QVERIFY(bench.tab->content()->fieldModel()->styles().at(1).unit == "V");
        // What can't be read is no looks.
        bench.trigger("closeAction");
        bench.window.settings().segments[name.bytes()].looks = "{";
        bench.tab = bench.window.attached(name);
        QTRY_COMPARE(value(), QStringLiteral("42"));
    }

    void aLayoutOfARingWithoutFrames()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 64);
        SpscRingBuffer ring = memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name);
        const QTemporaryDir folder;
        const QByteArray text = "{\n  \"membridge_layout\": 1,\n  \"name\": \"states\",\n  \"kind\": \"ring\",\n"
                                "  \"fields\": [\n    {\n      \"tag\": \"u32\",\n      \"format\": \"enum\",\n"
                                "      \"enum\": {\n        \"7\": \"busy\"\n      }\n    }\n  ]\n}\n";
        QFile file(folder.filePath(QStringLiteral("a.json")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        auto *workbench = window->findChild<Workbench *>();
        QSignalSpy said(workbench, &Workbench::said);
        workbench->loadLayout(tab, file.fileName());
        QTRY_COMPARE(said.count(), 1);
        workbench->storeLayout(tab, folder.filePath(QStringLiteral("b.json")));
        QTRY_COMPARE(said.count(), 2);
        QCOMPARE(contentsOf(folder.filePath(QStringLiteral("b.json"))), text);
        // The frames seen are shown by it as well.
        auto *pages = find<QTabWidget>(tab, "ringPages");
        pages->setCurrentIndex(1);
        const std::uint32_t busy = 7;
        QCOMPARE(ring.producer().tryPush(std::as_bytes(std::span(&busy, 1))), PushOutcome::Pushed);
        auto *frames = tab->content()->framesPanel();
        QTRY_COMPARE(frames->model()->rowCount(), 1);
        QCOMPARE(frames->model()->index(0, FrameHistoryModel::Values).data().toString(), QStringLiteral("busy (7)"));
        const QAbstractItemModel *pending = find<QTableView>(tab, "ringFrames")->model();
        QTRY_COMPARE(pending->index(0, FrameModel::Values).data().toString(), QStringLiteral("busy (7)"));
        // A place in the segment's bytes brings them to the front.
        tab->content()->select(24, 4);
        QCOMPARE(pages->currentIndex(), 0);
        QVERIFY(tab->content()->hexView()->isVisible());
    }

    void aBadLayoutSaysWhere()
    {
        const OwnName name;
        Bench bench(name);
        QFile file(bench.file("bad.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\n  \"membridge_layout\": 1,\n  \"fields\": [ { \"tag\": \"nonsense\" } ]\n}\n");
        file.close();
        bench.tab->setSchemaText(QStringLiteral("u8"));
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->loadLayout(bench.tab, file.fileName());
        QTRY_COMPARE(said.count(), 1);
        QVERIFY2(said.at(0).at(0).toString().contains(QStringLiteral("line 3")),
                 qPrintable(said.at(0).at(0).toString()));
        QCOMPARE(bench.tab->schemaText(), QStringLiteral("u8"));
        bench.workbench()->loadLayout(bench.tab, bench.file("none.json"));
        QTRY_COMPARE(said.count(), 2);
        QVERIFY(said.at(1).at(0).toString().contains(QStringLiteral("none.json")));
    }

    void fieldsAreExported()
    {
        const OwnName name;
        Bench bench(name);
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f32"));
        QTRY_VERIFY(bench.tab->content()->fieldModel()->result() != nullptr);
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeFields(bench.tab, bench.file("a.csv"));
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(contentsOf(bench.file("a.csv")),
                 QByteArray("field,element,type,offset,length,value\r\nanswer,0,u32,4,4,42\r\none,0,f32,8,4,1.0\r\n"));
        bench.workbench()->storeFields(bench.tab, bench.file("a.json"));
        QTRY_COMPARE(said.count(), 2);
        const QJsonArray rows = QJsonDocument::fromJson(contentsOf(bench.file("a.json"))).array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).toObject().value(QStringLiteral("value")).toInt(), 42);
        QCOMPARE(rows.at(1).toObject().value(QStringLiteral("field")).toString(), QStringLiteral("one"));
        bench.workbench()->storeFields(bench.tab, QStringLiteral("/proc/none/a.csv"));
        QTRY_COMPARE(said.count(), 3);
        QVERIFY(said.at(2).at(0).toString().contains(QStringLiteral("could not be written")));
    }

    void fieldsOfAFrameThatGoesOnAtTheRingsStart()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 64);
        SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        QCOMPARE(producer.tryPush(ByteVector(44)), PushOutcome::Pushed);
        QCOMPARE(ring.consumer().pop().outcome, PopOutcome::Popped);
        QCOMPARE(producer.tryPush(ByteVector(16)), PushOutcome::Pushed);
        Window window;
        SegmentTab *tab = window.attached(name);
        tab->setSchemaText(QStringLiteral("first:u32 3*u32"));
        QTRY_VERIFY(tab->content()->fieldModel()->result() != nullptr);
        auto *workbench = window->findChild<Workbench *>();
        const QTemporaryDir folder;
        QSignalSpy said(workbench, &Workbench::said);
        workbench->storeFields(tab, folder.filePath(QStringLiteral("a.csv")));
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(contentsOf(folder.filePath(QStringLiteral("a.csv"))),
                 QByteArray("field,element,type,offset,length,value\r\nfirst,0,u32,76,4,0\r\n#2,0,u32,80,4,0\r\n"
                            "#2,1,u32,84,4,0\r\n#2,2,u32,24,4,0\r\n"));
        workbench->storeFields(tab, folder.filePath(QStringLiteral("a.json")));
        QTRY_COMPARE(said.count(), 2);
        const QJsonArray rows = QJsonDocument::fromJson(contentsOf(folder.filePath(QStringLiteral("a.json")))).array();
        QCOMPARE(rows.at(3).toObject().value(QStringLiteral("offset")).toInt(), 24);
    }

    void bytesAreExported()
    {
        const OwnName name;
        Bench bench(name);
        QSignalSpy said(bench.workbench(), &Workbench::said);
        bench.workbench()->storeBytes(bench.tab, {{0, 64}}, bench.file("a.bin"), std::nullopt);
        QTRY_COMPARE(said.count(), 1);
        QCOMPARE(contentsOf(bench.file("a.bin")), name.contents());
        bench.workbench()->storeBytes(bench.tab, {{4, 4}}, bench.file("a.rs"), CopyFormat::Rust);
        QTRY_COMPARE(said.count(), 2);
        QVERIFY(contentsOf(bench.file("a.rs")).contains("0x2a, 0x00, 0x00, 0x00"));
    }

    void aGuessBecomesTheSchema()
    {
        const OwnName name;
        Bench bench(name);
        name.overwrite(4, QByteArray("\x05\0\0\0\0\0\0\0hello\x2a\0\0\0\0\0\0\0\0\0\0\0\0\0\xf8\x3f", 29));
        QTRY_COMPARE(bench.hex()->snapshot()->bytes.at(4), std::byte{5});
        bench.trigger("guessSchema");
        QMenu *menu = nullptr;
        QTRY_VERIFY((menu = bench.window->findChild<QMenu *>(QStringLiteral("guessMenu"))) != nullptr);
        QVERIFY(menu->actions().size() > 1);
        menu->actions().at(1)->trigger();
        QTRY_VERIFY(bench.tab->content()->fieldModel()->result() != nullptr);
        QVERIFY(!bench.tab->schemaText().isEmpty());
        menu->close();
    }

    void whatIsTypedIsFoundAndGoneTo()
    {
        const OwnName name;
        Bench bench(name);
        name.overwrite(30, QByteArray("needle"));
        name.overwrite(50, QByteArray("Needle"));
        bench.trigger("findAction");
        auto *find = test::find<FindPanel>(bench.window.get(), "findPanel");
        QVERIFY(find->isVisible());
        test::find<QComboBox>(find, "findKind")->setCurrentIndex(1);
        test::find<QCheckBox>(find, "findIgnoreCase")->setChecked(true);
        type(test::find<QLineEdit>(find, "findEdit"), QStringLiteral("needle"));
        QTRY_COMPARE(find->model()->rowCount(), 2);
        bench.trigger("findNext");
        QCOMPARE(bench.hex()->selection(), (ByteRange{30, 6}));
        bench.trigger("findNext");
        QCOMPARE(bench.hex()->selection(), (ByteRange{50, 6}));
        bench.trigger("findPrevious");
        QCOMPARE(bench.hex()->selection(), (ByteRange{30, 6}));
        type(test::find<QLineEdit>(find, "findEdit"), QStringLiteral("needles"));
        QTRY_COMPARE(find->model()->rowCount(), 0);
    }

    void aPinShowsWhatChangedSince()
    {
        const OwnName name;
        Bench bench(name);
        bench.trigger("pinAction");
        auto *compare = test::find<ComparePanel>(bench.window.get(), "comparePanel");
        auto *before = test::find<QComboBox>(compare, "compareBefore");
        QTRY_VERIFY(before->count() == 2);
        click(test::find<QPushButton>(compare, "compareButton"));
        QTRY_COMPARE(test::find<QLabel>(compare, "compareResult")->text(), QStringLiteral("No byte differs."));
        name.overwrite(20, QByteArray("\x01"));
        name.overwrite(44, QByteArray("abc"));
        click(test::find<QPushButton>(compare, "compareButton"));
        QTRY_COMPARE(compare->model()->rowCount(), 2);
        QCOMPARE(compare->model()->differences().at(1).range, (ByteRange{44, 3}));
        QCOMPARE(compare->model()->differences().at(1).after.characters(), QStringLiteral("abc"));
        bench.trigger("nextDifference");
        QCOMPARE(bench.hex()->selection(), (ByteRange{20, 1}));
        bench.trigger("nextDifference");
        QCOMPARE(bench.hex()->selection(), (ByteRange{44, 3}));
        // The same through the find panel.
        bench.trigger("findAction");
        auto *find = test::find<FindPanel>(bench.window.get(), "findPanel");
        test::find<QComboBox>(find, "findKind")->setCurrentIndex(3);
        find->search();
        QTRY_COMPARE(find->model()->rowCount(), 2);
        // Another tab has other pins.
        const OwnName second;
        const SharedMemory other = SharedMemory::create(second.name(), 64);
        bench.window.attached(second);
        QTRY_COMPARE(before->count(), 1);
    }

    void goesToFieldsByName()
    {
        const OwnName name;
        Bench bench(name);
        bench.tab->setSchemaText(QStringLiteral("answer:u32 one:f32"));
        QTRY_VERIFY(bench.tab->content()->fieldModel()->result() != nullptr);
        const auto go = [&](const QString &where) {
            bench.trigger("goToAction");
            auto *line = bench.tab->findChild<GoToBar *>()->findChild<QLineEdit *>();
            type(line, where);
            QTest::keyClick(line, Qt::Key_Return);
        };
        go(QStringLiteral("one + 1"));
        QCOMPARE(bench.hex()->cursorOffset(), quint64(9));
        // What goes with it follows, also without a look at the segment: field, status bar, inspector.
        QCOMPARE(find<QTreeView>(bench.tab, "regionFields")->currentIndex().row(), 1);
        QCOMPARE(find<QLabel>(bench.window.get(), "statusPlace")->text(),
                 QStringLiteral("0x9 (9) · data offset 0x5 (5)"));
        QCOMPARE(find<DataInspector>(bench.window.get(), "dataInspector")->model()->offset(), quint64(9));
        go(QStringLiteral("two"));
        QCOMPARE(bench.hex()->cursorOffset(), quint64(9));
    }

    void theInspectorIsRemembered()
    {
        const OwnName name;
        Bench bench(name);
        auto *inspector = find<DataInspector>(bench.window.get(), "dataInspector");
        inspector->setHiddenRows({QStringLiteral("f16")});
        inspector->setBase(NumberBase::Hexadecimal);
        QCOMPARE(bench.window.settings().hiddenReadings, QStringList{QStringLiteral("f16")});
        QVERIFY(bench.window.settings().readingsInHex);
        MainWindow again(bench.window.settings());
        QCOMPARE(find<DataInspector>(&again, "dataInspector")->hiddenRows(), QStringList{QStringLiteral("f16")});
        QVERIFY(find<DataInspector>(&again, "dataInspector")->base() == NumberBase::Hexadecimal);
    }

    void schemasThatWereUsedAreOfferedAgain()
    {
        const OwnName name;
        Bench bench(name);
        auto *edit = find<QLineEdit>(bench.tab, "regionSchema");
        type(edit, QStringLiteral("answer:u32"));
        QTest::keyClick(edit, Qt::Key_Escape); // the completions
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(bench.window.settings().recentSchemas, QStringList{QStringLiteral("answer:u32")});
        const OwnName second;
        const SharedMemory other = SharedMemory::create(second.name(), 64);
        QCOMPARE(bench.window.attached(second)->content()->schemaEdit()->recent(),
                 QStringList{QStringLiteral("answer:u32")});
    }

    void viewOptionsAreForAllTabsAndRemembered()
    {
        const OwnName name;
        const OwnName second;
        Bench bench(name);
        const SharedMemory other = SharedMemory::create(second.name(), 4096);
        SegmentTab *tab = bench.window.attached(second);
        HexViewOptions options = bench.hex()->options();
        options.columns = 8;
        options.decimalOffsets = true;
        bench.hex()->setOptions(options);
        QCOMPARE(tab->content()->hexView()->options(), options);
        QCOMPARE(bench.window.settings().hex, options);
    }
};

QTEST_MAIN(WorkbenchTest)
#include "tst_workbench.moc"
