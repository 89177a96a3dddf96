// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "trigger.h"

#include <algorithm>
#include <charconv>

namespace membridge {

namespace {

constexpr std::string_view fieldPrefix = "field.";
constexpr std::string_view framePrefix = "frame.";

struct ToConditionValue
{
    ConditionValue operator()(bool value) const { return value; }
    ConditionValue operator()(std::int64_t value) const { return value; }
    ConditionValue operator()(std::uint64_t value) const { return value; }
    ConditionValue operator()(double value) const { return value; }
    ConditionValue operator()(float value) const { return double{value}; }
    ConditionValue operator()(const Text &value) const { return value.bytes; }
    ConditionValue operator()(const ByteVector &value) const
    {
        return std::string(reinterpret_cast<const char *>(value.data()), value.size());
    }
    ConditionValue operator()(const ValueList &) const { return {}; }
};

std::optional<std::size_t> fieldIndex(std::string_view name, const Schema &schema)
{
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        if (schema.fields[i].name == name)
            return i;
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size() && number < schema.fields.size())
        return number;
    return std::nullopt;
}

} // namespace

ConditionValue frameValue(std::string_view name, const Frame &frame, const Schema &schema, const Decoded &decoded)
{
    if (name == "frame.length")
        return std::uint64_t{frame.length};
    if (name == "frame.position")
        return frame.position;
    if (!name.starts_with(fieldPrefix))
        return {};
    const auto index = fieldIndex(name.substr(fieldPrefix.size()), schema);
    if (!index || schema.fields[*index].count != 1)
        return {};
    for (const DecodedField &field : decoded.fields) {
        if (field.field == *index)
            return std::visit(ToConditionValue(), field.value.data);
    }
    return {};
}

const std::vector<std::string_view> &TriggerEngine::names()
{
    static const std::vector<std::string_view> all = [] {
        const auto sample = SampleVariables::names();
        std::vector<std::string_view> names(sample.begin(), sample.end());
        names.push_back(fieldPrefix);
        names.push_back(framePrefix);
        return names;
    }();
    return all;
}

void TriggerEngine::setTriggers(std::vector<Trigger> triggers)
{
    m_triggers = std::move(triggers);
    m_states.clear();
    for (const Trigger &trigger : m_triggers) {
        State &state = m_states.emplace_back(trigger.condition);
        state.aboutFrames = trigger.condition.uses(fieldPrefix) || trigger.condition.uses(framePrefix);
    }
}

bool TriggerEngine::wantsFrames() const noexcept
{
    return std::any_of(m_states.begin(), m_states.end(), [](const State &state) { return state.aboutFrames; });
}

bool TriggerEngine::mayFire(const State &state, const Trigger &trigger, std::int64_t timeNs) const noexcept
{
    return !state.done && !(state.fired && timeNs - state.firedNs < trigger.holdoffNs);
}

std::size_t TriggerEngine::add(const Sample &sample)
{
    m_variables.add(sample);
    m_before.push_back(sample);
    if (m_before.size() > m_limits.before + 1)
        m_before.pop_front();
    for (TriggerEvent &event : m_events) {
        if (event.complete)
            continue;
        event.samples.push_back(sample);
        event.complete = event.samples.size() - event.at > m_limits.after;
    }
    std::size_t fired = 0;
    for (std::size_t i = 0; i < m_triggers.size(); ++i) {
        State &state = m_states[i];
        // The fields of a frame have no value between frames.
        const bool isTrue = state.samples.evaluate([this](std::string_view name) { return m_variables.value(name); },
                                                   sample.timeNs);
        const bool became = isTrue && !state.wasTrue;
        state.wasTrue = isTrue;
        if (!became || !mayFire(state, m_triggers[i], sample.timeNs))
            continue;
        fire(i, sample.timeNs, m_variables.text(m_triggers[i].condition.variables()), 0);
        ++fired;
    }
    return fired;
}

std::size_t TriggerEngine::addFrame(const Frame &frame, const Schema &schema, const Decoded &decoded,
                                    std::int64_t timeNs, bool exact)
{
    std::size_t fired = 0;
    for (std::size_t i = 0; i < m_triggers.size(); ++i) {
        State &state = m_states[i];
        if (!state.aboutFrames)
            continue;
        const auto lookup = [&](std::string_view name) {
            ConditionValue value = frameValue(name, frame, schema, decoded);
            return std::holds_alternative<std::monostate>(value) ? m_variables.value(name) : value;
        };
        if (!state.frames.evaluate(lookup, timeNs) || !mayFire(state, m_triggers[i], timeNs))
            continue;
        std::string evidence;
        for (const std::string &name : m_triggers[i].condition.variables()) {
            const ConditionValue value = lookup(name);
            if (!std::holds_alternative<std::monostate>(value))
                evidence += (evidence.empty() ? "" : ", ") + name + " = " + text(value);
        }
        if (!exact)
            evidence += "; it was consumed while it was copied";
        fire(i, timeNs, std::move(evidence), frame.position);
        ++fired;
    }
    return fired;
}

void TriggerEngine::fire(std::size_t trigger, std::int64_t timeNs, std::string evidence, std::uint64_t framePosition)
{
    State &state = m_states[trigger];
    state.fired = true;
    state.firedNs = timeNs;
    state.done = m_triggers[trigger].once;
    ++m_fired;
    if (m_events.size() >= m_limits.events)
        m_events.pop_front();
    TriggerEvent event;
    event.number = m_fired;
    event.trigger = trigger;
    event.timeNs = timeNs;
    event.evidence = std::move(evidence);
    event.framePosition = framePosition;
    event.samples.assign(m_before.begin(), m_before.end());
    event.at = event.samples.empty() ? 0 : event.samples.size() - 1;
    event.complete = m_limits.after == 0;
    m_events.push_back(std::move(event));
}

} // namespace membridge
