#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the record of steady_region_writer.py at full speed under the read lock, checks that it is whole, and prints counts as JSON."""
import steady
from steady_region_writer import record


def main():
    given = steady.options(__doc__, "ignored")
    stop = steady.Stop(given.seconds)
    view = steady.open_when_there(given.name, given.wait, lambda memory: memory.map())
    reads = changes = torn = back = last = 0
    while not stop:
        values = view.read_mixed(steady.REGION_SCHEMA, 0)
        reads += 1
        count = values[0]
        if count == 0:
            continue  # not written yet
        if values != record(count):
            torn += 1
        elif count < last:
            back += 1
        changes += count != last
        last = count
    steady.report(reads=reads, changes=changes, torn=torn, back=back, last=last, seconds=stop.elapsed())


if __name__ == "__main__":
    main()
