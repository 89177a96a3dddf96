// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "human_output.h"
#include "message_output.h"
#include "output.h"
#include "process.h"
#include "ring_access.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "pop from ring";

class PopCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Kills);
        const SpscRingBuffer ring = openRing(m_name, m_told, attempted);
        SpscConsumer consumer = ring.consumer(RoleClaim::Machine);
        std::uint64_t popped = 0;
        while ((m_count == 0 || popped < m_count) && !signals.requested()) {
            const std::optional<Frame> next = waitForMessage(consumer, signals.flag());
            if (!next)
                break;
            // Shown before it is consumed: on a full disk or a closed pipe the message is still there.
            show(*next);
            take(ring, consumer, *next);
            ++popped;
        }
        if (popped == 0 && !signals.requested()) {
            throw Failure(ExitStatus::Timeout, m_name, attempted, "the ring is empty" + waitedText(m_timeout),
                          "let a producer push something, or wait longer with --timeout");
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.schema(m_schema, Options::Presence::Optional,
                       "Decode each message, for example \"int str\"; what does not fit stays");
        options.count("--count", m_count, "Messages to pop at most (default: 1; 0: until there are no more)");
        options.milliseconds("--timeout", m_timeout, "How long to wait for each message (default: 0)");
        options.layout(m_told);
    }

private:
    /// A copy of the next message, which stays where it is; nothing when none came in time.
    std::optional<Frame> waitForMessage(SpscConsumer &consumer, const StopFlag &stop) const
    {
        (void)consumer.waitForFrame(Deadline::after(m_timeout, &stop));
        FrameView view;
        const PopOutcome outcome = consumer.peek(view);
        if (outcome == PopOutcome::Malformed)
            throw malformedRing(m_name, attempted, consumer.fault());
        if (outcome == PopOutcome::Empty)
            return std::nullopt;
        Frame frame{.position = view.position, .length = view.size(), .payload = ByteVector(view.size())};
        view.copyTo(frame.payload.data());
        return frame;
    }

    void show(const Frame &frame) const
    {
        const Decoded decoded = m_schema ? decodeMessage(frame, *m_schema) : Decoded();
        if (decoded.error) {
            throw Failure(ExitStatus::Malformed, m_name, attempted,
                          "the schema does not fit the message at position " + std::to_string(frame.position) + ": "
                              + decoded.error->text(),
                          "it was not consumed; try another --schema");
        }
        if (m_json) {
            Json json = Json::object();
            addMessage(json, frame, m_schema, decoded);
            printLine(compact(json));
        } else {
            print(messageText(frame, m_schema, decoded));
            flushOutput();
        }
    }

    void take(const SpscRingBuffer &ring, SpscConsumer &consumer, const Frame &shown) const
    {
        if (ring.header().head == shown.position) {
            consumer.commit();
            return;
        }
        throw Failure(ExitStatus::Failed, m_name, attempted,
                      "the message at position " + std::to_string(shown.position)
                          + " was taken by somebody else at the same time",
                      "a ring can have one consumer only");
    }

    std::optional<Schema> m_schema;
    std::uint64_t m_count = 1;
    std::chrono::milliseconds m_timeout{0};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makePopCommand()
{
    return std::make_unique<PopCommand>();
}

} // namespace membridge::cli
