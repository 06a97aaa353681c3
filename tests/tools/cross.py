#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of ./dev test --cross.

  cross.py list BUILD KIND   prints the names of the tests of a build folder that
                             an emulator can run, one a line
  cross.py table LOG...      prints a table of meson's logs, a row for each: the
                             name of a log is PROCESSOR_PATH.json

An emulator runs one program. So the tests are those whose command is a program
of the build folder: not those that are a Python script, which would start the
programs without the emulator. KIND is

  core      the quick and standard tests of core
  path      those of them whose results the choice of kernels changes; the golden
            files and the kernels' own tests are not among these, as they go
            through all kernels in each run
  files     those that read or write files of weights, golden files among them
  quick     the quick tests of core, of the trainer, and of the plug-in without
            GIMP
  trainer   the quick and standard tests of core and of the trainer

A row of the table counts test points, as count.py does. "run" leaves out those
that were skipped. A log that is missing is a row that failed. The exit status is
1 if a row has a test that did not pass, or none that did."""
import json
import pathlib
import re
import sys

from count import count

PATH = re.compile(r"engine(-border|-pixels)?$|net-mi$|layer-conv$|preview$")
FILES = re.compile(r"safetensors|golden|fuzz|model$|weights$|tensor-set|json")
TRAINER = re.compile(r"(train|loss|plot)-")
PLUGIN = re.compile(r"plugin-|interleave ")
# The other tests with GTK need a display, and show nothing of a processor.
WIDGETS = re.compile(r"ui-|worker-thread")


def is_wanted(kind, name, suites):
    """Returns whether the test of this name belongs to KIND."""
    if TRAINER.match(name) and kind == "trainer":
        return True
    if TRAINER.match(name) or PLUGIN.match(name):
        return kind == "quick" and "quick" in suites
    if WIDGETS.match(name) or "plugin" in suites:
        return False
    return {"core": True, "trainer": True, "quick": "quick" in suites,
            "path": bool(PATH.match(name)),
            "files": bool(FILES.search(name))}[kind]


def suites_of(test):
    """Returns the suites of a test, without the project's name."""
    return {suite.split(":")[-1] for suite in test["suite"]}


def list_tests(build, kind):
    """Returns the names of the tests of KIND in BUILD."""
    root = pathlib.Path(build).resolve()
    text = (root / "meson-info/intro-tests.json").read_text(encoding="utf-8")
    return [test["name"] for test in json.loads(text)
            if root in pathlib.Path(test["cmd"][0]).parents
            and suites_of(test) & {"quick", "standard"}
            and is_wanted(kind, test["name"], suites_of(test))]


def read_row(path):
    """Returns (run, passed, skipped, seconds) of a log."""
    try:
        text = pathlib.Path(path).read_text(encoding="utf-8")
    except OSError:
        return 1, 0, 0, 0
    tests = [json.loads(line) for line in text.splitlines() if line]
    counts = [count(test) for test in tests]
    passed, failed, skipped = (sum(column) for column in zip(*counts)) \
        if counts else (0, 0, 0)
    return (passed + failed, passed, skipped,
            sum(test.get("duration", 0) for test in tests))


def print_table(paths):
    """Prints the table, and returns whether every row is good."""
    row = "{:<10} {:<10} {:>6} {:>7} {:>8} {:>8}"
    print(row.format("processor", "path", "run", "passed", "skipped", "seconds"))
    good = bool(paths)
    for path in paths:
        processor, _, simd = pathlib.Path(path).stem.partition("_")
        run, passed, skipped, seconds = read_row(path)
        print(row.format(processor, simd, run, passed, skipped, round(seconds)))
        good = good and run == passed > 0
    return good


def main(command, *arguments):
    if command == "list":
        print("\n".join(list_tests(*arguments)))
        return 0
    return 0 if print_table(arguments) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
