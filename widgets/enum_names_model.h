// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/codec/type_tag.h"

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

/// The names of a field's numbers, to be edited: one a row, in the order in which they came, and a last row that is empty. Whoever types a name there
/// gets the next number with it. GUI thread.
class EnumNamesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Name, ColumnCount };
    using Names = std::map<std::int64_t, std::string>;
    static constexpr qsizetype longestName = 1000; ///< In characters; a longer one is cut.

    /// `tag` says which numbers there are: one of integers or of bool.
    explicit EnumNamesModel(TypeTag tag, QObject *parent = nullptr);
    /// Whether values of that type can have names.
    static bool takes(TypeTag tag);

    /// Replaces all, unless they are the same.
    void setNames(const Names &names);
    /// Rows without a name are none.
    Names names() const;
    void remove(int row);
    /// The row is a number's, not the empty one.
    bool isEntry(int row) const { return row >= 0 && row < static_cast<int>(m_entries.size()); }
    void setTheme(const Theme &theme);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// names() are others. Not sent by setNames().
    void namesChanged();
    /// What was typed last was not taken, and why; empty: it was.
    void judged(const QString &problem);

private:
    struct Entry
    {
        std::int64_t number = 0;
        QString name;
    };
    struct Range
    {
        std::int64_t least;
        std::int64_t most;
    };

    static Range rangeOf(TypeTag tag);
    std::optional<std::int64_t> nextNumber() const;
    bool isTaken(std::int64_t number) const;
    QString setNumber(int row, const QString &text);
    QString setName(int row, const QString &text);
    QString add(const Entry &entry);

    Range m_range;
    std::vector<Entry> m_entries;
    bool m_hasEmpty = true; ///< What the views were told.
    Theme m_theme;
};

} // namespace membridge
