// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

namespace membridge {

/// A byte as a hex view paints it, by itself. GUI thread.
class HexSample : public QWidget
{
    Q_OBJECT

public:
    enum class Line { None, Above, Below, Both, Under, Before, Behind, Around };
    struct Look
    {
        QColor background;
        QColor ink;
        QString digits;
        Line line = Line::None;
        QColor lineColour = {};
        bool bold = false;
    };

    explicit HexSample(QWidget *parent = nullptr);

    void setLook(const Look &look);
    const Look &look() const { return m_look; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Look m_look;
};

} // namespace membridge
