// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/traffic/fault.h"
#include "failure.h"
#include "json_output.h"
#include "layout_choice.h"
#include "output.h"
#include "process.h"

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
        if (fault.on != FaultEntry::On::Both)
            requireLayout(SegmentReader::open(m_name),
                          fault.on == FaultEntry::On::Rings ? Layout::Ring : Layout::Region, m_told, attempted);
        const StopSignals signals(SecondSignal::Kills);
        const CarriedOutFault done = carry(fault, signals.flag());
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
        options.flag("--yes", m_yes, "Really do it");
        options.layout(m_told);
    }

private:
    CarriedOutFault carry(const FaultEntry &fault, const StopFlag &stop) const
    {
        try {
            return carryOut(fault.kind, m_name, m_value, &stop);
        } catch (const Error &error) {
            if (error.code() != ErrorCode::InvalidArgument)
                throw;
            throw Failure(ExitStatus::Usage, m_name, attempted, error.reason());
        }
    }

    std::string m_kind;
    std::optional<std::int64_t> m_value;
    bool m_yes = false;
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeFaultCommand()
{
    return std::make_unique<FaultCommand>();
}

} // namespace membridge::cli
