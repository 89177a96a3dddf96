// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scenario files: any text is a scenario whose parts exist, or an error inside the text.

#include "core/traffic/scenario_file.h"
#include "fuzz_input.h"

using namespace membridge;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto parsed = parseScenario(text);
    if (const auto *error = std::get_if<FileError>(&parsed)) {
        FUZZ_CHECK(!error->reason.empty());
        FUZZ_CHECK(error->column <= text.size() + 1);
        FUZZ_CHECK(error->line <= text.size() + 1);
        return 0;
    }
    const Scenario &scenario = std::get<Scenario>(parsed);
    FUZZ_CHECK(!scenario.segments.empty() && !scenario.actors.empty() && !scenario.expectations.empty());
    for (const ScenarioActor &actor : scenario.actors)
        FUZZ_CHECK(std::holds_alternative<CommandPart>(actor.part) || actor.segment.value() < scenario.segments.size());
    for (const ScenarioFault &fault : scenario.faults)
        FUZZ_CHECK(fault.actor ? *fault.actor < scenario.actors.size()
                               : fault.segment.value() < scenario.segments.size());
    for (const ScenarioExpectation &expectation : scenario.expectations)
        FUZZ_CHECK(!scenario.text(expectation).empty());
    return 0;
}
