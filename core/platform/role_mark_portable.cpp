// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "role_mark.h"

namespace membridge::platform {

std::optional<std::int64_t> RoleMark::take(const SegmentHandle &, Role) noexcept
{
    return std::nullopt;
}

std::optional<std::int64_t> RoleMark::holder(const SegmentHandle &, Role) noexcept
{
    return std::nullopt;
}

} // namespace membridge::platform
