#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""region_consumer.py NAME: reads what region_producer.py writes, and prints it with the cursor as JSON."""
import json
import sys

import membridge


def main():
    view = membridge.SharedMemory.open(sys.argv[1]).map()
    scalars = [view.read(tag) for tag in ("str", "int", "float", "bool")]
    lists = view.read_mixed([("str", 3), ("float", 3), ("bool", 3)])
    print(json.dumps({"scalars": scalars, "lists": lists, "cursor": view.tell(), "readers": view.reader_count(),
                      "write_locked": view.is_write_locked(), "size": view.size()}))


if __name__ == "__main__":
    main()
