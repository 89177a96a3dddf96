// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_search.h"

#include "compare_panel.h"
#include "freezer.h"
#include "segment_content.h"
#include "segment_tab.h"
#include "widgets/hex_view.h"

namespace membridge {

namespace {

void end(const std::shared_ptr<StopFlag> &stop)
{
    if (stop)
        stop->request();
}

} // namespace

ByteSearch::ByteSearch(FindPanel *find, ComparePanel *compare, QObject *parent)
    : QObject(parent), m_find(find), m_compare(compare), m_worker(new ByteWorker)
{
    m_thread.setObjectName(QStringLiteral("bytes"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);

    connect(find, &FindPanel::searchRequested, this, [this](const SearchQuery &query, quint64 alignment) {
        if (view() == nullptr)
            return;
        end(m_changesStop);
        m_changesNumber = 0;
        m_find->begin();
        // What is shown is what is searched: while the view is frozen, the bytes of that moment.
        const auto bytes = m_tab->bytes();
        if (bytes == nullptr)
            return refuseSearch(m_tab->whyNoBytes());
        const ByteTask next = task(bytes, m_searchStop);
        m_searchNumber = next.number;
        QMetaObject::invokeMethod(
            m_worker, [worker = m_worker, next, query, alignment] { worker->search(next, query, alignment); });
    });
    connect(find, &FindPanel::changesRequested, this, &ByteSearch::searchChanges);
    connect(find, &FindPanel::stopRequested, this, [this] {
        end(m_searchStop);
        end(m_changesStop);
    });
    connect(find, &FindPanel::hitActivated, this, &ByteSearch::goTo);
    connect(find, &FindPanel::hitsChanged, this, &ByteSearch::markHits);
    connect(m_worker, &ByteWorker::found, this, [this](quint64 number, const std::vector<Hit> &hits) {
        if (number == m_searchNumber)
            m_find->append(hits);
    });
    connect(m_worker, &ByteWorker::searched, this, [this](quint64 number, const SearchProgress &progress) {
        if (number == m_searchNumber)
            m_find->showProgress(progress);
    });

    connect(compare, &ComparePanel::pinRequested, this, [this] {
        if (m_tab != nullptr)
            pin(m_tab);
    });
    connect(m_worker, &ByteWorker::pinned, this, [this](quint64 number, const PinPtr &pin, const QString &why) {
        SegmentTab *tab = m_pinning.take(number);
        if (tab == nullptr)
            return;
        if (pin != nullptr) {
            auto &pins = m_pins[tab];
            if (pins.size() == mostPins)
                pins.erase(pins.begin());
            pins.push_back(pin);
        }
        if (tab != m_tab)
            return;
        if (pin == nullptr)
            m_compare->say(why);
        else
            m_compare->setPins(m_pins.value(tab));
    });
    connect(compare, &ComparePanel::compareRequested, this, [this](const CompareSide &before, const CompareSide &after) {
        if (view() == nullptr)
            return;
        // Now is now, also beside a frozen view.
        const ByteTask next = task(m_tab->liveBytes(), m_compareStop);
        m_compareNumber = next.number;
        QMetaObject::invokeMethod(m_worker,
                                  [worker = m_worker, next, before, after] { worker->compare(next, before, after); });
    });
    connect(compare, &ComparePanel::stopRequested, this, [this] { end(m_compareStop); });
    connect(m_worker, &ByteWorker::comparing, this, [this](quint64 number, quint64 done, quint64 total) {
        if (number == m_compareNumber)
            m_compare->showProgress(done, total);
        else if (number == m_changesNumber)
            m_find->showProgress({.bytesDone = done, .bytesTotal = total, .error = {}});
    });
    connect(m_worker, &ByteWorker::compared, this, [this](quint64 number, const ComparisonPtr &comparison) {
        if (number == m_compareNumber)
            m_compare->showComparison(comparison);
        if (number != m_changesNumber)
            return;
        std::vector<Hit> hits;
        for (const Difference &difference : comparison->differences)
            hits.push_back({difference.range.offset, difference.range.length, difference.after});
        m_find->append(hits);
        m_find->showProgress({.bytesDone = comparison->sizeAfter,
                              .bytesTotal = comparison->sizeAfter,
                              .count = comparison->count,
                              .finished = true,
                              .stopped = comparison->stopped,
                              .shrank = false,
                              .error = comparison->error});
    });
    connect(compare, &ComparePanel::goTo, this, &ByteSearch::goTo);
    connect(compare, &ComparePanel::differencesChanged, this, &ByteSearch::markDifferences);
}

ByteSearch::~ByteSearch()
{
    endAll();
    m_thread.quit();
    m_thread.wait();
}

HexView *ByteSearch::view() const
{
    return m_tab != nullptr && m_tab->content() != nullptr ? m_tab->content()->hexView() : nullptr;
}

void ByteSearch::endAll()
{
    for (const auto &stop : {m_searchStop, m_compareStop, m_changesStop})
        end(stop);
}

ByteTask ByteSearch::task(std::shared_ptr<const ByteSource> bytes, std::shared_ptr<StopFlag> &stop)
{
    end(stop);
    stop = std::make_shared<StopFlag>();
    return {.number = ++m_number, .bytes = std::move(bytes), .stop = stop};
}

void ByteSearch::pin(SegmentTab *tab)
{
    if (tab->freezer()->isCopying()) {
        // Paused and pinned at once, as triggers do: the same moment.
        connect(
            tab->freezer(), &Freezer::changed, this,
            [this, waiting = QPointer<SegmentTab>(tab)] {
                if (waiting != nullptr)
                    pin(waiting);
            },
            Qt::SingleShotConnection);
        return;
    }
    const auto bytes = tab->bytes();
    if (bytes == nullptr) {
        if (tab == m_tab)
            m_compare->say(tab->whyNoBytes());
        return;
    }
    std::shared_ptr<StopFlag> stop;
    const ByteTask next = task(bytes, stop);
    m_pinning.insert(next.number, tab);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, next] { worker->pin(next); });
}

void ByteSearch::refuseSearch(const QString &why)
{
    SearchProgress progress;
    progress.finished = true;
    progress.error = why;
    m_find->showProgress(progress);
}

void ByteSearch::setTab(SegmentTab *tab)
{
    if (tab == m_tab)
        return;
    endAll();
    m_searchNumber = m_compareNumber = m_changesNumber = 0;
    disconnect(m_window);
    m_tab = tab;
    m_find->clear();
    m_compare->clear();
    m_compare->setPins(m_pins.value(tab));
    m_compare->setPossible(view() != nullptr);
    if (view() != nullptr)
        m_window = connect(view(), &HexView::windowWanted, this, [this] {
            markHits();
            markDifferences();
        });
}

void ByteSearch::forget(const SegmentTab *tab)
{
    m_pins.remove(tab);
}

void ByteSearch::goTo(quint64 offset, quint64 length)
{
    if (view() != nullptr)
        m_tab->content()->select(offset, length);
}

void ByteSearch::searchChanges()
{
    if (view() == nullptr)
        return;
    end(m_searchStop);
    m_searchNumber = 0;
    m_find->begin();
    const auto pins = m_pins.value(m_tab);
    if (pins.empty())
        return refuseSearch(tr("There is no pin yet: make one in the Compare panel."));
    const auto bytes = m_tab->bytes();
    if (bytes == nullptr)
        return refuseSearch(m_tab->whyNoBytes());
    const ByteTask next = task(bytes, m_changesStop);
    m_changesNumber = next.number;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, next, pin = pins.back()] {
        worker->compare(next, {.pin = pin, .file = {}}, {});
    });
}

void ByteSearch::markHits()
{
    if (view() == nullptr)
        return;
    // Around what is on screen only: there may be a million.
    const HexGeometry::Range shown = view()->geometryOfBytes().wantedRange();
    std::vector<HexMark> marks;
    for (const ByteRange &range : m_find->model()->touching(shown.first, shown.end))
        marks.push_back({.range = range, .colour = {}, .text = tr("found")});
    view()->setMarks(HexMarks::Kind::Found, std::move(marks));
}

void ByteSearch::markDifferences()
{
    if (view() == nullptr)
        return;
    const HexGeometry::Range shown = view()->geometryOfBytes().wantedRange();
    std::vector<HexMark> marks;
    for (const ByteRange &range : m_compare->model()->touching(shown.first, shown.end))
        marks.push_back({.range = range, .colour = {}, .text = tr("differs")});
    view()->setMarks(HexMarks::Kind::Difference, std::move(marks));
}

} // namespace membridge
