// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "trigger_panel.h"

#include "session.h"
#include "widgets/trigger_memory_view.h"
#include "widgets/words.h"

#include <QCompleter>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

TriggerPanel::TriggerPanel(Session *session, QWidget *parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("triggerPanel"));
    m_condition = new QLineEdit(this);
    m_condition->setObjectName(QStringLiteral("triggerCondition"));
    m_condition->setAccessibleName(tr("New trigger's condition"));
    m_condition->setPlaceholderText(tr("for example: word == -1 for 2s, or fill > 90%, or processes < 2"));
    QStringList names;
    for (const std::string_view name : TriggerModel::names())
        names << QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    m_condition->setToolTip(
        tr("Values: %1. With ==, !=, <, <=, >, >=, contains, and, or, not, changed(…), rises(…), falls(…), and "
           "“for 2s” after a condition. Each message that comes is looked at, also when it is consumed at once, "
           "unless it is overwritten too soon.")
            .arg(names.join(QStringLiteral(", "))));
    auto *completer = new QCompleter(names, m_condition);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_condition->setCompleter(completer);
    auto *add = new QPushButton(tr("&Add"), this);
    add->setObjectName(QStringLiteral("triggerAdd"));
    add->setAccessibleName(tr("Add the trigger"));
    m_remove = new QPushButton(tr("Re&move"), this);
    m_remove->setObjectName(QStringLiteral("triggerRemove"));
    m_remove->setAccessibleName(tr("Remove the selected trigger"));
    m_remove->setEnabled(false);
    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("triggerError"));
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("triggerTable"));
    m_view->setAccessibleName(tr("Triggers"));
    m_view->setModel(&m_model);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setMinimumHeight(fontMetrics().height() * 3);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(TriggerModel::ConditionColumn, QHeaderView::Stretch);

    connect(add, &QPushButton::clicked, this, &TriggerPanel::addTyped);
    connect(m_condition, &QLineEdit::returnPressed, this, &TriggerPanel::addTyped);
    connect(m_condition, &QLineEdit::textEdited, m_error, &QWidget::hide);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model.remove(m_view->currentIndex().row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TriggerPanel::showError);
    connect(&m_model, &TriggerModel::dataChanged, this, &TriggerPanel::showError);
    connect(&m_model, &TriggerModel::rowsRemoved, this, &TriggerPanel::showError);
    connect(&m_model, &TriggerModel::armedChanged, this, &TriggerPanel::arm);

    connect(m_session, &Session::opened, this, &TriggerPanel::offerActions);

    m_memory = new TriggerMemoryView(this);
    connect(m_memory, &TriggerMemoryView::momentRequested, this, &TriggerPanel::momentRequested);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &TriggerPanel::showMemory);
    connect(&m_model, &TriggerModel::dataChanged, this, &TriggerPanel::showMemory);
    connect(&m_model, &TriggerModel::rowsRemoved, this, &TriggerPanel::showMemory);
    auto *parts = new QSplitter(this);
    parts->setObjectName(QStringLiteral("triggerParts"));
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_view);
    parts->addWidget(m_memory);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);

    auto *row = new QHBoxLayout;
    row->addWidget(m_condition, 1);
    row->addWidget(add);
    row->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addLayout(row);
    column->addWidget(m_error);
    column->addWidget(parts, 1);
}

void TriggerPanel::offerActions(const SegmentFacts &facts)
{
    // A region has no frames to record, a ring no lock word to look at.
    m_view->setColumnHidden(TriggerModel::Capture, facts.layout == Layout::Region);
    m_view->setColumnHidden(TriggerModel::BurstScope, facts.layout == Layout::Ring);
}

void TriggerPanel::addTyped()
{
    const QString text = m_condition->text().trimmed();
    const auto parsed = Condition::parse(text.toStdString(), TriggerModel::names());
    if (const auto *error = std::get_if<ConditionError>(&parsed)) {
        m_condition->setCursorPosition(
            static_cast<int>(QString::fromUtf8(text.toUtf8().left(static_cast<qsizetype>(error->column))).size()));
        m_error->setText(words::of(*error));
        m_error->show();
        return;
    }
    m_view->setCurrentIndex(m_model.add(text));
    m_condition->clear();
}

void TriggerPanel::showError()
{
    const QModelIndex current = m_view->currentIndex();
    m_remove->setEnabled(current.isValid());
    const QString error = current.data(TriggerModel::ErrorRole).toString();
    m_error->setText(error);
    m_error->setVisible(!error.isEmpty());
}

void TriggerPanel::showMemory()
{
    const auto event = m_model.event(m_view->currentIndex().row());
    if (event != m_memory->event())
        m_memory->setEvent(event);
}

void TriggerPanel::arm()
{
    m_session->setTriggers(m_model.armed(), ++m_generation);
}

void TriggerPanel::take(const Observation &observation)
{
    takeMemories(observation);
    for (const TriggerFiring &firing : observation.firings) {
        const int row = firing.generation == m_generation ? m_model.rowOf(firing.trigger) : -1;
        if (row < 0)
            continue; // of triggers that are others by now
        const qint64 agoMs = (platform::monotonicNs() - firing.timeNs) / 1'000'000;
        const QString evidence = QString::fromStdString(firing.evidence);
        m_model.addFiring(row, QDateTime::currentDateTime().addMSecs(-agoMs), evidence);
        emit fired(firing.actions, firing.timeNs, m_model.index(row, TriggerModel::ConditionColumn).data().toString(),
                   evidence);
    }
}

void TriggerPanel::takeMemories(const Observation &observation)
{
    for (const TriggerMemory &memory : observation.triggerMemories) {
        const int row = memory.generation == m_generation ? m_model.rowOf(memory.trigger) : -1;
        m_model.setEvent(row, memory.event);
        // The first one to fire is shown, unless the user looks at another.
        if (row >= 0 && !m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model.index(row, TriggerModel::ConditionColumn));
    }
}

void TriggerPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace membridge
