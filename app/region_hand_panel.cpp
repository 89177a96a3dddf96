// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "region_hand_panel.h"

#include "offset_edit.h"
#include "values_by_hand.h"
#include "widgets/elided_label.h"
#include "widgets/schema_edit.h"
#include "widgets/value_line_edit.h"
#include "widgets/value_rows_edit.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

namespace membridge {

namespace {

constexpr int charactersInAQuestion = 80;

} // namespace

RegionHandPanel::RegionHandPanel(QWidget *parent) : HandPanel(parent)
{
    setObjectName(QStringLiteral("regionHandPanel"));
    makeWriter();
    makeReader();
    makeCursor();
    grid()->setRowStretch(grid()->rowCount(), 1);
}

OffsetEdit *RegionHandPanel::addOffset(const char *objectName, const QString &accessibleName, const QString &placeholder)
{
    auto *edit = new OffsetEdit(this);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(accessibleName);
    edit->setPlaceholderText(placeholder);
    edit->setMinimumWidth(fontMetrics().horizontalAdvance(placeholder) + 24);
    edit->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0x000000000000")));
    return edit;
}

void RegionHandPanel::makeWriter()
{
    auto *label = new QLabel(tr("Values:"), this);
    ValueLineEdit *line = values()->line();
    line->setObjectName(QStringLiteral("writeValues"));
    line->setAccessibleName(tr("Values to write; arrow up for those before"));
    line->setPlaceholderText(tr("for example: \"Hello from A!\" 42 3.14 true [a b c]"));
    label->setBuddy(values());
    m_writeOffset = addOffset("writeOffset", tr("Data offset to write at; empty: at the cursor"), tr("at cursor"));
    QPushButton *write = addButton("writeButton", tr("&Write"), tr("Write the values under the write lock"));
    connect(write, &QPushButton::clicked, this, &RegionHandPanel::write);
    connect(values(), &ValuesEdit::finished, this, &RegionHandPanel::write);
    connect(m_writeOffset, &QLineEdit::returnPressed, this, &RegionHandPanel::write);
    grid()->addWidget(label, 0, 0);
    grid()->addWidget(values(), 0, 1);
    grid()->addWidget(m_writeOffset, 0, 2);
    grid()->addWidget(write, 0, 3);
    grid()->addWidget(values()->rows(), 1, 0, 1, 4);
}

void RegionHandPanel::makeReader()
{
    auto *label = new QLabel(tr("Schema:"), this);
    m_schema = new SchemaEdit(this);
    m_schema->setObjectName(QStringLiteral("readSchema"));
    m_schema->setAccessibleName(tr("Schema to read with"));
    m_schema->setPlaceholderText(tr("for example: str int float bool 3*str"));
    label->setBuddy(m_schema);
    m_readOffset = addOffset("readOffset", tr("Data offset to read from; empty: at the cursor"), tr("at cursor"));
    QPushButton *read = addButton("readButton", tr("&Read"), tr("Read by the schema under the read lock"));
    connect(read, &QPushButton::clicked, this, &RegionHandPanel::read);
    connect(m_schema, &QLineEdit::returnPressed, this, &RegionHandPanel::read);
    connect(m_readOffset, &QLineEdit::returnPressed, this, &RegionHandPanel::read);
    grid()->addWidget(label, 2, 0);
    grid()->addWidget(m_schema, 2, 1);
    grid()->addWidget(m_readOffset, 2, 2);
    grid()->addWidget(read, 2, 3);
}

void RegionHandPanel::makeCursor()
{
    m_cursor = new QLabel(this);
    m_cursor->setObjectName(QStringLiteral("regionCursor"));
    m_cursor->setTextInteractionFlags(Qt::TextSelectableByMouse);
    showCursor(0);
    m_seekOffset = addOffset("seekOffset", tr("Data offset to move the cursor to"), QStringLiteral("0"));
    QPushButton *seek = addButton("seekButton", tr("S&eek"), tr("Move our own cursor; nothing is written"));
    connect(seek, &QPushButton::clicked, this, &RegionHandPanel::seek);
    connect(m_seekOffset, &QLineEdit::returnPressed, this, &RegionHandPanel::seek);
    QPushButton *zero = addButton("zeroButton", tr("&Zero…"), tr("Set the whole data area to zero"));
    connect(zero, &QPushButton::clicked, this, &RegionHandPanel::confirmZero);
    auto *row = new QHBoxLayout;
    row->addWidget(values()->presets());
    row->addWidget(zero);
    row->addStretch(1);
    row->addWidget(m_cursor);
    grid()->addLayout(row, 3, 0, 1, 2);
    grid()->addWidget(m_seekOffset, 3, 2);
    grid()->addWidget(seek, 3, 3);
}

void RegionHandPanel::showCursor(quint64 dataOffset)
{
    m_cursor->setText(tr("cursor %1").arg(QLocale().toString(dataOffset)));
}

void RegionHandPanel::write()
{
    std::optional<ValueList> typed = values()->values();
    if (!typed || !m_writeOffset->isValid()) {
        emit refused(typed ? m_writeOffset->error() : values()->error());
        return;
    }
    values()->remember();
    emit requested({.kind = Operation::Kind::Write,
                    .values = std::move(*typed),
                    .schema = {},
                    .dataOffset = m_writeOffset->offset()});
}

void RegionHandPanel::read()
{
    if (!m_schema->schema() || !m_readOffset->isValid()) {
        const QString schemaError = m_schema->error().isEmpty() ? tr("type a schema first") : m_schema->error();
        emit refused(m_schema->schema() ? m_readOffset->error() : schemaError);
        return;
    }
    emit requested(
        {.kind = Operation::Kind::Read, .values = {}, .schema = m_schema->schema(), .dataOffset = m_readOffset->offset()});
}

void RegionHandPanel::seek()
{
    if (m_seekOffset->isValid())
        emit requested(
            {.kind = Operation::Kind::Seek, .values = {}, .schema = {}, .dataOffset = m_seekOffset->offset().value_or(0)});
    else
        emit refused(m_seekOffset->error());
}

void RegionHandPanel::confirmZero()
{
    auto *question = new QMessageBox(QMessageBox::Warning, tr("Zero the data area"),
                                     tr("Set every data byte of %1 to zero, under the write lock? This can't be undone.")
                                         .arg(ElidedLabel::shortened(m_name, charactersInAQuestion)),
                                     QMessageBox::Cancel, this);
    question->setObjectName(QStringLiteral("zeroQuestion"));
    question->setTextFormat(Qt::PlainText);
    auto *zero = question->addButton(tr("Zero it"), QMessageBox::DestructiveRole);
    zero->setObjectName(QStringLiteral("zeroConfirmed"));
    question->setDefaultButton(QMessageBox::Cancel);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(zero, &QPushButton::clicked, this,
            [this] { emit requested({.kind = Operation::Kind::Zero, .values = {}, .schema = {}, .dataOffset = {}}); });
    question->open();
}

} // namespace membridge
