// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "segment_editor.h"

#include "error.h"
#include "layout.h"
#include "lost_segment.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <utility>

namespace membridge {

namespace {

constexpr auto attempted = "edit bytes";

} // namespace

SegmentEditor::SegmentEditor(std::shared_ptr<const platform::SegmentHandle> handle, std::uint64_t size, bool hasLock,
                             std::string name)
    : m_mapping(std::move(handle), size, platform::Access::ReadWrite, name), m_name(std::move(name)), m_hasLock(hasLock)
{
}

EditResult SegmentEditor::replace(std::uint64_t offset, std::span<const std::byte> expected,
                                  std::span<const std::byte> replacement, Locking locking, const Deadline &deadline)
{
    if (replacement.empty() || replacement.size() > maxLength || expected.size() != replacement.size())
        throw Error(ErrorCode::InvalidArgument, m_name, attempted, "an edit replaces 1 to 1048576 bytes by as many");
    if (offset > m_mapping.size() || replacement.size() > m_mapping.size() - offset)
        throw Error(ErrorCode::OutOfBounds, m_name, attempted, "the segment ends before that");
    const std::uint64_t end = offset + replacement.size();
    const bool inHeader = m_hasLock && offset < region_layout::dataOffset;
    if (locking == Locking::WriteLock) {
        if (!m_hasLock || inHeader)
            throw Error(ErrorCode::InvalidArgument, m_name, attempted,
                        m_hasLock ? "the lock word can't be edited under the lock" : "a ring has no lock");
        RwLock lock(reinterpret_cast<std::int32_t *>(m_mapping.data()));
        const WaitOutcome waited = lock.lockWrite(deadline);
        if (waited != WaitOutcome::Done)
            return {waited == WaitOutcome::Stopped ? EditOutcome::Stopped : EditOutcome::Timeout, {}};
        EditResult result;
        try {
            result = replaceBytes(offset, expected, replacement);
        } catch (...) {
            lock.unlockWrite();
            throw;
        }
        lock.unlockWrite();
        return result;
    }
    if (inHeader && end <= region_layout::dataOffset)
        return replaceInWord<std::uint32_t>(offset, expected, replacement);
    if (!m_hasLock && end <= ring_layout::dataOffset && offset / 8 == (end - 1) / 8)
        return replaceInWord<std::uint64_t>(offset, expected, replacement);
    return replaceBytes(offset, expected, replacement);
}

template <typename Word>
EditResult SegmentEditor::replaceInWord(std::uint64_t offset, std::span<const std::byte> expected,
                                        std::span<const std::byte> replacement)
{
    const std::uint64_t begin = offset / sizeof(Word) * sizeof(Word);
    const std::size_t within = offset - begin;
    const std::atomic_ref<Word> word(*reinterpret_cast<Word *>(m_mapping.data() + begin));
    // Acquire and release: whoever uses the word pairs with it as with any other store to it.
    Word current = word.load(std::memory_order_acquire);
    for (;;) {
        throwIfLost(m_mapping, m_name, attempted);
        std::byte bytes[sizeof(Word)];
        std::memcpy(bytes, &current, sizeof bytes);
        const std::span part(bytes + within, expected.size());
        if (!std::equal(part.begin(), part.end(), expected.begin()))
            return {EditOutcome::Changed, ByteVector(part.begin(), part.end())};
        std::copy(replacement.begin(), replacement.end(), part.begin());
        Word wanted;
        std::memcpy(&wanted, bytes, sizeof wanted);
        if (word.compare_exchange_strong(current, wanted, std::memory_order_acq_rel, std::memory_order_acquire))
            break;
    }
    throwIfLost(m_mapping, m_name, attempted);
    return {};
}

EditResult SegmentEditor::replaceBytes(std::uint64_t offset, std::span<const std::byte> expected,
                                       std::span<const std::byte> replacement)
{
    std::byte *const target = m_mapping.data() + offset;
    ByteVector found(target, target + expected.size());
    throwIfLost(m_mapping, m_name, attempted);
    if (!std::equal(found.begin(), found.end(), expected.begin()))
        return {EditOutcome::Changed, std::move(found)};
    std::memcpy(target, replacement.data(), replacement.size());
    throwIfLost(m_mapping, m_name, attempted);
    return {};
}

} // namespace membridge
