// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "template_text.h"

#include "../codec/hex_text.h"
#include "../codec/utf8.h"
#include "../codec/value_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace membridge {

namespace {

using Reason = TemplateTextError::Reason;

constexpr std::string_view blanks = " \t\r\n";

struct Argument
{
    std::string_view text;
    std::size_t column = 0;
};

/// Used once.
class TemplateParser
{
public:
    explicit TemplateParser(std::string_view text) : m_text(text) { }

    std::variant<PayloadTemplate, TemplateTextError> parse()
    {
        if (m_text.size() > templateTextMost)
            return TemplateTextError{Reason::TooLong, templateTextMost, {}};
        PayloadTemplate fields;
        while (!m_error && skipBlanks()) {
            if (fields.fields.size() == templateFieldsMost)
                return TemplateTextError{Reason::TooManyFields, m_at, {}};
            if (auto field = parseField())
                fields.fields.push_back(std::move(*field));
        }
        if (m_error)
            return std::move(*m_error);
        if (fields.fields.empty())
            return TemplateTextError{Reason::Empty, m_text.size(), {}};
        return fields;
    }

private:
    /// False at the end.
    bool skipBlanks()
    {
        m_at = std::min(m_text.find_first_not_of(blanks, m_at), m_text.size());
        return m_at < m_text.size();
    }

    std::nullopt_t fail(Reason reason, std::size_t column, std::string_view word)
    {
        if (!m_error)
            m_error = TemplateTextError{reason, column, std::string(word)};
        return std::nullopt;
    }

    std::optional<TemplateField> parseField()
    {
        const std::size_t start = m_at;
        if (m_text[start] == '"' || m_text[start] == '\'')
            return parseQuoted();
        const std::size_t end = std::min(m_text.find_first_of(" \t\r\n(", start), m_text.size());
        const std::string_view word = m_text.substr(start, end - start);
        if (end == m_text.size() || m_text[end] != '(') {
            m_at = end;
            return fixed(word, start);
        }
        m_at = end + 1;
        const std::size_t close = closingBracket();
        if (close == std::string_view::npos)
            return fail(Reason::MissingBracket, m_text.size(), word);
        const Argument inside{m_text.substr(m_at, close - m_at), m_at};
        m_at = close + 1;
        if (m_at < m_text.size() && blanks.find(m_text[m_at]) == std::string_view::npos) {
            const std::size_t wordEnd = std::min(m_text.find_first_of(blanks, start), m_text.size());
            return fail(Reason::UnknownField, start, m_text.substr(start, wordEnd - start));
        }
        return call(word, start, inside);
    }

    std::size_t closingBracket() const
    {
        for (std::size_t at = m_at; at < m_text.size(); ++at) {
            if (m_text[at] == '\\')
                ++at;
            else if (m_text[at] == ')')
                return at;
        }
        return std::string_view::npos;
    }

    std::optional<TemplateField> parseQuoted()
    {
        const std::size_t start = m_at;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != m_text[start]; ++m_at) {
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        m_at = std::min(m_at + 1, m_text.size());
        auto parsed = parseValueLine(m_text.substr(start, m_at - start));
        if (const auto *error = std::get_if<ValueTextError>(&parsed))
            return fail(Reason::BadValue, start + error->column, error->text());
        return checkedText(std::get<ValueList>(std::move(parsed)).at(0), start);
    }

    std::optional<TemplateField> fixed(std::string_view word, std::size_t column)
    {
        auto parsed = parseValue(word);
        if (const auto *error = std::get_if<ValueTextError>(&parsed))
            return fail(Reason::BadValue, column + error->column, error->text());
        Value value = std::get<Value>(std::move(parsed));
        if (std::holds_alternative<Text>(value.data) && !word.starts_with("str:"))
            return fail(Reason::UnknownField, column, word);
        return checkedText(std::move(value), column);
    }

    std::optional<TemplateField> checkedText(Value value, std::size_t column)
    {
        if (const auto *text = std::get_if<Text>(&value.data); text != nullptr && firstInvalidUtf8(text->bytes))
            return fail(Reason::NotUtf8, column, {});
        return TemplateField{FixedField{std::move(value)}};
    }

    std::optional<TemplateField> call(std::string_view name, std::size_t column, const Argument &inside)
    {
        if (name == "text") {
            auto prefix = unescaped(inside);
            return prefix ? std::optional<TemplateField>(TextField{std::move(*prefix)}) : std::nullopt;
        }
        if (name == "csv")
            return csv(inside);
        const std::size_t most = name == "checksum" ? 0
            : name == "counter" || name == "random" ? 2
            : name == "sine"                        ? 3
                                                    : 4;
        if (most == 4)
            return fail(Reason::UnknownField, column, name);
        const std::vector<Argument> numbers = split(inside);
        if (numbers.size() > most)
            return fail(Reason::TooManyNumbers, numbers[most].column, name);
        if (name == "checksum")
            return TemplateField{ChecksumField{}};
        if (name == "counter") {
            const auto start = integer<std::int64_t>(numbers, 0, 0);
            const auto step = integer<std::int64_t>(numbers, 1, 1);
            return start && step ? std::optional<TemplateField>(CounterField{*start, *step}) : std::nullopt;
        }
        if (name == "random") {
            const bool both = numbers.size() == 2;
            const auto least = both ? integer<std::int64_t>(numbers, 0, 0) : 0;
            const auto largest = integer<std::int64_t>(numbers, both ? 1 : 0, 255);
            if (!least || !largest)
                return std::nullopt;
            if (*largest < *least)
                return fail(Reason::EmptyRange, inside.column, inside.text);
            return TemplateField{RandomField{*least, *largest}};
        }
        const auto centre = real(numbers, 0, 0);
        const auto amplitude = real(numbers, 1, 1);
        const auto period = integer<std::uint64_t>(numbers, 2, 100);
        return centre && amplitude && period ? std::optional<TemplateField>(SineField{*centre, *amplitude, *period})
                                             : std::nullopt;
    }

    std::optional<TemplateField> csv(const Argument &inside)
    {
        const std::size_t comma = inside.text.rfind(',');
        if (comma == std::string_view::npos)
            return fail(Reason::NoColumn, inside.column + inside.text.size(), inside.text);
        auto file = unescaped({inside.text.substr(0, comma), inside.column});
        const auto column = integer<std::uint64_t>(
            {trimmed({inside.text.substr(comma + 1), inside.column + comma + 1})}, 0, 0);
        if (!file || !column)
            return std::nullopt;
        if (*column == 0 || file->empty())
            return fail(Reason::NoColumn, inside.column + comma, inside.text);
        return TemplateField{CsvField{.file = std::move(*file), .column = *column}};
    }

    static Argument trimmed(Argument argument)
    {
        const std::size_t from = std::min(argument.text.find_first_not_of(blanks), argument.text.size());
        argument.text.remove_prefix(from);
        argument.column += from;
        argument.text = argument.text.substr(0, argument.text.find_last_not_of(blanks) + 1);
        return argument;
    }

    static std::vector<Argument> split(const Argument &inside)
    {
        std::vector<Argument> parts;
        if (trimmed(inside).text.empty())
            return parts;
        for (std::size_t from = 0; from <= inside.text.size();) {
            const std::size_t comma = std::min(inside.text.find(',', from), inside.text.size());
            parts.push_back(trimmed({inside.text.substr(from, comma - from), inside.column + from}));
            from = comma + 1;
        }
        return parts;
    }

    template <typename Integer>
    std::optional<Integer> integer(const std::vector<Argument> &numbers, std::size_t index, Integer otherwise)
    {
        if (index >= numbers.size())
            return otherwise;
        const Argument &number = numbers[index];
        Integer value{};
        const char *end = number.text.data() + number.text.size();
        const auto [rest, error] = std::from_chars(number.text.data(), end, value);
        if (error != std::errc() || rest != end || number.text.empty())
            return fail(Reason::NotAnInteger, number.column, number.text);
        return value;
    }

    std::optional<double> real(const std::vector<Argument> &numbers, std::size_t index, double otherwise)
    {
        if (index >= numbers.size())
            return otherwise;
        const Argument &number = numbers[index];
        const auto parsed = parseValue("float:" + std::string(number.text));
        const auto *value = std::get_if<Value>(&parsed);
        const double *real = value != nullptr ? std::get_if<double>(&value->data) : nullptr;
        if (real == nullptr || !std::isfinite(*real))
            return fail(Reason::NotANumber, number.column, number.text);
        return *real;
    }

    std::optional<std::string> unescaped(const Argument &argument)
    {
        std::string bytes;
        for (std::size_t i = 0; i < argument.text.size(); ++i) {
            if (argument.text[i] != '\\') {
                bytes += argument.text[i];
                continue;
            }
            const std::string_view escape = argument.text.substr(i + 1);
            unsigned code = 0;
            if (escape.starts_with(')') || escape.starts_with('\\')) {
                bytes += escape[0];
                i += 1;
            } else if (escape.starts_with('n') || escape.starts_with('t')) {
                bytes += escape[0] == 'n' ? '\n' : '\t';
                i += 1;
            } else if (escape.size() >= 3 && escape[0] == 'x'
                       && std::from_chars(escape.data() + 1, escape.data() + 3, code, 16).ptr == escape.data() + 3) {
                bytes += static_cast<char>(code);
                i += 3;
            } else {
                return fail(Reason::UnknownEscape, argument.column + i, escape.substr(0, 1));
            }
        }
        if (const auto at = firstInvalidUtf8(bytes))
            return fail(Reason::NotUtf8, argument.column, {});
        return bytes;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<TemplateTextError> m_error;
};

std::string escaped(std::string_view bytes, std::string_view marks)
{
    std::string text;
    for (const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        if (marks.find(c) != std::string_view::npos) {
            text += '\\';
            text += c;
        } else if (code < 0x20 || code == 0x7f) {
            text += "\\x" + hexText(std::as_bytes(std::span(&c, 1)));
        } else {
            text += c;
        }
    }
    return text;
}

/// "5" for "5.0".
std::string withoutFraction(double number)
{
    std::string text = shortest(number);
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    return text;
}

std::string textOf(const Value &value)
{
    if (const auto *text = std::get_if<Text>(&value.data))
        return '"' + escaped(text->bytes, "\"\\") + '"';
    if (const auto *truth = std::get_if<bool>(&value.data))
        return *truth ? "true" : "false";
    if (const auto *number = std::get_if<std::int64_t>(&value.data))
        return std::to_string(*number);
    if (const auto *number = std::get_if<std::uint64_t>(&value.data))
        return "u64:" + std::to_string(*number);
    if (const auto *number = std::get_if<double>(&value.data))
        return shortest(*number);
    if (const auto *number = std::get_if<float>(&value.data))
        return "f32:" + shortest(*number);
    const auto *bytes = std::get_if<ByteVector>(&value.data);
    return "bytes:" + (bytes != nullptr ? hexText(*bytes) : std::string());
}

std::string textOf(const TemplateField &field)
{
    if (const auto *fixed = std::get_if<FixedField>(&field))
        return textOf(fixed->value);
    if (const auto *counter = std::get_if<CounterField>(&field))
        return "counter(" + std::to_string(counter->start) + ',' + std::to_string(counter->step) + ')';
    if (const auto *range = std::get_if<RandomField>(&field))
        return "random(" + std::to_string(range->least) + ',' + std::to_string(range->most) + ')';
    if (const auto *sine = std::get_if<SineField>(&field))
        return "sine(" + withoutFraction(sine->centre) + ',' + withoutFraction(sine->amplitude) + ','
            + std::to_string(sine->period) + ')';
    if (const auto *text = std::get_if<TextField>(&field))
        return "text(" + escaped(text->prefix, ")\\") + ')';
    if (const auto *csv = std::get_if<CsvField>(&field))
        return "csv(" + escaped(csv->file, ")\\") + ',' + std::to_string(csv->column) + ')';
    return "checksum()";
}

} // namespace

std::variant<PayloadTemplate, TemplateTextError> parseTemplate(std::string_view text)
{
    return TemplateParser(text).parse();
}

std::string templateText(const PayloadTemplate &fields)
{
    std::string text;
    for (const TemplateField &field : fields.fields)
        text += (text.empty() ? "" : " ") + textOf(field);
    return text;
}

std::string TemplateTextError::text() const
{
    const std::string quoted = '"' + escapedForDisplay(word) + '"';
    switch (reason) {
    case Reason::Empty:
        return "there is no field";
    case Reason::TooLong:
        return "it is longer than 4096 bytes";
    case Reason::TooManyFields:
        return "there are more than 256 fields";
    case Reason::UnknownField:
        return quoted + " is neither a field nor a value; text needs quotes";
    case Reason::MissingBracket:
        return quoted + " has no closing bracket";
    case Reason::TooManyNumbers:
        return quoted + " takes fewer numbers";
    case Reason::NotAnInteger:
        return quoted + " is no whole number that fits";
    case Reason::NotANumber:
        return quoted + " is no number";
    case Reason::EmptyRange:
        return quoted + " begins with the larger number";
    case Reason::NoColumn:
        return "csv() needs a file and a column from 1";
    case Reason::UnknownEscape:
        return "a backslash can't stand before " + quoted;
    case Reason::NotUtf8:
        return "text must be UTF-8";
    case Reason::BadValue:
        return word;
    }
    return {};
}

} // namespace membridge
