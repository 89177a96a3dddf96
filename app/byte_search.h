// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "byte_worker.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

namespace membridge {

class ComparePanel;
class HexView;
class SegmentTab;

/// Connects the find and compare panels with the tab in front and with the worker that reads for them. Owns both panels' tasks: a new one ends the
/// one before. GUI thread.
class ByteSearch : public QObject
{
    Q_OBJECT

public:
    ByteSearch(FindPanel *find, ComparePanel *compare, QObject *parent);
    ~ByteSearch() override;

    /// What the panels act on from now on; nullptr: nothing.
    void setTab(SegmentTab *tab);
    /// Keeps the bytes of that tab's segment as they are now.
    void pin(SegmentTab *tab);
    /// For a tab that is closed: its pins go.
    void forget(const SegmentTab *tab);
    static constexpr std::size_t mostPins = 8;

private:
    ByteTask task(std::shared_ptr<const ByteSource> bytes, std::shared_ptr<StopFlag> &stop);
    HexView *view() const;
    void goTo(quint64 offset, quint64 length);
    void markHits();
    void markDifferences();
    void searchChanges();
    void refuseSearch(const QString &why);
    void endAll();

    FindPanel *m_find;
    ComparePanel *m_compare;
    QPointer<SegmentTab> m_tab;
    QHash<const SegmentTab *, std::vector<PinPtr>> m_pins;
    QThread m_thread;
    ByteWorker *m_worker;
    quint64 m_number = 0;
    quint64 m_searchNumber = 0;
    quint64 m_compareNumber = 0;
    quint64 m_changesNumber = 0;                    ///< Of a comparison for the find panel.
    QHash<quint64, QPointer<SegmentTab>> m_pinning; ///< By task.
    std::shared_ptr<StopFlag> m_searchStop;
    std::shared_ptr<StopFlag> m_compareStop;
    std::shared_ptr<StopFlag> m_changesStop;
    QMetaObject::Connection m_window;
};

} // namespace membridge
