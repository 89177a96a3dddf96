// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "core/codec/utf8.h"
#include "core/platform/child_process.h"
#include "core/traffic/scenario_file.h"
#include "core/traffic/scenario_run.h"
#include "failure.h"
#include "output.h"
#include "process.h"
#include "size_text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <variant>

namespace membridge::cli {

namespace {

constexpr auto attempted = "run scenario";

std::string millisecondsText(std::int64_t ns)
{
    return std::to_string(ns / 1'000'000) + " ms";
}

void printHuman(const ScenarioReport &report)
{
    print(escapedForDisplay(report.name) + '\n');
    for (const ScenarioVerdict &verdict : report.verdicts)
        print((verdict.passed ? "  pass  " : "  FAIL  ") + escapedForDisplay(verdict.text) + ": "
              + escapedForDisplay(verdict.seen) + '\n');
    for (const ScenarioFaultReport &fault : report.faults)
        print("  fault  " + fault.kind + " on " + fault.on
              + (fault.done ? " after " + millisecondsText(fault.atNs) : " was not carried out")
              + (fault.text.empty() ? "" : ": " + escapedForDisplay(fault.text))
              + "\n         a correct peer: " + fault.correctPeer + '\n');
    for (const ScenarioFinding &finding : report.findings)
        print("  found  " + std::string(name(finding.code)) + " on " + finding.segment + " after "
              + millisecondsText(finding.firstNs)
              + (finding.episodes.size() > 1 ? ", " + std::to_string(finding.episodes.size()) + " times" : "") + ": "
              + escapedForDisplay(finding.text) + '\n');
    print((report.passed()      ? "passed in "
               : report.stopped ? "stopped after "
                                : "FAILED in ")
          + millisecondsText(report.elapsedNs) + '\n');
    flushOutput();
}

class RunCommand : public Command
{
public:
    ExitStatus run() override
    {
        const StopSignals signals(SecondSignal::Kills);
        const Scenario scenario = read();
        // Before anything is started: a test that ran and could not be reported would have to run again.
        std::ofstream junit = openJunit();
        ScenarioRunOptions options;
        options.cli = platform::ownProgram();
        if (const char *python = std::getenv("MEMBRIDGE_PYTHON"); python != nullptr && *python != '\0')
            options.python = python;
        options.directory = std::filesystem::path(m_file).parent_path().string();
        options.stop = &signals.flag();
        const ScenarioReport report = runScenario(scenario, options);
        if (!m_junit.empty() && !(junit << reportJunit(report) << std::flush))
            throw Failure(ExitStatus::Failed, m_junit, "write the report", "the file takes no more");
        if (m_json)
            printLine(reportJson(report));
        else
            printHuman(report);
        if (report.stopped)
            throw Failure(ExitStatus::Failed, m_file, attempted, "it was stopped before its end");
        if (!report.passed()) {
            const auto failed = std::count_if(report.verdicts.begin(), report.verdicts.end(),
                                              [](const ScenarioVerdict &verdict) { return !verdict.passed; });
            const auto first = std::find_if(report.verdicts.begin(), report.verdicts.end(),
                                            [](const ScenarioVerdict &verdict) { return !verdict.passed; });
            throw Failure(ExitStatus::Failed, m_file, attempted,
                          std::to_string(failed) + " of " + countText(report.verdicts.size(), "expectation")
                              + " failed, first: " + first->text + ": " + first->seen);
        }
        return ExitStatus::Done;
    }

protected:
    void declare(Options &options) override
    {
        options.file("SCENARIO", m_file, "The scenario, a JSON file");
        options.optionalFile("--junit", m_junit, "Also write the report as JUnit XML, for CI");
    }

private:
    Scenario read() const
    {
        std::variant<Scenario, FileError> scenario;
        try {
            scenario = readScenarioFile(m_file);
        } catch (const Error &error) {
            // Not the status of a segment that is missing.
            throw Failure(ExitStatus::Usage, m_file, error.attempted(), error.reason());
        }
        if (const auto *error = std::get_if<FileError>(&scenario))
            throw Failure(ExitStatus::Usage, m_file, "read the scenario", error->text());
        return std::get<Scenario>(std::move(scenario));
    }

    std::ofstream openJunit() const
    {
        if (m_junit.empty())
            return {};
        std::ofstream file(m_junit, std::ios::binary | std::ios::trunc);
        if (!file)
            throw Failure(ExitStatus::Failed, m_junit, "write the report", "the file can't be opened for writing");
        return file;
    }

    std::string m_file;
    std::string m_junit;
};

} // namespace

std::unique_ptr<Command> makeRunCommand()
{
    return std::make_unique<RunCommand>();
}

} // namespace membridge::cli
