// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "duration_spread.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

namespace membridge {

namespace {

using std::chrono::nanoseconds;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units{
    {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"s", 1'000'000'000}}};

std::variant<nanoseconds, DurationSpreadError> parseTime(std::string_view text, std::size_t column)
{
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || number < 0)
        return DurationSpreadError{column, "a time is a whole number with its unit, such as 5ms"};
    const auto digits = static_cast<std::size_t>(rest - text.data());
    const auto unit = std::find_if(units.begin(), units.end(),
                                   [&](const auto &one) { return one.first == text.substr(digits); });
    if (unit == units.end())
        return DurationSpreadError{column + digits, "the unit is ns, us, ms or s"};
    if (error == std::errc::result_out_of_range || number > DurationSpread::longest.count() / unit->second)
        return DurationSpreadError{column, "longer than a day"};
    return nanoseconds(number * unit->second);
}

std::string timeText(nanoseconds time)
{
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        if (time.count() != 0 && time.count() % unit->second == 0)
            return std::to_string(time.count() / unit->second) + std::string(unit->first);
    }
    return "0ns";
}

} // namespace

std::string DurationSpreadError::text() const
{
    return "column " + std::to_string(column + 1) + ": " + reason;
}

std::variant<DurationSpread, DurationSpreadError> DurationSpread::parse(std::string_view text)
{
    DurationSpread spread;
    std::size_t column = 0;
    constexpr std::string_view exponential = "exp:";
    if (text.starts_with(exponential)) {
        spread.kind = Kind::Exponential;
        column = exponential.size();
    }
    const auto colon = text.find(':', column);
    auto first = parseTime(text.substr(column, colon == std::string_view::npos ? colon : colon - column), column);
    if (auto *error = std::get_if<DurationSpreadError>(&first))
        return std::move(*error);
    spread.first = std::get<nanoseconds>(first);
    if (colon == std::string_view::npos)
        return spread;
    if (spread.kind == Kind::Exponential)
        return DurationSpreadError{colon, "an exponential spread has a mean and nothing else"};
    auto second = parseTime(text.substr(colon + 1), colon + 1);
    if (auto *error = std::get_if<DurationSpreadError>(&second))
        return std::move(*error);
    spread.kind = Kind::Uniform;
    spread.second = std::get<nanoseconds>(second);
    if (spread.second < spread.first)
        return DurationSpreadError{colon + 1, "the shorter time comes first"};
    return spread;
}

std::string DurationSpread::text() const
{
    switch (kind) {
    case Kind::Fixed:
        return timeText(first);
    case Kind::Uniform:
        return timeText(first) + ':' + timeText(second);
    case Kind::Exponential:
        return "exp:" + timeText(first);
    }
    return {};
}

nanoseconds DurationSpread::draw(TrafficRandom &random) const noexcept
{
    switch (kind) {
    case Kind::Fixed:
        return first;
    case Kind::Uniform:
        return first
            + nanoseconds(static_cast<std::int64_t>(random.upTo(static_cast<std::uint64_t>((second - first).count()))));
    case Kind::Exponential: {
        const double times = std::min(-std::log(1 - random.share()), 20.0);
        return nanoseconds(static_cast<std::int64_t>(times * static_cast<double>(first.count())));
    }
    }
    return first;
}

} // namespace membridge
