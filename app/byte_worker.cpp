// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "byte_worker.h"

#include "core/ipc/error.h"
#include "core/observe/search.h"
#include "widgets/words.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>
#include <new>

namespace membridge {

namespace {

constexpr std::uint64_t stepBytes = 4 * 1024 * 1024;
constexpr std::uint64_t searchStepBytes = 16 * 1024 * 1024; // shared by several threads
constexpr qint64 batchMs = 50;
constexpr std::size_t previewed = 100'000; ///< Further hits are listed by their offsets alone.

BytePreview preview(const ByteSource &source, std::uint64_t offset, std::uint64_t length)
{
    std::array<std::byte, BytePreview::most> bytes;
    const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length, bytes.size()));
    return BytePreview::of(std::span(bytes).first(source.read(offset, std::span(bytes).first(wanted))));
}

std::shared_ptr<const ByteSource> sourceOf(const ByteTask &task, const CompareSide &side)
{
    if (side.pin != nullptr)
        return side.pin;
    if (!side.file.isEmpty())
        return std::make_shared<FileBytes>(side.file.toStdString());
    return task.bytes;
}

QString outOfMemory()
{
    return words::of(Error(ErrorCode::System, {}, "read segment", "there is not enough memory"));
}

} // namespace

ByteWorker::ByteWorker()
{
    qRegisterMetaType<ComparisonPtr>();
    qRegisterMetaType<SearchProgress>();
    qRegisterMetaType<PinPtr>();
    qRegisterMetaType<std::vector<Hit>>();
}

void ByteWorker::search(const ByteTask &task, const SearchQuery &query, quint64 alignment)
{
    SearchProgress progress;
    try {
        auto pattern = SearchPattern::parse(query);
        if (!std::holds_alternative<SearchPattern>(pattern) || task.stop->requested())
            return; // the panel says what is wrong while it is typed
        const auto &source = task.bytes;
        SearchRun run(std::get<SearchPattern>(std::move(pattern)), source, {.alignment = alignment});
        std::size_t sent = 0;
        QElapsedTimer sinceBatch;
        sinceBatch.start();
        bool more = true;
        while (more && !task.stop->requested()) {
            more = run.step(searchStepBytes, task.stop.get());
            if (more && sinceBatch.elapsed() < batchMs)
                continue;
            sinceBatch.restart();
            std::vector<Hit> hits;
            for (; sent < run.hits().size(); ++sent)
                hits.push_back({.offset = run.hits()[sent],
                                .length = run.pattern().size(),
                                .preview = sent < previewed ? preview(*source, run.hits()[sent], BytePreview::most)
                                                            : BytePreview()});
            if (!hits.empty())
                emit found(task.number, hits);
            progress.bytesDone = run.bytesDone();
            progress.bytesTotal = run.bytesTotal();
            progress.count = run.count();
            if (more)
                emit searched(task.number, progress);
        }
        progress.stopped = !run.finished();
        progress.shrank = run.shrank();
    } catch (const Error &error) {
        progress.error = words::of(error);
    } catch (const std::bad_alloc &) {
        progress.error = outOfMemory();
    }
    progress.finished = true;
    emit searched(task.number, progress);
}

void ByteWorker::compare(const ByteTask &task, const CompareSide &before, const CompareSide &after)
{
    auto result = std::make_shared<Comparison>();
    try {
        const auto left = sourceOf(task, before);
        const auto right = sourceOf(task, after);
        CompareRun run(left, right, {.mergeGap = 3});
        QElapsedTimer sinceWord;
        sinceWord.start();
        while (!task.stop->requested() && run.step(stepBytes, task.stop.get())) {
            if (sinceWord.elapsed() < batchMs)
                continue;
            sinceWord.restart();
            emit comparing(task.number, run.bytesDone(), run.bytesTotal());
        }
        result->count = run.count();
        result->bytes = run.bytesDiffering();
        result->sizeBefore = run.sizeBefore();
        result->sizeAfter = run.sizeAfter();
        result->stopped = !run.finished();
        for (std::size_t i = 0; i < std::min(run.ranges().size(), Comparison::mostListed) && !task.stop->requested();
             ++i) {
            const ByteRange &range = run.ranges()[i];
            result->differences.push_back({.range = range,
                                           .before = preview(*left, range.offset, range.length),
                                           .after = preview(*right, range.offset, range.length)});
        }
    } catch (const Error &error) {
        result->error = words::of(error);
    } catch (const std::bad_alloc &) {
        result->error = outOfMemory();
    }
    emit compared(task.number, result);
}

void ByteWorker::pin(const ByteTask &task)
{
    try {
        auto result = SparseCopy::of(*task.bytes, defaultPinLimit, task.stop.get());
        if (const auto *refusal = std::get_if<PinRefusal>(&result))
            emit pinned(task.number, nullptr,
                        tr("Not pinned: of the %1 of the segment more than %2 are data, and a pin may have no more.")
                            .arg(words::size(refusal->size), words::size(refusal->limit)));
        else
            emit pinned(task.number, std::get<PinPtr>(std::move(result)), {});
    } catch (const Error &error) {
        emit pinned(task.number, nullptr, words::of(error));
    } catch (const std::bad_alloc &) {
        emit pinned(task.number, nullptr, outOfMemory());
    }
}

} // namespace membridge
