// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace membridge {

/// What a variable of a condition can be; monostate: it has no value now.
using ConditionValue = std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string>;
/// Gives the value of a variable.
using ConditionLookup = std::function<ConditionValue(std::string_view name)>;

/// As it could stand in a condition; "?" for none.
std::string text(const ConditionValue &value);

struct ConditionError
{
    enum class Reason {
        Empty,
        TooLong,          ///< More than Condition::maxLength bytes.
        TooDeep,          ///< Parentheses and "not" nested deeper than Condition::maxDepth.
        UnexpectedText,   ///< Something that can't stand there.
        UnexpectedEnd,    ///< Something is missing at the end.
        UnknownVariable,  ///< None of the names that there are; `suggestion` is the nearest.
        BadNumber,        ///< No number, or a suffix that it can't have.
        BadString,        ///< An end quote is missing, or an escape is none.
        DurationExpected, ///< "for" wants a time: 500ms, 2s, 1min.
        NotACondition     ///< A number or a text where something true or false is wanted.
    };
    Reason reason = Reason::Empty;
    std::size_t column = 0; ///< Byte, from 0.
    std::string suggestion;

    /// One English sentence, with the column from 1.
    std::string text() const;
};

/// A condition on named values, parsed once: word == -1 and processes < 2, fill > 90% for 500ms, field.name contains "x".
///
///     condition  = conjunction { "or" conjunction }
///     conjunction = term { "and" term }
///     term       = "not" term | simple [ "for" [ "at" "least" ] duration ]
///     simple     = "(" condition ")" | ( "changed" | "rises" | "falls" ) "(" name ")" | value [ comparison value | "contains" value ]
///     comparison = "==" | "=" | "!=" | "<" | "<=" | ">" | ">="
///     value      = name | number | "text" | "true" | "false"
///
/// Also "||", "&&", "!". Numbers: 42, -1, 0x1f, 1.5e3, 64K (K, M, G: powers of 1,024), 90% (0.9). Texts have the escapes \\ \" \n \t \xNN. Names have
/// letters, digits, "_" and ".", begin with a letter, and may end in an index: values[2].
///
/// Immutable; a copy is cheap enough. Threads: any.
class Condition
{
public:
    static constexpr std::size_t maxLength = 4096;
    static constexpr std::size_t maxDepth = 64;

    /// `names`: the variables that there are; any that ends in "." allows everything that begins so. Empty: any name is taken.
    static std::variant<Condition, ConditionError> parse(std::string_view text,
                                                         std::span<const std::string_view> names = {});

    /// In one form, whatever was parsed; parses to an equal condition.
    std::string text() const;
    /// Every variable once, in the order in which they first stand.
    std::vector<std::string> variables() const;
    /// Whether a variable of it begins so.
    bool uses(std::string_view prefix) const;

private:
    friend class ConditionParser;
    friend class ConditionState;
    friend class FrameFilter;

    enum class Kind { Or, And, Not, For, Compare, Contains, Changed, Rises, Falls, Truth, Variable, Literal };
    enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    struct Node
    {
        Kind kind = Kind::Literal;
        Comparison comparison = Comparison::Equal;
        std::size_t left = 0; ///< Index of a node; of what is judged or compared.
        std::size_t right = 0;
        std::int64_t durationNs = 0;
        ConditionValue literal = {};
        std::string name = {};
        std::size_t column = 0; ///< Of the name, the operator or the value that stands first.
    };

    std::string textOf(std::size_t node) const;

    std::vector<Node> m_nodes; ///< Operands before those who use them; the last is the whole.
};

/// A condition over time: what "for", "changed", "rises" and "falls" have to remember.
///
/// A variable without a value makes a comparison unknown: neither true nor false, nor is its opposite; "unknown or true" is true, "unknown and
/// false" is false. What compares a number with a text is unknown, too. Integers and floats are compared exactly.
///
/// Threads: one owner.
class ConditionState
{
public:
    explicit ConditionState(Condition condition);

    const Condition &condition() const noexcept { return m_condition; }
    /// True when it surely is. Times must not go back.
    bool evaluate(const ConditionLookup &lookup, std::int64_t timeNs);

private:
    enum class Truth { False, True, Unknown };
    struct Memory
    {
        std::optional<std::int64_t> trueSince;
        ConditionValue previous;
        bool hasPrevious = false;
    };

    Truth truthOf(std::size_t node, const ConditionLookup &lookup, std::int64_t timeNs);
    Truth changeOf(std::size_t node, const ConditionLookup &lookup);
    ConditionValue valueOf(std::size_t node, const ConditionLookup &lookup) const;

    Condition m_condition;
    std::vector<Memory> m_memory;
};

} // namespace membridge
