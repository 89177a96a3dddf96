// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "state_badge.h"
#include "theme.h"

#include "core/observe/hidden_segments.h"
#include "core/observe/segment_list.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <map>
#include <string>
#include <vector>

namespace membridge {

/// The segments of this machine, named ones and hidden ones, one a row, sorted by raw name or address. GUI thread.
class SegmentModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Size, LayoutColumn, State, ColumnCount };
    enum Role {
        NameRole = Qt::UserRole, ///< QByteArray: the raw name, unescaped. For attaching, never for showing.
        SortRole,                ///< Raw value of the cell: sort by this.
        LayoutRole,              ///< int(Layout): as guessed.
        StateKindRole,           ///< StateBadge::Kind as int.
        ReadableRole,            ///< bool: this user may look inside.
        HiddenRole               ///< bool: it has no name here; NameRole is its address.
    };

    explicit SegmentModel(QObject *parent = nullptr);

    /// Shows `segments` instead. Rows keep their identity by name: what stays is updated by dataChanged, what comes and
    /// goes is inserted and removed, so selections survive.
    void setSegments(std::vector<SegmentInfo> segments);
    /// The same for the hidden ones, whose identity is their address.
    void setHidden(const std::vector<HiddenSegmentInfo> &hidden);
    void setTheme(const Theme &theme);

    /// First column of the row with that raw name, or an invalid index.
    QModelIndex indexOf(const QByteArray &name) const;
    /// The segment in that row; nullptr for an invalid index. Valid until the next setSegments().
    const SegmentInfo *segment(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void show();
    const HiddenSegmentInfo *hiddenAt(const SegmentInfo &segment) const;
    QString displayText(const SegmentInfo &segment, int column) const;
    QString toolTip(const SegmentInfo &segment, int column) const;
    QVariant sortValue(const SegmentInfo &segment, int column) const;

    std::vector<SegmentInfo> m_named;
    std::map<std::string, HiddenSegmentInfo> m_hidden; ///< By address.
    std::vector<SegmentInfo> m_segments;               ///< What is shown: both.
    Theme m_theme;
};

} // namespace membridge
