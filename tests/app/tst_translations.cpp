// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedded_resources.h"
#include "tests/support/own_process.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

namespace {

struct Message
{
    QString source;
    QString translation;
    bool unfinished = false;
    bool numerus = false;
};

QList<Message> readCatalogue(const QString &fileName)
{
    QFile file(fileName);
    QList<Message> messages;
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("message")) {
            messages.append(Message{});
            messages.last().numerus = xml.attributes().hasAttribute(QLatin1String("numerus"));
        } else if (xml.name() == QLatin1String("source")) {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            messages.last().unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            messages.last().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return messages;
}

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("%(?:\\d+|n|L\\d+)"));
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found << it.next().captured();
    found.removeDuplicates();
    found.sort();
    return found;
}

/// A catalogue with today's sources: whatever is new comes out unfinished. Empty if it could not be made.
QList<Message> updated(const QString &catalogue, const QStringList &options = {})
{
    const QTemporaryDir directory;
    const QString copy = directory.filePath(catalogue);
    QStringList arguments = options
        + QStringList{QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none")};
    for (const char *part : {"app", "widgets"}) {
        QDirIterator files(QStringLiteral(MEMBRIDGE_SOURCE "/%1").arg(QLatin1String(part)),
                           {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            if (!file.contains(QLatin1String("/app/cli/")))
                arguments << file;
        }
    }
    membridge::test::OwnProcess lupdate;
    if (!QFile::copy(QStringLiteral(MEMBRIDGE_SOURCE "/translations/") + catalogue, copy))
        return {};
    lupdate.start(QStringLiteral(MEMBRIDGE_LUPDATE), arguments << QStringLiteral("-ts") << copy);
    return lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0 ? readCatalogue(copy) : QList<Message>();
}

} // namespace

/// German is complete, knows every text of today's sources, and keeps every placeholder; English knows every plural.
class TranslationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void germanIsComplete()
    {
        const QList<Message> messages = updated(QStringLiteral("membridge_scope_de.ts"));
        QVERIFY(messages.size() > 100);
        QStringList wrong;
        for (const Message &message : messages) {
            if (message.unfinished || message.translation.isEmpty())
                wrong << QStringLiteral("unfinished: ") + message.source;
            // %n may be left out of a singular form.
            else if (!message.numerus && placeholders(message.source) != placeholders(message.translation))
                wrong << QStringLiteral("placeholders differ: ") + message.source;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void englishHasEveryPlural()
    {
        const QList<Message> messages = updated(QStringLiteral("membridge_scope_en.ts"),
                                                {QStringLiteral("-pluralonly")});
        QVERIFY(messages.size() > 10);
        for (const Message &message : messages) {
            QVERIFY2(!message.unfinished && !message.translation.isEmpty(), qPrintable(message.source));
            QVERIFY2(!message.translation.contains(QLatin1String("(s)")), qPrintable(message.translation));
        }
    }

    void englishCounts_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << QStringLiteral("0 frames");
        QTest::newRow("one") << 1 << QStringLiteral("1 frame");
        QTest::newRow("two") << 2 << QStringLiteral("2 frames");
    }

    void englishCounts()
    {
        QFETCH(int, count);
        membridge::loadEmbeddedResources();
        QTranslator translator;
        QVERIFY(translator.load(QLocale(QLocale::English), QStringLiteral("membridge_scope"), QStringLiteral("_"),
                                QStringLiteral(":/i18n")));
        QVERIFY(QCoreApplication::installTranslator(&translator));
        QTEST(QCoreApplication::translate("membridge::RingMap", "%Ln frame(s)", nullptr, count), "text");
    }

    void germanIsBuiltIn()
    {
        membridge::loadEmbeddedResources();
        QTranslator translator;
        QVERIFY(translator.load(QLocale(QLocale::German), QStringLiteral("membridge_scope"), QStringLiteral("_"),
                                QStringLiteral(":/i18n")));
        QVERIFY(!translator.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "tst_translations.moc"
