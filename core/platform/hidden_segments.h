// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Segments that the system's list of names does not show, because they have no name any more or a name in another mount namespace.
/// Linux alone can look for them, through /proc (proc(5)); elsewhere none is found.
namespace membridge::platform {

enum class Hiding {
    Deleted,  ///< Its name was removed; some process still maps it or has it open.
    Namespace ///< It has a name in another mount namespace's /dev/shm, as in a container.
};

/// `pid:PID/NAME` or `pid:PID/NAME#INODE`: the segment NAME as that process has it. No name of a segment looks like this, since none has a
/// '/' after another character.
struct HiddenAddress
{
    std::int64_t pid = 0;
    std::string name;                   ///< All after '/', which may itself end in '#' and digits.
    std::optional<std::uint64_t> inode; ///< What '#' and digits at the end stand for, if that is no part of the name.
    std::string nameWithoutInode;       ///< The name then; otherwise empty.

    std::string text() const;
};

/// Whether this can only be meant as an address: it starts with "pid:", digits and '/'.
bool looksLikeHiddenAddress(std::string_view text) noexcept;
/// Nothing if it is no such address, or if its name is none that a segment can have.
std::optional<HiddenAddress> parseHiddenAddress(std::string_view text);

struct HiddenSegment
{
    std::string name; ///< With the leading '/'; any bytes.
    Hiding hiding = Hiding::Deleted;
    std::int64_t pid = 0;         ///< The lowest through which it can be reached.
    std::string process;          ///< Command name of that process; untrusted text.
    SegmentStat stat;             ///< If not `known`: device, inode and the size that is mapped.
    bool known = false;           ///< The object itself could be asked, not only the text of /proc/PID/maps.
    bool readable = false;        ///< This user may look inside.
    std::vector<std::byte> start; ///< The first bytes, at most as many as were asked for.
};

struct HiddenSegments
{
    std::vector<HiddenSegment> segments; ///< Each object once. Without those that only the calling process holds.
    bool complete = false; ///< False when a process that /proc shows could not be looked into, or there were too many segments.
    std::vector<std::int64_t> unreadable; ///< Pids that could not be looked into.
};

/// Walks /proc: tens of milliseconds; not for the GUI thread. Opens each object read-only, reads up to `startBytes` of it and closes it.
HiddenSegments hiddenSegments(std::size_t startBytes);

/// The process through which a hidden segment was opened. Stands for that very process: another one that gets its number later is not
/// taken for it. Thread-safe.
class HiddenPlace
{
public:
    HiddenPlace(SegmentHandle process, std::string name, Hiding hiding)
        : m_process(std::move(process)), m_name(std::move(name)), m_hiding(hiding)
    {
    }
    Hiding hiding() const noexcept { return m_hiding; }
    /// stat() of the object that has the name now in the process's namespace. False if there is none, for a deleted segment in any case,
    /// and when the process has ended.
    bool statByName(SegmentStat &out) const noexcept;

private:
    SegmentHandle m_process;
    std::string m_name;
    Hiding m_hiding;
};

struct OpenedHidden
{
    SegmentHandle handle;
    std::shared_ptr<const HiddenPlace> place;
};

/// Opens read-only what the address stands for: a regular file of a shared-memory file system, checked before it is opened. Throws Error:
/// NotFound (no such process, or it has no such segment), InvalidName (several segments fit, or elsewhere than on Linux),
/// PermissionDenied, System.
OpenedHidden openHiddenSegment(const HiddenAddress &address);

} // namespace membridge::platform
