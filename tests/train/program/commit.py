#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commit in the metadata of weights, found without git: commit.py SCRIPT
(TAP).
"""
import subprocess
import sys

import tap

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FOUND = COMMIT[:12] + "-unchecked"


def ask(root):
    """Returns what the script prints where there is no git."""
    run = subprocess.run([sys.executable, sys.argv[1], str(root)],
                         capture_output=True, text=True, check=True,
                         env={"PATH": str(root)})
    return run.stdout.strip()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8")


def checks(root):
    yield "no repository", ask(root) == "unknown"

    write(root / "branch/.git/HEAD", "ref: refs/heads/a/b")
    write(root / "branch/.git/refs/heads/a/b", COMMIT)
    yield "a branch", ask(root / "branch") == FOUND

    write(root / "detached/.git/HEAD", COMMIT)
    yield "a commit without branch", ask(root / "detached") == FOUND

    write(root / "packed/.git/HEAD", "ref: refs/heads/main")
    write(root / "packed/.git/packed-refs",
          f"# pack-refs with: peeled\n{'f' * 40} refs/heads/other-main\n"
          f"{COMMIT} refs/heads/main")
    yield "a branch in packed-refs", ask(root / "packed") == FOUND

    write(root / "worktree/.git", "gitdir: ../branch/.git/worktrees/w")
    write(root / "branch/.git/worktrees/w/HEAD", "ref: refs/heads/w")
    write(root / "branch/.git/worktrees/w/commondir", "../..")
    write(root / "branch/.git/refs/heads/w", COMMIT)
    yield "a worktree", ask(root / "worktree") == FOUND

    write(root / "archive/COMMIT", "# A comment.\n1764500000 fedcba987654")
    write(root / "archive/.git/HEAD", COMMIT)
    yield "an unpacked archive", ask(root / "archive") == "fedcba987654"

    write(root / "new/.git/HEAD", "ref: refs/heads/main")
    yield "a repository without commits", ask(root / "new") == "unknown"


if __name__ == "__main__":
    sys.exit(tap.run(checks))
