#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes golden segments with membridge 1.0.0 (the published wheel): whole-segment bytes and what they hold.

Usage: make_vectors.py [FILE]   (default: membridge-1.0.0.json beside this script)
"""
import json
import math
import os
import pathlib
import struct
import sys

import membridge

NAME = f"/membridge-vectors-{os.getpid()}"
OUT = {"producer": "membridge 1.0.0 wheel, Linux x86_64, little endian", "regions": [], "rings": []}


def raw():
    with open("/dev/shm" + NAME, "rb") as segment:
        return segment.read()


def as_json(value):
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value


def packed(data):
    """Runs of 16 zeros and more become "z<count>", everything else hex; the parts are separated by blanks."""
    parts, begin = [], 0
    while begin < len(data):
        end = begin
        while end < len(data) and data[end] == 0:
            end += 1
        if end - begin >= 16:
            parts.append(f"z{end - begin}")
            begin = end
            continue
        end = begin
        while end < len(data) and data[end:end + 16] != bytes(16):
            end += 1
        parts.append(data[begin:end].hex())
        begin = end
    return " ".join(parts)


def region(name, size, ops, schema, note="", seek=None):
    memory = membridge.SharedMemory.create(NAME, size)
    try:
        view = memory.map()
        for op, *args in ops:
            getattr(view, op)(*args)
        # A second map() on the creator's handle would reset the lock word: the reader opens its own.
        reader_memory = membridge.SharedMemory.open(NAME)
        reader = reader_memory.map()
        segment = raw()
        if seek:
            reader.seek(seek)
        values = reader.read_mixed(schema) if schema else None
        OUT["regions"].append({
            "name": name, "size": size, "ops": [[op, *map(as_json, args)] for op, *args in ops],
            "cursor_after": view.tell(), "schema": schema, "read_offset": seek or 0,
            "values": as_json(values) if schema else None, "cursor_after_read": reader.tell(),
            "segment_hex_rle": packed(segment), "note": note})
    finally:
        membridge.SharedMemory.remove(NAME)


def perform_ring_op(queue, op, args):
    if op == "push":
        return ["push", as_json(args[0]), queue.push(args[0])]
    result = getattr(queue, op)(*args)
    return [op, args[0] if args else None, as_json(result)]


def pending_payloads(segment, head, tail, capacity):
    data, position, payloads = segment[24:], head, []

    def take(begin, count):
        return bytes(data[(begin + i) % capacity] for i in range(count))

    while position < tail:
        length = struct.unpack("<I", take(position, 4))[0]
        payloads.append(take(position + 4, length).hex())
        position += 4 + length
    return payloads


def ring(name, capacity, ops, note=""):
    memory = membridge.SharedMemory.create(NAME, capacity + 24)
    try:
        queue = memory.spsc()
        log = [perform_ring_op(queue, op, args) for op, *args in ops]
        segment = raw()
        head, tail = struct.unpack("<QQ", segment[:16])
        OUT["rings"].append({
            "name": name, "capacity": capacity, "ops": log, "head": head, "tail": tail,
            "state": {"used": queue.used(), "free": queue.free(), "capacity": queue.capacity(),
                      "is_empty": queue.is_empty(), "is_full": queue.is_full()},
            "pending_payloads_hex": pending_payloads(segment, head, tail, capacity),
            "segment_hex_rle": packed(segment), "note": note})
    finally:
        membridge.SharedMemory.remove(NAME)


def all_regions():
    region("readme_quick_start", 4096,
           [("write", "Hello from A!"), ("write", 42), ("write", 3.14), ("write", True)],
           [("str", 1), ("int", 1), ("float", 1), ("bool", 1)])
    region("example_producer", 4096,
           [("write", "Hello from producer!"), ("write", 42), ("write", 3.14), ("write", True),
            ("write_mixed", [["Hello", "from", "producer"], [0.92, 0.87, 0.95], [True, False, True]])],
           [("str", 1), ("int", 1), ("float", 1), ("bool", 1), ("str", 3), ("float", 3), ("bool", 3)])
    region("smallest_region", 5, [("write", True)], [("bool", 1)], "one data byte")
    region("int_extremes", 64, [("write", -2**63), ("write", 2**63 - 1), ("write", 0), ("write", -1)], [("i64", 4)])
    region("float_specials", 64,
           [("write", float("inf")), ("write", float("-inf")), ("write", -0.0), ("write", 5e-324)], [("f64", 4)])
    region("utf8", 256, [("write", "żółć 中文 🚀"), ("write", ""), ("write", "a\x00b")], [("str", 3)],
           "embedded NUL, empty string, four-byte code point")
    region("raw_bytes_fixed_tags", 64, [("write", struct.pack("<fiBIQ", 1.5, -7, 200, 4000000000, 2**64 - 1))],
           [("f32", 1), ("i32", 1), ("u8", 1), ("u32", 1), ("u64", 1)], "unaligned fixed-width fields")
    region("invalid_utf8", 64, [("write", struct.pack("<I", 4) + b"\xff\xfeok")], [("str", 1)],
           "the peer decodes lossily: U+FFFD for each bad sequence")
    region("explicit_offset_keeps_cursor", 64, [("write", 1), ("write", 7, 32), ("write", 2)], [("int", 2)],
           "offset writes do not move the cursor")
    region("seek_and_overwrite", 64, [("write", 1), ("write", 2), ("seek", 8), ("write", 99)], [("int", 2)])
    region("nested_and_flat_mixed", 128, [("write_mixed", [["a", "bc"], 5, [1.25], False, b"\x01\x02"])],
           [("str", 2), ("int", 1), ("float", 1), ("bool", 1), ("u8", 2)])
    region("bool_nonzero_is_true", 16, [("write", b"\x02\x00\xff")], [("bool", 3)])


def all_rings():
    ring("empty", 64, [])
    ring("example_spsc", 1024,
         [("push", f"msg-{i}") for i in range(4)]
         + [("push", [1.0, 2.0, 3.0]), ("push", ["Hello", 0.92, True]), ("push", "__EOF__")])
    ring("popped_halfway", 64, [("push", 1), ("push", 2), ("push", "three"), ("pop", "int"), ("pop", "int")])
    ring("wrapped_payload", 64, [("push", b"x" * 40), ("pop",), ("push", bytes(range(40)))],
         "the second payload wraps over the end of the data area")
    ring("wrapped_length_prefix", 32, [("push", b"a" * 26), ("pop",), ("push", b"\x11\x22\x33")],
         "the u32 length itself wraps (starts at data byte 30)")
    ring("exactly_full", 32, [("push", b"b" * 28)], "is_full; the next push returns False")
    ring("full_refuses", 32, [("push", b"c" * 20), ("push", b"d" * 20)],
         "second push returns False and changes nothing")
    ring("empty_payload", 32, [("push", b""), ("push", [])], "zero-length payloads are legal frames of 4 bytes")
    ring("capacity_one_byte_frames", 8, [("push", b"z"), ("pop",), ("push", b"y")])
    ring("many_laps", 64, [op for i in range(200) for op in (("push", i), ("pop", "int"))] + [("push", [7, 8])],
         "indices are monotonic: head = 2400 after 200 laps, masked only to address the data")


def main():
    default = pathlib.Path(__file__).with_name("membridge-1.0.0.json")
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    all_regions()
    all_rings()
    with open(target, "w", encoding="ascii") as file:
        json.dump(OUT, file, indent=1, ensure_ascii=True)
    print(f"{len(OUT['regions'])} regions, {len(OUT['rings'])} rings")


if __name__ == "__main__":
    main()
