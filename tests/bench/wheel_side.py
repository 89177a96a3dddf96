#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""wheel_side.py SIDE NAME SIZE COUNT CORE: one side of a ring, in membridge 1.0.0; what "membridge_bench --side" does."""
import os
import sys
import time

import membridge

NUMBERS = 16


def produce(ring, size, count):
    messages = [number.to_bytes(8, "little") + bytes(size - 8) for number in range(NUMBERS)]
    push = ring.push
    left = count
    while left >= NUMBERS:
        for message in messages:
            while not push(message):
                pass
        left -= NUMBERS
    for message in messages[:left]:
        while not push(message):
            pass


def consume(ring, size, count):
    pop = ring.pop
    numbers = range(NUMBERS)
    print("ready", flush=True)
    message = pop()
    while message is None:
        message = pop()
    start = time.perf_counter_ns()
    wrong = int(message[0] != 0 or len(message) != size)
    got = 1
    while got < count:
        for number in numbers[got % NUMBERS :][: count - got]:
            message = pop()
            while message is None:
                message = pop()
            if message[0] != number:
                wrong += 1
            got += 1
    print(time.perf_counter_ns() - start, wrong)


def main():
    side, name, size, count, core = sys.argv[1:]
    if int(core) >= 0:
        os.sched_setaffinity(0, [int(core)])
    ring = membridge.SharedMemory.open(name).spsc()
    (produce if side == "produce" else consume)(ring, int(size), int(count))


if __name__ == "__main__":
    main()
