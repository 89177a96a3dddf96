// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// mutating_neighbour NAME SEED region|ring: does to the segment whatever a broken or hostile program could, as fast as it can, until its
// standard input is closed. Then it says how often.

#include "core/ipc/layout.h"
#include "tests/support/random.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace membridge;
using membridge::test::Random;

namespace {

constexpr std::uint64_t capacity = 16 * 1024;
constexpr std::uint64_t fullSize = capacity + ring_layout::dataOffset;

/// Words that a header or a length must not be, among some that it may.
std::uint64_t oddWord(Random &random)
{
    constexpr std::array<std::uint64_t, 14> words{
        0,          1,          3,           7,          24,    capacity - 1, capacity, capacity + 1,
        0x7fffffff, 0xffffffff, 0xfffffff9u, 1ull << 40, ~0ull, ~0ull - 20};
    return random.below(3) == 0 ? random.next() : words[random.below(words.size())];
}

class Neighbour
{
public:
    Neighbour(const char *name, std::uint64_t seed, bool ring) : m_name(name), m_random(seed), m_ring(ring)
    {
        create();
    }

    void mutate()
    {
        switch (m_random.below(m_ring ? 24 : 16)) {
        case 0:
            truncate(0);
            break;
        case 1:
            truncate(m_random.below(fullSize));
            break;
        case 2:
            truncate(4096 * m_random.below(5));
            break;
        case 3:
            truncate(fullSize + m_random.below(64 * 1024));
            break;
        case 4:
        case 5:
            ::shm_unlink(m_name);
            create();
            break;
        case 6:
            // Data, anywhere.
            put(m_random.below(fullSize), m_random.next());
            break;
        case 7:
        case 8:
        case 9:
            // Well again, so that those who take part get somewhere.
            truncate(fullSize);
            setUp();
            leaveAlone();
            break;
        case 10:
            put(4, oddWord(m_random));
            break;
        case 11:
        case 12:
            put(0,
                m_random.below(2) == 0 ? std::int32_t(m_random.below(3)) - 1
                                       : static_cast<std::int32_t>(oddWord(m_random)));
            break;
        default:
            if (m_ring)
                put(8 * m_random.below(3), oddWord(m_random));
            if (m_ring && m_random.below(2) == 0)
                put(ring_layout::dataOffset + m_random.below(64), static_cast<std::uint32_t>(oddWord(m_random)));
            break;
        }
    }

private:
    void create()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
        m_descriptor = ::shm_open(m_name, O_CREAT | O_RDWR, 0600);
        truncate(fullSize);
        setUp();
    }
    void setUp()
    {
        if (m_ring)
            put(0, RingHeader{.head = 0, .tail = 0, .capacity = capacity});
        else
            put(0, std::int32_t(0));
    }
    /// Long enough for somebody to be in the middle of something when it gets worse again.
    void leaveAlone()
    {
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(m_random.below(100));
        while (std::chrono::steady_clock::now() < until) { }
    }
    void truncate(std::uint64_t size) { (void)!::ftruncate(m_descriptor, static_cast<off_t>(size)); }
    template <typename T> void put(std::uint64_t offset, const T &value)
    {
        (void)!::pwrite(m_descriptor, &value, sizeof value, static_cast<off_t>(offset));
    }

    const char *m_name;
    Random m_random;
    bool m_ring;
    int m_descriptor = -1;
};

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    Neighbour neighbour(argv[1], std::strtoull(argv[2], nullptr, 10), std::strcmp(argv[3], "ring") == 0);
    std::puts("ready");
    std::fflush(stdout);
    std::uint64_t mutations = 0;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (::poll(&input, 1, 0) == 0) {
        for (int i = 0; i < 32; ++i, ++mutations)
            neighbour.mutate();
    }
    std::printf("%llu\n", static_cast<unsigned long long>(mutations));
    return 0;
}
