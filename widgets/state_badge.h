// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme.h"

#include <QLabel>

namespace membridge {

/// A pill with a word in it: the state of a lock, or how a segment is attached. The word says it all; the colour only
/// helps. GUI thread.
class StateBadge : public QLabel
{
    Q_OBJECT

public:
    enum class Kind { Neutral, Free, Readers, Writer, Invalid, ReadOnly, Participating, Warning };
    Q_ENUM(Kind)

    explicit StateBadge(QWidget *parent = nullptr);

    /// `text` is plain text.
    void setState(Kind kind, const QString &text);
    Kind kind() const { return m_kind; }

    static QColor colourOf(Kind kind, const Theme &theme);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind = Kind::Neutral;
};

} // namespace membridge
