// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "condition.h"

namespace membridge {

/// Recursive descent over the grammar of Condition. Used once.
class ConditionParser
{
public:
    ConditionParser(std::string_view text, std::span<const std::string_view> names) : m_text(text), m_names(names) { }
    std::variant<Condition, ConditionError> parse();

private:
    using Node = Condition::Node;
    using Kind = Condition::Kind;
    using Reason = ConditionError::Reason;

    std::size_t parseOr();
    std::size_t parseAnd();
    std::size_t parseTerm();
    std::size_t parseSimple();
    std::size_t parseChange(Kind kind);
    std::size_t parseValue();
    std::size_t parseName();
    std::size_t parseNumber();
    std::size_t parseString();
    std::size_t parseFor(std::size_t judged);
    std::optional<std::string_view> takeWord(std::initializer_list<std::string_view> words);
    std::optional<std::string_view> takeSign(std::initializer_list<std::string_view> signs);
    std::optional<Condition::Comparison> takeComparison();
    bool isTruth(std::size_t node) const;
    std::size_t asTruth(std::size_t node, std::size_t column);
    std::size_t add(Node node);
    std::string_view wordHere() const;
    void skipBlanks();
    bool atEnd() const { return m_at == m_text.size(); }
    std::size_t fail(Reason reason, std::size_t column, std::string suggestion = {});
    bool failed() const { return m_error.has_value(); }
    std::string nearest(std::string_view name) const;

    std::string_view m_text;
    std::span<const std::string_view> m_names;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    Condition m_condition;
    std::optional<ConditionError> m_error;
};

} // namespace membridge
