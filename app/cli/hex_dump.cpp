// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hex_dump.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace membridge::cli {

namespace {

constexpr std::size_t rowSize = 16;

void appendOffset(std::string &out, std::uint64_t offset)
{
    std::array<char, 32> text;
    const int length = std::snprintf(text.data(), text.size(), "%08llx", static_cast<unsigned long long>(offset));
    out.append(text.data(), static_cast<std::size_t>(length));
}

} // namespace

std::string HexDump::add(std::span<const std::byte> bytes)
{
    std::string out;
    if (!m_rest.empty()) {
        const auto head = bytes.first(std::min(bytes.size(), rowSize - m_rest.size()));
        m_rest.insert(m_rest.end(), head.begin(), head.end());
        bytes = bytes.subspan(head.size());
        if (m_rest.size() < rowSize)
            return out;
        appendRow(out, m_rest);
        m_rest.clear();
    }
    for (; bytes.size() >= rowSize; bytes = bytes.subspan(rowSize))
        appendRow(out, bytes.first(rowSize));
    m_rest.assign(bytes.begin(), bytes.end());
    return out;
}

std::string HexDump::finish()
{
    std::string out;
    if (!m_rest.empty())
        appendRow(out, m_rest);
    appendOffset(out, m_offset);
    out += '\n';
    return out;
}

void HexDump::appendRow(std::string &out, std::span<const std::byte> row)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const std::uint64_t offset = m_offset;
    m_offset += row.size();
    if (std::equal(row.begin(), row.end(), m_previous.begin(), m_previous.end())) {
        if (!m_repeating)
            out += "*\n";
        m_repeating = true;
        return;
    }
    m_repeating = false;
    m_previous.assign(row.begin(), row.end());

    appendOffset(out, offset);
    std::string characters;
    for (std::size_t i = 0; i < rowSize; ++i) {
        out += i % 8 == 0 ? "  " : " ";
        if (i >= row.size()) {
            out += "  ";
            continue;
        }
        const auto byte = std::to_integer<unsigned>(row[i]);
        out += digits[byte >> 4];
        out += digits[byte & 15];
        characters += byte >= 0x20 && byte < 0x7f ? static_cast<char>(byte) : '.';
    }
    out += "  |" + characters + "|\n";
}

} // namespace membridge::cli
