// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody types to look for, in bytes that somebody else wrote, beside the plainest search there is.

#include "core/observe/search.h"
#include "fuzz_input.h"

#include <cstdint>

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::Input input(data, size);
    SearchQuery query;
    query.kind = static_cast<SearchKind>(input.take<std::uint8_t>() % 3);
    const auto flags = input.take<std::uint8_t>();
    query.encoding = static_cast<TextEncoding>(flags % 3);
    query.ignoreCase = (flags & 4) != 0;
    query.order = (flags & 8) != 0 ? ByteOrder::Big : ByteOrder::Little;
    query.type = allInterpretations[input.take<std::uint8_t>() % allInterpretations.size()];
    SearchOptions options;
    options.alignment = input.take<std::uint8_t>() % 9;
    options.pieceBytes = input.take<std::uint8_t>();
    options.maxHits = input.take<std::uint8_t>();
    query.tolerance = input.takeText(input.take<std::uint8_t>() % 8);
    query.text = input.takeText(input.take<std::uint8_t>());
    const auto parsed = SearchPattern::parse(query);
    if (const auto *error = std::get_if<SearchError>(&parsed)) {
        FUZZ_CHECK(error->column <= (error->inTolerance ? query.tolerance : query.text).size());
        FUZZ_CHECK(!error->text().empty());
        return 0;
    }
    const SearchPattern &pattern = std::get<SearchPattern>(parsed);
    FUZZ_CHECK(pattern.size() > 0);
    const auto rest = input.rest();
    SearchRun run(pattern, std::make_shared<MemoryBytes>(rest), options);
    while (run.step(100)) { }
    FUZZ_CHECK(run.bytesDone() == run.bytesTotal());

    // Each place on its own, where none but the plain loop over the last bytes can look at it.
    std::vector<std::uint64_t> expected;
    const std::size_t stride = options.alignment == 0 ? 1 : static_cast<std::size_t>(options.alignment);
    for (std::size_t at = 0; at + pattern.size() <= rest.size(); at += stride) {
        if (pattern.find(rest.subspan(at, pattern.size()), 0) == 0)
            expected.push_back(at);
    }
    FUZZ_CHECK(run.count() == expected.size());
    expected.resize(std::min(expected.size(), options.maxHits));
    FUZZ_CHECK(run.hits() == expected);
    if (query.kind == SearchKind::Text && query.encoding == TextEncoding::Utf8 && !query.ignoreCase) {
        // What was typed is there.
        for (const std::uint64_t at : run.hits())
            FUZZ_CHECK(std::memcmp(rest.data() + at, query.text.data(), query.text.size()) == 0);
    }
    return 0;
}
