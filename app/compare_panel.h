// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_worker.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QToolButton;

namespace membridge {

/// Pinned moments of the segment in front, and what differs between two of them, between one and now, or between one and a file. GUI thread.
class ComparePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePanel(QWidget *parent = nullptr);

    DifferenceModel *model() const { return m_model; }
    /// Pins are of this segment from now on; those of others are forgotten by whoever keeps them. What the user chose stays chosen while it is
    /// there, files in any case; where nothing was chosen, the newest pin is compared with now.
    void setPins(const std::vector<PinPtr> &pins);
    /// nullptr: there is no such segment.
    void setPossible(bool possible);
    void showProgress(quint64 bytesDone, quint64 bytesTotal);
    void showComparison(const ComparisonPtr &comparison);
    /// Why there is no comparison, or no pin: one sentence.
    void say(const QString &text);
    void clear();
    /// Pins now, as the button does.
    void requestPin() { emit pinRequested(); }
    void next() { move(1); }
    void previous() { move(-1); }

signals:
    void pinRequested();
    void compareRequested(const membridge::CompareSide &before, const membridge::CompareSide &after);
    void stopRequested();
    void goTo(quint64 offset, quint64 length);
    /// Other differences are listed.
    void differencesChanged();

private:
    /// One side of the comparison, and what the user chose for it.
    struct Side
    {
        QComboBox *box = nullptr;
        QStringList files;                 ///< That were chosen before.
        std::optional<CompareSide> chosen; ///< Nothing: the first that is offered.
    };

    void fill(const Side &side);
    CompareSide sideAt(const QComboBox &box, int row) const;
    void chosen(Side &side);
    void chooseFile(Side &side);
    void compare();
    void setRunning(bool running);
    void move(int step);

    DifferenceModel *m_model;
    std::vector<PinPtr> m_pins;
    Side m_before;
    Side m_after;
    QPushButton *m_pin;
    QPushButton *m_compare;
    QPushButton *m_stop;
    QProgressBar *m_progress;
    QLabel *m_result;
    QTableView *m_view;
};

} // namespace membridge
