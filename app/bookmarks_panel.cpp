// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookmarks_panel.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

BookmarksPanel::BookmarksPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("bookmarksPanel"));
    m_model.setTheme(Theme::of(palette()));
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("bookmarksTable"));
    m_view->setAccessibleName(tr("Bookmarks"));
    m_view->setModel(&m_model);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(BookmarkModel::Note, QHeaderView::Stretch);
    m_remove = new QPushButton(tr("&Remove"), this);
    m_remove->setObjectName(QStringLiteral("bookmarkRemove"));
    m_remove->setAccessibleName(tr("Remove the selected bookmark"));
    m_remove->setEnabled(false);
    connect(m_view, &QTableView::activated, this,
            [this](const QModelIndex &index) { emit goTo(index.data(BookmarkModel::OffsetRole).toULongLong()); });
    connect(m_view, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { emit goTo(index.data(BookmarkModel::OffsetRole).toULongLong()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { m_remove->setEnabled(index.isValid()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model.remove(m_view->currentIndex().row()); });
    connect(&m_model, &BookmarkModel::changed, this, &BookmarksPanel::changed);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &BookmarksPanel::changed);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(m_view, 1);
    column->addLayout(row);
}

void BookmarksPanel::add(quint64 offset, quint64 length)
{
    const int row = m_model.add({.offset = offset,
                                 .length = length,
                                 .colour = static_cast<int>(m_model.bookmarks().size() % BookmarkModel::colourCount),
                                 .note = {}});
    if (row < 0)
        return;
    const QModelIndex note = m_model.index(row, BookmarkModel::Note);
    m_view->setCurrentIndex(note);
    m_view->edit(note);
}

std::vector<HexMark> BookmarksPanel::marks() const
{
    std::vector<HexMark> marks;
    for (const Bookmark &bookmark : m_model.bookmarks())
        marks.push_back({.range = {bookmark.offset, bookmark.length},
                         .colour = m_model.colour(bookmark.colour),
                         .text = bookmark.note.isEmpty() ? tr("Bookmark") : bookmark.note});
    return marks;
}

void BookmarksPanel::goToNext(quint64 from)
{
    if (const auto found = m_model.next(from))
        emit goTo(found->offset);
}

void BookmarksPanel::goToPrevious(quint64 from)
{
    if (const auto found = m_model.previous(from))
        emit goTo(found->offset);
}

void BookmarksPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_model.setTheme(Theme::of(palette()));
        emit changed();
    }
    QWidget::changeEvent(event);
}

} // namespace membridge
