#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` installs: the right files and no others; the folders
that -Dplugindir names; and a plug-in's folder that was moved must still
smooth, find its weights and speak the user's language. Speaks TAP.

Usage: test_install.py SOURCE-ROOT BUILD-ROOT GIMP-CONSOLE"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from installed import NAME, Tap, install

SOURCE, BUILD, GIMP = (pathlib.Path(a) for a in sys.argv[1:4])
METAINFO = "share/metainfo/org.gimp.GIMP.Plugin.StructureSmooth.metainfo.xml"
TIMEOUT_S = 90

# A script that runs in GIMP: it smooths noise, and asks for weights that do
# not exist.
IN_GIMP = r'''
import json, os
from gi.repository import Gegl, Gimp, Gio
pdb = Gimp.get_pdb()
found = {}
image = Gimp.Image.new(32, 32, Gimp.ImageBaseType.RGB)
layer = Gimp.Layer.new(image, "a", 32, 32, Gimp.ImageType.RGB_IMAGE, 100,
                       Gimp.LayerMode.NORMAL)
image.insert_layer(layer, None, 0)
noise = bytes((x * x * 37 + 11 * x) % 251 for x in range(32 * 32 * 3))
layer.get_buffer().set(Gegl.Rectangle.new(0, 0, 32, 32), "R'G'B' u8", noise)
procedure = pdb.lookup_procedure("plug-in-structure-smooth")
found["procedure"] = procedure is not None
if procedure:
    found["label"] = procedure.get_menu_label()
    def run(**more):
        config = procedure.create_config()
        config.set_property("image", image)
        config.set_core_object_array("drawables", [layer])
        for name, value in more.items():
            config.set_property(name, value)
        result = procedure.run(config)
        return result.index(0) == Gimp.PDBStatusType.SUCCESS, pdb.get_last_error()
    found["missing"] = run(weights=Gio.File.new_for_path("/no-such-folder"))
    found["smoothed"] = run()
    after = layer.get_buffer().get(Gegl.Rectangle.new(0, 0, 32, 32), 1.0,
                                   "R'G'B' u8", Gegl.AbyssPolicy.NONE)
    found["changed"] = bytes(after) != noise
with open(os.environ["FOUND"], "w") as file:
    json.dump(found, file)
'''

def introspect(build, what):
    said = subprocess.run(["meson", "introspect", build, what], check=True,
                          capture_output=True, text=True)
    return json.loads(said.stdout)


def options(build):
    return {o["name"]: o["value"] for o in introspect(build, "--buildoptions")}


def gimp_says(folder, environment):
    """Returns what the script IN_GIMP finds out in a GIMP whose profile is
    folder."""
    found = folder / "found.json"
    run = subprocess.run(
        [GIMP, "-i", "-d", "-f", "--quit",
         "--batch-interpreter=python-fu-eval", "-b", IN_GIMP],
        env={**os.environ, "HOME": str(folder), "GIMP3_DIRECTORY": str(folder),
             "FOUND": str(found), **environment},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, timeout=TIMEOUT_S, check=False)
    if not found.exists():
        return {"log": run.stdout.decode(errors="replace")[-2000:]}
    return json.loads(found.read_text(encoding="utf-8"))


def variable(package, name):
    """Returns a variable of a package, as pkg-config knows it."""
    return subprocess.run(
        ["pkg-config", f"--variable={name}", package],
        check=True, capture_output=True, text=True).stdout.strip()


def check_files(tap, folder):
    """Checks the list of files. Returns the plug-in's folder below the stage.
    """
    stage = folder / "stage"
    files, home = install(BUILD, stage)
    set_to = options(BUILD)
    lines = (SOURCE / "plugin/po/LINGUAS").read_text("utf-8").splitlines()
    languages = " ".join(
        line for line in lines if not line.startswith("#")).split()
    wanted = {f"{home}/{NAME}", f"{home}/weights/eme.safetensors",
              f"{home}/weights/mi.safetensors"}
    if not set_to["plugindir"]:
        wanted.add(f"{set_to['prefix']}/{METAINFO}")
        wanted.add(f"{variable('gegl-0.4', 'pluginsdir')}/{NAME}.so")
    wanted |= {f"{home}/locale/{language}/LC_MESSAGES/{NAME}.mo"
               for language in languages}
    wanted |= {f"{home}/help/en/{name}" for name in
               ("edge-map.jpg", "gallery.html", "gimp-help.xml", "index.html",
                "split.jpg")}
    wanted |= {f"{home}/help/en/gallery-{name}.jpg" for name in
               ("boost", "descreen", "flatten", "linen", "remove", "separation",
                "upscaled")}
    tap.check("these files are installed and no others", files == wanted,
              f"only installed: {files - wanted}\nonly wanted: {wanted - files}")
    default = variable("gimp-3.0", "gimplibdir")
    tap.check("the default folder is GIMP's own",
              set_to["plugindir"] or home == f"{default}/plug-ins/{NAME}", home)
    return stage / home.lstrip("/")


def check_plugindir(tap, folder, value, environment, wanted, says):
    """Checks where a build configured with -Dplugindir=value would install."""
    build = folder / ("build-" + says.split()[0])
    clean = {k: v for k, v in os.environ.items()
             if k not in ("GIMP3_DIRECTORY", "XDG_CONFIG_HOME")}
    run = subprocess.run(
        ["meson", "setup", build, SOURCE, f"-Dplugindir={value}",
         "-Dplugin=enabled"],
        env={**clean, **environment}, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, check=False)
    if run.returncode:
        tap.check(says, False, run.stdout[-2000:])
        return
    paths = set(introspect(build, "--installed").values())
    outside = {p for p in paths if not p.startswith(str(wanted) + f"/{NAME}")}
    if value == "user":
        outside.discard(f"{environment['XDG_DATA_HOME']}/gegl-0.4/plug-ins"
                        f"/{NAME}.so")
    tap.check(says, paths and not outside, f"outside of {wanted}: {outside}")


def check_refused(tap, folder, says, hidden, *more):
    """Checks that a configuration which could install no plug-in is refused.
    Libraries with hidden in their names are not found."""
    known = folder / ("libraries-" + (hidden or "all"))
    known.mkdir()
    paths = subprocess.run(
        ["pkg-config", "--variable=pc_path", "pkg-config"], check=True,
        capture_output=True, text=True).stdout.strip().split(":")
    for path in paths:
        for file in pathlib.Path(path).glob("*.pc"):
            if not hidden or hidden not in file.name:
                (known / file.name).symlink_to(file)
    run = subprocess.run(
        ["meson", "setup", folder / f"build-no-{hidden}", SOURCE, *more],
        env={**os.environ, "PKG_CONFIG_LIBDIR": str(known)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False)
    tap.check(says, run.returncode and "ERROR" in run.stdout, run.stdout[-2000:])


def check_moved(tap, folder, built):
    """Moves the plug-in's folder, and checks it in a GIMP that speaks German.
    """
    profile = folder / "a profile, moved"
    shutil.copytree(built, profile / "plug-ins" / NAME)
    said = gimp_says(profile, {"LC_ALL": "C.UTF-8"})
    tap.check("a moved folder: the procedure is there", said.get("procedure"), said)
    tap.check("a moved folder: smooths with the weights beside it",
          said.get("smoothed", [False])[0] and said.get("changed"), said)
    tap.check("a moved folder: missing weights are an error",
          not said.get("missing", [True])[0]
          and "/no-such-folder" in said["missing"][1], said)
    # The system may have no German locale, and in the locale "C" gettext
    # translates nothing, so one is made.
    subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", folder / "de_DE.UTF-8"],
        check=True, capture_output=True)
    german = gimp_says(profile, {"LOCPATH": str(folder),
                                 "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"})
    tap.check("a moved folder: speaks German, core's errors too",
          "label" in said and german.get("label") not in (None, said["label"])
          and german["missing"][1] != said["missing"][1],
          f"{said}\n{german}")


def main():
    tap = Tap(10)
    with tempfile.TemporaryDirectory(prefix="smooth-install-") as name:
        folder = pathlib.Path(name)
        built = check_files(tap, folder)
        version = subprocess.run(
            ["pkg-config", "--modversion", "gimp-3.0"],
            check=True, capture_output=True, text=True).stdout.split(".")
        config = folder / "config"
        check_plugindir(
            tap, folder, "user",
            {"XDG_CONFIG_HOME": str(config),
             "XDG_DATA_HOME": str(folder / "data")},
            config / "GIMP" / ".".join(version[:2]) / "plug-ins",
            "user: plugindir=user is GIMP's configuration folder, and GEGL's")
        check_plugindir(tap, folder, str(folder / "own"), {}, folder / "own",
                        "own: plugindir=FOLDER is that folder, nothing else")
        check_refused(tap, folder, "no libgimp: meson setup fails", "gimp")
        check_refused(tap, folder, "no widgets: so it does with -Dui=disabled",
                      "", "-Dplugin=enabled", "-Dui=disabled")
        check_moved(tap, folder, built)


if __name__ == "__main__":
    main()
