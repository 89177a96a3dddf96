// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "name_watch.h"

namespace membridge::platform {

struct NameWatch::State
{ };

NameWatch::NameWatch() = default;
NameWatch::~NameWatch() = default;

bool NameWatch::collect(std::vector<std::string> &)
{
    return false;
}

} // namespace membridge::platform
