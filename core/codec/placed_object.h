// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "file_error.h"
#include "placed_json.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace membridge {

/// One object of a PlacedJson, read strictly: keys that nobody knows, missing keys and values of another type or outside their bounds throw a
/// FileError with their place. It never leaves the file reader that uses this.
class PlacedObject
{
public:
    /// `path` is the object's JSON pointer in `json`, whose text is `text`; both must outlive this. Throws when there is no object.
    PlacedObject(std::string_view text, const PlacedJson &json, std::string path, std::string_view whatItIs);

    /// Throws unless every key is one of these.
    void allowOnly(std::initializer_list<std::string_view> keys) const;
    bool has(const char *key) const { return m_object->contains(key); }
    const nlohmann::json &at(const char *key) const { return (*m_object)[key]; }
    std::string pathOf(const char *key) const { return m_path + '/' + pointerPart(key); }
    const std::string &path() const noexcept { return m_path; }

    /// At most maxTextBytes.
    std::optional<std::string> text(const char *key) const;
    std::string requiredText(const char *key) const;
    std::optional<std::uint64_t> whole(const char *key, std::uint64_t least, std::uint64_t most) const;
    std::optional<std::int64_t> integer(const char *key) const;
    /// Finite, and above 0.
    std::optional<double> positive(const char *key) const;
    std::optional<bool> flag(const char *key) const;
    /// How many elements the list has; 0 if there is none.
    std::size_t listSize(const char *key, std::size_t most) const;

    [[noreturn]] void fail(const char *key, std::string reason) const { failAt(pathOf(key), std::move(reason)); }
    [[noreturn]] void fail(std::string reason) const { failAt(m_path, std::move(reason)); }
    [[noreturn]] void failAt(const std::string &path, std::string reason) const;
    /// Where the value of that JSON pointer stands, and what is wrong with it.
    FileError errorAt(const std::string &path, std::string reason) const;
    /// Every key with its value.
    const nlohmann::json &values() const noexcept { return *m_object; }

    static constexpr std::size_t maxTextBytes = 4096;

private:
    std::string_view m_text;
    const PlacedJson *m_json;
    std::string m_path;
    const nlohmann::json *m_object;
};

/// The same error, with its line and column.
FileError fileErrorOf(std::string_view text, const PlacedJsonError &error);
/// `text` between quotes for a message, escaped and shortened.
std::string quotedForMessage(std::string_view text);
/// `; did you mean "WORD"?` when one of `words` is nearly `wrong`, otherwise empty.
std::string suggestion(std::string_view wrong, std::initializer_list<std::string_view> words);

} // namespace membridge
