// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "finding_list.h"

#include <algorithm>

namespace membridge {

static_assert(static_cast<unsigned>(FindingCode::SharedCacheLine) < 32, "FindingList keeps a bit for each code");

FindingRecord *FindingList::find(FindingCode code, std::uint64_t offset) noexcept
{
    const auto found = std::find_if(m_records.begin(), m_records.end(), [&](const FindingRecord &record) {
        return record.finding.code == code && record.bytes.offset == offset;
    });
    return found == m_records.end() ? nullptr : &*found;
}

void FindingList::raise(Finding finding, ByteRange bytes, Evidence evidence, std::int64_t timeNs)
{
    FindingRecord *record = find(finding.code, bytes.offset);
    if (record == nullptr) {
        if (m_records.size() >= m_maxRecords && !makeRoom()) {
            ++m_dropped;
            return;
        }
        record = &m_records.emplace_back();
        record->firstNs = record->sinceNs = timeNs;
        m_wordedNs.push_back(timeNs);
    } else if (!record->active) {
        ++record->count;
        record->sinceNs = timeNs;
    }
    m_active |= bit(finding.code);
    record->finding = std::move(finding);
    record->bytes = bytes;
    record->evidence = std::move(evidence);
    record->lastNs = timeNs;
    record->active = true;
    m_wordedNs[static_cast<std::size_t>(record - m_records.data())] = timeNs;
    ++m_revision;
}

bool FindingList::touch(FindingCode code, std::uint64_t offset, std::int64_t timeNs) noexcept
{
    if (!isActive(code))
        return false;
    FindingRecord *record = find(code, offset);
    if (record == nullptr || !record->active)
        return false;
    record->lastNs = timeNs;
    return timeNs - m_wordedNs[static_cast<std::size_t>(record - m_records.data())] < m_rewordNs;
}

bool FindingList::makeRoom() noexcept
{
    auto oldest = m_records.end();
    for (auto record = m_records.begin(); record != m_records.end(); ++record) {
        if (!record->active && (oldest == m_records.end() || record->lastNs < oldest->lastNs))
            oldest = record;
    }
    if (oldest == m_records.end())
        return false;
    m_wordedNs.erase(m_wordedNs.begin() + (oldest - m_records.begin()));
    m_records.erase(oldest);
    return true;
}

void FindingList::endActive(FindingCode code, std::uint64_t offset) noexcept
{
    FindingRecord *record = find(code, offset);
    if (record == nullptr || !record->active)
        return;
    record->active = false;
    recountActive();
}

void FindingList::expireActive(FindingCode code, std::int64_t timeNs) noexcept
{
    bool any = false;
    for (FindingRecord &record : m_records) {
        if (record.finding.code == code && record.active && record.lastNs < timeNs) {
            record.active = false;
            any = true;
        }
    }
    if (any)
        recountActive();
}

void FindingList::recountActive() noexcept
{
    m_active = 0;
    for (const FindingRecord &record : m_records) {
        if (record.active)
            m_active |= bit(record.finding.code);
    }
    ++m_revision;
}

} // namespace membridge
