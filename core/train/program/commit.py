#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the commit that a source tree is at, for the metadata of weights:

    commit.py SOURCE_ROOT

The first 12 digits: out of the file COMMIT where the tree was unpacked from a
source archive, else as git says, with "-dirty" if files differ from the commit.
Without git out of the folder .git, with "-unchecked", since nothing says then
whether files differ. "unknown" outside of a repository.
"""
import pathlib
import shutil
import subprocess
import sys

N_DIGITS = 12


def read_archive(root):
    """Returns the commit that plugin/packaging/write-commit.py wrote into the
    archive; None in a repository."""
    try:
        return (root / "COMMIT").read_text("utf-8").split()[-1]
    except OSError:
        return None


def ask_git(root):
    """Returns the output of git; None if there is no git."""
    if shutil.which("git") is None:
        return None
    # The tree may belong to another user than the one who builds.
    run = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", root, "describe", "--always",
         "--dirty", "--match=", f"--abbrev={N_DIGITS}"],
        capture_output=True, text=True, check=False)
    return run.stdout.strip() if run.returncode == 0 else None


def find_folder(root):
    """Returns the folder .git. In a worktree, .git is a file that names it."""
    folder = root / ".git"
    if folder.is_file():
        text = folder.read_text("utf-8").strip()
        folder = root / text.removeprefix("gitdir: ")
    return folder


def look_up(folder, name):
    """Returns the commit to which the reference name points. Worktrees share
    all references but HEAD with the folder that commondir names."""
    common = folder
    if (folder / "commondir").is_file():
        common = folder / (folder / "commondir").read_text("utf-8").strip()
    for place in (folder, common):
        if (place / name).is_file():
            return (place / name).read_text("utf-8").strip()
    for line in (common / "packed-refs").read_text("utf-8").split("\n"):
        if line.endswith(f" {name}"):
            return line.split()[0]
    raise OSError(f"no {name}")


def read_head(root):
    """Returns the commit by reading the files in .git; None outside a
    repository."""
    try:
        folder = find_folder(root)
        head = (folder / "HEAD").read_text("utf-8").strip()
        if head.startswith("ref: "):
            head = look_up(folder, head.removeprefix("ref: "))
    except OSError:
        return None
    return f"{head[:N_DIGITS]}-unchecked"


def main():
    root = pathlib.Path(sys.argv[1])
    print(read_archive(root) or ask_git(root) or read_head(root) or "unknown")


if __name__ == "__main__":
    main()
