#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training runs of both networks whose weights have to be the same to the bit:
same-bits.py PROGRAM (TAP).

A run that is killed by SIGKILL and resumed, and one under `mpirun -n 2`, are
compared with an undisturbed run. tests/train/run has more such tests, with a
smaller network.
"""
import os
import shutil
import subprocess
import sys
import time

from PIL import Image, ImageFilter

import tap

PROGRAM = sys.argv[1]
STEPS = ("--steps=20", "--batch=4", "--crop=48,64", "--save-every=0",
         "--warm-up=5")
ENVIRONMENT = {**os.environ, "LC_ALL": "C"}
WAIT_S = 0.002
TIMEOUT_S = 60


def run(*command):
    return subprocess.run([str(word) for word in command], check=False,
                          capture_output=True, text=True, timeout=300,
                          env=ENVIRONMENT)


def kill_on_the_way(out, *arguments):
    """Kills a run after its first checkpoint. Returns its exit status."""
    with subprocess.Popen([PROGRAM, *map(str, arguments)], env=ENVIRONMENT,
                          stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + TIMEOUT_S
        while not (out / "checkpoint.safetensors").exists() \
                and time.monotonic() < end:
            time.sleep(WAIT_S)
        process.kill()
    return process.returncode


def same(one, other, name):
    return all((one / file).read_bytes() == (other / file).read_bytes()
               for file in (f"{name}.safetensors", "checkpoint.safetensors"))


def without_seconds(folder):
    lines = (folder / "log.csv").read_text("utf-8").splitlines()
    return [line.rpartition(",")[0] for line in lines]


def checks_of(name, root, *arguments):
    whole, killed, shared = (root / f"{name}-{end}"
                             for end in ("whole", "killed", "shared"))
    arguments = (*arguments, *STEPS)
    yield f"{name} runs", run(PROGRAM, name, whole, *arguments,
                              "--threads=2").returncode == 0
    yield f"{name} is killed", kill_on_the_way(
        killed, name, killed, *arguments, "--threads=2") == -9
    yield f"{name} continues with another number of threads", run(
        PROGRAM, name, killed, *arguments, "--threads=1",
        "--resume").returncode == 0
    yield f"{name}: the same weights", same(whole, killed, name)
    yield f"{name}: no path of this machine in them", str(root).encode() \
        not in (whole / f"{name}.safetensors").read_bytes()
    yield f"{name}: the same log", \
        without_seconds(whole) == without_seconds(killed)
    if not shutil.which("mpirun") or not os.environ.get("SMOOTH_TEST_MPI"):
        yield f"{name} by two processes # SKIP no MPI", True
        return
    yield f"{name} by two processes", run(
        "mpirun", "--allow-run-as-root", "--oversubscribe", "-n", 2, PROGRAM,
        name, shared, *arguments, "--threads=1").returncode == 0
    yield f"{name}: their weights are the same", same(whole, shared, name)
    yield f"{name}: their log is the same", \
        without_seconds(whole) == without_seconds(shared)


def make_set(root):
    """Makes a data set of two small photos by the command extend."""
    photos = root / "photos"
    photos.mkdir()
    for number in (1, 2):
        values = bytes((number * 7919 + i * i * 31 >> 3) & 255
                       for i in range(96 * 80 * 3))
        Image.frombytes("RGB", (96, 80), values).filter(
            ImageFilter.GaussianBlur(number)).save(photos / f"{number}.png")
    return run(PROGRAM, "extend", photos, root / "extended").returncode == 0


def checks(root):
    yield from checks_of("eme", root, "--procedural")
    yield "extend makes a set", make_set(root)
    yield from checks_of("mi", root, "--data", root / "extended", "--eme",
                         root / "eme-whole" / "eme.safetensors")


if __name__ == "__main__":
    sys.exit(tap.run(checks))
