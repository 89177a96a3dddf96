// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "colour_rules_editor.h"

#include "widgets/frame_filter_edit.h"
#include "widgets/still_combo_box.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPixmap>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

namespace membridge {

ColourRulesEditor::ColourRulesEditor(QWidget *parent) : QDialog(parent), m_list(new QTableView(this))
{
    setObjectName(QStringLiteral("colourRulesEditor"));
    setWindowTitle(tr("Colour rules of frames"));
    auto *explanation = new QLabel(
        tr("Frames seen are marked by the first rule, from the top, whose filter lets them through."), this);
    explanation->setWordWrap(true);
    m_list->setObjectName(QStringLiteral("colourRules"));
    m_list->setAccessibleName(tr("Colour rules"));
    m_list->setModel(&m_model);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setShowGrid(false);
    m_list->setTabKeyNavigation(false);
    m_list->verticalHeader()->hide();
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setSectionResizeMode(ColourRuleModel::Filter, QHeaderView::Stretch);
    m_list->horizontalHeader()->setSectionResizeMode(ColourRuleModel::Problem, QHeaderView::Stretch);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ColourRulesEditor::showRule);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &ColourRulesEditor::showRule);
    for (const auto signal : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
        connect(&m_model, signal, this, &ColourRulesEditor::showRule);
    connect(&m_model, &QAbstractItemModel::rowsMoved, this, &ColourRulesEditor::showRule);

    auto *buttons = new QVBoxLayout;
    const auto button = [&](const QString &text, const char *objectName, auto act) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(QLatin1String(objectName));
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, act);
        buttons->addWidget(made);
        return made;
    };
    button(tr("&Add"), "addColourRule", &ColourRulesEditor::addRule);
    m_remove = button(tr("&Remove"), "removeColourRule", [this] { m_model.remove(currentRow()); });
    m_up = button(tr("Move &up"), "colourRuleUp", [this] { m_model.moveBy(currentRow(), -1); });
    m_down = button(tr("Move &down"), "colourRuleDown", [this] { m_model.moveBy(currentRow(), 1); });
    buttons->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(buttons);
    auto *box = new QDialogButtonBox(QDialogButtonBox::Close, this);
    box->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(row, 1);
    layout->addWidget(makeForm());
    layout->addWidget(box);
    m_model.setTheme(Theme::of(palette()));
    resize(640, 380);
    showRule();
}

QWidget *ColourRulesEditor::makeForm()
{
    auto *form = new QWidget(this);
    m_filter = new FrameFilterEdit(form);
    m_filter->setObjectName(QStringLiteral("colourRuleFilter"));
    m_filter->setMaxLength(ColourRule::longestFilter);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (!m_showing)
            m_model.setFilter(currentRow(), text.trimmed());
    });
    auto *problem = new QLabel(form);
    problem->setObjectName(QStringLiteral("colourRuleProblem"));
    problem->setTextFormat(Qt::PlainText);
    problem->setWordWrap(true);
    problem->hide();
    connect(m_filter, &CheckedLineEdit::errorChanged, problem, [problem](const QString &error) {
        problem->setText(error);
        problem->setVisible(!error.isEmpty());
    });
    m_colour = new StillComboBox(form);
    m_colour->setObjectName(QStringLiteral("colourRuleColour"));
    m_colour->setAccessibleName(tr("Colour"));
    for (int colour = 0; colour < ColourRule::colourCount; ++colour)
        m_colour->addItem(ColourRuleModel::nameOf(static_cast<ColourRule::Colour>(colour)));
    connect(m_colour, &QComboBox::activated, this,
            [this](int colour) { m_model.setColour(currentRow(), static_cast<ColourRule::Colour>(colour)); });
    auto *label = new QLabel(tr("&Filter:"), form);
    label->setBuddy(m_filter);
    auto *colourLabel = new QLabel(tr("&Colour:"), form);
    colourLabel->setBuddy(m_colour);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_filter, 1);
    row->addWidget(colourLabel);
    row->addWidget(m_colour);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(problem);
    return form;
}

int ColourRulesEditor::currentRow() const
{
    return m_list->currentIndex().row();
}

void ColourRulesEditor::addRule()
{
    const QModelIndex added = m_model.add({});
    if (!added.isValid())
        return;
    m_list->setCurrentIndex(added);
    m_filter->setFocus();
}

void ColourRulesEditor::showRule()
{
    if (m_filter == nullptr)
        return; // not made yet
    const QScopedValueRollback showing(m_showing, true);
    const int row = currentRow();
    const bool any = row >= 0 && row < m_model.rowCount();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_filter), static_cast<QWidget *>(m_colour), static_cast<QWidget *>(m_remove)})
        widget->setEnabled(any);
    m_up->setEnabled(any && row > 0);
    m_down->setEnabled(any && row + 1 < m_model.rowCount());
    const ColourRule rule = any ? m_model.rules()[static_cast<std::size_t>(row)] : ColourRule{};
    if (m_filter->text().trimmed() != rule.filter)
        m_filter->setText(rule.filter);
    m_colour->setCurrentIndex(rule.colour);
}

void ColourRulesEditor::setSchema(const Schema &schema)
{
    m_model.setSchema(schema);
    m_filter->setSchema(schema);
}

void ColourRulesEditor::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_filter != nullptr)
        m_model.setTheme(Theme::of(palette()));
    QDialog::changeEvent(event);
}

} // namespace membridge
