// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "side.h"

#include "child.h"
#include "machine.h"
#include "message.h"
#include "waiting.h"

#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>
#include <utility>

namespace membridge::bench {

namespace {

template <std::size_t Size> int produce(SpscProducer producer, const SideOptions &options)
{
    Message<Size> message{};
    madeUp(message);
    for (std::uint64_t sent = 0; sent < options.count;) {
        const std::uint64_t end = std::min<std::uint64_t>(options.count, sent + options.batch);
        for (; sent < end; ++sent) {
            message.setNumber(sent % acrossNumbers);
            for (;;) {
                const auto bytes = std::as_bytes(std::span<const Message<Size>, 1>(&message, 1));
                const PushOutcome outcome = options.batch > 1 ? producer.stage(bytes) : producer.tryPush(bytes);
                if (outcome == PushOutcome::Pushed)
                    break;
                if (outcome == PushOutcome::Malformed)
                    return 1;
                producer.publish();
                waiting.pass();
            }
        }
        producer.publish();
    }
    return 0;
}

template <std::size_t Size> int consume(SpscConsumer consumer, const SideOptions &options)
{
    using Clock = std::chrono::steady_clock;
    std::puts("ready");
    std::fflush(stdout);
    Message<Size> message{};
    Clock::time_point start;
    std::uint64_t wrong = 0;
    std::uint64_t got = 0;
    const auto take = [&] {
        if (got == 0)
            start = Clock::now();
        received(message);
        wrong += message.number() != got % acrossNumbers;
        ++got;
    };
    while (got < options.count) {
        if (options.batch > 1) {
            const auto copy = [&](const FrameView &view) {
                if (view.size() != Size)
                    return false;
                if (view.first.size() == Size) [[likely]]
                    std::memcpy(&message, view.first.data(), Size);
                else
                    view.copyTo(message.bytes.data());
                take();
                return true;
            };
            const auto drained = consumer.drain(
                copy, {.frames = static_cast<std::size_t>(std::min<std::uint64_t>(options.batch, options.count - got))});
            if (drained.outcome == PopOutcome::Malformed
                || (drained.frames == 0 && drained.outcome != PopOutcome::Empty))
                return 1;
            if (drained.frames == 0)
                waiting.pass();
        } else {
            const PopOutcome outcome = consumer.tryPopObject(message);
            if (outcome == PopOutcome::Popped)
                take();
            else if (outcome == PopOutcome::Empty)
                waiting.pass();
            else
                return 1;
        }
    }
    const auto took = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start);
    std::printf("%lld %llu\n", static_cast<long long>(took.count()), static_cast<unsigned long long>(wrong));
    return 0;
}

} // namespace

int runSide(const SideOptions &options)
{
    pinThread(options.core);
    const SpscRingBuffer ring = SharedMemory::open(options.name).spsc();
    int status = 2;
    const auto tryOne = [&]<std::size_t Size>() {
        if (options.size == Size)
            status = options.side == "produce" ? produce<Size>(ring.producer(), options)
                                               : consume<Size>(ring.consumer(), options);
    };
    [&]<std::size_t... Index>(std::index_sequence<Index...>)
    {
        (tryOne.template operator()<messageSizes[Index]>(), ...);
    }
    (std::make_index_sequence<messageSizes.size()>());
    return status;
}

std::vector<std::string> sideCommand(const Plan &plan, bool wheel, const SideOptions &options)
{
    const std::string size = std::to_string(options.size);
    const std::string count = std::to_string(options.count);
    const std::string core = std::to_string(options.core);
    if (wheel)
        return {plan.python, MEMBRIDGE_BENCH_SCRIPTS "/wheel_side.py", options.side, options.name, size, count, core};
    return {plan.self,
            "--side",
            options.side,
            "--name",
            options.name,
            "--size",
            size,
            "--count",
            count,
            "--batch",
            std::to_string(options.batch),
            "--core",
            core,
            "--pauses",
            std::to_string(waiting.pauses)};
}

bool hasWheel(const std::string &python)
{
    if (python.empty())
        return false;
    try {
        Child child({python, "-c", "import membridge"});
        return child.succeeded();
    } catch (const std::exception &) {
        return false;
    }
}

} // namespace membridge::bench
