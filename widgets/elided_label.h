// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace membridge {

/// One line of plain text that never asks for more room than a few characters: what doesn't fit is left out, of names in the
/// middle, of sentences at the end. All of it is in text(), the tooltip and the accessible name. GUI thread.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString &text, QWidget *parent = nullptr, Qt::TextElideMode leftOut = Qt::ElideMiddle);

    /// At most `characters` of `text`, left out in the middle: where no widget can elide (titles, questions).
    static QString shortened(const QString &text, int characters);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode m_leftOut;
};

} // namespace membridge
