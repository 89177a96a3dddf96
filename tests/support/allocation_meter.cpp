// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "allocation_meter.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

// Relaxed: a mere statistic, read by the thread that made the allocations it is about.
std::atomic<std::size_t> largestBlock{0};
std::atomic<std::uint64_t> blockCount{0};
thread_local std::size_t largestBlockHere = 0;

} // namespace

void *operator new(std::size_t size)
{
    std::size_t largest = largestBlock.load(std::memory_order_relaxed);
    while (size > largest && !largestBlock.compare_exchange_weak(largest, size, std::memory_order_relaxed)) { }
    blockCount.fetch_add(1, std::memory_order_relaxed);
    if (size > largestBlockHere)
        largestBlockHere = size;
    if (void *block = std::malloc(size > 0 ? size : 1))
        return block;
    throw std::bad_alloc();
}

void operator delete(void *block) noexcept
{
    std::free(block);
}

void operator delete(void *block, std::size_t) noexcept
{
    std::free(block);
}

namespace membridge::test {

AllocationMeter::AllocationMeter() noexcept
{
    largestBlock.store(0, std::memory_order_relaxed);
    blockCount.store(0, std::memory_order_relaxed);
}

std::size_t AllocationMeter::largest() const noexcept
{
    return largestBlock.load(std::memory_order_relaxed);
}

std::uint64_t AllocationMeter::blocks() const noexcept
{
    return blockCount.load(std::memory_order_relaxed);
}

std::size_t AllocationMeter::largestOfThisThread() noexcept
{
    return largestBlockHere;
}

void AllocationMeter::restartThisThread() noexcept
{
    largestBlockHere = 0;
}

} // namespace membridge::test
