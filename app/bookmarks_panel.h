// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/bookmark_model.h"
#include "widgets/hex_marks.h"

#include <QWidget>

class QPushButton;
class QTableView;

namespace membridge {

/// The bookmarks of the segment in front: a list whose rows go there and whose notes can be typed. GUI thread.
class BookmarksPanel : public QWidget
{
    Q_OBJECT

public:
    explicit BookmarksPanel(QWidget *parent = nullptr);

    BookmarkModel *model() { return &m_model; }
    /// Marks that range, and lets its note be typed.
    void add(quint64 offset, quint64 length);
    /// For the hex view.
    std::vector<HexMark> marks() const;
    /// Goes to the nearest one after (before) that byte.
    void goToNext(quint64 from);
    void goToPrevious(quint64 from);

signals:
    /// The user wants that bookmark's bytes.
    void goTo(quint64 offset, quint64 length);
    /// marks() are others.
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void goToRow(const QModelIndex &index);
    void openMenu(const QPoint &point);

    BookmarkModel m_model;
    QTableView *m_view;
    QPushButton *m_remove;
};

} // namespace membridge
