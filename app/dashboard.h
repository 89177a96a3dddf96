// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <utility>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace membridge {

class SegmentCard;
class SegmentTab;
class SegmentTabs;

/// All attached segments at a glance, a card each. Looks at the tabs five times a second while it is seen, and not at all while it is hidden.
/// Cards of tabs that are paused stand still, too. GUI thread.
class Dashboard : public QWidget
{
    Q_OBJECT

public:
    static constexpr int refreshMs = 200;

    /// `tabs` must outlive the dashboard's last look.
    explicit Dashboard(const SegmentTabs *tabs, QWidget *parent = nullptr);

    /// Gives the first card the keyboard.
    void focusFirst();
    /// How often it looked at the tabs.
    quint64 refreshes() const { return m_refreshes; }

signals:
    void tabChosen(membridge::SegmentTab *tab);
    /// The plots of these two are wanted on one time axis; nullptr: whichever.
    void compareRequested(const membridge::SegmentTab *first, const membridge::SegmentTab *second);
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Entry
    {
        QPointer<SegmentTab> tab;
        SegmentCard *card = nullptr;
        bool shown = false;
    };

    void refresh();
    void matchTabs();
    void openCardMenu(const SegmentTab *tab, const QPoint &globalPoint);

    const SegmentTabs *m_tabs;
    QLabel *m_empty;
    QToolButton *m_compare;
    QVBoxLayout *m_column;
    std::vector<Entry> m_entries;
    QTimer m_timer;
    quint64 m_refreshes = 0;
};

} // namespace membridge
