// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace membridge::test {

/// A message that proves itself: its number, and the number scrambled.
struct Message
{
    std::uint64_t sequence = 0;
    std::uint64_t scrambled = 0;

    static Message of(std::uint64_t sequence) { return {sequence, ~sequence * 0x9e3779b97f4a7c15u}; }
    bool operator==(const Message &) const = default;
};
inline constexpr std::uint64_t messageFrame = 4 + sizeof(Message);

} // namespace membridge::test
