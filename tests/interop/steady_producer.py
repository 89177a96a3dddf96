#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a ring and pushes numbered messages into it at full speed, or in bursts; removes it in the end. See steady.py for the messages."""
import time

import membridge

import steady

DRAIN_S = 10


def push_until(ring, message, end):
    while not ring.push(message):
        if time.monotonic() >= end:
            return False
        time.sleep(0)
    return True


def produce(ring, filler, stop, burst, pause):
    sequence = full = 0
    push, head, check = ring.push, steady.HEAD.pack, steady.checksum
    while not stop:
        if pause > 0:
            time.sleep(pause)
        for _ in range(burst):
            if push(head(sequence, check(sequence, filler)) + filler):
                sequence += 1
            else:
                full += 1
                time.sleep(0)
                break
    return sequence, full


def main():
    given = steady.options(__doc__, "bytes of a message, 12 or more")
    stop = steady.Stop(given.seconds)
    filler = steady.filler_of(given.size)
    memory = membridge.SharedMemory.create(given.name, given.capacity + 24)
    try:
        ring = memory.spsc()
        sent, full = produce(ring, filler, stop, given.burst, given.pause)
        seconds = stop.elapsed()
        # Somebody who asked for the end is not kept waiting for a consumer.
        end = time.monotonic() + (1 if stop.asked else DRAIN_S)
        ended = push_until(ring, steady.END, end)
        steady.report(sent=sent, full=full, ended=ended, seconds=seconds, bytes=sent * (steady.HEAD.size + len(filler)))
        while not ring.is_empty() and time.monotonic() < end:
            time.sleep(0.01)
    finally:
        steady.remove(given.name)


if __name__ == "__main__":
    main()
