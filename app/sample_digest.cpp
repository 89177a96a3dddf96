// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sample_digest.h"

#include <cmath>

namespace membridge {

namespace {

constexpr std::int64_t pointNs = 20'000'000;
constexpr std::int64_t ratesNs = 1'000'000'000;
/// The GUI is stuck when there are as many: its plot gets a gap, memory stays bounded.
constexpr std::size_t mostPoints = 50'000;

} // namespace

void SampleDigest::add(const SampleBatch &batch)
{
    m_missed += batch.missed;
    m_achievedHz = batch.achievedHz;
    for (const Sample &sample : batch.samples)
        add(sample);
}

void SampleDigest::add(const Sample &sample)
{
    m_meter.add(sample);
    if (sample.timeNs - m_ratesSinceNs >= ratesNs) {
        m_rates = m_meter.take();
        m_ratesSinceNs = sample.timeNs;
    }
    if (!sample.ring)
        return;
    const RingProgress &progress = sample.progress;
    m_open.restarted = m_open.restarted || progress.restarted;
    m_open.elapsedNs += progress.elapsedNs;
    m_open.bytesIn += progress.bytesIn;
    m_open.bytesOut += progress.bytesOut;
    if (m_open.elapsedNs < pointNs && !m_open.restarted)
        return;
    ThroughputPoint point;
    point.tSeconds = static_cast<double>(sample.timeNs - m_beginNs) / 1e9;
    if (m_open.restarted) {
        point.bytesIn = point.bytesOut = point.fillRatio = std::nan("");
    } else {
        const double seconds = static_cast<double>(m_open.elapsedNs) / 1e9;
        point.bytesIn = static_cast<double>(m_open.bytesIn) / seconds;
        point.bytesOut = static_cast<double>(m_open.bytesOut) / seconds;
        const RingHeader &header = sample.ring->header;
        point.fillRatio = static_cast<double>(header.used()) / static_cast<double>(header.capacity);
    }
    m_open = {};
    if (m_points.size() < mostPoints)
        m_points.push_back(point);
}

} // namespace membridge
