// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/observe/inspection.h"
#include "human_output.h"
#include "json_output.h"
#include "output.h"
#include "process_output.h"
#include "size_text.h"

#include <algorithm>

namespace membridge::cli {

namespace {

std::uint64_t usedOf(const RingHeader &header)
{
    return header.head > header.tail ? 0 : header.used();
}

std::uint64_t freeOf(const RingHeader &header)
{
    return header.capacity - std::min(usedOf(header), header.capacity);
}

Json lockJson(LockWord word)
{
    return {{"word", word.raw}, {"state", name(word.state())}, {"readers", word.readers()}};
}

Json ringJson(const Inspection &inspection)
{
    const RingHeader &header = inspection.ring->header;
    return {{"head", header.head},          {"tail", header.tail},    {"capacity", header.capacity},
            {"used", usedOf(header)},       {"free", freeOf(header)}, {"frames", inspection.frames},
            {"valid", inspection.ringValid}};
}

Json inspectionJson(const Inspection &inspection, bool told)
{
    Json json = {{"name", nameJson(inspection.name)},
                 {"size", inspection.stat.size},
                 {"mode", modeText(inspection.stat.mode)},
                 {"uid", inspection.stat.uid},
                 {"inode", inspection.stat.inode},
                 {"layout", name(inspection.layout)},
                 {"confidence", told ? 1.0 : inspection.guess.confidence}};
    if (inspection.lock)
        json["lock"] = lockJson(*inspection.lock);
    if (inspection.ring)
        json["ring"] = ringJson(inspection);
    json["processes"] = processesJson(inspection.processes);
    json["processes_complete"] = inspection.processes.complete;
    json["findings"] = findingsJson(inspection.findings);
    if (inspection.layout == Layout::Region)
        json["holders"] = holdersJson(inspection.holds);
    if (inspection.producer)
        json["roles"]["producer"] = *inspection.producer;
    if (inspection.consumer)
        json["roles"]["consumer"] = *inspection.consumer;
    return json;
}

std::string ringText(const Inspection &inspection)
{
    const RingHeader &header = inspection.ring->header;
    return titledRow("head", std::to_string(header.head)) + titledRow("tail", std::to_string(header.tail))
        + titledRow("capacity", std::to_string(header.capacity))
        + titledRow("used", fillText(usedOf(header), header.capacity))
        + titledRow("free", countText(freeOf(header), "byte"))
        + titledRow("messages",
                    std::to_string(inspection.frames) + " pending"
                        + (inspection.ringValid ? "" : " before the first fault"));
}

std::string inspectionText(const Inspection &inspection, bool told)
{
    const auto &stat = inspection.stat;
    std::string text = escapedForDisplay(inspection.name) + '\n' + titledRow("size", sizeText(stat.size))
        + titledRow("memory", sizeText(stat.allocated) + " allocated")
        + titledRow("mode", modeText(stat.mode) + ", uid " + std::to_string(stat.uid))
        + titledRow("inode", std::to_string(stat.inode)) + titledRow("modified", timeText(stat.mtimeNs))
        + titledRow("layout",
                    told ? std::string(name(inspection.layout)) + " (as told; the guess is "
                            + guessText(inspection.guess) + ')'
                         : guessText(inspection.guess) + ": " + inspection.guess.text());
    if (inspection.lock)
        text += titledRow("lock", "word " + std::to_string(inspection.lock->raw) + ": " + wordText(*inspection.lock));
    if (inspection.ring)
        text += ringText(inspection);
    if (inspection.producer)
        text += titledRow("producer", "process " + std::to_string(*inspection.producer));
    if (inspection.consumer)
        text += titledRow("consumer", "process " + std::to_string(*inspection.consumer));
    text += processesText(inspection.processes) + holdersText(inspection.holds);
    if (inspection.findings.empty())
        text += titledRow("findings", "none");
    for (const Finding &finding : inspection.findings)
        text += titledRow(&finding == &inspection.findings.front() ? "findings" : "", findingText(finding));
    return text;
}

class InspectCommand : public SegmentCommand
{
public:
    ExitStatus run() override
    {
        const Inspection inspection = inspect(m_name, m_told);
        const bool told = m_told != Layout::Unknown;
        if (m_json)
            printLine(compact(inspectionJson(inspection, told)));
        else
            print(inspectionText(inspection, told));
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        SegmentCommand::declare(options);
        options.layout(m_told);
    }

private:
    Layout m_told = Layout::Unknown;
};

} // namespace

std::unique_ptr<Command> makeInspectCommand()
{
    return std::make_unique<InspectCommand>();
}

} // namespace membridge::cli
