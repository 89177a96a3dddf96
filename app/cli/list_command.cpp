// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/segment_list.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "size_text.h"

#include <vector>

namespace membridge::cli {

namespace {

Json segmentJson(const SegmentInfo &segment)
{
    return {{"name", nameJson(segment.name)},       {"size", segment.stat.size},
            {"mode", modeText(segment.stat.mode)},  {"uid", segment.stat.uid},
            {"inode", segment.stat.inode},          {"mtime", static_cast<double>(segment.stat.mtimeNs) / 1e9},
            {"layout", name(segment.guess.layout)}, {"confidence", segment.guess.confidence}};
}

std::string stateText(const SegmentInfo &segment)
{
    if (segment.lock)
        return wordText(*segment.lock);
    if (segment.ring)
        return checkRing(*segment.ring, segment.stat.size) ? "malformed"
                                                           : fillText(segment.ring->used(), segment.ring->capacity);
    return "-";
}

std::string tableText(const std::vector<SegmentInfo> &segments)
{
    using Align = Table::Align;
    Table table({{"NAME"},
                 {"SIZE", Align::Right},
                 {"MODE"},
                 {"UID", Align::Right},
                 {"MODIFIED"},
                 {"LAYOUT"},
                 {"STATE"},
                 {"WHY THIS LAYOUT"}});
    for (const SegmentInfo &segment : segments) {
        table.addRow({escapedForDisplay(segment.name), std::to_string(segment.stat.size), modeText(segment.stat.mode),
                      std::to_string(segment.stat.uid), timeText(segment.stat.mtimeNs), guessText(segment.guess),
                      stateText(segment), segment.readable ? segment.guess.text() : "not allowed to look inside"});
    }
    return table.text();
}

class ListCommand : public Command
{
public:
    ExitStatus run() override
    {
        const auto segments = listSegments();
        if (m_json) {
            Json list = Json::array();
            for (const SegmentInfo &segment : segments)
                list.push_back(segmentJson(segment));
            printLine(compact(list));
        } else if (!platform::canListNames()) {
            printLine("This system does not tell which segments there are. \"membridge-cli inspect NAME\" looks at one.");
        } else if (segments.empty()) {
            printLine("There are no segments on this machine. \"membridge-cli create demo --ring 64K\" makes one.");
        } else {
            print(tableText(segments));
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &) override { }
};

} // namespace

std::unique_ptr<Command> makeListCommand()
{
    return std::make_unique<ListCommand>();
}

} // namespace membridge::cli
