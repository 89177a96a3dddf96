// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "finding_record.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace membridge {

/// The records of a tracker: what is found again is counted, not listed again. Bounded.
///
/// Threads: one owner.
class FindingList
{
public:
    explicit FindingList(std::size_t maxRecords, std::int64_t rewordNs) noexcept
        : m_maxRecords(maxRecords), m_rewordNs(rewordNs)
    {
    }

    /// A finding is true now: makes its record, or brings it back, or words it anew. The record's place is `bytes.offset`.
    void raise(Finding finding, ByteRange bytes, Evidence evidence, std::int64_t timeNs);
    /// A finding is still true. False when raise() is due: it is not active, or was worded too long ago.
    bool touch(FindingCode code, std::uint64_t offset, std::int64_t timeNs) noexcept;
    /// A finding is true no more, at this place.
    void end(FindingCode code, std::uint64_t offset) noexcept
    {
        if (isActive(code)) [[unlikely]]
            endActive(code, offset);
    }
    /// Ends what was last true before `timeNs`, wherever it is.
    void expire(FindingCode code, std::int64_t timeNs) noexcept
    {
        if (isActive(code)) [[unlikely]]
            expireActive(code, timeNs);
    }
    bool isActive(FindingCode code) const noexcept { return (m_active & bit(code)) != 0; }

    const std::vector<FindingRecord> &records() const noexcept { return m_records; }
    /// Grows whenever more than a record's lastNs changed.
    std::uint64_t revision() const noexcept { return m_revision; }
    /// Findings that found no room, because every record was active.
    std::uint64_t dropped() const noexcept { return m_dropped; }

private:
    static std::uint32_t bit(FindingCode code) noexcept { return std::uint32_t{1} << static_cast<unsigned>(code); }
    FindingRecord *find(FindingCode code, std::uint64_t offset) noexcept;
    bool makeRoom() noexcept;
    void endActive(FindingCode code, std::uint64_t offset) noexcept;
    void expireActive(FindingCode code, std::int64_t timeNs) noexcept;
    void recountActive() noexcept;

    std::size_t m_maxRecords;
    std::int64_t m_rewordNs;
    std::vector<FindingRecord> m_records;
    std::vector<std::int64_t> m_wordedNs; ///< Of each record.
    std::uint32_t m_active = 0; ///< A bit for each code with an active record: healthy samples look no further.
    std::uint64_t m_revision = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace membridge
