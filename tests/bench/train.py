#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times training steps: structure-smooth-train against PyTorch.

    train.py [--program FILE] [--rounds N] [--steps N] [--threads N]
             [--peer-none]

Rounds of `tests/train/oracle/oracle.py --time` and of `structure-smooth-train mi`
alternate: crop 144, batch 8, all losses, networks of the same widths. Ours is
the program itself on procedural pairs: its time is the wall clock from step to
step (column "seconds" of log.csv), which includes drawing the samples, while
PyTorch's does not. Printed are the medians over the rounds, their ratio, and
the peak memory of ours.

Without PyTorch the program says so and exits with code 77. --peer-none times
ours alone.
"""
import argparse
import csv
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = "core/train/program/structure-smooth-train"

# The first steps are not counted, since memory is touched for the first time
# in them.
N_WARM_UP = 5


def fail(text):
    print(f"train.py: {text}", file=sys.stderr)
    sys.exit(1)


def find_program():
    for build in ("build", "build-train"):
        if (ROOT / build / PROGRAM).exists():
            return ROOT / build / PROGRAM
    fail("no program; build with -Dtrain=true, or name it by --program")


def time_peer():
    """Returns the ms that a step takes in PyTorch; None without PyTorch."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "tests/train/oracle/oracle.py"), "--time"],
        capture_output=True, text=True, check=False)
    if run.returncode == SKIPPED:
        print(run.stdout.strip())
        return None
    found = re.search(r"median (\d+) ms", run.stdout)
    if run.returncode != 0 or found is None:
        fail(f"oracle.py: {run.stdout}{run.stderr}")
    return float(found.group(1))


def time_ours(program, n_steps, n_threads, folder):
    """Returns the ms that a step takes, and the peak memory in MB."""
    arguments = [
        str(program), "mi", str(folder), "--procedural", "--batch=8",
        f"--eme={ROOT / 'weights/eme.safetensors'}", "--crop=144",
        f"--steps={n_steps + N_WARM_UP}", f"--threads={n_threads}"]
    environment = {k: v for k, v in os.environ.items()
                   if k != "OPENBLAS_CORETYPE"}
    with tempfile.TemporaryFile() as said, subprocess.Popen(
            arguments, env=environment, stdout=said, stderr=said) as child:
        # os.wait4 is called, since Popen does not tell the memory of this
        # child alone.
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            said.seek(0)
            fail(f"{program}: {said.read().decode(errors='replace')}")
    with open(folder / "log.csv", encoding="utf-8", newline="") as log:
        seconds = [float(row["seconds"]) for row in csv.DictReader(log)]
    return (1000 * statistics.mean(seconds[N_WARM_UP:]),
            usage.ru_maxrss / 1024)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--program", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--peer-none", action="store_true")
    args = parser.parse_args()
    program = args.program or find_program()
    peers, ours, memory = [], [], 0

    for index in range(args.rounds):
        peer = None if args.peer_none else time_peer()
        if peer is None and not args.peer_none:
            return SKIPPED
        with tempfile.TemporaryDirectory() as root:
            own, used = time_ours(program, args.steps, args.threads,
                                  pathlib.Path(root) / "run")
        memory = max(memory, used)
        ours.append(own)
        line = f"round {index + 1}: ours {own:.1f} ms"
        if peer is not None:
            peers.append(peer)
            line += f", PyTorch {peer:.0f} ms, ratio {peer / own:.2f}"
        print(line, flush=True)
    own = statistics.median(ours)
    print(f"ours, {args.threads} threads: {own:.1f} ms a step, "
          f"{1000 / own:.2f} steps/s, at most {memory:.0f} MB")
    if peers:
        peer = statistics.median(peers)
        ratio = statistics.median(p / o for p, o in zip(peers, ours))
        print(f"PyTorch, 2 threads: {peer:.0f} ms a step, "
              f"{1000 / peer:.2f} steps/s\nratio {ratio:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
