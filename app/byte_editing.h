// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "edit_history.h"
#include "session.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <optional>
#include <vector>

class QWidget;

namespace membridge {

class HexView;

/// Editing of one segment's bytes: asks where it has to, has the participant write, one edit after the other, and remembers what was
/// written to undo it. Off until setEnabled(); possible only while participating. GUI thread.
class ByteEditing : public QObject
{
    Q_OBJECT

public:
    /// `window` is what questions belong to.
    ByteEditing(Session *session, Layout layout, HexView *view, QWidget *window);

    void setEnabled(bool enabled);
    bool isEnabled() const { return m_enabled; }
    /// Edits of a region are written without taking its lock. A ring has none to take.
    void setWithoutLock(bool without) { m_withoutLock = without; }

    /// Bytes [offset, …), shown as `before`, are to be `after`. What was asked for and is not shown yet counts as shown.
    void request(quint64 offset, const ByteVector &before, const ByteVector &after);
    bool canUndo() const { return m_enabled && m_history.toUndo().has_value(); }
    bool canRedo() const { return m_enabled && m_history.toRedo().has_value(); }
    void undo();
    void redo();

signals:
    /// isEnabled(), canUndo() or canRedo() may be others.
    void changed();
    /// An edit was not made, and why: one sentence.
    void refused(const QString &why);

private:
    enum class Reason { Typed, Undo, Redo };
    struct Waiting
    {
        ByteEdit edit;
        Reason reason;
    };

    /// An edit that is in the segment; snapshots from before it don't show it.
    struct Written
    {
        ByteEdit edit;
        qint64 timeNs = 0;
    };

    ByteVector onceWritten(quint64 offset, ByteVector shown) const;
    void noteWritten(const ByteEdit &edit);
    bool touchesHeader(const ByteEdit &edit) const;
    void ask(const Waiting &waiting);
    void queue(const Waiting &waiting);
    void writeNext();
    void take(const OperationResult &result);
    void drop();

    QPointer<Session> m_session;
    Layout m_layout;
    QPointer<HexView> m_view;
    QPointer<QWidget> m_window;
    EditHistory m_history;
    std::deque<Waiting> m_queue;    ///< The first is being written.
    std::vector<Written> m_unshown; ///< The newest last.
    bool m_writing = false;
    bool m_enabled = false;
    bool m_withoutLock = false;
};

} // namespace membridge
