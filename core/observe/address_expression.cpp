// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "address_expression.h"

#include <bit>
#include <charconv>
#include <limits>

namespace membridge {

namespace {

using Reason = AddressError::Reason;

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isNamePart(char c)
{
    return isNameStart(c) || isDigit(c) || c == '.';
}

/// Recursive descent, one pass: each function reads what it is named after from m_at on, and gives nothing after an error.
class Evaluator
{
public:
    Evaluator(std::string_view text, const AddressContext &context) : m_text(text), m_context(context) { }

    std::variant<std::uint64_t, AddressError> run()
    {
        const auto result = whole();
        if (!result)
            return m_error;
        if (*result >= m_context.size)
            return AddressError{Reason::OutsideSegment, 0, m_text.size()};
        return *result;
    }

private:
    using Result = std::optional<std::uint64_t>;

    struct Operator
    {
        std::string_view sign;
        int precedence;
    };

    Result fail(Reason reason, std::size_t column, std::size_t length)
    {
        m_error = {reason, column, length};
        return std::nullopt;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }

    Result whole()
    {
        if (m_text.size() > maxAddressText)
            return fail(Reason::TooLong, maxAddressText, m_text.size() - maxAddressText);
        skipBlanks();
        if (m_at == m_text.size())
            return fail(Reason::Empty, 0, 0);
        // A sign at the start counts from the cursor.
        const bool relative = m_text[m_at] == '+' || m_text[m_at] == '-';
        const Result result = relative ? operators(m_context.cursor, 0) : expression();
        if (!result)
            return std::nullopt;
        skipBlanks();
        if (m_at < m_text.size())
            return fail(Reason::ExpectedOperator, m_at, 1);
        return result;
    }

    Result expression()
    {
        const Result left = operand();
        return left ? operators(*left, 0) : std::nullopt;
    }

    std::optional<Operator> nextOperator()
    {
        static constexpr Operator known[] = {{"<<", 3}, {">>", 3}, {"*", 5}, {"/", 5}, {"%", 5},
                                             {"+", 4},  {"-", 4},  {"&", 2}, {"^", 1}, {"|", 0}};
        skipBlanks();
        for (const Operator &each : known) {
            if (m_text.substr(m_at).starts_with(each.sign))
                return each;
        }
        return std::nullopt;
    }

    /// Precedence climbing: applies operators that bind at least as tightly as `least`.
    Result operators(std::uint64_t left, int least)
    {
        for (auto op = nextOperator(); op && op->precedence >= least; op = nextOperator()) {
            const std::size_t column = m_at;
            m_at += op->sign.size();
            Result right = operand();
            if (right) {
                const auto next = nextOperator();
                if (next && next->precedence > op->precedence)
                    right = operators(*right, op->precedence + 1);
            }
            if (!right)
                return std::nullopt;
            const Result result = apply(*op, left, *right, column);
            if (!result)
                return std::nullopt;
            left = *result;
        }
        return left;
    }

    Result apply(const Operator &op, std::uint64_t a, std::uint64_t b, std::size_t column)
    {
        const auto overflow = [&] { return fail(Reason::Overflow, column, op.sign.size()); };
        switch (op.sign[0]) {
        case '+':
            return b > most - a ? overflow() : a + b;
        case '-':
            return b > a ? overflow() : a - b;
        case '*':
            return a != 0 && b > most / a ? overflow() : a * b;
        case '/':
            return b == 0 ? fail(Reason::DivisionByZero, column, 1) : a / b;
        case '%':
            return b == 0 ? fail(Reason::DivisionByZero, column, 1) : a % b;
        case '<':
            return a != 0 && (b > 63 || a > (most >> b)) ? overflow() : a == 0 ? 0 : a << b;
        case '>':
            return b > 63 ? 0 : a >> b;
        case '&':
            return a & b;
        case '^':
            return a ^ b;
        default:
            return a | b;
        }
    }

    Result operand()
    {
        skipBlanks();
        if (m_at == m_text.size())
            return fail(Reason::ExpectedValue, m_at, 0);
        const char c = m_text[m_at];
        if (c == '(')
            return parenthesised();
        if (isDigit(c))
            return number();
        if (isNameStart(c))
            return variable();
        if (c == '\'' || c == '"')
            return quotedField();
        return fail(Reason::ExpectedValue, m_at, 1);
    }

    Result parenthesised()
    {
        const std::size_t open = m_at++;
        if (++m_depth > maxAddressNesting)
            return fail(Reason::NestedTooDeep, open, 1);
        const Result inner = expression();
        if (!inner)
            return std::nullopt;
        skipBlanks();
        if (m_at == m_text.size())
            return fail(Reason::MissingParenthesis, open, 1);
        if (m_text[m_at] != ')')
            return fail(Reason::ExpectedOperator, m_at, 1);
        ++m_at;
        --m_depth;
        return inner;
    }

    Result number()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        std::string_view digits = m_text.substr(begin, m_at - begin);
        const bool isHex = digits.starts_with("0x") || digits.starts_with("0X");
        if (isHex)
            digits.remove_prefix(2);
        std::uint64_t value = 0;
        const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, isHex ? 16 : 10);
        if (rest != digits.data() + digits.size() || error == std::errc::invalid_argument)
            return fail(Reason::BadNumber, begin, m_at - begin);
        if (error != std::errc())
            return fail(Reason::Overflow, begin, m_at - begin);
        return value;
    }

    Result variable()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        const std::string_view name = m_text.substr(begin, m_at - begin);
        if (name == "cursor")
            return m_context.cursor;
        if (name == "size")
            return m_context.size;
        if (name == "data")
            return m_context.dataOffset;
        if (name == "end")
            return m_context.size == 0 ? fail(Reason::OutsideSegment, begin, name.size()) : Result(m_context.size - 1);
        if (name == "pos" && m_text.substr(m_at).starts_with('('))
            return ringPosition(begin);
        if (name == "head" || name == "tail" || name == "capacity") {
            if (!m_context.ring)
                return fail(Reason::NotARing, begin, name.size());
            const RingHeader &ring = *m_context.ring;
            return name == "head" ? ring.head : name == "tail" ? ring.tail : ring.capacity;
        }
        return field(name, begin, name.size());
    }

    Result ringPosition(std::size_t begin)
    {
        const Result position = parenthesised();
        if (!position)
            return std::nullopt;
        if (!m_context.ring || !std::has_single_bit(m_context.ring->capacity))
            return fail(Reason::NotARing, begin, 3);
        const std::uint64_t inData = *position & (m_context.ring->capacity - 1);
        return inData > most - m_context.dataOffset ? fail(Reason::Overflow, begin, m_at - begin)
                                                    : Result(m_context.dataOffset + inData);
    }

    Result quotedField()
    {
        const std::size_t begin = m_at;
        const auto close = m_text.find(m_text[begin], begin + 1);
        if (close == std::string_view::npos)
            return fail(Reason::UnterminatedQuote, begin, m_text.size() - begin);
        m_at = close + 1;
        return field(m_text.substr(begin + 1, close - begin - 1), begin, m_at - begin);
    }

    Result field(std::string_view name, std::size_t column, std::size_t length)
    {
        if (m_context.field) {
            if (const auto offset = m_context.field(name))
                return offset;
        }
        return fail(Reason::UnknownName, column, length);
    }

    std::string_view m_text;
    const AddressContext &m_context;
    std::size_t m_at = 0;
    int m_depth = 0;
    AddressError m_error{Reason::Empty, 0, 0};
};

} // namespace

std::string AddressError::text() const
{
    switch (reason) {
    case Reason::Empty:
        return "an offset is missing";
    case Reason::TooLong:
        return "the expression is too long";
    case Reason::UnknownName:
        return "no variable or field has this name";
    case Reason::NotARing:
        return "only a ring with a valid header has this";
    case Reason::BadNumber:
        return "not a number";
    case Reason::ExpectedValue:
        return "expected a number or a name";
    case Reason::ExpectedOperator:
        return "expected an operator";
    case Reason::MissingParenthesis:
        return "the parenthesis is not closed";
    case Reason::UnterminatedQuote:
        return "the quote is not closed";
    case Reason::NestedTooDeep:
        return "too many parentheses within each other";
    case Reason::Overflow:
        return "below 0 or too large for 64 bits";
    case Reason::DivisionByZero:
        return "division by zero";
    case Reason::OutsideSegment:
        return "outside of the segment";
    }
    return {};
}

std::variant<std::uint64_t, AddressError> evaluateAddress(std::string_view text, const AddressContext &context)
{
    return Evaluator(text, context).run();
}

} // namespace membridge
