// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/find_panel.h"
#include "widgets/search_edit.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace membridge;

namespace {

Hit hit(quint64 offset, quint64 length = 2)
{
    return {.offset = offset, .length = length, .preview = {}};
}

/// The panel in a window of its own, with the keyboard in the line to type into.
struct Shown
{
    Shown() : tester(panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest)
    {
        panel.resize(420, 400);
        panel.show();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("the panel did not come up");
        panel.open();
    }
    template <typename Widget> Widget *find(const char *name) const
    {
        auto *widget = panel.findChild<Widget *>(QLatin1String(name));
        if (widget == nullptr)
            qFatal("no widget is called %s", name);
        return widget;
    }
    SearchEdit *edit() const { return find<SearchEdit>("findEdit"); }
    QString result() const { return find<QLabel>("findResult")->text(); }
    /// By the keyboard, as many rows down from the first.
    void choose(const char *box, int row) const
    {
        auto *combo = find<QComboBox>(box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        for (int i = 0; i < row; ++i)
            QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentIndex(), row);
    }

    FindPanel panel;
    QAbstractItemModelTester tester;
};

} // namespace

class TestFindPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init() { widget_test::failOnWarnings(); }
    void typingAsksOnceAfterAPause();
    void returnAsksAtOnceAndThenGoesOn();
    void wrongPatternsAskForNothing_data();
    void wrongPatternsAskForNothing();
    void whatIsChosenIsAskedFor();
    void changesAreAnotherQuestion();
    void typingEndsTheSearchBefore();
    void progressAndStop();
    void resultsInWords_data();
    void resultsInWords();
    void nextAndPreviousGoRound();
    void hitsByKeyboardAndMouse();
};

void TestFindPanel::typingAsksOnceAfterAPause()
{
    const Shown shown;
    QSignalSpy asked(&shown.panel, &FindPanel::searchRequested);
    QTest::keyClicks(shown.edit(), QStringLiteral("de ad"));
    QCOMPARE(asked.size(), 0);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<SearchQuery>().text, std::string("de ad"));
    QCOMPARE(asked[0][1].toULongLong(), 1u);
    // No second one comes by itself.
    QTest::keyClicks(shown.edit(), QStringLiteral(" be"));
    QTRY_COMPARE(asked.size(), 2);
    QCOMPARE(asked[1][0].value<SearchQuery>().text, std::string("de ad be"));
}

void TestFindPanel::returnAsksAtOnceAndThenGoesOn()
{
    Shown shown;
    QSignalSpy asked(&shown.panel, &FindPanel::searchRequested);
    QSignalSpy went(&shown.panel, &FindPanel::hitActivated);
    QTest::keyClicks(shown.edit(), QStringLiteral("ff"));
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    shown.panel.begin();
    shown.panel.append({hit(10), hit(20)});
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(went.size(), 2);
    QCOMPARE(went[1][0].toULongLong(), 20u);
    QCOMPARE(went[1][1].toULongLong(), 2u);
}

void TestFindPanel::wrongPatternsAskForNothing_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("column");
    QTest::newRow("no digit") << 0 << "de xy" << 3;
    QTest::newRow("a lone digit") << 0 << "de a" << 3;
    QTest::newRow("only wildcards") << 0 << "?? ??" << 0;
    QTest::newRow("no number") << 2 << "4x" << 1;
}

void TestFindPanel::wrongPatternsAskForNothing()
{
    QFETCH(int, kind);
    QFETCH(QString, typed);
    QFETCH(int, column);
    const Shown shown;
    shown.choose("findKind", kind);
    QSignalSpy asked(&shown.panel, &FindPanel::searchRequested);
    shown.edit()->setFocus();
    QTest::keyClicks(shown.edit(), typed);
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 0);
    QVERIFY(!shown.edit()->error().isEmpty());
    QCOMPARE(shown.result(), shown.edit()->error());
    QCOMPARE(shown.edit()->errorColumn(), column);
    // Mended, it is asked for.
    QTest::keyClick(shown.edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(shown.edit(), QStringLiteral("42"));
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QVERIFY(shown.edit()->error().isEmpty());
}

void TestFindPanel::whatIsChosenIsAskedFor()
{
    const Shown shown;
    QSignalSpy asked(&shown.panel, &FindPanel::searchRequested);
    shown.choose("findKind", 1);
    QVERIFY(shown.find<QCheckBox>("findIgnoreCase")->isVisible());
    QVERIFY(!shown.find<QComboBox>("findType")->isVisible());
    shown.choose("findEncoding", 2);
    QTest::keyClick(shown.find<QCheckBox>("findIgnoreCase"), Qt::Key_Space);
    shown.edit()->setFocus();
    QTest::keyClicks(shown.edit(), QStringLiteral("Hi"));
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked[0][0].value<SearchQuery>()
            == (SearchQuery{.kind = SearchKind::Text,
                            .text = "Hi",
                            .encoding = TextEncoding::Utf16Big,
                            .ignoreCase = true,
                            .tolerance = {}}));

    shown.choose("findKind", 2);
    QVERIFY(shown.find<QComboBox>("findType")->isVisible());
    shown.find<QComboBox>("findType")->setCurrentText(QStringLiteral("f32"));
    shown.choose("findOrder", 1);
    shown.choose("findAlignment", 3);
    QTest::keyClick(shown.edit(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(shown.edit(), QStringLiteral("1.5"));
    QTest::keyClicks(shown.find<QLineEdit>("findTolerance"), QStringLiteral("-1"));
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 1); // a tolerance is not negative
    QVERIFY(!shown.find<SearchEdit>("findTolerance")->error().isEmpty());
    QTest::keyClick(shown.find<QLineEdit>("findTolerance"), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(shown.find<QLineEdit>("findTolerance"), QStringLiteral("0.1"));
    QTest::keyClick(shown.edit(), Qt::Key_Return);
    QCOMPARE(asked.size(), 2);
    const auto query = asked[1][0].value<SearchQuery>();
    QCOMPARE(query.kind, SearchKind::Value);
    QCOMPARE(query.type, Interpretation::F32);
    QCOMPARE(query.order, ByteOrder::Big);
    QCOMPARE(query.tolerance, std::string("0.1"));
    QCOMPARE(asked[1][1].toULongLong(), 8u);
}

void TestFindPanel::changesAreAnotherQuestion()
{
    const Shown shown;
    QSignalSpy asked(&shown.panel, &FindPanel::searchRequested);
    QSignalSpy changes(&shown.panel, &FindPanel::changesRequested);
    shown.choose("findKind", 3);
    QVERIFY(shown.panel.wantsChanges());
    QVERIFY(!shown.edit()->isEnabled());
    QTRY_COMPARE(changes.size(), 1);
    QCOMPARE(asked.size(), 0);
}

void TestFindPanel::typingEndsTheSearchBefore()
{
    Shown shown;
    QSignalSpy stopped(&shown.panel, &FindPanel::stopRequested);
    QSignalSpy changed(&shown.panel, &FindPanel::hitsChanged);
    shown.panel.begin();
    shown.panel.append({hit(1)});
    changed.clear();
    QTest::keyClicks(shown.edit(), QStringLiteral("a"));
    QCOMPARE(stopped.size(), 1);
    // Half a pattern finds nothing: what was found by another one goes.
    QCOMPARE(shown.panel.model()->rowCount(), 0);
    QCOMPARE(changed.size(), 1);
}

void TestFindPanel::progressAndStop()
{
    Shown shown;
    auto *bar = shown.find<QProgressBar>("findProgress");
    auto *stop = shown.find<QPushButton>("findStop");
    QVERIFY(!bar->isVisible() && !stop->isVisible());
    shown.panel.begin();
    QVERIFY(bar->isVisible() && stop->isVisible());
    // Far more than an int has room for.
    shown.panel.showProgress({.bytesDone = quint64{1} << 40, .bytesTotal = quint64{1} << 42, .error = {}});
    QCOMPARE(bar->value() * 4, bar->maximum());
    QSignalSpy stopped(&shown.panel, &FindPanel::stopRequested);
    stop->setFocus();
    QTest::keyClick(stop, Qt::Key_Space);
    QCOMPARE(stopped.size(), 1);
    shown.panel.showProgress({.bytesDone = 1, .bytesTotal = 4, .finished = true, .stopped = true, .error = {}});
    QVERIFY(!bar->isVisible() && !stop->isVisible());
    QVERIFY(shown.result().startsWith(QStringLiteral("Stopped.")));
}

void TestFindPanel::resultsInWords_data()
{
    QTest::addColumn<int>("listed");
    QTest::addColumn<quint64>("count");
    QTest::addColumn<bool>("shrank");
    QTest::addColumn<QString>("error");
    QTest::addColumn<QString>("text");
    QTest::newRow("more than listed") << 2 << quint64{12345} << false << QString()
                                      << "12,345 hits, the first 2 of them listed.";
    QTest::newRow("shrank") << 0 << quint64{0} << true << QString() << "The segment became smaller meanwhile.";
    QTest::newRow("failed") << 0 << quint64{0} << false << "No such segment"
                            << "No such segment";
}

void TestFindPanel::resultsInWords()
{
    QFETCH(int, listed);
    QFETCH(quint64, count);
    QFETCH(bool, shrank);
    QFETCH(QString, error);
    QFETCH(QString, text);
    Shown shown;
    shown.panel.begin();
    for (int i = 0; i < listed; ++i)
        shown.panel.append({hit(static_cast<quint64>(i) * 10)});
    shown.panel.showProgress(
        {.bytesDone = 1, .bytesTotal = 1, .count = count, .finished = true, .shrank = shrank, .error = error});
    QVERIFY2(shown.result().endsWith(text), qPrintable(shown.result()));
}

void TestFindPanel::nextAndPreviousGoRound()
{
    Shown shown;
    QSignalSpy went(&shown.panel, &FindPanel::hitActivated);
    shown.panel.next(); // of nothing: nowhere to go
    QCOMPARE(went.size(), 0);
    shown.panel.begin();
    shown.panel.append({hit(1), hit(2), hit(3)});
    const auto last = [&] { return went.last()[0].toULongLong(); };
    QTest::mouseClick(shown.find<QToolButton>("findPrevious"), Qt::LeftButton);
    QCOMPARE(last(), 3u);
    QTest::mouseClick(shown.find<QToolButton>("findNext"), Qt::LeftButton);
    QCOMPARE(last(), 1u);
    // Hits that are still coming do not move the one that is looked at.
    shown.panel.append({hit(4)});
    QTest::mouseClick(shown.find<QToolButton>("findNext"), Qt::LeftButton);
    QCOMPARE(last(), 2u);
    QTest::mouseClick(shown.find<QToolButton>("findPrevious"), Qt::LeftButton);
    QTest::mouseClick(shown.find<QToolButton>("findPrevious"), Qt::LeftButton);
    QCOMPARE(last(), 4u);
}

void TestFindPanel::hitsByKeyboardAndMouse()
{
    Shown shown;
    shown.panel.begin();
    shown.panel.append({hit(1), hit(2), hit(3)});
    QSignalSpy went(&shown.panel, &FindPanel::hitActivated);
    QTableView *view = shown.panel.view();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Down);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(went.size(), 1);
    const int row = view->currentIndex().row();
    QVERIFY(row > 0);
    QCOMPARE(went[0][0].toULongLong(), static_cast<quint64>(row) + 1);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(shown.panel.model()->index(0, 0)).center());
    QCOMPARE(went.last()[0].toULongLong(), 1u);
    // Tab leaves the table instead of going through its cells.
    QTest::keyClick(view, Qt::Key_Tab);
    QVERIFY(!view->hasFocus());
}

QTEST_MAIN(TestFindPanel)
#include "tst_find_panel.moc"
