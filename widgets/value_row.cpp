// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_row.h"

#include "value_words.h"
#include "words.h"

#include "core/codec/decode.h"
#include "core/codec/encode.h"
#include "core/codec/utf8.h"
#include "core/codec/value_text.h"

#include <QLocale>

#include <algorithm>

namespace membridge {

namespace {

using Parsed = ValueRow::Parsed;

Parsed checked(std::variant<Value, ValueTextError> parsed)
{
    if (const auto *error = std::get_if<ValueTextError>(&parsed))
        return words::of(*error);
    return std::get<Value>(std::move(parsed));
}

Parsed parsedAs(std::string_view tag, const QString &text)
{
    return checked(parseValue(std::string(tag) + ':' + text.trimmed().toStdString()));
}

/// Nothing, or what is wrong: text that is not UTF-8 can come from \xNN.
QString wrongText(const Value &value)
{
    const auto *text = std::get_if<Text>(&value.data);
    return text != nullptr && firstInvalidUtf8(text->bytes) ? ValueRow::tr("The text is not UTF-8: write it as bytes.")
                                                            : QString();
}

/// The values of a line, without a list among them.
std::variant<ValueList, QString> parsedLine(const QString &typed)
{
    QString line = typed.trimmed();
    if (line.startsWith(QLatin1Char('[')) && line.endsWith(QLatin1Char(']')))
        line = line.mid(1, line.size() - 2);
    auto parsed = parseValueLine(line.toStdString());
    if (const auto *error = std::get_if<ValueTextError>(&parsed))
        return words::of(*error);
    auto &values = std::get<ValueList>(parsed);
    for (const Value &value : values) {
        if (std::holds_alternative<ValueList>(value.data))
            return ValueRow::tr("A list can't stand inside a list.");
        if (const QString wrong = wrongText(value); !wrong.isEmpty())
            return wrong;
    }
    return std::move(values);
}

Parsed parsedText(const QString &typed)
{
    if (typed.size() < 2 || !typed.startsWith(QLatin1Char('"')) || !typed.endsWith(QLatin1Char('"')))
        return Value{Text{typed.toStdString()}};
    auto line = parsedLine(typed);
    if (const auto *error = std::get_if<QString>(&line))
        return *error;
    const auto &values = std::get<ValueList>(line);
    if (values.size() != 1 || !std::holds_alternative<Text>(values.front().data))
        return ValueRow::tr("Behind the closing quote nothing can stand.");
    return values.front();
}

Parsed parsedHex(QString typed)
{
    return parsedAs("bytes", typed.remove(QLatin1Char(' ')));
}

/// An element of a typed list as a field of that type takes it.
Parsed converted(const Value &value, TypeTag tag)
{
    const QString type = QString::fromLatin1(name(tag).data(), static_cast<qsizetype>(name(tag).size()));
    const bool isFloat = tag == TypeTag::Float || tag == TypeTag::F32 || tag == TypeTag::F64;
    if (std::holds_alternative<std::int64_t>(value.data) && tag != TypeTag::Str)
        return parsedAs(name(tag), value_words::typed(value));
    if (const auto *number = std::get_if<double>(&value.data); number != nullptr && isFloat)
        return parsedAs(name(tag), QString::fromStdString(shortest(*number)));
    const auto *bytes = std::get_if<ByteVector>(&value.data);
    if ((std::holds_alternative<bool>(value.data) && tag == TypeTag::Bool)
        || (std::holds_alternative<Text>(value.data) && tag == TypeTag::Str)
        || (bytes != nullptr && fixedSize(tag) == bytes->size()))
        return value;
    return tag == TypeTag::Str ? ValueRow::tr("%1 is no text: put it in quotes.").arg(value_words::typed(value))
                               : ValueRow::tr("%1 is no %2.").arg(value_words::typed(value), type);
}

QString textOf(const Text &text)
{
    const QString plain = QString::fromStdString(text.bytes);
    const bool control = std::any_of(text.bytes.begin(), text.bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f;
    });
    return control || plain.startsWith(QLatin1Char('"')) || firstInvalidUtf8(text.bytes)
        ? value_words::quoted(text.bytes)
        : plain;
}

/// Hexadecimal digits without what marks them in a line.
QString hexOf(const ByteVector &bytes)
{
    return value_words::typed(Value{bytes}).mid(6);
}

} // namespace

QStringList ValueRow::typeNames()
{
    return {QStringLiteral("bool"),
            QStringLiteral("int"),
            QStringLiteral("float"),
            QStringLiteral("str"),
            tr("hex bytes"),
            QStringLiteral("f32"),
            QStringLiteral("i32"),
            QStringLiteral("u8"),
            QStringLiteral("u32"),
            QStringLiteral("u64"),
            tr("list"),
            tr("file")};
}

QString ValueRow::typeName() const
{
    if (!field)
        return typeNames().at(static_cast<int>(type));
    SchemaField bare = *field;
    bare.name.clear();
    return QString::fromStdString(Schema{{bare}}.text());
}

Parsed ValueRow::parsed(const QString &typed) const
{
    if (field)
        return parsedField(typed);
    switch (type) {
    case Type::Bool:
    case Type::Int:
    case Type::Float:
    case Type::F32:
    case Type::I32:
    case Type::U8:
    case Type::U32:
    case Type::U64:
        return parsedAs(typeName().toStdString(), typed);
    case Type::Str:
        return parsedText(typed);
    case Type::Hex:
        return parsedHex(typed);
    case Type::List: {
        auto line = parsedLine(typed);
        if (const auto *error = std::get_if<QString>(&line))
            return *error;
        return Value{std::get<ValueList>(std::move(line))};
    }
    case Type::File:
        break;
    }
    const QString wrong = wrongFile();
    return wrong.isEmpty() ? Parsed(Value{*file}) : Parsed(wrong);
}

QString ValueRow::wrongFile() const
{
    if (text.isEmpty())
        return tr("Choose a file.");
    if (!fileError.isEmpty())
        return fileError;
    return file ? QString() : tr("The file is being read.");
}

QString ValueRow::error() const
{
    if (isFile())
        return wrongFile();
    const Parsed parsed = value();
    const auto *wrong = std::get_if<QString>(&parsed);
    return wrong != nullptr ? *wrong : QString();
}

std::optional<quint64> ValueRow::size() const
{
    if (isFile())
        return wrongFile().isEmpty() ? std::optional<quint64>(file->size()) : std::nullopt;
    const Parsed parsed = value();
    const auto *right = std::get_if<Value>(&parsed);
    if (right == nullptr)
        return std::nullopt;
    return (field ? field->skip : 0) + encodeMixed(std::span(right, 1)).size();
}

Parsed ValueRow::parsedField(const QString &typed) const
{
    if (field->kind == FieldKind::Bytes) {
        Parsed hex = parsedHex(typed);
        if (const auto *value = std::get_if<Value>(&hex)) {
            const quint64 size = std::get<ByteVector>(value->data).size();
            if (size != field->count)
                return tr("These are %1 B, the field has %2 B.")
                    .arg(QLocale().toString(size), QLocale().toString(quint64{field->count}));
        }
        return hex;
    }
    if (field->count == 1)
        return field->tag == TypeTag::Str ? parsedText(typed) : parsedAs(name(field->tag), typed);
    auto line = parsedLine(typed);
    if (const auto *error = std::get_if<QString>(&line))
        return *error;
    auto &values = std::get<ValueList>(line);
    for (Value &value : values) {
        Parsed element = converted(value, field->tag);
        if (std::holds_alternative<QString>(element))
            return element;
        value = std::get<Value>(std::move(element));
    }
    if (values.size() != field->count)
        return tr("These are %1 values, the field has %2.")
            .arg(QLocale().toString(quint64{values.size()}), QLocale().toString(quint64{field->count}));
    return Value{std::move(values)};
}

void ValueRow::setValue(const Value &value)
{
    file.reset();
    fileError.clear();
    if (const auto *string = std::get_if<Text>(&value.data)) {
        type = Type::Str;
        text = textOf(*string);
    } else if (const auto *bytes = std::get_if<ByteVector>(&value.data)) {
        type = Type::Hex;
        text = hexOf(*bytes);
        if (field && field->kind == FieldKind::Tagged && fixedSize(field->tag) == bytes->size()) {
            SchemaField scalar;
            scalar.tag = field->tag;
            const Decoded decoded = decode(*bytes, Schema{{scalar}});
            if (!decoded.fields.empty())
                text = QString::fromStdString(displayText(decoded.fields.front().value));
        }
    } else if (const auto *list = std::get_if<ValueList>(&value.data)) {
        type = Type::List;
        text = value_words::typed(*list);
    } else {
        type = std::holds_alternative<bool>(value.data)  ? Type::Bool
            : std::holds_alternative<double>(value.data) ? Type::Float
                                                         : Type::Int;
        text = value_words::typed(value);
        // The type is said beside it.
        if (const QString prefix = QStringLiteral("float:"); text.startsWith(prefix))
            text.remove(0, prefix.size());
    }
}

} // namespace membridge
