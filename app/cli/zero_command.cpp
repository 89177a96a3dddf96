// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/hold_record.h"
#include "json_output.h"
#include "output.h"
#include "process.h"
#include "region_access.h"
#include "size_text.h"

namespace membridge::cli {

namespace {

constexpr auto attempted = "zero region";

class ZeroCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Ignored);
        MappedView view = openRegion(m_name, m_told, attempted, m_timeout, signals.flag());
        HoldRecord record(m_name, true, "membridge-cli");
        if (view.size() >= HoldRecord::bytesWorthTaken)
            view.setOnLocked([&record] { record.taken(); });
        requireLocked(view.zero(), view, attempted, m_timeout);
        printLine(m_json ? compact({{"written", view.size()}})
                         : "set " + sizeText(view.size()) + " of \"" + escapedForDisplay(m_name) + "\" to zero");
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.milliseconds("--timeout", m_timeout, "How long to wait for the write lock (default: 5000)");
        options.layout(m_told);
    }

private:
    std::chrono::milliseconds m_timeout{5000};
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeZeroCommand()
{
    return std::make_unique<ZeroCommand>();
}

} // namespace membridge::cli
