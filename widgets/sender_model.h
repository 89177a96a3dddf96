// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sender_entry.h"
#include "theme.h"

#include <QAbstractTableModel>
#include <QByteArray>

#include <vector>

namespace membridge {

/// The kinds of messages to send, one a row, as CAN tools have it: what the user typed, and what became of it. GUI thread.
///
/// What can't be understood stays as it was typed, says why in its tooltip, and its row is not sent. While it runs, rows can be switched on and off, but
/// not changed.
class SenderModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Enabled,
        Name,
        Payload,
        Size,
        Rate,
        Jitter,
        Count,
        Burst,
        Sent,
        Refused,
        LiveRate,
        State,
        ColumnCount
    };
    enum Role {
        ErrorRole = Qt::UserRole ///< QString: what is wrong with this cell; empty: nothing.
    };
    static constexpr int mostRows = 100;

    explicit SenderModel(QObject *parent = nullptr);

    /// Appends one; an invalid index when there are mostRows.
    QModelIndex add(const SenderEntry &entry);
    void remove(int row);
    /// Untrusted; nothing changes unless it is such a list.
    bool fromJson(const QByteArray &json);
    /// Empty without rows.
    QByteArray toJson() const;

    /// Every row, in order. One that can't be understood is off, and has the reason as its SenderRow::failure: switched on it sends nothing.
    std::vector<SenderRow> rows() const;
    /// The first enabled cell that can't be understood, or an invalid index.
    QModelIndex firstError() const;
    bool anyEnabled() const;

    /// Rows can't be changed meanwhile, added and removed neither, and one that can't be understood can't be switched on. What became of the rows starts over when it begins.
    void setRunning(bool running);
    bool isRunning() const { return m_running; }
    /// What became of each row so far, at `nowNs` on any steady clock.
    void setLooks(const std::vector<SenderRowLook> &looks, qint64 nowNs);
    void setTheme(const Theme &theme);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// What would be wrong with `text` in that cell.
    QString errorOf(const QModelIndex &index, const QString &text) const;

signals:
    /// What the user typed or switched is another than before.
    void edited();
    void enabledChanged(int row, bool enabled);
    /// It was not switched on, as it runs and the row can't be understood: what is wrong with it.
    void switchRefused(int row, const QString &why);

private:
    struct Row
    {
        SenderEntry entry;
        SenderRowLook look = {};
        bool looked = false;
        double rate = -1; ///< Messages a second; below 0: not known yet.
        quint64 sentBefore = 0;
        qint64 sinceNs = 0;
    };

    static std::optional<SenderEntry::Part> partOf(int column);
    QString shownText(const Row &row, int column) const;
    QString errorIn(const Row &row, int column) const;
    /// Of its first part that can't be understood; empty: all can.
    static QString firstErrorOf(const SenderEntry &entry);

    std::vector<Row> m_rows;
    bool m_running = false;
    Theme m_theme;
};

} // namespace membridge
