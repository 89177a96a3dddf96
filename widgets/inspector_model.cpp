// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "inspector_model.h"

#include "words.h"

#include <QDateTime>
#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

#include <algorithm>

namespace membridge {

namespace {

QString nameOf(Interpretation kind)
{
    const QString text = QString::fromLatin1(key(kind).data(), static_cast<qsizetype>(key(kind).size()));
    switch (kind) {
    case Interpretation::I64:
        return QStringLiteral("i64 (int)");
    case Interpretation::F64:
        return QStringLiteral("f64 (float)");
    case Interpretation::Hex64:
        return QStringLiteral("u64 hex");
    case Interpretation::Utf8:
        return QStringLiteral("UTF-8");
    case Interpretation::Utf16:
        return QStringLiteral("UTF-16");
    case Interpretation::UnixSeconds:
        return InspectorModel::tr("time, s");
    case Interpretation::UnixMilliseconds:
        return InspectorModel::tr("time, ms");
    case Interpretation::UnixMicroseconds:
        return InspectorModel::tr("time, µs");
    case Interpretation::UnixNanoseconds:
        return InspectorModel::tr("time, ns");
    case Interpretation::Bits8:
        return InspectorModel::tr("8 bits");
    case Interpretation::Bits32:
        return InspectorModel::tr("32 bits");
    default:
        return text;
    }
}

QString wordsOf(const InterpretationError &error)
{
    using Reason = InterpretationError::Reason;
    switch (error.reason) {
    case Reason::Empty:
        return InspectorModel::tr("A value is missing.");
    case Reason::NotABool:
        return InspectorModel::tr("Expected true or false.");
    case Reason::NotAnInteger:
        return InspectorModel::tr("Expected a whole number, decimal or 0x….");
    case Reason::OutOfRange:
        return InspectorModel::tr("The value does not fit.");
    case Reason::NotANumber:
        return InspectorModel::tr("Expected a number.");
    case Reason::NotOneCodePoint:
        return InspectorModel::tr("Expected one character or U+….");
    case Reason::UnknownEscape:
        return InspectorModel::tr("Unknown escape sequence.");
    case Reason::NotATime:
        return InspectorModel::tr("Expected a time like 2026-11-23T14:40:41Z.");
    case Reason::NotBits:
        return InspectorModel::tr("Expected binary digits.");
    }
    return {};
}

QString longNameOf(Interpretation kind)
{
    switch (kind) {
    case Interpretation::Hex64:
        return InspectorModel::tr("Unsigned, 64 bits, in hexadecimal");
    case Interpretation::F16:
        return InspectorModel::tr("Floating point, 16 bits");
    case Interpretation::Utf8:
        return InspectorModel::tr("One character, UTF-8");
    case Interpretation::Utf16:
        return InspectorModel::tr("One character, UTF-16");
    case Interpretation::UnixSeconds:
        return InspectorModel::tr("Seconds since 1970, 64 bits");
    case Interpretation::UnixMilliseconds:
        return InspectorModel::tr("Milliseconds since 1970, 64 bits");
    case Interpretation::UnixMicroseconds:
        return InspectorModel::tr("Microseconds since 1970, 64 bits");
    case Interpretation::UnixNanoseconds:
        return InspectorModel::tr("Nanoseconds since 1970, 64 bits");
    default:
        return {};
    }
}

/// Any bytes make some character of some script: few are meant, and a font that lacks it makes Qt search all of them and complain.
QString withoutRareScripts(const QString &text)
{
    QString shown;
    for (const char32_t character : text.toUcs4()) {
        const QChar::Script script = QChar::script(character);
        const bool common = script == QChar::Script_Latin || script == QChar::Script_Greek
            || script == QChar::Script_Cyrillic || script == QChar::Script_Common;
        shown += common ? QString::fromUcs4(&character, 1) : QString(QChar::ReplacementCharacter);
    }
    return shown;
}

} // namespace

InspectorModel::InspectorModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
    m_fade.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, this, &InspectorModel::unmark);
    read(false);
}

void InspectorModel::setBytes(quint64 offset, const ByteVector &bytes, quint64 segmentSize)
{
    const bool sameBytes = offset == m_offset && segmentSize == m_segmentSize && bytes == m_bytes;
    if (sameBytes)
        return;
    const bool markChanges = offset == m_offset && !m_bytes.empty();
    m_offset = offset;
    m_bytes = bytes;
    m_segmentSize = segmentSize;
    read(markChanges);
}

void InspectorModel::setBase(NumberBase base)
{
    if (base == m_base)
        return;
    m_base = base;
    read(false);
}

void InspectorModel::setEditable(bool editable)
{
    m_editable = editable;
}

void InspectorModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void InspectorModel::read(bool markChanges)
{
    const quint64 left = m_segmentSize > m_offset ? m_segmentSize - m_offset : 0;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (std::size_t row = 0; row < rows; ++row) {
        const Interpretation kind = allInterpretations[row];
        Row fresh = m_rows[row];
        fresh.little = interpret(kind, ByteOrder::Little, m_bytes, left, m_base);
        fresh.big = hasByteOrder(kind) ? interpret(kind, ByteOrder::Big, m_bytes, left, m_base) : fresh.little;
        const bool littleChanged = fresh.little != m_rows[row].little;
        const bool bigChanged = fresh.big != m_rows[row].big;
        // Where the cursor went elsewhere, nothing changed: something else is shown.
        if (!markChanges) {
            fresh.littleChangedMs = 0;
            fresh.bigChangedMs = 0;
        }
        if (markChanges && littleChanged)
            fresh.littleChangedMs = now;
        if (markChanges && bigChanged)
            fresh.bigChangedMs = now;
        m_rows[row] = fresh;
        // Offsets that can be jumped to depend on the segment's size alone.
        emitRow(row);
    }
    if (markChanges)
        m_fade.start(markMs);
}

void InspectorModel::unmark()
{
    for (std::size_t row = 0; row < rows; ++row) {
        if (m_rows[row].littleChangedMs == 0 && m_rows[row].bigChangedMs == 0)
            continue;
        m_rows[row].littleChangedMs = 0;
        m_rows[row].bigChangedMs = 0;
        emitRow(row);
    }
}

void InspectorModel::setStacked(bool stacked)
{
    if (stacked == m_stacked)
        return;
    beginResetModel();
    m_stacked = stacked;
    endResetModel();
}

InspectorModel::Place InspectorModel::placeOf(const QModelIndex &index) const
{
    const auto column = static_cast<Column>(index.column());
    if (!m_stacked)
        return {static_cast<std::size_t>(index.row()), column};
    int left = index.row();
    for (std::size_t row = 0; row < rows; ++row) {
        const int shown = hasByteOrder(allInterpretations[row]) ? 2 : 1;
        if (left < shown)
            return {row, column == Name ? Name : left == 0 ? LittleEndian : BigEndian, left == 1};
        left -= shown;
    }
    return {rows - 1, column};
}

ByteOrder InspectorModel::orderOf(const QModelIndex &index) const
{
    return placeOf(index).column == BigEndian ? ByteOrder::Big : ByteOrder::Little;
}

QModelIndex InspectorModel::indexOf(Interpretation kind, ByteOrder order) const
{
    const bool big = order == ByteOrder::Big && hasByteOrder(kind);
    int row = 0;
    for (const Interpretation each : allInterpretations) {
        if (each == kind)
            return m_stacked ? index(row + (big ? 1 : 0), LittleEndian) : index(row, big ? BigEndian : LittleEndian);
        row += m_stacked && hasByteOrder(each) ? 2 : 1;
    }
    return {};
}

void InspectorModel::emitRow(std::size_t row)
{
    const Interpretation kind = allInterpretations[row];
    const QModelIndex first = indexOf(kind);
    const QModelIndex last = m_stacked ? indexOf(kind, ByteOrder::Big) : first.siblingAtColumn(BigEndian);
    emit dataChanged(first, last);
}

int InspectorModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    const auto ordered = std::count_if(allInterpretations.begin(), allInterpretations.end(), hasByteOrder);
    return static_cast<int>(rows) + (m_stacked ? static_cast<int>(ordered) : 0);
}

int InspectorModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_stacked ? BigEndian : ColumnCount;
}

const Reading &InspectorModel::reading(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    const Row &row = m_rows[place.row];
    return place.column == BigEndian ? row.big : row.little;
}

QString InspectorModel::doubt(const Reading &reading) const
{
    switch (reading.fit) {
    case Fit::Fits:
        return {};
    case Fit::TooFewBytes:
        return tr("The segment ends before this value does.");
    case Fit::BoolNotZeroOrOne:
        return tr("The byte is neither 0 nor 1.");
    case Fit::InvalidUtf8:
        return tr("The bytes are no valid UTF-8.");
    case Fit::InvalidUtf16:
        return tr("Half of a surrogate pair.");
    case Fit::StringPastEnd:
        return tr("The string's length runs past the end of the segment.");
    case Fit::TimeOutOfRange:
        return tr("Not a time from the year 1 to 9999.");
    case Fit::ImplausibleTime:
        return tr("Not from 1980 to 2099: hardly a time.");
    }
    return {};
}

std::optional<quint64> InspectorModel::target(const QModelIndex &index) const
{
    const Place place = placeOf(index);
    if (place.column == Name || (place.column == BigEndian && !hasByteOrder(allInterpretations[place.row])))
        return std::nullopt;
    const auto number = reading(index).integer;
    return number && *number < m_segmentSize ? number : std::nullopt;
}

std::variant<ByteVector, QString> InspectorModel::encoded(const QModelIndex &index, const QString &text) const
{
    auto result = encodeInterpretation(kindOf(index), text.toStdString(), orderOf(index));
    if (const auto *error = std::get_if<InterpretationError>(&result))
        return wordsOf(*error);
    auto &bytes = std::get<ByteVector>(result);
    if (bytes.size() > m_bytes.size())
        return tr("The value runs past the bytes that are shown here.");
    return std::move(bytes);
}

QVariant InspectorModel::nameData(const Place &place, int role) const
{
    const Interpretation kind = allInterpretations[place.row];
    switch (role) {
    case Qt::DisplayRole:
        return place.second ? tr("big endian") : nameOf(kind);
    case Qt::AccessibleTextRole:
        return place.second ? tr("%1, big endian").arg(nameOf(kind)) : nameOf(kind);
    case Qt::ToolTipRole:
        return words::plainToolTip(longNameOf(kind));
    case Qt::ForegroundRole:
        return place.second ? QVariant(m_theme.muted) : QVariant();
    default:
        return {};
    }
}

QString InspectorModel::toolTip(const QModelIndex &index) const
{
    const Reading &value = reading(index);
    // The whole value first: the cell may have no room for it.
    QStringList lines{withoutRareScripts(QString::fromStdString(value.text))};
    if (value.fit != Fit::Fits)
        lines << doubt(value);
    else if (const auto to = target(index))
        lines << tr("Enter jumps to %1").arg(words::offset(*to));
    lines.removeAll(QString());
    return words::plainToolTip(lines.join(QLatin1Char('\n')));
}

QVariant InspectorModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Place place = placeOf(index);
    const Interpretation kind = allInterpretations[place.row];
    if (role == KeyRole)
        return QString::fromLatin1(key(kind).data(), static_cast<qsizetype>(key(kind).size()));
    if (place.column == Name)
        return nameData(place, role);
    if (place.column == BigEndian && !hasByteOrder(kind))
        return {};
    const Reading &value = reading(index);
    const Row &row = m_rows[place.row];
    const bool changed = (place.column == BigEndian ? row.bigChangedMs : row.littleChangedMs) != 0;
    switch (role) {
    case Qt::DisplayRole:
        return value.text.empty() ? QStringLiteral("—") : withoutRareScripts(QString::fromStdString(value.text));
    case Qt::EditRole:
        return QString::fromStdString(value.text);
    case Qt::ToolTipRole:
        return toolTip(index);
    case Qt::AccessibleDescriptionRole:
    case DoubtRole:
        return doubt(value);
    case Qt::FontRole: {
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setBold(changed);
        font.setItalic(value.fit != Fit::Fits && value.fit != Fit::TooFewBytes);
        return font;
    }
    case Qt::ForegroundRole:
        if (value.text.empty() || value.fit == Fit::ImplausibleTime)
            return m_theme.muted;
        if (value.fit != Fit::Fits)
            return m_theme.warning;
        return changed ? QVariant(m_theme.changed) : QVariant();
    case JumpRole:
        if (const auto to = target(index))
            return QVariant::fromValue<quint64>(*to);
        return {};
    case ChangedRole:
        return changed;
    default:
        return {};
    }
}

bool InspectorModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index) || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const auto result = encoded(index, value.toString());
    const auto *fresh = std::get_if<ByteVector>(&result);
    if (fresh == nullptr)
        return false;
    const ByteVector old(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(fresh->size()));
    // Also what is shown already: another value may have been asked for since.
    emit editRequested(m_offset, old, *fresh);
    return true;
}

QVariant InspectorModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Read as");
    case LittleEndian:
        return m_stacked ? tr("Value") : tr("Little endian");
    case BigEndian:
        return tr("Big endian");
    default:
        return {};
    }
}

Qt::ItemFlags InspectorModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !m_editable || index.column() == Name
        || (orderOf(index) == ByteOrder::Big && !hasByteOrder(kindOf(index))))
        return flags;
    // What was cut or is half a value would be overwritten unseen.
    const Fit fit = reading(index).fit;
    const bool cut = !reading(index).whole && kindOf(index) == Interpretation::Str;
    return fit == Fit::TooFewBytes || cut ? flags : flags | Qt::ItemIsEditable;
}

} // namespace membridge
