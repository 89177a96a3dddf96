// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace membridge;

class SettingsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void comesBackAsItWas()
    {
        const QTemporaryDir directory;
        QSettings store(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Settings settings;
        settings.windowGeometry = "geometry";
        settings.windowState = QByteArray("\0state", 6);
        settings.theme = ColourTheme::Dark;
        settings.sampleRateHz = 7;
        settings.frameMemoryMiB = 256;
        settings.viewIntervalMs = 50;
        settings.lockTimeoutMs = 123;
        settings.valueHistory = {QStringLiteral("1, \"two\" [3]"), QStringLiteral("true")};
        settings.segments["/preset"].presets = "[{\"name\":\"a; b\",\"values\":\"1 2\"}]";
        settings.segments["/looks"].looks = "{\n  \"membridge_layout\": 1\n}\n";
        settings.segments["/plain"] = {QStringLiteral("str int"), Layout::Ring};
        settings.segments[QByteArray("/\xff\xe2\x80\xae", 5)] = {QStringLiteral("a:str"), Layout::Region};
        settings.hiddenReadings = QStringList{QStringLiteral("f16"), QStringLiteral("bits8")};
        settings.readingsInHex = true;
        settings.ringAsStrip = true;
        settings.hex.columns = 24;
        settings.hex.dataOnly = true;
        settings.comparedSegments = {QByteArray("/\xff,\n%", 5), "/b"};
        settings.colourRules = {
            {.filter = QStringLiteral("a > 3 and name contains \"x, y\""), .colour = ColourRule::Blue, .enabled = false},
            {.filter = QStringLiteral("length > 1"), .colour = ColourRule::Red}};
        settings.save(store);
        store.sync();

        QSettings again(store.fileName(), QSettings::IniFormat);
        const Settings loaded = Settings::load(again);
        QCOMPARE(loaded.windowGeometry, settings.windowGeometry);
        QCOMPARE(loaded.windowState, settings.windowState);
        QCOMPARE(loaded.theme, settings.theme);
        QCOMPARE(loaded.sampleRateHz, settings.sampleRateHz);
        QCOMPARE(loaded.frameMemoryMiB, settings.frameMemoryMiB);
        QCOMPARE(loaded.viewIntervalMs, settings.viewIntervalMs);
        QCOMPARE(loaded.lockTimeoutMs, settings.lockTimeoutMs);
        QCOMPARE(loaded.segments, settings.segments);
        QCOMPARE(loaded.valueHistory, settings.valueHistory);
        QCOMPARE(loaded.hiddenReadings, settings.hiddenReadings);
        QCOMPARE(loaded.readingsInHex, settings.readingsInHex);
        QCOMPARE(loaded.ringAsStrip, settings.ringAsStrip);
        QCOMPARE(loaded.hex, settings.hex);
        QCOMPARE(loaded.comparedSegments, settings.comparedSegments);
        QCOMPARE(loaded.colourRules, settings.colourRules);
    }

    void colourRulesOfOthers()
    {
        const QTemporaryDir directory;
        QSettings store(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        QVERIFY(Settings::load(store).colourRules.empty());
        store.beginWriteArray(QStringLiteral("frames/colourRules"));
        for (int i = 0; i < 2 * ColourRule::mostRules; ++i) {
            store.setArrayIndex(i);
            store.setValue(QStringLiteral("filter"), i == 0 ? QString() : QStringLiteral("length > %1").arg(i));
            store.setValue(QStringLiteral("colour"),
                           i == 1       ? QVariant(17)
                               : i == 2 ? QVariant(QStringLiteral("red"))
                                        : 1);
        }
        store.endArray();
        const auto rules = Settings::load(store).colourRules;
        QCOMPARE(rules.size(), std::size_t(ColourRule::mostRules - 1)); // without the empty one
        QCOMPARE(rules[0], (ColourRule{.filter = QStringLiteral("length > 1")}));
        QCOMPARE(rules[1], (ColourRule{.filter = QStringLiteral("length > 2")}));
        QCOMPARE(rules[2].colour, ColourRule::Red);
    }

    void nonsenseBecomesDefaults_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("no memory") << QStringLiteral("observe/frameMemoryMiB") << QVariant(0);
        QTest::newRow("zero rate") << QStringLiteral("observe/sampleRateHz") << QVariant(0);
        QTest::newRow("negative interval") << QStringLiteral("observe/viewIntervalMs") << QVariant(-5);
        QTest::newRow("endless wait") << QStringLiteral("participate/lockTimeoutMs") << QVariant(2'000'000'000);
        QTest::newRow("no number") << QStringLiteral("observe/sampleRateHz") << QVariant(QStringLiteral("fast"));
        QTest::newRow("no theme") << QStringLiteral("view/theme") << QVariant(17);
        QTest::newRow("no list of lines") << QStringLiteral("participate/valueHistory") << QVariant(QByteArray());
        QTest::newRow("one alone is compared")
            << QStringLiteral("view/comparedSegments") << QVariant(QStringList{QStringLiteral("/a")});
        QTest::newRow("endless rules") << QStringLiteral("frames/colourRules/size") << QVariant(2'000'000'000);
        QTest::newRow("endless list") << QStringLiteral("segments/size") << QVariant(2'000'000'000);
    }
    void nonsenseBecomesDefaults()
    {
        QFETCH(const QString, key);
        QFETCH(const QVariant, value);
        const QTemporaryDir directory;
        QSettings store(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        store.setValue(key, value);
        const Settings loaded = Settings::load(store);
        const Settings defaults;
        QCOMPARE(loaded.theme, defaults.theme);
        QCOMPARE(loaded.sampleRateHz, defaults.sampleRateHz);
        QCOMPARE(loaded.frameMemoryMiB, defaults.frameMemoryMiB);
        QCOMPARE(loaded.viewIntervalMs, defaults.viewIntervalMs);
        QCOMPARE(loaded.lockTimeoutMs, defaults.lockTimeoutMs);
        QVERIFY(loaded.comparedSegments.isEmpty());
        QVERIFY(loaded.colourRules.empty());
        QVERIFY(loaded.segments.entries().isEmpty());
        QVERIFY(loaded.valueHistory.join(QString()).isEmpty());
    }

    void theMostRecentlyUsedSegmentsAreKept()
    {
        const QTemporaryDir directory;
        QSettings store(directory.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        Settings settings;
        settings.segments["/kept"].schema = QStringLiteral("str");
        for (int i = 0; i < 2 * RememberedSegments::maxSegments; ++i) {
            settings.segments["/s" + QByteArray::number(i)].schema = QStringLiteral("int");
            QVERIFY(settings.segments.contains("/kept"));
            (void)settings.segments["/kept"]; // used
        }
        settings.save(store);
        const RememberedSegments loaded = Settings::load(store).segments;
        QCOMPARE(loaded.entries().size(), RememberedSegments::maxSegments);
        QCOMPARE(loaded.entries().first().name, QByteArray("/kept"));
        QCOMPARE(loaded.value("/kept").schema, QStringLiteral("str"));
        QCOMPARE(loaded.entries()[1].name, "/s" + QByteArray::number(2 * RememberedSegments::maxSegments - 1));
        QVERIFY(!loaded.contains("/s0"));
        QCOMPARE(loaded, settings.segments);
    }
};

QTEST_APPLESS_MAIN(SettingsTest)
#include "tst_settings.moc"
