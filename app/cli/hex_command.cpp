// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/observe/segment_reader.h"
#include "failure.h"
#include "hex_dump.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace membridge::cli {

namespace {

constexpr auto attempted = "dump segment";

class HexCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const SegmentReader reader = SegmentReader::open(m_name);
        const Layout layout = m_told == Layout::Unknown ? guessLayout(reader).layout : m_told;
        const std::uint64_t size = reader.stat().size;
        const std::uint64_t base = m_whole ? 0 : std::min(dataOffset(layout), size);
        const std::uint64_t available = size - base;
        if (m_offset > available) {
            throw Failure(
                ExitStatus::Usage, m_name, attempted,
                "offset " + std::to_string(m_offset) + " is past the end of its " + std::to_string(available) + " bytes",
                m_whole ? "" : "offsets count from the start of the data area; --whole counts from the first byte");
        }
        const std::uint64_t length = std::min(m_length, available - m_offset);
        const std::uint64_t done = m_json ? printJson(reader, base, length) : printDump(reader, base, length);
        flushOutput();
        if (done < length) {
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          "it shrank from " + std::to_string(size) + " to " + std::to_string(reader.stat().size)
                              + " bytes meanwhile",
                          "what was there was printed");
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.size("--offset", m_offset, "First byte, counted from the start of the data area (default: 0)");
        options.size("--length", m_length, "Bytes to show at most (default: all)");
        options.flag("--whole", m_whole, "Show and count from the segment's first byte, header and all");
        options.layout(m_told);
    }

private:
    /// Piece by piece, so that a segment larger than memory can be dumped. Returns how many bytes there were.
    template <typename Take>
    std::uint64_t forEachPiece(const SegmentReader &reader, std::uint64_t base, std::uint64_t length, Take &&take)
    {
        constexpr std::uint64_t pieceSize = 1024 * 1024;
        ByteVector piece;
        std::uint64_t done = 0;
        while (done < length) {
            piece.resize(static_cast<std::size_t>(std::min(pieceSize, length - done)));
            const std::size_t count = reader.read(base + m_offset + done, piece);
            take(std::span<const std::byte>(piece).first(count));
            done += count;
            if (count < piece.size())
                break;
        }
        return done;
    }

    std::uint64_t printJson(const SegmentReader &reader, std::uint64_t base, std::uint64_t length)
    {
        // A whole document with an empty string, into which the digits are streamed.
        std::string document = compact({{"offset", m_offset}, {"hex", ""}});
        const std::size_t end = document.size() - std::string_view("\"}").size();
        print(std::string_view(document).substr(0, end));
        const std::uint64_t done = forEachPiece(reader, base, length,
                                                [](std::span<const std::byte> bytes) { print(hexText(bytes)); });
        printLine(std::string_view(document).substr(end));
        return done;
    }

    std::uint64_t printDump(const SegmentReader &reader, std::uint64_t base, std::uint64_t length)
    {
        HexDump dump(m_offset);
        const std::uint64_t done = forEachPiece(reader, base, length,
                                                [&](std::span<const std::byte> bytes) { print(dump.add(bytes)); });
        print(dump.finish());
        return done;
    }

    std::uint64_t m_offset = 0;
    std::uint64_t m_length = std::numeric_limits<std::uint64_t>::max();
    bool m_whole = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeHexCommand()
{
    return std::make_unique<HexCommand>();
}

} // namespace membridge::cli
