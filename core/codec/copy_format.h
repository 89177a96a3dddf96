// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "value.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace membridge {

/// How bytes become text that other programs take.
enum class CopyFormat {
    Hex,       ///< "00 ff 10", one line.
    HexDump,   ///< As `xxd` writes it (and `xxd -r` reads it), with the segment's offsets.
    CArray,    ///< const unsigned char data[] = { … };
    CString,   ///< Adjacent string literals; also C++.
    Python,    ///< b"…", or several of them in parentheses.
    Rust,      ///< const DATA: &[u8] = &[ … ];
    Base64,    ///< RFC 4648 with padding, one line.
    Json,      ///< An array of numbers, one line.
    OffsetHex, ///< The offset alone: "0x1f40".
    OffsetDecimal
};

inline constexpr std::array allCopyFormats{
    CopyFormat::Hex,  CopyFormat::HexDump, CopyFormat::CArray, CopyFormat::CString,   CopyFormat::Python,
    CopyFormat::Rust, CopyFormat::Base64,  CopyFormat::Json,   CopyFormat::OffsetHex, CopyFormat::OffsetDecimal};

/// Stable, for settings and scripts: "hex", "hexdump", "c", "c-string", "python", "rust", "base64", "json", "offset-hex", "offset".
std::string_view key(CopyFormat format) noexcept;

/// Turns bytes into text piece by piece: memory doesn't grow with them. The text doesn't depend on how the bytes were cut into pieces.
///
/// Threads: one at a time. What `sink` throws passes through; the writer is of no use afterwards.
class CopyWriter
{
public:
    /// `offset`: where in the segment the first byte is.
    CopyWriter(CopyFormat format, std::uint64_t offset, std::function<void(std::string_view)> sink);

    void write(std::span<const std::byte> bytes);
    /// Ends the text; once, after the last piece.
    void finish();

private:
    void flushLine(bool last);
    void appendLine(std::string &out, bool last) const;

    CopyFormat m_format;
    std::uint64_t m_offset; ///< Of the first byte in m_line.
    std::function<void(std::string_view)> m_sink;
    std::size_t m_lineBytes;
    ByteVector m_line; ///< Not yet written; at most m_lineBytes.
    bool m_started = false;
};

/// All at once, for the clipboard.
std::string copyText(CopyFormat format, std::uint64_t offset, std::span<const std::byte> bytes);

} // namespace membridge
