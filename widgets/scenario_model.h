// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include "core/traffic/scenario_report.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace membridge {

/// What a run of a scenario shows: either who takes part, or what came of it (expectations, faults, findings). The words and signs say it all,
/// colours only help. GUI thread.
class ScenarioModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Shows { Parts, Outcome };
    enum PartColumn { Id, Kind, State, Messages, Rate, PartColumnCount };
    enum OutcomeColumn { Verdict, What, Seen, OutcomeColumnCount };
    /// How a row turned out.
    enum class Mood { Open, Good, Bad, Warning, Note };
    Q_ENUM(Mood)
    enum Role {
        MoodRole = Qt::UserRole ///< int(Mood)
    };

    explicit ScenarioModel(Shows shows, QObject *parent = nullptr);

    /// What a run has seen. `expected` are the sentences that stand for expectations which are not judged yet. Rows that stay keep their place.
    void setReport(const ScenarioReport &report, const QStringList &expected = {});
    void clear();
    void setTheme(const Theme &theme);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QStringList cells;
        Mood mood = Mood::Open;
        QString toolTip = {};
        bool operator==(const Row &) const = default;
    };
    static std::vector<Row> parts(const ScenarioReport &report);
    static std::vector<Row> outcome(const ScenarioReport &report, const QStringList &expected);
    void setRows(std::vector<Row> rows);

    Shows m_shows;
    std::vector<Row> m_rows;
    Theme m_theme;
};

} // namespace membridge
