// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "ring_access.h"
#include "size_text.h"
#include "value_words.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "push to ring";

class PushCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const ByteVector payload = encodeWords(m_words, m_name, attempted);
        const std::uint64_t frame = ring_layout::frameHeaderSize + payload.size();
        const StopSignals signals(SecondSignal::Kills);
        const SpscRingBuffer ring = openRing(m_name, m_told, attempted);
        if (frame > ring.capacity()) {
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          "frame of " + std::to_string(frame) + " bytes can never fit in a ring of "
                              + std::to_string(ring.capacity()),
                          "push less at once, or make a larger ring");
        }
        SpscProducer producer = ring.producer(RoleClaim::Machine);
        const Deadline deadline = Deadline::after(m_timeout, &signals.flag());
        const PushOutcome outcome = producer.push(payload, deadline);
        if (outcome == PushOutcome::Malformed)
            throw malformedRing(m_name, attempted, producer.fault());
        if (m_json)
            printLine(compact({{"pushed", outcome == PushOutcome::Pushed}}));
        if (outcome == PushOutcome::Full)
            refuse(ring, frame, deadline.stopped());
        if (!m_json) {
            printLine("pushed a message of " + countText(payload.size(), "byte") + " to \"" + escapedForDisplay(m_name)
                      + "\", which now holds " + fillText(ring));
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.values(m_words);
        options.milliseconds("--timeout", m_timeout, "How long to wait for room (default: 0)");
        options.layout(m_told);
    }

private:
    static std::string fillText(const SpscRingBuffer &ring)
    {
        return std::to_string(ring.used()) + " of " + countText(ring.capacity(), "byte");
    }

    [[noreturn]] void refuse(const SpscRingBuffer &ring, std::uint64_t frame, bool stopped) const
    {
        const std::string room = "the frame needs " + countText(frame, "byte") + " and the ring holds " + fillText(ring);
        if (stopped)
            throw Failure(ExitStatus::Failed, m_name, attempted, "stopped by a signal while waiting for room; " + room);
        throw Failure(ExitStatus::Timeout, m_name, attempted, "the ring is full" + waitedText(m_timeout) + ": " + room,
                      "let a consumer take something out, or wait longer with --timeout");
    }

    std::vector<std::string> m_words;
    std::chrono::milliseconds m_timeout{0};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makePushCommand()
{
    return std::make_unique<PushCommand>();
}

} // namespace membridge::cli
