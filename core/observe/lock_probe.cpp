// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "lock_probe.h"

namespace membridge {

std::optional<LockSample> LockProbe::sample() const
{
    const auto word = m_reader.lockWord();
    if (!word)
        return std::nullopt;
    return LockSample{platform::monotonicNs(), *word};
}

} // namespace membridge
