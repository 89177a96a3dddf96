// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_preview.h"

#include "core/observe/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace membridge {

/// A place where something was found, and what was there then.
struct Hit
{
    quint64 offset = 0;
    quint64 length = 1;
    BytePreview preview;
};

/// What a search found, as rows in rising order. GUI thread.
class HitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Offset, Decimal, Bytes, Characters, ColumnCount };
    enum Role {
        OffsetRole = Qt::UserRole, ///< quint64
        LengthRole                 ///< quint64
    };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    /// They come after those that are there.
    void append(const std::vector<Hit> &hits);
    /// The hits that touch bytes [first, end); what it costs depends on those, not on all.
    std::vector<ByteRange> touching(quint64 first, quint64 end) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Hit> m_hits;
    quint64 m_longest = 0;
};

} // namespace membridge
