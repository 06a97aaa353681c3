# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the installation share: an installation below a folder,
and output as TAP."""
import os
import pathlib
import subprocess

NAME = "structure-smooth"


def install(build, stage):
    """Installs below stage. Returns the paths of the installed files without
    stage, and the plug-in's own folder among them."""
    subprocess.run(
        ["meson", "install", "-C", build, "--no-rebuild", "--quiet"],
        env={**os.environ, "DESTDIR": str(stage)}, check=True,
        capture_output=True)
    files = {"/" + p.relative_to(stage).as_posix()
             for p in stage.rglob("*") if not p.is_dir()}
    program = next((f for f in files if f.endswith(f"/{NAME}/{NAME}")),
                   "/nowhere/nothing")
    return files, str(pathlib.PurePath(program).parent)


class Tap:
    """Numbers and prints test points."""

    def __init__(self, n_points):
        self.n_done = 0
        print(f"TAP version 13\n1..{n_points}", flush=True)

    def check(self, name, good, remark=""):
        self.n_done += 1
        print(f"{'ok' if good else 'not ok'} {self.n_done} {name}", flush=True)
        if not good:
            print("# " + str(remark).replace("\n", "\n# "), flush=True)
