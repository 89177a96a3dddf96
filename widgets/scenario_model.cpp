// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario_model.h"

#include "words.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace membridge {

namespace {

QString seconds(qint64 ns)
{
    return ScenarioModel::tr("%1 s").arg(QLocale().toString(static_cast<double>(ns) / 1e9, 'f', 1));
}

/// Lock loads have no messages: what they did counts.
QString messagesOf(const QJsonObject &summary)
{
    double count = summary.value(QLatin1String("messages")).toDouble(-1);
    if (count < 0 && summary.contains(QLatin1String("reads")))
        count = summary.value(QLatin1String("reads")).toDouble() + summary.value(QLatin1String("writes")).toDouble();
    return count < 0 ? QString() : QLocale().toString(count, 'f', 0);
}

QString rateOf(const QJsonObject &summary)
{
    const double rate = summary.value(QLatin1String("rate")).toDouble(-1);
    return rate < 0 ? QString() : ScenarioModel::tr("%1/s").arg(QLocale().toString(rate, 'f', 0));
}

QString stateOf(const ScenarioActorReport &actor)
{
    switch (actor.state) {
    case ScenarioActorReport::State::Waiting:
        return ScenarioModel::tr("waiting");
    case ScenarioActorReport::State::Running:
        return ScenarioModel::tr("running");
    case ScenarioActorReport::State::Ended:
        break;
    }
    if (!actor.exit)
        return ScenarioModel::tr("ended");
    return actor.exit->signal != 0 ? ScenarioModel::tr("ended by signal %1").arg(actor.exit->signal)
                                   : ScenarioModel::tr("ended with %1").arg(actor.exit->status);
}

} // namespace

ScenarioModel::ScenarioModel(Shows shows, QObject *parent)
    : QAbstractTableModel(parent), m_shows(shows), m_theme(Theme::of(QGuiApplication::palette()))
{
}

std::vector<ScenarioModel::Row> ScenarioModel::parts(const ScenarioReport &report)
{
    std::vector<Row> rows;
    for (const ScenarioActorReport &actor : report.actors) {
        const QJsonObject summary = QJsonDocument::fromJson(QByteArray::fromStdString(actor.summary)).object();
        rows.push_back({.cells = {words::shown(actor.id), words::shown(actor.kind), stateOf(actor), messagesOf(summary),
                                  rateOf(summary)},
                        .mood = actor.state == ScenarioActorReport::State::Running ? Mood::Note : Mood::Open,
                        .toolTip = words::shown(actor.error)});
    }
    return rows;
}

std::vector<ScenarioModel::Row> ScenarioModel::outcome(const ScenarioReport &report, const QStringList &expected)
{
    std::vector<Row> rows;
    for (const ScenarioVerdict &verdict : report.verdicts)
        rows.push_back({.cells = {verdict.passed ? tr("✓ passed") : tr("✗ failed"), words::shown(verdict.text),
                                  words::shown(verdict.seen)},
                        .mood = verdict.passed ? Mood::Good : Mood::Bad});
    if (report.verdicts.empty()) {
        for (const QString &text : expected)
            rows.push_back({.cells = {report.ended ? tr("– not judged") : tr("… open"), text, QString()}});
    }
    for (const ScenarioFaultReport &fault : report.faults) {
        const QString what = tr("%1 on %2", "fault on part or segment")
                                 .arg(words::shown(fault.kind), words::shown(fault.on));
        QString seen = words::shown(fault.text);
        if (fault.done)
            seen = seen.isEmpty() ? tr("after %1").arg(seconds(fault.atNs))
                                  : tr("after %1: %2").arg(seconds(fault.atNs), seen);
        else if (seen.isEmpty())
            seen = tr("not done yet");
        seen = tr("%1 — a correct peer: %2", "what a fault did — what others ought to make of it")
                   .arg(seen, words::shown(fault.correctPeer));
        rows.push_back({.cells = {tr("⚡ fault"), what, seen}, .mood = fault.done ? Mood::Note : Mood::Open});
    }
    for (const ScenarioFinding &finding : report.findings)
        rows.push_back({.cells = {tr("⚠ finding"),
                                  tr("%1 on %2", "finding on segment")
                                      .arg(QLatin1String(name(finding.code)), words::shown(finding.segment)),
                                  tr("after %1: %2").arg(seconds(finding.firstNs), words::shown(finding.text))},
                        .mood = finding.severity == Severity::Info ? Mood::Note : Mood::Warning});
    return rows;
}

void ScenarioModel::setReport(const ScenarioReport &report, const QStringList &expected)
{
    setRows(m_shows == Shows::Parts ? parts(report) : outcome(report, expected));
}

void ScenarioModel::clear()
{
    setRows({});
}

void ScenarioModel::setRows(std::vector<Row> rows)
{
    const int before = rowCount();
    const int after = static_cast<int>(rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    } else if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows.insert(m_rows.end(), rows.begin() + before, rows.end());
        endInsertRows();
    }
    for (int row = 0; row < std::min(before, after); ++row) {
        const auto number = static_cast<std::size_t>(row);
        if (m_rows[number] == rows[number])
            continue;
        m_rows[number] = std::move(rows[number]);
        emit dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

void ScenarioModel::setTheme(const Theme &theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

int ScenarioModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScenarioModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_shows == Shows::Parts ? static_cast<int>(PartColumnCount) : static_cast<int>(OutcomeColumnCount);
}

QVariant ScenarioModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return row.cells[column];
    case Qt::ToolTipRole:
        return words::plainToolTip(row.toolTip.isEmpty() ? row.cells[column] : row.toolTip);
    case Qt::AccessibleTextRole:
        return tr("%1: %2", "column title: cell").arg(headerData(column, Qt::Horizontal).toString(), row.cells[column]);
    case Qt::TextAlignmentRole:
        if (m_shows == Shows::Parts && (column == Messages || column == Rate))
            return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case Qt::ForegroundRole:
        if (column != (m_shows == Shows::Parts ? static_cast<int>(State) : static_cast<int>(Verdict)))
            return {};
        switch (row.mood) {
        case Mood::Good:
            return m_theme.free;
        case Mood::Bad:
            return m_theme.error;
        case Mood::Warning:
            return m_theme.warning;
        case Mood::Note:
            return m_theme.info;
        case Mood::Open:
            return m_theme.muted;
        }
        return {};
    case MoodRole:
        return static_cast<int>(row.mood);
    default:
        return {};
    }
}

QVariant ScenarioModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    const QStringList titles = m_shows == Shows::Parts
        ? QStringList{tr("Part"), tr("Kind"), tr("State"), tr("Messages"), tr("Rate")}
        : QStringList{tr("Outcome"), tr("What"), tr("Seen")};
    return titles[section];
}

} // namespace membridge
