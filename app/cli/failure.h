// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/error.h"
#include "exit_status.h"

#include <stdexcept>
#include <string_view>

namespace membridge::cli {

/// Why a command ends with a status other than 0: its one line on standard error.
class Failure : public std::runtime_error
{
public:
    /// `cannot ATTEMPTED "SEGMENT": REASON; ADVICE`. Segment and reason may hold untrusted text; segment and
    /// advice may be empty.
    Failure(ExitStatus status, std::string_view segment, std::string_view attempted, std::string_view reason,
            std::string_view advice = {});
    /// What core could not do, with the status that this has and advice.
    explicit Failure(const Error &error);

    ExitStatus status() const noexcept { return m_status; }

private:
    ExitStatus m_status;
};

} // namespace membridge::cli
