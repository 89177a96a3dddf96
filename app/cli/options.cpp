// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "options.h"

#include "core/observe/trigger.h"
#include "core/platform/hidden_segments.h"
#include "core/traffic/template_text.h"
#include "size_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <variant>

namespace membridge::cli {

namespace {

constexpr char protection = '\x01';

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

/// Digits with at most one point between or around them.
double rateOf(const std::string &option, const std::string &text)
{
    if (text == "max")
        return 0;
    constexpr std::size_t longest = 30;
    double number = 0;
    double place = 0;
    std::size_t digits = 0;
    bool valid = text.size() <= longest;
    for (const char c : text) {
        if (c == '.' && place == 0) {
            place = 1;
        } else if (c >= '0' && c <= '9') {
            ++digits;
            number = number * 10 + (c - '0');
            place *= 10;
        } else {
            valid = false;
        }
    }
    if (place > 0)
        number /= place;
    if (!valid || digits == 0 || number <= 0)
        refuse(option, '"' + text + "\" is neither a number of messages a second above 0 nor max");
    return number;
}

const std::string &oneOf(const std::vector<std::string> &words, const std::string &option, const std::string &text)
{
    const auto found = std::find(words.begin(), words.end(), text);
    if (found == words.end()) {
        std::string all;
        for (const std::string &word : words)
            all += (all.empty() ? "" : " or ") + word;
        refuse(option, '"' + text + "\" is not " + all);
    }
    return *found;
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

std::string unprotected(const std::string &argument)
{
    return !argument.empty() && argument.front() == protection ? argument.substr(1) : argument;
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
    segmentText(name)->required();
}

void Options::optionalSegment(std::string &name)
{
    segmentText(name);
}

CLI::Option *Options::segmentText(std::string &name)
{
    return text("NAME", "", "The segment, with or without the leading /", [&name](const std::string &text) {
        if (text.empty())
            refuse("NAME", "is empty");
        name = withOneSlash(text);
    });
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

void Options::file(const std::string &title, std::string &path, const std::string &help)
{
    fileText(title, path, help)->required();
}

void Options::optionalFile(const std::string &option, std::string &path, const std::string &help)
{
    fileText(option, path, help);
}

CLI::Option *Options::fileText(const std::string &title, std::string &path, const std::string &help)
{
    return text(title, title.starts_with('-') ? "FILE" : "", help, [&path, title](const std::string &text) {
        if (text.empty())
            refuse(title, "is empty");
        path = text;
    });
}

void Options::speed(const std::string &option, std::optional<double> &factor, const std::string &help)
{
    text(option, "X|max", help, [&factor, option](const std::string &text) {
        if (text == "max") {
            factor.reset();
            return;
        }
        // Not from_chars(), which not every library has for floating point; strtod() takes blanks and names, too.
        const bool plain = text.find_first_not_of("0123456789.eE+-") == std::string::npos;
        char *end = nullptr;
        const double value = plain ? std::strtod(text.c_str(), &end) : 0;
        if (!plain || text.empty() || *end != '\0' || !(value > 0) || !std::isfinite(value))
            refuse(option, '"' + text + "\" is neither max nor a factor above 0 (for example 2 or 0.5)");
        factor = value;
    });
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

void Options::number(const std::string &option, std::optional<std::int64_t> &number, const std::string &help)
{
    text(option, "N", help, [&number, option](const std::string &text) {
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            refuse(option, '"' + text + "\" is no whole number of 64 bits");
        number = value;
    });
}

void Options::spread(const std::string &option, std::optional<DurationSpread> &spread, const std::string &help)
{
    text(option, "TIME", help, [&spread, option](const std::string &text) {
        auto parsed = DurationSpread::parse(text);
        if (const auto *error = std::get_if<DurationSpreadError>(&parsed))
            refuse(option, error->text());
        spread = std::get<DurationSpread>(parsed);
    });
}

void Options::choice(const std::string &title, const std::vector<std::string> &words, std::string &chosen,
                     const std::string &help)
{
    text(title, "", help, [&chosen, words, title](const std::string &text) {
        chosen = oneOf(words, title, text);
    })->required();
}

void Options::word(const std::string &option, const std::vector<std::string> &words, std::string &chosen,
                   const std::string &help)
{
    text(option, "WORD", help,
         [&chosen, words, option](const std::string &text) { chosen = oneOf(words, option, text); });
}

void Options::rate(const std::string &option, double &perSecond, const std::string &help)
{
    text(option, "N|max", help, [&perSecond, option](const std::string &text) { perSecond = rateOf(option, text); });
}

void Options::share(const std::string &option, double &part, const std::string &help)
{
    text(option, "SHARE", help, [&part, option](const std::string &text) {
        // Not from_chars(), which not every library has for floating point; strtod() takes blanks and names, too.
        const bool plain = text.find_first_not_of("0123456789.") == std::string::npos;
        char *end = nullptr;
        const double value = plain ? std::strtod(text.c_str(), &end) : -1;
        if (!plain || text.empty() || *end != '\0' || value > 1)
            refuse(option, '"' + text + "\" is no share from 0 to 1 (for example 0.2)");
        part = value;
    });
}

void Options::payload(const std::string &option, std::optional<PayloadTemplate> &fields, const std::string &help)
{
    text(option, "FIELDS", help, [&fields, option](const std::string &text) {
        auto parsed = parseTemplate(text);
        if (const auto *error = std::get_if<TemplateTextError>(&parsed))
            refuse(option, error->text() + " (column " + std::to_string(error->column + 1) + ')');
        fields = std::get<PayloadTemplate>(std::move(parsed));
    });
}

void Options::sizeRange(const std::string &option, std::optional<std::pair<std::uint64_t, std::uint64_t>> &bytes,
                        const std::string &help)
{
    text(option, "A[:B]", help, [&bytes, option](const std::string &text) {
        const std::size_t colon = text.find(':');
        const std::uint64_t from = sizeOf(option, text.substr(0, colon));
        const std::uint64_t to = colon == std::string::npos ? from : sizeOf(option, text.substr(colon + 1));
        if (from > to)
            refuse(option, '"' + text + "\" begins with the larger size");
        bytes.emplace(from, to);
    });
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
