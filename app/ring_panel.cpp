// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How it is made and what it shows; what has to do with single frames is in ring_panel_frames.cpp.
#include "ring_panel.h"

#include "frame_views.h"
#include "frames_panel.h"
#include "session.h"
#include "widgets/bounded_tab_widget.h"
#include "widgets/elided_label.h"
#include "widgets/field_format_menu.h"
#include "widgets/field_looks.h"
#include "widgets/fill_bar.h"
#include "widgets/hex_view.h"
#include "widgets/histogram_plot.h"
#include "widgets/ring_map.h"
#include "widgets/schema_edit.h"
#include "widgets/theme.h"
#include "widgets/throughput_plot.h"
#include "widgets/words.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace membridge {

namespace {

/// A number's place only grows, so that neighbours stand still and no digit is ever cut off.
void setNumber(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setMinimumWidth(qMax(label->minimumWidth(), label->sizeHint().width()));
}

/// How much of a frame's values is to be seen at least.
constexpr int valueCharacters = 30;

} // namespace

RingPanel::RingPanel(QWidget *parent) : SegmentContent(parent)
{
    setObjectName(QStringLiteral("ringPanel"));
    m_fieldModel.setLooks(fieldLooks());
    m_frames.setLooks(fieldLooks());
    m_map = new RingMap(this);
    connect(m_map, &RingMap::byteActivated, this, &RingPanel::goToRingByte);
    auto *pictures = new QSplitter(Qt::Horizontal, this);
    pictures->setObjectName(QStringLiteral("ringPictures"));
    pictures->addWidget(m_map);
    pictures->addWidget(makePlots());
    pictures->setStretchFactor(0, 0);
    pictures->setStretchFactor(1, 1);
    connect(m_map, &RingMap::shapeChanged, pictures, [pictures](RingMapGeometry::Shape shape) {
        pictures->setOrientation(shape == RingMapGeometry::Shape::Ring ? Qt::Horizontal : Qt::Vertical);
    });

    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("ringSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(pictures);
    splitter->addWidget(makeFrames());
    splitter->setStretchFactor(0, 9);
    splitter->setStretchFactor(1, 11);
    splitter->setSizes({900, 1100}); // shares, whatever the height: with less the scales of the plot overlap

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeNumbers());
    layout->addWidget(splitter, 1);
    applyTheme();
}

QLabel *RingPanel::addNumber(QHBoxLayout *row, const QString &objectName, const QString &caption)
{
    auto *title = new QLabel(caption, this);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *number = new QLabel(QStringLiteral("—"), this);
    number->setObjectName(objectName);
    number->setAccessibleName(caption);
    number->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(title);
    row->addWidget(number);
    row->addSpacing(14);
    return number;
}

QWidget *RingPanel::makeNumbers()
{
    auto *numbers = new QWidget(this);
    auto *row = new QHBoxLayout;
    m_head = addNumber(row, QStringLiteral("ringHead"), tr("head"));
    m_tail = addNumber(row, QStringLiteral("ringTail"), tr("tail"));
    m_used = addNumber(row, QStringLiteral("ringUsed"), tr("used"));
    m_free = addNumber(row, QStringLiteral("ringFree"), tr("free"));
    m_messages = addNumber(row, QStringLiteral("ringMessages"), tr("messages/s"));
    row->addStretch(1);
    m_fill = new FillBar(this);
    m_fill->setObjectName(QStringLiteral("ringFill"));
    auto *layout = new QVBoxLayout(numbers);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->addLayout(row);
    layout->addWidget(m_fill);
    return numbers;
}

QWidget *RingPanel::makePlots()
{
    m_plot = new ThroughputPlot(this);
    m_plot->setObjectName(QStringLiteral("ringThroughput"));
    m_sizes = new HistogramPlot(HistogramPlot::Of::Sizes, this);
    m_intervals = new HistogramPlot(HistogramPlot::Of::Intervals, this);
    auto *plots = new BoundedTabWidget(this);
    plots->setObjectName(QStringLiteral("ringPlots"));
    plots->setAccessibleName(tr("Plots"));
    plots->setDocumentMode(true);
    plots->addTab(m_plot, tr("Throughput"));
    plots->addTab(m_sizes, tr("Sizes"));
    plots->addTab(m_intervals, tr("Intervals"));
    return plots;
}

QWidget *RingPanel::makeFrames()
{
    auto *side = new QWidget(this);
    auto *label = new QLabel(tr("Schema of each frame:"), side);
    m_schema = new SchemaEdit(side);
    m_schema->setObjectName(QStringLiteral("ringSchema"));
    m_schema->setAccessibleName(tr("Schema of each frame"));
    m_schema->setPlaceholderText(tr("for example: str float bool"));
    label->setBuddy(m_schema);
    connect(m_schema, &SchemaEdit::schemaChanged, this, [this](const Schema &schema) {
        fieldLooks()->follow(schema);
        showNotes(false);
        showFrame();
        m_history->setSchema(schema);
        emit schemaChanged(schema);
    });
    connect(m_schema, &SchemaEdit::schemaCleared, this, [this] {
        showFrame();
        m_history->setSchema(std::nullopt);
        emit schemaChanged(std::nullopt);
    });
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_schema, 1);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addLayout(row);
    m_history = new FramesPanel(side);
    m_history->setLooks(fieldLooks());
    connect(m_history, &FramesPanel::placeChanged, this, &SegmentContent::placeChanged);
    m_pages = new BoundedTabWidget(side);
    QTabWidget *pages = m_pages;
    pages->setObjectName(QStringLiteral("ringPages"));
    pages->setDocumentMode(true);
    pages->setAccessibleName(tr("Frames"));
    pages->setCornerWidget(m_history->countLabel());
    pages->addTab(makePending(), tr("Pending frames"));
    pages->addTab(m_history, tr("Frames seen"));
    m_history->takeFindKeysOf(pages->tabBar());
    // A click on a tab leaves the keyboard where it was; queued, as the page is not in front yet.
    connect(
        pages, &QTabWidget::tabBarClicked, m_history,
        [this](int index) {
            if (index >= 0 && m_pages->widget(index) == m_history)
                m_history->setFocus();
        },
        Qt::QueuedConnection);
    layout->addWidget(pages, 1);
    return side;
}

QWidget *RingPanel::makePending()
{
    m_panes = new QSplitter(Qt::Horizontal, this);
    m_panes->setObjectName(QStringLiteral("ringPanes"));
    m_panes->setChildrenCollapsible(false);
    auto *left = new QSplitter(Qt::Vertical, m_panes);
    left->setObjectName(QStringLiteral("ringFrameSplitter"));
    left->setChildrenCollapsible(false);
    left->addWidget(makeList(left));
    makeFields(left);
    left->addWidget(m_fields);
    m_fields->hide();
    left->setStretchFactor(0, 3);
    left->setStretchFactor(1, 2);
    makeHex(m_panes);
    m_panes->addWidget(left);
    m_panes->addWidget(m_hex);
    m_panes->setStretchFactor(0, 0);
    m_panes->setStretchFactor(1, 1);
    connect(m_panes, &QSplitter::splitterMoved, this, [this] { m_sharedByUser = true; });
    return m_panes;
}

QWidget *RingPanel::makeList(QWidget *parent)
{
    auto *part = new QWidget(parent);
    m_count = new ElidedLabel(QString(), part);
    m_count->setObjectName(QStringLiteral("ringFrameCount"));
    m_follow = frame_views::makeToggle(part, QStringLiteral("followNewestPending"), tr("Follow &newest"),
                                       tr("Always selects the newest frame, and shows its bytes."));
    connect(m_follow, &QToolButton::toggled, this, &RingPanel::follow);
    // Whoever ends it by choosing a frame keeps that one, as long as it is pending.
    connect(m_follow, &QToolButton::clicked, this, [this](bool on) {
        if (!on)
            listOldest();
    });
    m_list = frame_views::makeList(part, &m_frames, QStringLiteral("ringFrames"), tr("Pending frames"));
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_list->setColumnWidth(FrameModel::Number, digit * 6);
    m_list->setColumnWidth(FrameModel::Position, digit * 13);
    m_list->setColumnWidth(FrameModel::Length, digit * 8);
    m_list->setColumnWidth(FrameModel::Values, digit * valueCharacters);
    showNotes(false);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RingPanel::frameChosen);
    m_oldest = new QToolButton(part);
    m_oldest->setObjectName(QStringLiteral("listOldestPending"));
    m_oldest->setText(tr("From the &oldest"));
    m_oldest->setToolTip(tr("Lists the oldest frames again."));
    m_oldest->setFocusPolicy(Qt::StrongFocus);
    m_oldest->hide();
    connect(m_oldest, &QToolButton::clicked, this, &RingPanel::listOldest);
    auto *row = new QHBoxLayout;
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(m_oldest);
    row->addWidget(m_follow);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    return part;
}

void RingPanel::makeFields(QWidget *parent)
{
    m_fields = frame_views::makeFields(parent, &m_fieldModel, QStringLiteral("ringFields"), tr("Fields of the frame"));
    FieldFormatMenu::offerOn(m_fields, &m_fieldModel);
    connect(m_fields->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const auto range = index.data(FieldModel::RangeRole).value<ByteRange>();
        if (m_linking || range.length == 0)
            return;
        m_hex->setSelection(range.offset, range.length);
        m_hex->scrollTo(range.offset);
        tellPlace();
        tellCursor();
    });
}

void RingPanel::makeHex(QWidget *parent)
{
    m_hex = new HexView(parent);
    m_hex->setObjectName(QStringLiteral("ringHex"));
    m_hex->setMinimumHeight(fontMetrics().height() * 2);
    connect(m_hex, &HexView::windowWanted, this, [this](quint64 offset, quint64 length) {
        // What came with a frame that is followed needs not be asked for.
        const auto shown = m_hex->snapshot();
        if (!m_follow->isChecked() || shown == nullptr || offset < shown->offset || offset + length > shown->end())
            emit windowWanted(offset, length);
    });
    connect(m_hex, &HexView::selectionChanged, this, &RingPanel::bytesSelected);
}

void RingPanel::setFacts(const SegmentFacts &facts)
{
    m_hex->setSegment(facts.stat.size, Layout::Ring);
    shareWidth();
}

void RingPanel::shareWidth()
{
    if (m_sharedByUser)
        return;
    // The frames' columns come first: a row of values that is cut off says nothing. The bytes have the rest.
    int frames = 2 * m_list->frameWidth() + m_list->verticalScrollBar()->sizeHint().width()
        + fontMetrics().horizontalAdvance(QLatin1Char('0')) * valueCharacters;
    for (const int column : {FrameModel::Number, FrameModel::Position, FrameModel::Length})
        frames += m_list->columnWidth(column);
    // But eight bytes a row are the least that is worth looking at.
    constexpr int fewest = 8;
    const int room = m_panes->width() - m_panes->handleWidth();
    if (m_hex->options().columns == 0)
        frames = qMin(frames, qMax(room / 2, room - m_hex->widthFor(fewest)));
    m_panes->setSizes({frames, qMax(1, room - frames)});
}

void RingPanel::resizeEvent(QResizeEvent *event)
{
    SegmentContent::resizeEvent(event);
    // Once the panes know their width, which they learn after this.
    QMetaObject::invokeMethod(this, &RingPanel::shareWidth, Qt::QueuedConnection);
}

void RingPanel::record(const Observation &observation)
{
    m_plot->addBatch(observation.throughput);
    // Every look counts, also those between what is shown.
    for (const RingPoint &point : observation.throughput)
        m_map->addFill(point.used, point.capacity);
    if (observation.histograms) {
        m_sizes->add(*observation.histograms);
        m_intervals->add(*observation.histograms);
    }
    m_history->record(observation);
}

void RingPanel::show(const ObservationPtr &observation)
{
    showNumbers(*observation);
    if (observation->ring && !observation->ring->fault)
        m_map->setRing(observation->ring->header, observation->frames);
    else
        m_map->setUnknown(observation->ring ? words::of(*observation->ring->fault) : tr("no ring header"));
    m_map->setRates(observation->bytesInPerSecond, observation->bytesOutPerSecond);
    if (observation->snapshot) {
        if (observation->snapshot->segmentSize != m_hex->geometryOfBytes().size())
            m_hex->setSegment(observation->snapshot->segmentSize, Layout::Ring);
        m_hex->setRing(observation->ring && !observation->ring->fault ? std::optional(observation->ring->header)
                                                                      : std::nullopt);
        m_hex->setSnapshot(observation->snapshot);
    }
    showFrames(observation);
    tellCursor();
}

void RingPanel::showNumbers(const Observation &observation)
{
    const auto dash = QStringLiteral("—");
    const QLocale locale;
    if (!observation.ring) {
        for (QLabel *label : {m_head, m_tail, m_used, m_free, m_messages})
            setNumber(label, dash);
        m_fill->setUnknown(tr("no ring header"));
        return;
    }
    const RingHeader &header = observation.ring->header;
    setNumber(m_head, locale.toString(header.head));
    setNumber(m_tail, locale.toString(header.tail));
    if (observation.ring->fault) {
        setNumber(m_used, dash);
        setNumber(m_free, dash);
        setNumber(m_messages, dash);
        m_fill->setUnknown(words::of(*observation.ring->fault));
        m_capacity = 0;
        return;
    }
    m_capacity = header.capacity;
    setNumber(m_used, locale.toString(header.used()));
    setNumber(m_free, locale.toString(header.capacity - header.used()));
    m_fill->setFill(header.used(), header.capacity);
    // Exact only while every frame was seen; otherwise an estimate, with the coverage beside it.
    const QString rate = locale.toString(observation.messagesPerSecond, 'f', 0);
    if (observation.coverage >= 1)
        setNumber(m_messages, rate);
    else if (observation.coverage > 0)
        setNumber(m_messages, tr("≈ %1 (%2 seen)").arg(rate, words::percent(observation.coverage)));
    else
        setNumber(m_messages, tr("unknown (0 % seen)"));
}

void RingPanel::setPaused(bool paused)
{
    m_hex->setFrozen(paused);
    m_fieldModel.setFrozen(paused);
    m_plot->setPaused(paused);
    m_sizes->setPaused(paused);
    m_intervals->setPaused(paused);
    m_history->setPaused(paused);
}

void RingPanel::connectSession(Session &session)
{
    m_session = &session;
    m_history->setSession(&session);
}

TimePlot *RingPanel::timePlot() const
{
    return m_plot;
}

GuessSource RingPanel::guessSource(std::shared_ptr<const ByteSource>) const
{
    return {.pending = m_frames.frames(), .seen = m_history->seen()};
}

QString RingPanel::schemaText() const
{
    return m_schema->text();
}

void RingPanel::setSchemaText(const QString &text)
{
    m_schema->setText(text);
    m_schema->setCursorPosition(0);
}

void RingPanel::showBytes()
{
    m_pages->setCurrentWidget(m_panes);
}

void RingPanel::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_frames.setTheme(theme);
    m_fieldModel.setTheme(theme);
}

void RingPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    SegmentContent::changeEvent(event);
}

} // namespace membridge
