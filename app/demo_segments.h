// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace membridge::demo {

/// All demo segments start with this, the process id of the worker comes next.
inline constexpr const char *namePrefix = "/membridge-scope-demo-";

std::string regionName(long pid);
std::string ringName(long pid);

inline constexpr const char *regionSchema = "status:str counter:int temperature:float ok:bool labels:3*str scores:3*float";
inline constexpr const char *ringSchema = "sensor:str temperature:float sequence:int ok:bool";

/// Removes demo segments whose worker is no longer running.
void removeStale();

} // namespace membridge::demo
