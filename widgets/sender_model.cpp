// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sender_model.h"

#include "template_words.h"
#include "words.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

constexpr qint64 rateWindowNs = 500'000'000;

} // namespace

SenderModel::SenderModel(QObject *parent) : QAbstractTableModel(parent), m_theme(Theme::of(QGuiApplication::palette()))
{
}

std::optional<SenderEntry::Part> SenderModel::partOf(int column)
{
    if (column < Name || column > Burst)
        return std::nullopt;
    return static_cast<SenderEntry::Part>(column - Name);
}

QModelIndex SenderModel::add(const SenderEntry &entry)
{
    const int row = rowCount();
    if (row >= mostRows || m_running)
        return {};
    beginInsertRows({}, row, row);
    Row added;
    added.entry = entry;
    m_rows.push_back(std::move(added));
    endInsertRows();
    emit edited();
    return index(row, Payload);
}

void SenderModel::remove(int row)
{
    if (row < 0 || row >= rowCount() || m_running)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    emit edited();
}

bool SenderModel::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isArray() || m_running)
        return false;
    beginResetModel();
    m_rows.clear();
    const QJsonArray array = document.array();
    for (const auto &value : array) {
        if (!value.isObject() || rowCount() >= mostRows)
            continue;
        Row row;
        row.entry = SenderEntry::fromJson(value.toObject());
        m_rows.push_back(std::move(row));
    }
    endResetModel();
    emit edited();
    return true;
}

QByteArray SenderModel::toJson() const
{
    if (m_rows.empty())
        return {};
    QJsonArray array;
    for (const Row &row : m_rows)
        array.append(row.entry.toJson());
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

std::vector<SenderRow> SenderModel::rows() const
{
    std::vector<SenderRow> rows;
    for (const Row &row : m_rows) {
        if (auto sound = row.entry.row(static_cast<quint32>(rows.size()))) {
            rows.push_back(std::move(*sound));
            continue;
        }
        // It keeps its place. Of what nobody typed nothing may be sent, whoever switches it on.
        SenderRow off;
        off.enabled = false;
        off.failure = firstErrorOf(row.entry).toStdString();
        rows.push_back(std::move(off));
    }
    return rows;
}

QString SenderModel::firstErrorOf(const SenderEntry &entry)
{
    for (int column = Name; column <= Burst; ++column) {
        QString error = entry.error(*partOf(column));
        if (!error.isEmpty())
            return error;
    }
    return {};
}

QModelIndex SenderModel::firstError() const
{
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = Name; column <= Burst; ++column) {
            const Row &each = m_rows[static_cast<std::size_t>(row)];
            if (each.entry.enabled && !errorIn(each, column).isEmpty())
                return index(row, column);
        }
    }
    return {};
}

bool SenderModel::anyEnabled() const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.entry.enabled; });
}

void SenderModel::setRunning(bool running)
{
    if (running == m_running)
        return;
    m_running = running;
    for (Row &row : m_rows) {
        row.rate = -1;
        if (running) {
            row.looked = false;
            row.sinceNs = 0;
        }
    }
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SenderModel::setLooks(const std::vector<SenderRowLook> &looks, qint64 nowNs)
{
    for (std::size_t i = 0; i < m_rows.size() && i < looks.size(); ++i) {
        Row &row = m_rows[i];
        row.look = looks[i];
        row.looked = true;
        if (row.sinceNs == 0) {
            row.sinceNs = nowNs;
            row.sentBefore = row.look.sent;
        } else if (nowNs - row.sinceNs >= rateWindowNs) {
            row.rate = static_cast<double>(row.look.sent - row.sentBefore) * 1e9
                / static_cast<double>(nowNs - row.sinceNs);
            row.sinceNs = nowNs;
            row.sentBefore = row.look.sent;
        }
    }
    if (!m_rows.empty())
        emit dataChanged(index(0, Sent), index(rowCount() - 1, State));
}

void SenderModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int SenderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SenderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SenderModel::errorIn(const Row &row, int column) const
{
    const auto part = partOf(column);
    if (part)
        return row.entry.error(*part);
    return column == State && row.looked ? QString::fromStdString(row.look.failure) : QString();
}

QString SenderModel::errorOf(const QModelIndex &index, const QString &text) const
{
    const auto part = partOf(index.column());
    if (!index.isValid() || !checkIndex(index) || !part)
        return {};
    SenderEntry entry = m_rows[static_cast<std::size_t>(index.row())].entry;
    entry.text(*part) = text;
    return entry.error(*part);
}

QString SenderModel::shownText(const Row &row, int column) const
{
    switch (column) {
    case Size:
        return row.entry.isTemplate() ? tr("by its fields", "size of a payload") : row.entry.size;
    case Sent:
        return row.looked ? QLocale().toString(row.look.sent) : QString();
    case Refused:
        return row.looked ? QLocale().toString(row.look.refused) : QString();
    case LiveRate:
        return row.looked && row.rate >= 0 ? tr("%1/s", "messages a second").arg(QLocale().toString(row.rate, 'f', 0))
                                           : QString();
    case State:
        if (!row.looked)
            return {};
        if (!m_running && (row.look.state == SenderRowState::Sending || row.look.state == SenderRowState::Full))
            return words::of(TrafficEnd::Stopped);
        return words::of(row.look.state);
    default:
        break;
    }
    const auto part = partOf(column);
    return part ? row.entry.text(*part) : QString();
}

QVariant SenderModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == Enabled ? QVariant() : QVariant(shownText(row, column));
    case Qt::EditRole:
        return partOf(column) ? QVariant(row.entry.text(*partOf(column))) : QVariant();
    case Qt::CheckStateRole:
        if (column != Enabled)
            return {};
        return row.entry.enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole: {
        const QString error = errorIn(row, column);
        if (!error.isEmpty())
            return words::plainToolTip(error);
        return column == Payload ? QVariant(words::plainToolTip(row.entry.payload)) : QVariant();
    }
    case Qt::ForegroundRole:
        if (!errorIn(row, column).isEmpty())
            return m_theme.error;
        if (column == State && m_running && row.look.state == SenderRowState::Full)
            return m_theme.warning;
        return column == Size && row.entry.isTemplate() ? QVariant(m_theme.muted) : QVariant();
    case Qt::TextAlignmentRole:
        return column >= Size && column <= LiveRate ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::AccessibleTextRole: {
        const QString text = column == Enabled ? (row.entry.enabled ? tr("yes") : tr("no")) : shownText(row, column);
        return tr("%1: %2", "column title: cell").arg(headerData(column, Qt::Horizontal).toString(), text);
    }
    case Qt::AccessibleDescriptionRole:
    case ErrorRole:
        return errorIn(row, column);
    default:
        return {};
    }
}

bool SenderModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || !checkIndex(index))
        return false;
    Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto part = partOf(index.column());
    if (role == Qt::EditRole && part && !m_running) {
        row.entry.text(*part) = value.toString().left(SenderEntry::longestText);
        // Another payload has another right size.
        emit dataChanged(index.siblingAtColumn(Name), index.siblingAtColumn(Burst));
    } else if (role == Qt::CheckStateRole && index.column() == Enabled) {
        const bool enable = value.value<Qt::CheckState>() == Qt::Checked;
        const QString wrong = enable && m_running ? firstErrorOf(row.entry) : QString();
        if (!wrong.isEmpty()) {
            emit switchRefused(index.row(), wrong);
            return false;
        }
        row.entry.enabled = enable;
        emit dataChanged(index, index, {Qt::CheckStateRole, Qt::AccessibleTextRole});
        emit enabledChanged(index.row(), row.entry.enabled);
    } else {
        return false;
    }
    emit edited();
    return true;
}

Qt::ItemFlags SenderModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Enabled)
        flags |= Qt::ItemIsUserCheckable;
    const bool sizeByFields = index.column() == Size && checkIndex(index)
        && m_rows[static_cast<std::size_t>(index.row())].entry.isTemplate();
    if (partOf(index.column()) && !m_running && !sizeByFields)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant SenderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Enabled:
            return tr("Whether it is sent; takes effect at once");
        case Payload:
            return tr("A pattern (counter, random, sine, text, verify), or fields: counter(0,1) random(1,6) "
                      "sine(20,5,100) text(msg-) csv(values.csv,1) u32:7 \"text\" checksum()");
        case Size:
            return tr("Payload bytes, or spread evenly from the one to the other: 16:256");
        case Rate:
            return tr("max, messages a second (1000/s) or a period (10 ms)");
        case Jitter:
            return tr("How much later a message may come, in percent of the interval; the rate stays");
        case Count:
            return tr("Messages after which it ends; empty: none");
        case Burst:
            return tr("Messages that are due, and become visible, together");
        case Refused:
            return tr("Messages that found the ring full, and waited");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Enabled:
        return tr("On");
    case Name:
        return tr("Name");
    case Payload:
        return tr("Payload");
    case Size:
        return tr("Size");
    case Rate:
        return tr("Rate or period");
    case Jitter:
        return tr("Jitter");
    case Count:
        return tr("Count");
    case Burst:
        return tr("Burst");
    case Sent:
        return tr("Sent");
    case Refused:
        return tr("Refused");
    case LiveRate:
        return tr("Now");
    default:
        return tr("State");
    }
}

} // namespace membridge
