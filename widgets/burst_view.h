// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/burst_scope.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QCPAxisRect;
class QCPBars;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCustomPlot;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace membridge {

using BurstCapturePtr = std::shared_ptr<const BurstCapture>;

/// Asks for burst captures of a lock word, and shows one: the word over time to the nanosecond, histograms of hold times, and in words how much
/// can have been missed. GUI thread; the capture itself is made elsewhere.
///
/// Mouse: wheel zooms, drag moves, a middle click zooms to the hold there. Keys in the timeline: N and P go to the next and previous change of
/// the word, L to the longest hold, T to the trigger, Home shows everything.
class BurstView : public QWidget
{
    Q_OBJECT

public:
    explicit BurstView(QWidget *parent = nullptr);

    void setCapture(const BurstCapturePtr &capture);
    const BurstCapturePtr &capture() const { return m_capture; }
    /// A capture is being made: only Stop can be pressed.
    void setRunning(bool running);
    /// Why there was no capture: one sentence.
    void setFailure(const QString &text);
    BurstOptions options() const;

    /// Nanoseconds from the capture's begin.
    void showRange(double beginNs, double endNs);
    double viewBeginNs() const;
    double viewEndNs() const;
    void showAll();
    void showLongest();
    /// As much before the trigger as after it; nothing if it did not come.
    void showTrigger();
    void step(int direction);
    /// The two parts, for tests.
    QCustomPlot *timeline() const { return m_timeline; }
    QCustomPlot *histogram() const { return m_histogram; }

signals:
    void captureRequested(const membridge::BurstOptions &options);
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeControls();
    void setUpTimeline();
    void setUpHistogram();
    void applyTheme();
    void fillTimeline();
    void markTrigger();
    void fillHistogram();
    QString summary() const;
    void zoomToHoldAt(double ns);

    BurstCapturePtr m_capture;
    QSpinBox *m_for;
    QComboBox *m_trigger;
    QPushButton *m_run;
    QPushButton *m_stop;
    QPushButton *m_longest;
    QPushButton *m_showTrigger;
    QPlainTextEdit *m_summary;
    QCustomPlot *m_timeline;
    QCustomPlot *m_histogram;
    QCPGraph *m_writer;
    QCPGraph *m_readers;
    QCPGraph *m_writerEdges; ///< Where it is not known whether the change had come.
    QCPGraph *m_readerEdges;
    QCPItemRect *m_longestMark;
    QCPItemStraightLine *m_triggerMark;
    QCPBars *m_writerBars;
    QCPBars *m_readerBars;
    double m_at = 0; ///< Where next and previous count from.
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::BurstCapturePtr)
Q_DECLARE_METATYPE(membridge::BurstOptions)
