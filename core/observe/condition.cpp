// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "condition.h"

#include "condition_parser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <limits>
#include <locale>
#include <sstream>
#include <utility>

namespace membridge {

namespace {

constexpr std::array signs{"==", "!=", "<", "<=", ">", ">="};

std::string quoted(const std::string &text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string numberText(double number)
{
    std::ostringstream stream;
    stream.imbue(std::locale::classic());
    stream.precision(std::numeric_limits<double>::max_digits10);
    stream << number;
    std::string text = stream.str();
    // Or it would be read as a whole number.
    if (text.find_first_of(".en") == std::string::npos)
        text += ".0";
    return text;
}

struct ToText
{
    std::string operator()(std::monostate) const { return "?"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(std::uint64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return numberText(value); }
    std::string operator()(const std::string &value) const { return quoted(value); }
};

template <typename Integer> std::partial_ordering compareExactly(Integer integer, double real)
{
    // A double beyond the integer's range is decided by its sign; within it, its whole part fits.
    constexpr double beyond = std::is_signed_v<Integer> ? 9223372036854775808.0 : 18446744073709551616.0;
    if (std::isnan(real))
        return std::partial_ordering::unordered;
    if (real >= beyond)
        return std::partial_ordering::less;
    if (real < (std::is_signed_v<Integer> ? -beyond : 0.0))
        return std::partial_ordering::greater;
    const auto whole = static_cast<Integer>(real);
    if (integer != whole)
        return integer < whole ? std::partial_ordering::less : std::partial_ordering::greater;
    return 0.0 <=> real - static_cast<double>(whole);
}

std::partial_ordering reversed(std::partial_ordering order)
{
    return 0 <=> order;
}

/// Unordered for what can't be compared.
struct Order
{
    template <typename A, typename B> std::partial_ordering operator()(const A &a, const B &b) const
    {
        if constexpr (std::is_same_v<A, std::monostate> || std::is_same_v<B, std::monostate>)
            return std::partial_ordering::unordered;
        else if constexpr (std::is_same_v<A, std::string> || std::is_same_v<B, std::string>) {
            if constexpr (std::is_same_v<A, B>)
                return a <=> b;
            else
                return std::partial_ordering::unordered;
        } else if constexpr (std::is_same_v<A, bool>)
            return (*this)(std::int64_t{a}, b);
        else if constexpr (std::is_same_v<B, bool>)
            return (*this)(a, std::int64_t{b});
        else if constexpr (std::is_same_v<A, B>)
            return a <=> b;
        else if constexpr (std::is_same_v<A, double>)
            return reversed(compareExactly(b, a));
        else if constexpr (std::is_same_v<B, double>)
            return compareExactly(a, b);
        else
            return std::cmp_less(a, b) ? std::partial_ordering::less
                : std::cmp_equal(a, b) ? std::partial_ordering::equivalent
                                       : std::partial_ordering::greater;
    }
};

} // namespace

std::string text(const ConditionValue &value)
{
    return std::visit(ToText(), value);
}

std::string ConditionError::text() const
{
    const std::string at = " at column " + std::to_string(column + 1);
    switch (reason) {
    case Reason::Empty:
        return "the condition is empty";
    case Reason::TooLong:
        return "the condition is longer than " + std::to_string(Condition::maxLength) + " bytes";
    case Reason::TooDeep:
        return "it is nested more than " + std::to_string(Condition::maxDepth) + " deep" + at;
    case Reason::UnexpectedText:
        return "something is" + at + " that can't stand there";
    case Reason::UnexpectedEnd:
        return "something is missing at the end";
    case Reason::UnknownVariable:
        return "there is no such variable" + at + (suggestion.empty() ? "" : "; is it " + suggestion + "?");
    case Reason::BadNumber:
        return "no number" + at;
    case Reason::BadString:
        return "a text without its end, or an escape that is none," + at;
    case Reason::DurationExpected:
        return "a time such as 500ms, 2s or 1min is missing" + at;
    case Reason::NotACondition:
        return "something that is true or false is missing" + at;
    }
    return {};
}

std::variant<Condition, ConditionError> Condition::parse(std::string_view text, std::span<const std::string_view> names)
{
    return ConditionParser(text, names).parse();
}

std::string Condition::text() const
{
    return m_nodes.empty() ? std::string() : textOf(m_nodes.size() - 1);
}

std::string Condition::textOf(std::size_t at) const
{
    const Node &node = m_nodes[at];
    switch (node.kind) {
    case Kind::Or:
        return '(' + textOf(node.left) + " or " + textOf(node.right) + ')';
    case Kind::And:
        return '(' + textOf(node.left) + " and " + textOf(node.right) + ')';
    case Kind::Not:
        return "(not " + textOf(node.left) + ')';
    case Kind::For:
        return '(' + textOf(node.left) + " for " + std::to_string(node.durationNs) + "ns)";
    case Kind::Compare:
        return textOf(node.left) + ' ' + signs[static_cast<std::size_t>(node.comparison)] + ' ' + textOf(node.right);
    case Kind::Contains:
        return textOf(node.left) + " contains " + textOf(node.right);
    case Kind::Changed:
        return "changed(" + textOf(node.left) + ')';
    case Kind::Rises:
        return "rises(" + textOf(node.left) + ')';
    case Kind::Falls:
        return "falls(" + textOf(node.left) + ')';
    case Kind::Truth:
        return textOf(node.left);
    case Kind::Variable:
        return node.name;
    case Kind::Literal:
        return std::visit(ToText(), node.literal);
    }
    return {};
}

std::vector<std::string> Condition::variables() const
{
    std::vector<std::string> names;
    for (const Node &node : m_nodes) {
        if (node.kind == Kind::Variable && std::find(names.begin(), names.end(), node.name) == names.end())
            names.push_back(node.name);
    }
    return names;
}

bool Condition::uses(std::string_view prefix) const
{
    return std::any_of(m_nodes.begin(), m_nodes.end(), [prefix](const Node &node) {
        return node.kind == Kind::Variable && node.name.starts_with(prefix);
    });
}

ConditionState::ConditionState(Condition condition)
    : m_condition(std::move(condition)), m_memory(m_condition.m_nodes.size())
{
}

bool ConditionState::evaluate(const ConditionLookup &lookup, std::int64_t timeNs)
{
    return !m_condition.m_nodes.empty() && truthOf(m_condition.m_nodes.size() - 1, lookup, timeNs) == Truth::True;
}

ConditionValue ConditionState::valueOf(std::size_t at, const ConditionLookup &lookup) const
{
    const Condition::Node &node = m_condition.m_nodes[at];
    return node.kind == Condition::Kind::Variable ? lookup(node.name) : node.literal;
}

ConditionState::Truth ConditionState::truthOf(std::size_t at, const ConditionLookup &lookup, std::int64_t timeNs)
{
    using Kind = Condition::Kind;
    using Comparison = Condition::Comparison;
    const Condition::Node &node = m_condition.m_nodes[at];
    const auto truth = [](bool value) { return value ? Truth::True : Truth::False; };
    switch (node.kind) {
    case Kind::Or:
    case Kind::And: {
        // Both, always: each has to remember what it saw.
        const Truth left = truthOf(node.left, lookup, timeNs);
        const Truth right = truthOf(node.right, lookup, timeNs);
        const Truth decisive = node.kind == Kind::Or ? Truth::True : Truth::False;
        if (left == decisive || right == decisive)
            return decisive;
        return left == Truth::Unknown || right == Truth::Unknown ? Truth::Unknown : left;
    }
    case Kind::Not: {
        const Truth inner = truthOf(node.left, lookup, timeNs);
        return inner == Truth::Unknown ? Truth::Unknown : truth(inner == Truth::False);
    }
    case Kind::For: {
        auto &since = m_memory[at].trueSince;
        const Truth inner = truthOf(node.left, lookup, timeNs);
        if (inner != Truth::True) {
            since.reset();
            return inner;
        }
        if (!since)
            since = timeNs;
        return truth(timeNs - *since >= node.durationNs);
    }
    case Kind::Compare: {
        const auto order = std::visit(Order(), valueOf(node.left, lookup), valueOf(node.right, lookup));
        if (order == std::partial_ordering::unordered)
            return Truth::Unknown;
        switch (node.comparison) {
        case Comparison::Equal:
            return truth(order == 0);
        case Comparison::NotEqual:
            return truth(order != 0);
        case Comparison::Less:
            return truth(order < 0);
        case Comparison::LessOrEqual:
            return truth(order <= 0);
        case Comparison::Greater:
            return truth(order > 0);
        case Comparison::GreaterOrEqual:
            return truth(order >= 0);
        }
        return Truth::Unknown;
    }
    case Kind::Contains: {
        const ConditionValue left = valueOf(node.left, lookup);
        const ConditionValue right = valueOf(node.right, lookup);
        const auto *text = std::get_if<std::string>(&left);
        const auto *part = std::get_if<std::string>(&right);
        return text == nullptr || part == nullptr ? Truth::Unknown : truth(text->find(*part) != std::string::npos);
    }
    case Kind::Changed:
    case Kind::Rises:
    case Kind::Falls:
        return changeOf(at, lookup);
    case Kind::Truth: {
        const ConditionValue value = valueOf(node.left, lookup);
        const auto order = std::visit(Order(), value, ConditionValue(std::int64_t{0}));
        return order == std::partial_ordering::unordered ? Truth::Unknown : truth(order != 0);
    }
    case Kind::Variable:
    case Kind::Literal:
        break;
    }
    return Truth::Unknown;
}

ConditionState::Truth ConditionState::changeOf(std::size_t at, const ConditionLookup &lookup)
{
    const Condition::Node &node = m_condition.m_nodes[at];
    Memory &memory = m_memory[at];
    ConditionValue now = valueOf(node.left, lookup);
    if (std::holds_alternative<std::monostate>(now))
        return Truth::Unknown;
    const bool first = !std::exchange(memory.hasPrevious, true);
    const ConditionValue before = std::exchange(memory.previous, std::move(now));
    if (first)
        return Truth::False;
    const auto order = std::visit(Order(), before, memory.previous);
    if (order == std::partial_ordering::unordered)
        return Truth::Unknown;
    const bool is = node.kind == Condition::Kind::Changed ? order != 0
        : node.kind == Condition::Kind::Rises             ? order < 0
                                                          : order > 0;
    return is ? Truth::True : Truth::False;
}

} // namespace membridge
