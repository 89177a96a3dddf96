// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include "core/observe/trigger.h"
#include "core/platform/hidden_segments.h"
#include "size_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <variant>

namespace membridge::cli {

namespace {

constexpr char protection = '\x01';

std::string unprotected(const std::string &argument)
{
    return !argument.empty() && argument.front() == protection ? argument.substr(1) : argument;
}

/// A number or "-inf", "-nan" that begins with a minus; no option of ours looks like that.
bool isNegativeNumber(std::string_view argument)
{
    if (!argument.starts_with('-') || argument.size() < 2)
        return false;
    const std::string_view rest = argument.substr(1);
    return (rest.front() >= '0' && rest.front() <= '9') || rest.front() == '.' || rest == "inf" || rest == "infinity"
        || rest == "Infinity" || rest == "nan" || rest == "NaN";
}

bool mustBeProtected(std::string_view argument)
{
    return argument.empty() || argument == "%%" || argument == "++" || argument.front() == '['
        || argument.front() == '{' || argument.front() == protection || isNegativeNumber(argument);
}

[[noreturn]] void refuse(const std::string &option, const std::string &why)
{
    throw CLI::ValidationError(option, why);
}

std::uint64_t sizeOf(const std::string &option, const std::string &text)
{
    const auto bytes = parseSize(text);
    if (!bytes)
        refuse(option, '"' + text + "\" is no size (for example 4096, 0x1000 or 64K)");
    return *bytes;
}

std::uint64_t countOf(const std::string &option, const std::string &text)
{
    const auto number = parseSize(text);
    if (!number)
        refuse(option, '"' + text + "\" is no count");
    return *number;
}

Layout layoutOf(const std::string &option, const std::string &text)
{
    if (text == "region")
        return Layout::Region;
    if (text == "ring")
        return Layout::Ring;
    if (text != "auto")
        refuse(option, '"' + text + "\" is none of region, ring and auto");
    return Layout::Unknown;
}

std::chrono::milliseconds millisecondsOf(const std::string &option, const std::string &text, std::int64_t least)
{
    // A year: far beyond any use, and far from where nanoseconds overflow.
    constexpr std::uint64_t most = std::uint64_t{365} * 24 * 3600 * 1000;
    const auto number = parseSize(text);
    if (!number || *number > most || static_cast<std::int64_t>(*number) < least)
        refuse(option,
               '"' + text + "\" is no time in milliseconds from " + std::to_string(least) + " to "
                   + std::to_string(most));
    return std::chrono::milliseconds(*number);
}

/// POSIX takes "//x" for "/x". An address of a hidden segment stays as it is.
std::string withOneSlash(const std::string &name)
{
    if (platform::looksLikeHiddenAddress(name))
        return name;
    const auto rest = std::min(name.find_first_not_of('/'), name.size());
    return '/' + name.substr(rest);
}

} // namespace

std::vector<std::string> protectedArguments(std::vector<std::string> arguments)
{
    for (std::string &argument : arguments) {
        if (mustBeProtected(argument))
            argument.insert(argument.begin(), protection);
    }
    return arguments;
}

template <typename Take>
CLI::Option *Options::text(const std::string &option, const std::string &type, const std::string &help, Take &&take)
{
    return m_app
        .add_option_function<std::string>(
            option, [take = std::forward<Take>(take)](const std::string &text) { take(unprotected(text)); }, help)
        ->type_name(type);
}

void Options::segment(std::string &name)
{
    text("NAME", "", "The segment, with or without the leading /", [&name](const std::string &text) {
        if (text.empty())
            refuse("NAME", "is empty");
        name = withOneSlash(text);
    })->required();
}

void Options::values(std::vector<std::string> &words)
{
    m_app
        .add_option_function<std::vector<std::string>>(
            "VALUE",
            [&words](const std::vector<std::string> &texts) {
                std::transform(texts.begin(), texts.end(), std::back_inserter(words), unprotected);
            },
            "int:42 float:3.14 bool:true str:hello bytes:00ff f32: i32: u8: u32: u64: or a bare word, taken as Python would")
        ->type_name("")
        ->required();
}

void Options::flag(const std::string &option, bool &on, const std::string &help)
{
    m_app.add_flag(option, on, help);
}

void Options::size(const std::string &option, std::uint64_t &bytes, const std::string &help, std::uint64_t least)
{
    text(option, "SIZE", help, [&bytes, option, least](const std::string &text) {
        bytes = sizeOf(option, text);
        if (bytes < least)
            refuse(option, text + " is less than " + std::to_string(least));
    });
}

void Options::size(const std::string &option, std::optional<std::uint64_t> &bytes, const std::string &help)
{
    text(option, "SIZE", help, [&bytes, option](const std::string &text) { bytes = sizeOf(option, text); });
}

void Options::count(const std::string &option, std::uint64_t &number, const std::string &help)
{
    text(option, "N", help, [&number, option](const std::string &text) { number = countOf(option, text); });
}

void Options::count(const std::string &option, std::optional<std::uint64_t> &number, const std::string &help)
{
    text(option, "N", help, [&number, option](const std::string &text) { number = countOf(option, text); });
}

void Options::milliseconds(const std::string &option, std::chrono::milliseconds &time, const std::string &help,
                           std::int64_t least)
{
    text(option, "MS", help,
         [&time, option, least](const std::string &text) { time = millisecondsOf(option, text, least); });
}

void Options::milliseconds(const std::string &option, std::optional<std::chrono::milliseconds> &time,
                           const std::string &help)
{
    text(option, "MS", help, [&time, option](const std::string &text) { time = millisecondsOf(option, text, 0); });
}

void Options::integer(const std::string &option, std::optional<std::int32_t> &number, const std::string &help)
{
    text(option, "WORD", help, [&number, option](const std::string &text) {
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            refuse(option, '"' + text + "\" is no whole number from -2147483648 to 2147483647");
        number = value;
    });
}

void Options::choice(const std::string &title, const std::vector<std::string> &words, std::string &chosen,
                     const std::string &help)
{
    text(title, "", help, [&chosen, words, title](const std::string &text) {
        if (std::find(words.begin(), words.end(), text) == words.end()) {
            std::string all;
            for (const std::string &word : words)
                all += (all.empty() ? "" : " or ") + word;
            refuse(title, '"' + text + "\" is not " + all);
        }
        chosen = text;
    })->required();
}

void Options::mode(const std::string &option, std::optional<std::uint32_t> &bits, const std::string &help)
{
    text(option, "OCTAL", help, [&bits, option](const std::string &text) {
        bits = parseMode(text);
        if (!bits)
            refuse(option, '"' + text + "\" is no octal mode from 0000 to 0777");
    });
}

void Options::condition(const std::string &option, std::optional<ConditionState> &condition, const std::string &help)
{
    text(option, "CONDITION", help, [&condition, option](const std::string &text) {
        auto parsed = Condition::parse(text, TriggerEngine::names());
        if (const auto *error = std::get_if<ConditionError>(&parsed))
            refuse(option, error->text());
        condition.emplace(std::get<Condition>(std::move(parsed)));
    });
}

void Options::schema(std::optional<Schema> &schema, Presence presence, const std::string &help)
{
    text("--schema", "SCHEMA", help, [&schema](const std::string &text) {
        auto parsed = parseSchema(text);
        if (const auto *error = std::get_if<SchemaError>(&parsed))
            refuse("--schema", error->text());
        schema = std::get<Schema>(std::move(parsed));
    })->required(presence == Presence::Required);
}

void Options::layout(Layout &told)
{
    text("--layout", "region|ring|auto", "What the segment is, instead of guessing (default: auto)",
         [&told](const std::string &text) { told = layoutOf("--layout", text); });
}

} // namespace membridge::cli
