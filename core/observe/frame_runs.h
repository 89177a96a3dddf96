// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace membridge {

/// So many frames with as many bytes of payload, one after the other.
struct LengthRun
{
    std::uint32_t length = 0;
    std::uint32_t frames = 0;

    bool operator==(const LengthRun &) const = default;
};

/// Where the frames of a stretch of a ring are, without what is in them: as many as there are in little memory, as neighbours are often of one length.
/// A plain value.
class FrameRuns
{
public:
    struct Place
    {
        std::uint64_t index = 0;    ///< Of the frame in the stretch.
        std::uint64_t position = 0; ///< Logical position of its length prefix.
        std::uint64_t length = 0;   ///< Bytes of payload.

        std::uint64_t end() const noexcept;
        bool operator==(const Place &) const = default;
    };

    FrameRuns() = default;
    /// No frames; the first one will be at `position`.
    explicit FrameRuns(std::uint64_t position) noexcept : m_begin(position), m_end(position) { }

    void add(std::uint32_t length);

    std::uint64_t begin() const noexcept { return m_begin; } ///< Position of the first frame.
    std::uint64_t end() const noexcept { return m_end; }     ///< Position after the last frame.
    std::uint64_t count() const noexcept { return m_count; } ///< Frames.
    std::size_t runCount() const noexcept { return m_runs.size(); }

    /// The frame that has the byte at that logical position, its prefix included.
    std::optional<Place> at(std::uint64_t position) const noexcept;
    std::optional<Place> frame(std::uint64_t index) const noexcept;

    /// Calls visit(place) for each, in order.
    template <typename Visit> void visit(Visit &&visit) const
    {
        Place place{.position = m_begin};
        for (const LengthRun &run : m_runs) {
            place.length = run.length;
            for (std::uint32_t i = 0; i < run.frames; ++i) {
                visit(static_cast<const Place &>(place));
                place.position = place.end();
                ++place.index;
            }
        }
    }

private:
    std::uint64_t m_begin = 0;
    std::uint64_t m_end = 0;
    std::uint64_t m_count = 0;
    std::vector<LengthRun> m_runs;
};

} // namespace membridge
