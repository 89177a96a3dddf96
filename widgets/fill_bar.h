// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace membridge {

/// How full a ring is, now and at most: a bar with the numbers in it. GUI thread.
class FillBar : public QWidget
{
    Q_OBJECT

public:
    explicit FillBar(QWidget *parent = nullptr);

    /// Bytes. More than the capacity is shown as what it is: impossible.
    void setFill(quint64 used, quint64 capacity);
    /// There is no fill to show, and why (plain text).
    void setUnknown(const QString &why);

    /// "37 / 1,024 B (3.6 %)", or why there is none.
    QString text() const { return m_text; }
    /// The most bytes since resetHighWater().
    quint64 highWater() const { return m_highWater; }
    void resetHighWater();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void say(const QString &text);

    QString m_text;
    quint64 m_used = 0;
    quint64 m_capacity = 0;
    quint64 m_highWater = 0;
    bool m_known = false;
};

} // namespace membridge
