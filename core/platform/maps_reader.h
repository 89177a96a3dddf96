// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "platform.h"
#include "proc_files.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace membridge::platform {

/// A mapping of a file in some process.
struct FileMapping
{
    std::uint64_t start = 0; ///< Address of its first byte.
    std::uint64_t end = 0;   ///< Address after its last byte.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    bool shared = false;   ///< What is stored there gets into the file.
    bool writable = false; ///< The process may store there now.
    std::string_view path; ///< With Names::Told, untrusted: as d_path() of the kernel gives it. Valid until the next call.
};

/// The file mappings of one process after another, by either way that the kernel offers on /proc/PID/maps: PROCMAP_QUERY (Linux 6.11; ABI in
/// linux/fs.h), which leaves out what is no file before it costs anything, or the text (proc_pid_maps(5)). Neither stops the process, so what
/// it maps or unmaps meanwhile may be there or not. Linux only. One thread at a time.
class MapsReader
{
public:
    enum class Names { Untold, Told };
    enum class Step { Mapping, End, Failed };

    MapsReader(MapsWay way, Names names);

    /// Of a file `maps`, relative to a directory. False when it can't be opened, with the reason in errno.
    bool open(int directory, const char *path);
    Step next(FileMapping &mapping);
    /// False once next() has ended for a process without memory: a kernel thread or a zombie.
    bool hadMemory() const noexcept { return m_hadMemory; }

private:
    Step nextByQuery(FileMapping &mapping);
    Step nextByText(FileMapping &mapping);
    /// False for a mapping of no file.
    bool parse(std::string_view line, FileMapping &mapping);

    const MapsWay m_way;
    const Names m_names;
    bool m_queryIsMissing = false;
    proc::Descriptor m_file;
    bool m_byText = false;
    bool m_hadMemory = false;
    std::uint64_t m_address = 0;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::string m_path;
};

} // namespace membridge::platform
