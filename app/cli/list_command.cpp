// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/hidden_segments.h"
#include "core/observe/segment_list.h"
#include "core/platform/held_segments.h"
#include "failure.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "size_text.h"

#include <cstdint>
#include <optional>
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

/// What is there under the name now, if it is that segment.
std::optional<SegmentInfo> infoOf(const platform::HeldSegment &held)
{
    if (held.deleted || !held.path.starts_with("/dev/shm/"))
        return std::nullopt;
    std::optional<SegmentInfo> info = lookAtSegment(held.name());
    if (info && (info->stat.device != held.device || info->stat.inode != held.inode))
        info.reset();
    return info;
}

const char *accessName(const platform::HeldSegment &held)
{
    return held.writable ? "rw" : "ro";
}

/// As segmentJson(), as far as it can be known.
Json heldJson(const platform::HeldSegment &held)
{
    Json json = {{"name", nameJson(held.name())}};
    if (held.stat) {
        json["size"] = held.stat->size;
        json["mode"] = modeText(held.stat->mode);
        json["uid"] = held.stat->uid;
    }
    json["inode"] = held.inode;
    if (held.stat)
        json["mtime"] = static_cast<double>(held.stat->mtimeNs) / 1e9;
    if (const auto info = infoOf(held); info && info->readable) {
        json["layout"] = name(info->guess.layout);
        json["confidence"] = info->guess.confidence;
    }
    json["device"] = held.device;
    json["deleted"] = held.deleted;
    json["access"] = accessName(held);
    return json;
}

std::string heldText(const std::vector<platform::HeldSegment> &segments)
{
    Table table({{"NAME"}, {"SIZE", Table::Align::Right}, {"MODE"}, {"ACCESS"}, {"HOLDS"}, {"DELETED"}, {"LAYOUT"}});
    for (const platform::HeldSegment &held : segments) {
        const auto info = infoOf(held);
        table.addRow({escapedForDisplay(held.name()), held.stat ? std::to_string(held.stat->size) : "?",
                      held.stat ? modeText(held.stat->mode) : "?", accessName(held),
                      held.mapped ? "mapping" : "descriptor", held.deleted ? "deleted" : "-",
                      info && info->readable ? guessText(info->guess) : "?"});
    }
    return table.text();
}

std::vector<platform::HeldSegment> segmentsOf(std::uint64_t pid)
{
    const std::string attempted = "list what process " + std::to_string(pid) + " has";
    platform::HeldSegments held;
    if (pid > 0 && pid <= INT32_MAX)
        held = platform::heldSegments(static_cast<std::int64_t>(pid));
    else
        held.outcome = platform::HeldSegments::Outcome::NoProcess;
    switch (held.outcome) {
    case platform::HeldSegments::Outcome::NoProcess:
        throw Failure(ExitStatus::Unavailable, {}, attempted, "there is no such process");
    case platform::HeldSegments::Outcome::Refused:
        throw Failure(ExitStatus::Unavailable, {}, attempted, "this user may not look into it",
                      "ask as its owner or as root");
    case platform::HeldSegments::Outcome::NotHere:
        throw Failure(ExitStatus::Unavailable, {}, attempted, "this system does not tell");
    case platform::HeldSegments::Outcome::Complete:
        break;
    }
    return held.segments;
}

class ListCommand : public Command
{
public:
    ExitStatus run() override { return m_pid ? listOf(*m_pid) : listAll(); }

protected:
    void declare(Options &options) override
    {
        options.count("--pid", m_pid, "only what this process maps or holds, deleted segments too");
        options.flag("--all", m_all, "Also those without a name here: unlinked but held, or in another mount namespace");
    }

private:
    ExitStatus listOf(std::uint64_t pid) const
    {
        const auto segments = segmentsOf(pid);
        if (m_json) {
            Json list = Json::array();
            for (const platform::HeldSegment &held : segments)
                list.push_back(heldJson(held));
            printLine(compact(list));
        } else if (segments.empty()) {
            printLine("Process " + std::to_string(pid) + " has no segment.");
        } else {
            print(heldText(segments));
        }
        return ExitStatus::Done;
    }
    ExitStatus listAll() const
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

    std::optional<std::uint64_t> m_pid;
    bool m_all = false;
};

} // namespace

std::unique_ptr<Command> makeListCommand()
{
    return std::make_unique<ListCommand>();
}

} // namespace membridge::cli
