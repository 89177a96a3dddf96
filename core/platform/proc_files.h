// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <dirent.h>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

/// Reading /proc with few calls and no allocation a process. Linux only, for core/platform: it brings system headers.
namespace membridge::platform::proc {

/// Closes itself.
class Descriptor
{
public:
    explicit Descriptor(int descriptor = -1) noexcept : m_descriptor(descriptor) { }
    Descriptor(Descriptor &&other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    explicit operator bool() const noexcept { return m_descriptor >= 0; }
    int get() const noexcept { return m_descriptor; }

private:
    int m_descriptor;
};

/// Of a path relative to the directory; read-only. Not open on failure, with the reason in errno.
Descriptor openAt(int directory, const char *path, bool isDirectory = false) noexcept;

/// The first `most` bytes of a file. False when it can't be read.
bool readStart(int directory, const char *path, std::size_t most, std::string &text);

/// A descriptor's or a process's number; nothing for any other name.
std::optional<std::int64_t> numberOf(std::string_view name) noexcept;

/// The next entries of a directory, in the buffer. As getdents64(2): 0 at the end, -1 with a reason in errno.
ssize_t readEntries(int directory, std::vector<char> &buffer) noexcept;

/// Calls visit(const char *name, std::int64_t number) for each entry whose name is a number, in the kernel's order. The buffer is in use
/// meanwhile. False when not all could be listed, with the reason in errno.
template <typename Visit> bool visitNumbers(int directory, std::vector<char> &buffer, Visit &&visit)
{
    buffer.resize(32768);
    ssize_t count = 0;
    while ((count = readEntries(directory, buffer)) > 0) {
        for (std::size_t at = 0; at < static_cast<std::size_t>(count);) {
            unsigned short length = 0;
            std::memcpy(&length, buffer.data() + at + offsetof(struct ::dirent64, d_reclen), sizeof length);
            const char *name = buffer.data() + at + offsetof(struct ::dirent64, d_name);
            if (const auto number = numberOf(name))
                visit(name, *number);
            at += length;
        }
    }
    return count == 0;
}

} // namespace membridge::platform::proc
