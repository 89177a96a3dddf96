// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace membridge::cli {

/// The classic dump, 16 bytes a row with their characters; rows like the one before become one "*". Takes the
/// bytes piece by piece.
class HexDump
{
public:
    /// The first byte's offset, as it is to be shown.
    explicit HexDump(std::uint64_t offset) noexcept : m_offset(offset) { }

    /// The whole rows that are complete by now.
    std::string add(std::span<const std::byte> bytes);
    /// The row that is left, and the offset of the end.
    std::string finish();

private:
    void appendRow(std::string &out, std::span<const std::byte> row);

    std::uint64_t m_offset;
    ByteVector m_rest;
    ByteVector m_previous;
    bool m_repeating = false;
};

} // namespace membridge::cli
