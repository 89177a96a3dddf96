// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace membridge::platform {

/// The part of whyNotAName() that holds on every system, the peer's own rules among it.
std::string_view whyNotANameAnywhere(std::string_view name) noexcept;

} // namespace membridge::platform
