#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""differential.py NAME…: the wheel's side of tst_interop_differential and …_differences, many calls a line.

Each input line is a JSON list of calls, each answer a JSON list of as many results. A call is [OPERATION, OBJECT, ARGUMENT…]; `@N` is the
N-th NAME. Beyond JSON's own types: {"f": the 8 bytes of a float}, {"b": bytes}, {"i": an int of any size}, {"s": UTF-8 that may hold
surrogates}. A failed call gives {"e": exception type, "t": its text}.
"""
import json
import struct
import sys

import membridge

DOUBLE = struct.Struct("<d")
REGION_CALLS = ("read_all", "zero", "tell", "size", "reader_count", "is_write_locked", "read", "read_range", "seek")
RING_CALLS = ("used", "free", "capacity", "is_empty", "is_full", "pop")


def from_wire(value):
    if isinstance(value, list):
        return [from_wire(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    if kind == "f":
        return DOUBLE.unpack(bytes.fromhex(text))[0]
    if kind == "b":
        return bytes.fromhex(text)
    return int(text) if kind == "i" else bytes.fromhex(text).decode("utf-8", "surrogatepass")


def to_wire(value):
    if isinstance(value, float):
        return {"f": DOUBLE.pack(value).hex()}
    if isinstance(value, bytes):
        return {"b": value.hex()}
    if isinstance(value, list):
        return [to_wire(item) for item in value]
    return value


class Wheel:
    def __init__(self, names):
        self.names = names
        self.memories = {}
        self.objects = {}
        self.calls = {
            "create": self.create,
            "open": self.open,
            "remove": lambda _, name: membridge.SharedMemory.remove(self.name(name)),
            "map": self.map,
            "spsc": self.spsc,
            "write": lambda view, value, *at: self.objects[view].write(from_wire(value), *at),
            "write_mixed": lambda view, items, *at: self.objects[view].write_mixed(from_wire(items), *at),
            "read_mixed": lambda view, schema, *at: self.objects[view].read_mixed([tuple(field) for field in schema], *at),
            "word": self.word,
            "push": lambda ring, value: self.objects[ring].push(from_wire(value)),
            "pop_mixed": lambda ring, schema: self.objects[ring].pop_mixed([tuple(field) for field in schema]),
            "push_many": self.push_many,
            "pop_many": self.pop_many,
            "bytes": self.bytes,
            "names": self.rename,
        }
        for name in REGION_CALLS + RING_CALLS:
            self.calls.setdefault(name, lambda it, *arguments, name=name: getattr(self.objects[it], name)(*arguments))

    def rename(self, _, *names):
        self.names = names

    def name(self, text):
        return self.names[int(text[1:])] if text.startswith("@") else text

    def take(self, handle, memory):
        self.memories[handle] = memory
        return memory.size()

    def create(self, handle, name, size):
        return self.take(handle, membridge.SharedMemory.create(self.name(name), size))

    def open(self, handle, name):
        return self.take(handle, membridge.SharedMemory.open(self.name(name)))

    def map(self, view, handle):
        self.objects[view] = self.memories[handle].map()
        return self.objects[view].size()

    def spsc(self, ring, handle):
        self.objects[ring] = self.memories[handle].spsc()
        return self.objects[ring].capacity()

    def file(self, name, mode):
        return open("/dev/shm" + self.name(name), mode, buffering=0)

    def word(self, view, name, word):
        """What the view says of a lock word that somebody left there."""
        with self.file(name, "r+b") as file:
            file.write(word.to_bytes(4, "little", signed=True))
            said = [self.objects[view].reader_count(), self.objects[view].is_write_locked()]
            file.seek(0)
            file.write(bytes(4))
        return said

    def push_many(self, ring, values):
        """One by one until one has no room; how many had."""
        for pushed, value in enumerate(values):
            if not self.objects[ring].push(from_wire(value)):
                return pushed
        return len(values)

    def pop_many(self, ring, most):
        payloads = []
        while len(payloads) < most and (payload := self.objects[ring].pop()) is not None:
            payloads.append(payload)
        return payloads

    def bytes(self, _, name):
        with self.file(name, "rb") as file:
            return file.read()

    def answer(self, call):
        try:
            return to_wire(self.calls[call[0]](*call[1:]))
        except Exception as error:  # whatever it is, the other side compares it
            return {"e": type(error).__name__, "t": str(error)}


def main():
    wheel = Wheel(sys.argv[1:])
    for line in sys.stdin:
        print(json.dumps([wheel.answer(call) for call in json.loads(line)]), flush=True)


if __name__ == "__main__":
    main()
