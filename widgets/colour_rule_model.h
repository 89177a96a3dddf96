// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "colour_rule.h"
#include "theme.h"

#include "core/codec/schema.h"

#include <QAbstractTableModel>

#include <vector>

namespace membridge {

/// Colour rules in the order in which they are tried: a check box, the filter on its colour, and what is wrong with it for the schema at hand.
/// GUI thread.
class ColourRuleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Filter, Problem, ColumnCount };

    explicit ColourRuleModel(QObject *parent = nullptr);

    void setRules(const std::vector<ColourRule> &rules);
    const std::vector<ColourRule> &rules() const { return m_rules; }
    /// What fields filters can name.
    void setSchema(const Schema &schema);
    void setTheme(const Theme &theme);

    /// Behind the others. An invalid index when there are mostRules.
    QModelIndex add(const ColourRule &rule);
    void remove(int row);
    /// To the place before, or after; at an end it stays.
    void moveBy(int row, int step);
    void setFilter(int row, const QString &filter);
    void setColour(int row, ColourRule::Colour colour);

    static QString nameOf(ColourRule::Colour colour);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

signals:
    /// The user changed them; not sent by setRules().
    void rulesChanged(const std::vector<membridge::ColourRule> &rules);

private:
    bool has(int row) const { return row >= 0 && row < rowCount(); }
    void tell(int row);

    std::vector<ColourRule> m_rules;
    Schema m_schema;
    Theme m_theme;
};

/// The background of rows with that colour.
QColor tintOf(ColourRule::Colour colour, const Theme &theme);

} // namespace membridge
