// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "proc_files.h"

#include <cerrno>
#include <charconv>
#include <fcntl.h>

namespace membridge::platform::proc {

Descriptor openAt(int directory, const char *path, bool isDirectory) noexcept
{
    return Descriptor(::openat(directory, path, O_RDONLY | O_CLOEXEC | (isDirectory ? O_DIRECTORY : 0)));
}

bool readStart(int directory, const char *path, std::size_t most, std::string &text)
{
    text.clear();
    const Descriptor file = openAt(directory, path);
    if (!file)
        return false;
    text.resize(most);
    std::size_t done = 0;
    ssize_t count = 0;
    while (done < most
           && ((count = ::read(file.get(), text.data() + done, most - done)) > 0 || (count < 0 && errno == EINTR)))
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    text.resize(done);
    return count >= 0;
}

std::optional<std::int64_t> numberOf(std::string_view name) noexcept
{
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || rest != name.data() + name.size() || number < 0)
        return std::nullopt;
    return number;
}

ssize_t readEntries(int directory, std::vector<char> &buffer) noexcept
{
    return ::getdents64(directory, buffer.data(), buffer.size());
}

} // namespace membridge::platform::proc
