// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "name_rules.h"

namespace membridge::platform {

std::string_view whyNotANameAnywhere(std::string_view name) noexcept
{
    if (name.empty() || name.front() != '/')
        return "the name must start with '/'";
    if (name.size() < 2)
        return "the name needs at least one character after '/'";
    if (name.find('\0') != std::string_view::npos)
        return "the name must not contain a NUL byte";
    return {};
}

} // namespace membridge::platform
