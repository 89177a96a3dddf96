// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../codec/decode.h"
#include "../codec/schema.h"
#include "condition.h"
#include "sample_variables.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace membridge {

/// What a trigger asks for when it fires; whoever owns the engine does it.
struct TriggerActions
{
    bool freeze = false;       ///< Freeze the view.
    bool mark = true;          ///< Set a marker in the plots.
    bool snapshot = false;     ///< Keep the bytes.
    bool startCapture = false; ///< Record frames.
    bool burstScope = false;   ///< Look at the lock word without a pause.
    bool notify = false;       ///< Beep, or tell the user otherwise.

    bool operator==(const TriggerActions &) const = default;
};

struct Trigger
{
    std::string name;
    Condition condition;
    TriggerActions actions;
    bool once = false;          ///< Fires at the first time only.
    std::int64_t holdoffNs = 0; ///< Does not fire again sooner.
};

struct TriggerLimits
{
    std::size_t before = 1024; ///< Samples kept from before an event, …
    std::size_t after = 256;   ///< … and taken after it until it is complete.
    std::size_t events = 64;   ///< Kept; the earliest make room.
};

/// A trigger fired.
struct TriggerEvent
{
    std::uint64_t number = 0; ///< Of all that its engine saw, from 1.
    std::size_t trigger = 0;  ///< Its index.
    std::int64_t timeNs = 0;
    std::string evidence;            ///< The variables of the condition and their values.
    std::uint64_t framePosition = 0; ///< Of the frame that matched, where the condition is about frames.
    std::vector<Sample> samples;     ///< Around it, oldest first.
    std::size_t at = 0;              ///< Index of the sample at which it fired.
    bool complete = false;           ///< The samples after it are there.
};

/// Watches samples, and frames, for conditions. A trigger fires when its condition becomes true, and again only after it was not; one that uses
/// field.… or frame.… is judged for each frame and fires at every one that matches, and besides when it becomes true whatever the frame, as
/// `field.level > 7 or status == "removed"` does when the segment is removed. Has no clock: times are those of the samples and frames.
///
/// Threads: one owner.
class TriggerEngine
{
public:
    explicit TriggerEngine(const TriggerLimits &limits = {}) : m_limits(limits) { }

    /// The variables that conditions may use: those of SampleVariables, and "field." and "frame.".
    static const std::vector<std::string_view> &names();

    /// Replaces all triggers; what was remembered of the old ones is forgotten, events stay.
    void setTriggers(std::vector<Trigger> triggers);
    const std::vector<Trigger> &triggers() const noexcept { return m_triggers; }

    /// How many fired.
    std::size_t add(const Sample &sample);
    /// A frame of the ring, decoded, first seen at that time; its payload is not looked at. `exact`: nobody can have written over it while it was
    /// copied. field.NAME is a field by its name, or by its number from 0. How many fired.
    std::size_t addFrame(const Frame &frame, const Schema &schema, const Decoded &decoded, std::int64_t timeNs,
                         bool exact = true);
    /// Whether any condition is about frames, and if not, none needs to be added.
    bool wantsFrames() const noexcept;
    void setProcesses(std::int64_t count) noexcept { m_variables.setProcesses(count); }

    /// Oldest first.
    const std::deque<TriggerEvent> &events() const noexcept { return m_events; }
    std::uint64_t fired() const noexcept { return m_fired; }
    const SampleVariables &variables() const noexcept { return m_variables; }

private:
    struct State
    {
        explicit State(const Condition &condition) : frames(condition), samples(condition) { }
        // What "for" and "changed" remember of frames has nothing to do with what is known between them.
        ConditionState frames;
        ConditionState samples;
        bool aboutFrames = false;
        bool wasTrue = false;
        bool done = false;
        bool fired = false;
        std::int64_t firedNs = 0;
    };

    bool mayFire(const State &state, const Trigger &trigger, std::int64_t timeNs) const noexcept;
    void fire(std::size_t trigger, std::int64_t timeNs, std::string evidence, std::uint64_t framePosition);

    TriggerLimits m_limits;
    std::vector<Trigger> m_triggers;
    std::vector<State> m_states;
    SampleVariables m_variables;
    std::deque<Sample> m_before;
    std::deque<TriggerEvent> m_events;
    std::uint64_t m_fired = 0;
};

/// The value of "field.NAME", "field.0" or "frame.length", "frame.position"; monostate for what is none of them or has no single value.
ConditionValue frameValue(std::string_view name, const Frame &frame, const Schema &schema, const Decoded &decoded);

} // namespace membridge
