// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/platform.h"
#include "json_output.h"

#include <string>

namespace membridge::cli {

/// "  title     text", aligned.
std::string titledRow(const char *title, const std::string &text);

/// [{pid,name,state,access,start_ns,command,other_namespace}].
Json processesJson(const platform::ProcessList &processes);
std::string processesText(const platform::ProcessList &processes);

} // namespace membridge::cli
