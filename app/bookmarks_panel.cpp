// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bookmarks_panel.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPersistentModelIndex>
#include <QPixmap>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <iterator>

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
    connect(m_view, &QTableView::activated, this, &BookmarksPanel::goToRow);
    connect(m_view, &QTableView::doubleClicked, this, &BookmarksPanel::goToRow);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &BookmarksPanel::openMenu);
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

void BookmarksPanel::goToRow(const QModelIndex &index)
{
    emit goTo(index.data(BookmarkModel::OffsetRole).toULongLong(), index.data(BookmarkModel::LengthRole).toULongLong());
}

void BookmarksPanel::openMenu(const QPoint &point)
{
    const QPersistentModelIndex row = m_view->indexAt(point);
    if (!row.isValid())
        return;
    auto *menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("bookmarkMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("&Go there")), &QAction::triggered, this, [this, row] {
        if (row.isValid())
            goToRow(row);
    });
    QMenu *colours = menu->addMenu(tr("&Colour"));
    const QString names[] = {tr("Colour &1"), tr("Colour &2"), tr("Colour &3"),
                             tr("Colour &4"), tr("Colour &5"), tr("Colour &6")};
    static_assert(std::size(names) == BookmarkModel::colourCount);
    for (int colour = 0; colour < BookmarkModel::colourCount; ++colour) {
        QPixmap sample(16, 16);
        sample.fill(m_model.colour(colour));
        QAction *action = colours->addAction(QIcon(sample), names[colour]);
        action->setObjectName(QStringLiteral("bookmarkColour%1").arg(colour));
        action->setCheckable(true);
        action->setChecked(row.data(BookmarkModel::ColourRole).toInt() == colour);
        connect(action, &QAction::triggered, this, [this, row, colour] {
            if (!row.isValid())
                return;
            Bookmark bookmark = m_model.bookmarks()[static_cast<std::size_t>(row.row())];
            bookmark.colour = colour;
            m_model.edit(row.row(), bookmark);
        });
    }
    connect(menu->addAction(tr("&Remove")), &QAction::triggered, this, [this, row] {
        if (row.isValid())
            m_model.remove(row.row());
    });
    menu->popup(m_view->viewport()->mapToGlobal(point));
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
        emit goTo(found->offset, found->length);
}

void BookmarksPanel::goToPrevious(quint64 from)
{
    if (const auto found = m_model.previous(from))
        emit goTo(found->offset, found->length);
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
