// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hold_record.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace membridge {

namespace {

constexpr std::string_view title = "membridge hold 1";
constexpr std::size_t longestProgram = 64;

std::string_view nextLine(std::string_view &text)
{
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// "title\nread|write\nwaiting|holding\nNS\nPROGRAM\n"
std::optional<RecordedHold> parsed(const platform::StoredHold &stored)
{
    std::string_view text = stored.text;
    if (nextLine(text) != title)
        return std::nullopt;
    RecordedHold hold;
    hold.pid = stored.pid;
    hold.number = stored.number;
    const std::string_view mode = nextLine(text);
    const std::string_view state = nextLine(text);
    const std::string_view since = nextLine(text);
    if ((mode != "read" && mode != "write") || (state != "waiting" && state != "holding"))
        return std::nullopt;
    hold.write = mode == "write";
    hold.taken = state == "holding";
    const char *end = since.data() + since.size();
    const auto [rest, error] = std::from_chars(since.data(), end, hold.sinceNs);
    if (error != std::errc() || rest != end || hold.sinceNs < 0)
        return std::nullopt;
    hold.program = nextLine(text).substr(0, longestProgram);
    return hold;
}

/// The marks of this process, one for each segment that it has records of, however many these are: a second one would not be to be had beside the
/// first. Threads: any.
class OwnMarks
{
public:
    /// Never destroyed: records may go after main().
    static OwnMarks &instance()
    {
        static auto *const marks = new OwnMarks;
        return *marks;
    }

    /// A number that no other record of this process has on that segment; nothing where the mark can't be set. Takes the handle if there is none yet.
    std::optional<unsigned> enter(const platform::SegmentStat &stat, platform::SegmentHandle handle)
    {
        const std::lock_guard lock(m_mutex);
        const Key key = keyOf(stat);
        Entry &entry = m_entries[key];
        if (entry.numbers.empty()) {
            entry.handle = std::move(handle);
            if (!entry.mark.set(entry.handle)) {
                m_entries.erase(key);
                return std::nullopt;
            }
            // Of a dead process that had the same pid: they would look alive from now on.
            for (const platform::StoredHold &stored : platform::storedHolds(stat.device, stat.inode)) {
                if (stored.pid == platform::HoldMark::ownPid())
                    platform::removeHold(stat.device, stat.inode, stored.pid, stored.number);
            }
        }
        unsigned number = 0;
        while (!entry.numbers.insert(number).second)
            ++number;
        return number;
    }
    void leave(const platform::SegmentStat &stat, unsigned number)
    {
        const std::lock_guard lock(m_mutex);
        const auto entry = m_entries.find(keyOf(stat));
        if (entry == m_entries.end())
            return;
        entry->second.numbers.erase(number);
        if (entry->second.numbers.empty())
            m_entries.erase(entry);
    }

private:
    /// A forked child has the entries, but the marks are of its parent.
    using Key = std::tuple<std::int64_t, std::uint64_t, std::uint64_t>;
    struct Entry
    {
        platform::SegmentHandle handle;
        platform::HoldMark mark;
        std::set<unsigned> numbers;
    };

    static Key keyOf(const platform::SegmentStat &stat)
    {
        return {platform::HoldMark::ownPid(), stat.device, stat.inode};
    }

    std::mutex m_mutex;
    std::map<Key, Entry> m_entries;
};

/// `handle` must not be the one that this process has its mark by: that would not see it.
void removeOldOnes(const platform::SegmentHandle &handle, const platform::SegmentStat &stat, LockWord word)
{
    for (const RecordedHold &hold : recordedHolds(handle, stat)) {
        // What the word still shows is evidence, whoever asks for the lock next.
        const bool shown = hold.write ? word.state() == LockState::Writer : word.state() == LockState::Readers;
        if (!hold.alive && !shown)
            platform::removeHold(stat.device, stat.inode, hold.pid, hold.number);
    }
}

} // namespace

std::vector<RecordedHold> recordedHolds(const platform::SegmentHandle &handle, const platform::SegmentStat &stat)
{
    std::vector<RecordedHold> holds;
    for (const platform::StoredHold &stored : platform::storedHolds(stat.device, stat.inode)) {
        if (auto hold = parsed(stored)) {
            hold->alive = platform::HoldMark::isSet(handle, hold->pid);
            holds.push_back(std::move(*hold));
        }
    }
    std::sort(holds.begin(), holds.end(), [](const RecordedHold &a, const RecordedHold &b) {
        return std::tie(a.pid, a.number) < std::tie(b.pid, b.number);
    });
    return holds;
}

const RecordedHold *deadHolder(const std::vector<RecordedHold> &holds, LockWord word) noexcept
{
    if (word.state() != LockState::Writer && word.state() != LockState::Readers)
        return nullptr;
    const bool write = word.state() == LockState::Writer;
    const RecordedHold *perhaps = nullptr;
    for (const RecordedHold &hold : holds) {
        if (hold.alive || hold.write != write)
            continue;
        if (hold.taken)
            return &hold;
        perhaps = &hold;
    }
    return perhaps;
}

HoldRecord::HoldRecord(std::string_view segment, bool write, std::string_view program)
    : m_program(program.substr(0, longestProgram)), m_write(write)
{
    const std::string name(segment);
    platform::SegmentHandle handle = platform::openSegment(name, platform::Access::ReadWrite);
    m_stat = platform::stat(handle, name);
    m_program.erase(std::remove(m_program.begin(), m_program.end(), '\n'), m_program.end());
    LockWord word;
    if (platform::readAt(handle, 0, std::as_writable_bytes(std::span(&word.raw, 1)), name) == sizeof word.raw)
        removeOldOnes(handle, m_stat, word);
    m_sinceNs = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
                    .count();
    // The mark first: a record without one says that its process died.
    m_number = OwnMarks::instance().enter(m_stat, std::move(handle));
    if (m_number)
        store(false);
}

HoldRecord::~HoldRecord()
{
    if (!m_number)
        return;
    // The record first, for the same reason.
    if (m_kept)
        platform::removeHold(m_stat.device, m_stat.inode, platform::HoldMark::ownPid(), *m_number);
    OwnMarks::instance().leave(m_stat, *m_number);
}

void HoldRecord::taken() noexcept
{
    if (m_kept)
        store(true);
}

void HoldRecord::store(bool taken) noexcept
{
    m_kept = platform::storeHold(m_stat.device, m_stat.inode, *m_number,
                                 std::string(title) + (m_write ? "\nwrite\n" : "\nread\n")
                                     + (taken ? "holding\n" : "waiting\n") + std::to_string(m_sinceNs) + '\n'
                                     + m_program + '\n')
        || m_kept;
}

} // namespace membridge
