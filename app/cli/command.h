// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exit_status.h"
#include "options.h"

#include <memory>
#include <span>
#include <string>

namespace membridge::cli {

/// One command of the program. Declared, filled by the parser, then run once.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    void declareAll(Options &options);
    /// Throws Failure, Error and OutputError.
    virtual ExitStatus run() = 0;

protected:
    virtual void declare(Options &options) = 0;

    bool m_json = false;
};

/// A command on one segment.
class SegmentCommand : public Command
{
protected:
    void declare(Options &options) override;

    std::string m_name; ///< With the leading slash.
};

struct CommandEntry
{
    const char *name;
    const char *summary;
    const char *examples;
    std::unique_ptr<Command> (*make)();
};

/// All of them, in the order in which help shows them.
std::span<const CommandEntry> allCommands();

std::unique_ptr<Command> makeListCommand();
std::unique_ptr<Command> makeInspectCommand();
std::unique_ptr<Command> makeHexCommand();
std::unique_ptr<Command> makeReadCommand();
std::unique_ptr<Command> makeFramesCommand();
std::unique_ptr<Command> makeWatchCommand();
std::unique_ptr<Command> makeScopeCommand();
std::unique_ptr<Command> makeHoldCommand();
std::unique_ptr<Command> makeUnlockCommand();
std::unique_ptr<Command> makeCreateCommand();
std::unique_ptr<Command> makeRemoveCommand();
std::unique_ptr<Command> makeZeroCommand();
std::unique_ptr<Command> makeWriteCommand();
std::unique_ptr<Command> makePushCommand();
std::unique_ptr<Command> makePopCommand();
std::unique_ptr<Command> makeProduceCommand();
std::unique_ptr<Command> makeConsumeCommand();
std::unique_ptr<Command> makeLockLoadCommand();
std::unique_ptr<Command> makeFaultCommand();
std::unique_ptr<Command> makeRunCommand();
// With MEMBRIDGE_CAPTURE only.
std::unique_ptr<Command> makeCaptureCommand();
std::unique_ptr<Command> makeReplayCommand();

} // namespace membridge::cli
