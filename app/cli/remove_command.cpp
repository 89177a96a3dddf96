// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/ipc/shared_memory.h"
#include "json_output.h"
#include "output.h"

namespace membridge::cli {

namespace {

class RemoveCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        SharedMemory::remove(m_name);
        printLine(m_json ? compact({{"removed", true}})
                         : "removed \"" + escapedForDisplay(m_name) + "\"; programs that have it open keep it");
        return ExitStatus::Done;
    }
};

} // namespace

std::unique_ptr<Command> makeRemoveCommand()
{
    return std::make_unique<RemoveCommand>();
}

} // namespace membridge::cli
