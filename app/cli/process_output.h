// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/hold_record.h"
#include "core/platform/platform.h"
#include "json_output.h"

#include <string>
#include <vector>

namespace membridge::cli {

/// "  title     text", aligned.
std::string titledRow(const char *title, const std::string &text);

/// [{pid,name,state,access,start_ns,command,other_namespace}].
Json processesJson(const platform::ProcessList &processes);
std::string processesText(const platform::ProcessList &processes);

/// [{pid,mode,taken,alive,since_ns,program}]: programs of this library that recorded a hold of the lock.
Json holdersJson(const std::vector<RecordedHold> &holds);
std::string holdersText(const std::vector<RecordedHold> &holds);

} // namespace membridge::cli
