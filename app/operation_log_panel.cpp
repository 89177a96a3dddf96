// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "operation_log_panel.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace membridge {

OperationLogPanel::OperationLogPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("operationLogPanel"));
    m_model.setTheme(Theme::of(palette()));
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("participateLog"));
    m_view->setAccessibleName(tr("What became of each operation"));
    m_view->setModel(&m_model);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setAlternatingRowColors(true);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    const auto columnFor = [this](int column, const QString &sample) {
        const int title = fontMetrics().horizontalAdvance(m_model.headerData(column, Qt::Horizontal).toString());
        m_view->setColumnWidth(column, qMax(title, fontMetrics().horizontalAdvance(sample)) + 16);
    };
    columnFor(OperationLogModel::Time, QStringLiteral("00:00:00.000"));
    columnFor(OperationLogModel::What, QStringLiteral("Write"));
    columnFor(OperationLogModel::Position, QStringLiteral("000,000"));
    columnFor(OperationLogModel::Length, QStringLiteral("00,000"));
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);

    auto *copy = new QAction(tr("&Copy rows"), m_view);
    copy->setObjectName(QStringLiteral("copyLogRows"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &OperationLogPanel::copySelected);
    auto *clear = new QAction(tr("C&lear the log"), m_view);
    clear->setObjectName(QStringLiteral("clearLog"));
    connect(clear, &QAction::triggered, &m_model, &OperationLogModel::clear);
    m_view->addActions({copy, clear});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_dropped = new QLabel(this);
    m_dropped->setObjectName(QStringLiteral("logDropped"));
    m_dropped->setTextFormat(Qt::PlainText);
    m_dropped->hide();
    connect(&m_model, &OperationLogModel::droppedChanged, this, [this](quint64 dropped) {
        m_dropped->setText(tr("The newest %1 are kept; older ones dropped: %2.")
                               .arg(QLocale().toString(OperationLogModel::limit), QLocale().toString(dropped)));
        m_dropped->setVisible(dropped > 0);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view, 1);
    column->addWidget(m_dropped);
}

void OperationLogPanel::append(std::vector<OperationEntry> entries, quint64 unlisted)
{
    // Who reads further up is not carried away.
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool follow = bar->value() == bar->maximum();
    m_model.append(std::move(entries), unlisted);
    if (follow)
        m_view->scrollToBottom();
}

void OperationLogPanel::note(const QString &text, bool failed)
{
    append({{.time = QTime::currentTime(), .what = {}, .position = {}, .length = {}, .text = text, .failed = failed}});
}

void OperationLogPanel::copySelected()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &index : rows)
        lines << m_model.rowText(index.row());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void OperationLogPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace membridge
