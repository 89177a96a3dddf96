# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the same file of 1 GiB in shared memory with Membridge Scope, okteta and wxHexEditor, on the X display that it is run on, and says how
long each takes to show it and to find bytes at its end, and what memory that costs: as figures and as ratios to ours.

    xvfb-run -a -s "-screen 0 1400x1000x24" python3 beside_hex_editors.py build/release/app/membridge-scope
"""

import argparse
import collections
import glob
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

NAME = f"bench-hex-editors-{os.getpid()}"
PATH = "/dev/shm/" + NAME
SPARSE = NAME + "-sparse"
SPARSE_SIZE = 4 << 30
NEEDLE = bytes.fromhex("9d1e5a7c03f24b86e1c8")
MIB = 1024 * 1024
# Version 0.24 of Debian 12 goes to bytes that are not those looked for, whichever way it is asked: how long that takes says nothing.
MISLED = {"wxHexEditor"}
EMPTY, LARGE = "ours, empty window", "ours, 4 GiB sparse"


def write_file(size):
    """Random bytes without a page missing; what is looked for ends them."""
    piece = random.Random(1).randbytes(16 * MIB).replace(NEEDLE[:4], bytes(4))
    with open(PATH, "wb") as file:
        left = size - len(NEEDLE)
        while left > 0:
            left -= file.write(piece[:left])
        file.write(NEEDLE)


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout


def screen():
    """Every seventh pixel of what is on the display."""
    picture = memoryview(run("xwd", "-root", "-silent"))
    start = int.from_bytes(picture[0:4], "big") + 12 * int.from_bytes(picture[76:80], "big")
    return bytes(picture[start:][: (len(picture) - start) // 4 * 4].cast("I")[::7])


def pixels(picture):
    return memoryview(picture).cast("I")


def differing(one, other):
    return 0 if one == other else sum(a != b for a, b in zip(pixels(one), pixels(other)))


def windows_of(pid):
    return run("xdotool", "search", "--onlyvisible", "--pid", str(pid)).split()


def runnable(pid):
    """Those of the program's threads that have a processor, or wait for one."""
    threads = set()
    for stat in glob.glob(f"/proc/{pid}/task/*/stat"):
        try:
            with open(stat, encoding="ascii", errors="replace") as file:
                if file.read().rpartition(")")[2].split()[0] == "R":
                    threads.add(stat)
        except OSError:
            pass  # it has ended
    return threads


def memory(pid):
    """Resident bytes now and at the most; pages of the file that are mapped are not the program's own."""
    sizes = {}
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        for line in file:
            key, _, value = line.partition(":")
            if key in ("VmRSS", "VmHWM", "RssShmem"):
                sizes[key] = int(value.split()[0]) * 1024
    return {"resident": sizes["VmRSS"], "most": sizes["VmHWM"], "of it mapped from shared memory": sizes["RssShmem"]}


def wait_until_calm(pid, seconds):
    """Waits until for a second no thread of the program had something to do most of the time, and next to nothing changed on the screen; since
    when, or nothing. Looking at what threads want, not at what they get, makes a busy machine look slow rather than the program fast."""
    deadline = time.monotonic() + seconds
    since, picture, samples, busy = time.monotonic(), screen(), 0, collections.Counter()
    while time.monotonic() < deadline:
        time.sleep(0.02)
        now, picture_now = time.monotonic(), screen()
        samples += 1
        busy.update(runnable(pid))
        working = samples >= 5 and max(busy.values(), default=0) > samples / 2
        if working or differing(picture, picture_now) > 400:
            since, picture, samples, busy = now, picture_now, 0, collections.Counter()
        elif now - since >= 1 and samples >= 5:
            return since
    return None


def when_complete(pictures):
    """When most pixels that changed at all had the value that they have in the end."""
    first, last = pixels(pictures[0][1]), pixels(pictures[-1][1])
    changing = [at for at in range(len(last)) if first[at] != last[at]]
    for moment, picture in pictures:
        now = pixels(picture)
        if sum(now[at] == last[at] for at in changing) >= 0.95 * len(changing):
            return moment
    return pictures[-1][0]


def measure(command, seconds, finds):
    """One start: the figures, in seconds and bytes. Nothing where a figure could not be had."""
    figures = {}
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_RUNTIME_DIR=home, LANG="C.UTF-8", QT_LOGGING_RULES="*=false")
        pictures = [(0.0, screen())]
        began = time.monotonic()
        program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            deadline = began + seconds
            while not windows_of(program.pid):
                if time.monotonic() > deadline or program.poll() is not None:
                    return None
                time.sleep(0.005)
            figures["window"] = time.monotonic() - began
            while time.monotonic() < deadline:
                pictures.append((time.monotonic() - began, screen()))
                if len(pictures) > 12 and all(differing(each[1], pictures[-1][1]) < 400 for each in pictures[-12:]):
                    break
            if wait_until_calm(program.pid, seconds) is None:
                return None
            pictures.append((time.monotonic() - began, screen()))
            figures["complete"] = when_complete(pictures)
            figures["memory"] = memory(program.pid)
            if finds:
                find(program.pid, figures, seconds)
            figures["memory after finding"] = memory(program.pid)
        finally:
            program.send_signal(signal.SIGKILL)
            program.wait()
            time.sleep(0.3)
    return figures


def find(pid, figures, seconds):
    """By the keys that all of them take: Ctrl+F, what to look for in hex, Return."""
    before = screen()
    run("xdotool", "key", "ctrl+f")
    time.sleep(1)
    # All but the last digit beforehand: who begins while it is typed has nothing to find yet.
    run("xdotool", "type", "--delay", "5", NEEDLE.hex()[:-1])
    time.sleep(1)
    began = time.monotonic()
    run("xdotool", "type", NEEDLE.hex()[-1])
    run("xdotool", "key", "Return")
    ended = wait_until_calm(pid, seconds)
    # Calm at once: it was never asked, or had nothing to do.
    if ended is None or ended - began < 0.02 or differing(before, screen()) < 400:
        return
    figures["find"] = ended - began


def median(runs, *path):
    values = []
    for figures in runs:
        for key in path:
            figures = figures.get(key) if figures else None
        if figures is not None:
            values.append(figures)
    return statistics.median(values) if values else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scope", help="the program of this tree")
    parser.add_argument("--size", type=int, default=1024, help="of the file, in MiB (default: %(default)s)")
    parser.add_argument("--repetitions", type=int, default=3, help="starts of each (default: %(default)s)")
    parser.add_argument("--json", help="where the single figures go")
    options = parser.parse_args()
    for tool in ("xwd", "xdotool", "openbox"):
        if not shutil.which(tool):
            sys.exit(f"beside_hex_editors: {tool} is not installed")

    # The last two are for what a segment costs that is large but has no pages.
    alone = {EMPTY: [options.scope], LARGE: [options.scope, "/" + SPARSE, "--layout", "region"]}
    contenders = {"ours": [options.scope, "/" + NAME]}
    for name, program in {"okteta": "okteta", "wxHexEditor": "wxHexEditor"}.items():
        if shutil.which(program):
            contenders[name] = [program, PATH]
        else:
            print(f"{name} is not installed: left out")
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    contenders |= alone
    runs = {name: [] for name in contenders}
    try:
        write_file(options.size * MIB)
        with open("/dev/shm/" + SPARSE, "wb") as file:
            file.truncate(SPARSE_SIZE)
        time.sleep(1)
        for _ in range(options.repetitions):
            for name, command in random.sample(list(contenders.items()), len(contenders)):
                figures = measure(command, 60, name not in MISLED and name not in alone)
                runs[name].append(figures)
                print(f"{name}: {figures}" if figures else f"{name}: no window", flush=True)
        blocks = os.stat("/dev/shm/" + SPARSE).st_blocks
    finally:
        manager.terminate()
        manager.wait()
        for path in (PATH, "/dev/shm/" + SPARSE):
            if os.path.exists(path):
                os.remove(path)
    report(runs, options)
    report_sparse(runs, blocks)


def report_sparse(runs, blocks):
    empty, large = runs[EMPTY], runs[LARGE]
    later = (median(large, "complete") or 0) - (median(empty, "complete") or 0)
    grown = (median(large, "memory", "resident") or 0) - (median(empty, "memory", "resident") or 0)
    print(
        f"\nA segment of 4 GiB without a page: on screen {later * 1000:.0f} ms after the empty window, {grown / MIB:.1f} MiB more resident, "
        f"{blocks} blocks of it allocated"
    )


def report(runs, options):
    rows = [
        ("window visible, s", ("window",), 1),
        ("bytes on screen, s", ("complete",), 1),
        ("resident, MiB", ("memory", "resident"), MIB),
        ("resident at the most, MiB", ("memory after finding", "most"), MIB),
        ("find, s", ("find",), 1),
    ]
    print(f"\nThe same file of {options.size} MiB; medians of {options.repetitions} starts, and how many times ours\n")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"MiB": options.size, "runs": runs}, file, indent=1)
    runs = {name: each for name, each in runs.items() if name not in (EMPTY, LARGE)}
    print(f"{'':28}" + "".join(f"{name:>22}" for name in runs))
    for title, path, unit in rows:
        ours = median(runs["ours"], *path)
        line = f"{title:28}"
        for each in runs.values():
            value = median(each, *path)
            text = "not measured" if value is None else f"{value / unit:.2f}"
            if value is not None and ours and each is not runs["ours"]:
                text += f" ({value / ours:.2f}x)"
            line += f"{text:>22}"
        print(line)
    for name in sorted(MISLED & set(runs)):
        print(f"\nFind was not measured for {name}: it stops at other bytes than those looked for.")
    print("\nFind: from the last key until the program rests, to some 30 ms. Ours lists all hits, the others stop at the first one.")


if __name__ == "__main__":
    main()
