// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "capture_table.h"

#include "../codec/decode.h"
#include "../codec/field_csv.h"
#include "../codec/field_json.h"
#include "../codec/hex_text.h"

namespace membridge {

namespace {

Decoded decoded(const CapturedPacket &packet, const Schema &schema)
{
    Decoded result = decode(packet.payload(), schema);
    if (result.error && result.error->reason != DecodeError::Reason::TooManyValues && packet.truncated())
        result.error->reason = DecodeError::Reason::TooLarge;
    return result;
}

std::uint64_t payloadLength(const CapturedPacket &packet)
{
    return packet.length - 4;
}

} // namespace

std::string CaptureTable::header() const
{
    if (m_format == Format::Json)
        return {};
    std::string line = "number,time_ns,position,length,missed_before,kept,hex";
    if (m_schema) {
        for (std::size_t i = 0; i < m_schema->fields.size(); ++i) {
            const std::string &name = m_schema->fields[i].name;
            line += ',' + csvCell(name.empty() ? '#' + std::to_string(i + 1) : name);
        }
        line += ",error";
    }
    return line + "\r\n";
}

std::string CaptureTable::row(const CapturedPacket &packet)
{
    ++m_number;
    if (packet.kind == CapturedPacket::Kind::Gap) {
        m_missedBefore += packet.length;
        m_missed += packet.length;
        m_position += packet.length;
        return {};
    }
    std::string line = m_format == Format::Csv ? csvRow(packet) : jsonRow(packet);
    m_missedBefore = 0;
    m_position += packet.length;
    ++m_frames;
    return line;
}

std::string CaptureTable::csvRow(const CapturedPacket &packet) const
{
    std::string line = std::to_string(m_number) + ',' + std::to_string(packet.timeNs) + ',' + std::to_string(m_position)
        + ',' + std::to_string(payloadLength(packet)) + ',' + std::to_string(m_missedBefore) + ','
        + std::to_string(packet.payload().size()) + ',' + hexText(packet.payload());
    if (m_schema) {
        const Decoded result = decoded(packet, *m_schema);
        std::vector<std::string> cells(m_schema->fields.size());
        for (const DecodedField &field : result.fields) {
            std::string &cell = cells.at(field.field);
            cell += (cell.empty() ? "" : " ") + csvText(field.value);
        }
        for (const std::string &cell : cells)
            line += ',' + csvCell(cell);
        line += ',' + csvCell(result.error ? result.error->text() : std::string());
    }
    return line + "\r\n";
}

std::string CaptureTable::jsonRow(const CapturedPacket &packet) const
{
    Json row = {{"number", m_number},
                {"time_ns", packet.timeNs},
                {"position", m_position},
                {"length", payloadLength(packet)},
                {"missed_before", m_missedBefore},
                {"hex", hexText(packet.payload())}};
    if (packet.truncated())
        row["truncated"] = true;
    if (m_schema) {
        const Decoded result = decoded(packet, *m_schema);
        if (result.error)
            row["error"] = {{"field", result.error->field},
                            {"offset", result.error->offset},
                            {"reason", result.error->reasonName()},
                            {"wanted", result.error->wanted},
                            {"left", result.error->left}};
        else
            row["values"] = valueJson(result.values(*m_schema));
    }
    return row.dump();
}

} // namespace membridge
