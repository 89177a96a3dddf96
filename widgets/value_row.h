// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"
#include "core/codec/value.h"

#include <QCoreApplication>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace membridge {

/// One value to write as its row has it: what was typed, and of which type; or of which field of a schema. A plain value.
struct ValueRow
{
    Q_DECLARE_TR_FUNCTIONS(ValueRow)

public:
    /// Everything that can be written. Those that the peer can't write are written as their raw bytes.
    enum class Type { Bool, Int, Float, Str, Hex, F32, I32, U8, U32, U64, List, File };
    /// The value, or what is wrong.
    using Parsed = std::variant<Value, QString>;

    Type type = Type::Str;
    QString text;                        ///< Of a file: its path.
    std::optional<SchemaField> field;    ///< Then it says of which type the value is, not `type`.
    std::optional<ByteVector> file = {}; ///< What the file holds, once it was read.
    QString fileError = {};              ///< Why it could not be read.

    /// The name of each Type, in its order.
    static QStringList typeNames();
    QString typeName() const;
    bool isFile() const { return !field && type == Type::File; }

    /// What `typed` in this row stands for. A str may stand in double quotes with escapes, as parseValueLine() has them; a list is a line of values.
    Parsed parsed(const QString &typed) const;
    Parsed value() const { return parsed(text); }
    /// What is wrong, or empty. Unlike value() it copies no file.
    QString error() const;
    /// Bytes that it takes, with what the schema skips before it; nothing while it is wrong.
    std::optional<quint64> size() const;
    /// Takes over a value; one that does not fit the field is shown, and wrong.
    void setValue(const Value &value);

private:
    Parsed parsedField(const QString &typed) const;
    QString wrongFile() const;
};

} // namespace membridge
