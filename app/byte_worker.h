// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/deadline.h"
#include "core/observe/compare.h"
#include "core/observe/search_pattern.h"
#include "widgets/difference_model.h"
#include "widgets/find_panel.h"

#include <QMetaType>
#include <QObject>

#include <memory>
#include <vector>

namespace membridge {

/// What a task is about, and how it is ended.
struct ByteTask
{
    quint64 number = 0;                      ///< Answers carry it.
    std::shared_ptr<const ByteSource> bytes; ///< Of the segment, for the worker alone.
    std::shared_ptr<StopFlag> stop;
};

using PinPtr = std::shared_ptr<const SparseCopy>;

/// One side of a comparison: a pinned moment, a file, or the segment as it is (neither).
struct CompareSide
{
    PinPtr pin;
    QString file;
};

struct Comparison
{
    static constexpr std::size_t mostListed = 20'000;

    std::vector<Difference> differences;
    quint64 count = 0; ///< Ranges, also those that are not listed.
    quint64 bytes = 0; ///< That differ.
    quint64 sizeBefore = 0;
    quint64 sizeAfter = 0;
    bool stopped = false;
    QString error;
};
using ComparisonPtr = std::shared_ptr<const Comparison>;

/// Reads whole segments for the workbench: searches, comparisons and pins, one after the other. Lives in a worker thread; reached by queued calls
/// and signals only.
class ByteWorker : public QObject
{
    Q_OBJECT

public:
    ByteWorker();

    void search(const ByteTask &task, const SearchQuery &query, quint64 alignment);
    void compare(const ByteTask &task, const CompareSide &before, const CompareSide &after);
    void pin(const ByteTask &task);

signals:
    void found(quint64 number, const std::vector<membridge::Hit> &hits);
    void searched(quint64 number, const membridge::SearchProgress &progress);
    void comparing(quint64 number, quint64 bytesDone, quint64 bytesTotal);
    void compared(quint64 number, const membridge::ComparisonPtr &comparison);
    /// nullptr: not pinned, and why.
    void pinned(quint64 number, const membridge::PinPtr &pin, const QString &why);
};

} // namespace membridge

Q_DECLARE_METATYPE(membridge::ComparisonPtr)
Q_DECLARE_METATYPE(membridge::PinPtr)
Q_DECLARE_METATYPE(membridge::SearchProgress)
Q_DECLARE_METATYPE(std::vector<membridge::Hit>)
