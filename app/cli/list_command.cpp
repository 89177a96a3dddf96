// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/hidden_segments.h"
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

const char *howText(platform::Hiding hiding)
{
    return hiding == platform::Hiding::Deleted ? "deleted" : "namespace";
}

Json segmentJson(const HiddenSegmentInfo &hidden)
{
    Json json = segmentJson(hidden.segment);
    json["via"] = {{"pid", hidden.pid}, {"how", howText(hidden.hiding)}};
    return json;
}

std::string whyHiddenText(const HiddenSegmentInfo &hidden)
{
    return (hidden.hiding == platform::Hiding::Deleted ? "unlinked, held by " : "in the namespace of ")
        + escapedForDisplay(hidden.process) + " (" + std::to_string(hidden.pid) + "); ";
}

/// Empty when nothing is missing.
std::string gapText(const HiddenSegmentList &hidden)
{
    if (hidden.complete)
        return {};
    if (hidden.unreadable.empty())
        return "there may be more hidden segments than are listed";
    return std::to_string(hidden.unreadable.size()) + (hidden.unreadable.size() == 1 ? " process" : " processes")
        + " could not be looked into: there may be more hidden segments";
}

std::string tableText(const std::vector<SegmentInfo> &segments, const HiddenSegmentList &hidden)
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
    const auto add = [&](const SegmentInfo &segment, const std::string &note) {
        table.addRow({escapedForDisplay(segment.name), std::to_string(segment.stat.size), modeText(segment.stat.mode),
                      std::to_string(segment.stat.uid), timeText(segment.stat.mtimeNs), guessText(segment.guess),
                      stateText(segment),
                      note + (segment.readable ? segment.guess.text() : "not allowed to look inside")});
    };
    for (const SegmentInfo &segment : segments)
        add(segment, {});
    for (const HiddenSegmentInfo &each : hidden.segments)
        add(each.segment, whyHiddenText(each));
    return table.text();
}

class ListCommand : public Command
{
public:
    ExitStatus run() override
    {
        const auto segments = listSegments();
        HiddenSegmentList hidden;
        if (m_all)
            hidden = listHiddenSegments();
        if (m_json) {
            Json list = Json::array();
            for (const SegmentInfo &segment : segments)
                list.push_back(segmentJson(segment));
            for (const HiddenSegmentInfo &each : hidden.segments)
                list.push_back(segmentJson(each));
            printLine(compact(list));
        } else if (!platform::canListNames()) {
            printLine("This system does not tell which segments there are. \"membridge-cli inspect NAME\" looks at one.");
        } else if (segments.empty() && hidden.segments.empty()) {
            printLine("There are no segments on this machine. \"membridge-cli create demo --ring 64K\" makes one.");
        } else {
            print(tableText(segments, hidden));
        }
        if (m_all && !m_json && !hidden.complete)
            printLine(gapText(hidden));
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        options.flag("--all", m_all, "Also those without a name here: unlinked but held, or in another mount namespace");
    }

private:
    bool m_all = false;
};

} // namespace

std::unique_ptr<Command> makeListCommand()
{
    return std::make_unique<ListCommand>();
}

} // namespace membridge::cli
