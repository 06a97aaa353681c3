#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one test file inside a private, headless GIMP and passes its TAP on.

    run.py --build BUILD --engine ENGINE_RAW --probe UNDO_PROBE --gimp GIMP
           [--only WORDS] [--slow] [--fonts] [--user-babl]
           [--timeout SECONDS] [--shim LIBRARY] [--keep]
           TEST_FILE

The profile is new for each run: only GIMP's Python interpreter, its PNG
loader and our plug-in, laid out as `meson install` would (from meson's own
list of installed files), so that a start takes about two seconds. A crash of
GIMP or of the plug-in, a warning by the plug-in's process, and a run that
takes too long are failures, reported as a last test of the file.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NAME = "structure-smooth"
GIMPRC = """(plug-in-path "{plugins}")
(show-welcome-dialog no)
(check-updates no)
(color-profile-policy keep)
(metadata-rotation-policy keep)
(save-session-info no)
(debug-policy never)
(swap-path "{swap}")
(temp-path "{scratch}")
"""
DISPLAY = ["dbus-run-session", "--", "xvfb-run", "-a", "-s",
           "-screen 0 1400x1000x24"]
# This setting makes file choosers show the working folder.
GTK_SETTINGS = """[org/gtk/settings/file-chooser]
startup-mode='cwd'
"""
# Matches a line of GLib's log that the plug-in's own process has written.
# Lines about gimp_flush are left out: GIMP may close the pipe before a plug-in
# that ends has done so.
WARNING = re.compile(
    rf"\({NAME}:\d+\): (?!.*gimp_flush).*(WARNING|CRITICAL|ERROR)")
CRASHED = re.compile(r"[Pp]lug-?[Ii]n crashed|fatal error")


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--probe", required=True)
    parser.add_argument("--gimp", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--slow", action="store_true")
    parser.add_argument("--fonts", action="store_true",
                        help="with fonts, for text layers")
    parser.add_argument("--user-babl", action="store_true",
                        help="with babl's own choice of conversions")
    parser.add_argument("--timeout", type=float, default=300.0 * float(
        os.environ.get("SMOOTH_TEST_PATIENCE", "1")))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--gimprc", default="", help="a line more for gimprc")
    parser.add_argument("--gtk", default="", help="a line of GTK's settings")
    parser.add_argument("--gui", metavar="LOOP_WATCH",
                        help="on a display of its own, with this module in"
                        " the plug-in; GIMP is gimp-3.0 then")
    parser.add_argument("--operation", help="the GEGL operation, which GIMP"
                        " does not have without this")
    parser.add_argument("--program", help="a build of the plug-in to put in"
                        " its place")
    parser.add_argument("--env", action="append", default=[],
                        metavar="NAME=VALUE", help="a variable more for GIMP")
    parser.add_argument("--kills", action="store_true",
                        help="the test kills the plug-in: what GIMP and the"
                        " plug-in say of that is no fault")
    parser.add_argument("--swap-mib", type=int, help="GIMP's swap folder is a"
                        " disk of its own of this size")
    parser.add_argument("--shim", help="a library to let calls fail by")
    parser.add_argument("test", type=pathlib.Path)
    return parser.parse_args()


def install(build, plugins):
    """Copies what would be installed into the plug-in's folder; returns that
    folder."""
    listed = json.loads(
        (build / "meson-info" / "intro-installed.json").read_text())
    programs = [to for to in listed.values()
                if to.endswith(f"/{NAME}/{NAME}")]
    if len(programs) != 1:
        sys.exit(f"meson would install {len(programs)} plug-ins, not 1")
    root = os.path.dirname(programs[0])
    target = plugins / NAME
    for source, to in listed.items():
        if to.startswith(root + "/"):
            path = target / os.path.relpath(to, root)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, path)
    return target


def browser(home, pages):
    """Makes the profile's web browser a script that writes the addresses to
    which it is sent into the file pages."""
    applications = home / ".local/share/applications"
    applications.mkdir(parents=True)
    script = home / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> {pages}\n')
    script.chmod(0o755)
    (applications / "browser.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Browser\nExec={script} %u\n"
        "MimeType=text/html;x-scheme-handler/https;\n")
    (home / ".config/mimeapps.list").write_text(
        "[Default Applications]\ntext/html=browser.desktop\n"
        "x-scheme-handler/https=browser.desktop\n")


def choose_operations(args, folder):
    """Puts links to GEGL's modules into a folder, and the module undo-probe.
    Those that read and write files are left out: each process that starts
    GEGL would load the 90 libraries that these need."""
    installed = subprocess.run(
        ["pkg-config", "--variable=pluginsdir", "gegl-0.4"], check=True,
        capture_output=True, text=True).stdout.strip()
    folder.mkdir()
    for path in pathlib.Path(installed).glob("*.so"):
        if not path.stem.endswith(("-load", "-save")):
            (folder / path.name).symlink_to(path)
    shutil.copy2(args.probe, folder)
    if args.operation:
        shutil.copy2(args.operation, folder)


def babl_settings(args):
    """Returns the environment variables for babl. In each process babl
    measures chains of up to 3 conversions and takes the fastest of those that
    are at most 6e-6 off. That is slow, and never gives the same chain twice.
    Chains of one conversion avoid both; the slow tier has exact ones. babl
    also measures, in 350 MB, how fast it would convert by tables, which costs
    each process more than all that a test has it do."""
    if args.slow:
        return {"BABL_TOLERANCE": "0"}
    if args.user_babl:
        return {}
    return {"BABL_PATH_LENGTH": "1", "BABL_LUT": "0"}


def profile(args, root):
    """Makes the profile. Returns the environment variables with which GIMP
    uses it."""
    plugins = root / "gimp" / "plug-ins"
    operations = root / "operations"
    scratch = root / "scratch"
    swap = root / "swap" if args.swap_mib else scratch
    for folder in {plugins, scratch, swap}:
        folder.mkdir(parents=True)
    folder = install(args.build, plugins)
    if args.program:
        shutil.copy2(args.program, folder / NAME)
    choose_operations(args, operations)
    library = subprocess.run(
        ["pkg-config", "--variable=gimplibdir", "gimp-3.0"], check=True,
        capture_output=True, text=True).stdout.strip()
    for name in ["python-eval", "file-png", "file-jpeg"]:
        (plugins / name).symlink_to(f"{library}/plug-ins/{name}")
    (root / "gimp" / "gimprc").write_text(
        GIMPRC.format(plugins=plugins, scratch=scratch, swap=swap) + args.gimprc + "\n")
    # Without this file GIMP opens all its docks.
    (root / "gimp" / "sessionrc").write_text("(hide-docks yes)\n")
    settings = root / "home/.config/gtk-3.0"
    settings.mkdir(parents=True)
    browser(root / "home", root / "pages")
    stored = root / "home/.config/glib-2.0/settings"
    stored.mkdir(parents=True)
    (stored / "keyfile").write_text(GTK_SETTINGS)
    (settings / "settings.ini").write_text(f"[Settings]\n{args.gtk}\n")
    environment = {key: value for key, value in os.environ.items()
                   if not key.startswith(("XDG_", "LC_", "GIMP", "GEGL",
                                          "BABL", "SMOOTH_TEST"))}
    environment.pop("LANGUAGE", None)
    environment.update(babl_settings(args), GEGL_PATH=str(operations))
    if not args.gui:
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
    else:
        modules = f"gail:atk-bridge:{os.path.abspath(args.gui)}"
        environment.update(GTK_MODULES=modules, NO_AT_BRIDGE="0",
                           GDK_BACKEND="x11", GSETTINGS_BACKEND="keyfile",
                           SMOOTH_TEST_LOOP=str(root / "loop"))
    if args.shim:
        environment.update(LD_PRELOAD=os.path.abspath(args.shim),
                           SMOOTH_FAULT_PROGRAM=NAME,
                           SMOOTH_FAULT_ORDER=str(root / "fault-order"),
                           SMOOTH_FAULT_REPORT=str(root / "fault-report"))
    environment.update(
        HOME=str(root / "home"), GIMP3_DIRECTORY=str(root / "gimp"),
        LANG="C.UTF-8", LC_ALL="C.UTF-8", PYTHONDONTWRITEBYTECODE="1",
        SMOOTH_TEST_DIRTY=str(root / "dirty"),
        SMOOTH_TEST_TAP=str(root / "tap"), SMOOTH_TEST_LOG=str(root / "log"),
        SMOOTH_TEST_ONLY=args.only, SMOOTH_TEST_PLUGIN=str(folder),
        SMOOTH_TEST_SCRATCH=str(scratch),
        SMOOTH_TEST_ENGINE=os.path.abspath(args.engine),
        SMOOTH_TEST_PAGES=str(root / "pages"),
        SMOOTH_TEST_WEIGHTS=str(folder / "weights"),
        SMOOTH_TEST_DATA=str(args.test.resolve().parent.parent / "data"),
        SMOOTH_TEST_EVENTS=str(root / "events"),
        SMOOTH_TEST_SWAP=str(swap),
        SMOOTH_TEST_SLOW="1" if args.slow else "0",
        **dict(text.split("=", 1) for text in args.env))
    return environment


def on_small_disk(args, environment):
    """Returns the words to put before a command, so that the swap folder is a
    small disk of its own."""
    if not args.swap_mib:
        return []
    return ["unshare", "--mount", "--propagation", "private", "sh", "-ec",
            f"mount -t tmpfs -o size={args.swap_mib}m none"
            f" {environment['SMOOTH_TEST_SWAP']}; exec \"$@\"", "sh"]


def can_mount(args, environment):
    return not args.swap_mib or subprocess.run(
        on_small_disk(args, environment) + ["true"],
        capture_output=True).returncode == 0


def pass_on(tap, position):
    """Copies new lines of the TAP file to stdout, as soon as they are
    complete."""
    tap.seek(position)
    text = tap.read()
    text = text[:text.rfind("\n") + 1]
    sys.stdout.write(text)
    sys.stdout.flush()
    return position + len(text.encode())


def run(args, environment):
    """Runs GIMP until it ends. Returns (exit status or None, log, TAP)."""
    boot = (f"import sys; sys.path.insert(0, {str(args.test.resolve().parent)!r});"
            f" import {args.test.stem}, harness; harness.main()")
    command = [args.gimp, "-d", "--quit",
               "--batch-interpreter=python-fu-eval", "-b", boot]
    command[1:1] = [] if args.gui else ["-i"]
    command[1:1] = [] if args.fonts else ["-f"]
    command[:0] = DISPLAY if args.gui else []
    command[:0] = on_small_disk(args, environment)
    tap_path, log_path = (environment[f"SMOOTH_TEST_{name}"]
                          for name in ("TAP", "LOG"))
    deadline = time.monotonic() + args.timeout
    with open(tap_path, "w+", encoding="utf-8") as tap, \
            open(log_path, "w", encoding="utf-8") as log:
        gimp = subprocess.Popen(command, env=environment, stdout=log,
                                stderr=log, stdin=subprocess.DEVNULL,
                                cwd=environment["SMOOTH_TEST_SCRATCH"],
                                start_new_session=True)
        position = 0
        try:
            while gimp.poll() is None and time.monotonic() < deadline:
                time.sleep(0.1)
                position = pass_on(tap, position)
            status = gimp.poll()
        finally:
            try:
                os.killpg(gimp.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            gimp.wait()
        pass_on(tap, position)
    return (status, pathlib.Path(log_path).read_text(errors="replace"),
            pathlib.Path(tap_path).read_text(errors="replace"))


def faults(status, log, tap, kills):
    """Returns what went wrong with the run of GIMP as a whole. kills: the test
    kills the plug-in."""
    found = []
    if status is None:
        found.append("GIMP did not end in time")
    elif status != 0:
        found.append(f"GIMP ended with {status}")
    if not kills:
        found += [line for line in log.split("\n")
                  if WARNING.search(line) or CRASHED.search(line)]
    elif "fatal error" in log:
        found.append("GIMP crashed")
    planned = re.search(r"^1\.\.(\d+)$", tap, re.M)
    n_done = len(re.findall(r"^(?:not )?ok ", tap, re.M))
    if not planned:
        found.append("the test file did not start")
    elif int(planned[1]) != n_done + 1:
        found.append(f"{n_done} of {int(planned[1]) - 1} cases were run")
    return found, (int(planned[1]) if planned else 1), bool(planned)


def main():
    args = options()
    root = pathlib.Path(tempfile.mkdtemp(prefix="smooth-gimp-"))
    try:
        environment = profile(args, root)
        if not can_mount(args, environment):
            print("1..0 # SKIP no disk can be mounted here")
            return
        status, log, tap = run(args, environment)
        found, number, planned = faults(status, log, tap,
                                        args.kills)
        if not planned:
            print("1..1")
        for fault in found:
            print("#", fault)
        if found:
            lines = [line for line in log.split("\n") if line.strip()]
            print("\n".join("# " + line for line in lines[-60:]))
        print("not ok" if found else "ok", number,
              "- GIMP and the plug-in ran clean")
    finally:
        if args.keep:
            print("# kept", root)
        else:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
