// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "copy_format.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace membridge {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

void appendHex(std::string &out, std::uint8_t byte)
{
    out += hexDigits[byte >> 4];
    out += hexDigits[byte & 15u];
}

bool isPrintable(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

std::string hexNumber(std::uint64_t number, const char *format)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned long long>(number));
    return buffer;
}

void appendDumpLine(std::string &out, std::uint64_t offset, std::span<const std::byte> line)
{
    constexpr std::size_t perLine = 16;
    out += hexNumber(offset, "%08llx:");
    for (std::size_t i = 0; i < perLine; ++i) {
        if (i % 2 == 0)
            out += ' ';
        if (i < line.size())
            appendHex(out, std::to_integer<std::uint8_t>(line[i]));
        else
            out += "  ";
    }
    out += "  ";
    for (const std::byte each : line)
        out += isPrintable(std::to_integer<std::uint8_t>(each)) ? static_cast<char>(each) : '.';
    out += '\n';
}

void appendCString(std::string &out, std::span<const std::byte> line)
{
    out += '"';
    for (const std::byte each : line) {
        const auto byte = std::to_integer<std::uint8_t>(each);
        if (byte == '"' || byte == '\\' || byte == '?') { // ??= and the like are trigraphs
            out += '\\';
            out += static_cast<char>(byte);
        } else if (isPrintable(byte)) {
            out += static_cast<char>(byte);
        } else {
            // Three octal digits end by themselves; \x would take any hexadecimal digit that follows.
            out += '\\';
            out += static_cast<char>('0' + (byte >> 6));
            out += static_cast<char>('0' + ((byte >> 3) & 7u));
            out += static_cast<char>('0' + (byte & 7u));
        }
    }
    out += '"';
}

void appendPython(std::string &out, std::span<const std::byte> line)
{
    out += "b\"";
    for (const std::byte each : line) {
        const auto byte = std::to_integer<std::uint8_t>(each);
        if (byte == '"' || byte == '\\')
            out += '\\';
        if (isPrintable(byte)) {
            out += static_cast<char>(byte);
        } else {
            out += "\\x";
            appendHex(out, byte);
        }
    }
    out += '"';
}

void appendBase64(std::string &out, std::span<const std::byte> line)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < line.size(); i += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, line.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            group = (group << 8) | (k < count ? std::to_integer<std::uint32_t>(line[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += k <= count ? letters[(group >> (18 - 6 * k)) & 63u] : '=';
    }
}

std::size_t lineBytes(CopyFormat format)
{
    switch (format) {
    case CopyFormat::CArray:
    case CopyFormat::Rust:
        return 12;
    case CopyFormat::CString:
    case CopyFormat::Python:
        return 48;
    case CopyFormat::HexDump:
        return 16;
    default:
        return 3 * 1024; // no lines; a multiple of 3 for Base64
    }
}

} // namespace

std::string_view key(CopyFormat format) noexcept
{
    switch (format) {
    case CopyFormat::Hex:
        return "hex";
    case CopyFormat::HexDump:
        return "hexdump";
    case CopyFormat::CArray:
        return "c";
    case CopyFormat::CString:
        return "c-string";
    case CopyFormat::Python:
        return "python";
    case CopyFormat::Rust:
        return "rust";
    case CopyFormat::Base64:
        return "base64";
    case CopyFormat::Json:
        return "json";
    case CopyFormat::OffsetHex:
        return "offset-hex";
    case CopyFormat::OffsetDecimal:
        return "offset";
    }
    return {};
}

CopyWriter::CopyWriter(CopyFormat format, std::uint64_t offset, std::function<void(std::string_view)> sink)
    : m_format(format), m_offset(offset), m_sink(std::move(sink)), m_lineBytes(lineBytes(format))
{
    m_line.reserve(m_lineBytes);
}

void CopyWriter::write(std::span<const std::byte> bytes)
{
    if (m_format == CopyFormat::OffsetHex || m_format == CopyFormat::OffsetDecimal)
        return;
    while (!bytes.empty()) {
        // A full line waits until it is known whether it is the last.
        if (m_line.size() == m_lineBytes)
            flushLine(false);
        const auto piece = bytes.first(std::min(bytes.size(), m_lineBytes - m_line.size()));
        m_line.insert(m_line.end(), piece.begin(), piece.end());
        bytes = bytes.subspan(piece.size());
    }
}

void CopyWriter::finish()
{
    flushLine(true);
}

void CopyWriter::flushLine(bool last)
{
    std::string out;
    appendLine(out, last);
    m_sink(out);
    m_offset += m_line.size();
    m_line.clear();
    m_started = true;
}

void CopyWriter::appendLine(std::string &out, bool last) const
{
    const auto numbers = [&](std::string_view prefix, std::string_view separator) {
        for (std::size_t i = 0; i < m_line.size(); ++i) {
            if (i > 0)
                out += separator;
            out += prefix;
            appendHex(out, std::to_integer<std::uint8_t>(m_line[i]));
        }
    };
    switch (m_format) {
    case CopyFormat::Hex:
        if (m_started)
            out += ' ';
        numbers("", " ");
        break;
    case CopyFormat::HexDump:
        if (!m_line.empty())
            appendDumpLine(out, m_offset, m_line);
        break;
    case CopyFormat::CArray:
    case CopyFormat::Rust:
        if (!m_started)
            out += m_format == CopyFormat::Rust ? "const DATA: &[u8] = &[\n" : "const unsigned char data[] = {\n";
        if (!m_line.empty()) {
            out += "    ";
            numbers("0x", ", ");
            out += ",\n";
        }
        if (last)
            out += m_format == CopyFormat::Rust ? "];\n" : "};\n";
        break;
    case CopyFormat::CString:
        if (m_started)
            out += '\n';
        appendCString(out, m_line);
        break;
    case CopyFormat::Python: {
        const bool single = last && !m_started;
        if (!single)
            out += m_started ? "\n    " : "(\n    ";
        appendPython(out, m_line);
        if (last && !single)
            out += "\n)";
        break;
    }
    case CopyFormat::Base64:
        appendBase64(out, m_line);
        break;
    case CopyFormat::Json:
        if (!m_started)
            out += '[';
        for (std::size_t i = 0; i < m_line.size(); ++i) {
            if (i > 0 || m_started)
                out += ',';
            out += std::to_string(std::to_integer<int>(m_line[i]));
        }
        if (last)
            out += ']';
        break;
    case CopyFormat::OffsetHex:
        out += hexNumber(m_offset, "0x%llx");
        break;
    case CopyFormat::OffsetDecimal:
        out += std::to_string(m_offset);
        break;
    }
}

std::string copyText(CopyFormat format, std::uint64_t offset, std::span<const std::byte> bytes)
{
    std::string text;
    CopyWriter writer(format, offset, [&text](std::string_view part) { text += part; });
    writer.write(bytes);
    writer.finish();
    return text;
}

} // namespace membridge
