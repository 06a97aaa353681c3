#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev test --cross has an environment for each processor, runs the tests by each
path of its kernels, and goes on where one cannot be built; cross.py chooses tests
and prints the table. ./dev runs on the system of fake_system.py, where nothing is
installed. Speaks TAP.

Usage: test_cross.py SOURCE-ROOT
"""
import json
import pathlib
import subprocess
import sys
import tempfile

from fake_system import System, can_mount, script
from installed import Tap

SOURCE = pathlib.Path(sys.argv[1])
CROSS = SOURCE / "tests/tools/cross.py"
PROCESSORS = ["arm64", "riscv64", "nehalem", "s390x", "windows"]

# In the roots: each processor's program names two paths, apart from s390x's. The
# file fails has words: a build, or a test, whose arguments have one of them
# fails. meson says what it runs, and by which path.
STUBS = {
    "meson": """
        for word in $(cat /etc/fails); do
          case " $* " in *" test "*"$word"*) exit 1 ;; esac
        done
        case $1 in
          test) echo "$(cat /etc/os) ${SMOOTH_CPU:-none} ${SMOOTH_EMULATED:-0}: $*" ;;
          setup) mkdir -p "$2/meson-logs" ;;
        esac""",
    "ninja": """
        for word in $(cat /etc/fails); do
          case " $* " in *"build-$word"*) exit 1 ;; esac
        done""",
    "python3": """
        case "$1 $2" in
          *"cross.py list") echo "tests-of-$4" ;;
          *"cross.py table") shift 2; for log; do echo "row ${log##*/}"; done ;;
          *) shift; for log; do echo "log ${log##*/}"; done ;;
        esac""",
    "dpkg": 'echo "dpkg $*" >>/var/log/apt',
    "qemu-aarch64": "echo baseline; echo second",
    "qemu-riscv64": "echo baseline; echo second",
    "gcc": "exit 0",
    "qemu-x86_64": 'case $3 in *avx) test -e /etc/has-avx ;;\n'
                   '*) echo baseline; echo second ;; esac',
    "qemu-s390x": "echo baseline",
    # Programs of Windows end their lines with a carriage return, too.
    "wine": r"printf 'v3\r\nbaseline\r\n'",
}


# In place of the script that builds the libraries for Windows.
LIBRARIES = """
    echo "$*" >>/etc/libraries
    grep -q libraries /etc/fails && exit 1
    exit 0"""


def make(folder):
    """A system whose debootstrap writes the name of the suite into the root."""
    system = System(folder, SOURCE)
    for name, body in STUBS.items():
        system.root_stub(name, body)
    windows = system.tree / "plugin/packaging/windows"
    script(windows / "cross-libraries.sh", LIBRARIES)
    script(windows / "check-syntax.sh", 'grep -q syntax /etc/fails && exit 1\nexit 0')
    old = (folder / "bin/debootstrap").read_text(encoding="utf-8")
    (folder / "bin/debootstrap").write_text(
        old + 'case " $* " in *" forky "*) suite=forky ;; *) suite=trixie ;; esac\n'
        'echo $suite >"$to/etc/os"\n'
        ': >"$to/etc/fails"\n'
        'if [ $suite = forky ] && [ -e "$FAKE/no-forky" ]; then'
        ' touch "$to/etc/apt-fails"; fi\n', encoding="utf-8")
    return system


def runs(said):
    """The lines that meson's stub printed, behind the stage's name."""
    return [line.split(": ", 1)[1] for line in said.splitlines()
            if "_" in line.split(": ", 1)[0] and ": test -C" in line]


def rows(said):
    return [line for line in said.splitlines() if line.startswith("row ")]


def check_all(tap, system):
    status, said = system.dev("test", "--cross")
    done = runs(said)
    tap.check("every processor by every path", status == 0 and rows(said) == [
        f"row {name}.json" for name in (
            "arm64_baseline", "arm64_second", "riscv64_baseline",
            "riscv64_second", "nehalem_baseline", "nehalem_second",
            "s390x_baseline", "windows_v3", "windows_baseline")], said)
    tap.check("... which the engine is told, and that it is emulated", [
        line.split(":")[0] for line in done] == [
            "trixie baseline 1", "trixie second 1"] * 3
        + ["forky baseline 1", "trixie v3 0", "trixie baseline 0"], said)
    tap.check("... with the tests that an emulator can run", [
        line.split()[-1] for line in done] == [
            "tests-of-core", "tests-of-path"] * 2
        + ["tests-of-quick", "tests-of-path", "tests-of-files",
           "tests-of-trainer", "tests-of-path"], said)
    tap.check("... those without AVX by an emulator of such a processor", [
        "--wrapper qemu-x86_64 -cpu Nehalem" in line for line in done] ==
        [False] * 4 + [True] * 2 + [False] * 3, said)
    cache = system.root.parent
    apt = (cache / "trixie-cross/var/log/apt").read_text()
    tap.check("the environment has the libraries of other processors",
              "--add-architecture riscv64" in apt
              and "libglib2.0-dev:arm64" in apt
              and "s390x" not in apt, apt)
    tap.check("... and is not one of those of GIMP",
              sorted(path.name for path in cache.glob("*/etc/os"))
              == ["os"] * 3 and not system.root.exists())
    libraries = (cache / "trixie-windows/etc/libraries").read_text()
    tap.check("for Windows there are libraries first",
              "glib2.0" in libraries.splitlines()[0].split(), libraries)
    tap.check("a second run sets nothing up", system.dev(
        "test", "--cross", "arm64")[0] == 0 and apt == (
            cache / "trixie-cross/var/log/apt").read_text())


def check_some(tap, system):
    status, said = system.dev("test", "--cross", "riscv64")
    tap.check("one processor alone", status == 0 and len(rows(said)) == 2
              and "riscv64" in rows(said)[0], said)
    status, said = system.dev("test", "--cross", "z80")
    tap.check("another one is refused", status == 1 and "'z80'" in said
              and all(name in said for name in PROCESSORS), said)


def check_failures(tap, system):
    fails = system.root.parent / "trixie-cross/etc/fails"
    fails.write_text("cross-arm64\n", encoding="utf-8")
    status, said = system.dev("test", "--cross")
    tap.check("where a build fails the others go on", len(runs(said)) == 7
              and rows(said)[0] == "row arm64_none.json"
              and "arm64: no environment, or no build" in said, said)
    fails.write_text("second\n", encoding="utf-8")
    status, said = system.dev("test", "--cross")
    tap.check("tests that fail make the run fail, at its end",
              status == 1 and len(rows(said)) == 9, said)
    fails.write_text("", encoding="utf-8")
    (fails.parent / "has-avx").touch()
    status, said = system.dev("test", "--cross", "nehalem")
    tap.check("so does an emulator that executes AVX", not runs(said)
              and rows(said) == ["row nehalem_none.json"], said)
    (fails.parent / "has-avx").unlink()
    (system.folder / "no-forky").touch()
    status, said = system.dev(
        "test", "--cross", XDG_CACHE_HOME=str(system.folder / "cache-2"))
    tap.check("so they do without forky", len(runs(said)) == 8
              and rows(said)[-3] == "row s390x_none.json", said)
    fails = system.root.parent / "trixie-windows/etc/fails"
    fails.write_text("libraries\n", encoding="utf-8")
    status, said = system.dev("test", "--cross", "windows")
    tap.check("so they do without the libraries for Windows",
              rows(said) == ["row windows_none.json"]
              and "the libraries for Windows could not be built" in said, said)
    fails.write_text("syntax\n", encoding="utf-8")
    status, said = system.dev("test", "--cross", "windows")
    tap.check("... and where ui or plugin does not compile there",
              rows(said) == ["row windows_none.json"]
              and "does not compile for Windows" in said, said)


def check_slow(tap, system):
    """The stage of the slow tier."""
    text = (SOURCE / "tests/tools/stages.sh").read_text(encoding="utf-8")
    tap.check("the slow tier has them as a stage", "\n    stage_cross\n" in text)
    script = (f'. "{system.tree}/tests/tools/cross.sh"\n'
              'begin () { stage=$1; }; end () { echo "end $stage $root"; }\n'
              'run_processors () { root=other packages=other logs=()\n'
              '  cross_logs=(one two) stage=other; }\n'
              'root=own packages=own logs=(before) stage=\n'
              'stage_cross\n'
              'echo "$root $packages ${logs[*]}"\n')
    said = subprocess.run(["bash", "-euc", script], capture_output=True,
                          text=True, check=False).stdout
    tap.check("... after which the environment is the one of before",
              said == "end cross own\nown own before one two\n", said)


def entry(name, suite, command):
    return {"name": name, "suite": [f"structure-smooth:{suite}"],
            "cmd": [str(command)]}


def check_list(tap, folder):
    build = folder / "build"
    (build / "meson-info").mkdir(parents=True)
    (build / "meson-info/intro-tests.json").write_text(json.dumps([
        entry("engine", "quick", build / "engine"),
        entry("engine-hdr", "standard", build / "hdr"),
        entry("engine-memory", "slow", build / "memory"),
        entry("safetensors-save", "quick", build / "save"),
        entry("boundaries", "quick", "/usr/bin/python3"),
        entry("train-mi", "standard", build / "mi"),
        entry("train-adam", "quick", build / "adam"),
        entry("plugin-pixel-store", "quick", build / "store"),
        entry("ui-pane", "standard", build / "pane"),
        entry("loss-mi", "quick", build / "loss"),
    ]), encoding="utf-8")
    wanted = {"core": ["engine", "engine-hdr", "safetensors-save"],
              "path": ["engine"],
              "files": ["safetensors-save"],
              "quick": ["engine", "safetensors-save", "train-adam",
                        "plugin-pixel-store", "loss-mi"],
              "trainer": ["engine", "engine-hdr", "safetensors-save", "train-mi",
                          "train-adam", "loss-mi"]}
    for kind, names in wanted.items():
        said = subprocess.run(
            [sys.executable, str(CROSS), "list", str(build), kind],
            capture_output=True, text=True, check=False).stdout
        tap.check(f"the tests of kind {kind}", said.split() == names, said)


def table(*logs):
    done = subprocess.run(
        [sys.executable, str(CROSS), "table", *map(str, logs)],
        capture_output=True, text=True, check=False)
    return done.returncode, [line.split() for line in
                             done.stdout.splitlines()]


def check_table(tap, folder):
    good, bad = folder / "arm64_baseline.json", folder / "arm64_blas.json"
    good.write_text("".join(json.dumps({
        "name": "a", "result": "OK", "duration": 2,
        "stdout": "ok 1 a\nok 2 b # SKIP no\n1..2\n"}) + "\n"
        for _ in range(3)), encoding="utf-8")
    bad.write_text(json.dumps({
        "name": "a", "result": "FAIL", "duration": 1,
        "stdout": "ok 1 a\n1..2\n"}) + "\n", encoding="utf-8")
    status, lines = table(good)
    tap.check("a row of the table", status == 0 and lines[1] == [
        "arm64", "baseline", "3", "3", "3", "6"], lines)
    status, lines = table(good, bad)
    tap.check("a program that crashes", status == 1 and lines[2] == [
        "arm64", "blas", "2", "1", "0", "1"], lines)
    status, lines = table(good, folder / "s390x_none.json")
    tap.check("a log that is missing", status == 1 and lines[2][:4] == [
        "s390x", "none", "1", "0"], lines)
    bad.write_text("", encoding="utf-8")
    tap.check("a row without tests is not good", table(bad)[0] == 1)


def main():
    if not can_mount():
        print("1..0 # SKIP no mount name spaces here")
        return
    tap = Tap(8 + 2 + 6 + 2 + 5 + 4)
    with tempfile.TemporaryDirectory(prefix="smooth-cross-",
                                     dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        system = make(folder)
        for test in (check_all, check_some, check_failures, check_slow):
            test(tap, system)
        for test in (check_list, check_table):
            test(tap, folder)


if __name__ == "__main__":
    main()
