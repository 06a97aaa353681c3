# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A system for ./dev in which nothing is really installed. It consists of a
copy of ./dev in a source tree of its own, of scripts in place of apt,
debootstrap, wget, meson and GIMP, and of a root with a few programs, which is
made by the script in place of debootstrap."""
import os
import pathlib
import shutil
import subprocess
import textwrap

TIMEOUT_S = 120
ROOT_PROGRAMS = ["sh", "env", "ls", "cat", "mkdir", "touch", "sleep", "tr",
                 "dirname", "cp", "chmod", "nice", "grep"]

# Scripts in the root. apt-get fails as long as /etc/apt-fails exists.
ROOT_STUBS = {
    "apt-get": 'echo "$@" >>/var/log/apt; test ! -e /etc/apt-fails',
    "dpkg": "exit 0",
    "cc": "echo 1",
    "pkg-config": "echo 1",
    "meson": 'if [ "$1" = setup ]; then mkdir -p "$2"; fi',
    "ninja": 'd="$2/core/train/program"; mkdir -p "$d"\n'
             'p="$d/structure-smooth-train"\n'
             'printf \'#!/bin/sh\\nshift\\nfor a; do mkdir -p "${a#--*=}/made"; done\\n\''
             ' >"$p"; chmod +x "$p"',
}

# Scripts on the host. The one in place of debootstrap records its calls.
HOST_STUBS = {
    "wget": "exit 0",
    "apt-get": "exit 0",
    "apt-cache": "exit 0",
    "apt-config": "exit 0",
    "pkg-config": "exit 1",
    "dpkg-query": "echo installed",
    "debootstrap": 'echo "$@" >>"$FAKE/debootstrap.log"\n'
                   'to=; for a; do case $a in'
                   ' /*) [ -n "$to" ] || to=$a ;; esac; done\n'
                   'cp -a "$FAKE/root/." "$to/"',
}


def script(path, body):
    """Writes an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def make_root(root):
    """Makes a folder that chroot can enter: it has ROOT_PROGRAMS and the
    libraries that they need."""
    for name in ("usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "proc", "sys",
                 "dev", "tmp", "etc/apt/apt.conf.d", "etc/dpkg/dpkg.cfg.d",
                 "var/log", "srv"):
        (root / name).mkdir(parents=True)
    for name in ("bin", "sbin", "lib", "lib64"):
        (root / name).symlink_to(f"usr/{name}")
    (root / "etc/which-system").write_text("root\n", encoding="utf-8")
    for name in ROOT_PROGRAMS:
        program = shutil.which(name)
        shutil.copy(program, root / "usr/bin" / name)
        listed = subprocess.run(["ldd", program], capture_output=True,
                                text=True, check=True).stdout
        for word in listed.split():
            if word.startswith("/"):
                to = root / os.path.realpath(
                    os.path.dirname(word)).lstrip("/") / os.path.basename(word)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(word, to)
    for name, body in ROOT_STUBS.items():
        script(root / "usr/bin" / name, body)


class System:
    """A fake system below a folder, with functions that run its dev."""

    def __init__(self, folder, source):
        self.folder = folder
        self.tree = folder / "tree"
        self.cache = folder / "cache"
        self.root = self.cache / "structure-smooth/trixie"
        self.keyring = folder / "keys.gpg"
        self.keyring.touch()
        (self.tree / "tests/tools").mkdir(parents=True)
        shutil.copy(source / "dev", self.tree)
        for name in ("cross.sh", "environment.sh", "gimp.sh", "stages.sh",
                     "try.scm"):
            shutil.copy(source / "tests/tools" / name,
                        self.tree / "tests/tools")
        make_root(folder / "root")
        for name, body in HOST_STUBS.items():
            self.stub(name, body)

    def stub(self, name, body):
        script(self.folder / "bin" / name, textwrap.dedent(body))

    def root_stub(self, name, body):
        """Puts a script into the roots that are made from now on."""
        script(self.folder / "root/usr/bin" / name, textwrap.dedent(body))

    def start(self, *command, here=None, before="", **environment):
        """Starts dev. before: shell code that runs first, in a mount name
        space of its own."""
        line = f'{before}\nexec bash "$0" "$@"'
        return subprocess.Popen(
            ["unshare", "--mount", "sh", "-ec", line,
             str(self.tree / "dev"), *map(str, command)],
            cwd=here or self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={"PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                 "HOME": str(self.folder), "FAKE": str(self.folder),
                 "XDG_CACHE_HOME": str(self.cache),
                 "DEV_KEYRING": str(self.keyring), "CI": "true",
                 "DEV_ENVIRONMENT": "root", **environment})

    def dev(self, *command, **more):
        """Runs dev until it ends. Returns the exit status and the output."""
        process = self.start(*command, **more)
        try:
            said = process.communicate(timeout=TIMEOUT_S)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            return None, process.communicate()[0]
        return process.returncode, said

    def debootstraps(self):
        """Returns the calls of debootstrap so far."""
        log = self.folder / "debootstrap.log"
        return log.read_text().splitlines() if log.exists() else []


def can_mount():
    """Returns whether the name spaces that ./dev needs can be made on this
    machine."""
    return subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs",
         "none", "/mnt"], capture_output=True, check=False).returncode == 0
