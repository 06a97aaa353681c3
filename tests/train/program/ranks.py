#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two processes under mpirun of which one fails: ranks.py PROGRAM (TAP).

Both have to end with a message and a status that is not 0, and the checkpoint
must not change. SIGUSR1, sent to mpirun, has to save.
"""
import os
import shutil
import signal
import subprocess
import sys

import tap
from interrupt import SMALL, draw_picture, end, has_begun, run, \
    wait_until

PROGRAM = sys.argv[1]
MPIRUN = ("mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "2")
ENVIRONMENT = {**os.environ, "LC_ALL": "C"}
# A shell script that runs one command on the first process and another on the
# second.
SECOND = ("sh", "-c", 'if [ "$OMPI_COMM_WORLD_RANK" = 1 ]; then '
          'shift "$1"; else n=$1; shift; m=$n; keep=; '
          'while [ "$m" -gt 1 ]; do keep="$keep $1"; shift; m=$((m - 1)); '
          'done; set -- $keep; fi; exec "$@"')


def start(*words):
    return subprocess.Popen([*MPIRUN, *map(str, words)], text=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            env=ENVIRONMENT)


def differently(first, second):
    """Returns the command line of mpirun that runs first on rank 0 and second
    on rank 1. The words must not have blanks."""
    return (*SECOND, "sh", len(first) + 1, *first, *second)


def both_say(said, *words):
    """Whether the process that failed says why, and the other one that the
    first has failed."""
    return all(said.count(word) >= 2 for word in words) \
        and ("process 0 of 2 failed: " in said
             or "process 1 of 2 failed: " in said)


def checks_of_failures(root):
    extended, other = root / "extended", root / "other" / "extended"
    for number in (1, 2):
        draw_picture(root / "photos" / f"{number}.png", 64, number)
        draw_picture(root / "others" / f"{number}.png", 64, number + 7)
    run("extend", root / "photos", extended)
    run("extend", root / "others", other)
    run("eme", root / "eme", "--procedural", "--steps=2", *SMALL)
    eme = root / "eme" / "eme.safetensors"
    mine = (PROGRAM, "mi", root / "mi", "--eme", eme, *SMALL, "--steps=4",
            "--data")
    paused = run(*mine[1:], extended, "--pause-at=2")
    before = (root / "mi" / "checkpoint.safetensors").read_bytes()
    yield "mi pauses", paused.returncode == 3
    resume = (*mine, extended, "--resume")
    cases = (
        ("data missing on one", (*mine, root / "missing", "--resume"),
         "missing"),
        ("other data on one", (*mine, other, "--resume"), "data-sha256"),
        ("an option of one alone", (*resume, "--weight-mean=3"),
         "weight-mean"),
        ("a wrong option of one", (*resume, "--batch=0"), "--batch"))
    for what, second, word in cases:
        for order in ((resume, second), (second, resume)):
            status, said = end(start(*differently(*order)))
            yield f"mi: {what} ends both", status not in (0, 3, None, -9) \
                and both_say(said, word) \
                and (root / "mi" / "checkpoint.safetensors").read_bytes() \
                == before
    status, _ = end(start(*resume))
    yield "mi continues with two processes", status == 0


def checks_of_demo(root):
    steps = ("--threads=1", "--eme-steps=2", "--mi-steps=2")
    good = (PROGRAM, "demo", root / "demo", root / "photos" / "1.png", *steps)
    broken = (PROGRAM, "demo", root / "demo", root / "missing.png", *steps)
    for order in ((good, broken), (broken, good)):
        status, said = end(start(*differently(*order)))
        yield "demo: a picture missing on one ends both", \
            status not in (0, 3, -9) and both_say(said, "missing.png")
    status, _ = end(start(*good))
    yield "demo by two processes", status == 0 \
        and (root / "demo" / "smooth.png").exists()
    shutil.rmtree(root / "demo")
    # A folder has the name of the weights, so rank 0 fails at the end.
    (root / "demo" / "eme.safetensors").mkdir(parents=True)
    status, said = end(start(*good))
    yield "demo: what rank 0 cannot write ends both", \
        status not in (0, 3, -9) and both_say(said, "eme.safetensors")


def checks_of_stop(root):
    folder = root / "stop"
    process = start(PROGRAM, "eme", folder, "--procedural",
                    "--steps=1000000", *SMALL)
    began = wait_until(has_begun(folder), process)
    process.send_signal(signal.SIGUSR1)
    status, said = end(process)
    yield "SIGUSR1 to mpirun saves", began and status == 3 \
        and "the same command" in said \
        and (folder / "checkpoint.safetensors").exists()
    several = end(start(PROGRAM, "extend", root / "photos", root / "none"))
    yield "extend by two processes is refused", several[0] not in (0, 3, -9) \
        and "of 2" in several[1] and not (root / "none").exists()


def checks(root):
    if not shutil.which("mpirun") or not os.environ.get("SMOOTH_TEST_MPI"):
        yield "two processes # SKIP no mpirun, or built without MPI", True
        return
    for part in (checks_of_failures, checks_of_demo, checks_of_stop):
        yield from part(root)


if __name__ == "__main__":
    sys.exit(tap.run(checks))
