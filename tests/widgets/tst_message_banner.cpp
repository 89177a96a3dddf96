// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widget_test.h"

#include "widgets/message_banner.h"
#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace membridge;

class TestMessageBanner : public QObject
{
    Q_OBJECT

private slots:
    void init() { widget_test::failOnWarnings(); }
    void startsHidden();
    void showsPlainText();
    void action();
    void dismissing();
    void severityIsNotColourOnly_data();
    void severityIsNotColourOnly();
    void everyPartHasAName();
};

void TestMessageBanner::startsHidden()
{
    QWidget window;
    MessageBanner banner(&window);
    window.show();
    QVERIFY(!banner.isVisible());
    banner.showMessage(Severity::Info, QStringLiteral("text"));
    QVERIFY(banner.isVisible());
    banner.hideMessage();
    QVERIFY(!banner.isVisible());
}

void TestMessageBanner::showsPlainText()
{
    MessageBanner banner;
    banner.showMessage(Severity::Error, QStringLiteral("<b>not bold</b>"));
    const auto *text = banner.findChild<QLabel *>(QStringLiteral("messageText"));
    QCOMPARE(text->textFormat(), Qt::PlainText);
    QCOMPARE(text->text(), QStringLiteral("<b>not bold</b>"));
    QVERIFY(text->textInteractionFlags().testFlag(Qt::TextSelectableByMouse));
    QVERIFY(text->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QCOMPARE(banner.text(), QStringLiteral("<b>not bold</b>"));
}

void TestMessageBanner::action()
{
    MessageBanner banner;
    auto *button = banner.findChild<QPushButton *>(QStringLiteral("messageAction"));
    banner.showMessage(Severity::Info, QStringLiteral("text"));
    QVERIFY(button->isHidden());
    QSignalSpy triggered(&banner, &MessageBanner::actionTriggered);
    banner.showMessage(Severity::Info, QStringLiteral("text"), QStringLiteral("Attach again"));
    QVERIFY(!button->isHidden());
    QCOMPARE(button->text(), QStringLiteral("Attach again"));
    button->click();
    QCOMPARE(triggered.size(), 1);
    QVERIFY(!banner.isHidden());
}

void TestMessageBanner::dismissing()
{
    MessageBanner banner;
    banner.showMessage(Severity::Warning, QStringLiteral("text"));
    QSignalSpy dismissed(&banner, &MessageBanner::dismissed);
    banner.hideMessage();
    QCOMPARE(dismissed.size(), 0);
    banner.showMessage(Severity::Warning, QStringLiteral("text"));
    banner.findChild<QToolButton *>(QStringLiteral("messageDismiss"))->click();
    QCOMPARE(dismissed.size(), 1);
    QVERIFY(banner.isHidden());
}

void TestMessageBanner::severityIsNotColourOnly_data()
{
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("word");
    QTest::newRow("info") << int(Severity::Info) << "note";
    QTest::newRow("warning") << int(Severity::Warning) << "warning";
    QTest::newRow("error") << int(Severity::Error) << "error";
}

void TestMessageBanner::severityIsNotColourOnly()
{
    QFETCH(int, severity);
    QFETCH(QString, word);
    for (const QPalette &palette : {widget_test::lightPalette(), widget_test::darkPalette()}) {
        MessageBanner banner;
        banner.setPalette(palette);
        banner.showMessage(Severity(severity), QStringLiteral("text"));
        QVERIFY(banner.accessibleName().contains(word));
        QVERIFY(!banner.findChild<QLabel *>(QStringLiteral("messageIcon"))->pixmap().isNull());
        banner.resize(400, 60);
        const QColor background = banner.grab().toImage().pixelColor(395, 30);
        QVERIFY(background != palette.color(QPalette::Window));
        QVERIFY(Theme::contrast(background, palette.color(QPalette::WindowText)) >= 4.5);
    }
}

void TestMessageBanner::everyPartHasAName()
{
    MessageBanner banner;
    banner.showMessage(Severity::Info, QStringLiteral("text"), QStringLiteral("Do it"));
    for (const QWidget *widget : banner.findChildren<QWidget *>()) {
        QVERIFY(!widget->objectName().isEmpty());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(TestMessageBanner)
#include "tst_message_banner.moc"
