// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/address_edit.h"
#include "widgets/go_to_bar.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

using namespace membridge;

class TestGoToBar : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { widget_test::useEnglishNumbers(); }
    void init();
    void cleanup() { m_window.reset(); }
    void hiddenUntilOpened();
    void enterGoes();
    void wrongTextStays();
    void errorColumns_data();
    void errorColumns();
    void escapeReturnsTheFocus();
    void repeatsTheLast();
    void previewFollowsTheContext();
    void namesMeanWhatTheyDoAtEnter();
    void bothThemes_data();
    void bothThemes();

private:
    AddressEdit *edit() const { return m_bar->findChild<AddressEdit *>(); }
    QString result() const { return m_bar->findChild<QLabel *>(QStringLiteral("goToResult"))->text(); }

    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_other = nullptr;
    GoToBar *m_bar = nullptr;
};

void TestGoToBar::init()
{
    widget_test::failOnWarnings();
    m_window = std::make_unique<QWidget>();
    m_other = new QLineEdit;
    m_bar = new GoToBar;
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_other);
    layout->addWidget(m_bar);
    AddressContext context;
    context.cursor = 100;
    context.size = 4096;
    m_bar->setContext(context);
    m_window->resize(700, 90);
    m_window->show();
    m_other->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestGoToBar::hiddenUntilOpened()
{
    QVERIFY(!m_bar->isVisible());
    m_bar->open();
    QVERIFY(m_bar->isVisible());
    QVERIFY(edit()->hasFocus());
    QVERIFY(!edit()->accessibleName().isEmpty());
    QVERIFY(edit()->error().isEmpty()); // nothing typed is no mistake yet
    QVERIFY(result().isEmpty());
}

void TestGoToBar::enterGoes()
{
    QSignalSpy goTo(m_bar, &GoToBar::goTo);
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("0x10+4"));
    QCOMPARE(result(), QStringLiteral("→ 0x14 (20)"));
    QVERIFY(goTo.isEmpty());
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(goTo.count(), 1);
    QCOMPARE(goTo[0][0].toULongLong(), 20u);
    QVERIFY(m_bar->isVisible());
}

void TestGoToBar::wrongTextStays()
{
    QSignalSpy goTo(m_bar, &GoToBar::goTo);
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("4096"));
    QCOMPARE(result(), QStringLiteral("Column 1: Outside of the segment."));
    QTest::keyClick(edit(), Qt::Key_Return);
    QVERIFY(goTo.isEmpty());
    QCOMPARE(edit()->text(), QStringLiteral("4096"));
    QVERIFY(m_bar->lastExpression().isEmpty());
    QTest::keyClick(edit(), Qt::Key_Backspace);
    QCOMPARE(result(), QStringLiteral("→ 0x199 (409)"));
    QVERIFY(edit()->error().isEmpty());
}

void TestGoToBar::errorColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::newRow("unknown name") << QStringLiteral("1 + nose") << 4;
    QTest::newRow("at the end") << QStringLiteral("1 +") << 3;
    QTest::newRow("after letters of two bytes") << QStringLiteral("'éé'") << 0;
    QTest::newRow("a pair of two units before it") << QStringLiteral("1 🚀") << 2;
    QTest::newRow("none") << QStringLiteral("1") << -1;
}

void TestGoToBar::errorColumns()
{
    QFETCH(QString, text);
    QFETCH(int, column);
    m_bar->open();
    edit()->setText(text);
    QCOMPARE(edit()->errorColumn(), column);
    // Marking where it is wrong leaves the text and the undo history alone.
    QCOMPARE(edit()->text(), text);
}

void TestGoToBar::escapeReturnsTheFocus()
{
    QSignalSpy closed(m_bar, &GoToBar::closed);
    QSignalSpy goTo(m_bar, &GoToBar::goTo);
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("7"));
    QTest::keyClick(edit(), Qt::Key_Escape);
    QVERIFY(!m_bar->isVisible());
    QVERIFY(m_other->hasFocus());
    QCOMPARE(closed.count(), 1);
    QVERIFY(goTo.isEmpty());
}

void TestGoToBar::repeatsTheLast()
{
    QSignalSpy goTo(m_bar, &GoToBar::goTo);
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("+8"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QTest::keyClicks(edit(), QStringLiteral("never gone to"));
    QTest::keyClick(edit(), Qt::Key_Escape);
    AddressContext context;
    context.cursor = 108;
    context.size = 4096;
    m_bar->setContext(context);
    m_bar->open();
    QCOMPARE(edit()->text(), QStringLiteral("+8"));
    QCOMPARE(edit()->selectedText(), QStringLiteral("+8"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(goTo.count(), 2);
    QCOMPARE(goTo[1][0].toULongLong(), 116u);
}

void TestGoToBar::previewFollowsTheContext()
{
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("tail"));
    QVERIFY(result().contains(QStringLiteral("Only a ring")));
    AddressContext context;
    context.size = 4096;
    context.ring = RingHeader{0, 9, 4};
    m_bar->setContext(context);
    QCOMPARE(result(), QStringLiteral("→ 0x9 (9)"));
}

void TestGoToBar::namesMeanWhatTheyDoAtEnter()
{
    AddressContext context;
    context.size = 4096;
    m_bar->setContextSource([&] { return context; });
    QSignalSpy goTo(m_bar, &GoToBar::goTo);
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("+16"));
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(goTo[0][0].toULongLong(), 16u);
    // The bar stays open while the cursor moves.
    context.cursor = 16;
    m_bar->refresh();
    QCOMPARE(result(), QStringLiteral("→ 0x20 (32)"));
    context.cursor = 100;
    QTest::keyClick(edit(), Qt::Key_Return);
    QCOMPARE(goTo[1][0].toULongLong(), 116u);
}

void TestGoToBar::bothThemes_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestGoToBar::bothThemes()
{
    QFETCH(bool, dark);
    m_window->setPalette(dark ? widget_test::darkPalette() : widget_test::lightPalette());
    m_bar->open();
    QTest::keyClicks(edit(), QStringLiteral("12 + nose"));
    QCoreApplication::sendPostedEvents();
    const QLabel *label = m_bar->findChild<QLabel *>(QStringLiteral("goToResult"));
    QCOMPARE(label->palette().color(QPalette::WindowText), Theme::of(m_bar->palette()).error);
    if (const QString folder = qEnvironmentVariable("MEMBRIDGE_SCREENSHOTS"); !folder.isEmpty())
        QVERIFY(m_window->grab().save(
            QStringLiteral("%1/go-to-%2.png").arg(folder, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
}

QTEST_MAIN(TestGoToBar)
#include "tst_go_to_bar.moc"
