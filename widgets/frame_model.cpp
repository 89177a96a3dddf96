// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frame_model.h"

#include "field_looks.h"
#include "words.h"

#include "core/codec/decode.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

/// One text for each field that was read whole; a list is one.
QStringList styledTexts(const Decoded &decoded, const Schema &schema, const std::vector<FieldStyle> &styles)
{
    QStringList texts;
    auto next = decoded.fields.begin();
    for (std::size_t field = 0; field < decoded.listSizes.size(); ++field) {
        const SchemaField &own = schema.fields[field];
        const bool scalar = own.kind == FieldKind::Bytes || own.count == 1;
        const std::size_t elements = decoded.listSizes[field];
        if (elements < (scalar ? 1 : own.count))
            break;
        QStringList list;
        for (std::size_t element = 0; element < elements; ++element, ++next)
            list << QString::fromStdString(
                styledText(next->value, next->tag, styles[field], FrameModel::summaryBytes).text);
        texts << (scalar ? list.first() : QStringLiteral("[%1]").arg(list.join(QStringLiteral(", "))));
    }
    return texts;
}

} // namespace

FrameModel::FrameModel(QObject *parent)
    : QAbstractTableModel(parent),
      m_frames(std::make_shared<const FrameList>()),
      m_theme(Theme::of(QGuiApplication::palette()))
{
}

void FrameModel::setFrames(std::shared_ptr<const FrameList> frames)
{
    if (!frames)
        frames = std::make_shared<const FrameList>();
    if (frames == m_frames)
        return;
    const std::vector<PendingFrame> &old = m_frames->rows;
    const std::vector<PendingFrame> &fresh = frames->rows;

    // Gone at the front: everything before the first new frame. A ring that was set up anew keeps nothing.
    std::size_t front = old.size();
    if (!fresh.empty()) {
        const auto found = std::find_if(
            old.begin(), old.end(), [&](const PendingFrame &row) { return row.position == fresh.front().position; });
        front = static_cast<std::size_t>(found - old.begin());
    }
    std::size_t kept = 0;
    while (front + kept < old.size() && kept < fresh.size() && old[front + kept].position == fresh[kept].position)
        ++kept;

    if (const std::size_t back = old.size() - front - kept; back > 0) {
        beginRemoveRows({}, m_shown - static_cast<int>(back), m_shown - 1);
        m_shown -= static_cast<int>(back);
        endRemoveRows();
    }
    if (front > 0) {
        beginRemoveRows({}, 0, static_cast<int>(front) - 1);
        m_skipped = static_cast<int>(front);
        m_shown -= static_cast<int>(front);
        endRemoveRows();
    }

    const auto before = std::exchange(m_frames, std::move(frames));
    m_skipped = 0;
    bool restyled = false;
    if (before->schema != m_frames->schema) {
        const std::vector<FieldStyle> stylesBefore = std::exchange(m_styles, stylesOf(*m_frames));
        restyled = !stylesBefore.empty() || !m_styles.empty();
    }
    const auto &now = m_frames->rows;
    if (now.size() > kept) {
        beginInsertRows({}, static_cast<int>(kept), static_cast<int>(now.size()) - 1);
        m_shown = static_cast<int>(now.size());
        endInsertRows();
    }

    const auto changed = [&](int from, int to, Column first, Column last) {
        emit dataChanged(index(from, first), index(to, last));
    };
    if (kept > 0 && before->first + front != m_frames->first)
        changed(0, static_cast<int>(kept) - 1, Number, Number);
    for (std::size_t row = 0; row < kept; ++row) {
        std::size_t end = row;
        while (end < kept && !(now[end] == before->rows[front + end]))
            ++end;
        if (end > row)
            changed(static_cast<int>(row), static_cast<int>(end) - 1, Position, Note);
        row = end;
    }
    if (restyled && kept > 0)
        changed(0, static_cast<int>(kept) - 1, Values, Values);
}

void FrameModel::setLooks(FieldLooks *looks)
{
    if (m_looks)
        m_looks->disconnect(this);
    m_looks = looks;
    connect(m_looks, &FieldLooks::changed, this, &FrameModel::takeStyles);
    takeStyles();
}

std::vector<FieldStyle> FrameModel::stylesOf(const FrameList &frames) const
{
    if (!m_looks || !frames.schema)
        return {};
    std::vector<FieldStyle> styles = m_looks->styles(*frames.schema);
    // What is plain throughout is there already.
    return std::all_of(styles.begin(), styles.end(), [](const FieldStyle &each) { return each == FieldStyle(); })
        ? std::vector<FieldStyle>()
        : styles;
}

void FrameModel::takeStyles()
{
    std::vector<FieldStyle> styles = stylesOf(*m_frames);
    if (styles == m_styles)
        return;
    m_styles = std::move(styles);
    if (m_shown > 0)
        emit dataChanged(index(0, Values), index(m_shown - 1, Values));
}

QString FrameModel::valuesOf(const PendingFrame &row) const
{
    if (m_styles.empty())
        return row.summary;
    const Decoded decoded = decode(row.payload, *m_frames->schema, {.maxValues = summaryValues});
    QStringList texts = styledTexts(decoded, *m_frames->schema, m_styles);
    if (decoded.error && decoded.error->reason == DecodeError::Reason::TooManyValues)
        texts << QStringLiteral("…");
    return texts.join(QStringLiteral(", "));
}

void FrameModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (m_shown > 0)
        emit dataChanged(index(0, 0), index(m_shown - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

QString FrameModel::countText() const
{
    const quint64 total = m_frames->total;
    const QString number = QLocale().toString(total);
    if (total > m_frames->rows.size()) {
        const auto listed = static_cast<quint64>(m_frames->rows.size());
        const QString rows = QLocale().toString(listed);
        if (m_frames->first > 0) {
            const QString from = QLocale().toString(m_frames->first + 1);
            const QString to = QLocale().toString(m_frames->first + listed);
            return m_frames->totalExact ? tr("%1 to %2 of %3 pending frames").arg(from, to, number)
                                        : tr("%1 to %2 of at least %3 pending frames").arg(from, to, number);
        }
        return m_frames->totalExact ? tr("The first %1 of %2 pending frames").arg(rows, number)
                                    : tr("The first %1 of at least %2 pending frames").arg(rows, number);
    }
    if (total == 0)
        return tr("No pending frames");
    return total == 1 ? tr("1 pending frame") : tr("%Ln pending frames", nullptr, static_cast<int>(total));
}

QModelIndex FrameModel::indexOf(quint64 position) const
{
    for (int row = 0; row < m_shown; ++row) {
        if (m_frames->rows[static_cast<std::size_t>(row + m_skipped)].position == position)
            return index(row, 0);
    }
    return {};
}

const PendingFrame *FrameModel::frame(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return nullptr;
    return &m_frames->rows[static_cast<std::size_t>(index.row() + m_skipped)];
}

int FrameModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int FrameModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FrameModel::data(const QModelIndex &index, int role) const
{
    const PendingFrame *row = frame(index);
    if (row == nullptr)
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Number:
            // While rows leave, those that stay keep their numbers; the new ones are announced afterwards.
            return QLocale().toString(m_frames->first + static_cast<quint64>(index.row() + m_skipped) + 1);
        case Position:
            return QLocale().toString(row->position);
        case Length:
            return words::size(row->length);
        case Values:
            return valuesOf(*row);
        case Note:
            return row->note;
        default:
            return {};
        }
    case Qt::ToolTipRole:
        if (column == Position)
            return tr("Logical position in the ring, %1: the value of head when this frame is next")
                .arg(words::offset(row->position));
        if (column == Length)
            return words::exactSize(row->length);
        return words::plainToolTip(column == Note ? row->note : column == Values ? valuesOf(*row) : QString());
    case Qt::TextAlignmentRole:
        return column <= Length ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ForegroundRole:
        if (row->misfit && (column == Values || column == Note))
            return m_theme.error;
        return column == Note ? QVariant(m_theme.warning) : QVariant();
    case Qt::FontRole:
        return column == Values ? QVariant(QFontDatabase::systemFont(QFontDatabase::FixedFont)) : QVariant();
    case PositionRole:
        return QVariant::fromValue<quint64>(row->position);
    case MisfitRole:
        return row->misfit;
    case SortRole:
        if (column == Length)
            return QVariant::fromValue<quint64>(row->length);
        if (column == Values)
            return row->summary;
        return column == Note ? QVariant(row->note) : QVariant::fromValue<quint64>(row->position);
    default:
        return {};
    }
}

QVariant FrameModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Position:
        return tr("Position");
    case Length:
        return tr("Length");
    case Values:
        return tr("Values");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace membridge
