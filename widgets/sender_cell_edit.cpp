// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sender_cell_edit.h"

#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>

namespace membridge {

SenderCellEdit::SenderCellEdit(const SenderModel *model, const QModelIndex &index, QWidget *parent)
    : CheckedLineEdit(parent), m_model(model), m_index(index)
{
    setObjectName(QStringLiteral("senderCell"));
    setAccessibleName(model->headerData(index.column(), Qt::Horizontal).toString());
    setFrame(false);
    setMaxLength(SenderEntry::longestText);
    connect(this, &QLineEdit::textChanged, this, &SenderCellEdit::check);
    // The tooltip alone would be seen by whoever has a mouse there.
    connect(this, &CheckedLineEdit::errorChanged, this, [this](const QString &error) {
        if (isVisible())
            QToolTip::showText(mapToGlobal(QPoint(0, height())), error.isEmpty() ? QString() : toolTip(), this);
    });
    if (index.column() == SenderModel::Payload)
        fillMenu();
}

void SenderCellEdit::check()
{
    if (m_model && m_index.isValid())
        setError(m_model->errorOf(m_index, text()));
}

void SenderCellEdit::fillMenu()
{
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("senderFields"));
    m_menu->setAccessibleName(tr("Patterns and fields"));
    m_menu->addSection(tr("Pattern"));
    for (const QString &pattern : SenderEntry::patterns())
        connect(m_menu->addAction(pattern), &QAction::triggered, this, [this, pattern] { setText(pattern); });
    m_menu->addSection(tr("Insert a field"));
    const struct
    {
        QString title;
        const char *field;
    } fields[] = {
        {tr("Counter: start, step"), "counter(0,1)"},
        {tr("Random number: least, most"), "random(0,255)"},
        {tr("Sine: centre, amplitude, period in messages"), "sine(0,1,100)"},
        {tr("Text and the message's number"), "text(msg-)"},
        {tr("Column of a CSV file"), "csv(values.csv,1)"},
        {tr("Fixed value"), "u32:7"},
        {tr("Checksum (CRC-32C) of all before it"), "checksum()"},
    };
    for (const auto &[title, field] : fields) {
        const QString inserted = QString::fromLatin1(field);
        // What stands behind the tab is shown where shortcuts are.
        connect(m_menu->addAction(title + QLatin1Char('\t') + inserted), &QAction::triggered, this,
                [this, inserted] { insertField(inserted); });
    }
}

void SenderCellEdit::insertField(const QString &field)
{
    if (SenderEntry::patterns().contains(text().trimmed())) {
        setText(field);
        return;
    }
    const QString before = text().left(cursorPosition());
    const QString behind = text().mid(cursorPosition());
    const auto blank = [](bool wanted) { return wanted ? QStringLiteral(" ") : QString(); };
    insert(blank(!before.isEmpty() && !before.endsWith(QLatin1Char(' '))) + field
           + blank(!behind.isEmpty() && !behind.startsWith(QLatin1Char(' '))));
}

void SenderCellEdit::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height())));
}

void SenderCellEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_menu != nullptr && event->key() == Qt::Key_Down) {
        openMenu();
        return;
    }
    CheckedLineEdit::keyPressEvent(event);
}

} // namespace membridge
