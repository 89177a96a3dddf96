// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "sample_variables.h"

#include <array>

namespace membridge {

namespace {

constexpr std::int64_t ratesNs = 100'000'000;

constexpr std::array<std::string_view, 20> all{
    "word",     "readers", "held",   "state",    "head",  "tail",           "capacity",        "used",
    "free",     "fill",    "valid",  "size",     "inode", "bytes_in_per_s", "bytes_out_per_s", "msgs_in_per_s",
    "coverage", "t",       "status", "processes"};

const char *statusName(SegmentStatus status) noexcept
{
    switch (status) {
    case SegmentStatus::Live:
        return "live";
    case SegmentStatus::Resized:
        return "resized";
    case SegmentStatus::Shrunk:
        return "shrunk";
    case SegmentStatus::Removed:
        return "removed";
    case SegmentStatus::Replaced:
        return "replaced";
    }
    return "";
}

} // namespace

std::span<const std::string_view> SampleVariables::names() noexcept
{
    return all;
}

void SampleVariables::add(const Sample &sample)
{
    if (!m_any) {
        m_any = true;
        m_beginNs = m_ratesSinceNs = sample.timeNs;
    }
    m_latest = sample;
    m_meter.add(sample);
    if (sample.timeNs - m_ratesSinceNs >= ratesNs) {
        m_ratesSinceNs = sample.timeNs;
        m_rates = m_meter.take();
    }
}

ConditionValue SampleVariables::value(std::string_view name) const
{
    if (!m_any)
        return {};
    if (m_latest.lock) {
        const LockWord word = *m_latest.lock;
        if (name == "word")
            return std::int64_t{word.raw};
        if (name == "readers")
            return std::int64_t{word.readers()};
        if (name == "held")
            return word.state() != LockState::Free;
        if (name == "state")
            return std::string(membridge::name(word.state()));
    }
    if (name == "size")
        return m_latest.status.sizeNow;
    if (name == "inode")
        return m_latest.status.namedInode;
    if (name == "status")
        return std::string(statusName(m_latest.status.status));
    if (name == "t")
        return static_cast<double>(m_latest.timeNs - m_beginNs) / 1e9;
    if (name == "processes")
        return m_processes ? ConditionValue(*m_processes) : ConditionValue();
    return m_latest.ring ? ringValue(name) : ConditionValue();
}

ConditionValue SampleVariables::ringValue(std::string_view name) const
{
    const RingHeader &header = m_latest.ring->header;
    if (name == "head")
        return header.head;
    if (name == "tail")
        return header.tail;
    if (name == "capacity")
        return header.capacity;
    if (name == "valid")
        return !m_latest.ring->fault.has_value();
    if (m_latest.ring->fault)
        return {};
    if (name == "used")
        return header.used();
    if (name == "free")
        return header.capacity - header.used();
    if (name == "fill")
        return static_cast<double>(header.used()) / static_cast<double>(header.capacity);
    return rateValue(name);
}

ConditionValue SampleVariables::rateValue(std::string_view name) const
{
    if (!m_rates)
        return {};
    if (name == "bytes_in_per_s")
        return m_rates->bytesIn;
    if (name == "bytes_out_per_s")
        return m_rates->bytesOut;
    if (name == "coverage")
        return m_rates->coverage;
    if (name == "msgs_in_per_s" && m_rates->messagesIn)
        return *m_rates->messagesIn;
    return {};
}

std::string SampleVariables::text(const std::vector<std::string> &names) const
{
    std::string out;
    for (const std::string &one : names) {
        const ConditionValue now = value(one);
        if (std::holds_alternative<std::monostate>(now))
            continue;
        out += (out.empty() ? "" : ", ") + one + " = " + membridge::text(now);
    }
    return out;
}

} // namespace membridge
