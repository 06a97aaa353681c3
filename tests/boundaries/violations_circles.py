#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests circles.py: it must find each of these circles in a small tree made
for it, and none in the same tree without them. Speaks TAP.

Usage: violations_circles.py C-COMPILER..."""
import json
import pathlib
import subprocess
import sys
import tempfile

CIRCLES = pathlib.Path(__file__).with_name("circles.py")

# The tree, {(library, file): text}. No two of its files need each other: the
# main.c of both programs use a function show, but each its own.
GOOD = {
    ("core", "core/base.c"): "int base (void) { return 1; }",
    ("core", "core/net.c"):
        "const int shape[] = { 1, 2 };"
        " int base (void); int net (void) { return base (); }",
    ("core", "core/engine.c"):
        "int net (void); int base (void); int engine (void)"
        " { return net () + base (); }",
    ("one", "ui/top.c"): "int base (void); int top (void) { return base (); }",
    ("one", "ui/show.c"): "int show (void) { return 1; }",
    ("one", "ui/main.c"):
        "int show (void); int help (void) { return 2; }"
        " int main (void) { return show (); }",
    ("two", "plugin/show.c"):
        "int help (void); int show (void) { return help (); }",
    ("two", "plugin/main.c"): "int help (void) { return 2; }",
    ("test", "tests/first.c"): "int b (void); int a (void) { return b (); }",
    ("test", "tests/second.c"): "int a (void); int b (void) { return a (); }",
}

# For each circle: what it is, library, file, text put at the file's end, files
# of the circle.
VIOLATIONS = [
    ("two files", "core", "core/base.c",
     "int net (void); int up (void) { return net (); }",
     ["core/base.c", "core/net.c"]),
    ("three files", "core", "core/base.c",
     "int engine (void); int up (void) { return engine (); }",
     ["core/base.c", "core/engine.c", "core/net.c"]),
    ("a function that is named alone", "core", "core/base.c",
     "int net (void); int (*const up) (void) = net;",
     ["core/base.c", "core/net.c"]),
    ("a table of data", "core", "core/base.c",
     "extern const int shape[]; int up (void) { return shape[0]; }",
     ["core/base.c", "core/net.c"]),
    ("files of two libraries", "core", "core/base.c",
     "int top (void); int up (void) { return top (); }",
     ["core/base.c", "ui/top.c"]),
]


def circles(compiler, files):
    """Returns the circles that are found in a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        build = root / "build"
        commands = []
        for (library, name), text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text + "\n", encoding="utf-8")
            made = build / library / (name.replace("/", "_") + ".o")
            made.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([*compiler, "-w", "-O0", "-fno-builtin", "-c", path,
                            "-o", made], check=True)
            commands.append({"directory": str(build), "file": f"../{name}",
                             "output": str(made.relative_to(build))})
        (build / "compile_commands.json").write_text(json.dumps(commands))
        said = subprocess.run([sys.executable, CIRCLES, root, build],
                              check=True, capture_output=True, text=True).stdout
    found = [line.removeprefix("# circle: ").split(", ")
             for line in said.splitlines() if line.startswith("# circle: ")]
    assert bool(found) == ("\nnot ok" in said), said
    return found


def main():
    compiler = sys.argv[1:] or ["cc"]
    print(f"TAP version 13\n1..{len(VIOLATIONS) + 1}")
    found = circles(compiler, GOOD)
    print(f"{'not ok' if found else 'ok'} 1 a tree without circles passes {found or ''}")
    for number, (what, library, file, text, wanted) in enumerate(VIOLATIONS, 2):
        key = (library, file)
        found = circles(compiler, {**GOOD, key: GOOD[key] + "\n" + text})
        good = found == [wanted]
        print(f"{'ok' if good else 'not ok'} {number} {what}")
        if not good:
            print(f"# wanted {wanted}, got {found}")


if __name__ == "__main__":
    main()
