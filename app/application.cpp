// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "colour_theme.h"
#include "crash_signals.h"
#include "demo_worker.h"
#include "embedded_resources.h"
#include "main_window.h"
#include "quit_signals.h"
#include "screenshot.h"
#include "segment_tab.h"
#include "settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QSet>
#include <QSettings>
#include <QTranslator>

#include <cstdio>
#include <cstring>
#include <optional>
#include <variant>

namespace membridge {

namespace {

struct CommandLine
{
    QList<QByteArray> names;
    Layout layout = Layout::Unknown;
    QString schema;
    bool demo = false;
    std::optional<ColourTheme> theme;
    std::optional<ScreenshotRequest> screenshot;
};

QString translated(const char *text)
{
    return QCoreApplication::translate("membridge::Application", text);
}

int usageError(const QString &text)
{
    std::fprintf(stderr, "membridge-scope: %s\n", qPrintable(text));
    return 2;
}

std::optional<QSize> parseSize(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    if (parts.size() != 2)
        return std::nullopt;
    const QSize size(parts[0].toInt(), parts[1].toInt());
    return size.width() >= 100 && size.height() >= 100 && size.width() <= 16384 && size.height() <= 16384
        ? std::optional(size)
        : std::nullopt;
}

template <typename Choice>
std::optional<Choice> choose(const QString &text, std::initializer_list<std::pair<const char *, Choice>> choices)
{
    for (const auto &[name, choice] : choices) {
        if (text == QLatin1String(name))
            return choice;
    }
    return std::nullopt;
}

/// Qt's own options for programs with windows are QApplication's, which does not exist yet.
QStringList withoutQtOptions(const QStringList &arguments)
{
    static const QSet<QString> withValue{
        QStringLiteral("display"),       QStringLiteral("geometry"),     QStringLiteral("icon"),
        QStringLiteral("name"),          QStringLiteral("platform"),     QStringLiteral("platformpluginpath"),
        QStringLiteral("platformtheme"), QStringLiteral("plugin"),       QStringLiteral("qwindowgeometry"),
        QStringLiteral("qwindowicon"),   QStringLiteral("qwindowtitle"), QStringLiteral("session"),
        QStringLiteral("style"),         QStringLiteral("stylesheet"),   QStringLiteral("title")};
    QStringList rest;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == QLatin1String("--")) {
            rest += arguments.mid(i);
            break;
        }
        const QString option = argument.mid(argument.startsWith(QLatin1String("--")) ? 2 : 1);
        const bool isQts = i > 0 && argument.startsWith(QLatin1Char('-'))
            && withValue.contains(option.section(QLatin1Char('='), 0, 0));
        if (!isQts)
            rest << argument;
        else if (!option.contains(QLatin1Char('=')))
            ++i;
    }
    return rest;
}

/// The command line as a value, or the exit status. Needs an application for the translations, but no display.
std::variant<CommandLine, int> readCommandLine(const QStringList &arguments)
{
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Start the demo programs and attach to them.")));
    const QCommandLineOption layout(
        QStringLiteral("layout"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Layout of the named segments: region, ring or auto.")),
        QStringLiteral("layout"), QStringLiteral("auto"));
    const QCommandLineOption schema(
        QStringLiteral("schema"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Schema to decode the named segments with.")),
        QStringLiteral("schema"));
    const QCommandLineOption theme(
        QStringLiteral("theme"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Colours: system, light or dark.")),
        QStringLiteral("theme"));
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Save a picture of the window, then quit.")),
        QStringLiteral("file"));
    const QCommandLineOption tab(
        QStringLiteral("tab"),
        translated(QT_TRANSLATE_NOOP("membridge::Application",
                                     "Tab to show in the screenshot: part of its name, or its number.")),
        QStringLiteral("tab"));
    const QCommandLineOption after(
        QStringLiteral("after"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Milliseconds before the screenshot.")),
        QStringLiteral("ms"), QStringLiteral("2000"));
    const QCommandLineOption size(
        QStringLiteral("size"),
        translated(QT_TRANSLATE_NOOP("membridge::Application", "Size of the window for the screenshot, in pixels.")),
        QStringLiteral("WxH"));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        translated(QT_TRANSLATE_NOOP("membridge::Application", "An oscilloscope for shared-memory IPC.")));
    parser.addPositionalArgument(QStringLiteral("name"),
                                 translated(QT_TRANSLATE_NOOP("membridge::Application", "Segments to attach to.")),
                                 QStringLiteral("[name...]"));
    parser.addOptions({demo, layout, schema, theme, screenshot, tab, after, size});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(withoutQtOptions(arguments)))
        return usageError(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }
    if (parser.isSet(version)) {
        std::printf("%s %s\n", qPrintable(QCoreApplication::applicationName()),
                    qPrintable(QCoreApplication::applicationVersion()));
        return 0;
    }

    CommandLine line;
    for (const QString &name : parser.positionalArguments())
        line.names << (name.startsWith(QLatin1Char('/')) ? QFile::encodeName(name) : '/' + QFile::encodeName(name));
    const auto told = choose<Layout>(parser.value(layout),
                                     {{"auto", Layout::Unknown}, {"region", Layout::Region}, {"ring", Layout::Ring}});
    if (!told)
        return usageError(translated(QT_TRANSLATE_NOOP("membridge::Application", "--layout takes region, ring or auto")));
    line.layout = *told;
    line.schema = parser.value(schema);
    line.demo = parser.isSet(demo);
    if (parser.isSet(theme)) {
        line.theme = choose<ColourTheme>(
            parser.value(theme),
            {{"system", ColourTheme::System}, {"light", ColourTheme::Light}, {"dark", ColourTheme::Dark}});
        if (!line.theme)
            return usageError(
                translated(QT_TRANSLATE_NOOP("membridge::Application", "--theme takes system, light or dark")));
    }
    if (parser.isSet(screenshot)) {
        ScreenshotRequest request;
        request.file = parser.value(screenshot);
        request.tab = parser.value(tab);
        bool ok = false;
        request.afterMs = parser.value(after).toInt(&ok);
        if (!ok || request.afterMs < 0)
            return usageError(translated(QT_TRANSLATE_NOOP("membridge::Application", "--after takes milliseconds")));
        if (parser.isSet(size)) {
            const auto pixels = parseSize(parser.value(size));
            if (!pixels)
                return usageError(translated(
                    QT_TRANSLATE_NOOP("membridge::Application", "--size takes WIDTHxHEIGHT, for example 1400x900")));
            request.size = *pixels;
        }
        line.screenshot = request;
    }
    return line;
}

void installTranslations(QCoreApplication &application)
{
    const auto install = [&application](const QLocale &locale, const QString &catalogue, const QString &directory) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, catalogue, QStringLiteral("_"), directory))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    const auto own = QStringLiteral("membridge_scope");
    const auto embedded = QStringLiteral(":/i18n");
    install(QLocale(), QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // Its plurals also where there is no catalogue, as with the locale "C".
    install(QLocale(QLocale::English), own, embedded);
    if (QLocale().language() != QLocale::English)
        install(QLocale(), own, embedded);
}

} // namespace

int runApplication(int argc, char **argv)
{
    // Before Qt starts anything: the worker needs none of it.
    if (argc == 2 && std::strcmp(argv[1], "--demo-worker") == 0)
        return demo::runWorker();

    giveLocksBackOnCrash();

    // The names hold for every application object that follows.
    QCoreApplication::setApplicationName(QStringLiteral("membridge-scope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MEMBRIDGE_VERSION));
    QCoreApplication::setOrganizationName(QStringLiteral("membridge-scope"));
    loadEmbeddedResources();

    // The command line is read before there is a QApplication: that one ends the program where there is no display, and
    // help, version and usage errors need none.
    const auto parsed = [argc, argv]() mutable {
        QCoreApplication application(argc, argv);
        installTranslations(application);
        return readCommandLine(QCoreApplication::arguments());
    }();
    if (const int *status = std::get_if<int>(&parsed))
        return *status;

    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Membridge Scope"));
    QApplication::setDesktopFileName(QStringLiteral("io.github.membridge_scope"));
    installTranslations(application);
    const auto &line = std::get<CommandLine>(parsed);

    QSettings store;
    Settings settings = Settings::load(store);
    if (line.screenshot) {
        // A picture must not depend on how the window was left, nor change how it comes back.
        settings = Settings();
    }
    // For this run only: what the user chose stays, unless the user chooses anew.
    const ColourTheme chosen = settings.theme;
    if (line.theme)
        settings.theme = *line.theme;
    applyColourTheme(settings.theme);

    int status = 0;
    {
        QuitSignals signalsToQuit; // outlives the window, which may hold a lock until it is gone
        MainWindow window(settings);
        QObject::connect(&signalsToQuit, &QuitSignals::quitRequested, &window, [&window] {
            window.close();
            QCoreApplication::quit();
        });
        for (const QByteArray &name : line.names) {
            SegmentTab *tab = window.attach(name, line.layout);
            if (!line.schema.isEmpty())
                tab->setSchemaText(line.schema);
        }
        if (line.demo)
            window.startDemo();
        if (line.screenshot)
            new Screenshot(&window, *line.screenshot, &window);
        window.show();
        status = QApplication::exec();
    }
    if (line.theme && settings.theme == *line.theme)
        settings.theme = chosen;
    if (!line.screenshot)
        settings.save(store);
    return status;
}

} // namespace membridge
