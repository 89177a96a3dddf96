// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message_banner.h"

#include "theme.h"
#include "words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace membridge {

namespace {

QColor inkOf(Severity severity, const Theme &theme)
{
    switch (severity) {
    case Severity::Info:
        return theme.info;
    case Severity::Warning:
        return theme.warning;
    case Severity::Error:
        return theme.error;
    }
    return theme.info;
}

QColor tintOf(Severity severity, const Theme &theme)
{
    switch (severity) {
    case Severity::Info:
        return theme.infoTint;
    case Severity::Warning:
        return theme.warningTint;
    case Severity::Error:
        return theme.errorTint;
    }
    return theme.infoTint;
}

} // namespace

MessageBanner::MessageBanner(QWidget *parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(new QLabel(this)),
      m_action(new QPushButton(this)),
      m_dismiss(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBanner"));
    m_icon->setObjectName(QStringLiteral("messageIcon"));
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    // A name without a space in it can't be wrapped; it must not set the least width of the window.
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 20);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_dismiss->setObjectName(QStringLiteral("messageDismiss"));
    m_dismiss->setAutoRaise(true);
    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss the message"));
    m_dismiss->setToolTip(tr("Dismiss"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 6, 6);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_dismiss);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    connect(m_action, &QPushButton::clicked, this, &MessageBanner::actionTriggered);
    connect(m_dismiss, &QToolButton::clicked, this, [this] {
        hideMessage();
        emit dismissed();
    });
    applySeverity();
    hide();
}

void MessageBanner::showMessage(Severity severity, const QString &text, const QString &actionText)
{
    m_severity = severity;
    m_text->setText(text);
    m_text->setToolTip(words::plainToolTip(text));
    m_action->setText(actionText);
    m_action->setAccessibleName(actionText);
    m_action->setVisible(!actionText.isEmpty());
    applySeverity();
    show();
}

void MessageBanner::hideMessage()
{
    hide();
}

void MessageBanner::setDismissible(bool dismissible)
{
    m_dismiss->setVisible(dismissible);
}

QString MessageBanner::text() const
{
    return m_text->text();
}

void MessageBanner::applySeverity()
{
    const auto pixmap = m_severity == Severity::Error ? QStyle::SP_MessageBoxCritical
        : m_severity == Severity::Warning             ? QStyle::SP_MessageBoxWarning
                                                      : QStyle::SP_MessageBoxInformation;
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(style()->standardIcon(pixmap, nullptr, this).pixmap(size));
    m_dismiss->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton, nullptr, this));
    // The icon's meaning in words, for those who don't see it.
    const QString severity = words::of(m_severity);
    m_icon->setAccessibleName(severity);
    setAccessibleName(tr("Message: %1", "severity").arg(severity));
    setAccessibleDescription(m_text->text());
    m_text->setAccessibleName(m_text->text());
    update();
}

void MessageBanner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applySeverity();
}

void MessageBanner::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    const QColor ink = inkOf(m_severity, theme);
    QPainter painter(this);
    painter.fillRect(rect(), tintOf(m_severity, theme));
    painter.fillRect(QRect(0, 0, 4, height()), ink);
    painter.setPen(Theme::blend(palette().color(QPalette::Window), ink, 0.5));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace membridge
