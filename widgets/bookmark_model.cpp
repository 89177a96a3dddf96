// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookmark_model.h"

#include "words.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace membridge {

BookmarkModel::BookmarkModel(QObject *parent)
    : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
}

void BookmarkModel::setSegment(const QString &name)
{
    if (name == m_segment)
        return;
    beginResetModel();
    if (!m_segment.isEmpty() && !m_rows.empty())
        m_others.insert(m_segment, std::move(m_rows));
    m_rows = m_others.take(name);
    m_segment = name;
    endResetModel();
}

void BookmarkModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::DecorationRole});
}

QColor BookmarkModel::colour(int index) const
{
    const QColor colours[colourCount] = {m_theme.info,    m_theme.free,  m_theme.readers,
                                         m_theme.warning, m_theme.error, m_theme.plotIn};
    return colours[std::clamp(index, 0, colourCount - 1)];
}

std::optional<Bookmark> BookmarkModel::checked(Bookmark bookmark)
{
    if (bookmark.length == 0 || bookmark.length > std::numeric_limits<quint64>::max() - bookmark.offset)
        return std::nullopt;
    bookmark.colour = std::clamp(bookmark.colour, 0, colourCount - 1);
    bookmark.note.truncate(maxNote);
    return bookmark;
}

int BookmarkModel::rowFor(const std::vector<Bookmark> &rows, quint64 offset)
{
    const auto after = std::upper_bound(rows.begin(), rows.end(), offset,
                                        [](quint64 at, const Bookmark &each) { return at < each.offset; });
    return static_cast<int>(after - rows.begin());
}

int BookmarkModel::add(const Bookmark &bookmark)
{
    auto valid = checked(bookmark);
    if (!valid || m_segment.isEmpty() || rowCount() >= maxPerSegment)
        return -1;
    const int row = rowFor(m_rows, valid->offset);
    beginInsertRows({}, row, row);
    m_rows.insert(m_rows.begin() + row, std::move(*valid));
    endInsertRows();
    emit changed();
    return row;
}

void BookmarkModel::remove(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit changed();
}

int BookmarkModel::edit(int row, const Bookmark &bookmark)
{
    auto valid = checked(bookmark);
    if (!valid || row < 0 || row >= rowCount())
        return -1;
    const auto at = static_cast<std::size_t>(row);
    if (m_rows[at] == *valid)
        return row;
    std::vector<Bookmark> others = m_rows;
    others.erase(others.begin() + row);
    // Where nothing has to move, nothing moves, also among bookmarks at the same offset.
    const int to = m_rows[at].offset == valid->offset ? row : rowFor(others, valid->offset);
    if (to != row) {
        beginMoveRows({}, row, row, {}, to > row ? to + 1 : to);
        others.insert(others.begin() + to, m_rows[at]);
        m_rows = std::move(others);
        m_rows[static_cast<std::size_t>(to)].offset = valid->offset;
        endMoveRows();
    }
    m_rows[static_cast<std::size_t>(to)] = std::move(*valid);
    emit dataChanged(index(to, 0), index(to, ColumnCount - 1));
    emit changed();
    return to;
}

std::optional<Bookmark> BookmarkModel::next(quint64 offset) const
{
    if (m_rows.empty())
        return std::nullopt;
    const auto row = static_cast<std::size_t>(rowFor(m_rows, offset));
    return row < m_rows.size() ? m_rows[row] : m_rows.front();
}

std::optional<Bookmark> BookmarkModel::previous(quint64 offset) const
{
    if (m_rows.empty())
        return std::nullopt;
    const auto before = std::lower_bound(m_rows.begin(), m_rows.end(), offset,
                                         [](const Bookmark &each, quint64 at) { return each.offset < at; });
    return before == m_rows.begin() ? m_rows.back() : *(before - 1);
}

QByteArray BookmarkModel::toJson() const
{
    const auto arrayOf = [](const std::vector<Bookmark> &rows) {
        QJsonArray array;
        for (const Bookmark &each : rows) {
            array.append(QJsonObject{{QStringLiteral("offset"), QString::number(each.offset)},
                                     {QStringLiteral("length"), QString::number(each.length)},
                                     {QStringLiteral("colour"), each.colour},
                                     {QStringLiteral("note"), each.note}});
        }
        return array;
    };
    QJsonObject segments;
    for (auto it = m_others.begin(); it != m_others.end(); ++it)
        segments.insert(it.key(), arrayOf(it.value()));
    if (!m_segment.isEmpty() && !m_rows.empty())
        segments.insert(m_segment, arrayOf(m_rows));
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("segments"), segments}})
        .toJson(QJsonDocument::Compact);
}

bool BookmarkModel::fromJson(const QByteArray &json)
{
    const QJsonObject document = QJsonDocument::fromJson(json).object();
    if (document.value(QStringLiteral("version")).toInt() != 1 || !document.value(QStringLiteral("segments")).isObject())
        return false;
    QHash<QString, std::vector<Bookmark>> all;
    const QJsonObject segments = document.value(QStringLiteral("segments")).toObject();
    for (auto it = segments.begin(); it != segments.end() && all.size() < maxSegments; ++it) {
        std::vector<Bookmark> rows;
        const QJsonArray array = it.value().toArray();
        for (const auto &value : array) {
            const QJsonObject object = value.toObject();
            bool offsetOk = false;
            bool lengthOk = false;
            const auto bookmark = checked({object.value(QStringLiteral("offset")).toString().toULongLong(&offsetOk),
                                           object.value(QStringLiteral("length")).toString().toULongLong(&lengthOk),
                                           object.value(QStringLiteral("colour")).toInt(),
                                           object.value(QStringLiteral("note")).toString()});
            if (bookmark && offsetOk && lengthOk && rows.size() < static_cast<std::size_t>(maxPerSegment))
                rows.push_back(*bookmark);
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Bookmark &a, const Bookmark &b) { return a.offset < b.offset; });
        if (!rows.empty() && !it.key().isEmpty())
            all.insert(it.key(), std::move(rows));
    }
    beginResetModel();
    m_others = std::move(all);
    m_rows = m_others.take(m_segment);
    endResetModel();
    return true;
}

int BookmarkModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int BookmarkModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BookmarkModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Bookmark &bookmark = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Offset ? words::offset(bookmark.offset)
            : index.column() == Length  ? words::exactSize(bookmark.length)
                                        : bookmark.note;
    case Qt::EditRole:
        return index.column() == Note ? QVariant(bookmark.note) : QVariant();
    case Qt::ToolTipRole:
        return words::plainToolTip(bookmark.note);
    case Qt::DecorationRole:
        return index.column() == Offset ? QVariant(colour(bookmark.colour)) : QVariant();
    case OffsetRole:
        return QVariant::fromValue<quint64>(bookmark.offset);
    case LengthRole:
        return QVariant::fromValue<quint64>(bookmark.length);
    case ColourRole:
        return bookmark.colour;
    default:
        return {};
    }
}

bool BookmarkModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !checkIndex(index) || index.column() != Note)
        return false;
    Bookmark bookmark = m_rows[static_cast<std::size_t>(index.row())];
    bookmark.note = value.toString();
    return edit(index.row(), bookmark) >= 0;
}

QVariant BookmarkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Offset:
        return tr("Offset");
    case Length:
        return tr("Length");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

Qt::ItemFlags BookmarkModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Note ? flags | Qt::ItemIsEditable : flags;
}

} // namespace membridge
