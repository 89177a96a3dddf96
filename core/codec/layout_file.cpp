// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "layout_file.h"

#include "bounded_file.h"
#include "placed_object.h"
#include "utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace membridge {

namespace {

using nlohmann::json;

constexpr std::uint64_t version = 1;
constexpr std::size_t maxFields = 4096;
constexpr std::size_t maxNames = 1024;
constexpr std::size_t maxTextBytes = 4096;
constexpr std::uint64_t maxCount = std::uint64_t{1} << 32;

/// Takes the tree apart. A throw of LayoutFileError ends it; it never leaves this file.
class Reader
{
public:
    Reader(std::string_view text, const PlacedJson &json) : m_text(text), m_json(json) { }

    LoadedLayout read()
    {
        const json &root = m_json.root;
        if (!root.is_object())
            fail("", "a layout file is a JSON object");
        const auto number = root.find("membridge_layout");
        if (number == root.end())
            fail("", "the key \"membridge_layout\" is missing; it holds the version, 1");
        if (!number->is_number_unsigned() || number->get<std::uint64_t>() != version)
            fail("/membridge_layout", "this program reads version 1 only");
        warnOfOthers(root, "", {"membridge_layout", "$schema", "name", "kind", "fields"});
        LayoutFile &layout = m_loaded.layout;
        layout.name = text(root, "", "name");
        if (const auto kind = root.find("kind"); kind != root.end()) {
            const std::string word = text(root, "", "kind");
            if (word != "region" && word != "ring")
                fail("/kind", quotedForMessage(word) + " is neither \"region\" nor \"ring\"");
            layout.kind = word == "ring" ? LayoutFile::Kind::Ring : LayoutFile::Kind::Region;
        }
        const auto fields = root.find("fields");
        if (fields == root.end() || !fields->is_array() || fields->empty())
            fail(fields == root.end() ? "" : "/fields", "\"fields\" must be a list of at least one field");
        if (fields->size() > maxFields)
            fail("/fields", "more than " + std::to_string(maxFields) + " fields");
        for (std::size_t number = 0; number < fields->size(); ++number)
            readField((*fields)[number], "/fields/" + std::to_string(number));
        return std::move(m_loaded);
    }

private:
    [[noreturn]] void fail(const std::string &path, std::string reason) const { throw at(path, std::move(reason)); }

    LayoutFileError at(const std::string &path, std::string reason) const
    {
        const auto found = m_json.offsets.find(path);
        const TextPlace place = placeOf(m_text, found == m_json.offsets.end() ? 0 : found->second);
        return {place.line, place.column, escapedForDisplay(path), std::move(reason)};
    }

    void warnOfOthers(const json &object, const std::string &path, std::initializer_list<std::string_view> known)
    {
        constexpr std::size_t maxWarnings = 100;
        for (const auto &[key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) != known.end() || m_loaded.warnings.size() == maxWarnings)
                continue;
            std::string reason = "the key " + quotedForMessage(key) + " is ignored" + suggestion(key, known);
            m_loaded.warnings.push_back(at(path + '/' + pointerPart(key), std::move(reason)));
        }
    }

    std::string text(const json &object, const std::string &path, const char *key) const
    {
        const auto found = object.find(key);
        if (found == object.end())
            return {};
        if (!found->is_string())
            fail(path + '/' + key, '"' + std::string(key) + "\" must be a string");
        const auto &string = found->get_ref<const std::string &>();
        if (string.size() > maxTextBytes)
            fail(path + '/' + key, "longer than " + std::to_string(maxTextBytes) + " bytes");
        return string;
    }

    std::optional<std::uint64_t> number(const json &object, const std::string &path, const char *key,
                                        std::uint64_t most = maxCount) const
    {
        const auto found = object.find(key);
        if (found == object.end())
            return std::nullopt;
        if (!found->is_number_unsigned() || found->get<std::uint64_t>() > most)
            fail(path + '/' + key,
                 '"' + std::string(key) + "\" must be a whole number from 0 to " + std::to_string(most));
        return found->get<std::uint64_t>();
    }

    void readField(const json &object, const std::string &path)
    {
        if (!object.is_object())
            fail(path, "a field is an object with at least a \"tag\"");
        if (!m_loaded.layout.fields.empty() && m_loaded.layout.fields.back().kind == FieldKind::Rest)
            fail(path, "nothing can follow the tag \"...\"");
        warnOfOthers(object, path,
                     {"name", "tag", "count", "offset", "skip", "format", "enum", "scale", "unit", "note"});
        LayoutField field;
        field.name = text(object, path, "name");
        field.note = text(object, path, "note");
        if (!field.name.empty() && !isFieldName(field.name))
            fail(path + "/name",
                 quotedForMessage(field.name) + " is no field name (letters, digits, _ - . and a letter or _ first)");
        if (!object.contains("tag"))
            fail(path, "the key \"tag\" is missing");
        readType(field, object, path);
        field.style.unit = text(object, path, "unit");
        readFormat(field, object, path);
        if (const auto scale = object.find("scale"); scale != object.end()) {
            const double factor = scale->is_number() ? scale->get<double>() : 0;
            if (!std::isfinite(factor) || factor == 0)
                fail(path + "/scale", "\"scale\" must be a number other than 0");
            field.style.scale = factor;
        }
        field.offset = number(object, path, "offset", maxSchemaOffset);
        field.skip = number(object, path, "skip").value_or(0);
        m_loaded.layout.fields.push_back(std::move(field));
    }

    void readType(LayoutField &field, const json &object, const std::string &path) const
    {
        const std::string tag = text(object, path, "tag");
        const auto count = number(object, path, "count");
        field.count = count.value_or(1);
        if (tag == "...") {
            field.kind = FieldKind::Rest;
            if (count)
                fail(path + "/count", "the tag \"...\" takes no count");
        } else if (tag == "bytes") {
            field.kind = FieldKind::Bytes;
            if (!count)
                fail(path, "the tag \"bytes\" needs a \"count\"");
        } else if (const auto known = parseTypeTag(tag)) {
            field.tag = *known;
        } else {
            fail(path + "/tag",
                 quotedForMessage(tag)
                     + " is no type tag; there are bool int float f32 f64 i32 i64 u8 u32 u64 str bytes and ...");
        }
    }

    void readFormat(LayoutField &field, const json &object, const std::string &path) const
    {
        if (object.contains("format")) {
            const std::string word = text(object, path, "format");
            const auto format = parseFieldFormat(word);
            if (!format)
                fail(path + "/format",
                     quotedForMessage(word)
                         + " is no format; there are plain dec hex bin time_s time_ms time_us time_ns enum");
            field.style.format = *format;
        }
        const auto names = object.find("enum");
        if (names == object.end()) {
            if (field.style.format == FieldFormat::Enum)
                fail(path + "/format", "the format \"enum\" needs the key \"enum\"");
            return;
        }
        if (!names->is_object())
            fail(path + "/enum", "\"enum\" must be an object: {\"0\": \"idle\", \"1\": \"busy\"}");
        if (names->size() > maxNames)
            fail(path + "/enum", "more than " + std::to_string(maxNames) + " names");
        if (!object.contains("format"))
            field.style.format = FieldFormat::Enum;
        for (const auto &[key, value] : names->items()) {
            const std::string own = path + "/enum/" + pointerPart(key);
            std::int64_t number = 0;
            const auto [rest, error] = std::from_chars(key.data(), key.data() + key.size(), number);
            // One spelling each, so that no number comes twice.
            if (error != std::errc() || rest != key.data() + key.size() || std::to_string(number) != key)
                fail(own, quotedForMessage(key) + " is no whole number in base 10");
            if (!value.is_string() || value.get_ref<const std::string &>().size() > maxTextBytes)
                fail(own, "the name of a number must be a string");
            field.style.names[number] = value.get<std::string>();
        }
    }

    std::string_view m_text;
    const PlacedJson &m_json;
    LoadedLayout m_loaded;
};

} // namespace

Schema LayoutFile::schema() const
{
    Schema schema;
    for (const LayoutField &field : fields)
        schema.fields.push_back({field.kind, field.tag, field.count, field.name, field.offset, field.skip});
    return schema;
}

std::vector<FieldStyle> LayoutFile::styles() const
{
    std::vector<FieldStyle> styles;
    for (const LayoutField &field : fields)
        styles.push_back(field.style);
    return styles;
}

std::string FileError::text() const
{
    std::string place;
    if (line > 0)
        place = "line " + std::to_string(line) + ", column " + std::to_string(column);
    if (!path.empty())
        place += (place.empty() ? "" : ", ") + path;
    return place.empty() ? reason : place + ": " + reason;
}

std::variant<LoadedLayout, LayoutFileError> parseLayoutFile(std::string_view text)
{
    if (text.size() > maxLayoutFileBytes)
        return LayoutFileError{0, 0, {}, "a layout file has at most 1 MiB"};
    auto parsed = parsePlacedJson(text);
    if (const auto *error = std::get_if<PlacedJsonError>(&parsed)) {
        const TextPlace place = placeOf(text, error->offset);
        return LayoutFileError{place.line, place.column, escapedForDisplay(error->path), error->reason};
    }
    try {
        return Reader(text, std::get<PlacedJson>(parsed)).read();
    } catch (LayoutFileError &error) {
        return std::move(error);
    }
}

std::string layoutFileText(const LayoutFile &layout)
{
    nlohmann::ordered_json root;
    root["membridge_layout"] = version;
    if (!layout.name.empty())
        root["name"] = layout.name;
    if (layout.kind)
        root["kind"] = *layout.kind == LayoutFile::Kind::Ring ? "ring" : "region";
    root["fields"] = nlohmann::ordered_json::array();
    for (const LayoutField &field : layout.fields) {
        nlohmann::ordered_json object;
        if (!field.name.empty())
            object["name"] = field.name;
        object["tag"] = field.kind == FieldKind::Rest ? "..."
            : field.kind == FieldKind::Bytes          ? "bytes"
                                                      : std::string(name(field.tag));
        if (field.kind == FieldKind::Bytes || (field.kind == FieldKind::Tagged && field.count != 1))
            object["count"] = field.count;
        if (field.offset)
            object["offset"] = *field.offset;
        if (field.skip > 0)
            object["skip"] = field.skip;
        if (field.style.format != FieldFormat::Plain || !field.style.names.empty())
            object["format"] = name(field.style.format);
        for (const auto &[number, name] : field.style.names)
            object["enum"][std::to_string(number)] = name;
        if (field.style.scale != 1)
            object["scale"] = field.style.scale;
        if (!field.style.unit.empty())
            object["unit"] = field.style.unit;
        if (!field.note.empty())
            object["note"] = field.note;
        root["fields"].push_back(std::move(object));
    }
    return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::variant<LoadedLayout, LayoutFileError> readLayoutFile(const std::string &path)
{
    return parseLayoutFile(readBoundedFile(path, "open the layout file", maxLayoutFileBytes));
}

} // namespace membridge
