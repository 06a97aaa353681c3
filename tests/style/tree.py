# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of this folder share: the project's files, and TAP."""
import os
import pathlib
import shutil
import subprocess
import sys

# An untracked file with one of these suffixes counts as a new source. Any
# other untracked file (a smoothed picture, a log) is not the project's.
SOURCE_SUFFIXES = {".c", ".h", ".py", ".sh", ".md", ".build", ".po"}


def git(root, *arguments):
    """Returns what git prints; None if there is no git, or root is in no
    repository."""
    program = shutil.which("git")
    if program is None:
        return None
    # The tree may belong to another user than the one who runs the tests.
    answer = subprocess.run(
        [program, "-c", "safe.directory=*", "-C", root, *arguments],
        capture_output=True, text=True, check=False)
    return answer.stdout if answer.returncode == 0 else None


def walk(root):
    """Returns all files but those of builds and of training runs."""
    for folder, folders, names in os.walk(root):
        is_top = pathlib.Path(folder) == root
        folders[:] = [
            name for name in folders
            if name not in (".git", "__pycache__")
            and not (is_top and name.startswith(("build", "run")))]
        for name in names:
            if not name.endswith(".pyc"):
                yield (pathlib.Path(folder) / name).relative_to(root)


def files(root):
    """Returns the project's files, relative to root and sorted."""
    tracked = git(root, "ls-files", "-z", "--cached", "--", ".")
    if not tracked:  # the tree is an unpacked archive
        return sorted(walk(root))
    new = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--",
              ".") or ""
    names = {pathlib.Path(name) for name in tracked.split("\0") if name}
    names |= {pathlib.Path(name) for name in new.split("\0")
              if pathlib.Path(name).suffix in SOURCE_SUFFIXES}
    return sorted(name for name in names if (root / name).is_file())


def c_files(root):
    return [name for name in files(root) if name.suffix in (".c", ".h")]


def root_argument():
    return pathlib.Path(sys.argv[1]).resolve()


def find_tool(*names):
    """Returns the first of these programs that is installed. If none is, the
    whole check is skipped, and a TAP line says so."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    skip_all(f"{names[0]} is not installed")
    return None


def skip_all(reason):
    print(f"TAP version 13\n1..0 # SKIP {reason}")
    sys.exit(0)


def report(checks):
    """Prints one test point for each (name, problems) of a list."""
    print(f"TAP version 13\n1..{len(checks)}")
    for number, (name, problems) in enumerate(checks, 1):
        problems = list(problems)
        print(f"{'not ok' if problems else 'ok'} {number} {name}")
        for problem in problems:
            print(f"# {problem}")
