// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace membridge {

/// The number that an IEEE 754 binary16 stands for; exact.
double fromHalf(std::uint16_t bits) noexcept;
/// The nearest binary16, ties to even. Nothing for a finite number that rounds to infinity.
std::optional<std::uint16_t> toHalf(double number) noexcept;
/// The shortest decimal that reads back as the same binary16.
std::string shortestHalf(std::uint16_t bits);

} // namespace membridge
