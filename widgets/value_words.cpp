// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_words.h"

#include "core/codec/utf8.h"
#include "core/codec/value_text.h"

#include <QByteArray>
#include <QStringList>

#include <algorithm>

namespace membridge::value_words {

namespace {

/// A line of a log, not a document.
constexpr qsizetype longestShown = 4096;

template <typename... Visitors> struct Overloaded : Visitors...
{
    using Visitors::operator()...;
};
template <typename... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

QString hexOf(const void *bytes, std::size_t size)
{
    return QString::fromLatin1(
        QByteArray::fromRawData(static_cast<const char *>(bytes), static_cast<qsizetype>(size)).toHex());
}

} // namespace

QString shown(const ValueList &values)
{
    QString text;
    for (const Value &value : values) {
        if (!text.isEmpty())
            text += QStringLiteral(", ");
        QString next = QString::fromStdString(displayText(value));
        if (text.size() + next.size() > longestShown) {
            next.truncate(longestShown - qMin(longestShown, text.size()));
            return text + next + QStringLiteral("…");
        }
        text += next;
    }
    return text;
}

QString shownBytes(const ByteVector &bytes)
{
    // Only the first are shown: no copy of the others.
    constexpr std::size_t most = 256;
    const ByteVector first(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(most + 1, bytes.size())));
    return QString::fromStdString(displayText(Value{first}, most));
}

QString quoted(const std::string &text)
{
    const bool valid = !firstInvalidUtf8(text);
    std::string escaped = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            escaped += std::string("\\") + c;
        else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !valid))
            escaped += "\\x" + QByteArray(1, c).toHex().toStdString();
        else
            escaped += c;
    }
    return QString::fromStdString(escaped + '"');
}

QString typed(const Value &value)
{
    return std::visit(
        Overloaded{[](bool flag) { return flag ? QStringLiteral("true") : QStringLiteral("false"); },
                   [](std::int64_t number) { return QString::number(number); },
                   [](std::uint64_t number) { return QStringLiteral("bytes:") + hexOf(&number, sizeof number); },
                   [](double number) {
                       const QString digits = QString::fromStdString(shortest(number));
                       // Bare digits would be read as an integer; "inf" and "nan" have an n.
                       const bool looksLikeFloat = digits.contains(QLatin1Char('.'))
                           || digits.contains(QLatin1Char('e')) || digits.contains(QLatin1Char('n'));
                       return looksLikeFloat ? digits : QStringLiteral("float:") + digits;
                   },
                   [](float number) { return QStringLiteral("bytes:") + hexOf(&number, sizeof number); },
                   [](const Text &text) { return quoted(text.bytes); },
                   [](const ByteVector &bytes) { return QStringLiteral("bytes:") + hexOf(bytes.data(), bytes.size()); },
                   [](const ValueList &list) { return QLatin1Char('[') + typed(list) + QLatin1Char(']'); }},
        value.data);
}

QString typed(const ValueList &values)
{
    QStringList words;
    for (const Value &value : values)
        words << typed(value);
    return words.join(QLatin1Char(' '));
}

} // namespace membridge::value_words
