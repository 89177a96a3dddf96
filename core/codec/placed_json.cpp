// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "placed_json.h"

#include "utf8.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace membridge {

namespace {

constexpr std::size_t maxDepth = 16;

/// Reads a text, and leaves behind how far the parser has come.
class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, const char **furthest) : m_at(at), m_furthest(furthest) { }

    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        *m_furthest = ++m_at;
        return *this;
    }
    CountingIterator operator++(int)
    {
        const CountingIterator old = *this;
        ++*this;
        return old;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }
    bool operator!=(const CountingIterator &other) const { return m_at != other.m_at; }

private:
    const char *m_at;
    const char **m_furthest;
};

bool isNumberPart(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// The events of nlohmann's parser (its SAX interface gives the names) made into a tree.
class Builder : public nlohmann::json_sax<nlohmann::json>
{
public:
    Builder(std::string_view text, const char *const *furthest) : m_text(text), m_furthest(furthest) { }

    bool null() override { return add(nullptr, end() - 4); }
    bool boolean(bool value) override { return add(value, end() - (value ? 4 : 5)); }
    bool number_integer(number_integer_t value) override { return add(value, numberStart()); }
    bool number_unsigned(number_unsigned_t value) override { return add(value, numberStart()); }
    bool number_float(number_float_t value, const string_t &) override { return add(value, numberStart()); }
    bool string(string_t &value) override { return add(std::move(value), stringStart()); }
    bool binary(binary_t &) override { return false; }

    bool start_object(std::size_t) override { return open(nlohmann::json::object()); }
    bool start_array(std::size_t) override { return open(nlohmann::json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t &value) override
    {
        const std::size_t start = stringStart();
        if (m_open.back()->contains(value)) {
            m_error = {start, m_path, "the key \"" + escapedForDisplay(value) + "\" comes twice"};
            return false;
        }
        m_key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const nlohmann::json::exception &error) override
    {
        // "[json.exception.parse_error.101] parse error at line 1, column 2: why"
        std::string reason = error.what();
        if (const auto colon = reason.find(": "); colon != std::string::npos)
            reason.erase(0, colon + 2);
        m_error = {std::min(position == 0 ? 0 : position - 1, m_text.size()), {}, escapedForDisplay(reason)};
        return false;
    }

    PlacedJson take() { return std::move(m_result); }
    std::optional<PlacedJsonError> error() const { return m_error; }

private:
    std::size_t end() const { return static_cast<std::size_t>(*m_furthest - m_text.data()); }

    std::size_t numberStart() const
    {
        // The parser has to look at the byte behind a number to see that it ends.
        std::size_t at = end();
        if (at > 0 && !isNumberPart(m_text[at - 1]))
            --at;
        while (at > 0 && isNumberPart(m_text[at - 1]))
            --at;
        return at;
    }

    std::size_t stringStart() const
    {
        std::size_t at = end() - 1; // the closing quote
        while (at > 0) {
            --at;
            if (m_text[at] != '"')
                continue;
            std::size_t slashes = 0;
            while (slashes < at && m_text[at - slashes - 1] == '\\')
                ++slashes;
            if (slashes % 2 == 0)
                break;
        }
        return at;
    }

    nlohmann::json *place(nlohmann::json &&value, std::size_t start)
    {
        m_lengths.push_back(m_path.size());
        if (m_open.empty()) {
            m_result.root = std::move(value);
            m_result.offsets[m_path] = start;
            return &m_result.root;
        }
        nlohmann::json &parent = *m_open.back();
        m_path += '/' + (parent.is_array() ? std::to_string(parent.size()) : pointerPart(m_key));
        m_result.offsets[m_path] = start;
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
    }

    void leave()
    {
        m_path.resize(m_lengths.back());
        m_lengths.pop_back();
    }

    bool add(nlohmann::json &&value, std::size_t start)
    {
        place(std::move(value), start);
        leave();
        return true;
    }

    bool open(nlohmann::json &&value)
    {
        const std::size_t start = end() - 1;
        if (m_open.size() == maxDepth) {
            m_error = {start, m_path, "more than " + std::to_string(maxDepth) + " levels deep"};
            return false;
        }
        // Stays where it is: a parent gets no other element until this one is closed.
        m_open.push_back(place(std::move(value), start));
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        leave();
        return true;
    }

    std::string_view m_text;
    const char *const *m_furthest;
    PlacedJson m_result;
    std::optional<PlacedJsonError> m_error;
    std::vector<nlohmann::json *> m_open;
    std::vector<std::size_t> m_lengths; ///< Of m_path, before each value that is being read.
    std::string m_path;
    std::string m_key;
};

} // namespace

TextPlace placeOf(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto lastBreak = before.rfind('\n');
    return {static_cast<std::size_t>(lines) + 1,
            before.size() - (lastBreak == std::string_view::npos ? 0 : lastBreak + 1) + 1};
}

std::string pointerPart(std::string_view key)
{
    std::string part;
    for (const char c : key) {
        if (c == '~')
            part += "~0";
        else if (c == '/')
            part += "~1";
        else
            part += c;
    }
    return part;
}

std::variant<PlacedJson, PlacedJsonError> parsePlacedJson(std::string_view text)
{
    const char *furthest = text.data();
    Builder builder(text, &furthest);
    const bool whole = nlohmann::json::sax_parse(CountingIterator(text.data(), &furthest),
                                                 CountingIterator(text.data() + text.size(), &furthest), &builder);
    if (const auto error = builder.error())
        return *error;
    if (!whole)
        return PlacedJsonError{0, {}, "not JSON"};
    return builder.take();
}

} // namespace membridge
