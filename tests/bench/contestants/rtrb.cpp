// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../contestant.h"

namespace membridge::bench {

#if MEMBRIDGE_BENCH_RTRB

// rtrb/src/lib.rs, where the loops are: a call for each message would not be the crate's fault.
// NOLINTBEGIN(readability-identifier-naming): C names
extern "C" {
void *membridge_rtrb_new(std::size_t messageSize, std::size_t messages);
void membridge_rtrb_free(void *ring);
void membridge_rtrb_produce(void *ring, std::uint64_t first, std::uint64_t count, std::size_t batch,
                            std::uint32_t pauses, bool yields);
std::uint64_t membridge_rtrb_consume(void *ring, std::uint64_t first, std::uint64_t count, std::size_t batch,
                                     std::uint32_t pauses, bool yields);
std::uint64_t membridge_rtrb_ping(void *ring, void *back, std::uint64_t count, std::uint32_t pauses, bool yields);
void membridge_rtrb_pong(void *ring, void *back, std::uint64_t count, std::uint32_t pauses, bool yields);
}
// NOLINTEND(readability-identifier-naming)

namespace {

class RustRing final : public Contestant
{
public:
    explicit RustRing(std::size_t messageSize)
        : m_ring(membridge_rtrb_new(messageSize, ringBytes(messageSize) / messageSize))
    {
    }
    ~RustRing() override { membridge_rtrb_free(m_ring); }
    RustRing(const RustRing &) = delete;
    RustRing &operator=(const RustRing &) = delete;

    void produce(std::uint64_t first, std::uint64_t count, std::size_t batch) override
    {
        membridge_rtrb_produce(m_ring, first, count, batch, waiting.pauses, waiting.yields);
    }
    std::uint64_t consume(std::uint64_t first, std::uint64_t count, std::size_t batch) override
    {
        return membridge_rtrb_consume(m_ring, first, count, batch, waiting.pauses, waiting.yields);
    }
    std::uint64_t ping(Contestant &back, std::uint64_t count) override
    {
        return membridge_rtrb_ping(m_ring, static_cast<RustRing &>(back).m_ring, count, waiting.pauses, waiting.yields);
    }
    void pong(Contestant &back, std::uint64_t count) override
    {
        membridge_rtrb_pong(m_ring, static_cast<RustRing &>(back).m_ring, count, waiting.pauses, waiting.yields);
    }

private:
    void *m_ring;
};

} // namespace

Entrant rtrb()
{
    return {
        .key = "rtrb",
        .name = "rtrb",
        .what = "rtrb 0.4.1 (Rust), push and pop; batched: push_partial_slice and pop_partial_slice; its loops are in Rust, too",
        .make = [](std::size_t messageSize) { return std::make_unique<RustRing>(messageSize); }};
}

#else

Entrant rtrb()
{
    return {.key = "rtrb",
            .name = "rtrb",
            .what = {},
            .make = {},
            .whyNot = "there is no cargo, or it could not build the crate"};
}

#endif

} // namespace membridge::bench
