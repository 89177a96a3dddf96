// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "captured_frames.h"
#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/ring_probe.h"
#include "failure.h"
#include "layout_choice.h"
#include "message_output.h"
#include "output.h"
#include "ring_access.h"
#include "size_text.h"

#include <limits>

namespace membridge::cli {

namespace {

constexpr auto attempted = "walk frames of ring";

class FramesCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        if (m_name.empty() == m_capture.path.empty() || (m_capture.csv && (m_capture.path.empty() || m_json)))
            throw Failure(ExitStatus::Usage, m_name, attempted,
                          m_capture.csv ? "--csv is for the frames of a file, and not together with --json"
                                        : "it takes either a NAME or --from FILE",
                          "see \"membridge-cli frames --help\"");
        if (!m_capture.path.empty()) {
            m_capture.json = m_json;
            m_capture.schema = m_schema;
            m_capture.limit = m_limit.value_or(0);
            printCapturedFrames(m_capture);
            return ExitStatus::Done;
        }
        const SegmentReader reader = SegmentReader::open(m_name);
        requireLayout(reader, Layout::Ring, m_told, attempted);
        constexpr auto all = std::numeric_limits<std::size_t>::max();
        // Only people are told how many are not shown.
        const std::uint64_t wanted = m_limit.value_or(m_json ? 0 : 1000);
        const auto limit = wanted == 0 ? all : static_cast<std::size_t>(std::min<std::uint64_t>(wanted, all));
        const PendingFrames pending = RingProbe(reader).pending(limit);
        if (m_json)
            printJson(pending);
        else
            printText(pending);
        if (pending.fault)
            throw malformedRing(m_name, attempted, pending.fault);
        const std::uint64_t sizeNow = reader.stat().size;
        if (sizeNow < reader.statAtOpen().size) {
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          "segment shrank from " + std::to_string(reader.statAtOpen().size) + " to "
                              + std::to_string(sizeNow) + " bytes meanwhile");
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        options.optionalSegment(m_name);
        options.optionalFile("--from", m_capture.path, "The frames of a capture file instead of a ring's");
        options.flag("--csv", m_capture.csv, "With --from: a line a frame, with a column a field of the schema");
        options.schema(m_schema, Options::Presence::Optional, "Decode each message, for example \"int str\"");
        options.count("--limit", m_limit,
                      "Show so many at most (default: 1000, of a file and with --json all; 0: all, up to 10 million)");
        options.layout(m_told);
    }

private:
    Decoded decoded(const Frame &frame) const { return m_schema ? decodeMessage(frame, *m_schema) : Decoded(); }

    /// One by one: as one document, a million frames would take a gigabyte.
    void printJson(const PendingFrames &pending) const
    {
        print("[");
        for (std::size_t i = 0; i < pending.frames.size(); ++i) {
            Json entry = {{"index", i}};
            addMessage(entry, pending.frames[i], m_schema, decoded(pending.frames[i]));
            print(i > 0 ? "," : "");
            print(compact(entry));
        }
        printLine("]");
    }

    void printText(const PendingFrames &pending) const
    {
        const auto &frames = pending.frames;
        for (std::size_t i = 0; i < frames.size(); ++i)
            print('#' + std::to_string(i) + "  " + messageText(frames[i], m_schema, decoded(frames[i])));
        if (pending.fault && frames.empty())
            return;
        const std::uint64_t more = pending.total - frames.size();
        printLine(escapedForDisplay(m_name) + ": " + (pending.totalIsExact ? "" : "at least ")
                  + countText(pending.total, "message") + " pending, in " + std::to_string(pending.header.used())
                  + " of " + countText(pending.header.capacity, "byte")
                  + (more > 0 ? "; " + std::to_string(more) + " not shown, see --limit" : std::string()));
    }

    std::optional<Schema> m_schema;
    std::optional<std::uint64_t> m_limit;
    CapturedFrames m_capture;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeFramesCommand()
{
    return std::make_unique<FramesCommand>();
}

} // namespace membridge::cli
