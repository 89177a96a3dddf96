// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bounded_tab_widget.h"

#include <QPointer>

#include <vector>

namespace membridge {

class SegmentTab;

/// The tabs in the middle of the window: one a segment, and pages about all of them. GUI thread.
class SegmentTabs : public BoundedTabWidget
{
    Q_OBJECT

public:
    explicit SegmentTabs(QWidget *parent = nullptr);
    ~SegmentTabs() override;

    /// In the order of their tabs.
    std::vector<SegmentTab *> segments() const;
    /// The one in front, or that was the last one there while another page is. nullptr: no segment is attached.
    SegmentTab *current() const;

private:
    QPointer<SegmentTab> m_latest;
};

} // namespace membridge
