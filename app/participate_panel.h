// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session.h"

#include <QPointer>
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace membridge {

class OperationLogPanel;
class RegionHandPanel;
class RingHandPanel;
class ValuesByHand;

/// Taking part by hand in one session: the controls of its layout, and a log of what became of each operation. Until the user participates it only says
/// so. GUI thread.
class ParticipatePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParticipatePanel(Session *session, QWidget *parent = nullptr);

    /// Shows the controls of this layout.
    void setLayoutKind(Layout layout);
    /// Whether there is a segment to take part in; of one that is `hidden` it says why not.
    void setPossible(bool possible, bool hidden = false);
    /// Lines of values used before, in whatever segment.
    void setHistory(const QStringList &history);
    /// Named values of this segment, as ValuePresetsButton::toJson().
    QByteArray savedPresets() const;
    void loadPresets(const QByteArray &json);
    QString logText() const;

signals:
    void historyChanged(const QStringList &history);

private:
    static QString invitation();
    ValuesByHand *values() const;
    QWidget *makeInvitation();
    QWidget *makeControls();
    void perform(const Operation &operation);
    void refuse(const QString &why);
    void report(const OperationResult &result);
    void updateEnabled();

    QPointer<Session> m_session;
    QStackedWidget *m_stack;
    QStackedWidget *m_kinds = nullptr;
    bool m_isRing = false;
    RegionHandPanel *m_region = nullptr;
    RingHandPanel *m_ring = nullptr;
    OperationLogPanel *m_log = nullptr;
    QLabel *m_invitation = nullptr;
    QPushButton *m_participate = nullptr;
    QPushButton *m_stop = nullptr;
    QShortcut *m_escape = nullptr;
};

} // namespace membridge
