# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pushes COUNT numbered messages into the ring NAME: a stand-in for the program under test. Usage: python_producer.py NAME COUNT"""
import sys
import time

import membridge

GIVE_UP_S = 10


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    ring = membridge.SharedMemory.open(name).spsc()
    end = time.monotonic() + GIVE_UP_S
    for number in range(count):
        while not ring.push(number.to_bytes(8, "little")):
            if time.monotonic() >= end:
                sys.exit("the ring stayed full")
            time.sleep(0.001)


main()
