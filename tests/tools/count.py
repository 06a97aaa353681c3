#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the tests of meson's testlog.json files.

A program that speaks TAP counts with each of its test points, any other
program as one test. A program that fails outside its test points (by a crash,
a time-out, or too few points) counts as one more failure. Prints the failed
points and the end of each failed program's output, then the line `N passed, N
failed, N skipped`; the last part is left out if nothing was skipped. The exit
status is 1 if anything failed or nothing ran."""
import json
import re
import sys

POINT = re.compile(r"^(not )?ok\b([^#]*)(#\s*(skip|todo)\b.*)?", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.\d+", re.MULTILINE)
GOOD = {"OK", "EXPECTEDFAIL"}
TAIL_LINES = 30
REMARK_LINES = 12


def points(output):
    """Returns (passed, failed, skipped) for the test points at TAP's top
    level."""
    passed = failed = skipped = 0
    for line in output.splitlines():
        match = POINT.match(line)
        if not match:
            continue
        directive = (match[4] or "").lower()
        if directive == "skip":
            skipped += 1
        elif match[1] and directive != "todo":
            failed += 1
        else:
            passed += 1
    return passed, failed, skipped


def count(test):
    """Returns (passed, failed, skipped) for one program's entry in
    testlog.json."""
    output = test.get("stdout") or ""
    result = test["result"]
    passed = failed = skipped = 0
    if result == "SKIP":  # also for a program without test points
        return 0, 0, max(1, points(output)[2])
    if PLAN.search(output):
        passed, failed, skipped = points(output)
    elif result in GOOD:
        return 1, 0, 0
    if result not in GOOD and failed == 0:
        failed = 1
    return passed, failed, skipped


def failed_points(lines):
    """Returns the "not ok" lines, each with the diagnostics that follow it."""
    for number, line in enumerate(lines):
        if POINT.match(line) and line.startswith("not"):
            yield line
            for more in lines[number + 1 : number + 1 + REMARK_LINES]:
                if not more.startswith("#"):
                    break
                yield more


def report(test):
    """Prints what a failed program said: its failed points, and the end of its
    output."""
    print(f"--- {test['name']}: {test['result']}")
    lines = (test.get("stdout") or "").splitlines()
    for line in failed_points(lines):
        print("    " + line)
    for stream in ("stdout", "stderr"):
        lines = (test.get(stream) or "").splitlines()[-TAIL_LINES:]
        if lines:
            print(f"--- its {stream} ends:")
            print("\n".join("    " + line for line in lines))


def main(paths):
    total = [0, 0, 0]
    for path in paths:
        try:
            with open(path, encoding="utf-8") as log:
                tests = [json.loads(line) for line in log if line.strip()]
        except OSError as problem:
            print(f"--- no test log: {problem}")
            total[1] += 1
            continue
        for test in tests:
            result = count(test)
            total = [a + b for a, b in zip(total, result)]
            if result[1]:
                report(test)
    passed, failed, skipped = total
    more = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{more}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
