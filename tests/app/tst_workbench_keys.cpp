// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/bookmarks_panel.h"
#include "app/frames_panel.h"
#include "app/workbench.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/data_inspector.h"
#include "widgets/enum_names_editor.h"
#include "widgets/enum_names_model.h"
#include "widgets/field_model.h"
#include "widgets/hex_legend.h"
#include "widgets/hex_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>
#include <QWindow>

using namespace membridge;
using namespace membridge::test;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void waitForBytes(const SegmentTab *tab)
{
    const HexView *hex = tab->content()->hexView();
    if (!QTest::qWaitFor([hex] { return hex->snapshot() != nullptr && !hex->snapshot()->bytes.empty(); }))
        qFatal("no bytes were shown");
}

/// A key as it comes from the desktop, for whatever has the keyboard.
void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget *popup = QApplication::activePopupWidget();
    QTest::keyClick((popup != nullptr ? popup : QApplication::activeWindow())->windowHandle(), key, modifiers);
}

/// Offscreen no window gets the keyboard when another one closes.
void backTo(const Window &window)
{
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get()))
        qFatal("the window did not come back");
}

/// As the menu key does, where whoever has the keyboard is at.
void openMenu()
{
    QWidget *widget = QApplication::focusWidget();
    const QPoint at = widget->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, widget->mapToGlobal(at));
    QCoreApplication::sendEvent(widget, &event);
}

bool popupIsOpen(const QString &title)
{
    return QTest::qWaitFor([&title] {
        const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        return menu != nullptr && (title.isEmpty() || menu->title().contains(title));
    });
}

} // namespace

/// Fields, layouts, guesses, frames and bookmarks, by the keys and the mouse of somebody at the window.
class WorkbenchKeysTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { failOnWarnings(); }

    void aLayoutIsSavedAndOpened()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        name.overwrite(4, QByteArray("\x2a\0\0\0", 4));
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        const QTemporaryDir folder;
        auto *schema = find<QLineEdit>(tab, "regionSchema");
        type(schema, QStringLiteral("answer:u32"));
        press(Qt::Key_Escape); // the completions
        press(Qt::Key_Return);
        auto *fields = find<QTreeView>(tab, "regionFields");
        QTRY_COMPARE(fields->model()->rowCount(), 1);
        tab->content()->fieldModel()->setFormat(0, FieldFormat::Hex);
        press(Qt::Key_S, Qt::ControlModifier);
        const QString path = folder.filePath(QStringLiteral("answer.json"));
        typeFile(window.get(), "workbenchFile", path);
        backTo(window);
        QTRY_VERIFY2(window->statusBar()->currentMessage().contains(path),
                     qPrintable(window->statusBar()->currentMessage()));
        QVERIFY(contentsOf(path).contains("\"answer\""));

        type(schema, QStringLiteral("u8"));
        press(Qt::Key_Escape);
        tab->content()->fieldModel()->setFormat(0, FieldFormat::Plain);
        press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        typeFile(window.get(), "workbenchFile", path);
        backTo(window);
        QTRY_COMPARE(schema->text(), QStringLiteral("answer:u32"));
        QTRY_COMPARE(fields->model()->index(0, FieldModel::ValueColumn).data().toString(), QStringLiteral("0x0000002a"));
    }

    void numbersGetNamesInTheFields()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        name.overwrite(4, QByteArray("\x2a", 1));
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        tab->setSchemaText(QStringLiteral("state:u8 u32"));
        auto *fields = find<QTreeView>(tab, "regionFields");
        QTRY_COMPARE(fields->model()->rowCount(), 2);
        fields->setFocus();
        fields->setCurrentIndex(fields->model()->index(0, 0));
        openMenu();
        QVERIFY(popupIsOpen({}));
        press(Qt::Key_A); // Show as
        QVERIFY(popupIsOpen(QStringLiteral("Show")));
        press(Qt::Key_U); // Names of numbers
        QPointer<EnumNamesEditor> editor;
        QTRY_VERIFY((editor = window->findChild<EnumNamesEditor *>()) != nullptr);
        QVERIFY(QTest::qWaitForWindowActive(editor));
        // Its number, Tab, its name.
        press(Qt::Key_Left);
        press(Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("42"));
        press(Qt::Key_Tab);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("ready"));
        press(Qt::Key_Return);
        const auto value = [fields] { return fields->model()->index(0, FieldModel::ValueColumn).data().toString(); };
        QTRY_COMPARE(value(), QStringLiteral("ready (42)"));
        // Live, beside the window; what has no name says so.
        name.overwrite(4, QByteArray("\x2b", 1));
        QTRY_COMPARE(value(), QStringLiteral("43"));
        QVERIFY(fields->model()->index(0, 0).data(FieldModel::DoubtRole).toBool());
        QTRY_VERIFY(qobject_cast<QTableView *>(QApplication::focusWidget()) != nullptr);
        press(Qt::Key_Escape);
        QTRY_VERIFY(editor == nullptr);
        // A layout file has them.
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a.json"));
        window->findChild<Workbench *>()->storeLayout(tab, path);
        QTRY_VERIFY(contentsOf(path).contains("\"42\": \"ready\""));
    }

    void aGuessIsTakenByTheKeyboard()
    {
        // More than is loaded at a time, and scrolled to its end.
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 1024 * 1024);
        name.overwrite(4, QByteArray("\x05\0\0\0hello\x2a\0\0\0\0\0\0\0\0\0\0\0\0\0\xf8\x3f", 25));
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        HexView *hex = tab->content()->hexView();
        hex->setFocus();
        press(Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(hex->snapshot()->offset > 4096);
        press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(popupIsOpen({}));
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_COMPARE(tab->schemaText(), QStringLiteral("str int float ..."));
        QTRY_COMPARE(tab->content()->fieldModel()->index(0, FieldModel::ValueColumn).data().toString(),
                     QStringLiteral("\"hello\""));
    }

    void aGuessFromFramesThatAreGone()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        SpscConsumer consumer = ring.consumer();
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *pages = find<QTabWidget>(tab, "ringPages");
        QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(1).center());
        QTRY_VERIFY(tab->session()->latest()->following && tab->session()->latest()->following->looks > 0);
        FramesPanel *frames = tab->content()->framesPanel();
        for (int i = 1; i <= 20; ++i) {
            QByteArray frame("\x03\0\0\0abc", 7);
            frame += QByteArray(reinterpret_cast<const char *>(&i), sizeof i) + QByteArray(4, '\0');
            const auto bytes = std::as_bytes(std::span(frame.constData(), static_cast<std::size_t>(frame.size())));
            QCOMPARE(producer.tryPush(bytes), PushOutcome::Pushed);
        }
        QTRY_COMPARE(frames->model()->rowCount(), 20);
        for (int i = 1; i <= 20; ++i)
            QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        QTRY_COMPARE(find<QTableView>(tab, "ringFrames")->model()->rowCount(), 0);
        press(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(popupIsOpen({}));
        const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY2(menu->actions().at(0)->text().contains(QStringLiteral("20 frame")),
                 qPrintable(menu->actions().at(0)->text()));
        QVERIFY2(menu->actions().at(1)->toolTip().contains(QStringLiteral("20 frames")),
                 qPrintable(menu->actions().at(1)->toolTip()));
        press(Qt::Key_Down);
        // Why, also for those without a mouse.
        QTRY_VERIFY(window->statusBar()->currentMessage().contains(QStringLiteral("20 frames decode")));
        press(Qt::Key_Return);
        QTRY_COMPARE(tab->schemaText(), QStringLiteral("str int"));
        QTRY_COMPARE(frames->model()->index(19, FrameHistoryModel::Values).data().toString(),
                     QStringLiteral("\"abc\", 20"));
    }

    void spaceFreezesTheBytes()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        HexView *hex = tab->content()->hexView();
        hex->setFocus();
        press(Qt::Key_Space);
        QVERIFY(hex->isFrozen());
        name.overwrite(20, QByteArray("\x7f", 1));
        // Looking goes on meanwhile.
        QTRY_COMPARE(tab->session()->latest()->snapshot->bytes.at(20), std::byte{0x7f});
        QCOMPARE(hex->snapshot()->bytes.at(20), std::byte{0});
        press(Qt::Key_Space);
        QVERIFY(!hex->isFrozen());
        QTRY_COMPARE(hex->snapshot()->bytes.at(20), std::byte{0x7f});
    }

    void fieldsAndBytesLeadToEachOther()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        tab->setSchemaText(QStringLiteral("u32 wide:u64 u8"));
        auto *fields = find<QTreeView>(tab, "regionFields");
        QTRY_COMPARE(fields->model()->rowCount(), 3);
        HexView *hex = tab->content()->hexView();
        QTest::mouseClick(fields->viewport(), Qt::LeftButton, {},
                          fields->visualRect(fields->model()->index(1, 0)).center());
        QCOMPARE(hex->selection(), (ByteRange{8, 8}));
        QTest::mouseClick(hex->viewport(), Qt::LeftButton, {}, hex->geometryOfBytes().rectOf(16).center().toPoint());
        QCOMPARE(hex->selection(), (ByteRange{16, 1}));
        QCOMPARE(fields->currentIndex().row(), 2);
    }

    void aFieldsValueIsCopiedWhole()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 1024);
        name.overwrite(4, QByteArray(600, '\x11'));
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        tab->setSchemaText(QStringLiteral("u8 bytes(500) 40*u8"));
        auto *fields = find<QTreeView>(tab, "regionFields");
        QTRY_COMPARE(fields->model()->rowCount(), 3);
        fields->setFocus();
        // More than its cell shows, wherever in the row the cursor is.
        fields->setCurrentIndex(fields->model()->index(1, FieldModel::Name));
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("11 ").repeated(500).trimmed());
        press(Qt::Key_Down);
        openMenu();
        QVERIFY(popupIsOpen({}));
        press(Qt::Key_Y);
        QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
        const QString list = QGuiApplication::clipboard()->text();
        QVERIFY(list.startsWith(QLatin1Char('[')) && list.endsWith(QLatin1Char(']')));
        QCOMPARE(list.count(QStringLiteral("17")), 40);
    }

    void theInspectorLeadsToAnOffset()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        name.overwrite(4, QByteArray("\x2a", 1));
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        HexView *hex = tab->content()->hexView();
        hex->setFocus();
        press(Qt::Key_Home, Qt::ControlModifier);
        for (int i = 0; i < 4; ++i)
            press(Qt::Key_Right);
        QCOMPARE(hex->cursorOffset(), quint64(4));
        auto *inspector = find<DataInspector>(window.get(), "dataInspector");
        QTRY_COMPARE(inspector->model()->offset(), quint64(4));
        QTableView *table = inspector->view();
        const QModelIndex cell = inspector->model()->indexOf(Interpretation::U32);
        QCOMPARE(cell.data().toString(), QStringLiteral("42"));
        table->scrollTo(cell);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
        QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(cell).center());
        QCOMPARE(hex->cursorOffset(), quint64(42));
        QVERIFY(hex->hasFocus());
        QTRY_COMPARE(inspector->model()->offset(), quint64(42));
        // What is no offset in the segment leads nowhere.
        name.overwrite(42, QByteArray("\xff\xff\xff\xff", 4));
        QTRY_VERIFY(!inspector->model()->indexOf(Interpretation::U32).data(InspectorModel::JumpRole).isValid());
        table->setFocus();
        table->setCurrentIndex(inspector->model()->indexOf(Interpretation::U32));
        press(Qt::Key_Return);
        QCOMPARE(hex->cursorOffset(), quint64(42));
    }

    void aFramesBytesAreExported()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 1024).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *pages = find<QTabWidget>(tab, "ringPages");
        QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(1).center());
        QTRY_VERIFY(tab->session()->latest()->following && tab->session()->latest()->following->looks > 0);
        FramesPanel *frames = tab->content()->framesPanel();
        const QByteArray payload = "this frame is soon gone";
        const auto bytes = std::as_bytes(std::span(payload.constData(), static_cast<std::size_t>(payload.size())));
        QCOMPARE(producer.tryPush(bytes), PushOutcome::Pushed);
        QTRY_COMPARE(frames->model()->rowCount(), 1);
        find<QTableView>(frames, "frameHistory")->setCurrentIndex(frames->model()->index(0, 0));
        HexView *hex = frames->hexView();
        QTRY_VERIFY(hex->snapshot() != nullptr);
        SpscConsumer consumer = ring.consumer();
        QCOMPARE(consumer.pop().outcome, PopOutcome::Popped);
        hex->setFocus();
        openMenu();
        QVERIFY(popupIsOpen({}));
        QVERIFY(!find<QAction>(hex, "hexBookmark")->isVisible());
        QVERIFY(find<QAction>(hex, "hexExport")->isVisible());
        press(Qt::Key_E);
        const QTemporaryDir folder;
        typeFile(window.get(), "workbenchFile", folder.filePath(QStringLiteral("frame.bin")));
        backTo(window);
        QTRY_COMPARE(contentsOf(folder.filePath(QStringLiteral("frame.bin"))), payload);
        // What is selected of it.
        hex->setSelection(5, 5);
        openMenu();
        QVERIFY(popupIsOpen({}));
        press(Qt::Key_E);
        typeFile(window.get(), "workbenchFile", folder.filePath(QStringLiteral("part.bin")));
        backTo(window);
        QTRY_COMPARE(contentsOf(folder.filePath(QStringLiteral("part.bin"))), QByteArray("frame"));
        // Bytes of the segment can be found again.
        HexView *segment = tab->content()->hexView();
        pages->setCurrentIndex(0);
        segment->setFocus();
        openMenu();
        QVERIFY(popupIsOpen({}));
        QVERIFY(find<QAction>(segment, "hexBookmark")->isVisible());
        press(Qt::Key_Escape);
    }

    void aBookmarkOfARectangleSaysWhatItIs()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 256);
        Window window;
        SegmentTab *tab = window.attached(name);
        waitForBytes(tab);
        HexView *hex = tab->content()->hexView();
        hex->setColumns(16);
        hex->setFocus();
        const BookmarkModel *bookmarks = find<BookmarksPanel>(window.get(), "bookmarksPanel")->model();
        hex->choose(16, 1);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(bookmarks->rowCount(), 1);
        QVERIFY(!window->statusBar()->currentMessage().contains(QStringLiteral("rectangle")));
        press(Qt::Key_Escape); // its note
        hex->setFocus();
        hex->choose(36, 1);
        press(Qt::Key_Down, Qt::ShiftModifier | Qt::AltModifier);
        press(Qt::Key_Right, Qt::ShiftModifier | Qt::AltModifier);
        QCOMPARE(hex->selectedRanges().size(), 2U);
        QCOMPARE(find<QLabel>(window.get(), "statusPlace")->text(),
                 QStringLiteral("0x24 (36) · data offset 0x20 (32) · 0x4 (4) bytes in 2 rows selected"));
        press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(bookmarks->rowCount(), 2);
        QCOMPARE(bookmarks->bookmarks().at(1).length, quint64(18));
        QVERIFY(window->statusBar()->currentMessage().contains(QStringLiteral("rectangle")));
    }

    void theLegendIsAKeyAway()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        Window window;
        SegmentTab *tab = window.attached(name);
        press(Qt::Key_F1, Qt::ShiftModifier);
        QPointer<HexLegend> legend;
        QTRY_VERIFY((legend = tab->findChild<HexLegend *>()) != nullptr && legend->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(legend));
        press(Qt::Key_Escape);
        QTRY_VERIFY(legend == nullptr);
    }
};

QTEST_MAIN(WorkbenchKeysTest)
#include "tst_workbench_keys.moc"
