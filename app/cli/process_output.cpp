// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "process_output.h"

#include "core/codec/utf8.h"
#include "human_output.h"

#include <algorithm>

namespace membridge::cli {

namespace {

const char *accessName(const platform::ProcessInfo &process)
{
    return process.writable ? "rw" : "ro";
}

std::string whereText(const platform::ProcessInfo &process)
{
    if (process.otherPidNamespace && process.otherMountNamespace)
        return " (in another PID and mount namespace)";
    if (process.otherPidNamespace)
        return " (in another PID namespace)";
    return process.otherMountNamespace ? " (in another mount namespace)" : "";
}

} // namespace

std::string titledRow(const char *title, const std::string &text)
{
    std::string line = std::string("  ") + title;
    line.resize(std::max<std::size_t>(line.size() + 2, 14), ' ');
    return line + text + '\n';
}

Json processesJson(const platform::ProcessList &processes)
{
    Json list = Json::array();
    for (const auto &process : processes.processes) {
        list.push_back({{"pid", process.pid},
                        {"name", nameJson(process.name)},
                        {"state", std::string(1, process.state)},
                        {"access", accessName(process)},
                        {"start_ns", process.startNs},
                        {"command", nameJson(process.command)},
                        {"other_namespace", process.otherPidNamespace || process.otherMountNamespace}});
    }
    return list;
}

std::string processesText(const platform::ProcessList &processes)
{
    std::string text;
    if (processes.processes.empty()) {
        text = titledRow("processes", processes.complete ? "no other process has it" : "none seen");
    } else {
        text = titledRow("processes", "");
        text.erase(text.find_last_not_of(" \n") + 1);
        Table table({{"PID", Table::Align::Right}, {"STATE"}, {"ACCESS"}, {"HOLDS"}, {"SINCE"}, {"NAME"}});
        for (const auto &process : processes.processes) {
            table.addRow({std::to_string(process.pid), std::string(1, process.state), accessName(process),
                          process.mapped ? "mapping" : "descriptor", timeText(process.startNs),
                          escapedForDisplay(process.name) + whereText(process)});
        }
        text += '\n' + table.text("    ");
    }
    if (!processes.complete)
        text += titledRow("", "(not every process could be looked into)");
    return text;
}

Json holdersJson(const std::vector<RecordedHold> &holds)
{
    Json list = Json::array();
    for (const RecordedHold &hold : holds)
        list.push_back({{"pid", hold.pid},
                        {"mode", hold.write ? "write" : "read"},
                        {"taken", hold.taken},
                        {"alive", hold.alive},
                        {"since_ns", hold.sinceNs},
                        {"program", nameJson(hold.program)}});
    return list;
}

std::string holdersText(const std::vector<RecordedHold> &holds)
{
    std::string text;
    for (const RecordedHold &hold : holds)
        text += titledRow(text.empty() ? "recorded" : "",
                          escapedForDisplay(hold.program) + ", process " + std::to_string(hold.pid)
                              + (hold.alive ? (hold.taken ? ", holds the " : ", waits for the ")
                                            : (hold.taken ? ", died holding the " : ", died taking the "))
                              + (hold.write ? "write lock, since " : "read lock, since ") + timeText(hold.sinceNs));
    return text;
}

} // namespace membridge::cli
