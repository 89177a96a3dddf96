// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/hold_record.h"
#include "failure.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "region_access.h"
#include "size_text.h"
#include "value_words.h"

#include <utility>

namespace membridge::cli {

namespace {

constexpr auto attempted = "write to region";

class WriteCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        // One value of raw bytes, so that everything is written under one lock.
        Value bytes{encodeWords(m_words, m_name, attempted)};
        const std::uint64_t length = std::get<ByteVector>(bytes.data).size();
        if (length == 0)
            throw Failure(ExitStatus::Usage, m_name, attempted, "length cannot be zero", "give a value that has bytes");

        const StopSignals signals(SecondSignal::Ignored);
        MappedView view = openRegion(m_name, m_told, attempted, m_timeout, signals.flag());
        checkRange(view.size(), length);
        HoldRecord record(m_name, true, "membridge-cli");
        if (length >= HoldRecord::bytesWorthTaken)
            view.setOnLocked([&record] { record.taken(); });
        requireLocked(view.write(bytes, m_offset), view, attempted, m_timeout);
        printLine(m_json ? compact({{"written", length}})
                         : "wrote " + countText(length, "byte") + " at offset " + std::to_string(m_offset) + " of \""
                          + escapedForDisplay(m_name) + '"');
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.values(m_words);
        options.size("--offset", m_offset, "First byte, counted from the start of the data area (default: 0)");
        options.milliseconds("--timeout", m_timeout, "How long to wait for the write lock (default: 5000)");
        options.layout(m_told);
    }

private:
    void checkRange(std::uint64_t available, std::uint64_t length) const
    {
        const std::string area = "the data area of " + countText(available, "byte");
        if (m_offset >= available)
            throw Failure(ExitStatus::Usage, m_name, attempted,
                          "offset " + std::to_string(m_offset) + " is past " + area);
        if (length > available - m_offset) {
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          countText(length, "byte") + " at offset " + std::to_string(m_offset) + " do not fit in " + area,
                          "nothing was written");
        }
    }

    std::vector<std::string> m_words;
    std::uint64_t m_offset = 0;
    std::chrono::milliseconds m_timeout{5000};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeWriteCommand()
{
    return std::make_unique<WriteCommand>();
}

} // namespace membridge::cli
