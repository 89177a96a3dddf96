// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sigbus_guard.h"

#include "../ipc/error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace membridge::platform::sigbus_guard {

namespace {

// Read by a signal handler, so: fixed storage, lock-free atomics, no constructor that runs late.
//
// Who writes what: `begin` and `size` by add()/remove(), `lost` by the handler and by add(). A slot is free when `size` is 0. add()
// claims it with a compare-exchange from 0 to 1 (an empty-for-readers range, since begin is 0), writes begin, then the real size with
// release, which the handler's acquire pairs with: whoever sees the size sees the begin.
struct Slot
{
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::size_t> size{0};
    std::atomic<bool> lost{false};
};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

constexpr std::size_t slotCount = 1024;
std::array<Slot, slotCount> slots;
struct sigaction previous;
std::once_flag installed;
std::uintptr_t pageSize = 4096;

void passOn(int signal, siginfo_t *info, void *context)
{
    if ((previous.sa_flags & SA_SIGINFO) != 0 && previous.sa_sigaction != nullptr) {
        previous.sa_sigaction(signal, info, context);
    } else if (previous.sa_handler == SIG_DFL || previous.sa_handler == SIG_IGN) {
        // Sent by somebody, not a fault: ignored if it was ignored before. Otherwise the default action, at once for a signal that was
        // sent, and when the faulting instruction runs again for a fault.
        const bool sent = info->si_code <= 0;
        if (sent && previous.sa_handler == SIG_IGN)
            return;
        ::signal(signal, SIG_DFL);
        if (sent)
            ::raise(signal);
    } else {
        previous.sa_handler(signal);
    }
}

bool replaceLostPages(std::uintptr_t address)
{
    for (Slot &slot : slots) {
        const std::size_t size = slot.size.load(std::memory_order_acquire);
        const std::uintptr_t begin = slot.begin.load(std::memory_order_relaxed);
        if (size == 0 || begin == 0 || address < begin || address - begin >= size)
            continue;
        // A slot that was given back and taken again between the two loads is not the one that faulted.
        if (slot.size.load(std::memory_order_acquire) != size || slot.begin.load(std::memory_order_relaxed) != begin)
            continue;
        // Release: pairs with the acquire in Mapping::lost(); before the zeros appear, so that whoever reads them finds the flag set.
        slot.lost.store(true, std::memory_order_release);
        // Private zeros from the lost page to the end: the interrupted instruction goes on, its result is void. What is still there, the
        // lock word above all, stays shared, so that a lock taken before is given back for real.
        const std::uintptr_t from = address - address % pageSize;
        void *pages = ::mmap(reinterpret_cast<void *>(from), begin + size - from, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
        return pages != MAP_FAILED;
    }
    return false;
}

void onFault(int signal, siginfo_t *info, void *context)
{
    const int savedErrno = errno;
    // A signal that was sent has no address.
    if (info->si_code > 0 && replaceLostPages(reinterpret_cast<std::uintptr_t>(info->si_addr))) {
        errno = savedErrno;
        return;
    }
    errno = savedErrno;
    passOn(signal, info, context);
}

void install()
{
    pageSize = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction action = {};
    action.sa_sigaction = onFault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGBUS, &action, &previous);
}

} // namespace

std::size_t add(void *address, std::size_t size)
{
    std::call_once(installed, install);
    for (std::size_t i = 0; i < slotCount; ++i) {
        Slot &slot = slots[i];
        std::size_t unused = 0;
        if (slot.size.load(std::memory_order_relaxed) != 0
            || !slot.size.compare_exchange_strong(unused, 1, std::memory_order_acquire, std::memory_order_relaxed))
            continue;
        // Acquire, above: pairs with the release in remove(). Relaxed: the release of the size shows both to the handler's acquire.
        slot.lost.store(false, std::memory_order_relaxed);
        slot.begin.store(reinterpret_cast<std::uintptr_t>(address), std::memory_order_relaxed);
        // Release: pairs with the handler's acquire of the size; who sees it sees the begin that belongs to it.
        slot.size.store(size, std::memory_order_release);
        return i;
    }
    throw Error(ErrorCode::System, {}, "guard another mapping",
                "all " + std::to_string(slotCount) + " guarded mappings are in use");
}

void remove(std::size_t slot) noexcept
{
    // Relaxed: a handler that finds 0 skips the slot; one that still finds the old begin serves a fault of this very mapping.
    slots[slot].begin.store(0, std::memory_order_relaxed);
    // Release: pairs with the acquire in add(), whose stores to the slot come after ours, and with that of the handler, which then sees no
    // begin of before.
    slots[slot].size.store(0, std::memory_order_release);
}

const std::atomic<bool> &lost(std::size_t slot) noexcept
{
    // Loaded by Mapping::lost(), with acquire for the handler's release.
    return slots[slot].lost;
}

} // namespace membridge::platform::sigbus_guard
