// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../ipc/spsc_producer.h"
#include "live_counters.h"
#include "pacer.h"
#include "payload_generator.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace membridge {

/// One kind of message that a sender sends.
struct SenderRow
{
    PayloadOptions payload = {};
    PacerOptions pace =
        {}; ///< The messages of a burst become visible together, without a rate at least 16, if the ring has room for them.
    std::uint64_t count = 0; ///< Messages; 0: no limit.
    bool enabled = true;
    std::string failure = {}; ///< Why it can't be sent: instead of its first message it fails, with this. Empty: it can.
};

enum class SenderRowState {
    Disabled,
    Sending,
    Full,  ///< Its next message waits for room.
    Done,  ///< All messages that were asked for.
    Failed ///< Its messages can't be made, or never fit: see SenderRowLook::failure.
};

/// What became of a row so far. Each number is right on its own.
struct SenderRowLook
{
    SenderRowState state = SenderRowState::Disabled;
    std::uint64_t sent = 0;
    std::uint64_t bytes = 0;   ///< Payload bytes.
    std::uint64_t refused = 0; ///< Messages that found the ring full, and waited.
    std::uint64_t skipped = 0; ///< Messages that were given up because they were too late: see PacerOptions::mostBehind.
    std::string failure = {};
};

/// Sends several kinds of messages into one ring, which has one producer only: whichever is due first comes first. A message that finds the ring full
/// waits, and all behind it; nothing is left out. Rows without a rate take turns, a few messages each, and give way to those that have one.
///
/// A row that is enabled again goes on with its numbers and count; its schedule starts anew.
///
/// Threads: run() on one thread, once; everything else from any.
class TrafficSender
{
public:
    /// Throws Error (InvalidArgument): options that make no sense. A payload that can never fit the ring makes its row fail, not this.
    TrafficSender(SpscProducer producer, std::vector<SenderRow> rows);
    ~TrafficSender();

    /// Returns when there are enabled rows and all of them have ended (Count), the stop flag was set (within 20 ms), or the ring is Malformed. Without an
    /// enabled row it waits for one. Throws Error as SpscProducer (SegmentLost…).
    TrafficResult run(const StopFlag *stop = nullptr);

    std::size_t rowCount() const noexcept { return m_rows.size(); }
    /// Takes effect within 20 ms; a message that waits for room stays to be the row's next.
    void setEnabled(std::size_t row, bool enabled) noexcept;
    SenderRowLook look(std::size_t row) const;
    /// Of all rows.
    TrafficCounters counters() const noexcept { return m_counters.read(); }

private:
    struct Row;

    TrafficResult send(const StopFlag *stop);
    /// Rows as they are switched now; the one to serve, nullptr if none is due.
    Row *choose(std::int64_t nowNs);
    PushOutcome push(Row &row);
    PayloadGenerator &generatorOf(Row &row);
    void fail(Row &row, const std::string &why);
    bool allEnded() const noexcept;

    SpscProducer m_producer;
    std::vector<std::unique_ptr<Row>> m_rows;
    std::int64_t m_nextDueNs = 0; ///< Of the rows that choose() found not to be due.
    LiveCounters m_counters;
    mutable std::mutex m_failureMutex; ///< Guards Row::failure.
};

} // namespace membridge
