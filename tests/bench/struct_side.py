#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""struct_side.py FORMAT FILE MILLISECONDS CORE: ns that CPython takes to unpack one message, in its fastest form: a compiled Struct."""
import os
import struct
import sys
import time


def main():
    form, path, milliseconds, core = sys.argv[1:]
    if int(core) >= 0:
        os.sched_setaffinity(0, [int(core)])
    with open(path, "rb") as file:
        data = file.read()
    compiled = struct.Struct(form)
    unpack = compiled.unpack_from
    offsets = list(range(0, len(data), compiled.size))
    for offset in offsets:
        unpack(data, offset)
    messages = 0
    start = time.perf_counter_ns()
    while True:
        for offset in offsets:
            unpack(data, offset)
        messages += len(offsets)
        took = time.perf_counter_ns() - start
        if took >= float(milliseconds) * 1e6:
            break
    print(took / messages)


if __name__ == "__main__":
    main()
