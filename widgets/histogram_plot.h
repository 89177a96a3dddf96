// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "histogram_bars.h"
#include "plot_widget.h"
#include "theme.h"

#include "core/observe/ring_histograms.h"

#include <QTimer>

#include <array>
#include <optional>
#include <vector>

class QCPBars;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace membridge {

/// How often the messages of a ring had which size, or came how long after the one before: a histogram with both scales logarithmic, in
/// which the median, the 99th percentile and the maximum are marked, and in words how much of the truth it is. GUI thread.
///
/// Keys: left and right go from bar to bar and tell what is in each, Home and End go to the first and the last, Escape leaves them.
class HistogramPlot : public PlotWidget
{
    Q_OBJECT

public:
    enum class Of { Sizes, Intervals };
    static constexpr int replotMs = 100;

    explicit HistogramPlot(Of of, QWidget *parent = nullptr);

    /// Adds to what is shown.
    void add(const RingHistograms &more);
    /// Starts over.
    void clear();
    const RingHistograms &seen() const { return m_seen; }
    /// Freezes the view; what comes is added all the same.
    void setPaused(bool paused);

    /// All in words, as shown below the plot.
    QString summary() const;
    /// The bars as drawn at last.
    const std::vector<HistogramBar> &bars() const { return m_bars; }
    /// What is in that bar, in words.
    QString textOf(const HistogramBar &bar) const;
    /// The bar that is told; nothing: none.
    std::optional<std::size_t> currentBar() const { return m_current; }
    void setCurrentBar(std::optional<std::size_t> bar);

    /// A row for each bucket that is not empty, with what share of the truth the counts are.
    QString valuesAsCsv() const;
    /// Writes a picture; the file name's end decides: png, svg or pdf. False if it can't be written.
    bool saveImage(const QString &fileName);
    /// The plot itself, for tests.
    QCustomPlot *plot() const { return m_plot; }

    QSize sizeHint() const override;

signals:
    /// A file could not be written: one sentence.
    void failed(const QString &reason);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    struct Mark
    {
        double share = 0;
        std::optional<std::uint64_t> value; ///< As drawn at last.
        QCPItemLine *line = nullptr;
        QCPItemText *name = nullptr;
    };

    void setUpPlot();
    const LogHistogram &values() const;
    double coverage() const;
    QString valueText(double value) const;
    void redraw() override;
    void replotNow();
    void takeValues();
    QString axisLabel() const;
    void placeMarks();
    void tellCurrent();
    void applyTheme() override;
    void retranslate() override;

    Of m_of;
    QCustomPlot *m_plot;
    QCPBars *m_graph = nullptr;
    QCPBars *m_currentGraph = nullptr; ///< The bar that is told, once more.
    QCPItemText *m_told = nullptr;
    std::array<Mark, 3> m_marks;
    QLabel *m_summary;
    QTimer m_replotTimer;
    RingHistograms m_seen;
    std::vector<HistogramBar> m_bars;
    std::optional<std::size_t> m_current;
    bool m_paused = false;
};

} // namespace membridge
