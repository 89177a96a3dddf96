#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pops the messages of steady_producer.py at full speed, checks each, and prints the counts as JSON in the end."""
import time

import steady

ROUND = 256
# The end of the stream is shorter than any message.
END_LENGTH = 4 + len(steady.END)


class Counts:
    def __init__(self):
        self.messages = self.bytes = self.lost = self.out_of_order = self.corrupt = 0
        self.first = self.expected = None

    def take(self, message):
        self.messages += 1
        self.bytes += len(message)
        sequence, checksum = steady.HEAD.unpack_from(message)
        if checksum != steady.checksum(sequence, message[steady.HEAD.size:]):
            self.corrupt += 1
            return
        if self.expected is None:
            self.first = self.expected = sequence
        if sequence > self.expected:
            self.lost += sequence - self.expected
        elif sequence < self.expected:
            self.out_of_order += 1
        self.expected = sequence + 1


def consume(ring, counts, stop):
    pop, take = ring.pop, counts.take
    while not stop:
        for _ in range(ROUND):
            message = pop()
            if message is None:
                time.sleep(0)
                break
            if len(message) == END_LENGTH:
                return True
            take(message)
    return False


def main():
    given = steady.options(__doc__, "ignored")
    stop = steady.Stop(given.seconds)
    ring = steady.open_when_there(given.name, given.wait, steady.ring_of)
    counts = Counts()
    ended = consume(ring, counts, stop)
    steady.report(messages=counts.messages, bytes=counts.bytes, lost=counts.lost, out_of_order=counts.out_of_order,
                  corrupt=counts.corrupt, first=counts.first, ended=ended, seconds=stop.elapsed())


if __name__ == "__main__":
    main()
