#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""verify_side.py NAME produce|consume COUNT: verify payloads (app/cli/README.md) through the wheel; consume says how many were good."""
import struct
import sys
import time

import membridge

HEAD = struct.Struct("<QQII")


def checksum(data):
    result = 0xFFFFFFFF
    for byte in data:
        result ^= byte
        for _ in range(8):
            result = (result >> 1) ^ (0x82F63B78 if result & 1 else 0)
    return result ^ 0xFFFFFFFF


def payload(sequence):
    size = 32 + sequence % 40
    rest = HEAD.pack(sequence, time.monotonic_ns(), size, 0) + bytes(size - 32)
    return struct.pack("<II", 5, checksum(rest)) + rest


def is_good(message, sequence):
    _, stated = struct.unpack_from("<II", message)
    number, t_ns, size, zero = HEAD.unpack_from(message, 8)
    return (stated == checksum(message[8:]) and number == sequence and size == len(message) and zero == 0
            and t_ns <= time.monotonic_ns())


def patiently(attempt):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        result = attempt()
        if result is not None and result is not False:
            return result
        time.sleep(0.0001)
    sys.exit("no progress for 60 s")


def main():
    name, side, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    ring = membridge.SharedMemory.open(name).spsc()
    good = 0
    for sequence in range(count):
        if side == "produce":
            message = payload(sequence)
            patiently(lambda: ring.push(message))
        else:
            good += is_good(patiently(ring.pop), sequence)
    if side == "consume":
        print(good, "good")


if __name__ == "__main__":
    main()
