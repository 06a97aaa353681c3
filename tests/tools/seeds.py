#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every test program that draws random numbers with many seeds.

  seeds.py BUILD [--count N] [--first I] [NAME...]

The programs are found, not listed: the tests of meson's build folder whose
executable has a source that calls GLib's g_test_rand_* functions or
tests/support's test_rand_new, except those of the suite "slow". Each runs as
meson would run it (arguments, environment, memory that is filled with some byte
before and after its use), with --seed in front of the others, on a CPU of its
own, so that two programs don't keep each other's threads from working; those of
SPREAD, whose subject is threads, on all CPUs. Of many cases of the same kind a
run takes one in STEP, drawn by the seed (tests/support/measure.h).
Seed number I is always the same one, so that a failure can be repeated; NAMEs
limit what is run. Prints TAP, one point for each test, and for a failure the
command that shows it again.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import queue
import re
import subprocess
import sys
import time
from pathlib import Path

COUNT = 200
STEP = 4
SPREAD = {"base-threads"}
TIMEOUT_S = 600  # for one run of a program
DRAWS = re.compile(r"\bg_test_rand_\w+ \(|\btest_rand_new \(\)")
DEFINES = re.compile(r"^test_rand_new \(void\)", re.MULTILINE)
TAIL_LINES = 12


def seed(number):
    """Returns seed number NUMBER in the form that GLib's --seed takes."""
    return "R02S" + hashlib.md5(str(number).encode()).hexdigest()


def draws(path):
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    return bool(DRAWS.search(text)) and not DEFINES.search(text)


def seeded_tests(build):
    """Returns meson's entries of the tests to run, by name."""
    info = build / "meson-info"
    targets = json.loads((info / "intro-targets.json").read_text())
    programs = {
        target["filename"][0]
        for target in targets
        if target["type"] == "executable"
        and any(
            draws(path)
            for group in target["target_sources"]
            for path in group.get("sources", [])
            if path.endswith(".c")
        )
    }
    tests = json.loads((info / "intro-tests.json").read_text())
    return {
        test["name"]: test
        for test in tests
        if test["cmd"][0] in programs
        and not any(suite.endswith("slow") for suite in test["suite"])
    }


def command(test, number):
    """Returns the test's command with this seed, and without the seed that the
    test may be given by itself."""
    args = list(test["cmd"])
    if "--seed" in args:
        at = args.index("--seed")
        del args[at : at + 2]
    return [args[0], "--seed", seed(number), *args[1:]]


def run(test, number):
    """Returns None, or what a failed run printed at its end."""
    try:
        result = subprocess.run(
            command(test, number),
            env={
                **os.environ,
                **test["env"],
                "SMOOTH_TEST_STEP": str(STEP),
                "MALLOC_PERTURB_": str(1 + number % 255),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end after {TIMEOUT_S} s"
    if result.returncode == 0:
        return None
    text = result.stdout.decode(errors="replace").splitlines()
    return "\n".join(text[-TAIL_LINES:] + [f"exit status {result.returncode}"])


def run_on_cpu(test, number, cpus, free):
    """Does what run () does on one of the CPUs in the queue FREE, or on all CPUS.
    A program runs on the CPUs of the thread that starts it."""
    cpu = free.get()
    os.sched_setaffinity(0, cpus if test["name"] in SPREAD else {cpu})
    try:
        return run(test, number)
    finally:
        free.put(cpu)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    tests = seeded_tests(options.build)
    names = options.names or sorted(tests)
    numbers = range(options.first, options.first + options.count)
    cpus = os.sched_getaffinity(0)
    free = queue.SimpleQueue()
    n_failed = 0

    if not tests:
        sys.exit("seeds.py: no test here draws random numbers")
    for cpu in cpus:
        free.put(cpu)
    print(f"1..{len(names)}", flush=True)
    with concurrent.futures.ThreadPoolExecutor(len(cpus)) as pool:
        for point, name in enumerate(names, 1):
            test = tests[name]
            start = time.monotonic()
            outputs = list(pool.map(
                lambda number: run_on_cpu(test, number, cpus, free), numbers))
            failures = [i for i in range(len(outputs)) if outputs[i] is not None]
            for i in failures[:3]:
                print("# " + " ".join(command(test, numbers[i])))
                print(re.sub("^", "#   ", outputs[i], flags=re.MULTILINE))
            print(
                f"{'not ok' if failures else 'ok'} {point} - {name}: "
                f"{len(failures)} of {len(outputs)} seeds failed, "
                f"{time.monotonic() - start:.0f} s",
                flush=True,
            )
            n_failed += bool(failures)
    sys.exit(n_failed > 0)


if __name__ == "__main__":
    main()
