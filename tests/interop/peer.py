#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""peer.py: does on membridge what JSON lines on its input ask, and answers each with a JSON line.

{"open": NAME}, {"create": NAME, "size": N} take a segment; {"view": METHOD, "args": […]} and {"ring": METHOD, "args": […]} call a
method of its region or ring; {"remove": NAME}. Bytes are {"bytes": "00ff"}, unusual floats {"float": "inf"}. The answer is {"is": VALUE} or
{"error": TYPE, "text": …}.
"""
import json
import math
import sys

import membridge


def from_json(value):
    if isinstance(value, dict):
        return bytes.fromhex(value["bytes"]) if "bytes" in value else float(value["float"])
    if isinstance(value, list):
        return [from_json(item) for item in value]
    return value


def to_json(value):
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": repr(value)}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    return value


class Peer:
    def __init__(self):
        self.memory = None
        self.sides = {}

    def take(self, memory):
        self.memory = memory
        self.sides = {}
        return memory.size()

    def side(self, kind):
        # Made once: a second map() of a creator would reset the lock, a second spsc() the ring.
        if kind not in self.sides:
            self.sides[kind] = self.memory.map() if kind == "view" else self.memory.spsc()
        return self.sides[kind]

    def answer(self, request):
        if "create" in request:
            return self.take(membridge.SharedMemory.create(request["create"], request["size"]))
        if "open" in request:
            return self.take(membridge.SharedMemory.open(request["open"]))
        if "remove" in request:
            return membridge.SharedMemory.remove(request["remove"])
        kind = "view" if "view" in request else "ring"
        arguments = [from_json(argument) for argument in request.get("args", [])]
        if request[kind].endswith("_mixed") and request[kind] != "write_mixed":
            arguments[0] = [tuple(field) for field in arguments[0]]  # JSON has no tuples, and schemas want them
        return getattr(self.side(kind), request[kind])(*arguments)


def main():
    peer = Peer()
    for line in sys.stdin:
        try:
            answer = {"is": to_json(peer.answer(json.loads(line)))}
        except Exception as error:  # whatever it is, the other side wants to know
            answer = {"error": type(error).__name__, "text": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
