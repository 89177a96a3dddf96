// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

namespace membridge {

/// Tabs whose labels are elided in the middle beyond a width, so that one long name can't fill the bar. GUI thread.
class BoundedTabWidget : public QTabWidget
{
    Q_OBJECT

public:
    explicit BoundedTabWidget(QWidget *parent = nullptr);
};

} // namespace membridge
