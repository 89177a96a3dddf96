// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "data_inspector.h"

#include "inspector_delegate.h"
#include "words.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

#include <optional>

namespace membridge {

DataInspector::DataInspector(QWidget *parent)
    : QWidget(parent), m_model(new InspectorModel(this)), m_view(new QTableView(this))
{
    setObjectName(QStringLiteral("dataInspector"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new InspectorDelegate(m_view));
    m_view->setObjectName(QStringLiteral("inspectorView"));
    m_view->setAccessibleName(tr("Data inspector"));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAlternatingRowColors(true);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    fitColumns();
    m_view->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    // A name and some digits; more is better.
    setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    setFocusProxy(m_view);

    connect(m_model, &InspectorModel::editRequested, this, &DataInspector::editRequested);
    connect(m_view, &QTableView::doubleClicked, this, &DataInspector::activate);
    connect(m_view, &QTableView::customContextMenuRequested, this, &DataInspector::showMenu);
}

void DataInspector::fitColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    header->setSectionResizeMode(InspectorModel::Name, QHeaderView::ResizeToContents);
    for (int column = InspectorModel::LittleEndian; column < m_model->columnCount(); ++column)
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    if (!m_model->isStacked())
        return;
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big})
        m_view->setRowHeight(m_model->indexOf(Interpretation::Bits32, order).row(), 2 * fontMetrics().height() + 6);
}

void DataInspector::setStacked(bool stacked)
{
    if (stacked == m_model->isStacked())
        return;
    const QStringList hidden = hiddenRows();
    const QModelIndex before = m_view->currentIndex();
    const bool name = before.column() == InspectorModel::Name;
    const auto kind = before.isValid() ? std::optional(m_model->kindOf(before)) : std::nullopt;
    const ByteOrder order = before.isValid() ? m_model->orderOf(before) : ByteOrder::Little;
    m_model->setStacked(stacked);
    fitColumns();
    setHiddenRows(hidden);
    if (kind) {
        const QModelIndex now = m_model->indexOf(*kind, order);
        m_view->setCurrentIndex(name ? now.siblingAtColumn(InspectorModel::Name) : now);
    }
}

void DataInspector::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int characters = 2 * 20 + 12; // the digits of two numbers, and a name
    const QFontMetrics digits(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setStacked(width() < digits.horizontalAdvance(QLatin1Char('0')) * characters);
}

void DataInspector::setBytes(quint64 offset, const ByteVector &bytes, quint64 segmentSize)
{
    // An editor that is open belongs to the offset it was opened at.
    if (offset != m_model->offset())
        m_view->setCurrentIndex(m_view->currentIndex().siblingAtColumn(InspectorModel::Name));
    m_model->setBytes(offset, bytes, segmentSize);
}

void DataInspector::setEditable(bool editable)
{
    m_model->setEditable(editable);
}

void DataInspector::setBase(NumberBase base)
{
    if (base == m_model->base())
        return;
    m_model->setBase(base);
    emit baseChanged(base);
}

QStringList DataInspector::hiddenRows() const
{
    QStringList keys;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_view->isRowHidden(row))
            keys << m_model->index(row, 0).data(InspectorModel::KeyRole).toString();
    }
    keys.removeDuplicates(); // stacked, a key has two rows
    return keys;
}

void DataInspector::setHiddenRows(const QStringList &keys)
{
    const QStringList before = hiddenRows();
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_view->setRowHidden(row, false);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString key = m_model->index(row, 0).data(InspectorModel::KeyRole).toString();
        if (keys.contains(key) && (visibleKinds() > 1 || hiddenRows().contains(key)))
            m_view->setRowHidden(row, true);
    }
    if (hiddenRows() != before)
        emit hiddenRowsChanged();
}

int DataInspector::visibleKinds() const
{
    return static_cast<int>(allInterpretations.size()) - static_cast<int>(hiddenRows().size());
}

void DataInspector::hideRow(int row)
{
    setHiddenRows(hiddenRows() << m_model->index(row, 0).data(InspectorModel::KeyRole).toString());
}

void DataInspector::activate(const QModelIndex &index)
{
    const QVariant target = index.data(InspectorModel::JumpRole);
    if (target.isValid())
        emit jumpRequested(target.toULongLong());
    else if (index.flags().testFlag(Qt::ItemIsEditable))
        m_view->edit(index);
}

void DataInspector::copy(const QModelIndex &index)
{
    const QString text = index.data(index.column() == InspectorModel::Name ? Qt::DisplayRole : Qt::EditRole).toString();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

QMenu *DataInspector::makeMenu(const QModelIndex &index)
{
    auto *menu = new QMenu(this);
    // The values may move on while the menu is open: it does what it says.
    const QPersistentModelIndex cell(index);
    if (index.isValid()) {
        const QString text = index.data(Qt::EditRole).toString();
        QAction *copyAction = menu->addAction(tr("&Copy"), this,
                                              [text] { QGuiApplication::clipboard()->setText(text); });
        copyAction->setEnabled(!text.isEmpty());
        const QVariant target = index.data(InspectorModel::JumpRole);
        if (target.isValid()) {
            const quint64 to = target.toULongLong();
            menu->addAction(tr("&Jump to %1").arg(words::offset(to)), this, [this, to] { emit jumpRequested(to); });
        }
        if (index.flags().testFlag(Qt::ItemIsEditable))
            menu->addAction(tr("&Edit"), this, [this, cell] { m_view->edit(cell); });
        menu->addSeparator();
        const QString
            name = m_model->indexOf(m_model->kindOf(index)).siblingAtColumn(InspectorModel::Name).data().toString();
        QAction *hide = menu->addAction(tr("&Hide \"%1\"").arg(name), this, [this, row = index.row()] { hideRow(row); });
        hide->setEnabled(visibleKinds() > 1);
    }
    QAction *all = menu->addAction(tr("&Show All Rows"), this, [this] { setHiddenRows({}); });
    all->setEnabled(!hiddenRows().isEmpty());
    QAction *hexadecimal = menu->addAction(tr("He&xadecimal"));
    hexadecimal->setCheckable(true);
    hexadecimal->setChecked(base() == NumberBase::Hexadecimal);
    connect(hexadecimal, &QAction::toggled, this,
            [this](bool on) { setBase(on ? NumberBase::Hexadecimal : NumberBase::Decimal); });
    return menu;
}

void DataInspector::showMenu(const QPoint &position)
{
    QMenu *menu = makeMenu(m_view->indexAt(position));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

bool DataInspector::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto *pressed = static_cast<QKeyEvent *>(event);
        const QModelIndex current = m_view->currentIndex();
        if (pressed->matches(QKeySequence::Copy) && current.isValid()) {
            copy(current);
            return true;
        }
        if ((pressed->key() == Qt::Key_Return || pressed->key() == Qt::Key_Enter) && current.isValid()) {
            activate(current);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DataInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model->setTheme(Theme::of(palette()));
    QWidget::changeEvent(event);
}

} // namespace membridge
