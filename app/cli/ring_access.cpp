// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ring_access.h"

#include "core/ipc/shared_memory.h"
#include "core/observe/segment_reader.h"
#include "layout_choice.h"

namespace membridge::cli {

SpscRingBuffer openRing(const std::string &name, Layout told, const char *attempted)
{
    requireName(name, attempted);
    requireLayout(SegmentReader::open(name), Layout::Ring, told, attempted);
    return SharedMemory::open(name).spsc();
}

Failure malformedRing(const std::string &name, const char *attempted, const std::optional<RingFault> &fault)
{
    return Failure(ExitStatus::Malformed, name, attempted, fault ? fault->text() : "its indices contradict each other",
                   "\"membridge-cli inspect\" shows the whole header");
}

} // namespace membridge::cli
