#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang and clang-tidy find nothing in the C files that changed.

Usage: tidy.py SOURCE-ROOT BUILD-ROOT [--all [FOLDER...]]

A file counts as changed if it differs from the branch of origin that this
branch will be merged into. If there is no such branch, or it is this very
commit, the commit before is taken instead. For a changed header the source of
the same name is checked. At most MAX_CHANGED files are checked, so that no run
takes long; with --all every file that this build compiles, or those of them
that lie in the FOLDERs. A source that clang-tidy has found clean is not checked
again until the preprocessor's output changes. clang-tidy.yaml lists what is
checked."""
import concurrent.futures
import hashlib
import os
import pathlib
import subprocess
import sys

import commands
import tree

MAX_CHANGED = 20
VERSION = "19"
BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main")
CONFIG = pathlib.Path(__file__).with_name("clang-tidy.yaml")
MAX_LINES = 12  # how many lines are printed about one file


def find_base(root):
    """Returns the commit that changes are counted from; None without history.
    """
    head = tree.git(root, "rev-parse", "HEAD")
    for branch in BRANCHES:
        base = tree.git(root, "merge-base", "HEAD", branch)
        if base is not None and base != head:
            return base.strip()
    base = tree.git(root, "rev-parse", "--verify", "--quiet", "HEAD~1")
    return base and base.strip()


def changed_sources(root, base):
    said = tree.git(root, "diff", "--name-only", "-z", "--relative", base) or ""
    said += tree.git(root, "ls-files", "-z", "--others", "--exclude-standard",
                     "--", ".") or ""
    names = {pathlib.Path(name) for name in said.split("\0") if name}
    return {name.with_suffix(".c") if name.suffix == ".h" else name
            for name in names if name.suffix in (".c", ".h")}


def key_of(root, command, config):
    """Returns a name for what clang-tidy would see of a source."""
    said = subprocess.run(
        [f"clang-{VERSION}", "-E", "-w", *command.arguments,
         root / command.source],
        cwd=command.folder, capture_output=True, check=False)
    return hashlib.sha256(config + said.stdout + said.stderr).hexdigest()


def look_at(root, build, command, config):
    """Returns what clang-tidy says about a source, as lines."""
    stamp = build / "tidy" / key_of(root, command, config)
    if stamp.exists():
        return []
    said = subprocess.run(
        [f"clang-tidy-{VERSION}", "-p", build, "--quiet",
         f"--config-file={CONFIG}", root / command.source],
        cwd=build, capture_output=True, text=True, check=False)
    if said.returncode == 0:
        stamp.parent.mkdir(exist_ok=True)
        stamp.touch()
        return []
    lines = said.stdout.splitlines() or said.stderr.splitlines()
    return lines[:MAX_LINES] or [f"clang-tidy ends with {said.returncode}"]


def main():
    root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    for tool in (f"clang-tidy-{VERSION}", f"clang-{VERSION}"):
        tree.find_tool(tool)
    # Debian's clang has no OpenMP, which one program of tests/bench uses.
    wanted = known = {name: command
                      for name, command in commands.read(root, build).items()
                      if "-fopenmp" not in command.arguments}
    is_all, folders = sys.argv[3:4] == ["--all"], sys.argv[4:]
    if folders:
        wanted = {name: known[name] for name in known
                  if any(name.is_relative_to(folder) for folder in folders)}
    if not is_all:
        base = find_base(root)
        if base is None:
            tree.skip_all("there is no history here that tells what changed")
        changed = changed_sources(root, base)
        wanted = {name: known[name] for name in sorted(changed & set(known))}
    looked_at = list(wanted)[:None if is_all else MAX_CHANGED]
    config = CONFIG.read_bytes()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        said = list(pool.map(
            lambda name: look_at(root, build, wanted[name], config), looked_at))
    checks = [(f"clang-tidy: {name}", lines)
              for name, lines in zip(looked_at, said)]
    left = len(wanted) - len(looked_at)
    if left > 0:
        checks.append((f"{left} more changed files # SKIP left to --slow", []))
    if not checks:
        tree.skip_all("no source of this build changed")
    tree.report(checks)


if __name__ == "__main__":
    main()
