#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""greedy_reader.py NAME: reads the whole of a region again and again, so that it holds the read lock most of the time."""
import sys

import membridge


def main():
    view = membridge.SharedMemory.open(sys.argv[1]).map()
    print("ready", flush=True)
    while True:
        view.read_all()


if __name__ == "__main__":
    main()
