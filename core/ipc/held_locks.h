// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

/// The locks (RwLock) that this process holds now, so that its death gives them back: for a program that asks for it, and whose signal handlers then call
/// giveBackAll(). SIGKILL leaves no time for that; there HoldRecord tells whose the lock was.
namespace membridge::held_locks {

/// From now on every lock that is taken is noted, which costs two atomic operations on memory of this process. Any thread.
void keepNote() noexcept;

/// Gives back every lock that was noted, removes the hold records of this process, and lets nobody here take a lock, or give one back, ever after: to be
/// called just before the process dies. What was being written under a lock stays as far as it came. Waits at most 100 ms for threads that are just
/// taking or giving back one. Async-signal-safe; on any thread.
void giveBackAll() noexcept;

/// One try to take a lock. RwLock's own.
class Attempt
{
public:
    explicit Attempt(std::int32_t *word) noexcept;
    ~Attempt();
    Attempt(const Attempt &) = delete;
    Attempt &operator=(const Attempt &) = delete;

    /// False: the process is dying, the lock must not be taken.
    bool isAllowed() const noexcept { return m_allowed; }
    /// It was had.
    void succeed(bool write) noexcept;

private:
    static constexpr std::size_t none = SIZE_MAX;

    std::size_t m_slot = none;
    bool m_allowed = true;
};

/// The giving back of a lock. RwLock's own.
class Return
{
public:
    Return(std::int32_t *word, bool write) noexcept;
    ~Return();
    Return(const Return &) = delete;
    Return &operator=(const Return &) = delete;

    /// False: giveBackAll() did it, the word must not be touched.
    bool isAllowed() const noexcept { return m_allowed; }

private:
    static constexpr std::size_t none = SIZE_MAX;

    std::size_t m_slot = none;
    bool m_allowed = true;
};

} // namespace membridge::held_locks
