// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "attach_dialog.h"

#include "core/platform/hidden_segments.h"
#include "process_segments.h"
#include "widgets/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace membridge {

AttachDialog::AttachDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("attachDialog"));
    setWindowTitle(tr("Attach to a segment"));
    setAttribute(Qt::WA_DeleteOnClose);

    m_name = new QLineEdit(this);
    m_name->setObjectName(QStringLiteral("attachName"));
    m_name->setAccessibleName(tr("Name of the segment"));
    m_name->setPlaceholderText(QStringLiteral("/my_segment"));
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 40);
    m_layout = new QComboBox(this);
    m_layout->setObjectName(QStringLiteral("attachLayout"));
    m_layout->setAccessibleName(tr("Layout of the segment"));
    m_layout->addItem(tr("guess from its header"), static_cast<int>(Layout::Unknown));
    m_layout->addItem(words::of(Layout::Region), static_cast<int>(Layout::Region));
    m_layout->addItem(words::of(Layout::Ring), static_cast<int>(Layout::Ring));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("attachProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);

    m_buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *attach = m_buttons->addButton(tr("&Attach"), QDialogButtonBox::AcceptRole);
    attach->setObjectName(QStringLiteral("attachAccept"));
    attach->setDefault(true);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] {
        emit attachRequested(typedName(), static_cast<Layout>(m_layout->currentData().toInt()));
        accept();
    });
    connect(m_name, &QLineEdit::textChanged, this, &AttachDialog::check);

    auto *ofProcess = new ProcessSegments(this);
    connect(ofProcess, &ProcessSegments::chosen, this,
            [this](const QByteArray &address) { m_name->setText(QString::fromUtf8(address)); });

    auto *form = new QFormLayout(this);
    form->addRow(tr("&Name:"), m_name);
    form->addRow(tr("Of &process:"), ofProcess);
    form->addRow(tr("&Layout:"), m_layout);
    form->addRow(m_problem);
    form->addRow(m_buttons);
    check();
}

QByteArray AttachDialog::typedName() const
{
    QByteArray name = m_name->text().trimmed().toUtf8();
    if (!platform::looksLikeHiddenAddress(name.toStdString()) && !name.startsWith('/'))
        name.prepend('/');
    return name;
}

void AttachDialog::check()
{
    const bool empty = m_name->text().trimmed().isEmpty();
    const std::string typed = typedName().toStdString();
    const bool possible = !empty
        && (platform::whyNotAName(typed).empty() || platform::parseHiddenAddress(typed).has_value());
    m_problem->setText(
        empty || possible
            ? tr("The name that the program gives to its SharedMemory, for example /my_segment.")
            : tr("That can't be the name of a segment: at most 255 bytes, no further '/', not '.' or '..'."));
    for (QAbstractButton *button : m_buttons->buttons()) {
        if (m_buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            button->setEnabled(possible);
    }
}

} // namespace membridge
