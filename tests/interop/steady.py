# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the steady_*.py programs share: their options, their messages and how they end.

A ring message is u64 sequence, u32 adler32 of the sequence and the filler, filler; as a schema: "sequence:u64 checksum:u32 ...".
The last message is the text "__EOF__".
"""
import argparse
import json
import signal
import struct
import sys
import time
import zlib

import membridge

END = "__EOF__"
HEAD = struct.Struct("<QI")
REGION_SCHEMA = [("int", 1), ("float", 1), ("str", 1), ("bool", 1), ("int", 1)]


class Stop:
    """Becomes true when the time is over or somebody asks the program to end."""

    def __init__(self, seconds):
        self.asked = False
        self.begin = time.monotonic()
        self.end = self.begin + seconds if seconds > 0 else float("inf")
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.ask)

    def ask(self, *_):
        self.asked = True

    def __bool__(self):
        return self.asked or time.monotonic() >= self.end

    def elapsed(self):
        return round(time.monotonic() - self.begin, 3)


def options(description, size_help):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("name", metavar="NAME", help="the segment, with its leading /")
    parser.add_argument("--seconds", type=float, default=0, help="how long; 0: until stopped by SIGTERM or Ctrl+C")
    parser.add_argument("--size", type=int, default=64, help=size_help)
    parser.add_argument("--capacity", type=int, default=65536, help="bytes of ring; a power of two")
    parser.add_argument("--burst", type=int, default=256, help="messages between two looks at the clock")
    parser.add_argument("--pause", type=float, default=0, help="seconds of rest before each burst")
    parser.add_argument("--wait", type=float, default=10, help="seconds to wait for the segment to appear")
    return parser.parse_args()


def filler_of(size):
    return bytes(index * 37 % 251 for index in range(max(size - HEAD.size, 0)))


def checksum(sequence, filler):
    return zlib.adler32(filler, zlib.adler32(sequence.to_bytes(8, "little")))


def open_when_there(name, seconds, attach):
    """The region or ring, as soon as its creator has set it up."""
    end = time.monotonic() + seconds
    while True:
        try:
            return attach(membridge.SharedMemory.open(name))
        except (OSError, ValueError) as error:
            if time.monotonic() >= end:
                sys.exit(f"{name}: {error}")
            time.sleep(0.01)


def ring_of(memory):
    ring = memory.spsc()
    # Between its creation and its setting up a ring has no capacity, and the wheel would trust that unseen.
    if ring.capacity() + 24 != memory.size():
        raise ValueError("not set up yet")
    return ring


def remove(name):
    try:
        membridge.SharedMemory.remove(name)
    except OSError:
        pass  # somebody else removed it first


def report(**counts):
    print(json.dumps(counts), flush=True)
