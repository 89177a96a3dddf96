// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "name_rules.h"

#include "hidden_segments.h"

namespace membridge::platform {

std::string_view whyNotANameAnywhere(std::string_view name) noexcept
{
    if (looksLikeHiddenAddress(name))
        return "that is an address to look at a segment only; nothing else is possible with a segment that has no name here";
    if (name.empty() || name.front() != '/')
        return "the name must start with '/'";
    if (name.size() < 2)
        return "the name needs at least one character after '/'";
    if (name.find('\0') != std::string_view::npos)
        return "the name must not contain a NUL byte";
    return {};
}

} // namespace membridge::platform
