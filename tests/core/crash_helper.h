// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"
#include "tests/support/random.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

/// What the three kinds of rounds share. The helper is a program of its own, without Qt, so that a plain fork() is enough: one round then takes
/// a few milliseconds at most.
namespace crash {

using membridge::ByteVector;
using membridge::test::Random;
using Names = std::vector<std::string>;
/// What was seen, by name; printed at the end.
using Counts = std::map<std::string, std::uint64_t>;

Counts producerRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names);
Counts consumerRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names);
Counts lockRounds(std::uint64_t seed, std::uint64_t rounds, const Names &names);

class Failure : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

inline void require(bool holds, const std::string &what)
{
    if (!holds)
        throw Failure(what);
}

/// Zeroed memory that parent and children see alike. It outlives them all.
template <typename T> T &sharedMemory()
{
    void *pages = ::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::system_error(errno, std::generic_category(), "mmap");
    return *static_cast<T *>(pages);
}

/// How a child begins; in memory that it shares with its parent.
struct Start
{
    std::atomic<bool> ready;
    std::atomic<bool> led; ///< It stands still, and is led on by Victim::lead().

    /// In the child, just before what it may be killed in. A time can hardly hit the moment between two stores, which lasts a nanosecond; a
    /// count of instructions hits it as easily as any other. Where the system does not allow that, the child runs by itself.
    void go(bool wantsToBeLed)
    {
        const bool isLed = wantsToBeLed && ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0;
        led.store(isLed, std::memory_order_relaxed);
        ready.store(true, std::memory_order_release);
        if (isLed)
            ::raise(SIGSTOP);
    }
    void reset()
    {
        ready = false;
        led = false;
    }
    /// In the parent.
    void await() const
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!ready.load(std::memory_order_acquire)) {
            require(std::chrono::steady_clock::now() < end, "the child did not start");
            std::this_thread::yield();
        }
    }
};

/// A forked process that works until it is killed.
class Victim
{
public:
    explicit Victim(const std::function<void()> &work) : m_pid(::fork())
    {
        if (m_pid < 0)
            throw std::system_error(errno, std::generic_category(), "fork");
        if (m_pid == 0) {
            // Not to go on alone when the helper itself is killed.
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            try {
                work();
            } catch (const std::exception &error) {
                (void)!::write(STDERR_FILENO, error.what(), std::string_view(error.what()).size());
            }
            ::_exit(1);
        }
    }
    ~Victim()
    {
        if (m_pid > 0)
            end();
    }
    Victim(Victim &&other) noexcept : m_pid(std::exchange(other.m_pid, 0)) { }
    Victim(const Victim &) = delete;
    Victim &operator=(const Victim &) = delete;

    /// kill -9, and waits until it is gone. Fails if it ended by itself before.
    void kill()
    {
        const int status = end();
        require(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the child ended by itself, see its message");
    }

    /// Leads the child on by a random number of instructions; in half of the cases no further than to the one that changed what `look` returns, or
    /// one or two more: what a wrong order of stores leaves behind, it leaves there.
    template <typename Look> void lead(Random &random, Look &&look)
    {
        const bool stopsAtChange = random.chance(50);
        std::uint64_t left = stopsAtChange ? 400 : random.below(random.oneOf<std::uint64_t>({100, 300}));
        const auto before = look();
        for (bool changed = false;; --left) {
            int status = 0;
            require(::waitpid(m_pid, &status, 0) == m_pid && WIFSTOPPED(status),
                    "a led child ended by itself, see its message");
            if (left == 0)
                return;
            if (stopsAtChange && !changed && look() != before) {
                changed = true;
                left = random.below(3) + 1;
            }
            require(::ptrace(PTRACE_SINGLESTEP, m_pid, nullptr, nullptr) == 0, "the child can't be led");
        }
    }

private:
    int end() noexcept
    {
        const ::pid_t pid = std::exchange(m_pid, 0);
        int status = 0;
        ::kill(pid, SIGKILL);
        ::waitpid(pid, &status, 0);
        return status;
    }

    ::pid_t m_pid;
};

/// Lets a random time pass, mostly a very short one, and does `meanwhile` over and over.
template <typename Meanwhile> void passRandomTime(Random &random, Meanwhile &&meanwhile)
{
    const auto longest = random.oneOf<std::uint64_t>({50, 300, 300, 2000});
    const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(random.below(longest));
    do {
        meanwhile();
    } while (std::chrono::steady_clock::now() < end);
}

/// A payload that proves itself: its number, a checksum of all the rest, and a filler that no other number has.
struct Message
{
    std::uint64_t sequence = 0;
    bool endsBatch = false;
};
inline constexpr std::size_t smallestMessage = 20;
/// `largest` >= smallestMessage.
void makeMessage(const Message &message, std::size_t largest, ByteVector &payload);
/// Fails for anything that makeMessage() did not make.
Message checkedMessage(std::span<const std::byte> payload);

} // namespace crash
