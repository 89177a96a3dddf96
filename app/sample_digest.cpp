// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sample_digest.h"

namespace membridge {

namespace {

constexpr std::int64_t ratesNs = 1'000'000'000;
/// The GUI is stuck when there are as many: its plot gets a gap, memory stays bounded.
constexpr std::size_t mostPoints = 200'000;

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
        m_hasRates = true;
        m_ratesSinceNs = sample.timeNs;
    }
    const auto keep = [](auto &points, auto point, bool &lost) {
        if (!point || points.size() >= mostPoints) {
            lost = true;
            return;
        }
        point->afterGap = point->afterGap || std::exchange(lost, false);
        points.push_back(*point);
    };
    keep(m_points, RingPoint::of(sample), m_lostPoints);
    keep(m_lockPoints, LockPoint::of(sample), m_lostLockPoints);
}

} // namespace membridge
