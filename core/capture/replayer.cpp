// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "replayer.h"

#include <algorithm>
#include <thread>

namespace membridge {

Replayer::Step Replayer::fetch()
{
    if (m_fetched)
        return Step::Pushed;
    switch (m_reader.next(m_packet)) {
    case CaptureReader::Outcome::End:
        return Step::End;
    case CaptureReader::Outcome::Faulty:
        return Step::Faulty;
    case CaptureReader::Outcome::Packet:
        break;
    }
    m_fetched = true;
    return Step::Pushed;
}

Replayer::Step Replayer::step(const Deadline &deadline)
{
    if (const Step fetched = fetch(); fetched != Step::Pushed)
        return fetched;
    if (m_packet.kind == CapturedPacket::Kind::Gap) {
        m_counts.missedBytes += m_packet.length;
        m_fetched = false;
        return Step::Gap;
    }
    if (m_packet.length > m_producer.capacity()) {
        ++m_counts.tooLarge;
        m_counts.largest = std::max(m_counts.largest, m_packet.length);
    } else if (m_packet.truncated()) {
        ++m_counts.truncated;
    } else {
        const PushOutcome outcome = m_producer.push(m_packet.payload(), deadline);
        if (outcome == PushOutcome::Malformed)
            return Step::Malformed;
        if (outcome == PushOutcome::Full)
            return deadline.stopped() ? Step::Stopped : Step::Full;
        ++m_counts.frames;
        m_counts.bytes += m_packet.length;
        m_fetched = false;
        return Step::Pushed;
    }
    m_counts.missedBytes += m_packet.length;
    m_fetched = false;
    return Step::Skipped;
}

void Replayer::rewind()
{
    m_reader.rewind();
    m_fetched = false;
    m_firstNs.reset();
}

/// Until the packet's time has come; false when the flag was set first.
bool Replayer::waitFor(const Pace &pace, const StopFlag *stop)
{
    using Clock = std::chrono::steady_clock;
    const auto stopped = [stop] { return stop != nullptr && stop->requested(); };
    if (!m_firstNs) {
        m_firstNs = m_packet.timeNs;
        m_begin = Clock::now();
    }
    if (!pace.speed)
        return !stopped();
    // A year at most, so that no time in a file makes the sum overflow.
    constexpr double longest = 365.0 * 24 * 3600 * 1e9;
    const double after = std::clamp(static_cast<double>(m_packet.timeNs - *m_firstNs) / *pace.speed, 0.0, longest);
    const auto due = m_begin + std::chrono::nanoseconds(static_cast<std::int64_t>(after));
    constexpr std::chrono::milliseconds longestSleep{5};
    for (auto now = Clock::now(); now < due && !stopped(); now = Clock::now())
        std::this_thread::sleep_until(std::min(due, now + longestSleep));
    return !stopped();
}

Replayer::Step Replayer::next(const Pace &pace, const StopFlag *stop)
{
    while (true) {
        Step outcome = fetch();
        if (outcome == Step::Pushed) {
            if (!waitFor(pace, stop))
                return Step::Stopped;
            outcome = step(Deadline::after(pace.timeout, stop));
        }
        if (outcome != Step::End)
            return outcome;
        // An empty file would be played for ever at full speed.
        if (++m_counts.rounds == pace.rounds || !m_firstNs)
            return Step::End;
        rewind();
    }
}

Replayer::End Replayer::run(const Pace &pace, const StopFlag *stop)
{
    while (true) {
        switch (next(pace, stop)) {
        case Step::Pushed:
        case Step::Skipped:
        case Step::Gap:
            break;
        case Step::Full:
            return End::Full;
        case Step::Stopped:
            return End::Stopped;
        case Step::Malformed:
            return End::Malformed;
        case Step::Faulty:
            return End::Faulty;
        case Step::End:
            return End::Done;
        }
    }
}

} // namespace membridge
