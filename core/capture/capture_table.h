// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/schema.h"
#include "capture_reader.h"

#include <cstdint>
#include <optional>
#include <string>

namespace membridge {

/// The frames of a capture file as CSV (RFC 4180) or JSON, one row or one document a frame: its packet's number in the file from 1 on, as Wireshark
/// counts (gaps are packets too), time (ns since the epoch), position (bytes of frames and gaps before it in this file), payload length, bytes missed
/// just before it, payload in hex, and with a schema its values or why it does not fit.
///
/// CSV: number,time_ns,position,length,missed_before,kept,hex, then a column a field of the schema and `error`; lists with blanks between. A
/// value that a spreadsheet would take for a formula is defused as in fieldsToCsv(). JSON: {number,time_ns,position,length,missed_before,hex,
/// truncated?,values?|error?}.
/// Threads: one at a time.
class CaptureTable
{
public:
    enum class Format { Csv, Json };

    CaptureTable(Format format, std::optional<Schema> schema) : m_format(format), m_schema(std::move(schema)) { }

    /// CSV: the first line, with its end. JSON: empty.
    std::string header() const;
    /// A frame's line (CSV with its end, JSON without); empty for a gap, which the next frame's line tells.
    std::string row(const CapturedPacket &packet);

    std::uint64_t frames() const noexcept { return m_frames; }
    /// Of all gaps so far.
    std::uint64_t missedBytes() const noexcept { return m_missed; }

private:
    std::string csvRow(const CapturedPacket &packet) const;
    std::string jsonRow(const CapturedPacket &packet) const;

    Format m_format;
    std::optional<Schema> m_schema;
    std::uint64_t m_number = 0;
    std::uint64_t m_position = 0;
    std::uint64_t m_missedBefore = 0;
    std::uint64_t m_missed = 0;
    std::uint64_t m_frames = 0;
};

} // namespace membridge
