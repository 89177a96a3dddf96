// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "placed_object.h"

#include "utf8.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace membridge {

namespace {

/// Letters to change, add or take away to get from one word to the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

FileError fileErrorOf(std::string_view text, const PlacedJsonError &error)
{
    const TextPlace place = placeOf(text, error.offset);
    return {place.line, place.column, escapedForDisplay(error.path), error.reason};
}

std::string quotedForMessage(std::string_view text)
{
    return '"' + escapedForDisplay(text.substr(0, 64)) + '"';
}

std::string suggestion(std::string_view wrong, std::initializer_list<std::string_view> words)
{
    wrong = wrong.substr(0, 64);
    const auto nearest = std::min_element(words.begin(), words.end(),
                                          [&](auto a, auto b) { return distance(wrong, a) < distance(wrong, b); });
    return nearest != words.end() && distance(wrong, *nearest) <= 2 ? "; did you mean \"" + std::string(*nearest) + "\"?"
                                                                    : "";
}

PlacedObject::PlacedObject(std::string_view text, const PlacedJson &json, std::string path, std::string_view whatItIs)
    : m_text(text), m_json(&json), m_path(std::move(path)), m_object(&json.root.at(nlohmann::json::json_pointer(m_path)))
{
    if (!m_object->is_object())
        fail(std::string(whatItIs) + " is a JSON object");
}

void PlacedObject::failAt(const std::string &path, std::string reason) const
{
    throw errorAt(path, std::move(reason));
}

FileError PlacedObject::errorAt(const std::string &path, std::string reason) const
{
    const auto found = m_json->offsets.find(path);
    const std::size_t offset = found == m_json->offsets.end() ? 0 : found->second;
    return fileErrorOf(m_text, {.offset = offset, .path = path, .reason = std::move(reason)});
}

void PlacedObject::allowOnly(std::initializer_list<std::string_view> keys) const
{
    for (const auto &[key, value] : m_object->items()) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            failAt(m_path + '/' + pointerPart(key),
                   "there is no key " + quotedForMessage(key) + " here" + suggestion(key, keys));
    }
}

std::optional<std::string> PlacedObject::text(const char *key) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return std::nullopt;
    if (!found->is_string())
        fail(key, '"' + std::string(key) + "\" must be a string");
    const auto &string = found->get_ref<const std::string &>();
    if (string.size() > maxTextBytes)
        fail(key, "longer than " + std::to_string(maxTextBytes) + " bytes");
    return string;
}

std::string PlacedObject::requiredText(const char *key) const
{
    auto string = text(key);
    if (!string)
        fail("the key \"" + std::string(key) + "\" is missing");
    return *std::move(string);
}

std::optional<std::uint64_t> PlacedObject::whole(const char *key, std::uint64_t least, std::uint64_t most) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return std::nullopt;
    if (!found->is_number_unsigned() || found->get<std::uint64_t>() < least || found->get<std::uint64_t>() > most)
        fail(key,
             '"' + std::string(key) + "\" must be a whole number from " + std::to_string(least) + " to "
                 + std::to_string(most));
    return found->get<std::uint64_t>();
}

std::optional<std::int64_t> PlacedObject::integer(const char *key) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return std::nullopt;
    if (!found->is_number_integer()
        || (found->is_number_unsigned()
            && found->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())))
        fail(key, '"' + std::string(key) + "\" must be a whole number of 64 bits");
    return found->get<std::int64_t>();
}

std::optional<double> PlacedObject::positive(const char *key) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return std::nullopt;
    const double number = found->is_number() ? found->get<double>() : 0;
    if (!std::isfinite(number) || number <= 0)
        fail(key, '"' + std::string(key) + "\" must be a number above 0");
    return number;
}

std::optional<bool> PlacedObject::flag(const char *key) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return std::nullopt;
    if (!found->is_boolean())
        fail(key, '"' + std::string(key) + "\" must be true or false");
    return found->get<bool>();
}

std::size_t PlacedObject::listSize(const char *key, std::size_t most) const
{
    const auto found = m_object->find(key);
    if (found == m_object->end())
        return 0;
    if (!found->is_array())
        fail(key, '"' + std::string(key) + "\" must be a list");
    if (found->size() > most)
        fail(key, "more than " + std::to_string(most) + " entries");
    return found->size();
}

} // namespace membridge
