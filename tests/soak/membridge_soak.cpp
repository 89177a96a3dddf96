// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// membridge_soak [MINUTES]: the wheel's programs talk at full speed for a long time, and the findings look on. Nothing may be lost, nothing be
// complained about, and this process must not grow. Prints a line a minute and a summary; exit 1 when something was wrong.

#include "pair.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

using namespace membridge;
using namespace membridge::test;

namespace {

using Clock = std::chrono::steady_clock;

/// What a minute of warming up may leave to come: buffers of the C library, mostly.
constexpr std::int64_t allowedGrowthKiB = 4096;

/// Of this process, in KiB.
std::int64_t residentKiB()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toLongLong();
    }
    return 0;
}

using Pairs = std::vector<std::unique_ptr<Pair>>;

void printMinute(const Pairs &pairs, Clock::duration elapsed)
{
    std::printf("%5.1f min  %6lld KiB", std::chrono::duration<double, std::ratio<60>>(elapsed).count(),
                static_cast<long long>(residentKiB()));
    for (const auto &pair : pairs) {
        const WatchThread::State state = pair->state();
        std::printf("  %s: %.1f MB, %llu samples%s", qPrintable(pair->title()), static_cast<double>(state.bytesIn) / 1e6,
                    static_cast<unsigned long long>(state.samples), state.alarms.isEmpty() ? "" : ", ALARM");
    }
    std::printf("\n");
    std::fflush(stdout);
}

/// False when something was wrong.
bool summarise(const Pairs &pairs)
{
    bool good = true;
    for (const auto &pair : pairs) {
        const Pair::Result result = pair->finish();
        const WatchThread::State state = pair->state();
        std::printf("\n%s: %llu messages, %llu lost, %llu samples\n%s%s", qPrintable(pair->title()),
                    static_cast<unsigned long long>(result.messages), static_cast<unsigned long long>(result.lost),
                    static_cast<unsigned long long>(state.samples), state.findings.constData(),
                    result.problem.constData());
        good = good && result.messages > 0 && result.lost == 0 && result.problem.isEmpty() && state.alarms.isEmpty();
        if (!state.alarms.isEmpty())
            std::printf("complained about what works:\n%s", state.alarms.constData());
    }
    return good;
}

int soak(double minutes)
{
    Pairs pairs;
    pairs.push_back(std::make_unique<Pair>("small ring", Layout::Ring, QStringList{"--capacity", "4096"}));
    pairs.push_back(
        std::make_unique<Pair>("large ring", Layout::Ring, QStringList{"--capacity", "1048576", "--size", "1000"}));
    pairs.push_back(std::make_unique<Pair>("bursts", Layout::Ring, QStringList{"--burst", "5", "--pause", "0.1"}));
    pairs.push_back(std::make_unique<Pair>("region", Layout::Region, QStringList{"--size", "4096"}));
    for (const auto &pair : pairs) {
        if (!pair->start()) {
            std::fprintf(stderr, "membridge_soak: %s: %s\n", qPrintable(pair->title()), pair->problem().constData());
            return 1;
        }
    }
    const auto begin = Clock::now();
    const auto end = begin
        + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double, std::ratio<60>>(minutes));
    std::int64_t warm = 0;
    for (auto next = begin; next < end;) {
        next = std::min(end, next + std::chrono::minutes(1));
        std::this_thread::sleep_until(next);
        printMinute(pairs, Clock::now() - begin);
        if (warm == 0)
            warm = residentKiB();
    }
    const std::int64_t growth = residentKiB() - warm;
    const bool good = summarise(pairs);
    std::printf("\nthis process grew by %lld KiB since the first line\n", static_cast<long long>(growth));
    const bool passed = good && growth <= allowedGrowthKiB;
    std::printf("%s\n", passed ? "passed" : "FAILED");
    return passed ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    bool ok = true;
    const double minutes = argc > 1 ? QByteArray(argv[1]).toDouble(&ok) : 10;
    if (argc > 2 || !ok || !(minutes > 0 && minutes <= 100'000)) {
        std::fprintf(stderr, "usage: membridge_soak [MINUTES]\n");
        return 2;
    }
    return soak(minutes);
}
