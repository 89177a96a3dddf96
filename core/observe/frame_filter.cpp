// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "frame_filter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <type_traits>
#include <utility>

namespace membridge {

namespace {

constexpr std::array<std::string_view, 7> properties{"number", "position", "length", "kept", "time", "delta", "exact"};
constexpr std::string_view fieldPrefix = "field.";

bool isProperty(std::string_view name)
{
    return std::find(properties.begin(), properties.end(), name) != properties.end();
}

double seconds(std::int64_t later, std::int64_t earlier)
{
    return static_cast<double>(later - earlier) / 1e9;
}

ConditionValue conditionValue(const Value &value)
{
    return std::visit(
        [](const auto &one) -> ConditionValue {
            using One = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<One, Text>)
                return one.bytes;
            else if constexpr (std::is_same_v<One, float>)
                return double{one};
            else if constexpr (std::is_arithmetic_v<One>)
                return one;
            else
                return {};
        },
        value.data);
}

} // namespace

std::string FrameFilterError::text() const
{
    const std::string at = " at column " + std::to_string(column + 1);
    switch (reason) {
    case Reason::Syntax:
        return syntax ? syntax->text() : "this is no filter" + at;
    case Reason::NotOverTime:
        return "a filter judges each frame by itself, not over time," + at;
    case Reason::UnknownField:
        return "\"" + word + "\"" + at + " is neither a property nor a field of the schema";
    case Reason::NeedsIndex:
        return "\"" + word + "\"" + at + " is a list; name one of its elements, as in " + word + "[0]";
    case Reason::NotComparable:
        return "\"" + word + "\"" + at + " is raw bytes, which can't be compared";
    case Reason::NumberWithText:
        return "a number is compared with a text" + at;
    case Reason::TextExpected:
        return "\"contains\" takes a text on both sides" + at;
    }
    return {};
}

FrameFilter::FrameFilter(Condition condition, Schema schema)
    : m_state(std::move(condition)), m_schema(std::move(schema))
{
}

std::variant<FrameFilter, FrameFilterError> FrameFilter::parse(std::string_view text, const Schema &schema)
{
    auto parsed = Condition::parse(text);
    if (auto *error = std::get_if<ConditionError>(&parsed))
        return FrameFilterError{.column = error->column, .word = {}, .syntax = std::move(*error)};
    FrameFilter filter(std::get<Condition>(std::move(parsed)), schema);
    if (auto error = filter.check())
        return std::move(*error);
    return filter;
}

std::variant<FrameFilter::FieldPlace, FrameFilterError::Reason> FrameFilter::placeOf(std::string_view name) const
{
    using Reason = FrameFilterError::Reason;
    const bool prefixed = name.starts_with(fieldPrefix);
    if (prefixed)
        name.remove_prefix(fieldPrefix.size());
    std::optional<std::size_t> index;
    if (const auto bracket = name.find('['); bracket != std::string_view::npos) {
        const std::string_view digits = name.substr(bracket + 1, name.size() - bracket - 2);
        std::size_t parsed = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), parsed).ec != std::errc())
            return Reason::UnknownField;
        index = parsed;
        name = name.substr(0, bracket);
    }
    auto found = std::find_if(m_schema.fields.begin(), m_schema.fields.end(),
                              [name](const SchemaField &field) { return field.name == name; });
    // No name begins with a digit.
    if (std::size_t number = 0; prefixed
        && std::from_chars(name.data(), name.data() + name.size(), number).ptr == name.data() + name.size()
        && !name.empty() && number < m_schema.fields.size())
        found = m_schema.fields.begin() + static_cast<std::ptrdiff_t>(number);
    if (found == m_schema.fields.end() || found->kind == FieldKind::Rest || (index && *index >= found->count))
        return Reason::UnknownField;
    if (found->kind == FieldKind::Bytes)
        return Reason::NotComparable;
    if (!index && found->count != 1)
        return Reason::NeedsIndex;
    return FieldPlace{static_cast<std::size_t>(found - m_schema.fields.begin()), index.value_or(0)};
}

std::variant<FrameFilter::Type, FrameFilterError> FrameFilter::typeOf(std::size_t at) const
{
    const Condition::Node &node = m_state.condition().m_nodes[at];
    if (node.kind == Condition::Kind::Literal)
        return std::holds_alternative<std::string>(node.literal) ? Type::Text : Type::Number;
    if (isProperty(node.name))
        return Type::Number;
    const auto place = placeOf(node.name);
    if (const auto *reason = std::get_if<FrameFilterError::Reason>(&place))
        return FrameFilterError{.reason = *reason, .column = node.column, .word = node.name, .syntax = {}};
    const TypeTag tag = m_schema.fields[std::get<FieldPlace>(place).field].tag;
    return tag == TypeTag::Str ? Type::Text : Type::Number;
}

std::optional<FrameFilterError> FrameFilter::check() const
{
    using Kind = Condition::Kind;
    using Reason = FrameFilterError::Reason;
    for (const Condition::Node &node : m_state.condition().m_nodes) {
        const bool pair = node.kind == Kind::Compare || node.kind == Kind::Contains;
        if (node.kind == Kind::For || node.kind == Kind::Changed || node.kind == Kind::Rises || node.kind == Kind::Falls)
            return FrameFilterError{.reason = Reason::NotOverTime, .column = node.column, .word = {}, .syntax = {}};
        if (!pair && node.kind != Kind::Truth)
            continue;
        auto left = typeOf(node.left);
        auto right = pair ? typeOf(node.right) : left;
        for (auto *side : {&left, &right}) {
            if (auto *error = std::get_if<FrameFilterError>(side))
                return std::move(*error);
        }
        const auto both = [&](Type type) { return std::get<Type>(left) == type && std::get<Type>(right) == type; };
        if (node.kind == Kind::Contains && !both(Type::Text))
            return FrameFilterError{.reason = Reason::TextExpected, .column = node.column, .word = {}, .syntax = {}};
        if (node.kind == Kind::Compare && !both(Type::Text) && !both(Type::Number))
            return FrameFilterError{.reason = Reason::NumberWithText, .column = node.column, .word = {}, .syntax = {}};
        if (node.kind == Kind::Truth && !both(Type::Number))
            return FrameFilterError{.reason = Reason::Syntax,
                                    .column = node.column,
                                    .word = {},
                                    .syntax = ConditionError{ConditionError::Reason::NotACondition, node.column, {}}};
    }
    return std::nullopt;
}

bool FrameFilter::matches(const FrameRow &row, std::span<const std::byte> payload, const Context &context)
{
    if (row.kind != FrameRowKind::Frame)
        return false;
    m_isDecoded = false;
    const auto lookup = [&](std::string_view name) -> ConditionValue {
        if (name == "number")
            return row.number;
        if (name == "position")
            return row.position;
        if (name == "length")
            return row.length;
        if (name == "kept")
            return std::uint64_t{row.kept};
        if (name == "time")
            return seconds(row.timeNs, context.originNs);
        if (name == "delta")
            return context.previousNs ? ConditionValue(seconds(row.timeNs, *context.previousNs)) : ConditionValue();
        if (name == "exact")
            return row.exact;
        return fieldValue(name, payload);
    };
    return m_state.evaluate(lookup, row.timeNs);
}

ConditionValue FrameFilter::fieldValue(std::string_view name, std::span<const std::byte> payload)
{
    const auto parsed = placeOf(name);
    const auto *place = std::get_if<FieldPlace>(&parsed);
    if (place == nullptr)
        return {};
    if (!std::exchange(m_isDecoded, true))
        decodeInto(m_decoded, payload, m_schema);
    const auto found = std::lower_bound(
        m_decoded.fields.begin(), m_decoded.fields.end(), *place, [](const DecodedField &one, const FieldPlace &wanted) {
            return std::pair(one.field, one.element) < std::pair(wanted.field, wanted.element);
        });
    if (found == m_decoded.fields.end() || found->field != place->field || found->element != place->element)
        return {};
    return conditionValue(found->value);
}

} // namespace membridge
