// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value_rows_edit.h"

#include "elided_label.h"
#include "schema_edit.h"
#include "value_row_delegate.h"
#include "words.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <initializer_list>

namespace membridge {

ValueRowsEdit::ValueRowsEdit(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("valueRowsEdit"));
    m_model.setTheme(Theme::of(palette()));
    m_view = new QTableView(this);
    m_view->setObjectName(QStringLiteral("valueRows"));
    m_view->setAccessibleName(tr("Values, a row each"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new ValueRowDelegate(m_view));
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::AnyKeyPressed | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->horizontalHeader()->setSectionResizeMode(ValueRowsModel::ValueColumn, QHeaderView::Stretch);
    m_view->horizontalHeader()->setHighlightSections(false);
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_view->setColumnWidth(ValueRowsModel::Name, digit * 10);
    m_view->setColumnWidth(ValueRowsModel::Type, digit * 12);
    m_view->setColumnWidth(ValueRowsModel::Size, digit * 8);
    m_view->setMinimumHeight(m_view->verticalHeader()->defaultSectionSize() * 4);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ValueRowsEdit::showState);

    auto *label = new QLabel(tr("Fields:"), this);
    m_schema = new SchemaEdit(this);
    m_schema->setObjectName(QStringLiteral("valueSchema"));
    m_schema->setAccessibleName(tr("Schema whose fields the rows are; empty: rows of any type"));
    m_schema->setPlaceholderText(tr("a schema makes the rows its fields"));
    label->setBuddy(m_schema);
    connect(m_schema, &QLineEdit::textChanged, this, &ValueRowsEdit::schemaTyped);
    m_state = new ElidedLabel({}, this, Qt::ElideRight);
    m_state->setObjectName(QStringLiteral("valueRowsState"));

    connect(&m_model, &ValueRowsModel::edited, this, &ValueRowsEdit::showState);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_schema, 1);
    addButtons(row);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_view, 1);
    column->addWidget(m_state);
    QWidget *before = m_schema;
    for (QWidget *next : std::initializer_list<QWidget *>{m_add, m_remove, m_file, m_view}) {
        setTabOrder(before, next);
        before = next;
    }
    showState();
}

void ValueRowsEdit::addButtons(QHBoxLayout *row)
{
    const auto add = [&](const char *objectName, const QString &text, const QString &accessibleName) {
        auto *button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(objectName));
        button->setAccessibleName(accessibleName);
        button->setToolTip(accessibleName);
        button->setMaximumWidth(fontMetrics().horizontalAdvance(text) + 32);
        row->addWidget(button);
        return button;
    };
    m_add = add("addValue", QStringLiteral("+"), tr("Add a value"));
    connect(m_add, &QPushButton::clicked, this, &ValueRowsEdit::addRow);
    m_remove = add("removeValue", QStringLiteral("−"), tr("Remove the selected value"));
    connect(m_remove, &QPushButton::clicked, this, [this] { m_model.remove(m_view->currentIndex().row()); });
    m_file = add("addFileValue", tr("File…"), tr("Add the bytes of a file"));
    connect(m_file, &QPushButton::clicked, this, &ValueRowsEdit::chooseFile);
}

QString ValueRowsEdit::error() const
{
    return m_schemaError.isEmpty() ? m_model.error() : m_schemaError;
}

void ValueRowsEdit::addRow()
{
    // The type of the row before is the likeliest.
    ValueRow row;
    if (m_model.rowCount() > 0)
        row.type = m_model.row(m_model.rowCount() - 1).type;
    const QModelIndex added = m_model.add(row);
    if (!added.isValid())
        return;
    m_view->setCurrentIndex(added);
    m_view->edit(added);
}

void ValueRowsEdit::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("A file whose bytes are a value"));
    dialog->setObjectName(QStringLiteral("valueFile"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        ValueRow row;
        row.type = ValueRow::Type::File;
        row.text = path;
        m_view->setCurrentIndex(m_model.add(row));
    });
    dialog->open();
}

void ValueRowsEdit::schemaTyped()
{
    m_schemaError = m_schema->error();
    if (m_schemaError.isEmpty())
        m_schemaError = m_model.setSchema(m_schema->schema());
    showState();
}

void ValueRowsEdit::showState()
{
    const QString wrong = error();
    const std::optional<quint64> size = wrong.isEmpty() ? m_model.size() : std::nullopt;
    m_state->setText(size ? words::exactSize(*size) : wrong);
    m_state->setToolTip(words::plainToolTip(wrong));
    QPalette colours = palette();
    if (!wrong.isEmpty())
        colours.setColor(QPalette::WindowText, Theme::of(palette()).error);
    m_state->setPalette(colours);
    m_add->setEnabled(!m_model.hasSchema());
    m_file->setEnabled(!m_model.hasSchema());
    m_remove->setEnabled(!m_model.hasSchema() && m_view->currentIndex().isValid());
}

void ValueRowsEdit::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_model.setTheme(Theme::of(palette()));
        showState();
    }
    QWidget::changeEvent(event);
}

} // namespace membridge
