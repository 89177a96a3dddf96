#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""single_process.py NAME: two views of one region of 1024 bytes in one process; prints what the second reads as JSON.

Leaves the segment there, for whoever wants to compare the bytes.
"""
import json
import sys

import membridge

SIZE = 1024


def main():
    memory = membridge.SharedMemory.create(sys.argv[1], SIZE)
    writer = memory.map()
    reader = membridge.SharedMemory.open(sys.argv[1]).map()
    for value in ("hello", 99, 1.5, False):
        writer.write(value)
    result = {"scalars": [reader.read(tag) for tag in ("str", "int", "float", "bool")], "cursor": reader.tell()}

    writer.seek()
    writer.write_mixed([["a", "b"], [1, 2], [0.5], [True]])
    reader.seek()
    result["mixed"] = reader.read_mixed([("str", 2), ("int", 2), ("float", 1), ("bool", 1)])
    result["before_zero"] = reader.read_range(0, 4).hex()
    writer.zero()
    result["after_zero"] = reader.read_range(0, 4).hex()
    result["all_zero"] = reader.read_all() == bytes(SIZE - 4)

    writer.seek()
    writer.write("end")
    result["writer_cursor"] = writer.tell()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
