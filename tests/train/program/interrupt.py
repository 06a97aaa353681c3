#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long commands that are asked to stop: interrupt.py PROGRAM (TAP).

SIGINT, SIGTERM, SIGHUP and SIGUSR1 have to make a command save its work and
exit with status 3, on whichever thread the kernel calls their handler: here on
one that a library has started before main (). The same command, called again,
has to make what an undisturbed one makes. A second signal ends the process at
once; the two that the program timeout sends count as one.
"""
import ctypes
import os
import pathlib
import signal
import subprocess
import sys
import time

from PIL import Image

import tap

PROGRAM = sys.argv[1]
# OpenBLAS starts its threads when it is loaded.
ENVIRONMENT = {**os.environ, "LC_ALL": "C", "OPENBLAS_NUM_THREADS": "4"}
SMALL = ("--batch=2", "--crop=32", "--widths=8,8,8,8", "--threads=1")
ENDLESS = ("--steps=1000000", *SMALL)
TIMEOUT_S = 60
POLL_S = 0.005
# Whoever has started the tests under nohup lets all programs ignore it.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
# The number of the system call tgkill, which sends a signal to a thread.
TGKILL = {"x86_64": 234, "aarch64": 131}.get(os.uname().machine)


def start(*arguments, **options):
    return subprocess.Popen([PROGRAM, *map(str, arguments)], text=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            env=ENVIRONMENT, **options)


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], text=True,
                          capture_output=True, check=False, env=ENVIRONMENT,
                          timeout=TIMEOUT_S)


def wait_until(is_so, process):
    """Waits until is_so () is true. Returns FALSE if process ended before
    that."""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        if is_so():
            return True
        if process.poll() is not None:
            return False
        time.sleep(POLL_S)
    return False


def blocks(process, thread, number):
    """Whether a thread blocks the signal, as GLib's own threads do."""
    status = pathlib.Path(f"/proc/{process.pid}/task/{thread}/status")
    try:
        line = next(line for line in status.read_text("utf-8").splitlines()
                    if line.startswith("SigBlk:"))
    except OSError:
        return True
    return int(line.split()[1], 16) >> (number - 1) & 1


def send_to_other_thread(process, number):
    """Sends the signal to a thread that does not block it, but not to the main
    one."""
    threads = sorted(int(name) for name
                     in os.listdir(f"/proc/{process.pid}/task"))
    for thread in threads:
        if TGKILL is not None and thread != process.pid \
                and not blocks(process, thread, number) \
                and ctypes.CDLL(None).syscall(TGKILL, process.pid, thread,
                                              number) == 0:
            return
    process.send_signal(number)


def end(process):
    """Waits for the end of process and kills it if that takes too long.
    Returns (exit status, stderr)."""
    try:
        _, said = process.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        _, said = process.communicate()
    return process.returncode, said


def rows(folder):
    path = folder / "log.csv"
    return len(path.read_text("utf-8").splitlines()) - 1 \
        if path.exists() else 0


def has_begun(folder):
    """Returns a function that says whether the run in folder is about to make
    its first step, which is so when settings.txt and the log's header are
    written."""
    return lambda: (folder / "log.csv").exists()


def stop(process, folder, number):
    began = wait_until(has_begun(folder), process)
    send_to_other_thread(process, number)
    status, said = end(process)
    return began and status == 3 and "the same command" in said \
        and (folder / "checkpoint.safetensors").exists() \
        and not (folder / ".lock").exists() and rows(folder) > 0


def checks_of_training(root):
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP,
                   signal.SIGUSR1):
        folder = root / number.name
        yield f"eme: {number.name} saves", stop(
            start("eme", folder, "--procedural", *ENDLESS), folder, number)
    eme = root / "eme" / "eme.safetensors"
    run("eme", root / "eme", "--procedural", "--steps=1", *SMALL)
    for number in (signal.SIGINT, signal.SIGTERM):
        folder = root / f"mi-{number.name}"
        yield f"mi: {number.name} saves", stop(
            start("mi", folder, "--procedural", "--eme", eme, *ENDLESS),
            folder, number)


def checks_of_second_signal(root):
    folder = root / "twice"
    # A step takes minutes, so the process has not ended by itself, but by the second
    # signal.
    process = start("eme", folder, "--procedural", "--steps=9", "--batch=64",
                    "--crop=512", "--threads=1")
    wait_until(has_begun(folder), process)
    process.send_signal(signal.SIGINT)
    deadline = time.monotonic() + TIMEOUT_S
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
    yield "the second signal ends it at once", \
        end(process)[0] == -signal.SIGTERM
    folder = root / "timeout"
    done = subprocess.run(
        ["timeout", "--signal=INT", "2", PROGRAM, "eme", folder,
         "--procedural", *ENDLESS], text=True, capture_output=True,
        check=False, env=ENVIRONMENT, timeout=TIMEOUT_S)
    yield "timeout's two signals are one", "the same command" in done.stderr \
        and (folder / "checkpoint.safetensors").exists()
    folder = root / "nohup"
    process = start("eme", folder, "--procedural", "--steps=3", *SMALL,
                    preexec_fn=lambda: signal.signal(signal.SIGHUP,
                                                     signal.SIG_IGN))
    wait_until(has_begun(folder), process)
    process.send_signal(signal.SIGHUP)
    yield "under nohup a hang-up is nothing", end(process)[0] == 0 \
        and (folder / "eme.safetensors").exists()


def checks_of_kill(root):
    whole, broken = root / "kill-whole", root / "kill-broken"
    arguments = ("--procedural", "--steps=60", "--save-every=0", *SMALL)
    run("eme", whole, *arguments)
    n_killed = 0
    while not (broken / "eme.safetensors").exists() and n_killed < 100:
        resume = ("--resume",) if (broken / "checkpoint.safetensors").exists() \
            else ()
        before = rows(broken)
        process = start("eme", broken, *arguments, *resume)
        wait_until(lambda: rows(broken) > before, process)
        # Each run is killed at another place of a step.
        time.sleep(0.003 * n_killed)
        process.kill()
        n_killed += end(process)[0] == -signal.SIGKILL
    print(f"# killed {n_killed} times")
    yield "killed again and again it comes to the same weights", \
        n_killed >= 2 and all(
            (whole / name).read_bytes() == (broken / name).read_bytes()
            for name in ("eme.safetensors", "checkpoint.safetensors"))


def draw_picture(path, side, seed):
    """Writes a picture of noise, which depends on seed alone."""
    state, values = seed, bytearray()
    for _ in range(side * side * 3):
        state = (1103515245 * state + 12345) % 2**31
        values.append(state >> 16 & 255)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.frombytes("RGB", (side, side), bytes(values)).save(path)


def checks_of_demo(root):
    draw_picture(root / "photo.png", 64, 7)
    folder = root / "demo"
    arguments = ("demo", folder, root / "photo.png", "--threads=1")
    for name in ("eme", "mi"):
        steps = ("--eme-steps=2" if name == "mi" else "--eme-steps=1000000",
                 "--mi-steps=1000000")
        where = root / f"demo-{name}"
        process = start("demo", where, *arguments[2:], *steps)
        wait_until(has_begun(where / name), process)
        send_to_other_thread(process, signal.SIGINT)
        status, said = end(process)
        yield f"demo: SIGINT in {name}'s part saves", status == 3 \
            and "the same command" in said \
            and (where / name / "checkpoint.safetensors").exists()


def contents(folder):
    """Returns {path: bytes} of the files in folder, except left-out.txt, which
    says how many files an earlier call has made."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != "left-out.txt"}


def checks_of_extend(root):
    photos = root / "photos"
    for seed in range(1, 14):
        draw_picture(photos / f"{seed}.png", 96, seed)
        draw_picture(root / "textures" / f"{seed}.png", 96, seed + 50)
    arguments = ("--textures", root / "textures", "--threads=1")
    whole, broken = root / "whole", root / "broken"
    yield "extend", run("extend", photos, whole, *arguments).returncode == 0
    process = start("extend", photos, broken, *arguments)
    wait_until(lambda: list((broken / "photos").glob("*-4.png")), process)
    send_to_other_thread(process, signal.SIGTERM)
    status, said = end(process)
    yield "extend: SIGTERM stops between photos", status == 3 \
        and "the same command" in said \
        and not (broken / "manifest.json").exists() \
        and not (broken / ".lock").exists()
    yield "extend leaves whole files under their names alone", all(
        path.suffix in (".png", ".txt", ".sha256")
        for path in broken.rglob("*") if path.is_file())
    yield "extend continues", run(
        "extend", photos, broken, *arguments).returncode == 0 \
        and contents(broken) == contents(whole)


def checks_of_pairs(root):
    whole, broken = root / "pairs-whole", root / "pairs-broken"
    # The set has no drawings, so only pairs of photos can be made of it.
    run("pairs", root / "whole", whole, "--pairs=40")
    process = start("pairs", root / "whole", broken, "--pairs=40")
    wait_until(lambda: list(broken.glob("photo*/00-truth.png")), process)
    send_to_other_thread(process, signal.SIGINT)
    yield "pairs: SIGINT stops between pairs", end(process)[0] == 3
    yield "pairs: no part of a set is there", not (broken / "photo").exists()
    run("pairs", root / "whole", broken, "--pairs=40")
    yield "pairs continues", contents(broken / "photo") \
        == contents(whole / "photo") \
        and len(contents(whole / "photo")) == 80
    other = run("pairs", root / "whole", broken, "--pairs=40", "--seed=2")
    yield "pairs of two seeds are not mixed", other.returncode == 1 \
        and "seed=1" in other.stderr and "seed=2" in other.stderr


def checks_of_evaluate(root):
    pairs = root / "pairs-whole" / "photo"
    process = start("evaluate", "--pairs", pairs, "--weights",
                    pathlib.Path(__file__).parents[3] / "weights",
                    "--filters=rtv", "--threads=1", "--cache", root / "cache",
                    "--output", root / "report")
    wait_until(lambda: (root / "cache").exists() and any(
        (root / "cache").iterdir()), process)
    send_to_other_thread(process, signal.SIGINT)
    status, said = end(process)
    yield "evaluate: SIGINT keeps what was measured", status == 3 \
        and "the same command" in said \
        and all("." not in path.name for path in (root / "cache").iterdir())


def checks(root):
    for part in (checks_of_training, checks_of_second_signal, checks_of_kill,
                 checks_of_demo,
                 checks_of_extend, checks_of_pairs, checks_of_evaluate):
        yield from part(root)


if __name__ == "__main__":
    sys.exit(tap.run(checks))
