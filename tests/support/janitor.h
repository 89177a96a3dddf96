// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace membridge::test::janitor {

/// A child process that waits for this one to end, however that happens (kill -9 by a time limit too), and then removes the
/// segments that are still on its list. Started by the first call, which should come before any thread.
void watch(const std::string &path);
void forget(const std::string &path);

} // namespace membridge::test::janitor
