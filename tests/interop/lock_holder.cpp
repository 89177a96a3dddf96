// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// lock_holder VERB NAME: a process that has a region, for tests that stop or kill it. Says "ready" once it has what it wants, and goes on until
// its input ends.
//   map      has it mapped
//   read     holds the read lock
//   write    holds the write lock
//   overlap  holds two read locks in turns, so that the lock is never free

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"

#include <atomic>
#include <chrono>
#include <exception>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <thread>

namespace {

using namespace membridge;

int hold(std::string_view verb, const std::string &name)
{
    MappedView view = SharedMemory::open(name).map();
    RwLock &lock = view.lock();
    const bool reads = verb == "read" || verb == "overlap";
    if ((reads && !lock.tryLockRead()) || (verb == "write" && !lock.tryLockWrite())) {
        std::cerr << "lock_holder: the lock is not free\n";
        return 1;
    }
    std::cout << "ready" << std::endl;
    std::atomic<bool> done = false;
    std::thread turns([&] {
        while (verb == "overlap" && !done) {
            // At no moment are both given back.
            (void)lock.tryLockRead();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            lock.unlockRead();
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    });
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    done = true;
    turns.join();
    if (reads)
        lock.unlockRead();
    else if (verb == "write")
        lock.unlockWrite();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        if (argc == 3)
            return hold(argv[1], argv[2]);
        std::cerr << "usage: lock_holder map|read|write|overlap NAME\n";
    } catch (const std::exception &error) {
        std::cerr << "lock_holder: " << error.what() << '\n';
    }
    return 2;
}
