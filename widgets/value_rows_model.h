// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"
#include "value_row.h"

#include <QAbstractTableModel>

#include <vector>

namespace membridge {

/// The values of a message, one a row: of any type, or those of a schema's fields. What can't be understood stays as it was typed and says why in its
/// tooltip. GUI thread.
class ValueRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Type, ValueColumn, Size, ColumnCount };
    enum Role { ErrorRole = Qt::UserRole /**< QString: what is wrong with the row; empty: nothing. */ };
    static constexpr int mostRows = 1000;
    /// Zeros that are written for what a schema skips.
    static constexpr quint64 mostSkipped = 1024 * 1024;

    using QAbstractTableModel::QAbstractTableModel;

    /// The rows become the schema's fields, and keep their values as far as they go; nothing: rows of any type. Gives what is wrong with the schema, and then
    /// changes nothing.
    QString setSchema(const std::optional<Schema> &schema);
    bool hasSchema() const { return m_hasSchema; }
    /// Rows that have these values already stay as they were typed.
    void setValues(const ValueList &values);
    /// Nothing while any row is wrong.
    std::optional<ValueList> values() const;
    /// Bytes of them all. Unlike values() it copies no file.
    std::optional<quint64> size() const;
    /// What is wrong first, with the row's number; empty: nothing.
    QString error() const;
    bool hasFile() const;

    /// An invalid index with a schema, or when there are mostRows.
    QModelIndex add(const ValueRow &row);
    void remove(int row);
    /// What was read for each row with that path: `error` if it could not be.
    void setFile(const QString &path, const ByteVector &bytes, const QString &error);
    void setTheme(const Theme &theme);
    /// What would be wrong with `text` in that row.
    QString errorOf(const QModelIndex &index, const QString &text) const;
    const ValueRow &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    void edited();
    /// The file is to be read, for setFile().
    void fileWanted(const QString &path);

private:
    void changed(int row);

    std::vector<ValueRow> m_rows;
    bool m_hasSchema = false;
    Theme m_theme;
};

} // namespace membridge
