// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/hold_record.h"
#include "core/observe/ring_probe.h"
#include "core/observe/segment_decode.h"
#include "decoded_fields.h"
#include "failure.h"
#include "json_output.h"
#include "layout_choice.h"
#include "message_output.h"
#include "output.h"
#include "process.h"
#include "region_access.h"
#include "ring_access.h"
#include "size_text.h"

#include <limits>

namespace membridge::cli {

namespace {

constexpr auto attemptedRegion = "read from region";
constexpr auto attemptedFrame = "read frame of ring";

struct Reading
{
    Decoded decoded;
    bool torn = false;
    std::uint64_t available = 0; ///< Bytes from the offset on.
    std::string source;          ///< For people: what was read, and how.
};

class ReadCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        if (!m_frame) {
            show(m_locked ? readLocked() : readUnlocked(), attemptedRegion);
            return ExitStatus::Done;
        }
        if (m_locked)
            throw Failure(ExitStatus::Usage, m_name, attemptedFrame, "a ring has no lock", "leave --locked away");
        readFrame();
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.schema(m_schema, Options::Presence::Required, "What to read, for example \"str f64 3*bool\"");
        options.size("--offset", m_offset,
                     "First byte, counted from the start of the data or of the message (default: 0)");
        options.count("--frame", m_frame, "Read the pending message with this number, 0 is the next to be popped");
        options.flag("--locked", m_locked, "Take the region's read lock meanwhile: never torn, but no mere look");
        options.milliseconds("--timeout", m_timeout, "How long to wait for the read lock (default: 5000)");
        options.layout(m_told);
    }

private:
    void requireOffset(std::uint64_t available, const char *attempted, const std::string &area) const
    {
        if (m_offset > available) {
            throw Failure(ExitStatus::Usage, m_name, attempted,
                          "offset " + std::to_string(m_offset) + " is past the " + area + " of "
                              + countText(available, "byte"));
        }
    }

    void requireRegion(const SegmentReader &reader) const
    {
        const bool ring = m_told == Layout::Ring
            || (m_told == Layout::Unknown && guessLayout(reader).layout == Layout::Ring
                && guessLayout(reader).confident());
        if (ring) {
            throw Failure(ExitStatus::Usage, m_name, attemptedRegion,
                          m_told == Layout::Ring ? "--layout says that it is a ring" : "it is most likely a ring",
                          "use --frame 0 for its next message, or say --layout region");
        }
    }

    Reading readUnlocked() const
    {
        const SegmentReader reader = SegmentReader::open(m_name);
        requireRegion(reader);
        const std::uint64_t size = reader.stat().size;
        if (size < region_layout::dataOffset) {
            throw Failure(ExitStatus::Malformed, m_name, attemptedRegion,
                          "the segment has " + countText(size, "byte") + "; a region needs at least 5");
        }
        const std::uint64_t available = size - region_layout::dataOffset;
        requireOffset(available, attemptedRegion, "data area");
        SegmentDecode result = decodeSegment(reader, region_layout::dataOffset + m_offset, *m_schema);
        return {std::move(result.decoded), result.torn, available - m_offset, "read without the lock: may be torn"};
    }

    Reading readLocked() const
    {
        const StopSignals signals(SecondSignal::Ignored);
        requireRegion(SegmentReader::open(m_name));
        MappedView view = openRegion(m_name, Layout::Region, attemptedRegion, m_timeout, signals.flag());
        requireOffset(view.size(), attemptedRegion, "data area");
        const HoldRecord record(m_name, false, "membridge-cli");
        ViewRead result = view.readMixed(*m_schema, m_offset);
        requireLocked(result.outcome, view, attemptedRegion, m_timeout);
        return {std::move(result.decoded), false, view.size() - m_offset, "read under the read lock"};
    }

    void readFrame() const
    {
        const SegmentReader reader = SegmentReader::open(m_name);
        requireLayout(reader, Layout::Ring, m_told, attemptedFrame);
        const std::uint64_t index = *m_frame;
        const auto limit = static_cast<std::size_t>(
                               std::min<std::uint64_t>(index, std::numeric_limits<std::size_t>::max() - 1))
            + 1;
        const PendingFrames pending = RingProbe(reader).pending(limit);
        if (index < pending.frames.size()) {
            const Frame &frame = pending.frames[static_cast<std::size_t>(index)];
            requireOffset(frame.length, attemptedFrame, "message");
            show({decodeMessage(frame, *m_schema, m_offset), false, frame.length - m_offset,
                  "message " + std::to_string(index) + " at position " + std::to_string(frame.position)},
                 attemptedFrame);
        }
        if (pending.fault)
            throw malformedRing(m_name, attemptedFrame, pending.fault);
        if (index >= pending.frames.size()) {
            throw Failure(ExitStatus::Timeout, m_name, attemptedFrame,
                          "there is no message " + std::to_string(index) + ": " + std::to_string(pending.total)
                              + " are pending",
                          "\"membridge-cli frames\" lists them");
        }
    }

    /// Throws Failure (Malformed) after what was read when the schema does not fit.
    void show(const Reading &reading, const char *attempted) const
    {
        const auto fields = wholeFields(reading.decoded, *m_schema, m_offset);
        auto error = reading.decoded.error;
        if (error)
            error->offset += m_offset;
        if (m_json) {
            Json json = {{"values", valueJson(reading.decoded.values(*m_schema))},
                         {"fields", fieldsJson(fields)},
                         {"consumed", reading.decoded.consumed},
                         {"torn", reading.torn}};
            if (error)
                json["error"] = errorJson(*error);
            printLine(compact(json));
        } else {
            printLine(escapedForDisplay(m_name) + ": " + reading.source
                      + (reading.torn ? " (and something was being written)" : ""));
            print(fieldsText(fields));
            printLine(countText(reading.decoded.consumed, "byte") + " decoded, "
                      + std::to_string(reading.available - reading.decoded.consumed) + " left over");
        }
        if (error)
            throw Failure(ExitStatus::Malformed, m_name, attempted, error->text(), "try another --schema or --offset");
    }

    std::optional<Schema> m_schema;
    std::uint64_t m_offset = 0;
    std::optional<std::uint64_t> m_frame;
    bool m_locked = false;
    std::chrono::milliseconds m_timeout{5000};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeReadCommand()
{
    return std::make_unique<ReadCommand>();
}

} // namespace membridge::cli
