// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window_fixture.h"

#include <QPushButton>
#include <QTemporaryFile>

#include <sys/types.h>
#include <unistd.h>

using namespace membridge;
using namespace membridge::test;

/// Every way in which attaching or looking goes wrong says so in the window, in words, and nothing crashes.
class TroubleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }

    void saysThatThereIsNoSuchSegment()
    {
        Window window;
        SegmentTab *tab = window->attach("/no-such-segment-here");
        QTRY_VERIFY(!tab->banner()->isHidden());
        QVERIFY2(tab->banner()->text().contains(QStringLiteral("/no-such-segment-here")),
                 qPrintable(tab->banner()->text()));
        QCOMPARE(tab->banner()->severity(), Severity::Error);
        QVERIFY(tab->content() == nullptr);
    }

    void triesAgainWhenAsked()
    {
        const OwnName name;
        Window window;
        SegmentTab *tab = window->attach(name.bytes());
        QTRY_VERIFY(!tab->banner()->isHidden());
        const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        emit tab->banner()->actionTriggered();
        QTRY_VERIFY(window->currentTab() != nullptr && window->currentTab()->content() != nullptr);
        QCOMPARE(window->tabCount(), 1);
    }

    void saysThatPermissionIsMissing()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 4096, {.mode = 0, .reserve = true});
        Window window;
        // Root may open anything, so for a moment this process is nobody.
        const bool root = ::geteuid() == 0;
        if (root)
            QCOMPARE(::seteuid(65534), 0);
        SegmentTab *tab = window->attach(name.bytes());
        const bool shown = QTest::qWaitFor([tab] { return !tab->banner()->isHidden(); });
        if (root)
            QCOMPARE(::seteuid(0), 0);
        QVERIFY(shown);
        QVERIFY2(tab->banner()->text().contains(QStringLiteral("ermi")), qPrintable(tab->banner()->text()));
    }

    void malformedSegmentsAreExplained_data()
    {
        QTest::addColumn<quint64>("size");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto words = [](std::initializer_list<quint64> values) {
            QByteArray bytes;
            for (const quint64 value : values)
                bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
            return bytes;
        };
        QTest::newRow("too small") << quint64(3) << QByteArray("abc") << QStringLiteral("3");
        QTest::newRow("capacity 2^40") << quint64(1048) << words({0, 8, quint64(1) << 40})
                                       << QStringLiteral("1,099,511,627,776");
        QTest::newRow("capacity 0") << quint64(1048) << words({0, 8, 0}) << QStringLiteral("0");
        QTest::newRow("head past tail") << quint64(1048) << words({100, 8, 1024}) << QStringLiteral("100");
        QTest::newRow("over capacity") << quint64(1048) << words({0, 5000, 1024}) << QStringLiteral("5,000");
        QTest::newRow("frame length 0x7fffffff")
            << quint64(1048) << words({0, 8, 1024, 0x7fffffff}) << QStringLiteral("2,147,483,651");
        QTest::newRow("lock word -7") << quint64(100) << QByteArray("\xf9\xff\xff\xff", 4) << QStringLiteral("7");
        QTest::newRow("lock word INT_MAX")
            << quint64(100) << QByteArray("\xff\xff\xff\x7f", 4) << QStringLiteral("2,147,483,647");
    }
    void malformedSegmentsAreExplained()
    {
        QFETCH(const quint64, size);
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, says);
        QLocale::setDefault(QLocale(QLocale::English));
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), size);
        name.overwrite(0, bytes);
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_VERIFY(!tab->banner()->isHidden());
        QVERIFY2(tab->banner()->text().contains(says), qPrintable(tab->banner()->text()));
        QCOMPARE(tab->banner()->severity(), Severity::Error);
    }

    void saysWhatBecameOfTheSegment_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("removed") << QStringLiteral("removed");
        QTest::newRow("shrunk") << QStringLiteral("shrunk");
        QTest::newRow("replaced") << QStringLiteral("replaced");
    }
    void saysWhatBecameOfTheSegment()
    {
        QFETCH(const QString, what);
        const OwnName name;
        {
            const SharedMemory memory = SharedMemory::create(name.name(), 4096);
        }
        Window window;
        SegmentTab *tab = window.attached(name);
        QVERIFY(tab->banner()->isHidden());
        if (what == QLatin1String("shrunk")) {
            QVERIFY(QFile::resize(name.file(), 100));
        } else {
            SharedMemory::remove(name.name());
            if (what == QLatin1String("replaced"))
                SharedMemory::create(name.name(), 2000);
        }
        QTRY_VERIFY(!tab->banner()->isHidden());
        QCOMPARE(tab->banner()->severity(), Severity::Warning);
        if (what == QLatin1String("shrunk"))
            QVERIFY2(tab->banner()->text().contains(QStringLiteral("100")), qPrintable(tab->banner()->text()));
        if (what != QLatin1String("replaced"))
            return;
        emit tab->banner()->actionTriggered();
        QTRY_VERIFY(window->currentTab()->session()->facts());
        QCOMPARE(window->currentTab()->session()->facts()->stat.size, 2000u);
        QVERIFY(window->currentTab()->banner()->isHidden());
    }

    void aDismissedMessageStaysAwayUntilSomethingElseIsWrong()
    {
        const OwnName name;
        const SharedMemory memory = SharedMemory::create(name.name(), 100);
        const qint32 invalid = -7;
        name.overwrite(0, QByteArray(reinterpret_cast<const char *>(&invalid), sizeof invalid));
        Window window;
        SegmentTab *tab = window.attached(name);
        QTRY_VERIFY(!tab->banner()->isHidden());
        tab->banner()->hideMessage();
        emit tab->banner()->dismissed();
        ObservationPtr before = tab->session()->latest();
        QTRY_VERIFY(tab->session()->latest() != before);
        QVERIFY(tab->banner()->isHidden());
        SharedMemory::remove(name.name());
        QTRY_VERIFY(!tab->banner()->isHidden());
    }
};

QTEST_MAIN(TroubleTest)
#include "tst_trouble.moc"
