// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "name_watch.h"

#include <array>
#include <cstddef>
#include <cstring>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace membridge::platform {

namespace {

constexpr const char *watchedDirectory = "/dev/shm";
constexpr std::uint32_t watchedEvents = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_MODIFY
    | IN_ONLYDIR;

} // namespace

struct NameWatch::State
{
    State() = default;
    ~State() { close(); }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    /// Watches the directory that has the path now, from now on.
    void open() noexcept
    {
        close();
        struct ::stat status;
        descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (descriptor < 0)
            return;
        if (::stat(watchedDirectory, &status) != 0
            || ::inotify_add_watch(descriptor, watchedDirectory, watchedEvents) < 0) {
            close();
            return;
        }
        device = status.st_dev;
        inode = status.st_ino;
    }
    void close() noexcept
    {
        if (descriptor >= 0)
            ::close(descriptor);
        descriptor = -1;
    }
    /// Another file system mounted there makes no event.
    bool isCurrent() const noexcept
    {
        struct ::stat status;
        return descriptor >= 0 && ::stat(watchedDirectory, &status) == 0 && status.st_dev == device
            && status.st_ino == inode;
    }

    int descriptor = -1;
    dev_t device = 0;
    ino_t inode = 0;
};

NameWatch::NameWatch() : m_state(std::make_unique<State>()) { }
NameWatch::~NameWatch() = default;

bool NameWatch::collect(std::vector<std::string> &names)
{
    if (!m_state->isCurrent()) {
        m_state->open();
        return false;
    }
    bool all = true;
    alignas(struct ::inotify_event) std::array<char, 65536> buffer;
    ssize_t count = 0;
    while ((count = ::read(m_state->descriptor, buffer.data(), buffer.size())) > 0) {
        for (const char *at = buffer.data(); at < buffer.data() + count;) {
            struct ::inotify_event event;
            std::memcpy(&event, at, sizeof event);
            if ((event.mask & (IN_Q_OVERFLOW | IN_IGNORED | IN_UNMOUNT)) != 0)
                all = false;
            else if (event.len > 0 && (event.mask & IN_ISDIR) == 0)
                names.push_back(std::string("/") + (at + sizeof event));
            at += sizeof event + event.len;
        }
    }
    return all;
}

} // namespace membridge::platform
