#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks who may include and call whom: plugin -> ui -> core/include, and
inside core engine -> net -> kernel -> file -> base, never upward.

Usage: check.py SOURCE-ROOT [--core ARCHIVE...] [--ui ARCHIVE...]
                 [--plugin PROGRAM] [--train ARCHIVE...]

The rules are checked twice: by the #include lines of every source file, and by
the symbols of what was built (from nm). The symbols also tell who prints,
exits, calls the operating system or keeps mutable state. Speaks TAP."""
import argparse
import pathlib
import re
import subprocess
import sys

# Each layer may use itself and the layers before it in its list.
CORE_LAYERS = ["include", "base", "file", "kernel", "net", "engine", "train"]
MAY_USE = {
    layer: set(CORE_LAYERS[: i + 1]) for i, layer in enumerate(CORE_LAYERS)
}
MAY_USE["ui"] = {"include", "ui"}
MAY_USE["plugin"] = {"include", "ui", "plugin"}

# Foreign headers that only some layers may include.
GIMP_HEADERS = re.compile(r"^(libgimp|gegl|babl)")
GTK_HEADERS = re.compile(r"^(gtk|gdk|cairo|atk|pango)")
# Libraries by which the trainer reads, draws and plots pictures.
PICTURE_HEADERS = re.compile(r"^(gdk-pixbuf|cairo|pango)")
BLAS_HEADERS = re.compile(r"^(cblas|openblas|mkl|lapacke)")
SYSTEM_HEADERS = re.compile(
    r"^(sys/|linux/|unistd\.h|sched\.h|fcntl\.h|dlfcn\.h|windows\.h)"
)

# The only files that may call the operating system: one of the product's for
# each system, and those of the trainer's, which locks folders, is told to end, and
# opens files that may be pipes without waiting for them.
SYSTEM_SOURCES = ("core/base/system.c", "core/base/system-windows.c",
                  "core/train/base/stop-windows.c",
                  "core/train/data/regular-file.c",
                  "core/train/run/lock-file.c",
                  "core/train/run/lock-file-windows.c")

GIMP_SYMBOLS = re.compile(r"^(gimp|gegl|babl)_")
GTK_SYMBOLS = re.compile(r"^(gtk|gdk|cairo|atk|pango)_")
BLAS_SYMBOLS = re.compile(r"^((cblas_|openblas_|goto_|mkl_).*|[sdcz]gem[mv]_)$")
SPEAKING_SYMBOLS = re.compile(
    r"^(_*(f|v|vf)?printf(_chk)?|f?puts|putchar|putc|fputc|perror|stdout|stderr"
    r"|write|exit|_exit|_Exit|quick_exit|abort|g_print(err)?|g_log|g_warn_message"
    r"|g_log_structured(_standard)?|g_error|on_exit|atexit)$"
)
# Functions that read the time of day. It may be set back while somebody waits
# by it, so waiting needs the monotonic clock.
TIME_OF_DAY_SYMBOLS = re.compile(
    r"^(timespec_get|gettimeofday|time|ftime|sem_timedwait|pthread_mutex_timedlock"
    r"|g_get_(real|current)_time|g_date_time_new_now\w*)$")
# Functions that all files of core may call: those of core itself, of GLib, of
# json-glib and of standard C. All others are the system's.
STANDARD_SYMBOLS = re.compile(
    r"^(smooth_\w+|g_\w+|json_\w+|mem\w+|str\w+|bsearch|qsort|free"
    r"|(f?abs|sqrt|exp|exp2|expm1|log|log2|log10|log1p|pow|tanh|sinh|cosh|sin"
    r"|cos|tan|atan|atan2|floor|ceil|round|trunc|rint|nearbyint|l?lround|l?lrint"
    r"|fmin|fmax|fma|fmod|hypot|cbrt|ldexp|frexp|scalbn|nextafter)f?"
    r"|f(open|close|read|write|seek|tell|flush)(64)?|stat(64)?"
    r"|pthread_(create|join|(mutex|cond)_\w+)"
    r"|_GLOBAL_OFFSET_TABLE_|__(errno_location|cpu_\w+|stack_chk_fail|mem\w+_chk"
    r"|isnanf?|isinff?|finitef?|atomic_\w+|isoc\w+|popcount\w+|fread_chk)"
    r"|__(asan|ubsan|tsan|gcov|sanitizer)_\w+)$"
)
# Functions that end a process without telling the caller. They are forbidden
# in the trainer's library, too.
ENDING_SYMBOLS = re.compile(
    SPEAKING_SYMBOLS.pattern + r"|^(g_assertion_message\w*|raise)$")
# A signal that came twice is raised again, so that it ends the process.
STOP_FILE = "base_stop.c.o"
SYSTEM_FILE = "base_system.c.o"
BLAS_FILE = "kernel_blas.c.o"
# Mutable statics that hold no state: names made by G_DEFINE_QUARK,
# G_DEFINE_TYPE and g_once_init_enter, each of which is written once, always
# with the same value. gcc calls those inside a function NAME.NUMBER, clang
# FUNCTION.NAME.
ONCE_NAMES = r"(q|\w*_once|is_calm|g_define_type_id|static_g_define_type_id)"
ONCE_ONLY = re.compile(
    rf"^({ONCE_NAMES}\.\d+|\w+\.{ONCE_NAMES}"
    r"|\w+_parent_class|Smooth\w+_private_offset)$")


def layer_of(path):
    """Returns the layer of a source file, by its path from the root; None: it
    may use anything."""
    parts = path.parts
    if parts[0] == "core":
        inner = parts[1] if len(parts) > 2 else "include"
        return inner if inner in CORE_LAYERS else "include"
    return parts[0] if parts[0] in ("ui", "plugin") else None


def includes(root):
    """Returns (file, layer, included name) for every #include below core, ui
    and plugin."""
    line = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
    for top in ("core", "ui", "plugin"):
        for path in sorted((root / top).rglob("*.[ch]")):
            short = path.relative_to(root)
            for name in line.findall(path.read_text(encoding="utf-8")):
                yield short, layer_of(short), name


def resolve(root, path, name):
    """Returns the file of the tree that an #include means; None for a foreign
    file."""
    folders = [path.parent, "core", "core/include", "ui", "plugin", "."]
    for folder in folders:
        found = root / folder / name
        if found.is_file():
            return found.resolve().relative_to(root)
    return None


def check_include_layers(root):
    for path, layer, name in includes(root):
        target = resolve(root, path, name)
        if target is None:
            continue
        other = layer_of(target)
        if other is None or other not in MAY_USE[layer]:
            yield f"{path} ({layer}) includes {target} ({other})"
        elif layer in ("ui", "plugin") and other == "include" \
                and not target.is_relative_to("core/include"):
            yield f"{path} includes {target}, which is not public"


def check_include_foreign(root):
    for path, layer, name in includes(root):
        if resolve(root, path, name):
            continue
        if GIMP_HEADERS.match(name) and layer != "plugin":
            yield f"{path}: only plugin may include {name}"
        if path.parts[:2] == ("plugin", "gegl") \
                and (name.startswith("libgimp") or GTK_HEADERS.match(name)):
            yield f"{path}: the GEGL operation may not include {name}"
        if GTK_HEADERS.match(name) and layer not in ("ui", "plugin") \
                and not (layer == "train" and PICTURE_HEADERS.match(name)):
            yield f"{path}: core may not include {name}"
        if BLAS_HEADERS.match(name) and path.as_posix() != "core/kernel/blas.c":
            yield f"{path}: only core/kernel/blas.c may include {name}"
        if SYSTEM_HEADERS.match(name) and path.parts[0] != "plugin" \
                and path.as_posix() not in SYSTEM_SOURCES:
            yield f"{path}: only {' and '.join(SYSTEM_SOURCES)} may include " \
                  f"{name}"


def nm(*arguments):
    """Returns (member, type, name) of each symbol."""
    text = subprocess.run(
        ["nm", "-A", *map(str, arguments)],
        check=True, capture_output=True, text=True).stdout
    # "lib.a:member.o:ADDRESS TYPE NAME"; a thin archive's members have paths.
    for line in text.splitlines():
        match = re.match(r"(.*:)?([^:]+):[0-9a-f ]+ ([A-Za-z]) (\S+)$", line)
        if match:
            yield match[2].rsplit("/", 1)[-1], match[3], match[4].partition("@")[0]


def undefined(archives):
    return [(m, n) for m, k, n in nm(*archives) if k in "Uw"]


def check_symbols(archives, forbidden, allowed_in=()):
    for member, name in undefined(archives):
        if forbidden.match(name) and member not in allowed_in:
            yield f"{member} needs {name}"


def check_clock(archives):
    needed = undefined(archives)
    for member, name in needed:
        if TIME_OF_DAY_SYMBOLS.match(name):
            yield f"{member} needs {name}"
        if name == "pthread_cond_timedwait" \
                and (member, "pthread_condattr_setclock") not in needed:
            yield f"{member} waits by the time of day"


def check_system(archives):
    for member, name in undefined(archives):
        if member != SYSTEM_FILE and not STANDARD_SYMBOLS.match(name) \
                and not (member == BLAS_FILE and BLAS_SYMBOLS.match(name)):
            yield f"{member} needs {name}, which is neither C17 nor GLib"


def member_layer(member):
    head = member.split("_")[0]
    if head == "simd":
        return "kernel"
    return head if head in CORE_LAYERS else "include"


def check_symbol_layers(archives):
    symbols = list(nm(*archives))
    home = {n: m for m, k, n in symbols if k in "TDBR"}
    for member, kind, name in symbols:
        if kind == "U" and name in home:
            layer, other = member_layer(member), member_layer(home[name])
            # error.c counts as the lowest layer, like the public headers.
            if other not in MAY_USE[layer]:
                yield f"{member} ({layer}) needs {name} of {home[name]}"


def check_state(archives):
    """Checks that there is no mutable data, which objdump shows in .data and
    .bss. Tables of pointers, which are constant once loaded, are in
    .data.rel.ro."""
    text = subprocess.run(
        ["objdump", "-t", *map(str, archives)],
        check=True, capture_output=True, text=True).stdout
    member = "?"
    for line in text.splitlines():
        if ":     file format" in line:
            member = line.split(":")[0].rsplit("/", 1)[-1]
        match = re.search(
            r" O (\.t?(data|bss)(\.rel)?(\.local)?)\t[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if match and not ONCE_ONLY.match(match[5]) \
                and not re.match(r"^(__asan|__ubsan|\.L|\*\.L)", match[5]):
            yield f"{member} keeps mutable state: {match[5]} in {match[1]}"


def check_plugin(program):
    names = [n for _, _, n in nm(program)]
    for name in names:
        if re.match(r"^(smooth_)?train_", name):
            yield f"the plug-in links training: {name}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--core", nargs="*", default=[])
    parser.add_argument("--ui", nargs="*", default=[])
    parser.add_argument("--plugin")
    parser.add_argument("--train", nargs="*", default=[])
    args = parser.parse_args()
    root = args.root.resolve()
    core, ui = args.core, args.ui

    # If there was no symbol at all, nm's answer would not have been
    # understood.
    assert undefined(core), "no symbols found in core"

    checks = [
        ("includes follow the layers", check_include_layers(root)),
        ("foreign headers only where they belong", check_include_foreign(root)),
        ("core needs no GIMP, GEGL, babl", check_symbols(core, GIMP_SYMBOLS)),
        ("core needs no GTK", check_symbols(core, GTK_SYMBOLS)),
        ("core neither prints nor exits", check_symbols(core, SPEAKING_SYMBOLS)),
        ("only blas.c names BLAS", check_symbols(core, BLAS_SYMBOLS, [BLAS_FILE])),
        ("only system.c calls the system", check_system(core)),
        ("core's layers call downward only", check_symbol_layers(core)),
        ("core keeps no mutable state", check_state(core)),
        ("nothing waits by the time of day", check_clock([*core, *ui])),
    ]
    if ui:
        checks += [
            ("ui needs no GIMP, GEGL, babl", check_symbols(ui, GIMP_SYMBOLS)),
            ("ui neither prints nor exits", check_symbols(ui, SPEAKING_SYMBOLS)),
            ("ui keeps no mutable state", check_state(ui)),
        ]
    if args.train:
        checks += [
            ("the trainer's library neither prints nor exits",
             check_symbols(args.train, ENDING_SYMBOLS, [STOP_FILE])),
            ("the trainer's library keeps no mutable state but the stop",
             (problem for problem in check_state(args.train)
              if not problem.startswith(STOP_FILE))),
        ]
    if args.plugin:
        checks.append(("the plug-in links no training", check_plugin(args.plugin)))

    print(f"TAP version 13\n1..{len(checks)}")
    for number, (name, problems) in enumerate(checks, 1):
        problems = sorted(set(problems))
        for problem in problems:
            print(f"# {problem}")
        print(f"{'not ok' if problems else 'ok'} {number} {name}")


if __name__ == "__main__":
    sys.exit(main())
