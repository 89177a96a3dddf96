// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/byte_editing.h"
#include "core/ipc/mapped_view.h"
#include "widgets/data_inspector.h"
#include "widgets/hex_view.h"

#include <QAction>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTableView>

using namespace membridge;
using namespace membridge::test;

/// Bytes typed into the window, as they arrive in a real segment.
class EditingTest : public QObject
{
    Q_OBJECT

    /// A window that takes part in the segment, with editing on.
    struct Editing
    {
        explicit Editing(const OwnName &name)
        {
            tab = window.attached(name);
            click(find<QPushButton>(tab, "participateButton"));
            if (!QTest::qWaitFor([this] { return tab->session()->isParticipating(); }))
                qFatal("it did not take part");
            action("editAction")->trigger();
            hex = tab->content()->hexView();
            if (!QTest::qWaitFor([this] { return hex->snapshot() != nullptr && !hex->snapshot()->bytes.empty(); }))
                qFatal("no bytes were shown");
            hex->setFocus();
        }
        QAction *action(const char *name) const { return find<QAction>(window.get(), name); }
        void typeAt(quint64 offset, const QString &digits) const
        {
            // Only what is shown can be typed over.
            QTRY_VERIFY(hex->snapshot()->end() > offset + static_cast<quint64>(digits.size()));
            hex->setSelection(offset, 0);
            QTest::keyClicks(hex, digits);
        }
        DataInspector *inspector() const { return find<DataInspector>(window.get(), "dataInspector"); }
        /// In the inspector, by the keyboard.
        void typeValue(Interpretation kind, ByteOrder order, const QString &text) const
        {
            QTableView *view = inspector()->view();
            const QModelIndex cell = inspector()->model()->indexOf(kind, order);
            QVERIFY(cell.isValid());
            view->setFocus();
            view->scrollTo(cell);
            view->setCurrentIndex(cell);
            QTest::keyClick(view, Qt::Key_F2);
            auto *edit = view->findChild<QLineEdit *>(QStringLiteral("inspectorEdit"));
            QVERIFY(edit != nullptr);
            QTest::keyClicks(edit, text);
            const QPointer<QLineEdit> closing(edit);
            QTest::keyClick(edit, Qt::Key_Return);
            QTRY_VERIFY(closing == nullptr);
        }

        Window window;
        SegmentTab *tab = nullptr;
        HexView *hex = nullptr;
    };

private slots:
    void init() { failOnWarnings(); }

    void editingIsOffUntilAskedFor()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *edit = find<QAction>(window.get(), "editAction");
        QVERIFY(!edit->isEnabled());
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(edit->isEnabled());
        HexView *hex = tab->content()->hexView();
        QVERIFY(!hex->isEditable());
        hex->setFocus();
        hex->setSelection(8, 0);
        QTest::keyClicks(hex, QStringLiteral("ff"));
        edit->trigger();
        QVERIFY(hex->isEditable());
        QCOMPARE(name.contents(), QByteArray(64, '\0'));
        click(find<QPushButton>(tab, "participateButton"));
        QTRY_VERIFY(!hex->isEditable());
    }

    void typedBytesArriveUnderTheLock()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 64).map();
        const Editing editing(name);
        editing.typeAt(8, QStringLiteral("c0ffee"));
        QTRY_COMPARE(name.contents().mid(8, 4), QByteArray("\xc0\xff\xee\0", 4));
        QCOMPARE(view.lockWord(), LockWord{0});
        QVERIFY(editing.action("undoEdit")->isEnabled());
        editing.action("undoEdit")->trigger();
        QTRY_COMPARE(name.contents().mid(8, 4), QByteArray("\xc0\xff\0\0", 4));
        QTRY_VERIFY(editing.action("redoEdit")->isEnabled());
        editing.action("redoEdit")->trigger();
        QTRY_COMPARE(name.contents().mid(8, 4), QByteArray("\xc0\xff\xee\0", 4));
    }

    void typedTextArrives()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        const Editing editing(name);
        QTRY_VERIFY(editing.hex->snapshot()->end() == 64);
        editing.hex->setSelection(8, 0);
        QTest::keyClick(editing.hex, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(editing.hex->pane(), HexGeometry::Pane::Ascii);
        // A space is a character here, and does not pause the view.
        QTest::keyClicks(editing.hex, QStringLiteral("Hi f0!"));
        QTRY_COMPARE(name.contents().mid(8, 7), QByteArray("Hi f0!\0", 7));
        QVERIFY(!editing.tab->isPaused());
        // As UTF-8 a character is several bytes.
        HexViewOptions options = editing.hex->options();
        options.utf8Pane = true;
        editing.hex->setOptions(options);
        editing.hex->setSelection(20, 0);
        QTest::sendKeyEvent(QTest::Click, editing.hex, Qt::Key_Eacute, QStringLiteral("\u00e9"), Qt::NoModifier);
        QTRY_COMPARE(name.contents().mid(20, 3), QByteArray("\xc3\xa9\0", 3));
    }

    void aTypedValueArrives()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        const Editing editing(name);
        QTRY_VERIFY(editing.hex->snapshot()->end() == 64);
        editing.hex->choose(12, 0);
        const DataInspector *inspector = editing.inspector();
        QTRY_COMPARE(inspector->model()->offset(), quint64(12));
        editing.typeValue(Interpretation::U32, ByteOrder::Little, QStringLiteral("0x12345678"));
        QTRY_COMPARE(name.contents().mid(12, 4), QByteArray("\x78\x56\x34\x12"));
        // What is typed over is what is seen.
        QTRY_COMPARE(inspector->model()->indexOf(Interpretation::U32).data().toString().remove(QLatin1Char(',')),
                     QStringLiteral("305419896"));
        editing.typeValue(Interpretation::U16, ByteOrder::Big, QStringLiteral("258"));
        QTRY_COMPARE(name.contents().mid(12, 4), QByteArray("\x01\x02\x34\x12"));
        QTRY_VERIFY(!editing.tab->session()->isBusy());
        editing.action("undoEdit")->trigger();
        QTRY_COMPARE(name.contents().mid(12, 4), QByteArray("\x78\x56\x34\x12"));
    }

    void aSecondEditNeedsNoRefresh()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        const Editing editing(name);
        QTRY_VERIFY(editing.hex->snapshot()->end() == 64);
        editing.hex->choose(12, 0);
        QTRY_COMPARE(editing.inspector()->model()->offset(), quint64(12));
        // No look comes in between, however fast this is.
        editing.tab->setPaused(true);
        const auto value = [](quint8 low, quint8 high = 0) { return QByteArray(1, char(low)) + char(high); };
        editing.typeValue(Interpretation::U32, ByteOrder::Little, QStringLiteral("5"));
        QTRY_COMPARE(name.contents().mid(12, 2), value(5));
        editing.typeValue(Interpretation::U16, ByteOrder::Little, QStringLiteral("0x0706"));
        QTRY_COMPARE(name.contents().mid(12, 2), value(6, 7));
        // Back to what is still shown.
        editing.typeValue(Interpretation::U32, ByteOrder::Little, QStringLiteral("0"));
        QTRY_COMPARE(name.contents().mid(12, 2), value(0));
        // Typed over itself in the bytes, faster than it is written.
        editing.typeAt(12, QStringLiteral("11"));
        editing.typeAt(12, QStringLiteral("22"));
        QTRY_COMPARE(name.contents().mid(12, 2), value(0x22));
        QVERIFY(!editing.tab->commandBanner()->isVisible());
        // Each can be undone.
        const auto undo = [&editing] {
            QTRY_VERIFY(!editing.tab->session()->isBusy());
            QTRY_VERIFY(editing.tab->editing()->canUndo());
            editing.action("undoEdit")->trigger();
        };
        for (const QByteArray &before : {value(0x11), value(0), value(6, 7), value(5), value(0)}) {
            undo();
            QTRY_COMPARE(name.contents().mid(12, 2), before);
        }
        // But what another program writes is still not overwritten unseen.
        editing.hex->choose(12, 0); // the cursor went on while digits were typed
        editing.typeValue(Interpretation::U32, ByteOrder::Little, QStringLiteral("5"));
        QTRY_COMPARE(name.contents().mid(12, 2), value(5));
        name.overwrite(12, value(9));
        editing.typeValue(Interpretation::U32, ByteOrder::Little, QStringLiteral("6"));
        QTRY_VERIFY(editing.tab->commandBanner()->isVisible());
        QCOMPARE(name.contents().mid(12, 2), value(9));
    }

    void aHeldLockIsWaitedForAndThenNothingIsWritten()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 64).map();
        QVERIFY(view.lock().tryLockRead());
        const Editing editing(name);
        editing.typeAt(8, QStringLiteral("ff"));
        QTRY_VERIFY(editing.tab->commandBanner()->isVisible());
        QVERIFY(editing.tab->commandBanner()->text().contains(QStringLiteral("lock")));
        QCOMPARE(name.contents().at(8), '\0');
        editing.action("editWithoutLock")->setChecked(true);
        editing.typeAt(8, QStringLiteral("ff"));
        QTRY_COMPARE(name.contents().at(8), '\xff');
        QVERIFY(view.lock().unlockRead());
    }

    void whatChangedMeanwhileIsNotOverwritten()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 64);
        const Editing editing(name);
        editing.tab->setPaused(true);
        name.overwrite(8, QByteArray(1, '\x55'));
        editing.typeAt(8, QStringLiteral("ff"));
        QTRY_VERIFY(editing.tab->commandBanner()->text().contains(QStringLiteral("55")));
        QCOMPARE(name.contents().at(8), '\x55');
        QVERIFY(!editing.action("undoEdit")->isEnabled());
    }

    void theHeaderAsksFirst()
    {
        const OwnName name;
        MappedView view = SharedMemory::create(name.name(), 64).map();
        const Editing editing(name);
        const auto question = [&] {
            return editing.window->findChild<QMessageBox *>(QStringLiteral("editHeaderQuestion"));
        };
        editing.typeAt(0, QStringLiteral("02"));
        QTRY_VERIFY(question() != nullptr);
        QVERIFY(question()->text().contains(QStringLiteral("00")));
        QVERIFY(question()->text().contains(QStringLiteral("02")));
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(question() == nullptr);
        QCOMPARE(view.lockWord(), LockWord{0});
        editing.typeAt(0, QStringLiteral("02"));
        QTRY_VERIFY(question() != nullptr);
        for (QAbstractButton *button : question()->buttons()) {
            if (question()->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        }
        QTRY_COMPARE(view.lockWord(), LockWord{2});
    }

    void aRingIsEditedWithoutALock()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 1024);
        (void)memory.spsc();
        const Editing editing(name);
        QVERIFY(!editing.action("editWithoutLock")->isEnabled());
        editing.typeAt(100, QStringLiteral("ab"));
        QTRY_COMPARE(name.contents().at(100), '\xab');
    }
};

QTEST_MAIN(EditingTest)
#include "tst_editing.moc"
