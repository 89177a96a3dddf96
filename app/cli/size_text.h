// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace membridge::cli {

/// "4096", "0x1000", "64K", "2M", "1G" (of 1024). Nothing for anything else, and for what does not fit 64
/// bits.
std::optional<std::uint64_t> parseSize(std::string_view text);

/// "0600", "600", "0o600": up to 0777.
std::optional<std::uint32_t> parseMode(std::string_view text);
/// "0600".
std::string modeText(std::uint32_t mode);

/// "36 bytes", "64.0 KiB (65536 bytes)".
std::string sizeText(std::uint64_t bytes);
/// "36 B", "64.0 KiB".
std::string shortSizeText(double bytes);

/// "1 byte", "2 bytes": `noun` takes an s.
std::string countText(std::uint64_t count, std::string_view noun);

} // namespace membridge::cli
