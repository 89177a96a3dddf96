// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/findings.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace membridge {

/// A message inside a window, in place of a dialog: icon, selectable plain text, perhaps one action, and a way to
/// dismiss it. Hidden while there is none. GUI thread.
class MessageBanner : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBanner(QWidget *parent = nullptr);

    /// Replaces what was shown. Without `actionText` there is no action button.
    void showMessage(Severity severity, const QString &text, const QString &actionText = {});
    void hideMessage();
    /// Whether the user may close it; true unless set.
    void setDismissible(bool dismissible);
    QString text() const;
    Severity severity() const { return m_severity; }

signals:
    void actionTriggered();
    /// The user closed the message; not sent by hideMessage().
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applySeverity();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_dismiss;
    Severity m_severity = Severity::Info;
};

} // namespace membridge
