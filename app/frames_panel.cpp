// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "frames_panel.h"

#include "frame_views.h"
#include "session.h"
#include "widgets/colour_rule_model.h"
#include "widgets/field_format_menu.h"
#include "widgets/field_looks.h"
#include "widgets/frame_filter_edit.h"
#include "widgets/frame_find_bar.h"
#include "widgets/hex_view.h"
#include "widgets/words.h"

#include "core/codec/value_text.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>
#include <limits>
#include <optional>

namespace membridge {

namespace {

constexpr int refreshMs = 100;

} // namespace

FramesPanel::FramesPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("framesPanel"));
    makeList();
    makeFields();
    m_hex = new HexView(this);
    m_hex->setObjectName(QStringLiteral("frameHex"));
    m_hex->setAccessibleName(tr("Bytes of the selected frame"));
    m_hex->setBookmarkable(false); // a bookmark is a place in the segment
    m_caption = new QLabel(this);
    m_caption->setObjectName(QStringLiteral("frameCaption"));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_caption->hide();
    m_hex->clear(tr("Select a frame to see its bytes."));
    connect(m_hex, &HexView::selectionChanged, this, [this](quint64 offset, quint64) {
        if (m_selecting)
            return;
        m_selecting = true;
        if (const QModelIndex index = m_fieldModel.indexAtByte(offset); index.isValid())
            m_fields->setCurrentIndex(index);
        m_selecting = false;
        emit placeChanged(m_hex->placeText());
    });

    auto *bytes = new QWidget(this);
    auto *bytesLayout = new QVBoxLayout(bytes);
    bytesLayout->setContentsMargins(0, 0, 0, 0);
    bytesLayout->addWidget(m_caption);
    bytesLayout->addWidget(m_hex, 1);
    auto *below = new QSplitter(Qt::Horizontal, this);
    below->setObjectName(QStringLiteral("frameDetails"));
    below->setChildrenCollapsible(false);
    below->addWidget(m_fields);
    below->addWidget(bytes);
    m_hex->setMinimumHeight(fontMetrics().height() * 2);
    auto *panes = new QSplitter(Qt::Vertical, this);
    panes->setObjectName(QStringLiteral("framePanes"));
    panes->setChildrenCollapsible(false);
    panes->addWidget(m_list);
    panes->addWidget(below);
    panes->setStretchFactor(0, 2);
    panes->setStretchFactor(1, 1);
    panes->setSizes(
        {2000, 1000}); // shares, whatever the height: otherwise what the details ask for leaves the list two rows

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(makeToolRow());
    m_find = new FrameFindBar(&m_frames, m_list->selectionModel(), this);
    connect(m_find, &FrameFindBar::found, this, [this] {
        // Otherwise the next frame would take its place.
        m_follow->setChecked(false);
        m_list->scrollTo(m_list->currentIndex(), QAbstractItemView::PositionAtCenter);
    });
    connect(m_find, &FrameFindBar::closed, m_list, qOverload<>(&QWidget::setFocus));
    layout->addWidget(m_find);
    layout->addWidget(panes, 1);
    setFocusProxy(m_list);
    m_timer.setInterval(refreshMs);
    connect(&m_timer, &QTimer::timeout, this, &FramesPanel::refresh);
    applyTheme();
}

QWidget *FramesPanel::makeToolRow()
{
    auto *bar = new QWidget(this);
    m_filter = new FrameFilterEdit(bar);
    m_filter->setObjectName(QStringLiteral("frameFilter"));
    auto *label = new QLabel(tr("Fi&lter:"), bar);
    label->setBuddy(m_filter);
    auto *problem = new QLabel(bar);
    problem->setObjectName(QStringLiteral("frameFilterProblem"));
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->hide();
    connect(m_filter, &CheckedLineEdit::errorChanged, problem, [problem](const QString &error) {
        problem->setText(error);
        problem->setVisible(!error.isEmpty());
    });
    connect(m_filter, &FrameFilterEdit::filterChanged, this, &FramesPanel::applyFilter);
    m_keep = frame_views::makeToggle(
        bar, QStringLiteral("keepFrames"), tr("&Keep frames"),
        tr("Reads every frame that passes through the ring and keeps it, in bounded memory."));
    connect(m_keep, &QToolButton::toggled, this, &FramesPanel::keep);
    m_follow = frame_views::makeToggle(bar, QStringLiteral("followNewest"), tr("Follow &newest"),
                                       tr("Always selects the newest frame, until you scroll away or choose another."));
    connect(m_follow, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            followTail(true);
    });
    m_count = new QLabel(this);
    m_count->setObjectName(QStringLiteral("frameHistoryCount"));
    m_count->setTextFormat(Qt::PlainText);
    connect(&m_frames, &FrameHistoryModel::countChanged, this, [this] { m_count->setText(m_frames.countText()); });

    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_filter, 1);
    row->addWidget(m_keep);
    row->addWidget(m_follow);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(problem);
    return bar;
}

void FramesPanel::makeList()
{
    m_list = frame_views::makeList(this, &m_frames, QStringLiteral("frameHistory"), tr("Frames seen"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    // What is marked by colour is told apart by it.
    m_list->setAlternatingRowColors(false);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_list->setColumnWidth(FrameHistoryModel::Number, digit * 11);
    m_list->setColumnWidth(FrameHistoryModel::Time, digit * 14);
    m_list->setColumnWidth(FrameHistoryModel::Delta, digit * 12);
    m_list->setColumnWidth(FrameHistoryModel::Position, digit * 15);
    m_list->setColumnWidth(FrameHistoryModel::Length, digit * 9);
    m_list->setColumnWidth(FrameHistoryModel::Values,
                           digit * 20); // the last one grows; wider, it would cost a scroll bar
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &FramesPanel::showFrame);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (!m_moving && current.isValid() && current.row() != m_frames.rowCount() - 1)
            leaveTail();
    });
    // By the wheel, the keyboard or the mouse: not when the list moves by itself.
    connect(m_list->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = m_list->verticalScrollBar();
        if (bar->sliderPosition() < bar->maximum())
            leaveTail();
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, &FramesPanel::openListMenu);
    // Rows come and go between these two; whoever had scrolled away stays where he is.
    connect(&m_frames, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] { m_wasAtEnd = isAtEnd(); });
    connect(&m_frames, &QAbstractItemModel::rowsInserted, this, [this] { followTail(m_wasAtEnd); });

    const auto add = [this](const QString &objectName, const QString &text, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(text, m_list);
        action->setObjectName(objectName);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, slot);
        m_list->addAction(action);
    };
    add(QStringLiteral("timeReference"), tr("&Time reference"), QKeySequence(Qt::CTRL | Qt::Key_T),
        [this] { m_frames.toggleTimeReference(m_list->currentIndex()); });
    // The panel itself takes these keys, wherever in it the focus is: here they are only shown.
    add(QStringLiteral("findFrame"), tr("&Find…"), {}, [this] { m_find->open(); });
    add(QStringLiteral("copyFrame"), tr("&Copy row"), QKeySequence::Copy, [this] {
        if (m_list->currentIndex().isValid())
            QGuiApplication::clipboard()->setText(m_frames.rowText(m_list->currentIndex().row()));
    });
}

void FramesPanel::makeFields()
{
    m_fields = frame_views::makeFields(this, &m_fieldModel, QStringLiteral("frameFields"),
                                       tr("Fields of the selected frame"));
    m_fields->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_fields, &QWidget::customContextMenuRequested, this, &FramesPanel::openFieldMenu);
    connect(m_fields->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const auto range = index.data(FieldModel::RangeRole).value<ByteRange>();
        if (m_selecting || range.length == 0)
            return;
        m_selecting = true;
        m_hex->setSelection(range.offset, range.length);
        m_hex->scrollTo(range.offset);
        m_selecting = false;
    });
}

void FramesPanel::setSession(Session *session)
{
    m_session = session;
}

void FramesPanel::setLooks(FieldLooks *looks)
{
    m_fieldModel.setLooks(looks);
    connect(looks, &FieldLooks::changed, this, [this, looks] { m_frames.setStyles(looks->styles(m_frames.schema())); });
}

void FramesPanel::keep(bool on)
{
    if (m_session == nullptr)
        return;
    // What is begun anew has a store of its own.
    if (on)
        m_frames.clear();
    m_session->setKeepingFrames(on);
    if (on && isVisible() && !m_paused)
        m_timer.start();
}

void FramesPanel::refresh()
{
    if (m_session == nullptr || m_session->frameStore() == nullptr || m_paused)
        return;
    FrameStoreView view = m_session->frameStore()->view();
    if (view.begin() != m_frames.view().begin() || view.end() != m_frames.view().end()) {
        // Rows that leave take the selection along.
        const QScopedValueRollback moving(m_moving, true);
        m_frames.setView(std::move(view));
    }
    // A frame that is shown stays, also when its row was dropped.
    if (m_shown && *m_shown < m_frames.view().begin() && !m_list->currentIndex().isValid())
        showCaption(tr("This frame was dropped from the list."));
}

FrameStoreView FramesPanel::seen() const
{
    const bool kept = m_session != nullptr && m_session->frameStore() != nullptr;
    return kept && !m_paused ? m_session->frameStore()->view() : m_frames.view();
}

bool FramesPanel::isAtEnd() const
{
    const QScrollBar *bar = m_list->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

void FramesPanel::followTail(bool wasAtEnd)
{
    const int last = m_frames.rowCount() - 1;
    if (last < 0 || m_paused)
        return;
    const QScopedValueRollback moving(m_moving, true);
    if (m_follow->isChecked())
        m_list->setCurrentIndex(m_frames.index(last, 0));
    // Whoever chose a frame that can be seen looks at it.
    const bool looks = m_list->currentIndex().isValid()
        && m_list->viewport()->rect().intersects(m_list->visualRect(m_list->currentIndex()));
    if (m_follow->isChecked() || (wasAtEnd && !looks))
        m_list->scrollToBottom();
}

/// The user looks at something else than the newest: the list must not take it away again.
void FramesPanel::leaveTail()
{
    m_follow->setChecked(false);
}

void FramesPanel::showCaption(const QString &text)
{
    m_caption->setText(text);
    m_caption->setVisible(!text.isEmpty());
}

void FramesPanel::showFrame()
{
    const auto entry = m_frames.entry(m_list->currentIndex());
    if (!entry) {
        if (!m_list->currentIndex().data(FrameHistoryModel::GapRole).toBool())
            return;
        m_shown.reset();
        m_fieldModel.setResult(nullptr);
        showCaption(m_list->currentIndex().siblingAtColumn(FrameHistoryModel::Values).data().toString());
        m_hex->clear(tr("There is no frame here."));
        return;
    }
    const FrameRow &row = entry->row;
    m_shown = m_list->currentIndex().data(FrameHistoryModel::StoreRowRole).toULongLong();
    if (row.kind != FrameRowKind::Frame) {
        m_fieldModel.setResult(nullptr);
        showCaption(m_list->currentIndex().siblingAtColumn(FrameHistoryModel::Values).data().toString());
        m_hex->clear(tr("There is no frame here."));
        return;
    }
    const QLocale locale;
    QString caption = tr("Frame %1 at position %2").arg(locale.toString(quint64(row.number)), words::offset(row.position));
    if (row.kept < row.length)
        caption += tr(", only the first %1 of %2").arg(words::exactSize(row.kept), words::exactSize(row.length));
    if (!row.exact)
        caption += tr("; it was consumed while it was copied and may be overwritten in part");
    showCaption(caption);

    auto snapshot = std::make_shared<Snapshot>();
    snapshot->timeNs = row.timeNs;
    snapshot->segmentSize = entry->payload.size();
    snapshot->bytes.assign(entry->payload.begin(), entry->payload.end());
    // Another frame's bytes are no changes of these.
    m_hex->clear(tr("This frame has no bytes."));
    if (!snapshot->bytes.empty()) {
        m_hex->setSegment(snapshot->segmentSize, Layout::Unknown);
        m_hex->setSnapshot(snapshot);
    }
    if (m_frames.schema().fields.empty()) {
        m_fieldModel.setResult(nullptr);
        return;
    }
    auto result = std::make_shared<DecodedSchema>();
    result->schema = m_frames.schema();
    result->decoded = decode(entry->payload, result->schema);
    frame_views::showFields(m_fields, &m_fieldModel, std::move(result));
}

void FramesPanel::setSchema(const std::optional<Schema> &schema)
{
    m_frames.setSchema(schema.value_or(Schema()));
    m_frames.setStyles(m_fieldModel.looks()->styles(m_frames.schema()));
    m_filter->setSchema(m_frames.schema());
    m_find->setSchema(m_frames.schema());
    applyColours();
    showFrame();
    emit schemaChanged();
}

void FramesPanel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        refresh();
}

void FramesPanel::record(const Observation &observation)
{
    if (observation.following && observation.following->error && m_keep->isChecked()) {
        m_keep->setChecked(false);
        showCaption(words::of(*observation.following->error));
    }
}

void FramesPanel::applyFilter()
{
    m_frames.setFilter(m_filter->filter());
    followTail(true);
}

void FramesPanel::applyColours()
{
    std::vector<std::pair<FrameFilter, ColourRule::Colour>> rules;
    for (const ColourRule &rule : m_rules) {
        if (!rule.enabled)
            continue;
        auto parsed = FrameFilter::parse(rule.filter.toStdString(), m_frames.schema());
        if (auto *filter = std::get_if<FrameFilter>(&parsed))
            rules.emplace_back(std::move(*filter), rule.colour);
    }
    m_frames.setColourRules(std::move(rules));
}

void FramesPanel::addColourRule(ColourRule::Colour colour)
{
    const QString filter = m_filter->text().trimmed();
    std::erase_if(m_rules, [&](const ColourRule &rule) { return rule.filter == filter; });
    m_rules.push_back({.filter = filter, .colour = colour});
    applyColours();
    emit colourRulesChanged(m_rules);
}

void FramesPanel::setColourRules(const std::vector<ColourRule> &rules)
{
    if (rules == m_rules)
        return;
    m_rules = rules;
    applyColours();
}

void FramesPanel::openListMenu(const QPoint &point)
{
    auto *menu = new QMenu(m_list);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_list->actions());
    menu->addSeparator();
    QMenu *colours = menu->addMenu(tr("&Mark what the filter lets through"));
    colours->setEnabled(m_filter->filter().has_value() && m_rules.size() < ColourRule::mostRules);
    for (int number = 0; number < ColourRule::colourCount; ++number) {
        const auto colour = static_cast<ColourRule::Colour>(number);
        connect(colours->addAction(ColourRuleModel::nameOf(colour)), &QAction::triggered, this,
                [this, colour] { addColourRule(colour); });
    }
    QAction *rules = menu->addAction(tr("Colour &rules…"));
    rules->setObjectName(QStringLiteral("frameColourRules"));
    connect(rules, &QAction::triggered, this, &FramesPanel::colourRulesWanted);
    menu->popup(m_list->viewport()->mapToGlobal(point));
}

QString FramesPanel::fieldWord(const QModelIndex &field) const
{
    const int number = m_fieldModel.schemaField(field);
    if (number < 0)
        return {};
    const std::string &name = m_frames.schema().fields[static_cast<std::size_t>(number)].name;
    return name.empty() ? QString::number(number) : QString::fromStdString(name);
}

namespace {

/// What a value of a field equals in a filter; nothing for what equals nothing that can be written.
std::optional<QString> comparisonWith(const DecodedField &field)
{
    const auto exactly = [](double number) -> std::optional<QString> {
        if (std::isnan(number))
            return std::nullopt;
        if (std::isinf(number))
            return (number > 0 ? QStringLiteral("> ") : QStringLiteral("< -"))
                + QString::fromStdString(shortest(std::numeric_limits<double>::max()));
        return QStringLiteral("== ") + QString::fromStdString(shortest(number));
    };
    // A filter compares doubles: the shortest form of a float is another one of these.
    if (const auto *single = std::get_if<float>(&field.value.data))
        return exactly(double{*single});
    if (const auto *number = std::get_if<double>(&field.value.data))
        return exactly(*number);
    if (std::holds_alternative<ByteVector>(field.value.data))
        return std::nullopt;
    const auto *text = std::get_if<Text>(&field.value.data);
    if (text == nullptr)
        return QStringLiteral("== ") + QString::fromStdString(displayText(field.value));
    QString value = QString::fromStdString(text->bytes);
    value.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QStringLiteral("== \"") + value + QLatin1Char('"');
}

} // namespace

QString FramesPanel::conditionOf(const QModelIndex &field) const
{
    const QString word = fieldWord(field);
    const auto result = m_fieldModel.result();
    // A minus in a name would be one between two.
    if (word.isEmpty() || word.contains(QLatin1Char('-')) || result == nullptr)
        return {};
    const auto number = static_cast<std::size_t>(m_fieldModel.schemaField(field));
    const bool list = result->schema.fields[number].count != 1;
    const int element = field.parent().isValid() ? field.row() : 0;
    if (list && !field.parent().isValid())
        return {};
    int seen = 0;
    for (const DecodedField &each : result->decoded.fields) {
        if (each.field != number || seen++ != element)
            continue;
        const auto comparison = comparisonWith(each);
        return comparison
            ? QStringLiteral("field.%1%2 %3").arg(word, list ? QStringLiteral("[%1]").arg(element) : QString(), *comparison)
            : QString();
    }
    return {};
}

void FramesPanel::openFieldMenu(const QPoint &point)
{
    const QModelIndex index = m_fields->indexAt(point);
    auto *menu = new QMenu(m_fields);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString condition = conditionOf(index);
    QAction *filter = menu->addAction(tr("Apply as &filter"));
    filter->setObjectName(QStringLiteral("applyAsFilter"));
    filter->setEnabled(!condition.isEmpty());
    connect(filter, &QAction::triggered, this, [this, condition] { m_filter->addCondition(condition); });
    menu->addActions(m_fields->actions());
    menu->addMenu(new FieldFormatMenu(&m_fieldModel, index, menu));
    const QString word = fieldWord(index);
    QAction *column = menu->addAction(tr("Show as &column"));
    column->setObjectName(QStringLiteral("showAsColumn"));
    column->setCheckable(true);
    column->setEnabled(!word.isEmpty());
    column->setChecked(m_frames.fieldColumns().contains(word));
    connect(column, &QAction::triggered, this, [this, word](bool on) {
        QStringList columns = m_frames.fieldColumns();
        columns.removeAll(word);
        if (on)
            columns << word;
        m_frames.setFieldColumns(columns);
    });
    menu->popup(m_fields->viewport()->mapToGlobal(point));
}

void FramesPanel::takeFindKeysOf(QWidget *widget)
{
    widget->installEventFilter(this);
}

bool FramesPanel::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (isKey && isVisible() && isFindKey(static_cast<QKeyEvent *>(event))) {
        if (event->type() == QEvent::KeyPress)
            keyPressEvent(static_cast<QKeyEvent *>(event));
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool FramesPanel::isFindKey(const QKeyEvent *key)
{
    return key->matches(QKeySequence::Find) || key->key() == Qt::Key_F3;
}

bool FramesPanel::event(QEvent *event)
{
    // Find means frames here, and bytes elsewhere: the window's actions have the same keys.
    if (event->type() == QEvent::ShortcutOverride && isFindKey(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void FramesPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        m_find->open();
    else if (event->key() == Qt::Key_F3 && event->modifiers() == Qt::ShiftModifier)
        m_find->previous();
    else if (event->key() == Qt::Key_F3)
        m_find->next();
    else
        QWidget::keyPressEvent(event);
}

void FramesPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_began && m_session != nullptr) {
        m_began = true;
        m_keep->setChecked(true);
    }
    m_timer.start();
    refresh();
}

void FramesPanel::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void FramesPanel::applyTheme()
{
    const Theme theme = Theme::of(palette());
    m_frames.setTheme(theme);
    m_fieldModel.setTheme(theme);
}

void FramesPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
    QWidget::changeEvent(event);
}

} // namespace membridge
