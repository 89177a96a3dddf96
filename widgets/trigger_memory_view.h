// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/trigger.h"

#include <QWidget>

#include <memory>

class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;
class QPushButton;

namespace membridge {

/// The samples around a trigger's firing, those from before it, too: the lock word, or the bytes that a ring had in it, over the time from
/// that moment on. Every sample is shown, none is put together with its neighbours. GUI thread.
///
/// Mouse: wheel zooms, drag moves. Keys in the plot: left, right, plus and minus, Home shows everything.
class TriggerMemoryView : public QWidget
{
    Q_OBJECT

public:
    explicit TriggerMemoryView(QWidget *parent = nullptr);

    /// nullptr: it did not fire yet.
    void setEvent(const std::shared_ptr<const TriggerEvent> &event);
    const std::shared_ptr<const TriggerEvent> &event() const { return m_event; }
    void showAll();
    /// For tests.
    QCustomPlot *plot() const { return m_plot; }

signals:
    /// Show that moment in the plots of the segment.
    void momentRequested(qint64 timeNs);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpPlot();
    void fill();
    void applyTheme();
    QString summary() const;

    std::shared_ptr<const TriggerEvent> m_event;
    QCustomPlot *m_plot;
    QCPGraph *m_up;   ///< Readers, or the bytes in the ring.
    QCPGraph *m_down; ///< A writer, or a word that is no state.
    QCPItemRect *m_before;
    QCPItemStraightLine *m_moment;
    QLabel *m_summary;
    QPushButton *m_show;
    bool m_isRing = false;
    double m_endNs = 0; ///< Where what showAll() showed last ended.
};

} // namespace membridge
