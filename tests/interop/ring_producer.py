#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ring_producer.py NAME: makes a ring of 1024 bytes, pushes seven messages, holds it until its input ends."""
import sys

import membridge

CAPACITY = 1024


def main():
    memory = membridge.SharedMemory.create(sys.argv[1], CAPACITY + 24)
    ring = memory.spsc()
    messages = [f"msg-{number}" for number in range(4)] + [[1.0, 2.0, 3.0], ["Hello", 0.92, True], "__EOF__"]
    for message in messages:
        assert ring.push(message), f"no room for {message}"
    print(ring.used(), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
