// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "colour_theme.h"
#include "demo_worker.h"
#include "embedded_resources.h"
#include "main_window.h"
#include "screenshot.h"
#include "segment_tab.h"
#include "settings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTimer>
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
    return size.width() >= 100 && size.height() >= 100 && size.width() <= 16384 && size.height() <= 16384 ? std::optional(size)
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

/// The command line as a value, or the exit status.
std::variant<CommandLine, int> readCommandLine(const QApplication &application)
{
    const QCommandLineOption demo(QStringLiteral("demo"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Start the demo programs and attach to them.")));
    const QCommandLineOption layout(QStringLiteral("layout"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Layout of the named segments: region, ring or auto.")),
                                    QStringLiteral("layout"), QStringLiteral("auto"));
    const QCommandLineOption schema(QStringLiteral("schema"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Schema to decode the named segments with.")),
                                    QStringLiteral("schema"));
    const QCommandLineOption theme(QStringLiteral("theme"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Colours: system, light or dark.")), QStringLiteral("theme"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Save a picture of the window, then quit.")),
                                        QStringLiteral("file"));
    const QCommandLineOption tab(QStringLiteral("tab"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Tab to show in the screenshot: part of its name, or its number.")),
                                 QStringLiteral("tab"));
    const QCommandLineOption after(QStringLiteral("after"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Milliseconds before the screenshot.")), QStringLiteral("ms"),
                                   QStringLiteral("2000"));
    const QCommandLineOption size(QStringLiteral("size"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Size of the window for the screenshot, in pixels.")),
                                  QStringLiteral("WxH"));

    QCommandLineParser parser;
    parser.setApplicationDescription(translated(QT_TRANSLATE_NOOP("membridge::Application", "An oscilloscope for shared-memory IPC.")));
    parser.addPositionalArgument(QStringLiteral("name"), translated(QT_TRANSLATE_NOOP("membridge::Application", "Segments to attach to.")), QStringLiteral("[name...]"));
    parser.addOptions({demo, layout, schema, theme, screenshot, tab, after, size});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    CommandLine line;
    for (const QString &name : parser.positionalArguments())
        line.names << (name.startsWith(QLatin1Char('/')) ? QFile::encodeName(name) : '/' + QFile::encodeName(name));
    const auto told = choose<Layout>(parser.value(layout), {{"auto", Layout::Unknown}, {"region", Layout::Region}, {"ring", Layout::Ring}});
    if (!told)
        return usageError(translated(QT_TRANSLATE_NOOP("membridge::Application", "--layout takes region, ring or auto")));
    line.layout = *told;
    line.schema = parser.value(schema);
    line.demo = parser.isSet(demo);
    if (parser.isSet(theme)) {
        line.theme = choose<ColourTheme>(parser.value(theme), {{"system", ColourTheme::System}, {"light", ColourTheme::Light}, {"dark", ColourTheme::Dark}});
        if (!line.theme)
            return usageError(translated(QT_TRANSLATE_NOOP("membridge::Application", "--theme takes system, light or dark")));
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
                return usageError(translated(QT_TRANSLATE_NOOP("membridge::Application", "--size takes WIDTHxHEIGHT, for example 1400x900")));
            request.size = *pixels;
        }
        line.screenshot = request;
    }
    return line;
}

void installTranslations(QApplication &application)
{
    const auto install = [&application](const QString &catalogue, const QString &prefix, const QString &directory) {
        auto *translator = new QTranslator(&application);
        if (translator->load(QLocale(), catalogue, prefix, directory))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    };
    install(QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("membridge_scope"), QStringLiteral("_"), QStringLiteral(":/i18n"));
}

} // namespace

int runApplication(int argc, char **argv)
{
    // Before Qt starts anything: the worker needs none of it.
    if (argc == 2 && std::strcmp(argv[1], "--demo-worker") == 0)
        return demo::runWorker();

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("membridge-scope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Membridge Scope"));
    QApplication::setApplicationVersion(QStringLiteral(MEMBRIDGE_VERSION));
    QApplication::setOrganizationName(QStringLiteral("membridge-scope"));
    QApplication::setDesktopFileName(QStringLiteral("io.github.membridge_scope"));
    loadEmbeddedResources();
    installTranslations(application);

    const auto parsed = readCommandLine(application);
    if (const int *status = std::get_if<int>(&parsed))
        return *status;
    const auto &line = std::get<CommandLine>(parsed);

    QSettings store;
    Settings settings = Settings::load(store);
    if (line.screenshot) {
        // A picture must not depend on how the window was left, nor change how it comes back.
        settings = Settings();
    }
    if (line.theme)
        settings.theme = *line.theme;
    applyColourTheme(settings.theme);

    int status = 0;
    {
        MainWindow window(settings);
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
    if (!line.screenshot)
        settings.save(store);
    return status;
}

} // namespace membridge
