#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer's commands, called as a user calls them: commands.py PROGRAM
PICTURE (TAP).

Each has to say what it is for, and to name a file that it cannot read. A short
demo has to be resumed, and its weights to be exported, printed and used.
Messages have to be English in any locale.
"""
import os
import re
import resource
import subprocess
import sys

from PIL import Image

import tap

PROGRAM, PICTURE = sys.argv[1:]
COMMANDS = ("demo", "eme", "evaluate", "export", "extend", "fine-pairs",
            "info", "mi", "pairs")
STEPS = ("--eme-steps=2", "--mi-steps=2", "--threads=2")


def run(*arguments, **environment):
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True,
        check=False, timeout=120,
        env={**os.environ, "LC_ALL": "C", **environment})


def checks_of_help(_):
    listed = run("--help").stdout
    for name in COMMANDS:
        shown = run(name, "--help")
        yield f"{name} --help", shown.returncode == 0 \
            and "Usage:" in shown.stdout and re.search(
                rf"^  {name} ", listed, re.M)
    unknown = run("nonsense")
    yield "an unknown command is refused", \
        unknown.returncode == 2 and "nonsense" in unknown.stderr


def checks_of_refusals(root):
    missing = root / "not-there"
    empty = root / "empty"
    empty.mkdir()
    broken = root / "broken.safetensors"
    broken.write_bytes(b"\xff" * 100)
    for arguments in (
            ("demo", root / "a", missing), ("export", missing, root / "x"),
            ("export", empty, root / "x"), ("extend", missing, root / "b"),
            ("extend", empty, root / "b"),
            ("fine-pairs", missing, root / "f"),
            ("fine-pairs", empty, root / "f"), ("info", missing),
            ("info", broken), ("eme", root / "c", "--data", missing),
            ("eme", root / "c", "--data", empty),
            ("mi", root / "d", "--procedural", "--eme", missing),
            ("mi", root / "d", "--procedural", "--eme", broken),
            ("pairs", missing, root / "e"), ("pairs", empty, root / "e")):
        refused = run(*arguments)
        named = next(path for path in (missing, empty, broken)
                     if path in arguments)
        yield f"{arguments[0]} of {named.name}", \
            refused.returncode == 1 and named.name in refused.stderr


def checks_of_demo(root):
    out = root / "demo"
    first = run("demo", out, PICTURE, *STEPS)
    yield "demo", first.returncode == 0 and "roughness" in first.stdout
    weights = (out / "mi.safetensors").read_bytes()
    again = run("demo", out, PICTURE, *STEPS)
    yield "demo continues", again.returncode == 0 \
        and again.stdout == first.stdout \
        and (out / "mi.safetensors").read_bytes() == weights
    other = run("demo", out, PICTURE, *STEPS, "--mi-steps=3")
    yield "demo continues with the same arguments only", \
        other.returncode == 1 and "steps=2" in other.stderr
    for name in ("eme", "mi"):
        exported = root / f"{name}.safetensors"
        done = run("export", out / name, exported)
        yield f"export of {name}", done.returncode == 0 \
            and exported.read_bytes() \
            == (out / f"{name}.safetensors").read_bytes()
        done = run("export", "--last", out / name, exported)
        yield f"export of {name}'s last step", done.returncode == 0 \
            and exported.read_bytes() \
            != (out / f"{name}.safetensors").read_bytes()
        info = run("info", exported).stdout
        yield f"info of {name}", \
            re.search(rf"^network +{name}$", info, re.M) \
            and "widths=16," in info and re.search(r"\d+ tensors", info)
    lost = run("export", out / "mi", root / "not-there" / "mi.safetensors")
    yield "export to nowhere", lost.returncode == 1 and "not-there" \
        in lost.stderr


def checks_of_large_picture(root):
    """A picture of twelve megapixels has to be shrunk, as those of a data set
    are."""
    picture = root / "large.png"
    with Image.open(PICTURE) as brick:
        brick.resize((4000, 3000)).save(picture)
    done = run("demo", root / "large", picture, *STEPS)
    # The most memory of any process that has run here.
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    with Image.open(root / "large" / "smooth.png") as smooth:
        yield f"demo of 12 MP takes {megabytes:.0f} MB", \
            done.returncode == 0 and max(smooth.size) == 512 \
            and megabytes < 1000


def checks_of_language(root):
    """The trainer speaks English whatever the user's locale is."""
    name = root / "de_DE.UTF-8"
    made = subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", name],
                          stderr=subprocess.DEVNULL, check=False)
    if made.returncode != 0:
        yield "English # SKIP no German locale can be made", True
        return
    german = {"LOCPATH": str(root), "LC_ALL": "de_DE.UTF-8", "LANGUAGE": ""}
    # The encoding is the same in both locales, so that GLib writes the same ellipsis.
    english = {"LC_ALL": "C.UTF-8"}
    yield "messages are English", \
        run(**german).stdout == run(**english).stdout
    yield "and options", run("mi", "--help", **german).stdout \
        == run("mi", "--help", **english).stdout
    refused = run("mi", "--no-such-option", **german)
    yield "and GLib's sentences", "Unknown option" in refused.stderr


def checks(root):
    for part in (checks_of_help, checks_of_refusals, checks_of_demo,
                 checks_of_large_picture, checks_of_language):
        yield from part(root)


if __name__ == "__main__":
    sys.exit(tap.run(checks))
