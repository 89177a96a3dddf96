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
constexpr std::uint64_t maxCount = std::uint64_t{1} << 32;

/// Takes the tree apart. A throw of LayoutFileError ends it; it never leaves this file.
class Reader
{
public:
    Reader(std::string_view text, const PlacedJson &json) : m_text(text), m_json(json) { }

    LoadedLayout read()
    {
        const PlacedObject root(m_text, m_json, "", "a layout file");
        if (!root.has("membridge_layout"))
            root.fail("the key \"membridge_layout\" is missing; it holds the version, 1");
        if (!root.at("membridge_layout").is_number_unsigned() || root.at("membridge_layout") != version)
            root.fail("membridge_layout", "this program reads version 1 only");
        warnOfOthers(root, {"membridge_layout", "$schema", "name", "kind", "fields"});
        LayoutFile &layout = m_loaded.layout;
        layout.name = root.text("name").value_or("");
        if (const auto word = root.text("kind")) {
            if (*word != "region" && *word != "ring")
                root.fail("kind", quotedForMessage(*word) + " is neither \"region\" nor \"ring\"");
            layout.kind = *word == "ring" ? LayoutFile::Kind::Ring : LayoutFile::Kind::Region;
        }
        if (!root.has("fields"))
            root.fail("\"fields\" must be a list of at least one field");
        if (!root.at("fields").is_array() || root.at("fields").empty())
            root.fail("fields", "\"fields\" must be a list of at least one field");
        if (root.at("fields").size() > maxFields)
            root.fail("fields", "more than " + std::to_string(maxFields) + " fields");
        for (std::size_t number = 0; number < root.at("fields").size(); ++number)
            readField("/fields/" + std::to_string(number));
        return std::move(m_loaded);
    }

private:
    void warnOfOthers(const PlacedObject &object, std::initializer_list<std::string_view> known)
    {
        constexpr std::size_t maxWarnings = 100;
        for (const auto &[key, value] : object.values().items()) {
            if (std::find(known.begin(), known.end(), key) != known.end() || m_loaded.warnings.size() == maxWarnings)
                continue;
            std::string reason = "the key " + quotedForMessage(key) + " is ignored" + suggestion(key, known);
            m_loaded.warnings.push_back(object.errorAt(object.pathOf(key.c_str()), std::move(reason)));
        }
    }

    void readField(const std::string &path)
    {
        const PlacedObject object(m_text, m_json, path, "a field");
        if (!m_loaded.layout.fields.empty() && m_loaded.layout.fields.back().kind == FieldKind::Rest)
            object.fail("nothing can follow the tag \"...\"");
        warnOfOthers(object, {"name", "tag", "count", "offset", "skip", "format", "enum", "scale", "unit", "note"});
        LayoutField field;
        field.name = object.text("name").value_or("");
        field.note = object.text("note").value_or("");
        if (!field.name.empty() && !isFieldName(field.name))
            object.fail("name",
                        quotedForMessage(field.name)
                            + " is no field name (letters, digits, _ - . and a letter or _ first)");
        readType(field, object);
        field.style.unit = object.text("unit").value_or("");
        readFormat(field, object);
        if (object.has("scale")) {
            const json &scale = object.at("scale");
            const double factor = scale.is_number() ? scale.get<double>() : 0;
            if (!std::isfinite(factor) || factor == 0)
                object.fail("scale", "\"scale\" must be a number other than 0");
            field.style.scale = factor;
        }
        field.offset = object.whole("offset", 0, maxSchemaOffset);
        field.skip = object.whole("skip", 0, maxCount).value_or(0);
        m_loaded.layout.fields.push_back(std::move(field));
    }

    static void readType(LayoutField &field, const PlacedObject &object)
    {
        const std::string tag = object.requiredText("tag");
        const auto count = object.whole("count", 0, maxCount);
        field.count = count.value_or(1);
        if (tag == "...") {
            field.kind = FieldKind::Rest;
            if (count)
                object.fail("count", "the tag \"...\" takes no count");
        } else if (tag == "bytes") {
            field.kind = FieldKind::Bytes;
            if (!count)
                object.fail("the tag \"bytes\" needs a \"count\"");
        } else if (const auto known = parseTypeTag(tag)) {
            field.tag = *known;
        } else {
            object.fail("tag",
                        quotedForMessage(tag)
                            + " is no type tag; there are bool int float f32 f64 i32 i64 u8 u32 u64 str bytes and ...");
        }
    }

    static void readFormat(LayoutField &field, const PlacedObject &object)
    {
        if (const auto word = object.text("format")) {
            const auto format = parseFieldFormat(*word);
            if (!format)
                object.fail("format",
                            quotedForMessage(*word)
                                + " is no format; there are plain dec hex bin time_s time_ms time_us time_ns enum");
            field.style.format = *format;
        }
        if (!object.has("enum")) {
            if (field.style.format == FieldFormat::Enum)
                object.fail("format", "the format \"enum\" needs the key \"enum\"");
            return;
        }
        const json &names = object.at("enum");
        if (!names.is_object())
            object.fail("enum", "\"enum\" must be an object: {\"0\": \"idle\", \"1\": \"busy\"}");
        if (names.size() > maxEnumNames)
            object.fail("enum", "more than " + std::to_string(maxEnumNames) + " names");
        if (!object.has("format"))
            field.style.format = FieldFormat::Enum;
        for (const auto &[key, value] : names.items()) {
            const std::string own = object.pathOf("enum") + '/' + pointerPart(key);
            std::int64_t number = 0;
            const auto [rest, error] = std::from_chars(key.data(), key.data() + key.size(), number);
            // One spelling each, so that no number comes twice.
            if (error != std::errc() || rest != key.data() + key.size() || std::to_string(number) != key)
                object.failAt(own, quotedForMessage(key) + " is no whole number in base 10");
            if (!value.is_string() || value.get_ref<const std::string &>().size() > PlacedObject::maxTextBytes)
                object.failAt(own, "the name of a number must be a string");
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
    if (const auto *error = std::get_if<PlacedJsonError>(&parsed))
        return fileErrorOf(text, *error);
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
