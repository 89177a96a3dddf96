// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hidden_segment_lister.h"
#include "segment_lister.h"
#include "widgets/segment_model.h"

#include <QByteArray>
#include <QSortFilterProxyModel>
#include <QThread>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace membridge {

/// The segments of this machine, live, to choose from. Owns the thread that lists them. GUI thread.
class SegmentListPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentListPanel(QWidget *parent = nullptr);
    ~SegmentListPanel() override;

    QTableView *view() const { return m_view; }
    SegmentModel *model() { return &m_model; }

signals:
    /// The user wants to see that segment (raw name).
    void attachRequested(const QByteArray &name);
    /// These segments are on screen now (raw names).
    void onScreenChanged(const QByteArrayList &names);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void shareColumns();
    void take(const SegmentListPtr &segments);
    void takeHidden(const HiddenSegmentListPtr &hidden);
    void attachCurrent();
    void updateState();
    void tellWhatIsOnScreen();
    QByteArray currentName() const;

    SegmentModel m_model;
    QSortFilterProxyModel m_sorted;
    QLineEdit *m_filter;
    QTableView *m_view;
    QLabel *m_empty;
    QLabel *m_incomplete; ///< Of hidden segments.
    QStackedWidget *m_stack;
    QPushButton *m_attach;
    QThread m_thread;
};

} // namespace membridge
