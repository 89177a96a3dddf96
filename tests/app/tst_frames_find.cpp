// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include "app/colour_rules_editor.h"
#include "app/frames_panel.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "widgets/frame_filter_edit.h"
#include "widgets/frame_find_bar.h"
#include "widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

using namespace membridge;
using namespace membridge::test;

namespace {

void push(SpscProducer &producer, std::uint32_t value)
{
    QVERIFY(producer.tryPush(std::as_bytes(std::span(&value, 1))) == PushOutcome::Pushed);
}

/// The page with the frames seen in front, with `count` frames whose values are their numbers modulo 10.
FramesPanel *filledPage(SegmentTab *tab, SpscProducer &producer, std::uint32_t count)
{
    find<QLineEdit>(tab, "ringSchema")->setText(QStringLiteral("value:u32"));
    auto *pages = find<QTabWidget>(tab, "ringPages");
    QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(1).center());
    auto *panel = find<FramesPanel>(tab, "framesPanel");
    for (std::uint32_t i = 0; i < count; ++i)
        push(producer, i % 10);
    if (!QTest::qWaitFor([&] { return panel->model()->rowCount() == static_cast<int>(count); }, 10'000))
        qFatal("the frames did not come");
    return panel;
}

QColor backgroundOf(FramesPanel *panel, int row)
{
    return panel->model()->index(row, 0).data(Qt::BackgroundRole).value<QColor>();
}

} // namespace

/// Finding frames, and marking them by colour rules, in the real window with real keys.
class FramesFindTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { failOnWarnings(); }

    void keysFindInTheListNotInTheBytes()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        FramesPanel *panel = filledPage(window.attached(name), producer, 30);
        auto *list = find<QTableView>(panel, "frameHistory");
        auto *bar = find<FrameFindBar>(panel, "frameFindBar");
        // Also from the tab that was clicked to get here.
        auto *tabs = find<QTabWidget>(window.get(), "ringPages")->tabBar();
        QTRY_VERIFY(list->hasFocus());
        tabs->setFocus();
        QTest::keyClick(tabs, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        click(find<QToolButton>(bar, "frameFindClose"));
        QVERIFY(!bar->isVisible() && list->hasFocus());
        QTest::keyClick(list, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        QVERIFY(!find<QDockWidget>(window.get(), "findDock")->isVisible());
        auto *text = find<QLineEdit>(bar, "frameFindText");
        QVERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("7"));
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE(list->currentIndex().row(), 7);
        QTest::keyClick(text, Qt::Key_F3);
        QTRY_COMPARE(list->currentIndex().row(), 17);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE(list->currentIndex().row(), 27);
        auto *status = find<QLabel>(bar, "frameFindStatus");
        QVERIFY(!status->isVisible());
        // Around the end, and said so.
        QTest::keyClick(text, Qt::Key_F3);
        QTRY_COMPARE(list->currentIndex().row(), 7);
        QVERIFY(status->isVisible());
        QCOMPARE(status->text(), QStringLiteral("Past the last frame: found from the first one on."));
        QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(list->currentIndex().row(), 27);
        QCOMPARE(status->text(), QStringLiteral("Past the first frame: found from the last one back."));
        QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
        QTRY_COMPARE(list->currentIndex().row(), 17);
        QVERIFY(!status->isVisible());
        // Escape leads back to the list, where the keys go on.
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_F3);
        QTRY_COMPARE(list->currentIndex().row(), 27);
        QCOMPARE(panel->model()->rowCount(), 30);
    }

    void elsewhereTheSameKeysFindBytes()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        SegmentTab *tab = window.attached(name);
        FramesPanel *panel = filledPage(tab, producer, 3);
        auto *pages = find<QTabWidget>(tab, "ringPages");
        QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(0).center());
        auto *pending = find<QTableView>(tab, "ringFrames");
        pending->setFocus();
        QTest::keyClick(pending, Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(find<QDockWidget>(window.get(), "findDock")->isVisible());
        QVERIFY(!find<FrameFindBar>(panel, "frameFindBar")->isVisibleTo(panel));
    }

    void expressionsLeaveTheFilterAlone()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        FramesPanel *panel = filledPage(window.attached(name), producer, 40);
        auto *filter = find<FrameFilterEdit>(panel, "frameFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("value >= 5"));
        QTRY_COMPARE(panel->model()->rowCount(), 20);
        QTest::keyClick(filter, Qt::Key_F, Qt::ControlModifier);
        auto *bar = find<FrameFindBar>(panel, "frameFindBar");
        auto *kind = find<QComboBox>(bar, "frameFindKind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down);
        auto *expression = find<FrameFilterEdit>(bar, "frameFindExpression");
        QVERIFY(expression->isVisible());
        expression->setFocus();
        auto *list = find<QTableView>(panel, "frameHistory");
        auto *status = find<QLabel>(bar, "frameFindStatus");
        QTest::keyClicks(expression, QStringLiteral("value == 6 and number >"));
        QTRY_VERIFY(status->isVisible() && status->text().startsWith(QStringLiteral("Column ")));
        QTest::keyClicks(expression, QStringLiteral(" 20"));
        QTRY_VERIFY(!status->isVisible());
        QTest::keyClick(expression, Qt::Key_Return);
        QTRY_COMPARE(panel->model()->index(list->currentIndex().row(), 0).data().toString(), QStringLiteral("27"));
        QTest::keyClick(expression, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(expression, QStringLiteral("value == 3")); // which the filter keeps out
        QTest::keyClick(expression, Qt::Key_Return);
        QTRY_COMPARE(status->text(), QStringLiteral("No frame in the list has it."));
        QCOMPARE(filter->text(), QStringLiteral("value >= 5"));
        QCOMPARE(panel->model()->rowCount(), 20);
        QCOMPARE(panel->model()->index(list->currentIndex().row(), 0).data().toString(), QStringLiteral("27"));
    }

    void whatWasFoundIsNotRunAwayFrom()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 65536).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        FramesPanel *panel = filledPage(window.attached(name), producer, 300);
        auto *follow = find<QToolButton>(panel, "followNewest");
        auto *list = find<QTableView>(panel, "frameHistory");
        click(follow);
        QTRY_COMPARE(list->currentIndex().row(), 299);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_F, Qt::ControlModifier);
        auto *text = find<QLineEdit>(panel, "frameFindText");
        QTest::keyClicks(text, QStringLiteral("4"));
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE(list->currentIndex().row(), 4);
        QVERIFY(!follow->isChecked());
        QVERIFY(list->viewport()->rect().intersects(list->visualRect(list->currentIndex())));
        for (std::uint32_t i = 0; i < 50; ++i)
            push(producer, 1);
        QTRY_COMPARE(panel->model()->rowCount(), 350);
        QCOMPARE(list->currentIndex().row(), 4);
        QVERIFY(list->viewport()->rect().intersects(list->visualRect(list->currentIndex())));
    }

    void colourRulesAreMadeKeptAndApplied()
    {
        const OwnName name;
        const OwnName otherName;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        const SpscRingBuffer otherRing = SharedMemory::create(otherName.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        SpscProducer otherProducer = otherRing.producer();
        Window window;
        FramesPanel *panel = filledPage(window.attached(name), producer, 20);
        FramesPanel *other = filledPage(window.attached(otherName), otherProducer, 10);
        const Theme theme = Theme::of(panel->palette());
        QVERIFY(window.settings().colourRules.empty());
        for (int row = 0; row < 20; ++row)
            QVERIFY(!backgroundOf(panel, row).isValid());

        find<QAction>(window.get(), "colourRulesAction")->trigger();
        auto *editor = find<ColourRulesEditor>(window.get(), "colourRulesEditor");
        QTRY_VERIFY(editor->isActiveWindow());
        QVERIFY(!editor->isModal());
        auto *filter = find<FrameFilterEdit>(editor, "colourRuleFilter");
        auto *colour = find<QComboBox>(editor, "colourRuleColour");
        QVERIFY(!filter->isEnabled());
        const auto add = [&](const QString &text, int downs) {
            click(find<QPushButton>(editor, "addColourRule"));
            QVERIFY(filter->hasFocus());
            QTest::keyClicks(filter, text);
            colour->setFocus();
            for (int i = 0; i < downs; ++i)
                QTest::keyClick(colour, Qt::Key_Down);
        };
        add(QStringLiteral("value >= 5"), ColourRule::Red);
        QTRY_COMPARE(backgroundOf(panel, 5), theme.errorTint);
        QVERIFY(!backgroundOf(panel, 4).isValid());
        QCOMPARE(backgroundOf(other, 9), theme.errorTint); // in all rings
        add(QStringLiteral("value == 9"), ColourRule::Blue);
        // The first that matches counts; moved up it is that one.
        QCOMPARE(backgroundOf(panel, 9), theme.errorTint);
        click(find<QPushButton>(editor, "colourRuleUp"));
        QCOMPARE(backgroundOf(panel, 9), theme.infoTint);
        QCOMPARE(backgroundOf(panel, 5), theme.errorTint);
        const std::vector<ColourRule> wanted{{.filter = QStringLiteral("value == 9"), .colour = ColourRule::Blue},
                                             {.filter = QStringLiteral("value >= 5"), .colour = ColourRule::Red}};
        QCOMPARE(window.settings().colourRules, wanted);

        // A wrong one says so in place, and marks nothing.
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral(" and"));
        auto *problem = find<QLabel>(editor, "colourRuleProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().startsWith(QStringLiteral("Column ")));
        QCOMPARE(backgroundOf(panel, 9), theme.errorTint);
        for (int i = 0; i < 4; ++i)
            QTest::keyClick(filter, Qt::Key_Backspace);
        QTRY_VERIFY(!problem->isVisible());
        QCOMPARE(backgroundOf(panel, 9), theme.infoTint);

        // Space takes the check mark away.
        auto *list = find<QTableView>(editor, "colourRules");
        list->setFocus();
        list->setCurrentIndex(editor->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Space);
        QCOMPARE(backgroundOf(panel, 9), theme.errorTint);
        QVERIFY(!window.settings().colourRules[0].enabled);
        click(find<QPushButton>(editor, "removeColourRule"));
        click(find<QPushButton>(editor, "removeColourRule"));
        QVERIFY(!backgroundOf(panel, 9).isValid());
        QVERIFY(!backgroundOf(other, 9).isValid());
        QVERIFY(window.settings().colourRules.empty());
    }

    void aFilterBecomesARule()
    {
        const OwnName name;
        const SpscRingBuffer ring = SharedMemory::create(name.name(), 24 + 4096).spsc();
        SpscProducer producer = ring.producer();
        Window window;
        window.settings().colourRules = {{.filter = QStringLiteral("value == 2"), .colour = ColourRule::Grey}};
        FramesPanel *panel = filledPage(window.attached(name), producer, 10);
        const Theme theme = Theme::of(panel->palette());
        QCOMPARE(backgroundOf(panel, 2), theme.headerTintAlt); // kept from before
        auto *filter = find<FrameFilterEdit>(panel, "frameFilter");
        filter->setFocus();
        QTest::keyClicks(filter, QStringLiteral("value < 4"));
        QTRY_COMPARE(panel->model()->rowCount(), 4);
        auto *list = find<QTableView>(panel, "frameHistory");
        emit list->customContextMenuRequested(QPoint(5, 5));
        QTRY_VERIFY(list->findChild<QMenu *>() != nullptr);
        auto *menu = list->findChild<QMenu *>();
        QMenu *colours = nullptr;
        for (QAction *action : menu->actions())
            colours = action->menu() != nullptr ? action->menu() : colours;
        QVERIFY(colours != nullptr && colours->isEnabled());
        colours->actions().at(ColourRule::Amber)->trigger();
        menu->close();
        QCOMPARE(window.settings().colourRules.size(), 2U);
        QCOMPARE(backgroundOf(panel, 2), theme.headerTintAlt);
        QCOMPARE(backgroundOf(panel, 3), theme.warningTint);
    }
};

QTEST_MAIN(FramesFindTest)
#include "tst_frames_find.moc"
