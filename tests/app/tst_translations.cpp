// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/embedded_resources.h"

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

} // namespace

/// German is complete, knows every text of today's sources, and keeps every placeholder.
class TranslationsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void germanIsComplete()
    {
        // Today's sources into a copy: whatever is new would come out unfinished.
        const QTemporaryDir directory;
        const QString copy = directory.filePath(QStringLiteral("membridge_scope_de.ts"));
        QVERIFY(QFile::copy(QStringLiteral(MEMBRIDGE_SOURCE "/translations/membridge_scope_de.ts"), copy));
        QStringList arguments{QStringLiteral("-no-obsolete"), QStringLiteral("-locations"), QStringLiteral("none")};
        for (const char *part : {"app", "widgets"}) {
            QDirIterator files(QStringLiteral(MEMBRIDGE_SOURCE "/%1").arg(QLatin1String(part)),
                               {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                const QString file = files.next();
                if (!file.contains(QLatin1String("/app/cli/")))
                    arguments << file;
            }
        }
        QProcess lupdate;
        lupdate.start(QStringLiteral(MEMBRIDGE_LUPDATE), arguments << QStringLiteral("-ts") << copy);
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);

        const QList<Message> messages = readCatalogue(copy);
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
