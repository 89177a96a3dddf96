#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""ring_consumer.py NAME: pops what ring_producer.py pushes, waiting for each message, and prints it as JSON."""
import json
import sys
import time

import membridge

PATIENCE_S = 20


def wait_for(pop):
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        message = pop()
        if message is not None:
            return message
        time.sleep(0)
    sys.exit("no message came")


def main():
    ring = membridge.SharedMemory.open(sys.argv[1]).spsc()
    messages = [wait_for(lambda: ring.pop("str")) for _ in range(4)]
    messages.append(wait_for(lambda: ring.pop_mixed([("float", 3)])))
    messages.append(wait_for(lambda: ring.pop_mixed([("str", 1), ("float", 1), ("bool", 1)])))
    messages.append(wait_for(lambda: ring.pop("str")))
    print(json.dumps({"messages": messages, "empty": ring.is_empty(), "capacity": ring.capacity()}))


if __name__ == "__main__":
    main()
