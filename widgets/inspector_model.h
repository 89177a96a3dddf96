// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/codec/interpretation.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <array>
#include <optional>
#include <variant>

namespace membridge {

/// All readings of the bytes at the cursor: one row an interpretation, little and big endian beside each other, or, where there is no
/// room for that, below each other. The rows stay; other bytes are dataChanged, so that selection survives. GUI thread.
class InspectorModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// Stacked, there are two columns, and readings of either order are in the second one.
    enum Column { Name, LittleEndian, BigEndian, ColumnCount };
    enum Role {
        KeyRole = Qt::UserRole, ///< QString: the interpretation's key.
        JumpRole,               ///< quint64: the value, when it is an offset in the segment; otherwise invalid.
        DoubtRole,              ///< QString: why the value can't be right; otherwise empty.
        ChangedRole             ///< bool: changed less than markMs ago, at the same offset.
    };
    static constexpr int markMs = 1500;

    explicit InspectorModel(QObject *parent = nullptr);

    /// `bytes` are those from `offset` on, as many as are known (64 are plenty).
    void setBytes(quint64 offset, const ByteVector &bytes, quint64 segmentSize);
    void setBase(NumberBase base);
    NumberBase base() const { return m_base; }
    void setEditable(bool editable);
    /// One order below the other. Resets the model when that is new.
    void setStacked(bool stacked);
    bool isStacked() const { return m_stacked; }
    void setTheme(const Theme &theme);

    quint64 offset() const { return m_offset; }
    Interpretation kindOf(const QModelIndex &index) const { return allInterpretations[placeOf(index).row]; }
    /// Little endian also for what has no byte order, and for names.
    ByteOrder orderOf(const QModelIndex &index) const;
    /// Where that reading is; of what has no byte order there is one.
    QModelIndex indexOf(Interpretation kind, ByteOrder order = ByteOrder::Little) const;
    /// What typing `text` into the cell would write. A string that runs past the known bytes is refused.
    std::variant<ByteVector, QString> encoded(const QModelIndex &index, const QString &text) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Changes nothing here: asks for the edit, and the bytes come back by setBytes(). False for text that is wrong.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    void editRequested(quint64 offset, const membridge::ByteVector &oldBytes, const membridge::ByteVector &newBytes);

private:
    struct Row
    {
        Reading little;
        Reading big;
        qint64 littleChangedMs = 0; ///< 0: not marked.
        qint64 bigChangedMs = 0;
    };

    /// Row and column as they are when not stacked.
    struct Place
    {
        std::size_t row;
        Column column;
        bool second = false; ///< The name beside a big-endian reading of its own row.
    };

    static constexpr std::size_t rows = allInterpretations.size();
    Place placeOf(const QModelIndex &index) const;
    void read(bool markChanges);
    void unmark();
    const Reading &reading(const QModelIndex &index) const;
    QVariant nameData(const Place &place, int role) const;
    QString toolTip(const QModelIndex &index) const;
    QString doubt(const Reading &reading) const;
    std::optional<quint64> target(const QModelIndex &index) const;
    void emitRow(std::size_t row);

    std::array<Row, rows> m_rows;
    quint64 m_offset = 0;
    quint64 m_segmentSize = 0;
    ByteVector m_bytes;
    NumberBase m_base = NumberBase::Decimal;
    bool m_editable = false;
    bool m_stacked = false;
    Theme m_theme;
    QTimer m_fade;
};

} // namespace membridge
