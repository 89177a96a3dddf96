// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_model.h"

#include "words.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

std::optional<double> fillOf(const SegmentInfo &segment)
{
    if (!segment.ring || checkRing(*segment.ring, segment.stat.size))
        return std::nullopt;
    return static_cast<double>(segment.ring->used()) / static_cast<double>(segment.ring->capacity);
}

StateBadge::Kind kindOf(const SegmentInfo &segment)
{
    if (!segment.readable)
        return StateBadge::Kind::Neutral;
    if (segment.lock) {
        switch (segment.lock->state()) {
        case LockState::Free:
            return StateBadge::Kind::Free;
        case LockState::Readers:
            return segment.lock->implausible() ? StateBadge::Kind::Warning : StateBadge::Kind::Readers;
        case LockState::Writer:
            return StateBadge::Kind::Writer;
        case LockState::Invalid:
            return StateBadge::Kind::Invalid;
        }
    }
    if (segment.ring && !fillOf(segment))
        return StateBadge::Kind::Invalid;
    return StateBadge::Kind::Neutral;
}

} // namespace

SegmentModel::SegmentModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
}

void SegmentModel::setSegments(std::vector<SegmentInfo> segments)
{
    m_named = std::move(segments);
    show();
}

void SegmentModel::setHidden(const std::vector<HiddenSegmentInfo> &hidden)
{
    const auto before = std::exchange(m_hidden, {});
    for (const HiddenSegmentInfo &info : hidden)
        m_hidden.emplace(info.segment.name, info);
    show();
    for (const auto &[address, info] : m_hidden) {
        const auto old = before.find(address);
        if (old != before.end() && (old->second.process != info.process || old->second.hiding != info.hiding)) {
            const QModelIndex changed = indexOf(QByteArray::fromStdString(address));
            emit dataChanged(changed, changed.siblingAtColumn(ColumnCount - 1));
        }
    }
}

const HiddenSegmentInfo *SegmentModel::hiddenAt(const SegmentInfo &segment) const
{
    const auto found = m_hidden.find(segment.name);
    return found == m_hidden.end() ? nullptr : &found->second;
}

void SegmentModel::show()
{
    std::vector<SegmentInfo> segments = m_named;
    for (const auto &[address, info] : m_hidden)
        segments.push_back(info.segment);
    const auto byName = [](const SegmentInfo &a, const SegmentInfo &b) { return a.name < b.name; };
    std::sort(segments.begin(), segments.end(), byName);
    const auto sameName = [](const SegmentInfo &a, const SegmentInfo &b) { return a.name == b.name; };
    segments.erase(std::unique(segments.begin(), segments.end(), sameName), segments.end());

    std::size_t row = 0;
    std::size_t next = 0;
    while (row < m_segments.size() || next < segments.size()) {
        const auto first = static_cast<int>(row);
        if (next == segments.size() || (row < m_segments.size() && m_segments[row].name < segments[next].name)) {
            std::size_t end = row;
            while (end < m_segments.size() && (next == segments.size() || m_segments[end].name < segments[next].name))
                ++end;
            beginRemoveRows({}, first, static_cast<int>(end) - 1);
            m_segments.erase(m_segments.begin() + first, m_segments.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
        } else if (row == m_segments.size() || segments[next].name < m_segments[row].name) {
            std::size_t end = next;
            while (end < segments.size() && (row == m_segments.size() || segments[end].name < m_segments[row].name))
                ++end;
            beginInsertRows({}, first, first + static_cast<int>(end - next) - 1);
            const auto from = segments.begin() + static_cast<std::ptrdiff_t>(next);
            m_segments.insert(m_segments.begin() + first, std::make_move_iterator(from),
                              std::make_move_iterator(segments.begin() + static_cast<std::ptrdiff_t>(end)));
            endInsertRows();
            row += end - next;
            next = end;
        } else {
            if (!(m_segments[row] == segments[next])) {
                m_segments[row] = std::move(segments[next]);
                emit dataChanged(index(first, 0), index(first, ColumnCount - 1));
            }
            ++row;
            ++next;
        }
    }
}

void SegmentModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_segments.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

QModelIndex SegmentModel::indexOf(const QByteArray &name) const
{
    const auto found = std::lower_bound(
        m_segments.begin(), m_segments.end(), name.toStdString(),
        [](const SegmentInfo &segment, const std::string &wanted) { return segment.name < wanted; });
    if (found == m_segments.end() || found->name != name.toStdString())
        return {};
    return index(static_cast<int>(found - m_segments.begin()), 0);
}

const SegmentInfo *SegmentModel::segment(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return nullptr;
    return &m_segments[static_cast<std::size_t>(index.row())];
}

int SegmentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_segments.size());
}

int SegmentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SegmentModel::displayText(const SegmentInfo &segment, int column) const
{
    switch (column) {
    case Name:
        if (const HiddenSegmentInfo *hidden = hiddenAt(segment))
            return tr("%1 — %2", "segment — where it is hidden")
                .arg(words::shown(hidden->name), words::whereHidden(*hidden));
        return words::shown(segment.name);
    case Size:
        return words::size(segment.stat.size);
    case LayoutColumn:
        return segment.readable ? words::of(segment.guess) : QStringLiteral("—");
    case State:
        if (!segment.readable)
            return tr("no access");
        if (segment.lock)
            return words::of(*segment.lock);
        if (const auto fill = fillOf(segment))
            return tr("%1 full").arg(words::percent(*fill));
        return segment.ring ? tr("malformed") : QStringLiteral("—");
    default:
        return {};
    }
}

QString SegmentModel::toolTip(const SegmentInfo &segment, int column) const
{
    const HiddenSegmentInfo *hidden = hiddenAt(segment);
    if (hidden != nullptr && (column == Name || !segment.readable))
        return tr("%1: %2. You can look at it, but not take part: only a segment with a name can be opened for that.")
                   .arg(words::shown(segment.name), words::whereHidden(*hidden))
            + (segment.readable
                   ? QString()
                   : QLatin1Char(' ') + tr("The system does not let you look inside; run as root for that."));
    if (!segment.readable)
        return tr("You have no permission to read it (mode %1, owner's user ID %2). Ask its owner, or run as that user.")
            .arg(QString::number(segment.stat.mode, 8), QString::number(segment.stat.uid));
    switch (column) {
    case Name:
        return words::shown(segment.name);
    case Size:
        return tr("%1, of which %2 are backed by memory")
            .arg(words::exactSize(segment.stat.size), words::exactSize(segment.stat.allocated));
    case LayoutColumn:
        return tr("Inferred: nothing in a segment says which layout it has. %1").arg(words::of(segment.guess.reason));
    case State:
        if (segment.lock)
            return tr("Lock word: %1").arg(words::of(*segment.lock));
        if (segment.ring) {
            if (const auto fault = checkRing(*segment.ring, segment.stat.size))
                return words::of(*fault);
            return tr("%1 of %2 used")
                .arg(words::exactSize(segment.ring->used()), words::exactSize(segment.ring->capacity));
        }
        return words::of(segment.guess.reason);
    default:
        return {};
    }
}

QVariant SegmentModel::sortValue(const SegmentInfo &segment, int column) const
{
    switch (column) {
    case Name:
        return displayText(segment, Name);
    case Size:
        return QVariant::fromValue<quint64>(segment.stat.size);
    case LayoutColumn:
        return static_cast<double>(segment.guess.layout) + segment.guess.confidence / 2;
    case State:
        if (segment.lock)
            return static_cast<double>(segment.lock->raw);
        return fillOf(segment).value_or(-1);
    default:
        return {};
    }
}

QVariant SegmentModel::data(const QModelIndex &index, int role) const
{
    const SegmentInfo *info = segment(index);
    if (info == nullptr)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return displayText(*info, index.column());
    case Qt::ToolTipRole:
        return words::plainToolTip(toolTip(*info, index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        if (!info->readable || (index.column() == Name && hiddenAt(*info) != nullptr))
            return m_theme.muted;
        if (index.column() == State && kindOf(*info) != StateBadge::Kind::Neutral)
            return StateBadge::colourOf(kindOf(*info), m_theme);
        return {};
    case Qt::FontRole:
        if (index.column() == Name && hiddenAt(*info) != nullptr) {
            QFont font;
            font.setItalic(true);
            return font;
        }
        return {};
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "column title: cell")
            .arg(headerData(index.column(), Qt::Horizontal).toString(), displayText(*info, index.column()));
    case NameRole:
        return QByteArray::fromStdString(info->name);
    case SortRole:
        return sortValue(*info, index.column());
    case LayoutRole:
        return static_cast<int>(info->guess.layout);
    case StateKindRole:
        return static_cast<int>(kindOf(*info));
    case ReadableRole:
        return info->readable;
    case HiddenRole:
        return hiddenAt(*info) != nullptr;
    default:
        return {};
    }
}

QVariant SegmentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Size:
        return tr("Size");
    case LayoutColumn:
        return tr("Layout");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace membridge
