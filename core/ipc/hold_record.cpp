// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hold_record.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>
#include <span>

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
    std::sort(holds.begin(), holds.end(), [](const RecordedHold &a, const RecordedHold &b) { return a.pid < b.pid; });
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
    : m_handle(platform::openSegment(std::string(segment), platform::Access::ReadWrite)),
      m_stat(platform::stat(m_handle, std::string(segment))),
      m_program(program.substr(0, longestProgram)),
      m_write(write)
{
    m_program.erase(std::remove(m_program.begin(), m_program.end(), '\n'), m_program.end());
    LockWord word;
    if (platform::readAt(m_handle, 0, std::as_writable_bytes(std::span(&word.raw, 1)), std::string(segment))
        == sizeof word.raw)
        removeOldOnes(word);
    m_sinceNs = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
                    .count();
    // The mark first: a record without one says that its process died.
    if (m_mark.set(m_handle))
        store(false);
}

HoldRecord::~HoldRecord()
{
    // The record first, for the same reason.
    if (m_kept)
        platform::removeHold(m_stat.device, m_stat.inode, platform::HoldMark::ownPid());
}

void HoldRecord::taken() noexcept
{
    if (m_kept)
        store(true);
}

void HoldRecord::store(bool taken) noexcept
{
    m_kept = platform::storeHold(m_stat.device, m_stat.inode,
                                 std::string(title) + (m_write ? "\nwrite\n" : "\nread\n")
                                     + (taken ? "holding\n" : "waiting\n") + std::to_string(m_sinceNs) + '\n'
                                     + m_program + '\n')
        || m_kept;
}

void HoldRecord::removeOldOnes(LockWord word) const
{
    for (const RecordedHold &hold : recordedHolds(m_handle, m_stat)) {
        // What the word still shows is evidence, whoever asks for the lock next.
        const bool shown = hold.write ? word.state() == LockState::Writer : word.state() == LockState::Readers;
        if (!hold.alive && !shown)
            platform::removeHold(m_stat.device, m_stat.inode, hold.pid);
    }
}

} // namespace membridge
