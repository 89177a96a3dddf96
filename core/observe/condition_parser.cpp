// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "condition_parser.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <locale>
#include <numeric>
#include <sstream>
#include <utility>

namespace membridge {

namespace {

// <cctype> follows the locale.
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNamePart(char c)
{
    return isLetter(c) || isDigit(c) || c == '.';
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<double> toDouble(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    stream.imbue(std::locale::classic());
    double value = 0;
    stream >> value;
    if (stream.fail() || stream.peek() != std::istringstream::traits_type::eof())
        return std::nullopt;
    return value;
}

/// Single characters to change, add or leave out (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::variant<Condition, ConditionError> ConditionParser::parse()
{
    if (m_text.size() > Condition::maxLength)
        return ConditionError{Reason::TooLong, Condition::maxLength, {}};
    skipBlanks();
    if (atEnd())
        return ConditionError{Reason::Empty, 0, {}};
    parseOr();
    if (!failed() && !atEnd())
        fail(Reason::UnexpectedText, m_at);
    if (failed())
        return *m_error;
    return m_condition;
}

std::size_t ConditionParser::fail(Reason reason, std::size_t column, std::string suggestion)
{
    if (!m_error)
        m_error = ConditionError{reason, column, std::move(suggestion)};
    return 0;
}

std::size_t ConditionParser::add(Node node)
{
    m_condition.m_nodes.push_back(std::move(node));
    return m_condition.m_nodes.size() - 1;
}

void ConditionParser::skipBlanks()
{
    while (!atEnd() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
        ++m_at;
}

std::string_view ConditionParser::wordHere() const
{
    std::size_t end = m_at;
    if (end < m_text.size() && isLetter(m_text[end])) {
        while (end < m_text.size() && isNamePart(m_text[end]))
            ++end;
        const std::size_t closed = m_text.find_first_not_of("0123456789", std::min(end + 1, m_text.size()));
        if (m_text.substr(end).starts_with('[') && closed > end + 1
            && m_text.substr(std::min(closed, m_text.size())).starts_with(']'))
            end = closed + 1;
    }
    return m_text.substr(m_at, end - m_at);
}

std::optional<std::string_view> ConditionParser::takeWord(std::initializer_list<std::string_view> words)
{
    const std::string_view here = wordHere();
    for (const std::string_view word : words) {
        if (here == word) {
            m_at += here.size();
            skipBlanks();
            return word;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> ConditionParser::takeSign(std::initializer_list<std::string_view> signs)
{
    for (const std::string_view sign : signs) {
        if (m_text.substr(m_at).starts_with(sign)) {
            m_at += sign.size();
            skipBlanks();
            return sign;
        }
    }
    return std::nullopt;
}

std::size_t ConditionParser::parseOr()
{
    std::size_t left = parseAnd();
    while (!failed() && (takeWord({"or"}) || takeSign({"||"})))
        left = add({.kind = Kind::Or, .left = left, .right = parseAnd()});
    return left;
}

std::size_t ConditionParser::parseAnd()
{
    std::size_t left = parseTerm();
    while (!failed() && (takeWord({"and"}) || takeSign({"&&"})))
        left = add({.kind = Kind::And, .left = left, .right = parseTerm()});
    return left;
}

std::size_t ConditionParser::parseTerm()
{
    if (m_depth == Condition::maxDepth)
        return fail(Reason::TooDeep, m_at);
    ++m_depth;
    std::size_t term = 0;
    const bool negation = takeWord({"not"}) || (!m_text.substr(m_at).starts_with("!=") && takeSign({"!"}));
    if (negation) {
        term = parseTerm();
        if (!failed())
            term = add({.kind = Kind::Not, .left = term});
    } else {
        term = parseSimple();
        while (!failed() && takeWord({"for"}))
            term = parseFor(term);
    }
    --m_depth;
    return term;
}

std::size_t ConditionParser::parseFor(std::size_t judged)
{
    if (takeWord({"at"}) && !takeWord({"least"}))
        return fail(Reason::DurationExpected, m_at);
    std::size_t end = m_at;
    while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.'))
        ++end;
    const auto number = toDouble(m_text.substr(m_at, end - m_at));
    const std::size_t begin = std::exchange(m_at, end);
    skipBlanks();
    struct Unit
    {
        std::string_view name;
        double ns;
    };
    for (const Unit &unit : {Unit{"ns", 1}, Unit{"us", 1e3}, Unit{"ms", 1e6}, Unit{"s", 1e9}, Unit{"min", 60e9}}) {
        // Some centuries: where nanoseconds still fit.
        if (number && *number * unit.ns < 9e18 && takeWord({unit.name}))
            return add({.kind = Kind::For,
                        .left = judged,
                        .durationNs = static_cast<std::int64_t>(*number * unit.ns),
                        .column = begin});
    }
    return fail(Reason::DurationExpected, begin);
}

std::size_t ConditionParser::parseSimple()
{
    const std::size_t column = m_at;
    if (takeSign({"("})) {
        const std::size_t inner = parseOr();
        if (!failed() && !takeSign({")"}))
            return fail(atEnd() ? Reason::UnexpectedEnd : Reason::UnexpectedText, m_at);
        return inner;
    }
    struct Change
    {
        std::string_view word;
        Kind kind;
    };
    for (const Change &change :
         {Change{"changed", Kind::Changed}, Change{"rises", Kind::Rises}, Change{"falls", Kind::Falls}}) {
        if (wordHere() != change.word)
            continue;
        const std::size_t before = m_at;
        takeWord({change.word});
        if (takeSign({"("}))
            return parseChange(change.kind);
        m_at = before; // a variable of that name
    }
    const std::size_t left = parseValue();
    if (failed())
        return 0;
    if (takeWord({"contains"}))
        return add({.kind = Kind::Contains, .left = left, .right = parseValue(), .column = column});
    if (const auto comparison = takeComparison())
        return add(
            {.kind = Kind::Compare, .comparison = *comparison, .left = left, .right = parseValue(), .column = column});
    return asTruth(left, column);
}

std::size_t ConditionParser::parseChange(Kind kind)
{
    const std::size_t name = parseName();
    if (!failed() && !takeSign({")"}))
        return fail(atEnd() ? Reason::UnexpectedEnd : Reason::UnexpectedText, m_at);
    return failed() ? 0 : add({.kind = kind, .left = name, .column = m_condition.m_nodes[name].column});
}

std::size_t ConditionParser::asTruth(std::size_t node, std::size_t column)
{
    const Node &value = m_condition.m_nodes[node];
    if (value.kind == Kind::Literal && !std::holds_alternative<bool>(value.literal))
        return fail(Reason::NotACondition, column);
    return add({.kind = Kind::Truth, .left = node, .column = column});
}

std::optional<Condition::Comparison> ConditionParser::takeComparison()
{
    using Comparison = Condition::Comparison;
    struct Sign
    {
        std::string_view sign;
        Comparison comparison;
    };
    for (const Sign &sign :
         {Sign{"==", Comparison::Equal}, Sign{"=", Comparison::Equal}, Sign{"!=", Comparison::NotEqual},
          Sign{"<=", Comparison::LessOrEqual}, Sign{">=", Comparison::GreaterOrEqual}, Sign{"<", Comparison::Less},
          Sign{">", Comparison::Greater}}) {
        if (takeSign({sign.sign}))
            return sign.comparison;
    }
    return std::nullopt;
}

std::size_t ConditionParser::parseValue()
{
    if (atEnd())
        return fail(Reason::UnexpectedEnd, m_at);
    const char c = m_text[m_at];
    if (c == '"')
        return parseString();
    if (isDigit(c) || c == '-' || c == '.')
        return parseNumber();
    if (takeWord({"true"}))
        return add({.kind = Kind::Literal, .literal = true});
    if (takeWord({"false"}))
        return add({.kind = Kind::Literal, .literal = false});
    return parseName();
}

std::size_t ConditionParser::parseName()
{
    const std::string_view name = wordHere();
    if (name.empty())
        return fail(atEnd() ? Reason::UnexpectedEnd : Reason::UnexpectedText, m_at);
    for (const std::string_view word : {"and", "or", "not", "for", "contains"}) {
        if (name == word)
            return fail(Reason::UnexpectedText, m_at);
    }
    const auto known = [&](std::string_view one) {
        return one.ends_with('.') ? name.size() > one.size() && name.starts_with(one) : one == name;
    };
    if (!m_names.empty() && std::none_of(m_names.begin(), m_names.end(), known))
        return fail(Reason::UnknownVariable, m_at, nearest(name));
    const std::size_t column = m_at;
    m_at += name.size();
    skipBlanks();
    return add({.kind = Kind::Variable, .name = std::string(name), .column = column});
}

std::string ConditionParser::nearest(std::string_view name) const
{
    constexpr std::size_t farthest = 3;
    std::string best;
    std::size_t least = std::min(farthest, name.size());
    for (const std::string_view one : m_names) {
        if (const std::size_t now = distance(name, one); now < least) {
            least = now;
            best = one;
        }
    }
    return best;
}

std::size_t ConditionParser::parseNumber()
{
    const std::size_t begin = m_at;
    const bool negative = m_text[m_at] == '-';
    std::size_t at = m_at + (negative ? 1 : 0);
    const bool hex = m_text.substr(at).starts_with("0x");
    at += hex ? 2 : 0;
    const std::size_t digits = at;
    const auto isExponentSign = [&] { return !hex && at > digits && (m_text[at - 1] == 'e' || m_text[at - 1] == 'E'); };
    while (at < m_text.size()
           && (hex ? hexDigit(m_text[at]) >= 0
                   : isDigit(m_text[at]) || m_text[at] == '.' || m_text[at] == 'e' || m_text[at] == 'E'
                       || ((m_text[at] == '-' || m_text[at] == '+') && isExponentSign())))
        ++at;
    const std::string_view number = m_text.substr(digits, at - digits);
    std::uint64_t magnitude = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), magnitude, hex ? 16 : 10);
    bool whole = error == std::errc() && end == number.data() + number.size();
    double real = 0;
    if (error == std::errc::result_out_of_range)
        return fail(Reason::BadNumber, begin); // as a double it would be another one
    if (!whole) {
        const auto parsed = hex ? std::nullopt : toDouble(number);
        if (!parsed)
            return fail(Reason::BadNumber, begin);
        real = *parsed;
    }
    if (at < m_text.size() && m_text[at] == '%') {
        real = (whole ? static_cast<double>(magnitude) : real) / 100;
        whole = false;
        ++at;
    } else if (at < m_text.size()) {
        constexpr std::string_view suffixes = "KMG";
        if (const auto power = suffixes.find(m_text[at]); power != std::string_view::npos) {
            const auto shift = static_cast<unsigned>(10 * (power + 1));
            if (!whole)
                real *= std::exp2(shift);
            else if (magnitude > (UINT64_MAX >> shift))
                return fail(Reason::BadNumber, begin);
            else
                magnitude <<= shift;
            ++at;
        }
    }
    if (at < m_text.size() && isNamePart(m_text[at]))
        return fail(Reason::BadNumber, begin);
    m_at = at;
    skipBlanks();
    if (!whole)
        return add({.kind = Kind::Literal, .literal = negative ? -real : real});
    if (!negative && magnitude > static_cast<std::uint64_t>(INT64_MAX))
        return add({.kind = Kind::Literal, .literal = magnitude});
    if (magnitude > static_cast<std::uint64_t>(INT64_MAX) + 1)
        return fail(Reason::BadNumber, begin);
    return add({.kind = Kind::Literal, .literal = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude)});
}

std::size_t ConditionParser::parseString()
{
    const std::size_t begin = m_at;
    std::string text;
    std::size_t at = m_at + 1;
    for (; at < m_text.size() && m_text[at] != '"'; ++at) {
        if (m_text[at] != '\\') {
            text.push_back(m_text[at]);
            continue;
        }
        const std::string_view rest = m_text.substr(at + 1);
        if (rest.starts_with('n')) {
            text.push_back('\n');
        } else if (rest.starts_with('t')) {
            text.push_back('\t');
        } else if (rest.starts_with('"') || rest.starts_with('\\')) {
            text.push_back(rest.front());
        } else if (rest.size() >= 3 && rest.front() == 'x' && hexDigit(rest[1]) >= 0 && hexDigit(rest[2]) >= 0) {
            text.push_back(static_cast<char>(hexDigit(rest[1]) * 16 + hexDigit(rest[2])));
            at += 2;
        } else {
            return fail(Reason::BadString, at);
        }
        ++at;
    }
    if (at >= m_text.size())
        return fail(Reason::BadString, begin);
    m_at = at + 1;
    skipBlanks();
    return add({.kind = Kind::Literal, .literal = std::move(text)});
}

} // namespace membridge
