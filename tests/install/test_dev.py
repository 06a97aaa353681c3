#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev must remove nothing that is in use and hide nothing: neither its root,
nor the caller's files and folders, nor another ./dev at work. Runs on the
system of fake_system.py, where nothing is installed. Speaks TAP.

Usage: test_dev.py SOURCE-ROOT"""
import pathlib
import sys
import tempfile

from fake_system import System, can_mount
from installed import Tap

SOURCE = pathlib.Path(sys.argv[1])
SYSTEM_FOLDERS = ["/", "/etc", "/usr", "/usr/bin", "/var", "/bin", "/lib"]


def check_root_stays(tap, system):
    """A root that has worked is kept whatever apt does, and another one is
    made."""
    status, said = system.dev("shell", "cat", "/etc/which-system")
    tap.check("a root is made and entered", status == 0 and "root" in said, said)
    tap.check("the base system is verified by Debian's keys",
              f"--force-check-gpg --keyring={system.keyring}"
              in system.debootstraps()[0], system.debootstraps())
    (system.root / "etc/apt-fails").touch()
    (system.root / "srv/mine").touch()
    status, said = system.dev("train", "info")
    tap.check("apt fails in a root that has worked: an error",
              status == 1 and "left as it is" in said, said)
    tap.check("... and the root stays", (system.root / "srv/mine").exists(),
              said)
    (system.root / ".structure-smooth").unlink()
    (system.folder / "root/etc/apt-fails").unlink(missing_ok=True)
    status, said = system.dev("shell", "ls", "/srv")
    tap.check("a root that was never finished is made again",
              status == 0 and "mine" not in said
              and len(system.debootstraps()) == 2, said)


def check_users_keep_root(tap, system):
    """No root is removed while a command runs in it."""
    user = system.start("shell", "sh", "-c", "echo in; until test -e /srv/go;"
                        " do sleep .1; done; ls /srv; echo out")
    user.stdout.readline()
    (system.root / ".structure-smooth").unlink()
    (system.root / ".base").unlink()
    (system.root / "srv/mine").touch()
    other = system.start("shell", "ls", "/srv")
    said = other.stdout.readline()
    tap.check("whoever would make the root again waits for a command in it",
              "waiting for another ./dev" in said, said)
    (system.root / "srv/go").touch()
    rest = user.communicate()[0]
    tap.check("... and that keeps it to its end",
              "mine" in rest and "out" in rest, rest)
    said = other.communicate()[0]
    tap.check("... then it is made again",
              other.returncode == 0 and "mine" not in said, said)


def check_keyring(tap, system):
    """Without the keys of the mirror nothing is installed."""
    lonely = system.folder / "no-keys.gpg"
    before = len(system.debootstraps())
    status, said = system.dev("shell", "ls", DEV_KEYRING=str(lonely),
                              XDG_CACHE_HOME=str(system.folder / "other"))
    tap.check("no keys: they are asked for, and no base system is made",
              status == 1 and "debian-archive-keyring" in said
              and len(system.debootstraps()) == before, said)


def check_start_folders(tap, system):
    """A command runs in the root in the same folder as the caller, whichever
    that is."""
    for here in SYSTEM_FOLDERS:
        status, said = system.dev("shell", "cat", "/etc/which-system", here=here)
        tap.check(f"from {here} a command still runs in the root",
                  status == 0 and "\nroot\n" in "\n" + said, said)
    status, said = system.dev("shell", "sh", "-c", "pwd; ls /proc/self/fd")
    fds = said.split()[1:]
    tap.check("from a folder of one's own it starts there",
              status == 0 and said.startswith(str(system.folder)), said)
    tap.check("no lock is inherited", not {"6", "7", "8", "9"} & set(fds), said)


def check_outputs(tap, system):
    """What the trainer writes is visible outside of the root, wherever it is.
    """
    here = system.folder / "work/inner"
    here.mkdir(parents=True)
    cases = {
        "a new folder here": ("new", here / "new"),
        "beside": ("../beside", here.parent / "beside"),
        "some folders further": (system.folder / "far/a/b",
                                 system.folder / "far/a/b"),
        "as an option": (f"--data={system.folder}/option/c",
                         system.folder / "option/c"),
    }
    for name, (argument, outcome) in cases.items():
        status, said = system.dev("train", "mi", argument, here=here)
        tap.check(f"output {name} is there",
                  status == 0 and (outcome / "made").is_dir(), said)
    status, said = system.dev("train", "mi", "/etc/new", here=here)
    tap.check("an output in the system's own folders is refused",
              status == 1 and "/etc/new" in said
              and not (system.root / "etc/new").exists(), said)
    status, said = system.dev("train", "mi", "new", here="/")
    tap.check("so is a relative one from there", status == 1, said)


def check_language(tap, system):
    """apt is called with English messages, whatever the caller's language."""
    other = system.folder / "os-release"
    other.write_text("ID=elsewhere\n", encoding="utf-8")
    system.stub("apt-cache", """
        if [ "${LC_ALL:-}" = C ]; then echo "  Candidate: 3.0"
        else echo "  Installationskandidat: 3.0"; fi""")
    status, said = system.dev(
        "shell", "cat", "/etc/which-system", DEV_ENVIRONMENT="",
        LANG="de_DE.UTF-8", LC_ALL="de_DE.UTF-8",
        before=f'mount --bind {other} /etc/os-release')
    tap.check("a German apt's GIMP is seen", "making" not in said
              and "root" not in said.split(), f"{status} {said}")


TRY_STUBS = {
    "pkg-config": "exit 0",
    "cc": "exit 0",
    "ninja": "exit 0",
    "meson": """
        case $1 in
          setup) mkdir -p "$2" ;;
          install) p=$DESTDIR/lib/plug-ins/structure-smooth
                   mkdir -p "$p"; touch "$p/structure-smooth" ;;
        esac""",
    # Each of the two programs waits until both have started.
    "gimp-console-3": """
        mkdir -p "$FAKE/at-work"; touch "$FAKE/at-work/$$"
        n=0
        while [ "$(ls "$FAKE/at-work" | wc -l)" -lt "${BOTH:-1}" ]; do
          n=$((n + 1)); [ $n -lt 200 ] || exit 1; sleep .1
        done
        test -e "$GIMP3_DIRECTORY/plug-ins/structure-smooth/structure-smooth" || exit 1
        cp picture smooth.png; cp picture edges.png""",
}


def check_try(tap, system):
    """Two `./dev try` may run at once, and the caller's own files stay."""
    for name, body in TRY_STUBS.items():
        system.stub(name, body)
    mine = system.folder / "try"
    mine.mkdir()
    for name in ("one", "two"):
        (mine / f"{name}.png").write_text(name)
    runs = [system.start("try", "--batch", f"{name}.png", here=mine, BOTH="2",
                         DEV_ENVIRONMENT="host") for name in ("one", "two")]
    said = [run.communicate()[0] for run in runs]
    tap.check("two at once: both succeed",
              [run.returncode for run in runs] == [0, 0], said)
    tap.check("... each with its own picture",
              all((mine / f"{name}-smooth.png").exists()
                  and (mine / f"{name}-smooth.png").read_text() == name
                  for name in ("one", "two")), said)
    (mine / "one-edges.png").write_text("precious")
    status, said = system.dev("try", "--batch", "one.png", here=mine,
                              DEV_ENVIRONMENT="host")
    tap.check("a file of the caller's is not overwritten", status == 0
              and (mine / "one-edges.png").read_text() == "precious"
              and (mine / "one-edges-2.png").read_text() == "one", said)
    left = {p.name for p in (system.cache / "structure-smooth/try").iterdir()}
    tap.check("nothing is left behind", left <= {"profile-3.0"}, left)


def main():
    tests = [check_root_stays, check_users_keep_root, check_keyring,
             check_start_folders, check_outputs, check_language, check_try]
    if not can_mount():
        print("1..0 # SKIP no mount name spaces here")
        return
    tap = Tap(5 + 3 + 1 + len(SYSTEM_FOLDERS) + 2 + 6 + 1 + 4)
    with tempfile.TemporaryDirectory(prefix="smooth-dev-", dir="/var/tmp") as name:
        system = System(pathlib.Path(name), SOURCE)
        for test in tests:
            test(tap, system)


if __name__ == "__main__":
    main()
