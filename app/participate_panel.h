// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace membridge {

class OffsetEdit;
class SchemaEdit;
class ValueLineEdit;

/// Producer and consumer by hand, for one session: typed values to write or push, a schema to read or pop with, and a log of what
/// became of it. Until the user participates it only says so. GUI thread.
class ParticipatePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParticipatePanel(Session *session, QWidget *parent = nullptr);

    /// Shows the controls of this layout.
    void setLayoutKind(Layout layout);
    /// Whether there is a segment to take part in; of one that is `hidden` it says why not.
    void setPossible(bool possible, bool hidden = false);
    QString logText() const;

private:
    static QString invitation();
    QWidget *makeInvitation();
    QWidget *makeControls();
    QWidget *makeRegionControls();
    QWidget *makeRingControls();
    void write();
    void read();
    void confirmZero();
    void push();
    void pop();
    void perform(const Operation &operation);
    void refuse(const QString &why);
    void report(const OperationResult &result);
    QString wordsOf(const OperationResult &result) const;
    enum class Outcome { Done, Failed };
    void log(const QString &text, Outcome outcome = Outcome::Done);
    void updateEnabled();

    QPointer<Session> m_session;
    QStackedWidget *m_stack;
    QStackedWidget *m_kinds = nullptr;
    QLabel *m_invitation = nullptr;
    QPushButton *m_participate = nullptr;
    ValueLineEdit *m_writeValues = nullptr;
    OffsetEdit *m_writeOffset = nullptr;
    SchemaEdit *m_readSchema = nullptr;
    OffsetEdit *m_readOffset = nullptr;
    ValueLineEdit *m_pushValues = nullptr;
    SchemaEdit *m_popSchema = nullptr;
    QLabel *m_cursor = nullptr;
    QPushButton *m_stop = nullptr;
    QShortcut *m_escape = nullptr;
    QPlainTextEdit *m_log = nullptr;
    std::vector<QPushButton *> m_actions;
};

} // namespace membridge
