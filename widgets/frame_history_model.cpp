// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_history_model.h"

#include "colour_rule_model.h"
#include "words.h"

#include "core/codec/value_text.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <climits>
#include <span>
#include <utility>

namespace membridge {

namespace {

/// What a slice of judging may take, far below the 16 ms that a frame on the screen has.
constexpr qint64 sliceMs = 4;
/// Between two looks at the clock.
constexpr int stride = 256;
/// A row has room for a few values only.
constexpr std::size_t mostValueBytes = 64;
constexpr std::size_t mostValues = 64;
/// What is looked through for a text is more than is shown.
constexpr std::size_t mostSearchedValues = 4096;

} // namespace

FrameHistoryModel::FrameHistoryModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FrameHistoryModel::judge);
}

void FrameHistoryModel::clear()
{
    beginResetModel();
    m_view = FrameStoreView();
    m_rows.clear();
    m_dropped = 0;
    m_judged = 0;
    m_firstNs.reset();
    m_reference.reset();
    m_originNs = 0;
    m_shown.clear();
    endResetModel();
    emit countChanged();
}

void FrameHistoryModel::setView(FrameStoreView view)
{
    const auto gone = std::lower_bound(m_rows.begin(), m_rows.end(), view.begin()) - m_rows.begin();
    if (gone > 0) {
        beginRemoveRows({}, headRows(), headRows() + static_cast<int>(gone) - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
        m_view = std::move(view);
        endRemoveRows();
    } else {
        m_view = std::move(view);
    }
    showDropped();
    m_judged = std::max<quint64>(m_judged, m_view.begin());
    if (!m_firstNs && !m_view.isEmpty()) {
        m_firstNs = m_view.at(m_view.begin()).row.timeNs;
        m_originNs = *m_firstNs;
    }
    judge();
}

void FrameHistoryModel::showDropped()
{
    const quint64 dropped = m_view.framesDropped();
    if (dropped == m_dropped)
        return;
    const bool fresh = m_dropped == 0;
    if (fresh)
        beginInsertRows({}, 0, 0);
    m_dropped = dropped;
    if (fresh)
        endInsertRows();
    else
        emit dataChanged(index(0, 0), index(0, columnCount() - 1));
}

QString FrameHistoryModel::droppedText() const
{
    return tr("%Ln older frame(s) dropped: the memory for frames was full", nullptr,
              static_cast<int>(std::min<quint64>(m_dropped, INT_MAX)));
}

QVariant FrameHistoryModel::droppedData(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == Number ? QStringLiteral("—") : column == Values ? droppedText() : QString();
    case Qt::ToolTipRole:
        return column == Values ? words::plainToolTip(droppedText()) : QVariant();
    case Qt::TextAlignmentRole:
        return column <= Length ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        return m_theme.warning;
    case GapRole:
        return true;
    case StoreRowRole:
    case SortRole:
        return QVariant::fromValue<quint64>(m_view.begin() - 1);
    default:
        return {};
    }
}

void FrameHistoryModel::judge()
{
    std::vector<quint64> fresh;
    QElapsedTimer clock;
    clock.start();
    for (int count = 1; m_judged < m_view.end(); ++count) {
        if (lets(m_judged))
            fresh.push_back(m_judged);
        ++m_judged;
        if (count % stride == 0 && clock.elapsed() >= sliceMs)
            break;
    }
    if (!fresh.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
        endInsertRows();
    }
    if (isJudging())
        m_timer.start(0);
    emit countChanged();
}

bool FrameHistoryModel::lets(quint64 storeRow)
{
    if (!m_filter)
        return true;
    const auto entry = m_view.at(storeRow);
    return entry.row.kind != FrameRowKind::Frame || m_filter->matches(entry.row, entry.payload, contextOf(storeRow));
}

FrameFilter::Context FrameHistoryModel::contextOf(quint64 storeRow) const
{
    // Not from the reference: rows that were judged before it was set must mean the same as those after.
    return {.originNs = m_firstNs.value_or(0), .previousNs = previousNs(storeRow)};
}

std::optional<qint64> FrameHistoryModel::previousNs(quint64 storeRow) const
{
    if (storeRow <= m_view.begin())
        return std::nullopt;
    const FrameRow &before = m_view.at(storeRow - 1).row;
    return before.kind == FrameRowKind::Frame ? std::optional<qint64>(before.timeNs) : std::nullopt;
}

void FrameHistoryModel::setSchema(const Schema &schema)
{
    if (schema == m_schema)
        return;
    m_schema = schema;
    forgetShown();
}

void FrameHistoryModel::setStyles(const std::vector<FieldStyle> &styles)
{
    if (styles == m_styles)
        return;
    m_styles = styles;
    forgetShown();
}

QString FrameHistoryModel::valueText(const DecodedField &field, std::size_t maxBytes) const
{
    static const FieldStyle plain;
    const FieldStyle &style = field.field < m_styles.size() ? m_styles[field.field] : plain;
    return QString::fromStdString(styledText(field.value, field.tag, style, maxBytes).text);
}

void FrameHistoryModel::setFilter(std::optional<FrameFilter> filter)
{
    if (!filter && !m_filter)
        return;
    beginResetModel();
    m_filter = std::move(filter);
    m_rows.clear();
    m_judged = m_view.begin();
    endResetModel();
    judge();
}

void FrameHistoryModel::setColourRules(std::vector<std::pair<FrameFilter, ColourRule::Colour>> rules)
{
    m_rules = std::move(rules);
    forgetShown();
}

void FrameHistoryModel::setFieldColumns(const QStringList &fields)
{
    if (fields == m_fieldColumns)
        return;
    beginResetModel();
    m_fieldColumns = fields;
    m_shown.clear();
    endResetModel();
}

void FrameHistoryModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    forgetShown();
}

void FrameHistoryModel::forgetShown()
{
    m_shown.clear();
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void FrameHistoryModel::toggleTimeReference(const QModelIndex &index)
{
    const auto chosen = entry(index);
    const quint64 storeRow = index.data(StoreRowRole).toULongLong();
    if (!chosen || m_reference == storeRow) {
        m_reference.reset();
        m_originNs = m_firstNs.value_or(0);
    } else {
        m_reference = storeRow;
        m_originNs = chosen->row.timeNs;
    }
    if (!m_rows.empty())
        emit dataChanged(this->index(0, Number), this->index(rowCount() - 1, Time));
}

std::optional<FrameStoreView::Entry> FrameHistoryModel::entry(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index) || index.row() < headRows())
        return std::nullopt;
    const quint64 storeRow = this->storeRow(index.row());
    // While the oldest leave, the view still asks for them.
    if (storeRow < m_view.begin() || storeRow >= m_view.end())
        return std::nullopt;
    return m_view.at(storeRow);
}

QModelIndex FrameHistoryModel::indexOf(quint64 storeRow) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), storeRow);
    if (found == m_rows.end() || *found != storeRow)
        return {};
    return index(headRows() + static_cast<int>(found - m_rows.begin()), 0);
}

int FrameHistoryModel::rowFrom(quint64 storeRow) const
{
    return headRows() + static_cast<int>(std::lower_bound(m_rows.begin(), m_rows.end(), storeRow) - m_rows.begin());
}

bool FrameHistoryModel::matches(int row, FrameFilter &filter) const
{
    const auto found = entry(index(row, 0));
    return found && filter.matches(found->row, found->payload, contextOf(storeRow(row)));
}

bool FrameHistoryModel::contains(int row, const QString &text) const
{
    const auto found = entry(index(row, 0));
    if (!found || found->row.kind != FrameRowKind::Frame || text.isEmpty())
        return false;
    const QByteArray bytes = text.toUtf8();
    const auto alike = [](std::byte a, std::byte b) {
        const auto lower = [](std::byte byte) {
            const auto c = static_cast<unsigned char>(byte);
            return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : int{c};
        };
        return lower(a) == lower(b);
    };
    const auto wanted = std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (std::search(found->payload.begin(), found->payload.end(), wanted.begin(), wanted.end(), alike)
        != found->payload.end())
        return true;
    if (m_schema.fields.empty())
        return shown(storeRow(row)).values.contains(text, Qt::CaseInsensitive);
    QString values;
    for (const DecodedField &field : decode(found->payload, m_schema, {.maxValues = mostSearchedValues}).fields)
        values += (values.isEmpty() ? QString() : QStringLiteral(", ")) + valueText(field, 256);
    return values.contains(text, Qt::CaseInsensitive);
}

QString FrameHistoryModel::countText() const
{
    const QLocale locale;
    const quint64 kept = m_view.framesSeen() - m_view.framesDropped();
    QString text = m_filter ? tr("%1 rows of %2 frames").arg(locale.toString(rowCount()), locale.toString(kept))
                            : tr("%1 frames").arg(locale.toString(kept));
    if (m_view.framesDropped() > 0)
        text += tr(" · %1 older ones dropped").arg(locale.toString(quint64(m_view.framesDropped())));
    if (m_view.bytesMissed() > 0)
        text += tr(" · %1 never seen").arg(words::size(m_view.bytesMissed()));
    if (isJudging())
        text += tr(" · filtering…");
    return text;
}

QString FrameHistoryModel::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells << index(row, column).data().toString();
    return cells.join(QLatin1Char('\t'));
}

int FrameHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : headRows() + static_cast<int>(m_rows.size());
}

int FrameHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstField + static_cast<int>(m_fieldColumns.size());
}

const FrameHistoryModel::Shown &FrameHistoryModel::shown(quint64 storeRow) const
{
    if (const Shown *known = m_shown.object(storeRow))
        return *known;
    auto *fresh = new Shown;
    const auto entry = m_view.at(storeRow);
    if (m_schema.fields.empty()) {
        const auto start = entry.payload.first(std::min(entry.payload.size(), mostValueBytes));
        fresh->values = QString::fromStdString(
            displayText(Value{ByteVector(start.begin(), start.end())}, mostValueBytes));
    } else {
        const Decoded decoded = decode(entry.payload, m_schema, {.maxValues = mostValues});
        QStringList values;
        fresh->fields.resize(m_fieldColumns.size());
        for (const DecodedField &field : decoded.fields) {
            const QString text = valueText(field, mostValueBytes);
            values << text;
            const SchemaField &declared = m_schema.fields[field.field];
            const int column = static_cast<int>(m_fieldColumns.indexOf(
                declared.name.empty() ? QString::number(field.field) : QString::fromStdString(declared.name)));
            if (column >= 0)
                fresh->fields[column] += (fresh->fields[column].isEmpty() ? QString() : QStringLiteral(", ")) + text;
        }
        fresh->values = values.join(QStringLiteral(", "));
        if (decoded.error && decoded.error->reason == DecodeError::Reason::TooManyValues) {
            fresh->values += QStringLiteral(", …");
        } else if (decoded.error) {
            fresh->misfit = true;
            fresh->values += (values.isEmpty() ? QString() : QStringLiteral(" · "))
                + words::of(*decoded.error, m_schema);
        }
    }
    for (auto &[filter, colour] : m_rules) {
        if (filter.matches(entry.row, entry.payload, contextOf(storeRow))) {
            fresh->colour = colour;
            break;
        }
    }
    m_shown.insert(storeRow, fresh);
    return *fresh;
}

QString FrameHistoryModel::gapText(const FrameRow &row) const
{
    switch (row.kind) {
    case FrameRowKind::Missed:
        return tr("%1 passed unseen").arg(words::exactSize(row.length));
    case FrameRowKind::Restarted:
        return tr("the ring was set up anew");
    case FrameRowKind::Broken:
        return tr("what should be a frame here runs past tail");
    case FrameRowKind::Frame:
        break;
    }
    return {};
}

QString FrameHistoryModel::timeText(qint64 ns) const
{
    return QLocale().toString(static_cast<double>(ns) / 1e9, 'f', 6);
}

QString FrameHistoryModel::display(quint64 storeRow, int column) const
{
    const FrameRow &row = m_view.at(storeRow).row;
    const bool frame = row.kind == FrameRowKind::Frame;
    switch (column) {
    case Number:
        if (!frame)
            return QStringLiteral("—");
        return m_reference == storeRow ? tr("*REF*") : QLocale().toString(quint64(row.number));
    case Time:
        return timeText(row.timeNs - m_originNs);
    case Delta: {
        const auto before = previousNs(storeRow);
        return frame && before ? timeText(row.timeNs - *before) : QString();
    }
    case Position:
        return QLocale().toString(quint64(row.position));
    case Length:
        return frame ? words::size(row.length) : QString();
    case Values:
        return frame ? shown(storeRow).values + (row.exact ? QString() : tr(" (perhaps overwritten)")) : gapText(row);
    default:
        return frame ? shown(storeRow).fields.value(column - FirstField) : QString();
    }
}

QVariant FrameHistoryModel::data(const QModelIndex &index, int role) const
{
    if (index.isValid() && checkIndex(index) && index.row() < headRows())
        return droppedData(index.column(), role);
    const auto found = entry(index);
    if (!found)
        return {};
    const quint64 storeRow = this->storeRow(index.row());
    const int column = index.column();
    const bool frame = found->row.kind == FrameRowKind::Frame;
    switch (role) {
    case Qt::DisplayRole:
        return display(storeRow, column);
    case Qt::ToolTipRole:
        if (column == Time || column == Delta)
            return tr("When it was first seen; it came between the look before and that one, a few milliseconds.");
        if (column == Length && frame)
            return words::exactSize(found->row.length);
        return column >= Values ? words::plainToolTip(display(storeRow, column)) : QVariant();
    case Qt::TextAlignmentRole:
        return column <= Length ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        if (!frame)
            return m_theme.warning;
        return column == Values && shown(storeRow).misfit ? QVariant(m_theme.error) : QVariant();
    case Qt::BackgroundRole:
        if (!m_rules.empty() && frame && shown(storeRow).colour)
            return tintOf(*shown(storeRow).colour, m_theme);
        return {};
    case Qt::FontRole:
        return column >= Values ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case GapRole:
        return !frame;
    case StoreRowRole:
        return QVariant::fromValue<quint64>(storeRow);
    case SortRole:
        if (column == Length)
            return QVariant::fromValue<quint64>(found->row.length);
        return column >= Values ? QVariant(display(storeRow, column)) : QVariant::fromValue<quint64>(storeRow);
    default:
        return {};
    }
}

QVariant FrameHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section >= Values)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Time:
        return m_reference ? tr("Time s (from *REF*)") : tr("Time s");
    case Delta:
        return tr("Δt s");
    case Position:
        return tr("Position");
    case Length:
        return tr("Length");
    case Values:
        return tr("Values");
    default:
        return section >= FirstField && section < columnCount() ? QVariant(m_fieldColumns[section - FirstField])
                                                                : QVariant();
    }
}

} // namespace membridge
