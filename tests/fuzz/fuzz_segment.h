// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"
#include "core/ipc/shared_memory.h"

#include <cstdint>
#include <span>
#include <string>

namespace membridge::fuzz {

/// A segment of this process's own, for one input: libFuzzer ends without destructors, so that whatever outlived an input would stay behind.
class Segment
{
public:
    Segment();
    ~Segment();
    Segment(const Segment &) = delete;
    Segment &operator=(const Segment &) = delete;

    const std::string &name() const { return m_name; }
    /// Makes a new object of `size` bytes that begins with `bytes` and is zero behind them.
    void fill(std::span<const std::byte> bytes, std::uint64_t size);
    ByteVector bytes() const;

private:
    void removeName() noexcept;

    std::string m_name;
};

} // namespace membridge::fuzz
