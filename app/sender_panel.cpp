// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sender_panel.h"

#include "core/traffic/pacer.h"
#include "rival_banner.h"
#include "sending_side.h"
#include "widgets/sender_delegate.h"
#include "widgets/state_badge.h"
#include "widgets/template_words.h"
#include "widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

namespace {

QByteArray untouched()
{
    SenderModel model;
    model.add({});
    return model.toJson();
}

} // namespace

SenderPanel::SenderPanel(Session *session, QWidget *parent)
    : TrafficSidePanel(session,
                       {.id = QStringLiteral("sender"),
                        .start = tr("Send"),
                        .startName = tr("Send all rows that are on"),
                        .startToolTip = tr("Send all rows that are on"),
                        .stopName = tr("Stop sending"),
                        .stateName = tr("Producer"),
                        .idle = tr("not sending"),
                        .running = tr("sending")},
                       parent)
{
    const auto button = [this](const QString &text, const char *objectName, const QString &what) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(objectName));
        made->setAccessibleName(what);
        made->setToolTip(what);
        return made;
    };
    m_add = button(tr("Add row"), "senderAdd", tr("Add a row, like the selected one"));
    m_remove = button(tr("Remove row"), "senderRemove", tr("Remove the selected row"));
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("senderText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("senderTable"));
    m_view->setAccessibleName(tr("Messages to send"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new SenderDelegate(m_view));
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setMinimumHeight(fontMetrics().height() * 3);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    // Not by their contents: live numbers would move the columns under the mouse.
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const std::pair<int, int> widths[] = {
        {SenderModel::Enabled, 4}, {SenderModel::Name, 8},    {SenderModel::Payload, 18}, {SenderModel::Size, 9},
        {SenderModel::Rate, 13},   {SenderModel::Jitter, 6},  {SenderModel::Count, 7},    {SenderModel::Burst, 6},
        {SenderModel::Sent, 11},   {SenderModel::Refused, 8}, {SenderModel::LiveRate, 11}};
    for (const auto &[column, digits] : widths)
        m_view->setColumnWidth(column, digit * digits);
    m_view->horizontalHeader()->setStretchLastSection(true);

    auto *row = new QHBoxLayout;
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addWidget(m_state);
    row->addWidget(m_text, 1);
    row->addWidget(m_add);
    row->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeRivalBanner(RingSide::Producer));
    column->addLayout(row);
    column->addWidget(m_view, 1);

    connect(m_add, &QPushButton::clicked, this, &SenderPanel::addRow);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model.remove(m_view->currentIndex().row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &SenderPanel::updateButtons);
    connect(&m_model, &SenderModel::edited, this, &SenderPanel::updateButtons);
    connect(&m_model, &SenderModel::switchRefused, this, &SenderPanel::refuseSwitch);
    connect(&m_model, &SenderModel::enabledChanged, this, [this](int index, bool enabled) {
        m_refusal.clear();
        if (m_session && m_session->sending() != nullptr)
            m_session->sending()->setEnabled(index, enabled);
    });
    m_model.add({});
    SenderPanel::updateButtons();
}

TrafficSide *SenderPanel::side() const
{
    return m_session ? m_session->sending() : nullptr;
}

void SenderPanel::begun()
{
    m_refusal.clear();
    m_model.setRunning(true);
    tell({});
}

void SenderPanel::refuseSwitch(int row, const QString &why)
{
    m_refusal = tr("Row %1 stays off: %2").arg(QLocale().toString(row + 1), why);
    showNumbers();
}

QByteArray SenderPanel::savedLayout() const
{
    QByteArray json = m_model.toJson();
    return json == untouched() ? QByteArray() : json;
}

void SenderPanel::loadLayout(const QByteArray &json)
{
    m_model.fromJson(json);
}

void SenderPanel::addRow()
{
    SenderEntry entry;
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid()) {
        for (int column = SenderModel::Name; column <= SenderModel::Burst; ++column)
            entry.text(static_cast<SenderEntry::Part>(
                column - SenderModel::Name)) = current.siblingAtColumn(column).data(Qt::EditRole).toString();
    }
    m_view->setCurrentIndex(m_model.add(entry));
    m_view->setFocus();
}

void SenderPanel::start()
{
    const QModelIndex wrong = m_model.firstError();
    if (wrong.isValid()) {
        m_view->setCurrentIndex(wrong);
        return tell(
            tr("Row %1: %2").arg(QLocale().toString(wrong.row() + 1), wrong.data(SenderModel::ErrorRole).toString()),
            true);
    }
    if (!m_model.anyEnabled())
        return tell(tr("No row is on."), true);
    m_session->startSending(m_model.rows());
}

void SenderPanel::showNumbers()
{
    m_model.setLooks(m_session->sending()->looks(), trafficNowNs());
    const TrafficCounters counters = m_session->sending()->counters();
    const QString numbers = tr("%1 sent, %2 refused")
                                .arg(QLocale().toString(counters.messages), QLocale().toString(counters.refused));
    tell(m_refusal.isEmpty() ? numbers : numbers + QLatin1String(". ") + m_refusal, !m_refusal.isEmpty());
}

void SenderPanel::showEnd(const TrafficOutcome &outcome)
{
    m_refusal.clear(); // it can be mended now
    showNumbers();
    m_model.setRunning(false);
    if (outcome.error)
        tell(words::of(*outcome.error), true);
    else if (outcome.result.fault)
        tell(m_text->text() + QLatin1String(". ") + words::of(*outcome.result.fault), true);
}

void SenderPanel::tell(const QString &text, bool failed)
{
    QPalette colours = palette();
    if (failed)
        colours.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_text->setPalette(colours);
    if (m_text->text() != text)
        m_text->setText(text);
}

void SenderPanel::updateButtons()
{
    TrafficSidePanel::updateButtons();
    const bool running = m_model.isRunning();
    m_add->setEnabled(!running && m_model.rowCount() < SenderModel::mostRows);
    m_remove->setEnabled(!running && m_view->currentIndex().isValid());
}

void SenderPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace membridge
