// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/file_error.h"
#include "scenario.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace membridge {

inline constexpr std::size_t maxScenarioFileBytes = 1024 * 1024;

/// Reads the JSON text of a scenario file; its keys are described in traffic/SCENARIOS.md. Untrusted input: at most maxScenarioFileBytes, 64
/// entries in each list. Unlike with layout files an unknown key is an error: a test must not pass because nobody read what it expects.
std::variant<Scenario, FileError> parseScenario(std::string_view text);

/// Reads a file. Throws Error (NotFound, PermissionDenied, System) when there is none that could be read; its segment() is the path. Blocks.
std::variant<Scenario, FileError> readScenarioFile(const std::string &path);

} // namespace membridge
