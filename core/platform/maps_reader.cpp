// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "maps_reader.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

namespace membridge::platform {

namespace {

/// `struct procmap_query` of linux/fs.h, which is newer than the headers of many systems.
struct ProcmapQuery
{
    std::uint64_t size;
    std::uint64_t queryFlags;
    std::uint64_t queryAddress;
    std::uint64_t vmaStart;
    std::uint64_t vmaEnd;
    std::uint64_t vmaFlags;
    std::uint64_t vmaPageSize;
    std::uint64_t vmaOffset;
    std::uint64_t inode;
    std::uint32_t deviceMajor;
    std::uint32_t deviceMinor;
    std::uint32_t vmaNameSize; ///< In: room at vmaNameAddress. Out: bytes with the NUL.
    std::uint32_t buildIdSize;
    std::uint64_t vmaNameAddress;
    std::uint64_t buildIdAddress;
};
static_assert(sizeof(ProcmapQuery) == 104);

constexpr unsigned long procmapQuery = _IOWR('f', 17, ProcmapQuery);
constexpr std::uint64_t writableVma = 0x02;
constexpr std::uint64_t sharedVma = 0x08;
constexpr std::uint64_t coveringOrNext = 0x10;
constexpr std::uint64_t fileBacked = 0x20;

// The longest line is an escaped path of 4096 bytes and some 80 before it.
constexpr std::size_t bufferSize = 65536;
constexpr std::size_t pathRoom = 8192;

std::string_view nextWord(std::string_view &line)
{
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    const auto end = std::min(line.find(' ', begin), line.size());
    const auto word = line.substr(begin, end - begin);
    line.remove_prefix(end);
    return word;
}

template <typename Number> bool take(std::string_view &text, Number &number, int base)
{
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    return error == std::errc();
}

bool takeCharacter(std::string_view &text, char wanted)
{
    if (text.empty() || text.front() != wanted)
        return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

MapsReader::MapsReader(MapsWay way, Names names) : m_way(way), m_names(names), m_buffer(bufferSize) { }

bool MapsReader::open(int directory, const char *path)
{
    m_file = proc::openAt(directory, path);
    m_byText = m_way == MapsWay::Text || (m_way == MapsWay::Best && m_queryIsMissing);
    m_hadMemory = false;
    m_address = 0;
    m_begin = m_end = 0;
    return static_cast<bool>(m_file);
}

MapsReader::Step MapsReader::next(FileMapping &mapping)
{
    return m_byText ? nextByText(mapping) : nextByQuery(mapping);
}

MapsReader::Step MapsReader::nextByQuery(FileMapping &mapping)
{
    ProcmapQuery query = {};
    query.size = sizeof query;
    query.queryFlags = coveringOrNext | fileBacked;
    query.queryAddress = m_address;
    if (m_names == Names::Told) {
        query.vmaNameSize = pathRoom;
        query.vmaNameAddress = reinterpret_cast<std::uintptr_t>(m_buffer.data());
    }
    int result = 0;
    while ((result = ::ioctl(m_file.get(), procmapQuery, &query)) != 0 && errno == EINTR) { }
    if (result == 0) {
        m_hadMemory = true;
        if (query.vmaEnd <= m_address)
            return Step::Failed;
        m_address = query.vmaEnd;
        mapping.start = query.vmaStart;
        mapping.end = query.vmaEnd;
        mapping.device = makedev(query.deviceMajor, query.deviceMinor);
        mapping.inode = query.inode;
        mapping.shared = (query.vmaFlags & sharedVma) != 0;
        mapping.writable = (query.vmaFlags & writableVma) != 0;
        mapping.path = {};
        if (m_names == Names::Told && query.vmaNameSize > 0)
            mapping.path = std::string_view(m_buffer.data(), std::min<std::size_t>(query.vmaNameSize, pathRoom) - 1);
        return Step::Mapping;
    }
    if (errno == ENOENT) {
        m_hadMemory = true;
        return Step::End;
    }
    if (errno == ESRCH)
        return Step::End;
    if (m_way == MapsWay::Query)
        return Step::Failed;
    // An older kernel, or a sandbox that allows no such call. The text has the mappings before this one once more.
    m_queryIsMissing = m_queryIsMissing || errno == ENOTTY;
    m_byText = true;
    return nextByText(mapping);
}

MapsReader::Step MapsReader::nextByText(FileMapping &mapping)
{
    for (;;) {
        const std::string_view rest(m_buffer.data() + m_begin, m_end - m_begin);
        if (const auto length = rest.find('\n'); length != std::string_view::npos) {
            m_begin += length + 1;
            if (parse(rest.substr(0, length), mapping))
                return Step::Mapping;
            continue;
        }
        std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin),
                  m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end), m_buffer.begin());
        m_end -= m_begin;
        m_begin = 0;
        if (m_end == m_buffer.size())
            return Step::Failed;
        const ssize_t count = ::read(m_file.get(), m_buffer.data() + m_end, m_buffer.size() - m_end);
        if (count < 0 && errno == EINTR)
            continue;
        // The process is gone.
        if (count < 0 && errno == ESRCH)
            return Step::End;
        if (count < 0)
            return Step::Failed;
        if (count == 0)
            return m_end == 0 ? Step::End : Step::Failed;
        m_hadMemory = true;
        m_end += static_cast<std::size_t>(count);
    }
}

bool MapsReader::parse(std::string_view line, FileMapping &mapping)
{
    // "start-end perms offset major:minor inode  path"
    unsigned deviceMajor = 0;
    unsigned deviceMinor = 0;
    if (!take(line, mapping.start, 16) || !takeCharacter(line, '-') || !take(line, mapping.end, 16))
        return false;
    const std::string_view permissions = nextWord(line);
    nextWord(line);
    if (permissions.size() < 4 || !takeCharacter(line, ' ') || !take(line, deviceMajor, 16) || !takeCharacter(line, ':')
        || !take(line, deviceMinor, 16) || !takeCharacter(line, ' ') || !take(line, mapping.inode, 10)
        || mapping.inode == 0)
        return false;
    mapping.device = makedev(deviceMajor, deviceMinor);
    mapping.writable = permissions[1] == 'w';
    mapping.shared = permissions[3] == 's';
    mapping.path = {};
    if (m_names == Names::Told && line.find_first_not_of(' ') != std::string_view::npos) {
        m_path = line.substr(line.find_first_not_of(' '));
        // The one thing that is escaped there.
        for (std::size_t at = 0; (at = m_path.find("\\012", at)) != std::string::npos; ++at)
            m_path.replace(at, 4, 1, '\n');
        mapping.path = m_path;
    }
    return true;
}

} // namespace membridge::platform
