// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observe/address_expression.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QLabel;

namespace membridge {

class AddressEdit;

/// A line to type an offset or an expression into, with what it comes to beside it. Not modal: Enter goes, Escape closes; opened again it
/// has the last expression, selected, so that Enter repeats it. GUI thread.
class GoToBar : public QWidget
{
    Q_OBJECT

public:
    explicit GoToBar(QWidget *parent = nullptr);

    /// What names mean from now on; the preview follows.
    void setContext(AddressContext context);
    /// Asked at each evaluation what names mean by then; must be callable as long as the bar is. Instead of setContext().
    void setContextSource(std::function<AddressContext()> source);
    /// The preview says what the text comes to now.
    void refresh();
    /// Shows the bar and takes the focus. The owner binds Ctrl+G to it.
    void open();
    /// Hides the bar; the focus returns to the widget that had it.
    void dismiss();
    /// For the settings: the expression that open() offers.
    QString lastExpression() const { return m_last; }
    void setLastExpression(const QString &expression);

signals:
    void goTo(quint64 offset);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void check();
    void go();

    AddressContext m_context;
    std::function<AddressContext()> m_source;
    AddressEdit *m_edit;
    QLabel *m_result;
    QString m_last;
    QPointer<QWidget> m_focusBefore;
};

} // namespace membridge
