// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "tests/support/random.h"

#include <nlohmann/json.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace membridge::test {

/// A value in the form that differential.py describes, and back. Throws Refused for what no Value can hold.
Value fromWire(const nlohmann::json &wire);
nlohmann::json toWire(const Value &value);

/// Does the calls that differential.py does, by this library, and answers in the same form. A call that the library has several ways to do is
/// done in one chosen at random: each has to give what the wheel's one way gives.
///
/// One deliberate difference is smoothed out here so that both go on from the same state: a frame that does not fit its tag is consumed by
/// the wheel and kept by us. That it was kept is checked, then it is dropped.
class OurSide
{
public:
    OurSide(std::vector<std::string> names, std::uint64_t seed) : m_names(std::move(names)), m_random(seed) { }

    nlohmann::json answer(const nlohmann::json &call);
    /// Lets go of the roles that this side has, so that another may take them over; they are taken again when needed.
    void leaveRoles();

    const SpscRingBuffer &ring(std::size_t at) const { return m_rings.at(at)->ring; }

private:
    struct Ring
    {
        SpscRingBuffer ring;
        std::optional<SpscProducer> producer = {};
        std::optional<SpscConsumer> consumer = {};
    };

    const std::string &name(const nlohmann::json &call, std::size_t at) const;
    nlohmann::json segmentCall(const std::string &operation, const nlohmann::json &call);
    nlohmann::json viewCall(const std::string &operation, const nlohmann::json &call);
    nlohmann::json ringCall(const std::string &operation, const nlohmann::json &call);
    nlohmann::json write(MappedView &view, const nlohmann::json &call);
    nlohmann::json push(SpscProducer &producer, const Value &value);
    nlohmann::json pop(SpscConsumer &consumer);
    nlohmann::json pushMany(SpscProducer &producer, const ValueList &values);
    nlohmann::json popMany(SpscConsumer &consumer, std::size_t most);
    nlohmann::json popBy(Ring &ring, const Schema &schema);
    SpscProducer &producer(std::size_t at);
    SpscConsumer &consumer(std::size_t at);

    std::vector<std::string> m_names;
    Random m_random;
    std::array<std::optional<SharedMemory>, 2> m_memories;
    std::array<std::optional<MappedView>, 2> m_views;
    std::array<std::optional<Ring>, 2> m_rings;
};

/// Whether the two answers to `call` say the same: the same value, or errors of the same class.
bool alike(const nlohmann::json &ours, const nlohmann::json &theirs);

} // namespace membridge::test
