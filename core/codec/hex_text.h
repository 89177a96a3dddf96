// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace membridge {

/// Two lower-case digits a byte, nothing between them. Any thread.
std::string hexText(std::span<const std::byte> bytes);

} // namespace membridge
