// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/segment_list_panel.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/hex_view.h"
#include "widgets/state_badge.h"
#include "widgets/throughput_plot.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QWheelEvent>

using namespace membridge;
using namespace membridge::test;

/// The window as a whole: the live list, attaching, pausing, remembering, and names for those who can't see it.
class WindowTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void anEmptyWindowSaysWhatToDo()
    {
        Window window;
        QVERIFY(find<QWidget>(window.get(), "emptyPage")->isVisible());
        QVERIFY(find<QPushButton>(window.get(), "emptyDemo")->isEnabled());
    }

    void theListIsLive()
    {
        Window window;
        auto *panel = find<SegmentListPanel>(window.get(), "segmentListPanel");
        const QAbstractItemModelTester tester(panel->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const OwnName name;
        QVERIFY(!panel->model()->indexOf(name.bytes()).isValid());
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        QTRY_VERIFY(panel->model()->indexOf(name.bytes()).isValid());
        SharedMemory::remove(name.name());
        QTRY_VERIFY(!panel->model()->indexOf(name.bytes()).isValid());
    }

    void aRingFitsASmallWindow()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 24 + 4096);
        SpscRingBuffer ring = memory.spsc();
        SpscProducer producer = ring.producer();
        for (int i = 0; i < 8; ++i)
            QCOMPARE(producer.tryPush(ByteVector(16)), PushOutcome::Pushed);
        Window window;
        window.attached(name);
        window->resize(1000, 700);
        auto *frames = find<QTableView>(window.get(), "ringFrames");
        QTRY_COMPARE(frames->model()->rowCount(), 8);
        for (const char *dock : {"segmentsDock", "bottomDock", "inspectorDock"}) {
            const auto *place = find<QWidget>(window.get(), dock);
            QTRY_VERIFY2(window->rect().contains(place->geometry()),
                         QByteArray(dock) + " reaches to " + QByteArray::number(place->geometry().right()));
        }
        QTRY_VERIFY2(frames->viewport()->height() >= 2 * frames->rowHeight(0),
                     QByteArray::number(frames->viewport()->height()));
        const auto *table = find<QTableView>(window.get(), "segmentTable");
        QTRY_VERIFY2(table->columnWidth(0) >= 12 * table->fontMetrics().averageCharWidth(),
                     QByteArray::number(table->columnWidth(0)));
    }

    void attachesFromTheList()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        auto *table = find<QTableView>(window.get(), "segmentTable");
        type(find<QLineEdit>(window.get(), "segmentFilter"), QString::fromStdString(name.name()));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->setCurrentIndex(table->model()->index(0, 0));
        click(find<QPushButton>(window.get(), "attachSelected"));
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        QCOMPARE(window->currentTab()->name(), name.bytes());
    }

    void attachesByNameWithoutTheSlash()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        click(find<QPushButton>(window.get(), "emptyAttach"));
        QTRY_VERIFY(window.get()->findChild<QDialog *>(QStringLiteral("attachDialog")) != nullptr);
        auto *dialog = find<QDialog>(window.get(), "attachDialog");
        auto *accept = find<QPushButton>(dialog, "attachAccept");
        QVERIFY(!accept->isEnabled());
        type(find<QLineEdit>(dialog, "attachName"), QStringLiteral("a/b"));
        QVERIFY(!accept->isEnabled());
        type(find<QLineEdit>(dialog, "attachName"), QString::fromStdString(name.name().substr(1)));
        QVERIFY(accept->isEnabled());
        click(accept);
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        QCOMPARE(window->currentTab()->name(), name.bytes());
    }

    void attachingTwiceShowsTheSameTab()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        QCOMPARE(window->attach(name.bytes()), tab);
        QCOMPARE(window->tabCount(), 1);
    }

    void spacePausesTheViewNotTheRecording()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 1024 + 24);
        SpscRingBuffer ring = memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_COMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("0"));
        auto *hex = find<HexView>(tab, "ringHex");
        // Until bytes were shown a pause freezes nothing.
        QTRY_VERIFY(hex->snapshot() != nullptr && !hex->snapshot()->bytes.empty());
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_Space);
        QVERIFY(tab->isPaused());
        QCOMPARE(ring.producer().tryPush(Value{Text{"x"}}), PushOutcome::Pushed);
        auto *plot = find<ThroughputPlot>(tab, "ringThroughput");
        const quint64 points = plot->recording().channel(RingRecording::Fill).total();
        QTRY_VERIFY(tab->session()->latest()->ring && tab->session()->latest()->ring->header.used() == 9);
        QTRY_VERIFY(plot->recording().channel(RingRecording::Fill).total() > points);
        QCOMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("0"));
        QTest::keyClick(hex, Qt::Key_Space);
        QVERIFY(!tab->isPaused());
        QCOMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("9"));
    }

    void spaceStillPressesTheButtonThatHasTheFocus()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *participate = find<QPushButton>(tab, "participateButton");
        participate->setFocus();
        QTest::keyClick(participate, Qt::Key_Space);
        QVERIFY(!tab->isPaused());
        QTRY_VERIFY(tab->session()->isParticipating());
    }

    void theUsersLayoutWinsAndIsRemembered()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 1024 + 24);
        (void)memory.spsc();
        Window window;
        SegmentTab *tab = window.attached(name);
        QCOMPARE(tab->session()->facts()->layout, Layout::Ring);
        emit tab->layoutChosen(Layout::Region);
        QTRY_VERIFY(window->currentTab()->session()->facts());
        QCOMPARE(window->currentTab()->session()->facts()->layout, Layout::Region);
        QCOMPARE(window.settings().segments.value(name.bytes()).layout, Layout::Region);
    }

    void theWheelNeverChangesTheLayout()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        auto *choice = find<QComboBox>(tab, "layoutChoice");
        QSignalSpy chosen(tab, &SegmentTab::layoutChosen);
        const int before = choice->currentIndex();
        choice->setFocus();
        for (const int delta : {-120, 120}) {
            QWheelEvent wheel(QPointF(5, 5), choice->mapToGlobal(QPointF(5, 5)), {}, {0, delta}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(choice, &wheel);
            QVERIFY(!wheel.isAccepted());
        }
        QCOMPARE(choice->currentIndex(), before);
        // What is in force already is no choice.
        emit choice->activated(before);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(window->currentTab(), tab);
    }

    void aLongNameDoesNotWidenTheWindow()
    {
        const OwnName plain;
        const std::string name = plain.name() + std::string(243 - plain.name().size(), 'x');
        Window window;
        SegmentTab *tab = nullptr;
        {
            const SharedMemory memory = SharedMemory::create(name, 4096);
            tab = window->attach(QByteArray::fromStdString(name));
            QTRY_VERIFY(tab->content() != nullptr && tab->session()->latest() != nullptr);
            SharedMemory::remove(name);
        }
        // Also with a message that has the name in it.
        window->attach(QByteArray::fromStdString(name + "y"));
        QTRY_VERIFY(!window->currentTab()->banner()->isHidden());
        QCOMPARE(find<QLabel>(tab, "segmentTitle")->text().size(), 243);
        QVERIFY2(window->minimumSizeHint().width() < 1100,
                 qPrintable(QString::number(window->minimumSizeHint().width())));
        QVERIFY(window->windowTitle().size() < 120);
    }

    void keysGoFromTabToTab()
    {
        const OwnName first;
        const OwnName second;
        const SharedMemory firstMemory = SharedMemory::create(first.name(), 4096);
        const SharedMemory secondMemory = SharedMemory::create(second.name(), 4096);
        Window window;
        SegmentTab *one = window.attached(first);
        SegmentTab *two = window.attached(second);
        auto *hex = find<HexView>(two, "regionHex");
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_PageDown, Qt::ControlModifier);
        QCOMPARE(window->currentTab(), one);
        auto *filter = find<QLineEdit>(window.get(), "segmentFilter");
        filter->setFocus();
        QTest::keyClick(filter, Qt::Key_PageUp, Qt::ControlModifier);
        QCOMPARE(window->currentTab(), two);
    }

    void closingTheLastTabLeavesNothingBehind()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        const qint32 invalid = -7;
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&invalid), sizeof invalid));
        Window window;
        SegmentTab *tab = window.attached(name);
        tab->session()->setParticipating(true);
        QTRY_VERIFY(tab->session()->isParticipating());
        auto *hex = find<HexView>(tab, "regionHex");
        hex->setSelection(8, 1);
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_Right);
        QTest::keyClick(hex, Qt::Key_Space);
        QVERIFY(tab->isPaused());
        auto *bottom = find<QTabWidget>(window.get(), "bottomTabs");
        QTRY_COMPARE(bottom->tabText(1), QStringLiteral("Findings (1)"));
        QVERIFY(!find<QLabel>(window.get(), "statusPlace")->text().isEmpty());
        emit find<QTabWidget>(window.get(), "segmentTabs")->tabCloseRequested(0);
        QCOMPARE(bottom->tabText(1), QStringLiteral("Findings"));
        QVERIFY(find<QLabel>(window.get(), "statusPlace")->text().isEmpty());
        QVERIFY(find<QLabel>(window.get(), "statusRate")->text().isEmpty());
        QVERIFY(!find<QWidget>(window.get(), "statusPaused")->isVisible());
        QVERIFY(!find<QAction>(window.get(), "pauseAction")->isChecked());
        QVERIFY(!find<QAction>(window.get(), "participateAction")->isChecked());
        QVERIFY(!window.attached(name)->isPaused());
    }

    void thePlaceIsTheCurrentTabsOwn()
    {
        const OwnName first;
        const OwnName second;
        const SharedMemory firstMemory = SharedMemory::create(first.name(), 4096);
        const SharedMemory secondMemory = SharedMemory::create(second.name(), 4096);
        Window window;
        SegmentTab *one = window.attached(first);
        const auto *place = find<QLabel>(window.get(), "statusPlace");
        emit one->content()->placeChanged(QStringLiteral("here"));
        QCOMPARE(place->text(), QStringLiteral("here"));
        window.attached(second);
        QVERIFY(place->text() != QLatin1String("here"));
        const QString others = place->text();
        emit one->content()->placeChanged(QStringLiteral("there"));
        QCOMPARE(place->text(), others);
        window->attach(first.bytes());
        QCOMPARE(place->text(), QStringLiteral("there"));
    }

    void messagesLeaveTheBadgesAlone()
    {
        const OwnName name;
        const SharedMemory region = SharedMemory::create(name.name(), 4096);
        Window window;
        const SegmentTab *tab = window.attached(name, Layout::Region);
        QStatusBar *bar = window->statusBar();
        auto *access = find<StateBadge>(bar, "statusAccess");
        auto *rate = find<QLabel>(bar, "statusRate");
        QTRY_VERIFY(access->isVisible() && rate->text().contains(QStringLiteral("samples/s")));
        const QRect right = bar->rect().adjusted(access->x(), 0, 0, 0);
        const QImage before = bar->grab(right).toImage();
        const QString message = QString(500, QLatin1Char('W'));
        bar->showMessage(message);
        // Looks go on, and each brings the badge up to date.
        QSignalSpy looks(tab->session(), &Session::observed);
        QTRY_VERIFY(looks.size() > 3);
        QCOMPARE(bar->currentMessage(), message);
        QVERIFY(access->isVisible() && rate->isVisible());
        QCOMPARE(access->text(), QStringLiteral("read-only"));
        QCOMPARE(bar->grab(right).toImage(), before);
        // What is cut off can be read all the same.
        QVERIFY(bar->toolTip().contains(message));
        bar->clearMessage();
        QVERIFY(bar->toolTip().isEmpty());
    }

    void whilePausedANewTabShowsItsFirstLook()
    {
        const OwnName first;
        const OwnName second;
        const SharedMemory firstMemory = SharedMemory::create(first.name(), 4096);
        const SharedMemory memory = SharedMemory::create(second.name(), 1024 + 24);
        SpscRingBuffer ring = memory.spsc();
        Window window;
        auto *hex = find<HexView>(window.attached(first), "regionHex");
        hex->setFocus();
        QTest::keyClick(hex, Qt::Key_Space);
        SegmentTab *tab = window.attached(second);
        QVERIFY(tab->isPaused());
        QTRY_COMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("0"));
        // Until its bytes were shown it is not frozen; then it is.
        QTRY_VERIFY(tab->session()->latest()->snapshot != nullptr && !tab->session()->latest()->snapshot->bytes.empty());
        QCOMPARE(ring.producer().tryPush(Value{Text{"x"}}), PushOutcome::Pushed);
        QTRY_COMPARE(tab->session()->latest()->ring->header.used(), 9u);
        QCOMPARE(find<QLabel>(tab, "ringUsed")->text(), QStringLiteral("0"));
    }

    void halfAnOffsetDecodesFromTheLastWholeOne()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        QSignalSpy moved(tab->content(), &SegmentContent::dataOffsetChanged);
        auto *offset = find<QLineEdit>(tab, "regionDataOffset");
        type(offset, QStringLiteral("12x"));
        QCOMPARE(moved.last().at(0).toULongLong(), 12u);
        QTest::keyClick(offset, Qt::Key_Backspace);
        QTest::keyClicks(offset, QStringLiteral("8"));
        QCOMPARE(moved.last().at(0).toULongLong(), 128u);
        offset->clear();
        QCOMPARE(moved.last().at(0).toULongLong(), 0u);
    }

    void leadingSlashesMakeNoOtherSegment()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        SegmentTab *tab = window.attached(name);
        QCOMPARE(window->attach("//" + name.bytes()), tab);
        QCOMPARE(window->tabCount(), 1);
    }

    void theSchemaIsRemembered()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        Window window;
        type(find<QLineEdit>(window.attached(name), "regionSchema"), QStringLiteral("str int"));
        window->close();
        QCOMPARE(window.settings().segments.value(name.bytes()).schema, QStringLiteral("str int"));
    }

    void everythingInteractiveHasANameForScreenReaders()
    {
        const OwnName region;
        const OwnName ring;
        const SharedMemory regionMemory = SharedMemory::create(region.name(), 4096);
        const SharedMemory ringMemory = SharedMemory::create(ring.name(), 1024 + 24);
        (void)ringMemory.spsc();
        Window window;
        for (const OwnName *name : {&region, &ring}) {
            SegmentTab *tab = window.attached(*name);
            tab->session()->setParticipating(true);
            QTRY_VERIFY(tab->session()->isParticipating());
        }
        click(find<QPushButton>(window.get(), "emptyAttach"));
        QTRY_VERIFY(window.get()->findChild<QDialog *>(QStringLiteral("attachDialog")) != nullptr);
        QStringList nameless;
        int looked = 0;
        for (const QWidget *widget : window.get()->findChildren<QWidget *>()) {
            const bool interactive = qobject_cast<const QAbstractButton *>(widget)
                || qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QComboBox *>(widget)
                || qobject_cast<const QAbstractItemView *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)
                || qobject_cast<const HexView *>(widget) || qobject_cast<const ThroughputPlot *>(widget)
                || qobject_cast<const QTabWidget *>(widget);
            // Parts that Qt makes inside its own widgets (headers, a tab's close button, a dock's title buttons) bring their own.
            if (!interactive || widget->objectName().startsWith(QLatin1String("qt_")) || widget->inherits("QHeaderView")
                || widget->inherits("QTableCornerButton") || widget->inherits("CloseButton")
                || widget->inherits("QDockWidgetTitleButton") || widget->inherits("QToolButton")
                || widget->inherits("QComboBoxListView")
                || qobject_cast<const QDialogButtonBox *>(widget->parentWidget()) != nullptr
                || widget->inherits("QLineEditIconButton"))
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            // It gets its text, and with it its name, with the message.
            if (button != nullptr && widget->objectName() == QLatin1String("messageAction") && button->text().isEmpty())
                continue;
            ++looked;
            if (widget->objectName().isEmpty()
                || (widget->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty())))
                nameless << QStringLiteral("%1 \"%2\"")
                                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
        QVERIFY(looked > 25);
    }

    void opensAndClosesManyTimes()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 1024 + 24);
        (void)memory.spsc();
        Window window;
        for (int i = 0; i < 20; ++i) {
            SegmentTab *tab = window->attach(name.bytes());
            if (i % 2 == 0)
                QTRY_VERIFY(tab->content() != nullptr);
            emit find<QTabWidget>(window.get(), "segmentTabs")->tabCloseRequested(0);
            QCOMPARE(window->tabCount(), 0);
        }
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
