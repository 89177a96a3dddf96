#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a region and rewrites one record in it at full speed; removes it in the end.

The record, as a schema: "count:int half:float text:str even:bool minus:int".
"""
import membridge

import steady


def record(count):
    return [count, count * 0.5, f"tick {count}", count % 2 == 0, -count]


def main():
    given = steady.options(__doc__, "bytes of the segment, 64 or more")
    stop = steady.Stop(given.seconds)
    memory = membridge.SharedMemory.create(given.name, max(given.size, 64))
    try:
        view = memory.map()
        count = 0
        while not stop:
            count += 1
            view.write_mixed(record(count), 0)
        steady.report(written=count, seconds=stop.elapsed())
    finally:
        steady.remove(given.name)


if __name__ == "__main__":
    main()
