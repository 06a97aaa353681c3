#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One folder, one run, one data set: once.py PROGRAM (TAP).

While a command writes into a folder, a second one has to be refused, with the
name of the first. A run can be resumed only with the data, options and weights
with which it was begun; a refusal names both. Files that were lost, other than
the checkpoint, must not prevent that.
"""
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time

import tap
from interrupt import SMALL, contents, draw_picture, end, has_begun, rows, \
    run, start, wait_until

ENDLESS = ("--steps=1000000", *SMALL)
SIX = ("--steps=6", *SMALL)
WORDS = re.compile(r"process (\d+) on (\S+), since (\d{4}-\d\d-\d\d [\d:]+)")


def names_holder(refused, process, command):
    found = WORDS.search(refused.stderr)
    return refused.returncode == 1 and f"'{command}'" in refused.stderr \
        and found is not None and int(found[1]) == process.pid \
        and found[2] == socket.gethostname()


def checks_of_lock(root):
    folder = root / "held"
    process = start("eme", folder, "--procedural", *ENDLESS)
    wait_until(has_begun(folder), process)
    began = time.monotonic()
    for command, *arguments in (
            ("eme", folder, "--procedural", *ENDLESS),
            ("eme", folder, "--procedural", *ENDLESS, "--resume"),
            ("pairs", root / "extended", folder),
            ("extend", root / "photos", folder)):
        refused = run(command, *arguments)
        yield f"{command} in a folder that is in use is refused", \
            names_holder(refused, process, "eme")
    yield "and at once", time.monotonic() - began < 30
    process.send_signal(signal.SIGKILL)
    end(process)
    # The run may have been killed before its first checkpoint.
    (folder / "checkpoint.safetensors").unlink(missing_ok=True)
    yield "a killed run holds nothing", run(
        "eme", folder, "--procedural", *SIX).returncode == 0
    yield "and a run that has ended leaves no lock", \
        not (folder / ".lock").exists()
    first, second = (start("eme", root / "race", "--procedural", *SIX)
                     for _ in range(2))
    statuses = sorted((end(first)[0], end(second)[0]))
    yield "of two that start at once one runs", statuses == [0, 1]


def checks_of_demo(root):
    folder = root / "demo"
    process = start("demo", folder, root / "photos" / "1.png", "--threads=1",
                    "--eme-steps=1000000")
    wait_until(has_begun(folder / "eme"), process)
    refused = run("demo", folder, root / "photos" / "1.png")
    yield "demo in a folder that is in use is refused", \
        names_holder(refused, process, "demo")
    process.send_signal(signal.SIGINT)
    end(process)


def both_named(refused, key):
    found = re.findall(rf"'{key}=([^']*)'", refused.stderr)
    return refused.returncode == 1 and len(set(found)) == 2


def checks_of_data(root):
    photos, other = root / "photos", root / "elsewhere" / "photos"
    for seed in (1, 2):
        draw_picture(other / f"{seed}.png", 64, seed + 10)
    extended = root / "elsewhere" / "extended"
    run("extend", other, extended)
    run("eme", root / "eme", "--procedural", *SIX)
    eme = root / "eme" / "eme.safetensors"
    arguments = ("mi", root / "mi", "--eme", eme, *SIX)
    run(*arguments, "--data", root / "extended", "--pause-at=3")
    before = contents(root / "mi")
    yield "another data set of the same name is refused", both_named(
        run(*arguments, "--data", extended, "--resume"), "data-sha256")
    yield "another option is refused", both_named(
        run(*arguments, "--data", root / "extended", "--resume",
            "--weight-mean=0.5"), "weight-mean")
    run("eme", root / "eme-2", "--procedural", *SIX, "--seed=2")
    yield "another EME is refused", both_named(
        run("mi", root / "mi", "--eme", root / "eme-2" / "eme.safetensors",
            *SIX, "--data", root / "extended", "--resume"), "eme-sha256")
    yield "and nothing was touched", contents(root / "mi") == before
    moved = root / "moved" / "extended"
    shutil.copytree(root / "extended", moved)
    (moved / "notes.txt").write_text("mine", "utf-8")
    yield "the same data in another folder are accepted", run(
        *arguments, "--data", moved, "--resume").returncode == 0
    yield "extend with another EME is refused", both_named(
        run("extend", photos, root / "extended", "--eme", eme), "eme-sha256")
    settings = root / "extended" / "settings.txt"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub("sigma [0-9.]+", "sigma 7", text, count=1),
                        "utf-8")
    yield "extend with other constants is refused", both_named(
        run("extend", photos, root / "extended"), "teacher-1")
    settings.unlink()
    refused = run("extend", photos, root / "extended")
    yield "extend where nothing says how is refused", \
        refused.returncode == 1 and "settings.txt" in refused.stderr
    settings.write_text(text, "utf-8")
    yield "extend with its own settings continues", run(
        "extend", photos, root / "extended").returncode == 0


def checks_of_what_is_lost(root):
    folder = root / "lost"
    arguments = ("eme", folder, "--procedural", *SIX)
    run(*arguments, "--pause-at=3")
    (folder / "log.csv").unlink()
    (folder / "settings.txt").unlink()
    done = run(*arguments, "--resume")
    yield "without log and settings a run is resumed", done.returncode == 0
    yield "and says what is missing", "log.csv" in done.stderr
    yield "the log begins behind the checkpoint", rows(folder) == 3
    settings = (folder / "settings.txt").read_text("utf-8")
    yield "the settings are written anew", "steps=6\n" in settings
    (folder / "checkpoint.safetensors").unlink()
    refused = run(*arguments, "--resume")
    yield "without its checkpoint it is said", refused.returncode == 1 \
        and "checkpoint.safetensors" in refused.stderr
    refused = run(*arguments)
    yield "weights are not written over", refused.returncode == 1 \
        and "eme.safetensors" in refused.stderr
    folder = root / "commits"
    arguments = ("eme", folder, "--procedural", *SIX)
    run(*arguments, "--pause-at=3")
    settings = folder / "settings.txt"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub("commit=.*", "commit=old", text), "utf-8")
    done = run(*arguments, "--resume")
    yield "a resume by another commit is said", done.returncode == 0 \
        and "'old'" in done.stderr
    yield "and noted", re.search("^commit=old\ncommit-behind-step-3=",
                                 settings.read_text("utf-8"), re.M)


def checks_of_numbers(root):
    folder = root / "rate"
    arguments = ("eme", folder, "--procedural", *SMALL, "--save-every=0",
                 "--steps=40", "--rate=1e30")
    done = run(*arguments)
    yield "a gradient that is not finite ends a run", done.returncode == 1 \
        and "not finite" in done.stderr
    yield "and makes no weights", not (folder / "eme.safetensors").exists()
    checkpoint = (folder / "checkpoint.safetensors").read_bytes()
    again = run(*arguments, "--resume")
    yield "the checkpoint is one from before", again.returncode == 1 \
        and "not finite" in again.stderr \
        and (folder / "checkpoint.safetensors").read_bytes() == checkpoint
    short = run("eme", root / "short", "--procedural", *SMALL, "--steps=5",
                "--rate=1e30")
    yield "nor does a short run make weights of it", short.returncode == 1 \
        and "not finite" in short.stderr


def checks_of_memory(root):
    """The gradients of this batch do not fit into 4 GB of address space."""
    if "SMOOTH_SANITIZED" in os.environ:
        yield "no memory # SKIP sanitizers need all addresses", True
        return
    done = subprocess.run(
        [sys.argv[1], "eme", str(root / "memory"), "--procedural",
         "--batch=4096", "--crop=16", "--widths=64,96,128,256",
         "--threads=1", "--steps=1"], text=True, capture_output=True,
        check=False, timeout=60, env={**os.environ, "LC_ALL": "C",
                                      "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                                              (2**32, 2**32)))
    yield "no memory is a sentence", done.returncode == 1 \
        and "--batch" in done.stderr


def checks_of_usage(root):
    for arguments, word in (
            (("evaluate", "--checks", "--tuning=0"), "--tuning"),
            (("evaluate", "--checks", "--limit=-1"), "--limit"),
            (("extend", "a", root / "x", "--n-textures=-1"), "--n-textures"),
            (("extend", "a"), "extend DATA OUT"),
            (("pairs", "a", root / "x", "--pairs=0"), "--pairs"),
            (("demo", root / "x", "a", "--mi-steps=0"), "--mi-steps"),
            (("eme", root / "x", "--procedural", "--rate=inf"), "--rate"),
            (("eme", root / "x", "--procedural", "--pause-at=-1"),
             "--pause-at"),
            (("eme", root / "x", "--procedural", "--shapes=2"), "--shapes"),
            (("mi", root / "x", "--procedural"), "--eme")):
        refused = run(*arguments)
        yield f"{arguments[0]} names {word}", refused.returncode == 1 \
            and word in refused.stderr and not (root / "x").exists()


def checks_of_launchers(root):
    """Sets environment variables of launchers without a launcher: MPI then
    knows of only one process, and the command has to refuse."""
    draw_picture(root / "a.png", 64, 5)
    commands = (("eme", root / "n", "--procedural", *SIX),
                ("demo", root / "n", root / "a.png"),
                ("extend", root / "photos", root / "n"),
                ("pairs", root / "extended", root / "n"),
                ("export", root / "lost", root / "n"),
                ("evaluate", "--checks", "--output", root / "n"))
    variables = ({"OMPI_COMM_WORLD_SIZE": "2", "OMPI_COMM_WORLD_RANK": "0"},
                 {"PMI_SIZE": "2", "PMI_RANK": "1"}, {"PMIX_RANK": "1"},
                 {"SLURM_NTASKS": "2", "SLURM_PROCID": "0"})
    for arguments in commands:
        for given in variables if arguments[0] == "eme" else variables[-1:]:
            refused = subprocess.run(
                [sys.argv[1], *map(str, arguments)], text=True,
                capture_output=True, check=False, timeout=60,
                env={**os.environ, "LC_ALL": "C", **given})
            yield f"{arguments[0]} as one of several, by {min(given)}", \
                refused.returncode == 1 and "of 2" in refused.stderr \
                and not (root / "n").exists()


def checks(root):
    for seed in (1, 2):
        draw_picture(root / "photos" / f"{seed}.png", 64, seed)
    yield "extend", run("extend", root / "photos",
                        root / "extended").returncode == 0
    for part in (checks_of_lock, checks_of_demo, checks_of_data,
                 checks_of_what_is_lost, checks_of_numbers, checks_of_memory,
                 checks_of_usage, checks_of_launchers):
        yield from part(root)


if __name__ == "__main__":
    sys.exit(tap.run(checks))
