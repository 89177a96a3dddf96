// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/segment_reader.h"
#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "process_output.h"
#include "region_access.h"

#include <optional>

namespace membridge::cli {

namespace {

constexpr auto attempted = "set the lock word to 0 of";

class UnlockCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        if (!m_expected)
            throw Failure(ExitStatus::Usage, m_name, attempted, "the word that is to be given up is not told",
                          "\"membridge-cli inspect\" shows it; give it with --expect");
        const StopSignals signals(SecondSignal::Ignored);
        MappedView view = openRegion(m_name, m_told, attempted, {}, signals.flag());
        const SegmentReader reader = SegmentReader::open(m_name);
        const auto &stat = reader.statAtOpen();
        const auto holds = recordedHolds(*reader.handle(), stat);
        const platform::ProcessList processes = platform::attachedProcesses(stat.device, stat.inode);
        if (!m_json)
            print(escapedForDisplay(m_name) + '\n' + processesText(processes) + holdersText(holds));
        // Only if the word still is what was expected: whoever holds it may have come back, or somebody else may have it.
        const LockWord before = view.lockWord();
        const bool recovered = *m_expected != 0 && view.lock().recover(*m_expected);
        if (m_json) {
            printLine(compact({{"recovered", recovered},
                               {"word", recovered ? 0 : view.lockWord().raw},
                               {"processes", processesJson(processes)},
                               {"processes_complete", processes.complete},
                               {"holders", holdersJson(holds)}}));
        } else if (recovered) {
            printLine("  the lock word was " + std::to_string(*m_expected) + " and is 0 now");
        }
        if (!recovered)
            throw Failure(ExitStatus::Failed, m_name, attempted,
                          *m_expected == 0 ? std::string("0 is a free lock: there is nothing to recover")
                                           : "the word is " + std::to_string(before.raw) + " (" + wordText(before)
                                  + "), not " + std::to_string(*m_expected),
                          "nothing was changed");
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.integer("--expect", m_expected, "The word that the dead holder left; anything else is left alone");
        options.layout(m_told);
    }

private:
    std::optional<std::int32_t> m_expected;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeUnlockCommand()
{
    return std::make_unique<UnlockCommand>();
}

} // namespace membridge::cli
