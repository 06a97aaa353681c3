#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests check.py: it must find each of these violations in a small tree made
for it, and none in the same tree without them. Speaks TAP.

Usage: violations.py C-COMPILER..."""
import pathlib
import subprocess
import sys
import tempfile

CHECK = pathlib.Path(__file__).with_name("check.py")

# A tree of files that keeps the rules.
GOOD = {
    "core/include/smooth/error.h": "int smooth_error (void);\n",
    "core/error.c": "#include <smooth/error.h>\nint smooth_error (void) { return 1; }\n",
    "core/kernel/blas.h": "void smooth_blas (void);\n",
    "core/kernel/blas.c":
        '#include "kernel/blas.h"\nvoid sgemm_ (void);\n'
        "void smooth_blas (void) { sgemm_ (); }\n",
    "core/base/system.c": "int mmap (void);\nint smooth_map (void) { return mmap (); }\n",
    "core/engine/engine-run.h": "void smooth_run (void);\n",
    "core/engine/engine-run.c":
        '#include "kernel/blas.h"\n#include "engine/engine-run.h"\n'
        "void smooth_run (void) { smooth_blas (); }\n",
    "train/run/recipe.c": "int train_task (void) { return 1; }\n",
    "train/base/stop.c": "static int asked; int raise (int);\n"
                        "int train_stop (void) { return raise (asked++); }\n",
    "ui/view.c": "#include <smooth/error.h>\nint gtk_init (void);\n"
                 "int smooth_view (void) { return gtk_init (); }\n",
}

# For each violation: the file, the text put at its end, the check that must
# fail.
VIOLATIONS = [
    ("core/kernel/blas.c", '#include "engine/engine-run.h"', "includes follow"),
    ("ui/view.c", '#include "kernel/blas.h"', "includes follow"),
    ("core/engine/engine-run.c", "#include <libgimp/gimp.h>", "foreign headers"),
    ("core/engine/engine-run.c", "#include <sys/mman.h>", "foreign headers"),
    ("core/engine/engine-run.c", "void gegl_init (void); void a (void) { gegl_init (); }",
     "core needs no GIMP"),
    ("core/engine/engine-run.c", "void gtk_main (void); void a (void) { gtk_main (); }",
     "core needs no GTK"),
    ("core/engine/engine-run.c", "int puts (const char *); void a (void) { puts (\"a\"); }",
     "core neither prints"),
    ("core/engine/engine-run.c", "void exit (int); void a (void) { exit (1); }",
     "core neither prints"),
    ("core/engine/engine-run.c", "void sgemm_ (void); void a (void) { sgemm_ (); }",
     "only blas.c"),
    ("core/engine/engine-run.c", "int sysconf (int); int a (void) { return sysconf (1); }",
     "only system.c"),
    ("core/kernel/blas.c", "void smooth_run (void); void a (void) { smooth_run (); }",
     "core's layers"),
    ("core/engine/engine-run.c", "static int calls; int a (void) { return calls++; }",
     "core keeps no mutable"),
    ("ui/view.c", "int timespec_get (int); int a (void) { return timespec_get (1); }",
     "nothing waits"),
    ("core/engine/engine-run.c", "int pthread_cond_timedwait (void); "
     "int a (void) { return pthread_cond_timedwait (); }", "nothing waits"),
    ("ui/view.c", "void gimp_quit (void); void a (void) { gimp_quit (); }",
     "ui needs no GIMP"),
    ("ui/view.c", "int printf (const char *, ...); void a (void) { printf (\"a\"); }",
     "ui neither prints"),
    ("train/run/recipe.c", "void g_log (void); void a (void) { g_log (); }",
     "the trainer's library neither"),
    ("train/run/recipe.c", "void g_printerr (const char *, ...);"
     " void a (void) { g_printerr (\"a\"); }",
     "the trainer's library neither"),
    ("train/run/recipe.c", "void abort (void); void a (void) { abort (); }",
     "the trainer's library neither"),
    ("train/run/recipe.c", "static int calls; int a (void) { return calls++; }",
     "the trainer's library keeps"),
]


def failed_checks(compiler, files):
    """Returns the names of the checks that fail on a tree of these files."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        objects = {"core": [], "train": [], "ui": []}
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, text in files.items():
            if not name.endswith(".c"):
                continue
            # Headers that do not exist must not stop the compiler.
            lines = [t for t in text.splitlines() if not t.startswith("#")]
            top, _, rest = name.partition("/")
            out = root / (rest.replace("/", "_") + ".o")
            subprocess.run(
                [*compiler, "-w", "-O0", "-fno-builtin", "-xc", "-c", "-", "-o", out],
                input="void smooth_blas (void);\n" + "\n".join(lines) + "\n",
                text=True, check=True)
            objects[top].append(out)
        for top, members in objects.items():
            subprocess.run(["ar", "rc", root / f"{top}.a", *members], check=True)
        said = subprocess.run(
            [sys.executable, CHECK, root, "--core", root / "core.a",
             "--train", root / "train.a", "--ui", root / "ui.a"],
            check=True, capture_output=True, text=True).stdout
    return [line.split(" ", 3)[3] for line in said.splitlines()
            if line.startswith("not ok")]


def main():
    compiler = sys.argv[1:] or ["cc"]
    print(f"TAP version 13\n1..{len(VIOLATIONS) + 1}")
    found = failed_checks(compiler, GOOD)
    print(f"{'not ok' if found else 'ok'} 1 a tree that keeps the rules passes {found or ''}")
    for number, (name, text, wanted) in enumerate(VIOLATIONS, 2):
        found = failed_checks(compiler, {**GOOD, name: GOOD[name] + text + "\n"})
        good = any(check.startswith(wanted) for check in found)
        print(f"{'ok' if good else 'not ok'} {number} {name}: {text.split(';')[0][:50]}"
              .replace("#", ""))
        if not good:
            print(f"# wanted a failure of '{wanted}', got {found}")


if __name__ == "__main__":
    sys.exit(main())
