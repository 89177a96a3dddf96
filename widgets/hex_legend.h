// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hex_sample.h"
#include "theme.h"

#include "core/observe/layout_guess.h"

#include <QDialog>
#include <QString>

#include <vector>

namespace membridge {

class HexView;

/// What the colours and lines of a hex view mean, beside its window: those that its segment's layout has. It belongs to the view. GUI thread.
class HexLegend : public QDialog
{
    Q_OBJECT

public:
    struct Entry
    {
        HexSample::Look look;
        QString text;
    };

    /// Shows the legend of that view: the one that is there already, or another.
    static HexLegend *open(HexView &view);
    /// In the colours of a theme, on which the texts don't depend.
    static std::vector<Entry> entries(const Theme &theme, Layout layout);

protected:
    void changeEvent(QEvent *event) override;

private:
    HexLegend(HexView &view, Layout layout);
    void showLooks();

    Layout m_layout;
    std::vector<HexSample *> m_samples;
};

} // namespace membridge
