// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QLabel;

namespace membridge {

class ElidedLabel;
class SegmentTab;
class Sparkline;
class StateBadge;

/// One attached segment on the dashboard: its name, state and findings, and two values with their last minute. A click, Enter or Space chooses
/// it. GUI thread.
class SegmentCard : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr qint64 shownNs = 60'000'000'000;

    explicit SegmentCard(const QString &name, QWidget *parent = nullptr);

    /// Takes over what that tab knows.
    void show(const SegmentTab &tab);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showState(const SegmentTab &tab);
    void showCurves(const SegmentTab &tab);

    StateBadge *m_state;
    QLabel *m_findings;
    QLabel *m_upperText;
    QLabel *m_lowerText;
    Sparkline *m_upper;
    Sparkline *m_lower;
};

} // namespace membridge
