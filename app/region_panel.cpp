// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "region_panel.h"

#include "lock_panel.h"
#include "offset_edit.h"
#include "session.h"
#include "widgets/burst_view.h"
#include "widgets/field_copy_action.h"
#include "widgets/field_format_menu.h"
#include "widgets/field_looks.h"
#include "widgets/hex_view.h"
#include "widgets/lock_lanes.h"
#include "widgets/schema_edit.h"
#include "widgets/theme.h"
#include "widgets/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace membridge {

RegionPanel::RegionPanel(QWidget *parent) : SegmentContent(parent)
{
    setObjectName(QStringLiteral("regionPanel"));
    auto *data = new QWidget(this);
    auto *column = new QVBoxLayout(data);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(makeSchemaRow(data));
    m_hex = new HexView(data);
    m_hex->setObjectName(QStringLiteral("regionHex"));
    connect(m_hex, &HexView::windowWanted, this, &SegmentContent::windowWanted);
    connect(m_hex, &HexView::selectionChanged, this, &RegionPanel::bytesSelected);

    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(QStringLiteral("regionSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_hex);
    m_splitter->addWidget(makeFieldsSide());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_sharedByUser = true; });

    column->addWidget(m_splitter, 1);
    m_lock = new LockPanel(this);
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setObjectName(QStringLiteral("regionParts"));
    parts->setChildrenCollapsible(true);
    parts->addWidget(m_lock);
    parts->addWidget(data);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 3);
    parts->setSizes({300, 700});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(parts);
    m_model.setTheme(Theme::of(palette()));
    m_model.setLooks(fieldLooks());
    updateNote(nullptr);
}

QHBoxLayout *RegionPanel::makeSchemaRow(QWidget *parent)
{
    auto *label = new QLabel(tr("Schema:"), parent);
    m_schema = new SchemaEdit(parent);
    m_schema->setObjectName(QStringLiteral("regionSchema"));
    m_schema->setAccessibleName(tr("Schema of the region"));
    m_schema->setPlaceholderText(tr("for example: str int float bool 3*str"));
    label->setBuddy(m_schema);
    connect(m_schema, &SchemaEdit::schemaChanged, this, [this](const Schema &schema) {
        fieldLooks()->follow(schema);
        emit schemaChanged(schema);
    });
    connect(m_schema, &SchemaEdit::schemaCleared, this, [this] { emit schemaChanged(std::nullopt); });
    connect(m_schema, &CheckedLineEdit::errorChanged, this, [this] { updateNote(nullptr); });

    auto *offsetLabel = new QLabel(tr("from"), parent);
    m_offset = new OffsetEdit(parent);
    m_offset->setObjectName(QStringLiteral("regionDataOffset"));
    m_offset->setAccessibleName(tr("Data offset where the schema starts"));
    m_offset->setPlaceholderText(QStringLiteral("0"));
    m_offset->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0x0000000000")));
    offsetLabel->setBuddy(m_offset);
    connect(m_offset, &OffsetEdit::offsetChanged, this,
            [this] { emit dataOffsetChanged(m_offset->offset().value_or(0)); });

    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_schema, 1);
    row->addWidget(offsetLabel);
    row->addWidget(m_offset);
    return row;
}

QWidget *RegionPanel::makeFieldsSide()
{
    auto *side = new QWidget(this);
    m_fields = new QTreeView(side);
    m_fields->setObjectName(QStringLiteral("regionFields"));
    m_fields->setAccessibleName(tr("Decoded fields"));
    m_fields->setModel(&m_model);
    m_fields->setAlternatingRowColors(true);
    m_fields->setUniformRowHeights(true);
    m_fields->header()->setStretchLastSection(true);
    m_fields->header()->moveSection(FieldModel::ValueColumn, FieldModel::Type);
    connect(m_fields->selectionModel(), &QItemSelectionModel::currentChanged, this, &RegionPanel::fieldSelected);
    new FieldCopyAction(m_fields, &m_model);
    FieldFormatMenu::offerOn(m_fields, &m_model);

    m_note = new QLabel(side);
    m_note->setObjectName(QStringLiteral("regionNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setMargin(4);

    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_fields, 1);
    layout->addWidget(m_note);
    return side;
}

void RegionPanel::setFacts(const SegmentFacts &facts)
{
    m_hex->setSegment(facts.stat.size, facts.layout);
    shareWidth();
}

void RegionPanel::shareWidth()
{
    if (m_sharedByUser)
        return;
    // Sixteen bytes a row without scrolling sideways, or eight where the fields would have no room for a name and a value.
    constexpr int fewer = 8;
    const int room = m_splitter->width() - m_splitter->handleWidth();
    const int fields = fontMetrics().averageCharWidth() * 36;
    int hex = m_hex->sizeHint().width();
    if (m_hex->options().columns == 0 && room - hex < fields)
        hex = m_hex->widthFor(fewer);
    m_splitter->setSizes({hex, qMax(1, room - hex)});
}

void RegionPanel::resizeEvent(QResizeEvent *event)
{
    SegmentContent::resizeEvent(event);
    layout()->activate(); // the splitter knows its width first
    shareWidth();
}

void RegionPanel::record(const Observation &observation)
{
    m_lock->record(observation);
}

void RegionPanel::connectSession(Session &session)
{
    BurstView *burst = m_lock->burst();
    connect(burst, &BurstView::captureRequested, &session, &Session::captureBurst);
    connect(burst, &BurstView::stopRequested, &session, &Session::stopBurst);
    connect(&session, &Session::burstStarted, burst, [burst] { burst->setRunning(true); });
    connect(&session, &Session::burstCaptured, burst, &BurstView::setCapture);
    connect(&session, &Session::burstFailed, burst,
            [burst](const Error &error) { burst->setFailure(words::of(error)); });
    connect(&session, &Session::participationChanged, this,
            [this](bool participating) { markOwnCursor(participating ? std::optional<quint64>(0) : std::nullopt); });
    connect(&session, &Session::performed, this,
            [this](const OperationResult &result) { markOwnCursor(result.cursor); });
}

void RegionPanel::markOwnCursor(std::optional<quint64> dataOffset)
{
    std::vector<HexMark> marks;
    if (dataOffset)
        marks.push_back({.range = {region_layout::dataOffset + *dataOffset, 1},
                         .colour = {},
                         .text = tr("Our own cursor: data offset %1").arg(*dataOffset)});
    m_hex->setMarks(HexMarks::Kind::Cursor, std::move(marks));
}

void RegionPanel::captureBurst()
{
    m_lock->openBurst();
    emit m_lock->burst()->captureRequested(m_lock->burst()->options());
}

TimePlot *RegionPanel::timePlot() const
{
    return m_lock->lanes();
}

void RegionPanel::show(const ObservationPtr &observation)
{
    m_lock->show(*observation);
    if (observation->snapshot) {
        if (observation->snapshot->segmentSize != m_hex->geometryOfBytes().size())
            m_hex->setSegment(observation->snapshot->segmentSize, Layout::Region);
        m_hex->setSnapshot(observation->snapshot);
    }
    const bool first = m_model.result() == nullptr && observation->fields != nullptr;
    m_model.setResult(observation->fields);
    if (first) {
        m_fields->expandAll();
        for (int column = 0; column < FieldModel::Note; ++column)
            m_fields->resizeColumnToContents(column);
    }
    updateNote(observation.get());
    tellCursor();
}

void RegionPanel::updateNote(const Observation *observation)
{
    if (!m_schema->error().isEmpty())
        m_note->setText(m_schema->error());
    else if (m_schema->text().trimmed().isEmpty())
        m_note->setText(tr("The format stores no types. Type a schema to read the data as fields."));
    else if (observation != nullptr && observation->torn)
        m_note->setText(tr("Read without the lock while a writer was at work: values may be torn."));
    else
        m_note->setText(
            tr("Read without the lock: values may be torn unseen. A schema is a guess; the format stores no types."));
}

void RegionPanel::setPaused(bool paused)
{
    m_hex->setFrozen(paused);
    m_model.setFrozen(paused);
    m_lock->setPaused(paused);
}

GuessSource RegionPanel::guessSource(std::shared_ptr<const ByteSource> bytes) const
{
    return {.bytes = std::move(bytes), .offset = region_layout::dataOffset + m_offset->offset().value_or(0)};
}

QString RegionPanel::schemaText() const
{
    return m_schema->text();
}

void RegionPanel::setSchemaText(const QString &text)
{
    m_schema->setText(text);
    m_schema->setCursorPosition(0);
}

void RegionPanel::fieldSelected(const QModelIndex &index)
{
    if (m_linking)
        return;
    const auto range = index.data(FieldModel::RangeRole).value<ByteRange>();
    if (range.length == 0)
        return;
    m_linking = true;
    m_hex->setSelection(range.offset, range.length);
    m_hex->scrollTo(range.offset);
    m_linking = false;
    tellPlace();
    tellCursor();
}

void RegionPanel::bytesSelected(quint64 offset, quint64)
{
    tellPlace();
    tellCursor();
    const QModelIndex field = m_model.indexAtByte(offset);
    if (m_linking || !field.isValid())
        return;
    m_linking = true;
    m_fields->setCurrentIndex(field);
    m_linking = false;
}

void RegionPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        m_model.setTheme(Theme::of(palette()));
    SegmentContent::changeEvent(event);
}

} // namespace membridge
