// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard.h"

#include "segment_card.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace membridge {

Dashboard::Dashboard(const SegmentTabs *tabs, QWidget *parent) : QWidget(parent), m_tabs(tabs)
{
    setObjectName(QStringLiteral("dashboard"));
    auto *title = new QLabel(tr("The last minute of all attached segments"), this);
    m_compare = new QToolButton(this);
    m_compare->setObjectName(QStringLiteral("dashboardCompare"));
    m_compare->setText(tr("Compare two…"));
    m_compare->setToolTip(tr("The plots of two segments on one time axis."));
    m_compare->setAccessibleName(tr("Compare the plots of two segments"));
    m_compare->setFocusPolicy(Qt::StrongFocus);
    connect(m_compare, &QToolButton::clicked, this, [this] { emit compareRequested(nullptr, nullptr); });
    m_empty = new QLabel(tr("No segment is attached, so there is nothing to show."), this);
    m_empty->setObjectName(QStringLiteral("dashboardEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);

    auto *cards = new QWidget(this);
    auto *outer = new QVBoxLayout(cards);
    m_column = new QVBoxLayout;
    outer->addWidget(m_empty, 1);
    outer->addLayout(m_column);
    outer->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("dashboardScroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(cards);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(9, 6, 9, 0);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_compare);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(scroll, 1);

    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &Dashboard::refresh);
}

void Dashboard::refresh()
{
    ++m_refreshes;
    matchTabs();
    for (Entry &entry : m_entries) {
        if (entry.shown && entry.tab->isPaused())
            continue;
        entry.card->show(*entry.tab);
        entry.shown = entry.tab->session()->latest() != nullptr;
    }
}

void Dashboard::matchTabs()
{
    std::vector<Entry> entries;
    const std::vector<SegmentTab *> tabs = m_tabs->segments();
    bool same = tabs.size() == m_entries.size();
    for (SegmentTab *tab : tabs) {
        const auto known = std::find_if(m_entries.begin(), m_entries.end(),
                                        [tab](const Entry &entry) { return entry.tab == tab; });
        same = same && known == m_entries.begin() + static_cast<std::ptrdiff_t>(entries.size());
        if (known != m_entries.end()) {
            entries.push_back(*known);
            known->card = nullptr;
            continue;
        }
        auto *card = new SegmentCard(words::shown(tab->name().toStdString()), this);
        connect(card, &SegmentCard::clicked, this, [this, shown = QPointer<SegmentTab>(tab)] {
            if (shown != nullptr && m_tabs->indexOf(shown) >= 0)
                emit tabChosen(shown);
        });
        card->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(card, &QWidget::customContextMenuRequested, this,
                [this, card, shown = QPointer<SegmentTab>(tab)](const QPoint &point) {
                    if (shown != nullptr)
                        openCardMenu(shown, card->mapToGlobal(point));
                });
        entries.push_back({tab, card});
    }
    for (const Entry &gone : m_entries)
        delete gone.card;
    m_entries = std::move(entries);
    if (!same) {
        for (const Entry &entry : m_entries) {
            m_column->removeWidget(entry.card);
            m_column->addWidget(entry.card);
            entry.card->setVisible(true); // only what is visible takes the focus
        }
        QWidget *before = nullptr;
        for (const Entry &entry : m_entries) {
            if (before != nullptr)
                setTabOrder(before, entry.card);
            before = entry.card;
        }
    }
    m_empty->setVisible(m_entries.empty());
    m_compare->setEnabled(m_entries.size() > 1);
}

void Dashboard::openCardMenu(const SegmentTab *tab, const QPoint &globalPoint)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cardMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Entry &entry : m_entries) {
        if (entry.tab == tab || entry.tab == nullptr)
            continue;
        // '&' would be a shortcut.
        const QString name = words::shown(entry.tab->name().toStdString()).replace(QLatin1Char('&'), QLatin1String("&&"));
        connect(menu->addAction(tr("Compare with %1").arg(name)), &QAction::triggered, this,
                [this, first = QPointer<const SegmentTab>(tab), second = QPointer<const SegmentTab>(entry.tab)] {
                    emit compareRequested(first, second);
                });
    }
    if (menu->isEmpty())
        menu->addAction(tr("There is no other segment to compare with"))->setEnabled(false);
    menu->popup(globalPoint);
}

void Dashboard::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    m_timer.start();
}

void Dashboard::focusFirst()
{
    if (!m_entries.empty())
        m_entries.front().card->setFocus();
}

void Dashboard::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void Dashboard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace membridge
