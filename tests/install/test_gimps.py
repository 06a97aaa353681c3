#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev has an environment for each version of GIMP, and tests the plug-in in
both, or says that it can't. Runs on the system of fake_system.py, where nothing
is installed. Speaks TAP.

Usage: test_gimps.py SOURCE-ROOT
"""
import pathlib
import re
import sys
import tempfile

from fake_system import System, can_mount
from installed import Tap

SOURCE = pathlib.Path(sys.argv[1])
WHICH = ("shell", "--gimp", "3.2", "cat", "/etc/which-system")

# In the roots: meson has three tests, and notes each call; it fails where
# /etc/tests-fail exists, and ninja where /etc/build-fails does. The stage
# "tests" waits until a stage of the second row has begun. python3, which counts,
# shows the logs that it is given.
TEST_STUBS = {
    "meson": """
        case " $* " in
          *" --list "*) echo "p:standard+plugin / one"; echo "p:plugin / two" ;;
          *" test "*)
            echo "ran in $(cat /etc/os): $*"
            mkdir -p "$3/meson-logs"; : >"$3/meson-logs/$6.json"
            case $6 in
              style) ;;
              tests)
                for try in 1 2 3 4 5 6 7 8 9 10; do
                  if [ -e "$3/../second" ]; then echo "side by side"; break; fi
                  sleep 1
                done ;;
              *) touch "$3/../second" ;;
            esac
            test ! -e /etc/tests-fail ;;
          " setup "*) mkdir -p "$2/meson-logs" ;;
        esac""",
    # apt fails when it is asked for a package that the file absent names.
    "apt-cache": "! grep -qx -- \"$2\" /etc/absent",
    "apt-get": """
        for word; do ! grep -qx -- "$word" /etc/absent || exit 100; done
        test ! -e /etc/apt-fails""",
    "ninja": "test ! -e /etc/build-fails",
    "python3": "shift; for log; do echo \"log $log\"; cat \"$log\"; done",
}


def only_debian_13():
    """Returns the packages that check sources and those of the slow tests, as
    ./dev lists them."""
    text = (SOURCE / "dev").read_text(encoding="utf-8")
    return [package for name in ("check", "slow") for package in re.search(
        rf'^{name}_packages="([^"]*)"', text, re.MULTILINE)[1].split()]


def make(folder):
    """A system whose debootstrap writes the name of the suite into the root,
    and whose apt-get fails in forky while the file no-forky exists. Its forky
    has none of the programs that check sources or that slow tests need."""
    system = System(folder, SOURCE)
    for name, body in TEST_STUBS.items():
        system.root_stub(name, body)
    (folder / "absent").write_text(
        "\n".join(only_debian_13()) + "\n", encoding="utf-8")
    old = (folder / "bin/debootstrap").read_text(encoding="utf-8")
    (folder / "bin/debootstrap").write_text(
        old + 'case " $* " in *" forky "*) suite=forky ;; *) suite=trixie ;; esac\n'
        'echo $suite >"$to/etc/os"\n'
        ': >"$to/etc/absent"\n'
        '[ $suite = trixie ] || cp "$FAKE/absent" "$to/etc/absent"\n'
        'if [ $suite = forky ] && [ -e "$FAKE/no-forky" ]; then'
        ' touch "$to/etc/apt-fails"; fi\n', encoding="utf-8")
    return system


def check_roots(tap, system):
    status, said = system.dev("shell", "--gimp", "3.2", "cat", "/etc/os")
    tap.check("GIMP 3.2 is in a root of forky",
              status == 0 and "\nforky\n" in "\n" + said, said)
    tap.check("... which is verified, too", "--force-check-gpg" in
              system.debootstraps()[0] and " forky " in
              system.debootstraps()[0], system.debootstraps())
    forky = system.root.parent / "forky"
    options = "etc/apt/apt.conf.d/90structure-smooth"
    tap.check("... whose lists may be out of date",
              "Check-Valid-Until" in (forky / options).read_text())
    status, said = system.dev("shell", "cat", "/etc/os")
    tap.check("the default is Debian 13",
              status == 0 and "\ntrixie\n" in "\n" + said, said)
    tap.check("... whose lists may not be out of date",
              "Valid" not in (system.root / options).read_text())
    status, said = system.dev("shell", "--gimp", "2.10", "true")
    tap.check("another version is refused", status == 1 and "2.10" in said
              and "3.0 3.2" in said, said)


def check_own(tap, system):
    """This system has GIMP 3.2."""
    system.stub("pkg-config", "echo 3.2.6")
    status, said = system.dev("shell", "echo", "here", DEV_ENVIRONMENT="")
    tap.check("a system's own GIMP 3.2 is used", status == 0
              and said.split() == ["here"], said)
    status, said = system.dev(*WHICH, DEV_ENVIRONMENT="")
    tap.check("... when it is asked for, too", "root" not in said.split(), said)
    status, said = system.dev("shell", "--gimp", "3.0", "cat", "/etc/os",
                              DEV_ENVIRONMENT="")
    tap.check("... and 3.0 has a root", status == 0 and "trixie" in said, said)
    status, said = system.dev("shell", "--gimp", "3.0", "true",
                              DEV_ENVIRONMENT="host")
    tap.check("... unless only this system is to be used",
              status == 1 and "is 3.2, not 3.0" in said, said)
    system.stub("pkg-config", "exit 1")


def ran(said, system):
    return [line for line in said.splitlines() if f": ran in {system}" in line]


def check_tests(tap, system):
    status, said = system.dev("test")
    tap.check("all tests run in the default", status == 0 and any(
        "--no-suite slow" in line and "--suite plugin" not in line
        for line in ran(said, "trixie")), said)
    tap.check("... in the other GIMP those of the plug-in, in a folder of its own",
              [("--suite plugin" in line, "/build-dev-3.2 " in line)
               for line in ran(said, "forky")] == [(True, True)], said)
    tap.check("... side by side with the others",
              "tests: side by side" in said, said)
    tap.check("... and the closing lines have both",
              all(f"/{stage}.json\n" in said for stage in (
                  "style", "tests", "GIMP 3.2", "sanitizers"))
              and "took: style " in said and ",GIMP 3.2 " in said, said)
    (system.root.parent / "forky/etc/tests-fail").touch()
    status, said = system.dev("test")
    tap.check("tests that fail in the other GIMP make the run fail, at its end",
              status == 1 and "/sanitizers.json\n" in said, said)
    (system.root.parent / "forky/etc/tests-fail").unlink()
    (system.root.parent / "forky/etc/build-fails").touch()
    status, said = system.dev("test")
    tap.check("... and a build that fails there ends it",
              status == 1 and "the build failed" in said
              and ".json" not in said, said)
    (system.root.parent / "forky/etc/build-fails").unlink()
    status, said = system.dev("test", "--gimp", "3.0")
    tap.check("--gimp 3.0 alone", status == 0 and ran(said, "trixie")
              and not ran(said, "forky"), said)
    status, said = system.dev("test", "--gimp", "3.2")
    tap.check("--gimp 3.2 alone, without the checks of sources, which it lacks",
              status == 0 and ran(said, "forky")
              and not ran(said, "trixie"), said)
    status, said = system.dev("test", "--slow")
    tap.check("--slow runs those of the plug-in in the other GIMP, too",
              any("--suite plugin" in line for line in ran(said, "forky")), said)


def check_absent(tap, system):
    """The packages of forky cannot be installed today."""
    (system.folder / "no-forky").touch()
    status, said = system.dev(
        "test", XDG_CACHE_HOME=str(system.folder / "cache-2"))
    tap.check("without forky's packages the tests go on with 3.0",
              status == 0 and ran(said, "trixie") and not ran(said, "forky"),
              said)
    tap.check("... the run says so",
              "GIMP 3.2 can't be had today" in said, said)
    tap.check("... and its tests are counted as skipped",
              '{"name": "one in GIMP 3.2", "result": "SKIP"}\n'
              '{"name": "two in GIMP 3.2", "result": "SKIP"}\n' in said, said)


def main():
    if not can_mount():
        print("1..0 # SKIP no mount name spaces here")
        return
    tap = Tap(6 + 4 + 9 + 3)
    with tempfile.TemporaryDirectory(prefix="smooth-gimps-",
                                     dir="/var/tmp") as name:
        system = make(pathlib.Path(name))
        for test in (check_roots, check_own, check_tests, check_absent):
            test(tap, system)


if __name__ == "__main__":
    main()
