// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "segment_list_panel.h"

#include "widgets/elided_label.h"
#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

namespace {

constexpr int refreshMs = 500;
constexpr int hiddenRefreshMs = 5000;

QTableView *makeView(QSortFilterProxyModel *model, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setObjectName(QStringLiteral("segmentTable"));
    view->setAccessibleName(SegmentListPanel::tr("Segments"));
    view->setModel(model);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setShowGrid(false);
    view->setSortingEnabled(true);
    view->sortByColumn(SegmentModel::Name, Qt::AscendingOrder);
    view->setWordWrap(false);
    view->setTextElideMode(Qt::ElideMiddle);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setSectionResizeMode(SegmentModel::Name, QHeaderView::Stretch);
    view->horizontalHeader()->setHighlightSections(false);
    view->setTabKeyNavigation(false);
    return view;
}

} // namespace

SegmentListPanel::SegmentListPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("segmentListPanel"));
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(SegmentModel::SortRole);
    m_sorted.setFilterKeyColumn(SegmentModel::Name);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_filter = new QLineEdit(this);
    m_filter->setObjectName(QStringLiteral("segmentFilter"));
    m_filter->setAccessibleName(tr("Filter segments by name"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_sorted.setFilterFixedString(text);
        updateState();
    });

    m_view = makeView(&m_sorted, this);
    m_view->viewport()->installEventFilter(this);
    connect(m_view, &QTableView::activated, this, &SegmentListPanel::attachCurrent);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &SegmentListPanel::updateState);

    m_empty = new QLabel(this);
    m_empty->setObjectName(QStringLiteral("segmentListEmpty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMargin(16);

    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);

    m_incomplete = new ElidedLabel({}, this, Qt::ElideRight);
    m_incomplete->setObjectName(QStringLiteral("hiddenIncomplete"));
    m_incomplete->hide();

    m_attach = new QPushButton(tr("Attach"), this);
    m_attach->setObjectName(QStringLiteral("attachSelected"));
    m_attach->setAccessibleName(tr("Attach to the selected segment"));
    connect(m_attach, &QPushButton::clicked, this, &SegmentListPanel::attachCurrent);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_filter);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_incomplete);
    layout->addWidget(m_attach);
    m_model.setTheme(Theme::of(palette()));
    updateState();

    auto *lister = new SegmentLister(refreshMs);
    m_thread.setObjectName(QStringLiteral("lister"));
    lister->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, lister, &SegmentLister::start);
    connect(&m_thread, &QThread::finished, lister, &QObject::deleteLater);
    connect(lister, &SegmentLister::listed, this, &SegmentListPanel::take);
    connect(this, &SegmentListPanel::onScreenChanged, lister, &SegmentLister::setOnScreen);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &SegmentListPanel::tellWhatIsOnScreen);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &SegmentListPanel::tellWhatIsOnScreen);
    connect(&m_sorted, &QAbstractItemModel::layoutChanged, this, &SegmentListPanel::tellWhatIsOnScreen);
    auto *hiddenLister = new HiddenSegmentLister(hiddenRefreshMs);
    hiddenLister->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, hiddenLister, &HiddenSegmentLister::start);
    connect(&m_thread, &QThread::finished, hiddenLister, &QObject::deleteLater);
    connect(hiddenLister, &HiddenSegmentLister::listed, this, &SegmentListPanel::takeHidden);
    m_thread.start();
}

SegmentListPanel::~SegmentListPanel()
{
    m_thread.quit();
    m_thread.wait();
}

/// The name comes first: columns for which it would leave no room are left out, the layout before the size, and that before the state.
void SegmentListPanel::shareColumns()
{
    constexpr int leastCharacters = 16;
    const QAbstractItemView *view = m_view; // QTableView hides the hint
    int room = m_view->viewport()->width() - fontMetrics().averageCharWidth() * leastCharacters;
    for (const int column : {SegmentModel::State, SegmentModel::Size, SegmentModel::LayoutColumn}) {
        room -= qMax(view->sizeHintForColumn(column), m_view->horizontalHeader()->sectionSizeHint(column));
        m_view->setColumnHidden(column, room < 0);
    }
}

bool SegmentListPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        shareColumns();
    return QWidget::eventFilter(watched, event);
}

void SegmentListPanel::take(const SegmentListPtr &segments)
{
    m_model.setSegments(*segments);
    shareColumns();
    updateState();
    tellWhatIsOnScreen();
}

void SegmentListPanel::tellWhatIsOnScreen()
{
    QByteArrayList names;
    const QRect area = m_view->viewport()->rect();
    const int last = m_view->rowAt(area.bottom());
    for (int row = m_view->rowAt(area.top()); row >= 0 && row <= (last < 0 ? m_sorted.rowCount() - 1 : last); ++row)
        names.push_back(m_sorted.index(row, SegmentModel::Name).data(SegmentModel::NameRole).toByteArray());
    emit onScreenChanged(names);
}

void SegmentListPanel::takeHidden(const HiddenSegmentListPtr &hidden)
{
    m_model.setHidden(hidden->segments);
    const auto unreadable = static_cast<int>(hidden->unreadable.size());
    m_incomplete->setText(
        hidden->complete || !platform::canListNames() ? QString()
            : unreadable == 0
            ? tr("There may be more hidden segments.")
            : tr("%Ln processes could not be looked into: there may be more hidden segments.", nullptr, unreadable));
    m_incomplete->setVisible(!m_incomplete->text().isEmpty());
    updateState();
}

QByteArray SegmentListPanel::currentName() const
{
    return m_view->currentIndex().data(SegmentModel::NameRole).toByteArray();
}

void SegmentListPanel::attachCurrent()
{
    const QByteArray name = currentName();
    if (!name.isEmpty())
        emit attachRequested(name);
}

void SegmentListPanel::updateState()
{
    const bool any = m_sorted.rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_view) : m_empty);
    if (!any) {
        m_empty->setText(
            m_model.rowCount() > 0
                ? tr("No segment matches this filter.")
                : tr("No shared-memory segments on this machine.\n\nStart a program that creates one: it appears here by itself."));
    }
    m_attach->setEnabled(any && m_view->currentIndex().isValid());
}

void SegmentListPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace membridge
