// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/compare_panel.h"
#include "widgets/hex_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

/// Comparing moments of a real segment with each other and with files, by keyboard and mouse.
class ComparePanelTest : public QObject
{
    Q_OBJECT

    struct Bench
    {
        explicit Bench(const OwnName &name)
            : memory(SharedMemory::create(name.name(), 4 + 60)), tab(window.attached(name))
        {
            find<QAction>(window.get(), "pinAction")->trigger();
            panel = find<ComparePanel>(window.get(), "comparePanel");
            tester = std::make_unique<QAbstractItemModelTester>(panel->model(),
                                                                QAbstractItemModelTester::FailureReportingMode::QtTest);
            if (!QTest::qWaitFor([this] { return before()->count() == 2; }))
                qFatal("nothing was pinned");
        }
        QComboBox *before() const { return find<QComboBox>(panel, "compareBefore"); }
        QComboBox *after() const { return find<QComboBox>(panel, "compareAfter"); }
        QString result() const { return find<QLabel>(panel, "compareResult")->text(); }
        void press(const char *button) const
        {
            auto *widget = find<QPushButton>(panel, button);
            widget->setFocus();
            QTest::keyClick(widget, Qt::Key_Space);
        }
        ByteRange selection() const { return tab->content()->hexView()->selection(); }

        SharedMemory memory;
        Window window;
        SegmentTab *tab;
        ComparePanel *panel = nullptr;
        std::unique_ptr<QAbstractItemModelTester> tester;
    };

private slots:
    void init() { failOnWarnings(); }

    void withNow()
    {
        const OwnName name;
        const Bench bench(name);
        name.overwrite(20, QByteArray("\x01\x02"));
        name.overwrite(44, QByteArray("abc"));
        bench.press("compareButton");
        QTRY_COMPARE(bench.panel->model()->rowCount(), 2);
        QVERIFY(!find<QProgressBar>(bench.panel, "compareProgress")->isVisible());
        auto *view = find<QTableView>(bench.panel, "differencesTable");
        QCOMPARE(view->model()->index(0, DifferenceModel::Before).data().toString(), QStringLiteral("00 00"));
        QCOMPARE(view->model()->index(0, DifferenceModel::After).data().toString(), QStringLiteral("01 02"));
        // In rising order, and round at the end.
        QTest::mouseClick(find<QToolButton>(bench.panel, "compareNext"), Qt::LeftButton);
        QVERIFY(bench.selection() == (ByteRange{20, 2}));
        QTest::mouseClick(find<QToolButton>(bench.panel, "comparePrevious"), Qt::LeftButton);
        QVERIFY(bench.selection() == (ByteRange{44, 3}));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(view, Qt::Key_Return);
        QVERIFY(bench.selection() == (ByteRange{20, 2}));
        QVERIFY(!bench.tab->content()->hexView()->marks().touching(44, 47).empty());
    }

    void withAnotherPin()
    {
        const OwnName name;
        const Bench bench(name);
        name.overwrite(30, QByteArray("x"));
        bench.press("pinButton");
        QTRY_COMPARE(bench.before()->count(), 3);
        name.overwrite(40, QByteArray("y"));
        // The older one against the newer one: what came after both is no difference.
        bench.before()->setFocus();
        QTest::keyClick(bench.before(), Qt::Key_Down);
        QVERIFY(bench.before()->currentText().startsWith(QStringLiteral("pin 1")));
        bench.after()->setFocus();
        QTest::keyClick(bench.after(), Qt::Key_Down);
        QVERIFY(bench.after()->currentText().startsWith(QStringLiteral("pin 2")));
        bench.press("compareButton");
        QTRY_COMPARE(bench.panel->model()->rowCount(), 1);
        QVERIFY(bench.panel->model()->differences().at(0).range == (ByteRange{30, 1}));
        QCOMPARE(bench.panel->model()->differences().at(0).after.characters(), QStringLiteral("x"));
    }

    void withAFile()
    {
        const OwnName name;
        const Bench bench(name);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("before.bin"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QByteArray bytes = name.contents();
        bytes[12] = 'F';
        file.write(bytes + QByteArray(10, 'z')); // longer than the segment
        file.close();
        QTest::keyClick(bench.before(), Qt::Key_End);
        emit bench.before()->activated(bench.before()->currentIndex());
        QTRY_VERIFY(bench.panel->findChild<QFileDialog *>() != nullptr);
        auto *dialog = bench.panel->findChild<QFileDialog *>();
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE(bench.before()->currentText(), QStringLiteral("before.bin"));
        bench.press("compareButton");
        QTRY_COMPARE(bench.panel->model()->rowCount(), 1);
        QCOMPARE(bench.panel->model()->differences().at(0).before.characters(), QStringLiteral("F"));
        QVERIFY2(bench.result().contains(QStringLiteral("74 B and 64 B")), qPrintable(bench.result()));
        // Gone meanwhile: said, not shown as no difference.
        QVERIFY(QFile::remove(path));
        bench.press("compareButton");
        QTRY_VERIFY2(bench.result().contains(QStringLiteral("before.bin")), qPrintable(bench.result()));
        QCOMPARE(bench.panel->model()->rowCount(), 0);
    }

    void aNewPinKeepsWhatWasChosen()
    {
        const OwnName name;
        const Bench bench(name);
        const auto choose = [](QComboBox *box, int row) {
            box->setCurrentIndex(row);
            emit box->activated(row);
        };
        bench.press("pinButton");
        QTRY_COMPARE(bench.before()->count(), 3);
        // The older pin before, a file after: both stay, whatever is pinned.
        choose(bench.before(), 1);
        QVERIFY(bench.before()->currentText().startsWith(QStringLiteral("pin 1")));
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("after.bin"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(64, '7'));
        file.close();
        choose(bench.after(), bench.after()->count() - 1);
        QTRY_VERIFY(bench.panel->findChild<QFileDialog *>() != nullptr);
        auto *dialog = bench.panel->findChild<QFileDialog *>();
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_COMPARE(bench.after()->currentText(), QStringLiteral("after.bin"));
        find<QAction>(bench.window.get(), "pinAction")->trigger();
        QTRY_COMPARE(bench.before()->count(), 4);
        QVERIFY(bench.before()->currentText().startsWith(QStringLiteral("pin 1")));
        QCOMPARE(bench.after()->currentText(), QStringLiteral("after.bin"));
        bench.press("compareButton");
        QTRY_COMPARE(bench.panel->model()->rowCount(), 1);
        QCOMPARE(bench.panel->model()->differences().at(0).after.characters().left(1), QStringLiteral("7"));
        // It is still offered after another was chosen.
        choose(bench.after(), 0);
        find<QAction>(bench.window.get(), "pinAction")->trigger();
        QTRY_COMPARE(bench.before()->count(), 5);
        QCOMPARE(bench.after()->currentText(), QStringLiteral("as it is now"));
        QVERIFY(bench.after()->findText(QStringLiteral("after.bin")) > 0);
        // The oldest goes where there are too many, and with it its choice.
        for (int count = 5; count <= 9; ++count) {
            bench.press("pinButton");
            QTRY_COMPARE(bench.before()->count(), std::min(count + 1, 9));
        }
        QTRY_COMPARE(bench.before()->currentIndex(), 0);
    }

    void moreThanIsListedIsSaid()
    {
        const OwnName name;
        constexpr int count = int(Comparison::mostListed) + 5;
        Window window;
        const SharedMemory memory = SharedMemory::create(name.name(), 4 + count * 8);
        window.attached(name);
        find<QAction>(window.get(), "pinAction")->trigger();
        auto *panel = find<ComparePanel>(window.get(), "comparePanel");
        QTRY_COMPARE(find<QComboBox>(panel, "compareBefore")->count(), 2);
        QByteArray bytes(count * 8, '\0');
        for (int i = 0; i < count; ++i)
            bytes[i * 8] = 'x';
        name.overwrite(4, bytes);
        click(find<QPushButton>(panel, "compareButton"));
        QTRY_COMPARE(panel->model()->rowCount(), int(Comparison::mostListed));
        const QString result = find<QLabel>(panel, "compareResult")->text();
        QVERIFY2(result.contains(QStringLiteral("20,005 place")), qPrintable(result));
        QVERIFY2(result.contains(QStringLiteral("first 20,000 place")), qPrintable(result));
    }

    void aLongOneShowsProgressAndStops()
    {
        const OwnName name;
        const OwnName large;
        const Bench bench(name);
        QFile file(large.file());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(qint64{1} << 33));
        file.close();
        SegmentTab *tab = const_cast<Window &>(bench.window).attached(large);
        QVERIFY(tab->content() != nullptr);
        // With itself: 8 GiB without a page.
        QTest::keyClick(bench.before(), Qt::Key_End);
        emit bench.before()->activated(bench.before()->currentIndex());
        QTRY_VERIFY(bench.panel->findChild<QFileDialog *>() != nullptr);
        auto *dialog = bench.panel->findChild<QFileDialog *>();
        dialog->selectFile(large.file());
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(bench.before()->currentText().startsWith(QStringLiteral("tst-app-")));
        bench.press("compareButton");
        auto *bar = find<QProgressBar>(bench.panel, "compareProgress");
        QVERIFY(bar->isVisible());
        QTRY_VERIFY(bar->value() > 0);
        bench.press("compareStop");
        QTRY_VERIFY2(bench.result().contains(QStringLiteral("Stopped")), qPrintable(bench.result()));
        QVERIFY(!bar->isVisible());
    }

    void withNothingToCompareWith()
    {
        const OwnName name;
        const OwnName other;
        const Bench bench(name);
        const SharedMemory memory = SharedMemory::create(other.name(), 64);
        const_cast<Window &>(bench.window).attached(other);
        bench.press("compareButton");
        QVERIFY(bench.result().startsWith(QStringLiteral("Pin the segment")));
        QSignalSpy went(bench.panel, &ComparePanel::goTo);
        bench.panel->next();
        QCOMPARE(went.size(), 0);
    }
};

QTEST_MAIN(ComparePanelTest)
#include "tst_compare_panel.moc"
