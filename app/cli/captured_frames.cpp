// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "captured_frames.h"

#ifdef MEMBRIDGE_CAPTURE
#include "capture_output.h"
#include "core/capture/capture_table.h"
#include "core/codec/utf8.h"
#include "message_output.h"
#include "output.h"
#include "process.h"
#include "size_text.h"

#include <array>
#include <cstdio>
#else
#include "failure.h"
#endif

namespace membridge::cli {

#ifdef MEMBRIDGE_CAPTURE

namespace {

std::string secondsText(std::int64_t nanoseconds)
{
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%+.6f s", static_cast<double>(nanoseconds) / 1e9);
    return text.data();
}

/// For people: as the frames of a ring, with the time since the first one and what was missed before.
class FrameLines
{
public:
    explicit FrameLines(const std::optional<Schema> &schema) : m_schema(schema) { }

    std::string text(const CapturedPacket &packet)
    {
        ++m_number;
        std::string line;
        if (packet.kind == CapturedPacket::Kind::Gap) {
            line = '#' + std::to_string(m_number) + "  missed " + sizeText(packet.length) + '\n';
        } else {
            if (m_firstNs < 0)
                m_firstNs = packet.timeNs;
            const Frame frame{.position = m_position,
                              .length = packet.length - ring_layout::frameHeaderSize,
                              .payload = {packet.payload().begin(), packet.payload().end()}};
            line = '#' + std::to_string(m_number) + "  " + secondsText(packet.timeNs - m_firstNs) + "  "
                + messageText(frame, m_schema, m_schema ? decodeMessage(frame, *m_schema) : Decoded());
        }
        m_position += packet.length;
        return line;
    }

private:
    const std::optional<Schema> &m_schema;
    std::uint64_t m_number = 0;
    std::uint64_t m_position = 0;
    std::int64_t m_firstNs = -1; ///< Of the first frame; times in files are not negative.
};

} // namespace

void printCapturedFrames(const CapturedFrames &wanted)
{
    const StopSignals signals(SecondSignal::Kills);
    try {
        CaptureReader reader(wanted.path);
        if (!reader.fault().empty())
            throw faultyFile(reader);
        CaptureTable table(wanted.csv ? CaptureTable::Format::Csv : CaptureTable::Format::Json, wanted.schema);
        FrameLines lines(wanted.schema);
        const bool plain = !wanted.csv && !wanted.json;
        print(wanted.json ? "[" : plain ? "" : table.header());
        CapturedPacket packet;
        auto outcome = CaptureReader::Outcome::End;
        while ((wanted.limit == 0 || table.frames() < wanted.limit) && !signals.requested()
               && (outcome = reader.next(packet)) == CaptureReader::Outcome::Packet) {
            const std::string row = table.row(packet);
            if (plain) {
                print(lines.text(packet));
            } else if (!row.empty()) {
                print(wanted.json && table.frames() > 1 ? "," : "");
                print(row);
            }
        }
        if (wanted.json)
            printLine("]");
        if (plain)
            printLine(escapedForDisplay(wanted.path) + ": " + countText(table.frames(), "message")
                      + (table.missedBytes() > 0 ? ", " + sizeText(table.missedBytes()) + " missed" : ""));
        flushOutput();
        if (outcome == CaptureReader::Outcome::Faulty)
            throw faultyFile(reader);
    } catch (const CaptureFileError &error) {
        throw fileFailure(error);
    }
}

#else

void printCapturedFrames(const CapturedFrames &wanted)
{
    throw Failure(ExitStatus::Usage, wanted.path, "read capture file", "this program was built without captures",
                  "build it with libpcap and -DMEMBRIDGE_CAPTURE=ON");
}

#endif

} // namespace membridge::cli
