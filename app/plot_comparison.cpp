// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot_comparison.h"

#include "segment_content.h"
#include "segment_tab.h"
#include "segment_tabs.h"
#include "widgets/comparison_plot.h"
#include "widgets/still_combo_box.h"
#include "widgets/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace membridge {

PlotComparison::PlotComparison(const SegmentTabs *tabs, QWidget *parent) : QWidget(parent), m_tabs(tabs)
{
    setObjectName(QStringLiteral("plotComparison"));
    m_choices[0] = makeChoice("comparedFirst", tr("First segment"));
    m_choices[1] = makeChoice("comparedSecond", tr("Second segment"));
    auto *title = new QLabel(tr("Co&mpare:"), this);
    title->setBuddy(m_choices[0]);
    auto *with = new QLabel(tr("&with"), this);
    with->setBuddy(m_choices[1]);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("comparisonClose"));
    close->setText(tr("Close"));
    close->setAccessibleName(tr("Close the comparison"));
    close->setFocusPolicy(Qt::StrongFocus);
    connect(close, &QToolButton::clicked, this, &PlotComparison::closeRequested);
    m_empty = new QLabel(tr("Attach to a second segment: then both can be seen on one time axis."), this);
    m_empty->setObjectName(QStringLiteral("comparisonEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(9, 6, 9, 0);
    row->addWidget(title);
    row->addWidget(m_choices[0], 1);
    row->addWidget(with);
    row->addWidget(m_choices[1], 1);
    row->addStretch(1);
    row->addWidget(close);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 6);
    m_layout->addLayout(row);
    m_layout->addWidget(m_empty, 1);
}

QComboBox *PlotComparison::makeChoice(const char *objectName, const QString &accessibleName)
{
    auto *box = new StillComboBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    const std::size_t side = m_choices[0] == nullptr ? 0 : 1;
    connect(box, &QComboBox::activated, this, [this, side] { pick(side); });
    return box;
}

void PlotComparison::choose(const QByteArray &first, const QByteArray &second)
{
    m_names = {first, second};
    if (isVisible())
        match();
}

void PlotComparison::include(const QByteArray &name)
{
    if (m_names[0] != name && m_names[1] != name)
        choose(name, m_names[0]);
}

void PlotComparison::pick(std::size_t side)
{
    const QByteArray name = m_choices[side]->currentData().toByteArray();
    // Who picks the other one wants them the other way round.
    if (m_names[1 - side] == name)
        std::swap(m_names[0], m_names[1]);
    m_names[side] = name;
    match();
    emit chosen(m_names[0], m_names[1]);
}

SegmentTab *PlotComparison::tabOf(const QByteArray &name) const
{
    for (SegmentTab *tab : m_tabs->segments()) {
        if (tab->name() == name && tab->content() != nullptr)
            return tab;
    }
    return nullptr;
}

void PlotComparison::match()
{
    // What is not attached any more makes room for what is: the segment in front first, then in the order of the tabs.
    for (const std::size_t side : {0U, 1U}) {
        if (tabOf(m_names[side]) != nullptr && (side == 0 || m_names[1] != m_names[0]))
            continue;
        m_names[side].clear();
        const auto take = [&](const SegmentTab *tab) {
            if (m_names[side].isEmpty() && tab != nullptr && tab->content() != nullptr
                && tab->name() != m_names[1 - side])
                m_names[side] = tab->name();
        };
        take(m_tabs->current());
        for (const SegmentTab *tab : m_tabs->segments())
            take(tab);
    }
    for (const std::size_t side : {0U, 1U})
        fill(m_choices[side], m_names[side]);
    showPlot();
}

void PlotComparison::fill(QComboBox *box, const QByteArray &name)
{
    box->clear();
    for (const SegmentTab *tab : m_tabs->segments()) {
        if (tab->content() != nullptr)
            box->addItem(words::shown(tab->name().toStdString()), tab->name());
    }
    box->setCurrentIndex(box->findData(name));
    box->setEnabled(box->count() > 1);
}

void PlotComparison::showPlot()
{
    dropPlot();
    const std::array tabs{tabOf(m_names[0]), tabOf(m_names[1])};
    const bool possible = tabs[0] != nullptr && tabs[1] != nullptr && tabs[0] != tabs[1];
    m_empty->setVisible(!possible);
    if (!possible)
        return;
    const auto segmentOf = [](const SegmentTab *tab) {
        return ComparisonPlot::Segment{.name = words::shown(tab->name().toStdString()),
                                       .plot = tab->content()->timePlot()};
    };
    const TimePlot *before = tabs[0]->content()->timePlot();
    m_plot = new ComparisonPlot(segmentOf(tabs[0]), segmentOf(tabs[1]), this);
    // As the first one's own plot shows it.
    m_plot->setWindowSeconds(before->windowSeconds());
    if (!before->isFollowing())
        m_plot->showRange(before->viewBeginNs(), before->viewEndNs());
    m_plot->setPaused(m_paused);
    for (const SegmentTab *tab : tabs)
        connect(tab, &QObject::destroyed, this, &PlotComparison::tabGone, Qt::UniqueConnection);
    m_layout->addWidget(m_plot, 1);
    m_plot->show(); // not only when the layout comes to it: it is to have the keyboard
    setTabOrder(m_choices[1], m_plot);
    emit plotMade(m_plot);
}

void PlotComparison::dropPlot()
{
    if (m_plot == nullptr)
        return;
    // Later: it may be its own key that closes this.
    m_plot->hide();
    m_plot->deleteLater();
    m_plot = nullptr;
}

void PlotComparison::tabGone()
{
    if (isVisible())
        match();
}

void PlotComparison::focusPlot()
{
    if (m_plot != nullptr)
        m_plot->setFocus();
    else
        m_choices[0]->setFocus();
}

void PlotComparison::setPaused(bool paused)
{
    m_paused = paused;
    if (m_plot != nullptr)
        m_plot->setPaused(paused);
}

void PlotComparison::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    match();
}

void PlotComparison::hideEvent(QHideEvent *event)
{
    dropPlot();
    QWidget::hideEvent(event);
}

void PlotComparison::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace membridge
