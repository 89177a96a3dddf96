#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""region_producer.py NAME: makes a region of 4096 bytes, writes greetings and numbers, holds it until its input ends."""
import sys

import membridge

SIZE = 4096


def main():
    memory = membridge.SharedMemory.create(sys.argv[1], SIZE)
    view = memory.map()
    for value in ("Hello from producer!", 42, 3.14, True):
        view.write(value)
    view.write_mixed([["Hello", "from", "producer"], [0.92, 0.87, 0.95], [True, False, True]])
    print(view.tell(), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
