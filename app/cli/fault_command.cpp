// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/traffic/fault.h"
#include "failure.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"

#include <chrono>
#include <optional>
#include <vector>

namespace membridge::cli {

namespace {

constexpr auto attempted = "carry out a fault on";

class FaultCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const FaultEntry &fault = *findFault(m_kind);
        if (!m_yes)
            throw Failure(ExitStatus::Usage, m_name, attempted,
                          std::string("this damages it for every program that uses it: ") + fault.id + ' ' + fault.does,
                          "say --yes if that is meant");
        requireName(m_name, attempted);
        const bool ofProcess = fault.on == FaultEntry::On::Processes;
        const bool stops = fault.kind == FaultKind::Stop;
        checkUsage(ofProcess, stops);
        if (fault.on == FaultEntry::On::Regions || fault.on == FaultEntry::On::Rings)
            requireLayout(SegmentReader::open(m_name),
                          fault.on == FaultEntry::On::Rings ? Layout::Ring : Layout::Region, m_told, attempted);
        // Whoever is stopped must go on.
        const StopSignals signals(stops ? SecondSignal::Ignored : SecondSignal::Kills);
        CarriedOutFault done = carry(fault, signals.flag());
        if (stops)
            done.text += " for " + std::to_string(m_for->count()) + " ms";
        if (m_json)
            printLine(compact({{"fault", fault.id},
                               {"segment", nameJson(m_name)},
                               {"done", true},
                               {"text", done.text},
                               {"correct_peer", fault.correctPeer}}));
        else
            printLine(done.text + (fault.dies ? "; is killed now" : "") + "\na correct peer: " + fault.correctPeer);
        flushOutput();
        if (fault.dies)
            dieUnexpectedly();
        // A signal lets the other one go on, too: that is done as soon as `done` goes.
        if (stops)
            (void)signals.sleepUntil(std::chrono::steady_clock::now() + *m_for);
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        std::vector<std::string> words;
        std::string help = "What goes wrong:";
        for (const FaultEntry &fault : allFaults()) {
            words.emplace_back(fault.id);
            help += std::string("\n") + fault.id + ": " + fault.does;
        }
        options.choice("KIND", words, m_kind, help);
        options.number("--value", m_value, "What is written, or how many bytes are left");
        options.number("--pid", m_pid, "kill, terminate, stop: the process, which must have the segment");
        options.milliseconds("--for", m_for, "stop: the process goes on after that time, or at a signal");
        options.flag("--yes", m_yes, "Really do it");
        options.layout(m_told);
    }

private:
    void checkUsage(bool ofProcess, bool stops) const
    {
        const auto refuse = [this](const char *why) { throw Failure(ExitStatus::Usage, m_name, attempted, why); };
        if (ofProcess != m_pid.has_value())
            refuse(ofProcess ? "it is not said which process: give --pid"
                             : "--pid is for kill, terminate and stop only");
        if (ofProcess && m_value)
            refuse("--value is for faults of segments only");
        if (stops && (!m_for || m_for->count() == 0))
            refuse("it is not said for how long: give --for MS");
        if (!stops && m_for)
            refuse("--for is for stop only");
    }

    CarriedOutFault carry(const FaultEntry &fault, const StopFlag &stop) const
    {
        try {
            return m_pid ? strike(fault.kind, m_name, *m_pid) : carryOut(fault.kind, m_name, m_value, &stop);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::InvalidArgument)
                throw;
            throw Failure(ExitStatus::Usage, m_name, attempted, error.reason());
        }
    }

    std::string m_kind;
    std::optional<std::int64_t> m_value;
    std::optional<std::int64_t> m_pid;
    std::optional<std::chrono::milliseconds> m_for;
    bool m_yes = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeFaultCommand()
{
    return std::make_unique<FaultCommand>();
}

} // namespace membridge::cli
