// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/time_plot.h"

#include <QByteArray>
#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace membridge {

class ComparisonPlot;
class SegmentTab;
class SegmentTabs;

/// The plots of two attached segments on one time axis, and the choice of them. Nothing is compared while this is hidden. GUI thread.
class PlotComparison : public QWidget
{
    Q_OBJECT

public:
    /// `tabs` has SegmentTabs only, and must outlive this.
    explicit PlotComparison(const SegmentTabs *tabs, QWidget *parent = nullptr);

    /// From the next show on, as far as they are attached then; otherwise whatever is.
    void choose(const QByteArray &first, const QByteArray &second);
    /// That one is the first, unless it is one of the two anyway.
    void include(const QByteArray &name);
    void setPaused(bool paused);
    /// Gives the plot the keyboard, or the choice while there is none.
    void focusPlot();
    /// nullptr while there are no two segments to compare.
    ComparisonPlot *plot() const { return m_plot; }

signals:
    void closeRequested();
    /// There is another plot.
    void plotMade(membridge::TimePlot *plot);
    /// The user chose these two.
    void chosen(const QByteArray &first, const QByteArray &second);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QComboBox *makeChoice(const char *objectName, const QString &accessibleName);
    /// Brings the choices up to date, and the plot if what it shows is no longer what is chosen.
    void match();
    void tabGone();
    void dropPlot();
    void fill(QComboBox *box, const QByteArray &name);
    void pick(std::size_t side);
    void showPlot();
    SegmentTab *tabOf(const QByteArray &name) const;

    const SegmentTabs *m_tabs;
    std::array<QByteArray, 2> m_names;
    std::array<QComboBox *, 2> m_choices{};
    QLabel *m_empty;
    QVBoxLayout *m_layout;
    ComparisonPlot *m_plot = nullptr;
    bool m_paused = false;
};

} // namespace membridge
