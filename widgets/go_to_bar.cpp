// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "go_to_bar.h"

#include "address_edit.h"
#include "theme.h"
#include "words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <utility>

namespace membridge {

GoToBar::GoToBar(QWidget *parent) : QWidget(parent), m_edit(new AddressEdit(this)), m_result(new QLabel(this))
{
    setObjectName(QStringLiteral("goToBar"));
    auto *label = new QLabel(tr("&Go to:"), this);
    label->setBuddy(m_edit);
    m_edit->setObjectName(QStringLiteral("goToEdit"));
    m_result->setObjectName(QStringLiteral("goToResult"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setAccessibleName(tr("Resulting offset"));
    m_result->setMinimumWidth(fontMetrics().averageCharWidth() * 32);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("goToClose"));
    close->setText(QStringLiteral("✕"));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close (Escape)"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 3, 6, 3);
    layout->addWidget(label);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_result);
    layout->addWidget(close);
    setFocusProxy(m_edit);
    hide();

    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &GoToBar::check);
    connect(m_edit, &QLineEdit::returnPressed, this, &GoToBar::go);
    connect(close, &QToolButton::clicked, this, &GoToBar::dismiss);
}

void GoToBar::setContext(AddressContext context)
{
    m_context = std::move(context);
    if (isVisible())
        check();
}

void GoToBar::setContextSource(std::function<AddressContext()> source)
{
    m_source = std::move(source);
    refresh();
}

void GoToBar::refresh()
{
    if (isVisible())
        check();
}

bool GoToBar::eventFilter(QObject *watched, QEvent *event)
{
    // The cursor may have moved since.
    if (watched == m_edit && event->type() == QEvent::FocusIn)
        refresh();
    return QWidget::eventFilter(watched, event);
}

void GoToBar::setLastExpression(const QString &expression)
{
    m_last = expression.left(static_cast<qsizetype>(maxAddressText));
}

void GoToBar::open()
{
    if (!isVisible()) {
        m_focusBefore = window()->focusWidget();
        m_edit->setText(m_last);
        show();
    }
    check();
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void GoToBar::dismiss()
{
    if (isHidden())
        return;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    hide();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void GoToBar::check()
{
    if (m_source)
        m_context = m_source();
    const auto offset = m_edit->evaluate(m_context);
    const Theme theme = Theme::of(palette());
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, offset || m_edit->error().isEmpty() ? theme.text : theme.error);
    m_result->setPalette(colours);
    if (offset)
        m_result->setText(tr("→ %1").arg(words::offset(*offset)));
    else if (m_edit->error().isEmpty())
        m_result->clear();
    else
        m_result->setText(tr("Column %1: %2").arg(m_edit->errorColumn() + 1).arg(m_edit->error()));
}

void GoToBar::go()
{
    check();
    const auto offset = m_edit->evaluate(m_context);
    if (!offset)
        return;
    m_last = m_edit->text();
    m_edit->selectAll();
    emit goTo(*offset);
}

void GoToBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    QWidget::keyPressEvent(event);
}

void GoToBar::changeEvent(QEvent *event)
{
    // The label's own palette is set by check(), so only the bar's counts here.
    if (event->type() == QEvent::PaletteChange && isVisible())
        check();
    QWidget::changeEvent(event);
}

} // namespace membridge
