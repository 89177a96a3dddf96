// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command_line.h"

#include "command.h"
#include "core/codec/utf8.h"
#include "failure.h"
#include "output.h"
#include "process.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <new>
#include <string_view>

namespace membridge::cli {

namespace {

constexpr auto description = "Looks into and exercises membridge shared-memory segments.\n"
                             "Commands that only look open the segment read-only, take no lock and write no byte.";
constexpr auto epilogue = "Every command takes --json. NAME may be given with or without its leading slash.\n"
                          "Sizes take K, M and G for powers of 1024; times are milliseconds.\n"
                          "\n"
                          "Examples:\n"
                          "  membridge-cli create log --ring 64K\n"
                          "  membridge-cli push log 42 hello\n"
                          "  membridge-cli frames log --schema \"int str\"\n"
                          "  membridge-cli pop log --schema \"int str\" --json\n"
                          "\n"
                          "Exit status: 0 done, 1 failed, 2 usage, 3 no such segment or not allowed,\n"
                          "4 timeout (empty, full, locked), 5 the segment is malformed or the schema does not fit.";
constexpr auto schemaHelp = "A schema is tags, each optionally repeated and named: \"name:str temperature:f64 3*bool\".\n"
                            "Tags: int float bool str f32 f64 i32 i64 u8 u32 u64; bytes(N) is N raw bytes, ... the rest.\n"
                            "skip(N) passes over N bytes; @N or @0xN goes to that offset of the data.";

void complain(std::string_view text) noexcept
{
    try {
        // One write, so that the lines of several programs on one terminal stay whole.
        writeToStandardError("membridge-cli: " + std::string(text) + '\n');
    } catch (const std::bad_alloc &) {
        writeToStandardError("membridge-cli: out of memory\n");
    }
}

std::string footerOf(const CommandEntry &entry)
{
    std::string footer = std::string("Examples:\n") + entry.examples;
    if (std::string_view(entry.examples).find("--schema") != std::string_view::npos)
        footer += std::string("\n\n") + schemaHelp;
    return footer;
}

ExitStatus fail(const Failure &failure)
{
    try {
        // What was printed before belongs before the complaint.
        flushOutput();
    } catch (const OutputError &) {
        // The failure came first, and its line goes elsewhere.
    }
    complain(failure.what());
    return failure.status();
}

/// The parser's own words; the arguments that it quotes are as they were given.
std::string reasonOf(const CLI::App &app, const CLI::ParseError &error)
{
    const auto unexpected = app.remaining(true);
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError) || unexpected.empty())
        return error.what();
    return "\"" + unprotected(unexpected.front()) + "\" was not expected";
}

/// What the parser says, with the arguments in it made safe to show.
std::string usageText(const CLI::App &app, const CLI::ParseError &error, const std::vector<std::string> &arguments)
{
    const auto chosen = app.get_subcommands();
    if (!chosen.empty()) {
        const std::string command = "membridge-cli " + chosen.front()->get_name();
        return chosen.front()->get_name() + ": " + escapedForDisplay(reasonOf(app, error)) + "; \"" + command
            + " --help\" tells how to use it";
    }
    if (arguments.empty())
        return "no command is given; \"membridge-cli --help\" lists them";
    const std::string first = '"' + escapedForDisplay(arguments.front()) + '"';
    if (arguments.front().starts_with('-'))
        return "there is no option " + first + "; \"membridge-cli --help\" lists what there is";
    return "there is no command " + first + "; \"membridge-cli --help\" lists them";
}

/// The parser takes "-hello" for -h; whoever passes text on wants to hear that it went nowhere.
bool startsLikeHelp(const std::string &argument)
{
    return argument.starts_with("-h") && argument.size() > 2;
}

ExitStatus parseAndRun(const std::vector<std::string> &arguments)
{
    CLI::App app(description, "membridge-cli");
    app.set_version_flag("--version", "membridge-cli " MEMBRIDGE_VERSION);
    app.footer(epilogue);
    app.require_subcommand(1);
    // The parser's default on Windows, where it would take every segment's name for an option.
    app.allow_windows_style_options(false);
    app.get_formatter()->column_width(28);

    std::vector<std::unique_ptr<Command>> commands;
    for (const CommandEntry &entry : allCommands()) {
        CLI::App *subcommand = app.add_subcommand(entry.name, entry.summary);
        subcommand->footer(footerOf(entry));
        commands.push_back(entry.make());
        Options options(*subcommand);
        commands.back()->declareAll(options);
    }

    try {
        auto words = protectedArguments(arguments);
        // The parser takes them from the back.
        std::reverse(words.begin(), words.end());
        app.parse(std::move(words));
    } catch (const CLI::CallForHelp &) {
        const auto mistaken = std::find_if(arguments.begin(), arguments.end(), startsLikeHelp);
        if (mistaken != arguments.end()) {
            complain("there is no option \"" + escapedForDisplay(*mistaken)
                     + "\"; \"membridge-cli COMMAND --help\" lists what there is");
            return ExitStatus::Usage;
        }
        print(app.help());
        return ExitStatus::Done;
    } catch (const CLI::CallForVersion &version) {
        printLine(version.what());
        return ExitStatus::Done;
    } catch (const CLI::ParseError &error) {
        complain(usageText(app, error, arguments));
        return ExitStatus::Usage;
    }

    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (app.got_subcommand(allCommands()[i].name))
            return commands[i]->run();
    }
    return ExitStatus::Usage;
}

} // namespace

ExitStatus runCommandLine(const std::vector<std::string> &arguments) noexcept
{
    try {
        try {
            const ExitStatus status = parseAndRun(arguments);
            flushOutput();
            return status;
        } catch (const Failure &failure) {
            return fail(failure);
        } catch (const Error &error) {
            return fail(Failure(error));
        }
    } catch (const OutputError &error) {
        if (error.readerGone())
            return ExitStatus::Done;
        complain(error.what());
    } catch (const std::bad_alloc &) {
        complain("out of memory; ask for less, for example with --limit or --length");
    } catch (const std::exception &error) {
        complain(error.what());
    }
    return ExitStatus::Failed;
}

} // namespace membridge::cli
