// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_tabs.h"

#include "segment_tab.h"

namespace membridge {

SegmentTabs::SegmentTabs(QWidget *parent) : BoundedTabWidget(parent)
{
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (auto *tab = qobject_cast<SegmentTab *>(currentWidget()))
            m_latest = tab;
    });
}

SegmentTabs::~SegmentTabs()
{
    // The pages go one by one, and each brings another one forward.
    disconnect(this, nullptr, this, nullptr);
}

std::vector<SegmentTab *> SegmentTabs::segments() const
{
    std::vector<SegmentTab *> tabs;
    for (int i = 0; i < count(); ++i) {
        if (auto *tab = qobject_cast<SegmentTab *>(widget(i)))
            tabs.push_back(tab);
    }
    return tabs;
}

SegmentTab *SegmentTabs::current() const
{
    if (auto *tab = qobject_cast<SegmentTab *>(currentWidget()))
        return tab;
    if (m_latest != nullptr && indexOf(m_latest) >= 0)
        return m_latest;
    const std::vector<SegmentTab *> all = segments();
    return all.empty() ? nullptr : all.front();
}

} // namespace membridge
