// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hit_model.h"

#include "core/observe/search_pattern.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;
class QToolButton;

namespace membridge {

class SearchEdit;

/// How far a search is.
struct SearchProgress
{
    quint64 bytesDone = 0;
    quint64 bytesTotal = 0;
    quint64 count = 0; ///< Hits, also those that are not listed.
    bool finished = false;
    bool stopped = false; ///< Before the end, because it was asked to.
    bool shrank = false;  ///< The segment became smaller meanwhile.
    QString error;        ///< Why it ended; empty: it did not fail.
};

/// Asks what to look for, and lists what was found. Knows bytes, never a segment: a search is a request, which typing repeats after a
/// short pause. GUI thread.
class FindPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindPanel(QWidget *parent = nullptr);

    HitModel *model() const { return m_model; }
    QTableView *view() const { return m_view; }
    /// As it is typed now, right or wrong.
    SearchQuery query() const;
    /// Hits count only at multiples of it.
    quint64 alignment() const;
    /// What to look for is what has changed, not what is typed.
    bool wantsChanges() const;

    /// Forgets the hits: there is another segment, or none.
    void clear();
    /// A search begins; what was found before is gone.
    void begin();
    void append(const std::vector<Hit> &hits);
    void showProgress(const SearchProgress &progress);

public slots:
    /// To type into.
    void open();
    /// Asks for a search now, if there is something to look for.
    void search();
    /// Activates the hit after (before) the current one, going round at the end.
    void next();
    void previous();

signals:
    void searchRequested(const membridge::SearchQuery &query, quint64 alignment);
    /// Search what has changed since the newest pin.
    void changesRequested();
    void stopRequested();
    /// The user chose a hit.
    void hitActivated(quint64 offset, quint64 length);
    /// Other hits are listed.
    void hitsChanged();

private:
    void makeOptions();
    QWidget *makeResults();
    void kindChanged();
    void edited();
    bool check();
    void activateRow(int row);
    void move(int step);

    HitModel *m_model;
    QComboBox *m_kind;
    SearchEdit *m_edit;
    QWidget *m_textOptions;
    QWidget *m_valueOptions;
    QComboBox *m_encoding = nullptr;
    QCheckBox *m_ignoreCase = nullptr;
    QComboBox *m_type = nullptr;
    QComboBox *m_order = nullptr;
    SearchEdit *m_tolerance = nullptr;
    QComboBox *m_alignment = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_previous = nullptr;
    QLabel *m_result = nullptr;
    QTableView *m_view = nullptr;
    QTimer m_pause;
};

} // namespace membridge
