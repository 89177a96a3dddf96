// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "region_access.h"

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_reader.h"
#include "failure.h"
#include "human_output.h"
#include "layout_choice.h"

namespace membridge::cli {

MappedView openRegion(const std::string &name, Layout told, const char *attempted, std::chrono::milliseconds timeout,
                      const StopFlag &stop)
{
    requireName(name, attempted);
    requireLayout(SegmentReader::open(name), Layout::Region, told, attempted);
    MappedView view = SharedMemory::open(name).map();
    view.setLockTimeout(timeout, &stop);
    return view;
}

void requireLocked(WaitOutcome outcome, const MappedView &view, const char *attempted, std::chrono::milliseconds timeout)
{
    if (outcome == WaitOutcome::Done)
        return;
    const LockWord word = view.lockWord();
    const std::string state = "lock word is " + std::to_string(word.raw) + " (" + wordText(word) + ')';
    if (outcome == WaitOutcome::Stopped)
        throw Failure(ExitStatus::Failed, view.name(), attempted, "stopped by a signal before it was done; " + state);
    throw Failure(ExitStatus::Timeout, view.name(), attempted, state + waitedText(timeout),
                  "\"membridge-cli inspect\" shows who has it; --timeout waits longer");
}

} // namespace membridge::cli
