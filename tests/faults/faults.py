#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call to the system fails in each run of the engine: the n-th open, mmap,
thread, allocation of 64 KiB and more, or allocation that may be refused, n = 1,
2, ... until a run gets by without a failed call.

Each time the engine either does without what was refused, with the same pixels,
or it ends with an error that says so; then it does the same again, with the
same pixels. It never crashes. What GLib's g_malloc asks for is not let fail
below 64 KiB: GLib ends the program then. What grows with a picture or a file is
larger, so g_malloc is not for that. Speaks TAP.

Usage: faults.py PROGRAM SHIM WEIGHTS-FOLDER
"""
import concurrent.futures
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

# Each kind of call, with the codes of SmoothError in which its failure may
# end.
IO, NO_MEMORY = 0, 4
KINDS = {"open": {IO}, "mmap": {NO_MEMORY}, "thread": {NO_MEMORY},
         "allocate": {NO_MEMORY}, "try": {NO_MEMORY}}
MAX_CALLS = 5000  # calls of one kind in a run: more would mean an endless loop
PATIENCE_S = 120


class Answer:
    def __init__(self, ended, report):
        self.status = ended.returncode
        self.said = ended.stdout
        result = re.search(r"^result (\w+)$", self.said, re.M)
        self.result = result and result[1]
        refused = re.search(r"^refused (\d+) (.*)$", self.said, re.M)
        self.code = refused and int(refused[1])
        self.message = refused[2] if refused else ""
        failed = re.search(r"^failed \S+ (\S+)$", report, re.M)
        self.place = failed and failed[1]


def run(program, shim, weights, kind, number):
    """Runs the engine with one failing call."""
    with tempfile.TemporaryDirectory() as folder:
        order = pathlib.Path(folder, "order")
        report = pathlib.Path(folder, "report")
        order.write_text(f"{kind} {number}\n", encoding="ascii")
        ended = subprocess.run(
            [program, weights], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
            timeout=PATIENCE_S, check=False,
            env=dict(os.environ, LD_PRELOAD=str(shim), LC_ALL="C.UTF-8",
                     SMOOTH_FAULT_PROGRAM=pathlib.Path(program).name,
                     SMOOTH_FAULT_ORDER=str(order),
                     SMOOTH_FAULT_REPORT=str(report)))
        text = report.read_text(encoding="ascii") if report.exists() else ""
        return Answer(ended, text)


def problem_of(answer, wanted, codes):
    """Returns what is wrong with a run's answer; None if nothing is."""
    if answer.status != 0:
        return f"ended with {answer.status}: {answer.said[-300:]!r}"
    if answer.result != wanted:
        return f"other pixels, after {answer.message!r}"
    if answer.code is not None and answer.code not in codes:
        return f"error code {answer.code}: {answer.message}"
    if answer.code is not None and len(answer.message) < 10:
        return f"no sentence: {answer.message!r}"
    return None


def fail_each(command, kind, wanted):
    """Lets the calls of one kind fail one after the other. Returns (problems,
    what was seen, in words)."""
    problems, places = [], set()
    n_refused = n_without = 0
    workers = os.cpu_count()
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for first in itertools.count(1, workers):
            answers = list(pool.map(
                lambda number: run(*command, kind, number),
                range(first, first + workers)))
            for number, answer in enumerate(answers, first):
                problem = problem_of(answer, wanted, KINDS[kind])
                if problem is not None:
                    problems.append(f"{kind} {number}, called at"
                                    f" {answer.place}: {problem}")
                if answer.place is not None:
                    places.add(answer.place)
                    n_refused += answer.code is not None
                    n_without += answer.code is None
            if answers[-1].place is None or first > MAX_CALLS:
                break
    if not places:
        problems.append(f"no {kind} was let fail")
    if first > MAX_CALLS:
        problems.append(f"more than {MAX_CALLS} calls")
    return problems, (f"{len(places)} places, {n_refused} runs refused,"
                      f" {n_without} did without")


def main():
    command = sys.argv[1:4]
    wanted = run(*command, "none", 0)
    print(f"TAP version 13\n1..{len(KINDS) + 1}")
    good = wanted.status == 0 and wanted.result and not wanted.message
    print(f"{'ok' if good else 'not ok'} 1 an undisturbed run")
    if not good:
        print(f"# {wanted.said}")
        return
    for number, kind in enumerate(KINDS, 2):
        problems, seen = fail_each(command, kind, wanted.result)
        print(f"{'not ok' if problems else 'ok'} {number} each {kind} fails"
              f" once: {seen}", flush=True)
        for problem in problems[:20]:
            print(f"# {problem}")


if __name__ == "__main__":
    main()
