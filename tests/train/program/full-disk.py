#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer on a full disk: full-disk.py PROGRAM FILTERS (TAP).

A command has to name the file that it cannot write, and to lose nothing: once
there is room again, the same command has to make what it would have made
anyway. The test has a small disk of its own where mounting is allowed.
Elsewhere the size of files is limited instead.
"""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

from PIL import Image

import tap

PROGRAM, FILTERS = sys.argv[1:]
DISK_MB = 24
MOUNTED = "SMOOTH_TEST_DISK"
# The size of a file where no disk can be mounted.
MOST_BYTES = 100
STEPS = ("--procedural", "--steps=6", "--batch=2", "--crop=16", "--threads=1",
         "--save-every=0", "--widths=8,8,8,8")


def start_again_with_disk():
    """Runs this test again with a disk of its own, where mounting is
    allowed."""
    if MOUNTED in os.environ:
        return
    with tempfile.TemporaryDirectory() as folder:
        mount = ('mount --make-rprivate "$(df --output=target "$0" '
                 '| tail -n 1)" 2>/dev/null; '
                 f'mount -t tmpfs -o size={DISK_MB}m none "$0" || exit 77; '
                 '"$@"; status=$?; umount "$0"; exit $status')
        for rights in ([], ["--map-root-user"]):
            space = ["unshare", "--mount", "--propagation", "unchanged",
                     *rights, "sh", "-c"]
            if subprocess.run([*space, mount, folder, "true"], check=False,
                              stderr=subprocess.DEVNULL).returncode == 0:
                sys.exit(subprocess.run(
                    [*space, mount, folder, sys.executable, *sys.argv],
                    env={**os.environ, MOUNTED: folder},
                    check=False).returncode)


class Disk:
    """A folder for the outputs, on a disk that can be made full."""

    def __init__(self, root):
        mounted = os.environ.get(MOUNTED)
        self.root = pathlib.Path(mounted) if mounted else root / "disk"
        self.root.mkdir(exist_ok=True)
        self.ballast = self.root / "ballast" if mounted else None
        self.is_full = False

    def fill(self):
        self.is_full = True
        if self.ballast:
            try:
                with open(self.ballast, "wb", buffering=0) as file:
                    while True:
                        file.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        self.is_full = False
        if self.ballast:
            self.ballast.unlink()

    def limit(self):
        """Limits the size of files in the child process, without a signal."""
        if self.is_full and not self.ballast:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE,
                               (MOST_BYTES, resource.RLIM_INFINITY))

    def run(self, *arguments):
        return subprocess.run(
            [PROGRAM, *map(str, arguments)], capture_output=True, text=True,
            check=False, timeout=120, preexec_fn=self.limit,
            env={**os.environ, "LC_ALL": "C"})


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def draw_picture(path, side, seed):
    """Writes a picture of noise, which depends on seed alone."""
    state, values = seed, bytearray()
    for _ in range(side * side * 3):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state >> 16 & 255)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.frombytes("RGB", (side, side), bytes(values)).save(path)


def refused(done, folder):
    return done.returncode == 1 and str(folder) in done.stderr


def checks_of_extend(disk, root):
    photos = root / "photos"
    for seed in (1, 2):
        draw_picture(photos / f"{seed}.png", 48, seed)
    disk.run("extend", photos, root / "extended")
    out = disk.root / "extended"
    out.mkdir()
    disk.fill()
    yield "extend says what it cannot write", \
        refused(disk.run("extend", photos, out), out)
    yield "extend leaves nothing half-written", \
        all(not data for data in contents(out).values())
    disk.free()
    yield "extend continues", disk.run("extend", photos, out).returncode == 0 \
        and contents(out) == contents(root / "extended")


def checks_of_training(disk, root, name, *arguments):
    arguments = (*arguments, *STEPS)
    whole, out = root / name, disk.root / name
    disk.run(name, whole, *arguments)
    yield f"{name} begins", disk.run(
        name, out, *arguments, "--pause-at=2").returncode == 3
    before = (out / "checkpoint.safetensors").read_bytes()
    disk.fill()
    done = disk.run(name, out, *arguments, "--resume")
    yield f"{name} says what it cannot write", refused(done, out) \
        and "training continues" in done.stderr
    yield f"{name} keeps its checkpoint", \
        (out / "checkpoint.safetensors").read_bytes() == before \
        and not (out / f"{name}.safetensors").exists()
    disk.free()
    yield f"{name} continues", disk.run(
        name, out, *arguments, "--resume").returncode == 0
    for file in (f"{name}.safetensors", "checkpoint.safetensors"):
        yield f"{name}: the same {file}", \
            (out / file).read_bytes() == (whole / file).read_bytes()
    rows = (out / "log.csv").read_text("utf-8").splitlines()
    yield f"{name}: the log is whole", \
        [row.split(",")[0] for row in rows] == ["step", *"123456"]


def checks_of_evaluate(disk, root):
    pairs = root / "pairs"
    draw_picture(pairs / "a-input.png", 48, 3)
    draw_picture(pairs / "a-truth.png", 48, 4)
    out, cache = disk.root / "report", disk.root / "cache"
    arguments = ("evaluate", "--pairs", pairs, "--weights", root,
                 "--opencv", FILTERS, "--filters=rtv", "--strengths=1",
                 "--threads=1")
    disk.run(*arguments, "--cache", root / "cache")
    out.mkdir()
    cache.mkdir()
    disk.fill()
    yield "evaluate says that it cannot keep what it measured", refused(
        disk.run(*arguments, "--cache", cache), cache)
    yield "evaluate says what it cannot write", refused(disk.run(
        *arguments, "--cache", root / "cache", "--output", out), out)
    disk.free()
    yield "evaluate continues", disk.run(
        *arguments, "--cache", root / "cache",
        "--output", out).returncode == 0 and (out / "tables.csv").stat().st_size


def checks(root):
    disk = Disk(root)
    print(f"# {'a disk' if disk.ballast else 'files'} of our own",
          flush=True)
    yield from checks_of_extend(disk, root)
    yield from checks_of_training(disk, root, "eme")
    eme = root / "eme.safetensors"
    eme.write_bytes((root / "eme" / "eme.safetensors").read_bytes())
    yield from checks_of_training(disk, root, "mi", "--eme", eme)
    (root / "mi.safetensors").write_bytes(
        (root / "mi" / "mi.safetensors").read_bytes())
    yield from checks_of_evaluate(disk, root)


if __name__ == "__main__":
    start_again_with_disk()
    sys.exit(tap.run(checks))
