// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "find_panel.h"

#include "search_edit.h"
#include "still_combo_box.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <variant>

namespace membridge {

namespace {

constexpr int changesKind = 3;
constexpr int progressSteps = 1000;

constexpr Interpretation types[] = {Interpretation::I64, Interpretation::U64, Interpretation::I32, Interpretation::U32,
                                    Interpretation::I16, Interpretation::U16, Interpretation::I8,  Interpretation::U8,
                                    Interpretation::F64, Interpretation::F32, Interpretation::F16, Interpretation::Bool,
                                    Interpretation::Str};

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

} // namespace

FindPanel::FindPanel(QWidget *parent)
    : QWidget(parent),
      m_model(new HitModel(this)),
      m_kind(new StillComboBox(this)),
      m_edit(new SearchEdit(this)),
      m_textOptions(new QWidget(this)),
      m_valueOptions(new QWidget(this))
{
    setObjectName(QStringLiteral("findPanel"));
    m_kind->setObjectName(QStringLiteral("findKind"));
    m_kind->setAccessibleName(tr("What to look for"));
    m_kind->addItems({tr("Bytes"), tr("Text"), tr("Value"), tr("Changes since the newest pin")});
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(8);
    m_edit->setObjectName(QStringLiteral("findEdit"));
    m_edit->setAccessibleName(tr("Pattern"));
    makeOptions();
    auto *row = new QHBoxLayout;
    row->addWidget(m_kind);
    row->addWidget(m_edit, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(row);
    layout->addWidget(m_textOptions);
    layout->addWidget(m_valueOptions);
    layout->addWidget(makeResults(), 1);
    setFocusProxy(m_edit);

    m_pause.setSingleShot(true);
    m_pause.setInterval(250);
    connect(&m_pause, &QTimer::timeout, this, &FindPanel::search);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FindPanel::kindChanged);
    connect(m_edit, &QLineEdit::textChanged, this, &FindPanel::edited);
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { m_pause.isActive() ? search() : next(); });
    kindChanged();
}

void FindPanel::makeOptions()
{
    m_encoding = new StillComboBox(this);
    m_encoding->setObjectName(QStringLiteral("findEncoding"));
    m_encoding->setAccessibleName(tr("Encoding"));
    m_encoding->addItems({QStringLiteral("UTF-8"), QStringLiteral("UTF-16LE"), QStringLiteral("UTF-16BE")});
    m_ignoreCase = new QCheckBox(tr("Ignore &case"), this);
    m_ignoreCase->setObjectName(QStringLiteral("findIgnoreCase"));
    m_ignoreCase->setToolTip(tr("Of the letters A to Z."));
    QHBoxLayout *text = rowIn(m_textOptions);
    text->addWidget(m_encoding);
    text->addWidget(m_ignoreCase, 1);

    m_type = new StillComboBox(this);
    m_type->setObjectName(QStringLiteral("findType"));
    m_type->setAccessibleName(tr("Type of the value"));
    for (const Interpretation type : types)
        m_type->addItem(QString::fromUtf8(key(type).data(), static_cast<qsizetype>(key(type).size())));
    m_order = new StillComboBox(this);
    m_order->setObjectName(QStringLiteral("findOrder"));
    m_order->setAccessibleName(tr("Byte order"));
    m_order->addItems({tr("little endian"), tr("big endian")});
    m_tolerance = new SearchEdit(this);
    m_tolerance->setObjectName(QStringLiteral("findTolerance"));
    m_tolerance->setAccessibleName(tr("Tolerance"));
    m_tolerance->setPlaceholderText(tr("± tolerance"));
    QHBoxLayout *value = rowIn(m_valueOptions);
    value->addWidget(m_type);
    value->addWidget(m_order);
    value->addWidget(m_tolerance, 1);

    m_alignment = new StillComboBox(this);
    m_alignment->setObjectName(QStringLiteral("findAlignment"));
    m_alignment->setAccessibleName(tr("Alignment"));
    m_alignment->setToolTip(tr("Hits count only at multiples of so many bytes from the start of the segment."));
    for (const int alignment : {1, 2, 4, 8, 16, 64, 4096})
        m_alignment->addItem(alignment == 1 ? tr("anywhere") : tr("every %1 B").arg(QLocale().toString(alignment)),
                             alignment);

    for (QComboBox *choice : {m_encoding, m_type, m_order, m_alignment})
        connect(choice, &QComboBox::currentIndexChanged, this, &FindPanel::edited);
    connect(m_ignoreCase, &QCheckBox::toggled, this, &FindPanel::edited);
    connect(m_tolerance, &QLineEdit::textChanged, this, &FindPanel::edited);
}

QWidget *FindPanel::makeResults()
{
    auto *results = new QWidget(this);
    m_previous = new QToolButton(results);
    m_previous->setObjectName(QStringLiteral("findPrevious"));
    m_previous->setArrowType(Qt::UpArrow);
    m_previous->setAccessibleName(tr("Previous hit"));
    m_previous->setToolTip(tr("Previous hit (Shift+F3)"));
    m_next = new QToolButton(results);
    m_next->setObjectName(QStringLiteral("findNext"));
    m_next->setArrowType(Qt::DownArrow);
    m_next->setAccessibleName(tr("Next hit"));
    m_next->setToolTip(tr("Next hit (F3)"));
    m_result = new QLabel(results);
    m_result->setObjectName(QStringLiteral("findResult"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setWordWrap(true);
    m_progress = new QProgressBar(results);
    m_progress->setObjectName(QStringLiteral("findProgress"));
    m_progress->setAccessibleName(tr("How much was searched"));
    m_progress->setRange(0, progressSteps);
    m_stop = new QPushButton(tr("&Stop"), results);
    m_stop->setObjectName(QStringLiteral("findStop"));
    m_view = new QTableView(results);
    m_view->setObjectName(QStringLiteral("findHits"));
    m_view->setAccessibleName(tr("Hits"));
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_view->setColumnWidth(HitModel::Offset, 12 * digit);
    m_view->setColumnWidth(HitModel::Decimal, 13 * digit);

    auto *row = new QHBoxLayout;
    row->addWidget(m_alignment);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_progress, 1);
    row->addWidget(m_stop);
    row->addStretch();
    auto *layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_result);
    layout->addWidget(m_view, 1);
    m_progress->hide();
    m_stop->hide();

    connect(m_previous, &QToolButton::clicked, this, &FindPanel::previous);
    connect(m_next, &QToolButton::clicked, this, &FindPanel::next);
    connect(m_stop, &QPushButton::clicked, this, &FindPanel::stopRequested);
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) { activateRow(index.row()); });
    connect(m_view, &QTableView::clicked, this, [this](const QModelIndex &index) { activateRow(index.row()); });
    return results;
}

SearchQuery FindPanel::query() const
{
    SearchQuery query;
    query.kind = static_cast<SearchKind>(qMin(m_kind->currentIndex(), 2));
    query.text = m_edit->text().toStdString();
    query.encoding = static_cast<TextEncoding>(m_encoding->currentIndex());
    query.ignoreCase = m_ignoreCase->isChecked();
    query.type = types[qMax(0, m_type->currentIndex())];
    query.order = m_order->currentIndex() == 1 ? ByteOrder::Big : ByteOrder::Little;
    query.tolerance = m_tolerance->text().toStdString();
    return query;
}

quint64 FindPanel::alignment() const
{
    return m_alignment->currentData().toULongLong();
}

bool FindPanel::wantsChanges() const
{
    return m_kind->currentIndex() == changesKind;
}

void FindPanel::kindChanged()
{
    const int kind = m_kind->currentIndex();
    m_textOptions->setVisible(kind == static_cast<int>(SearchKind::Text));
    m_valueOptions->setVisible(kind == static_cast<int>(SearchKind::Value));
    m_edit->setEnabled(!wantsChanges());
    m_alignment->setEnabled(!wantsChanges());
    m_edit->setPlaceholderText(kind == static_cast<int>(SearchKind::Bytes)       ? tr("for example: DE AD ?? B?")
                                   : kind == static_cast<int>(SearchKind::Text)  ? tr("for example: Hello")
                                   : kind == static_cast<int>(SearchKind::Value) ? tr("for example: 42")
                                                                                 : QString());
    edited();
}

void FindPanel::edited()
{
    // What is listed is no longer what is asked for.
    emit stopRequested();
    if (check())
        m_pause.start();
    else
        clear();
}

bool FindPanel::check()
{
    m_edit->clearError();
    m_tolerance->clearError();
    if (wantsChanges())
        return true;
    if (m_edit->text().isEmpty())
        return false;
    const auto parsed = SearchPattern::parse(query());
    const auto *error = std::get_if<SearchError>(&parsed);
    if (error != nullptr)
        (error->inTolerance ? m_tolerance : m_edit)->showError(*error);
    return error == nullptr;
}

void FindPanel::search()
{
    m_pause.stop();
    if (!check())
        return;
    if (wantsChanges())
        emit changesRequested();
    else
        emit searchRequested(query(), alignment());
}

void FindPanel::clear()
{
    m_pause.stop();
    m_model->clear();
    m_progress->hide();
    m_stop->hide();
    m_result->setText(m_edit->error().isEmpty() ? m_tolerance->error() : m_edit->error());
    emit hitsChanged();
}

void FindPanel::begin()
{
    clear();
    m_progress->setValue(0);
    m_progress->show();
    m_stop->show();
}

void FindPanel::append(const std::vector<Hit> &hits)
{
    m_model->append(hits);
    if (!hits.empty())
        emit hitsChanged();
}

void FindPanel::showProgress(const SearchProgress &progress)
{
    const bool over = progress.finished || progress.stopped || !progress.error.isEmpty();
    m_progress->setVisible(!over);
    m_stop->setVisible(!over);
    const double share = progress.bytesTotal == 0
        ? 0
        : static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytesTotal);
    m_progress->setValue(static_cast<int>(share * progressSteps));
    const QLocale locale;
    const auto listed = static_cast<quint64>(m_model->rowCount());
    QString text = listed < progress.count
        ? tr("%1 hits, the first %2 of them listed.").arg(locale.toString(progress.count), locale.toString(listed))
        : tr("%Ln hit(s).", nullptr, static_cast<int>(qMin<quint64>(progress.count, INT_MAX)));
    if (!progress.error.isEmpty())
        text = progress.error;
    else if (progress.stopped)
        text = tr("Stopped. %1").arg(text);
    else if (progress.shrank)
        text = tr("%1 The segment became smaller meanwhile.").arg(text);
    m_result->setText(text);
}

void FindPanel::open()
{
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void FindPanel::next()
{
    move(1);
}

void FindPanel::previous()
{
    move(-1);
}

void FindPanel::move(int step)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int row = m_view->currentIndex().row();
    activateRow(row < 0 ? (step > 0 ? 0 : rows - 1) : (row + step + rows) % rows);
}

void FindPanel::activateRow(int row)
{
    const QModelIndex index = m_model->index(row, 0);
    m_view->setCurrentIndex(index);
    emit hitActivated(index.data(HitModel::OffsetRole).toULongLong(), index.data(HitModel::LengthRole).toULongLong());
}

} // namespace membridge
