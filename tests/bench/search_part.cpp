// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "search_part.h"

#include "race.h"
#include "scratch_name.h"

#include "core/ipc/shared_memory.h"
#include "core/observe/search.h"
#include "core/platform/platform.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace membridge::bench {

namespace {

/// A segment that goes away with it.
class Scratch
{
public:
    explicit Scratch(std::uint64_t size)
        : m_name(scratchName("search")),
          m_memory(SharedMemory::create(m_name, size)),
          m_mapping(std::make_shared<const platform::SegmentHandle>(
                        platform::openSegment(m_name, platform::Access::ReadWrite)),
                    size, platform::Access::ReadWrite, m_name)
    {
    }
    ~Scratch() { SharedMemory::remove(m_name); }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;

    const std::string &name() const { return m_name; }
    std::byte *data() const { return m_mapping.data(); }
    std::uint64_t size() const { return m_mapping.size(); }

private:
    std::string m_name;
    SharedMemory m_memory;
    platform::Mapping m_mapping;
};

struct Case
{
    const char *what;
    SearchQuery query;
    const char *peer; ///< What memmem() looks for.
    std::size_t peerSize;
    std::uint64_t alignment = 1;
};

/// Half of it random, half records: small numbers between zeros.
void fill(const Scratch &scratch, std::mt19937 &random)
{
    std::mt19937_64 numbers(random());
    const std::uint64_t words = scratch.size() / 8;
    for (std::uint64_t i = 0; i < words; ++i) {
        const std::uint64_t word = i < words / 2 ? numbers() : i % 4 == 0 ? i / 4 : 0;
        std::memcpy(scratch.data() + i * 8, &word, 8);
    }
}

double seconds(std::chrono::steady_clock::time_point since)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

} // namespace

void measureSearch(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    const bool quick = plan.repetitions == 1;
    const Scratch scratch(std::uint64_t{quick ? 16u : 1024u} << 20);
    fill(scratch, random);
    // Nowhere but at the end: both go through all of it.
    constexpr char text[] = "Needle in the segment";
    constexpr std::size_t textSize = sizeof text - 1;
    std::memcpy(scratch.data() + scratch.size() - textSize, text, textSize);
    SearchQuery plain;
    plain.kind = SearchKind::Text;
    plain.text = text;
    SearchQuery anyCase = plain;
    anyCase.ignoreCase = true;
    SearchQuery wildcards;
    wildcards.text = "4e ?? 65 64 6c 65 20 69 6? 20 74 68 65 20 73";
    SearchQuery fourBytes;
    fourBytes.text = "67 6d 65 6e";
    // What memmem() cannot look for stands beside its search for the text.
    SearchQuery real;
    real.kind = SearchKind::Value;
    real.type = Interpretation::F64;
    real.text = "-51234.5";
    real.tolerance = "0.25";
    const double needle = -51234.375;
    std::memcpy(scratch.data() + scratch.size() - 32, &needle, sizeof needle);
    SearchQuery integer = real;
    integer.type = Interpretation::I32;
    integer.text = "1852143181";
    integer.tolerance = "3";
    const std::uint32_t whole = 1852143182;
    std::memcpy(scratch.data() + scratch.size() - 40, &whole, sizeof whole);
    const Case cases[] = {{"21 bytes of text", plain, text, textSize},
                          {"4 bytes", fourBytes, "gmen", 4},
                          {"21 bytes of text, any case", anyCase, text, textSize},
                          {"15 bytes with wildcards", wildcards, text, textSize},
                          {"f64 with a tolerance, anywhere", real, text, textSize},
                          {"f64 with a tolerance, every 8 B", real, text, textSize, 8},
                          {"i32 with a tolerance, anywhere", integer, text, textSize}};
    for (const Case &one : cases) {
        Results::Searching figures{.what = one.what, .bytes = scratch.size(), .oursSeconds = {}, .memmemSeconds = {}};
        const SearchPattern pattern = std::get<SearchPattern>(SearchPattern::parse(one.query));
        const auto ours = [&](double line) {
            unpinThread();
            const auto source = std::make_shared<SegmentBytes>(SegmentReader::open(scratch.name()));
            const auto start = std::chrono::steady_clock::now();
            SearchRun run(pattern, source, {.alignment = one.alignment});
            while (run.step(std::uint64_t{16} << 20)) { } // as the window does
            figures.oursSeconds.add(seconds(start), line);
            if (run.hits().empty() || run.hits().back() + 4 > scratch.size())
                throw std::runtime_error("the search does not find what is there");
        };
        const auto peer = [&](double line) {
            const auto start = std::chrono::steady_clock::now();
            std::uint64_t found = 0;
            // All of them, as we do.
            for (const std::byte *at = scratch.data(), *const end = at + scratch.size();; ++found) {
                at = static_cast<const std::byte *>(
                    memmem(at, static_cast<std::size_t>(end - at), one.peer, one.peerSize));
                if (at == nullptr)
                    break;
                ++at;
            }
            figures.memmemSeconds.add(seconds(start), line);
            if (found == 0)
                throw std::runtime_error("memmem() does not find what is there");
        };
        for (unsigned repetition = 0; repetition < std::min(plan.repetitions, 7u); ++repetition) {
            const double line = cacheLineNs(cores);
            const bool oursFirst = random() % 2 == 0;
            if (oursFirst)
                ours(line);
            peer(line);
            if (!oursFirst)
                ours(line);
        }
        results.searching.push_back(std::move(figures));
    }
}

} // namespace membridge::bench
