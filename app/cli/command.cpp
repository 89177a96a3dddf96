// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <array>

namespace membridge::cli {

void Command::declareAll(Options &options)
{
    declare(options);
    options.flag("--json", m_json, "Compact JSON on one line");
}

void SegmentCommand::declare(Options &options)
{
    options.segment(m_name);
}

std::span<const CommandEntry> allCommands()
{
    static constexpr std::array commands{
        CommandEntry{"list", "Every segment on this machine",
                     "  membridge-cli list\n  membridge-cli list --all\n  membridge-cli list --pid 4711 --json",
                     makeListCommand},
        CommandEntry{"inspect", "One segment: its lock or indices, who has it, what is wrong with it",
                     "  membridge-cli inspect sensors\n  membridge-cli inspect sensors --layout ring --json",
                     makeInspectCommand},
        CommandEntry{"hex", "A dump of the data area",
                     "  membridge-cli hex sensors --length 64\n  membridge-cli hex sensors --whole --offset 0x10",
                     makeHexCommand},
        CommandEntry{"read", "Decode a region's data, or one pending message of a ring",
                     "  membridge-cli read sensors --schema \"name:str temperature:f64 3*bool\"\n"
                     "  membridge-cli read sensors --schema u32 --offset 16 --locked\n"
                     "  membridge-cli read log --schema str --frame 0",
                     makeReadCommand},
        CommandEntry{"frames", "The pending messages of a ring; none is consumed",
                     "  membridge-cli frames log --limit 10\n  membridge-cli frames log --schema \"int str\" --json\n"
                     "  membridge-cli frames --from log.pcap --schema \"n:int text:str\" --csv > log.csv",
                     makeFramesCommand},
        CommandEntry{"watch", "Samples of the lock word, or of the indices and rates, until interrupted",
                     "  membridge-cli watch log --interval 200\n  membridge-cli watch log --count 10 --json",
                     makeWatchCommand},
        CommandEntry{"scope", "Look at a lock word without a pause: who holds it how long",
                     "  membridge-cli scope sensors --for 500\n  membridge-cli scope sensors --transitions --json",
                     makeScopeCommand},
        CommandEntry{"hold", "Take a region's lock, hold it for a time, and give it back",
                     "  membridge-cli hold sensors write --for 2000\n  membridge-cli hold sensors read --for 500 --json",
                     makeHoldCommand},
        CommandEntry{"unlock", "Set to 0 the lock word that a dead holder left",
                     "  membridge-cli inspect sensors\n  membridge-cli unlock sensors --expect -1", makeUnlockCommand},
        CommandEntry{"create", "Make a region or a ring",
                     "  membridge-cli create sensors --size 64K\n  membridge-cli create log --ring 1M --mode 0660",
                     makeCreateCommand},
        CommandEntry{"remove", "Remove the name; programs that have the segment open keep it",
                     "  membridge-cli remove sensors", makeRemoveCommand},
        CommandEntry{"zero", "Set a region's data to zero, under the write lock", "  membridge-cli zero sensors",
                     makeZeroCommand},
        CommandEntry{"write", "Write values to a region, under the write lock",
                     "  membridge-cli write sensors str:kitchen 21.5 true\n"
                     "  membridge-cli write sensors --offset 16 u32:7 bytes:00ff",
                     makeWriteCommand},
        CommandEntry{"push", "Push the values as one message",
                     "  membridge-cli push log 42 hello\n  membridge-cli push log bytes: --timeout 1000",
                     makePushCommand},
        CommandEntry{"pop", "Take messages out of a ring; what the schema does not fit stays there",
                     "  membridge-cli pop log\n  membridge-cli pop log --schema \"int str\" --count 10 --timeout 1000",
                     makePopCommand},
        CommandEntry{"produce", "Push made-up messages at a rate, until told to end",
                     "  membridge-cli produce log --rate 1000 --size 16:256\n"
                     "  membridge-cli produce log --pattern verify --for 5000 --json",
                     makeProduceCommand},
        CommandEntry{"consume", "Take messages out at a rate, and check them",
                     "  membridge-cli consume log --verify --timeout 2000\n"
                     "  membridge-cli consume log --rate 10 --schema \"int str\" --count 100",
                     makeConsumeCommand},
        CommandEntry{"lock-load", "Readers and writers that keep a lock busy, and check that it protects the data",
                     "  membridge-cli lock-load sensors --readers 4 --writers 2 --for 5000\n"
                     "  membridge-cli lock-load sensors --hold 100us:2ms --pause exp:1ms --json",
                     makeLockLoadCommand},
        CommandEntry{"fault", "Break something on purpose, to see what the other programs make of it",
                     "  membridge-cli fault sensors die-holding-write --yes\n"
                     "  membridge-cli fault log corrupt-length --value 70000 --yes --json",
                     makeFaultCommand},
        CommandEntry{"run", "A whole test from a file: who produces, consumes, locks and fails, and what must hold",
                     "  membridge-cli run steady-ring.json\n"
                     "  membridge-cli run steady-ring.json --junit report.xml --json",
                     makeRunCommand},
#ifdef MEMBRIDGE_CAPTURE
        CommandEntry{"capture",
                     "Copy a ring's messages with their times to a file that Wireshark opens; none is consumed",
                     "  membridge-cli capture log -o log.pcap --for 5000\n"
                     "  membridge-cli capture log -o log.pcap --max-file 64M --max-files 10\n"
                     "  tshark -r log.pcap -T fields -e frame.time_epoch -e frame.len -e data",
                     makeCaptureCommand},
        CommandEntry{"replay", "Push the messages of a capture file into a ring, at their times",
                     "  membridge-cli replay log.pcap copy\n  membridge-cli replay log.pcap copy --speed max --loop 10\n"
                     "  membridge-cli replay log.pcap copy --step",
                     makeReplayCommand},
#endif
    };
    return commands;
}

} // namespace membridge::cli
