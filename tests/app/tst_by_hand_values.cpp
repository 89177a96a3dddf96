// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/participate_panel.h"
#include "widgets/value_rows_edit.h"
#include "window_fixture.h"

#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

/// What is pushed and written from rows, files, presets and the history, and what the real wheel makes of it.
class ByHandValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { failOnWarnings(); }

    void rowsOfASchemaGoToTheWheel()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 256 + 24).spsc()");
        Window window;
        SegmentTab *tab = participating(window, name, "ringHandPanel");
        const QWidget *panel = hand(tab, "ringHandPanel");
        click(find<QToolButton>(panel, "valuesAsRows"));
        type(find<QLineEdit>(panel, "valueSchema"), QStringLiteral("text:str n:u8 m:2*f32 ok:bool"));
        const QStringList typed{QStringLiteral("two words"), QStringLiteral("256"), QStringLiteral("0.5 -1"),
                                QStringLiteral("true")};
        auto *view = find<QTableView>(panel, "valueRows");
        for (int row = 0; row < typed.size(); ++row)
            typeIntoRow(view, row, typed[row]);
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Not done: Row 2: ")), qPrintable(log(tab)));
        typeIntoRow(view, 1, QStringLiteral("255"));
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Pushed a frame of 27 B (payload 23 B).")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name,
                          "print(membridge.SharedMemory.open(name).spsc().pop_mixed("
                          "[('str',1),('u8',1),('f32',2),('bool',1)]))"),
                 QByteArray("['two words', 255, [0.5, -1.0], True]"));
    }

    void aFileIsPushedAndOneThatIsTooLargeIsRefused()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 64 + 24).spsc()");
        QTemporaryDir directory;
        const QString fits = writeFile(directory.filePath(QStringLiteral("fits")), QByteArray(60, 'f'));
        const QString large = writeFile(directory.filePath(QStringLiteral("large")), QByteArray(61, 'l'));
        Window window;
        SegmentTab *tab = participating(window, name, "ringHandPanel");
        const QWidget *panel = hand(tab, "ringHandPanel");
        click(find<QToolButton>(panel, "valuesAsRows"));
        ValueRow row;
        row.type = ValueRow::Type::File;
        auto *rows = find<ValueRowsEdit>(panel, "valueRowsEdit");
        rows->model()->add(row);
        auto *view = find<QTableView>(panel, "valueRows");
        for (const QString &path : {large, directory.filePath(QStringLiteral("none")), directory.path()}) {
            typeIntoRow(view, 0, path);
            QTRY_VERIFY2(!rows->error().contains(QStringLiteral("being read")), qPrintable(rows->error()));
            QVERIFY2(!rows->error().isEmpty(), qPrintable(path));
        }
        typeIntoRow(view, 0, fits);
        QTRY_COMPARE(rows->error(), QString());
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Pushed a frame of 64 B")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop() == b'f' * 60)"),
                 QByteArray("True"));
    }

    void aFileIsChosenForARow()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 256 + 24).spsc()");
        const QTemporaryDir directory;
        const QString path = writeFile(directory.filePath(QStringLiteral("bytes")), "bytes of a file");
        Window window;
        SegmentTab *tab = participating(window, name, "ringHandPanel");
        const QWidget *panel = hand(tab, "ringHandPanel");
        click(find<QToolButton>(panel, "valuesAsRows"));
        auto *rows = find<ValueRowsEdit>(panel, "valueRowsEdit");
        click(find<QPushButton>(panel, "addFileValue"));
        chooseFile(rows, "valueFile", path);
        QTRY_COMPARE(rows->model()->rowCount(), 1);
        QTRY_COMPARE(rows->error(), QString());
        click(find<QPushButton>(panel, "pushButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Pushed a frame of 19 B")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name, "print(membridge.SharedMemory.open(name).spsc().pop())"),
                 QByteArray("b'bytes of a file'"));
    }

    void rowsAreWrittenToARegionOneAfterTheOther()
    {
        const OwnName name;
        runWheel(name, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tab = participating(window, name, "regionHandPanel");
        const QWidget *panel = hand(tab, "regionHandPanel");
        click(find<QToolButton>(panel, "valuesAsRows"));
        const struct
        {
            ValueRow::Type type;
            QString text;
        } typed[] = {{ValueRow::Type::Str, QStringLiteral("mixed")},
                     {ValueRow::Type::List, QStringLiteral("1 2 3")},
                     {ValueRow::Type::I32, QStringLiteral("-5")},
                     {ValueRow::Type::Hex, QStringLiteral("ff 00")}};
        auto *rows = find<ValueRowsEdit>(panel, "valueRowsEdit");
        auto *view = find<QTableView>(panel, "valueRows");
        for (int row = 0; row < 4; ++row) {
            click(find<QPushButton>(panel, "addValue"));
            QVERIFY(rows->model()->setData(rows->model()->index(row, ValueRowsModel::Type),
                                           static_cast<int>(typed[row].type)));
            typeIntoRow(view, row, typed[row].text);
        }
        click(find<QPushButton>(panel, "writeButton"));
        QTRY_VERIFY2(log(tab).contains(QStringLiteral("Wrote 39 B at data offset 0.")), qPrintable(log(tab)));
        QCOMPARE(runWheel(name,
                          "v = membridge.SharedMemory.open(name).map()\n"
                          "print(v.read_mixed([('str',1),('int',3),('i32',1),('u8',2)]))"),
                 QByteArray("['mixed', [1, 2, 3], -5, [255, 0]]"));
    }

    void presetsAndHistoryOutliveTheWindow()
    {
        const OwnName name;
        const OwnName other;
        runWheel(name, "membridge.SharedMemory.create(name, 256 + 24).spsc()");
        runWheel(other, "membridge.SharedMemory.create(name, 4096).map()");
        Settings kept;
        {
            Window window;
            SegmentTab *second = participating(window, other, "regionHandPanel");
            SegmentTab *tab = participating(window, name, "ringHandPanel");
            const QWidget *panel = hand(tab, "ringHandPanel");
            type(find<QLineEdit>(panel, "pushValues"), QStringLiteral("7 seven"));
            click(find<QPushButton>(panel, "pushButton"));
            QTRY_VERIFY(log(tab).contains(QStringLiteral("Pushed")));
            chooseFromMenu(panel, Qt::Key_N); // Name these values…
            auto *dialog = tab->participatePanel()->findChild<QInputDialog *>(QStringLiteral("presetName"));
            QVERIFY(dialog != nullptr);
            auto *edit = dialog->findChild<QLineEdit *>();
            QTest::keyClicks(edit, QStringLiteral("seven"));
            QTest::keyClick(edit, Qt::Key_Return);
            // The other tab knows the history, but not the presets.
            QVERIFY(window->showTab(QStringLiteral("1")));
            auto *line = find<QLineEdit>(hand(second, "regionHandPanel"), "writeValues");
            line->setFocus();
            QTest::keyClick(line, Qt::Key_Up);
            QCOMPARE(line->text(), QStringLiteral("7 seven"));
            QCOMPARE(second->participatePanel()->savedPresets(), QByteArray());
            window->close();
            kept = window.settings();
        }
        Window window;
        window.settings() = kept;
        SegmentTab *tab = participating(window, name, "ringHandPanel");
        const QWidget *panel = hand(tab, "ringHandPanel");
        auto *line = find<QLineEdit>(panel, "pushValues");
        QCOMPARE(line->text(), QString());
        chooseFromMenu(panel, Qt::Key_Down, Qt::Key_Return);
        QCOMPARE(line->text(), QStringLiteral("7 seven"));
        line->clear();
        line->setFocus();
        QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(line->text(), QStringLiteral("7 seven"));
    }

    void nothingHereAsksForMoreThanASmallWindow()
    {
        const OwnName ring;
        const OwnName region;
        runWheel(ring, "membridge.SharedMemory.create(name, 256 + 24).spsc()");
        runWheel(region, "membridge.SharedMemory.create(name, 4096).map()");
        Window window;
        SegmentTab *tabs[] = {participating(window, ring, "ringHandPanel"),
                              participating(window, region, "regionHandPanel")};
        click(find<QToolButton>(hand(tabs[0], "ringHandPanel"), "valuesAsRows"));
        click(find<QToolButton>(hand(tabs[1], "regionHandPanel"), "valuesAsRows"));
        QTRY_VERIFY2(
            window->minimumSizeHint().width() <= 1000 && window->minimumSizeHint().height() <= 700,
            qPrintable(
                QStringLiteral("%1x%2").arg(window->minimumSizeHint().width()).arg(window->minimumSizeHint().height())));
    }

private:
    static SegmentTab *participating(Window &window, const OwnName &name, const char *panel)
    {
        SegmentTab *tab = window.attached(name);
        click(find<QPushButton>(tab, "participateButton"));
        QWidget *controls = hand(tab, panel);
        if (!QTest::qWaitFor([&] { return tab->session()->isParticipating() && controls->isVisible(); }))
            qFatal("not participating: %s", qPrintable(tab->banner()->text()));
        return tab;
    }
    static QWidget *hand(SegmentTab *tab, const char *panel) { return find<QWidget>(tab->participatePanel(), panel); }
    /// By the keys of the presets' menu, which its button opens.
    static void chooseFromMenu(const QWidget *panel, Qt::Key first, Qt::Key second = Qt::Key_unknown)
    {
        auto *menu = find<QMenu>(panel, "valuePresetsMenu");
        // The button's own menu runs a loop of events until it is closed.
        QTimer::singleShot(0, menu, [menu, first, second] {
            QVERIFY(QTest::qWaitFor([menu] { return menu->isVisible(); }));
            QTest::keyClick(menu, first);
            if (second != Qt::Key_unknown)
                QTest::keyClick(menu, second);
        });
        auto *button = find<QPushButton>(panel, "valuePresets");
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY(!menu->isVisible());
    }
    static QString log(SegmentTab *tab) { return tab->participatePanel()->logText(); }
    static void typeIntoRow(QTableView *view, int row, const QString &text)
    {
        const QModelIndex index = view->model()->index(row, ValueRowsModel::ValueColumn);
        const auto cellIsGone = [view] { return view->findChild<QLineEdit *>(QStringLiteral("valueCell")) == nullptr; };
        if (!cellIsGone())
            QTest::keyClick(find<QLineEdit>(view, "valueCell"), Qt::Key_Return);
        QVERIFY(QTest::qWaitFor(cellIsGone));
        view->setFocus();
        view->setCurrentIndex(index);
        QTest::keyClick(view, Qt::Key_F2);
        auto *cell = find<QLineEdit>(view, "valueCell");
        QTest::keyClick(cell, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(cell, text);
        QTest::keyClick(cell, Qt::Key_Return);
        QVERIFY(QTest::qWaitFor(cellIsGone));
    }
    static QString writeFile(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write %s", qPrintable(path));
        return path;
    }
};

QTEST_MAIN(ByHandValuesTest)
#include "tst_by_hand_values.moc"
