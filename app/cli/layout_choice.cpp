// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layout_choice.h"

#include "failure.h"

#include <array>
#include <string>

namespace membridge::cli {

LayoutGuess guessLayout(const SegmentReader &reader)
{
    std::array<std::byte, ring_layout::dataOffset> start;
    const std::size_t count = reader.read(0, start);
    return membridge::guessLayout(std::span(start).first(count), reader.stat().size);
}

void requireName(const std::string &name, const char *attempted)
{
    if (platform::looksLikeHiddenAddress(name))
        throw Error(ErrorCode::InvalidName, name, attempted, platform::whyNotAName(name));
}

void requireLayout(const SegmentReader &reader, Layout needed, Layout told, const char *attempted)
{
    const std::string article = std::string("a ") + name(needed);
    if (told == needed)
        return;
    if (told != Layout::Unknown) {
        throw Failure(ExitStatus::Usage, reader.name(), attempted,
                      "that needs " + article + ", but --layout says " + name(told), "leave --layout away");
    }
    const LayoutGuess guess = guessLayout(reader);
    if (guess.layout != Layout::Unknown && guess.layout != needed && guess.confident()) {
        throw Failure(ExitStatus::Usage, reader.name(), attempted,
                      "that needs " + article + ", and this is most likely a " + name(guess.layout) + " ("
                          + guess.text() + ')',
                      "if it is " + article + " nevertheless, say --layout " + name(needed));
    }
}

std::uint64_t dataOffset(Layout layout) noexcept
{
    switch (layout) {
    case Layout::Region:
        return region_layout::dataOffset;
    case Layout::Ring:
        return ring_layout::dataOffset;
    case Layout::Unknown:
        break;
    }
    return 0;
}

} // namespace membridge::cli
