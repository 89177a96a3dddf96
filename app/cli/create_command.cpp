// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "failure.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "size_text.h"

#include <bit>
#include <limits>
#include <optional>

namespace membridge::cli {

namespace {

constexpr auto attempted = "create segment";

std::string otherUsersText(std::uint32_t mode)
{
    if ((mode & 0077) == 0)
        return "keeps other users out";
    return (mode & 0022) != 0 ? "lets other users write to it" : "lets other users look into it";
}

class CreateCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const std::uint64_t size = checkedSize();
        // Whoever asks for bits gets them, as from mkdir -m; the default is beyond any usual umask.
        if (m_mode)
            ignoreUmask();
        if (m_force)
            removeOld();
        CreateOptions options;
        options.mode = m_mode.value_or(options.mode);
        const SharedMemory segment = SharedMemory::create(m_name, size, options);
        if (m_capacity)
            setUpRing(segment);

        if (m_json) {
            printLine(compact({{"name", nameJson(m_name)}, {"size", size}}));
            return ExitStatus::Done;
        }
        const std::uint32_t mode = segment.stat().mode;
        printLine("created \"" + escapedForDisplay(m_name) + "\" with " + sizeText(size)
                  + (m_capacity ? ", a ring of " + sizeText(*m_capacity) : std::string()) + "; mode " + modeText(mode)
                  + ' ' + otherUsersText(mode));
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.size("--size", m_size, "Bytes of the whole segment; a region has 4 less for data");
        options.size("--ring", m_capacity, "Set up a ring with so many bytes of data, a power of two");
        options.mode("--mode", m_mode, "Permission bits (default: 0600, which keeps other users out)");
        options.flag("--force", m_force, "Remove an old segment of this name first");
    }

private:
    [[noreturn]] void refuse(const std::string &reason, const std::string &advice) const
    {
        throw Failure(ExitStatus::Usage, m_name, attempted, reason, advice);
    }

    std::uint64_t checkedSize() const
    {
        if (m_size.has_value() == m_capacity.has_value())
            refuse(m_size ? "--size and --ring exclude each other" : "neither --size nor --ring is given",
                   "give --size SIZE for a region or --ring CAPACITY for a ring");
        constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
        if (m_size) {
            if (*m_size == 0 || *m_size > most)
                refuse("a size of " + std::to_string(*m_size) + " bytes can't be",
                       "a region needs at least 5 bytes, a ring 28");
            return *m_size;
        }
        const std::uint64_t capacity = *m_capacity;
        if (capacity < ring_layout::smallestCapacity || capacity > most - ring_layout::dataOffset)
            refuse("a ring can't have " + std::to_string(capacity) + " bytes", "the smallest has 4");
        if (!std::has_single_bit(capacity)) {
            refuse("the capacity of a ring must be a power of two, and " + std::to_string(capacity) + " is none",
                   "try " + std::to_string(std::bit_floor(capacity)) + " or " + std::to_string(std::bit_ceil(capacity)));
        }
        return capacity + ring_layout::dataOffset;
    }

    void removeOld() const
    {
        try {
            SharedMemory::remove(m_name);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::NotFound)
                throw;
        }
    }

    void setUpRing(const SharedMemory &segment) const
    {
        try {
            (void)segment.spsc();
        } catch (const Error &) {
            // Half a ring under that name would be worse than none.
            SharedMemory::remove(m_name);
            throw;
        }
    }

    std::optional<std::uint64_t> m_size;
    std::optional<std::uint64_t> m_capacity;
    std::optional<std::uint32_t> m_mode;
    bool m_force = false;
};

} // namespace

std::unique_ptr<Command> makeCreateCommand()
{
    return std::make_unique<CreateCommand>();
}

} // namespace membridge::cli
