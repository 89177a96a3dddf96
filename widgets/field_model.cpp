// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_model.h"

#include "words.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

namespace membridge {

namespace {

constexpr int fadeStepMs = 150;

qint64 steadyMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

QString typeText(const SchemaField &field)
{
    switch (field.kind) {
    case FieldKind::Rest:
        return QStringLiteral("...");
    case FieldKind::Bytes:
        return QStringLiteral("bytes(%1)").arg(field.count);
    case FieldKind::Tagged:
        break;
    }
    const QString tag = QString::fromLatin1(name(field.tag).data(), static_cast<qsizetype>(name(field.tag).size()));
    return field.count == 1 ? tag : QStringLiteral("%1*%2").arg(field.count).arg(tag);
}

bool looksTheSame(const DecodedField &a, const DecodedField &b)
{
    return a.offset == b.offset && a.length == b.length && a.doubt == b.doubt && a.doubtOffset == b.doubtOffset
        && a.value == b.value;
}

} // namespace

FieldModel::FieldModel(QObject *parent)
    : QAbstractItemModel(parent), m_clock(steadyMs), m_theme(Theme::of(QGuiApplication::palette()))
{
    m_fadeTimer.setInterval(fadeStepMs);
    connect(&m_fadeTimer, &QTimer::timeout, this, &FieldModel::fade);
    setLooks(new FieldLooks(this));
}

std::vector<FieldModel::Elements> FieldModel::spans(const DecodedSchema *result)
{
    std::vector<Elements> spans;
    if (result == nullptr)
        return spans;
    const auto &fields = result->decoded.fields;
    auto begin = fields.begin();
    for (std::size_t field = 0; field < result->schema.fields.size(); ++field) {
        const auto end = std::partition_point(begin, fields.end(),
                                              [field](const DecodedField &each) { return each.field <= field; });
        spans.push_back({static_cast<std::size_t>(begin - fields.begin()), static_cast<std::size_t>(end - begin)});
        begin = end;
    }
    return spans;
}

int FieldModel::shownRows(std::size_t elements)
{
    return elements <= static_cast<std::size_t>(maxElements) ? static_cast<int>(elements) : maxElements + 1;
}

bool FieldModel::isList(std::size_t field) const
{
    const SchemaField &schemaField = m_result->schema.fields[field];
    return schemaField.kind == FieldKind::Tagged && schemaField.count != 1;
}

int FieldModel::childRows(std::size_t field) const
{
    return isList(field) ? shownRows(m_spans[field].count) : 0;
}

void FieldModel::setResult(std::shared_ptr<const DecodedSchema> result)
{
    if (result == m_result)
        return;
    if (result && m_result && result->schema == m_result->schema) {
        refresh(std::move(result));
        return;
    }
    beginResetModel();
    m_result = std::move(result);
    m_spans = spans(m_result.get());
    m_pasts.assign(m_spans.size(), {});
    m_childRows.clear();
    for (std::size_t field = 0; field < m_spans.size(); ++field)
        m_childRows.push_back(childRows(field));
    m_hasError = m_result && m_result->decoded.error;
    m_styles = m_result && m_looks ? m_looks->styles(m_result->schema) : std::vector<FieldStyle>();
    endResetModel();
}

void FieldModel::refresh(std::shared_ptr<const DecodedSchema> result)
{
    // What goes is removed while the old result still answers, what comes is inserted once the new one does.
    const std::vector<Elements> fresh = spans(result.get());
    const bool hasError = result->decoded.error.has_value();
    const auto errorRow = static_cast<int>(fresh.size());
    if (m_hasError && !hasError) {
        beginRemoveRows({}, errorRow, errorRow);
        m_hasError = false;
        endRemoveRows();
    }
    for (std::size_t field = 0; field < fresh.size(); ++field) {
        const int rows = isList(field) ? shownRows(fresh[field].count) : 0;
        if (rows >= m_childRows[field])
            continue;
        beginRemoveRows(index(static_cast<int>(field), 0), rows, m_childRows[field] - 1);
        m_childRows[field] = rows;
        endRemoveRows();
    }

    const auto before = std::exchange(m_result, std::move(result));
    const auto spansBefore = std::exchange(m_spans, fresh);
    notePasts(*before, spansBefore);

    for (std::size_t field = 0; field < m_spans.size(); ++field) {
        const int rows = childRows(field);
        if (rows <= m_childRows[field])
            continue;
        beginInsertRows(index(static_cast<int>(field), 0), m_childRows[field], rows - 1);
        m_childRows[field] = rows;
        endInsertRows();
    }
    if (hasError && !m_hasError) {
        beginInsertRows({}, errorRow, errorRow);
        m_hasError = true;
        endInsertRows();
    }
    // Offsets in the segment, which tooltips and links show, move with the base.
    if (m_result->baseOffset != before->baseOffset)
        emitAllChanged();
    else
        emitChanged(*before, spansBefore);
}

void FieldModel::emitRows(const QModelIndex &parent, const std::vector<bool> &stale)
{
    for (auto from = std::find(stale.begin(), stale.end(), true); from != stale.end();) {
        const auto to = std::find(from, stale.end(), false);
        emit dataChanged(index(static_cast<int>(from - stale.begin()), 0, parent),
                         index(static_cast<int>(to - stale.begin()) - 1, ColumnCount - 1, parent));
        from = std::find(to, stale.end(), true);
    }
}

void FieldModel::emitChanged(const DecodedSchema &before, const std::vector<Elements> &spansBefore)
{
    const auto at = [](const DecodedSchema &result, const Elements &span, std::size_t number) {
        return number < span.count ? &result.decoded.fields[span.first + number] : nullptr;
    };
    std::vector<bool> top(m_spans.size() + (m_hasError ? 1 : 0), false);
    if (m_hasError)
        top.back() = true; // one row; comparing it would cost as much as painting it
    for (std::size_t field = 0; field < m_spans.size(); ++field) {
        const Elements &now = m_spans[field];
        const Elements &then = spansBefore[field];
        const bool countMoved = now.count != then.count;
        const bool consumedMoved = m_result->decoded.consumed != before.decoded.consumed;
        const auto stale = [&](std::size_t number) {
            const DecodedField *current = at(*m_result, now, number);
            const DecodedField *last = at(before, then, number);
            if (current == nullptr || last == nullptr)
                return current != last || consumedMoved;
            return !looksTheSame(*current, *last);
        };
        if (!isList(field)) {
            top[field] = countMoved || stale(0);
            continue;
        }
        std::vector<bool> children(static_cast<std::size_t>(m_childRows[field]), false);
        for (std::size_t row = 0; row < children.size(); ++row)
            children[row] = row < static_cast<std::size_t>(maxElements) ? stale(row)
                                                                        : countMoved || stale(now.count - 1);
        // The list's own row shows its elements, how many bytes they take and whether one of them changed.
        top[field] = countMoved || (now.count == 0 && consumedMoved) || (now.count > 0 && stale(now.count - 1))
            || std::find(children.begin(), children.end(), true) != children.end();
        emitRows(index(static_cast<int>(field), 0), children);
    }
    emitRows({}, top);
}

void FieldModel::emitAllChanged()
{
    if (const int rows = rowCount(); rows > 0)
        emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    for (std::size_t field = 0; field < m_childRows.size(); ++field) {
        if (m_childRows[field] == 0)
            continue;
        const QModelIndex list = index(static_cast<int>(field), 0);
        emit dataChanged(index(0, 0, list), index(m_childRows[field] - 1, ColumnCount - 1, list));
    }
}

void FieldModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    emitAllChanged();
}

// The internal id of a top-level index is 0, that of an element its field's row + 1.

QModelIndex FieldModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex FieldModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr{0});
}

int FieldModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_spans.size()) + (m_hasError ? 1 : 0);
    if (parent.internalId() != 0 || parent.column() != 0 || static_cast<std::size_t>(parent.row()) >= m_childRows.size())
        return 0;
    return m_childRows[static_cast<std::size_t>(parent.row())];
}

int FieldModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

FieldModel::RowKind FieldModel::kindOf(const QModelIndex &index) const
{
    if (index.internalId() == 0)
        return static_cast<std::size_t>(index.row()) < m_spans.size() ? RowKind::Field : RowKind::Error;
    return index.row() < maxElements ? RowKind::Element : RowKind::More;
}

std::size_t FieldModel::fieldOf(const QModelIndex &index) const
{
    return index.internalId() == 0 ? static_cast<std::size_t>(index.row())
                                   : static_cast<std::size_t>(index.internalId() - 1);
}

const DecodedField *FieldModel::element(const QModelIndex &index) const
{
    const RowKind kind = kindOf(index);
    const std::size_t field = fieldOf(index);
    if (kind == RowKind::Error || kind == RowKind::More || (kind == RowKind::Field && isList(field)))
        return nullptr;
    const std::size_t number = kind == RowKind::Field ? 0 : static_cast<std::size_t>(index.row());
    return number < m_spans[field].count ? &m_result->decoded.fields[m_spans[field].first + number] : nullptr;
}

ByteRange FieldModel::range(const QModelIndex &index) const
{
    const quint64 base = m_result->baseOffset;
    if (const DecodedField *single = element(index))
        return {base + single->offset, single->length};
    if (kindOf(index) == RowKind::Error) {
        const DecodeError &error = *m_result->decoded.error;
        const bool bytes = error.reason != DecodeError::Reason::TooManyValues;
        return {base + error.offset, bytes ? std::min(error.wanted, error.left) : 0};
    }
    const Elements &span = m_spans[fieldOf(index)];
    const std::size_t skipped = kindOf(index) == RowKind::More ? static_cast<std::size_t>(maxElements) : 0;
    if (span.count <= skipped)
        return {base
                    + std::min(m_result->schema.fields[fieldOf(index)].at.value_or(m_result->decoded.consumed),
                               m_result->decoded.consumed),
                0};
    const DecodedField &first = m_result->decoded.fields[span.first + skipped];
    const DecodedField &last = m_result->decoded.fields[span.first + span.count - 1];
    return {base + first.offset, last.offset + last.length - first.offset};
}

ByteRange FieldModel::inSegment(ByteRange range) const
{
    const ByteRange &lap = m_result->lap;
    if (lap.length == 0)
        return range;
    const quint64 at = m_result->inSegment(range.offset - m_result->baseOffset);
    return {at, std::min<quint64>(range.length, lap.offset + lap.length - at)};
}

std::optional<quint64> FieldModel::offsetOf(std::string_view name) const
{
    for (std::size_t field = 0; m_result && field < m_spans.size(); ++field) {
        if (m_result->schema.fields[field].name != name || m_spans[field].count == 0)
            continue;
        return inSegment(range(index(static_cast<int>(field), 0))).offset;
    }
    return std::nullopt;
}

QModelIndex FieldModel::indexAtByte(quint64 segmentOffset) const
{
    if (!m_result)
        return {};
    const ByteRange &lap = m_result->lap;
    const bool before = segmentOffset < m_result->baseOffset;
    if (before && (segmentOffset < lap.offset || lap.length == 0))
        return {};
    const quint64 at = segmentOffset - m_result->baseOffset + (before ? lap.length : 0);
    const auto &fields = m_result->decoded.fields;
    // Elements without bytes (an empty bytes(0)) end where they start and are passed over.
    const auto found = std::partition_point(fields.begin(), fields.end(),
                                            [at](const DecodedField &each) { return each.offset + each.length <= at; });
    if (found == fields.end() || found->offset > at) {
        const auto &error = m_result->decoded.error;
        const bool inError = error && error->reason != DecodeError::Reason::TooManyValues && at >= error->offset
            && at - error->offset < error->left;
        return inError && m_hasError ? index(static_cast<int>(m_spans.size()), 0) : QModelIndex();
    }
    const QModelIndex field = index(static_cast<int>(found->field), 0);
    if (!isList(found->field))
        return field;
    return index(static_cast<int>(std::min(found->element, static_cast<std::size_t>(maxElements))), 0, field);
}

QString FieldModel::listPreview(std::span<const DecodedField> first, std::size_t count) const
{
    QString text = QStringLiteral("[");
    for (std::size_t number = 0; number < first.size(); ++number) {
        if (number > 0)
            text += QStringLiteral(", ");
        text += styledValue(first[number], 32);
    }
    return text + (count > previewed ? QStringLiteral(", …]") : QStringLiteral("]"));
}

QString FieldModel::displayOfField(std::size_t field, int column) const
{
    const SchemaField &schemaField = m_result->schema.fields[field];
    const QModelIndex own = index(static_cast<int>(field), 0);
    const bool reached = m_spans[field].count > 0 || (isList(field) && schemaField.count == 0);
    switch (column) {
    case Name:
        return schemaField.name.empty() ? tr("#%1", "number of a field without a name").arg(field + 1)
                                        : words::shown(schemaField.name);
    case Type:
        return typeText(schemaField);
    case Offset:
        return reached ? words::offset(range(own).offset - m_result->baseOffset) : QString();
    case Length:
        return reached ? words::exactSize(range(own).length) : QString();
    case ValueColumn:
        if (schemaField.kind == FieldKind::Rest)
            return tr("(ignored)");
        if (!reached)
            return QStringLiteral("—");
        if (isList(field))
            return listPreview(std::span(m_result->decoded.fields)
                                   .subspan(m_spans[field].first, std::min(m_spans[field].count, previewed)),
                               m_spans[field].count);
        return styledValue(*element(own));
    case Previous:
        return previousText(own);
    case Note: {
        const std::size_t looked = std::min(m_spans[field].count, static_cast<std::size_t>(maxElements));
        for (std::size_t number = 0; number < looked; ++number) {
            const DecodedField &each = m_result->decoded.fields[m_spans[field].first + number];
            const QString doubt = noteOf(each);
            if (doubt.isEmpty())
                continue;
            return isList(field)
                ? tr("[%1]: %2", "an element of a list and what is wrong with it").arg(QString::number(number), doubt)
                : doubt;
        }
        return {};
    }
    default:
        return {};
    }
}

QString FieldModel::display(const QModelIndex &index) const
{
    const std::size_t field = fieldOf(index);
    switch (kindOf(index)) {
    case RowKind::Field:
        return displayOfField(field, index.column());
    case RowKind::Error:
        if (index.column() == Name)
            return tr("Error");
        return index.column() == ValueColumn ? words::of(*m_result->decoded.error, m_result->schema) : QString();
    case RowKind::More: {
        const quint64 more = m_spans[field].count
            - std::min(m_spans[field].count, static_cast<std::size_t>(maxElements));
        return index.column() == ValueColumn ? tr("… and %1 more").arg(QLocale().toString(more)) : QString();
    }
    case RowKind::Element:
        break;
    }
    const DecodedField *each = element(index);
    return each != nullptr ? displayOfElement(*each, index) : QString();
}

QString FieldModel::displayOfElement(const DecodedField &each, const QModelIndex &index) const
{
    switch (index.column()) {
    case Name:
        return QStringLiteral("[%1]").arg(index.row());
    case Type:
        return QString::fromLatin1(name(each.tag).data(), static_cast<qsizetype>(name(each.tag).size()));
    case Offset:
        return words::offset(each.offset);
    case Length:
        return words::exactSize(each.length);
    case ValueColumn:
        return styledValue(each);
    case Previous:
        return previousText(index);
    case Note:
        return noteOf(each);
    default:
        return {};
    }
}

QString FieldModel::fullValue(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    if (const DecodedField *single = element(index))
        return styledValue(*single, all);
    if (kindOf(index) != RowKind::Field || !isList(fieldOf(index)))
        return display(index.siblingAtColumn(ValueColumn));
    const Elements &span = m_spans[fieldOf(index)];
    QStringList elements;
    for (std::size_t number = 0; number < span.count; ++number)
        elements << styledValue(m_result->decoded.fields[span.first + number], all);
    return QLatin1Char('[') + elements.join(QStringLiteral(", ")) + QLatin1Char(']');
}

QVariant FieldModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const int column = index.column();
    const bool isError = kindOf(index) == RowKind::Error;
    switch (role) {
    case Qt::DisplayRole:
        return display(index);
    case Qt::ToolTipRole:
        if (column == Offset)
            return tr("Byte %1 of the segment").arg(words::offset(inSegment(range(index)).offset));
        if (const DecodedField *single = element(index); single != nullptr && column == ValueColumn)
            return words::plainToolTip(styledValue(*single, 4096));
        return words::plainToolTip(display(index));
    case Qt::FontRole:
        if ((column == ValueColumn || column == Previous) && !isError) {
            QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
            font.setBold(column == ValueColumn && changed(index));
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        if (isError)
            return m_theme.error;
        if (kindOf(index) == RowKind::More
            || (column == ValueColumn && range(index).length == 0 && !isList(fieldOf(index))))
            return m_theme.muted;
        if (column == Note || (column == ValueColumn && isDoubtful(index)))
            return m_theme.warning;
        if (column == Previous)
            return m_theme.muted;
        if (const double fresh = column == ValueColumn ? freshness(index) : 0; fresh > 0)
            return Theme::blend(m_theme.text, m_theme.changed, fresh);
        return {};
    case Qt::TextAlignmentRole:
        return column == Offset || column == Length ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case RangeRole:
        return QVariant::fromValue(inSegment(range(index)));
    case ChangedRole:
        return changed(index);
    case ErrorRole:
        return isError;
    case FormatRole:
        return formats(index).empty() ? QVariant() : QVariant(static_cast<int>(styleOf(fieldOf(index)).format));
    case DoubtRole:
        return isDoubtful(index);
    case SortRole:
        if (column == Offset)
            return QVariant::fromValue<quint64>(range(index).offset);
        return column == Length ? QVariant::fromValue<quint64>(range(index).length) : QVariant(display(index));
    default:
        return {};
    }
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole && section == Offset)
        return tr("Counted from the start of the data, the way its programs count");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Type:
        return tr("Type");
    case Offset:
        return tr("Offset");
    case Length:
        return tr("Length");
    case ValueColumn:
        return tr("Value");
    case Previous:
        return tr("Previous");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace membridge
