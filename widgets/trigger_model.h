// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/observe/trigger.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QString>

#include <memory>
#include <vector>

namespace membridge {

/// The triggers of one segment, as the user edits them: one a row, with how often it fired. GUI thread.
///
/// A condition that can't be parsed stays as it was typed, says why in its tooltip, and is not armed.
class TriggerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Enabled,
        ConditionColumn,
        Mark,
        Freeze,
        Snapshot,
        Capture,
        BurstScope,
        Notify,
        Once,
        Fired,
        Last,
        ColumnCount
    };
    enum Role {
        ErrorRole = Qt::UserRole ///< QString: what is wrong with the condition; empty: nothing.
    };

    explicit TriggerModel(QObject *parent = nullptr);

    /// The names that conditions may use; ring-only and region-only ones alike.
    static const std::vector<std::string_view> &names() { return TriggerEngine::names(); }

    /// Appends one; marks unless changed.
    QModelIndex add(const QString &condition);
    void remove(int row);
    /// Those that are enabled and sound, in the order of rows; rowOf() tells whose is whose.
    std::vector<Trigger> armed() const;
    /// The row of the trigger with that index in what armed() last gave.
    int rowOf(std::size_t armedIndex) const;
    /// One more firing of that row.
    void addFiring(int row, const QDateTime &when, const QString &evidence);
    /// The samples around the row's latest firing.
    void setEvent(int row, const std::shared_ptr<const TriggerEvent> &event);
    /// nullptr: it did not fire since it was edited last.
    std::shared_ptr<const TriggerEvent> event(int row) const;
    void setTheme(const Theme &theme);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// What armed() gives is another than before.
    void armedChanged();

private:
    struct Row
    {
        QString text;
        QString error;
        TriggerActions actions;
        bool enabled = true;
        bool once = false;
        quint64 fired = 0;
        QDateTime last;
        QString evidence;
        std::shared_ptr<const TriggerEvent> event;
    };

    static QString errorOf(const QString &text);
    /// nullptr for a column that is no check box.
    static bool *flagOf(Row &row, int column);

    std::vector<Row> m_rows;
    mutable std::vector<int> m_armedRows;
    Theme m_theme;
};

} // namespace membridge
