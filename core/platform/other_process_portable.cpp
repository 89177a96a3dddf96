// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "other_process.h"

#include "../ipc/error.h"

#include <string>

namespace membridge::platform {

OtherProcess::OtherProcess(std::int64_t pid) : m_pid(pid)
{
    throw Error(ErrorCode::System, std::to_string(pid), "send a signal to process", "this system has no signals");
}

OtherProcess::~OtherProcess() = default;

void OtherProcess::signal(ChildSignal) const { }

} // namespace membridge::platform
