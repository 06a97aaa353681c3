#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The trainer's commands on odd data sets: odd-sets.py PROGRAM N [SEED] (TAP).

N folders are made, each from a seed of its own: with odd names, kinds of
files, links and sizes, pictures that are turned, cut off or there twice,
outputs within inputs, and lists in odd encodings. Each command either runs,
says how many files it took and which it left out and why, as the generator
knows, and makes of each what it has to; or it refuses before it has written
anything. None may be ended by a signal or hang, and none may change what it
reads.
"""
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import odd_files
import odd_mat
from odd_checks import MOST_SECONDS, PROGRAM, check_summary, \
    extend_and_check, read_all, run


def make_folder(root, maker, name=b"data"):
    folder = odd_files.Folder(os.path.join(os.fsencode(root), name), maker)
    folder.add_good(maker.random.choice((0, 1, 2, 3, 5)))
    if maker.random.random() < .4:
        folder.add_same_stems()
    for _ in range(maker.random.randrange(0, 9)):
        folder.add_odd()
    folder.merge_broken_twins()
    return folder


def set_of_folder(root, maker):
    """extend on a folder, sometimes with two folders of drawings."""
    name = maker.random.choice((b"data", b"M\xfcnchen", b"a b", b"x.png"))
    folder = make_folder(root, maker, name)
    arguments = [folder.root]
    wanted = dict(folder.wanted)
    for place in (b"art-1", b"art-2") if maker.random.random() < .3 else ():
        path = os.path.join(os.fsencode(root), place, b"1.png")
        os.makedirs(os.path.dirname(path))
        with open(path, "wb") as file:
            file.write(maker.encode(
                maker.image("RGBA", width=64, height=64), "PNG"))
        wanted[path] = odd_files.TAKEN
        arguments = ["--clip-art", os.path.dirname(path)] + arguments
    if not any(map(odd_files.may_be_read, folder.wanted.values())):
        refused = run("extend", *arguments, root / "out")
        assert refused.returncode == 1 and not (root / "out").exists(), \
            refused.text
        return
    before = odd_files.state(folder.root)
    extend_and_check(root, wanted, read_all(wanted), arguments,
                     folder.count(odd_files.TAKEN))
    assert odd_files.state(folder.root) == before


def set_of_held_out(root, maker):
    """extend with a list as an editor on another system would save it."""
    folder = odd_files.Folder(os.path.join(os.fsencode(root), b"data"), maker)
    paths = []
    for number in range(6):
        data, ending = maker.good()
        path = os.path.join(folder.root, b"s%d" % (number % 2),
                            b"photo \xc3\xbc %d" % number + ending.encode())
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
        folder.wanted[path] = odd_files.TAKEN
        paths.append(path)
    held = maker.random.sample(sorted(paths), 3)
    lines = []
    for path in held:
        folder.wanted[path] = odd_files.HELD_OUT
        line = os.path.relpath(path, folder.root).decode()
        if maker.random.random() < .5:
            line = os.path.splitext(line)[0] + ".svg"
        lines.append(line)
    slash = maker.random.choice("/\\")
    text = maker.random.choice(("\n", "\r\n")).join(
        [line.replace("/", slash) for line in lines] + ["not/here.png", ""])
    encoding = maker.random.choice(
        ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"))
    (root / "list.txt").write_bytes(text.encode(encoding))
    arguments = ["--held-out", root / "list.txt", folder.root]
    extend_and_check(root, folder.wanted, read_all(folder.wanted), arguments, 3)
    assert "not/here" in (root / "out/left-out.txt").read_text("utf-8")
    (root / "list.txt").write_bytes("nothing/of/this\r\n".encode(encoding))
    refused = run("extend", "--held-out", root / "list.txt", folder.root,
                  root / "other")
    assert refused.returncode == 1 and "nothing/of/this" in refused.text
    assert not (root / "other").exists()


def archive_members(maker):
    """Returns (name, bytes, what has to become of it) for the members of an
    archive."""
    members = []
    for number in range(maker.random.randrange(1, 5)):
        data, ending = maker.good()
        name = maker.random.choice(("a/%d", "%d", "../%d", "/abs/%d", "ü %d"))
        members.append(((name % number) + ending, data, odd_files.TAKEN))
    png = maker.encode(maker.image(), "PNG")
    for member in (("__MACOSX/._0.png", png, odd_files.HIDDEN),
                   (".DS_Store", b"x", odd_files.HIDDEN),
                   ("readme.txt", b"x", odd_files.KIND),
                   ("inner.zip", b"PK\5\6" + bytes(18), odd_files.KIND),
                   ("cut.png", png[:60], odd_files.UNREADABLE),
                   ("empty.jpg", b"", odd_files.UNREADABLE),
                   ("copy-of-0.png", members[0][1], odd_files.TWICE)):
        if maker.random.random() < .6:
            members.append(member)
    return members


def set_of_archive(root, maker):
    """extend on a zip or a tar file, as other systems make them."""
    members = archive_members(maker)
    if members[-1][2] == odd_files.TWICE:
        # The member whose name comes first has to be taken.
        pair = sorted(member[0] for member in (members[0], members[-1]))
        members = [(name, data, value if data != members[0][1] else
                    odd_files.TAKEN if name == pair[0] else odd_files.TWICE)
                   for name, data, value in members]
    path = root / maker.random.choice(("set.zip", "set.tar.gz"))
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a/", b"")
            for name, data, _ in members:
                archive.writestr(zipfile.ZipInfo(name), data)
    else:
        with tarfile.open(path, "w:gz") as archive:
            for name, data, _ in members:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
            link = tarfile.TarInfo("link.png")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
            members.append(("link.png", b"", odd_files.SPECIAL))
    wanted = {os.fsencode(path) + b"/" + name.lstrip("/").encode(): value
              for name, _, value in members}
    contents = {os.fsencode(path) + b"/" + name.lstrip("/").encode(): data
                for name, data, _ in members}
    extend_and_check(root, wanted, contents, [path],
                     sum(value == odd_files.TAKEN for value in wanted.values()))
    assert {entry.name for entry in root.iterdir()} == {path.name, "out"}


def set_of_edges(root, maker):
    """eme on photos with annotations in all forms."""
    data = root / "bsds"
    wanted = {}
    for split in ("train", "val", "test"):
        images, truth = data / "images" / split, data / "groundTruth" / split
        images.mkdir(parents=True)
        truth.mkdir(parents=True)
        for number in range(maker.random.randrange(1, 4)):
            stem = maker.random.choice(("a%d", "ü %d", "%d.v2")) % number
            image = maker.image()
            ending = maker.random.choice((".jpg", ".JPG", ".jpeg", ".png", ".PNG"))
            kind = "PNG" if ending.lower() == ".png" else "JPEG"
            path = images / (stem + ending)
            path.write_bytes(maker.encode(image, kind))
            shape, fault = (image.height, image.width), odd_files.TAKEN
            choice = maker.random.choice(
                ("", "", "", "no mat", "other size", "cut", "field", "stem",
                 "picture"))
            if choice == "other size":
                shape, fault = (shape[1] + 50, shape[0]), odd_files.PARTNER
            odd_mat.write(truth / (stem + ".mat"), shape, maker.random,
                          form="row of structs" if choice == "field" else None,
                          field=b"Edges" if choice == "field" else
                          b"Boundaries")
            if choice == "field":
                fault = odd_files.UNREADABLE
            elif choice == "no mat":
                (truth / (stem + ".mat")).unlink()
                fault = odd_files.PARTNER
            elif choice == "cut":
                mat = truth / (stem + ".mat")
                mat.write_bytes(mat.read_bytes()[:150])
                fault = odd_files.UNREADABLE
            elif choice == "picture":
                path.write_bytes(b"<html>")
                fault = odd_files.UNREADABLE
            elif choice == "stem":
                fault = odd_files.PARTNER
                if split != "test":
                    wanted[os.fsencode(images / (stem + ".bmp"))] = fault
                (images / (stem + ".bmp")).write_bytes(
                    maker.encode(maker.image(), "BMP"))
            if split != "test":
                wanted[os.fsencode(path)] = fault
    done = run("eme", root / "out", "--data", data, "--steps=1", "--batch=1",
               "--crop=16", "--widths=8,8,8,8", "--threads=1", "--shapes=0")
    check_summary(done.text, wanted)
    enough = odd_files.TAKEN in wanted.values()
    assert done.returncode == (0 if enough else 1), done.text
    assert (root / "out/eme.safetensors").exists() == enough


def set_of_pairs(root, maker):
    """evaluate on pairs of pictures, among files that form no pairs."""
    folder = root / maker.random.choice(("pairs", "edges", "tables", "ü"))
    folder.mkdir()
    wanted = {}
    for number in range(maker.random.randrange(1, 5)):
        size = {"width": 24, "height": 20}
        image, truth = maker.image(**size), maker.image(**size)
        choice = maker.random.choice(
            ("", "", "same", "size", "small", "no truth", "cut", "two"))
        fault = odd_files.PARTNER if choice else odd_files.TAKEN
        if choice == "same":
            truth = image
        elif choice == "size":
            truth = maker.image(width=30, height=20)
        elif choice == "small":
            image, truth = (maker.image(width=8, height=9) for _ in range(2))
        ending = maker.random.choice((".png", ".PNG"))
        path = folder / f"{number}-input{ending}"
        path.write_bytes(maker.encode(image, "PNG"))
        if choice != "no truth":
            (folder / f"{number}-truth.png").write_bytes(
                maker.encode(truth, "PNG"))
        if choice == "cut":
            path.write_bytes(path.read_bytes()[:90])
            fault = odd_files.UNREADABLE
        elif choice == "two":
            # Either of the two may be named in the summary.
            (folder / f"{number}-truth.bmp").write_bytes(
                maker.encode(truth, "BMP"))
        wanted[os.fsencode(path)] = fault
    (folder / "readme.txt").write_text("x")
    wanted[os.fsencode(folder / "readme.txt")] = odd_files.KIND
    done = run("evaluate", "--pairs", folder, "--filters=none",
               "--strengths=1", "--threads=1", "--cache", root / "cache",
               "--output", root / "out")
    check_summary(done.text, wanted)
    enough = odd_files.TAKEN in wanted.values()
    assert done.returncode == (0 if enough else 1), done.text
    if enough:
        tables = (root / "out/tables.csv").read_text("utf-8")
        assert "inf" not in tables and "nan" not in tables, tables


def set_of_sheets(root, maker):
    """evaluate on pictures with the same names: each gets a sheet of its own.
    """
    wanted, arguments = {}, []
    for number in range(3):
        data, ending = maker.good() if number < 2 else maker.broken()
        path = root / f"in-{number}" / f"same{ending}"
        path.parent.mkdir()
        path.write_bytes(data)
        wanted[os.fsencode(path)] = \
            odd_files.TAKEN if number < 2 else odd_files.UNREADABLE
        arguments += ["--picture", path]
    done = run("evaluate", "--look", *arguments, "--strengths=1",
               "--threads=1", "--cache", root / "cache", "--output",
               root / "out")
    assert done.returncode == 0, done.text
    check_summary(done.text, wanted)
    assert len(list((root / "out").glob("look-*.jpg"))) == 2


def set_of_run(root, maker):
    """mi from a data set with an odd name: its weights can be loaded, and its
    run can be resumed."""
    data = os.path.join(os.fsencode(root), maker.random.choice(
        (b"M\xfcnchen", b"100%", b'"quoted"', b"two\nlines")))
    photos = root / "photos"
    photos.mkdir()
    for number in range(2):
        (photos / f"{number}.png").write_bytes(
            maker.encode(maker.image(), "PNG"))
    arguments = ("--steps=2", "--batch=1", "--crop=16", "--widths=8,8,8,8",
                 "--threads=1")
    done = run("eme", root / "eme", "--procedural", *arguments)
    assert done.returncode == 0, done.text
    done = run("extend", photos, data)
    assert done.returncode == 0, done.text
    mi = ("mi", root / "mi", "--data", data, "--eme",
          root / "eme/eme.safetensors", *arguments)
    paused = subprocess.run([PROGRAM, *mi, "--pause-at=1"], check=False,
                            capture_output=True, timeout=MOST_SECONDS)
    assert paused.returncode == 3, paused.stderr
    done = run(*mi, "--resume")
    assert done.returncode == 0, done.text
    told = run("info", root / "mi/mi.safetensors")
    assert told.returncode == 0, told.text
    assert odd_files.to_text(os.path.basename(data)) in told.stdout.decode()


def set_of_places(root, maker):
    """An output within an input, or an input within an output, is refused, and
    nothing is changed."""
    data = root / "in" / "data"
    for split in ("train", "test"):
        (data / "images" / split).mkdir(parents=True)
        for number in range(2):
            (data / "images" / split / f"{number}-input.png").write_bytes(
                maker.encode(maker.image(), "PNG"))
    (root / "link").symlink_to(data)
    (root / "inner").symlink_to(data / "images")
    out = maker.random.choice((
        data, f"{data}/", data / "out", data / "a/b/c", f"{data}/../data/x",
        root / "link", root / "link/out", root / "inner/out", root / "in",
        f"{root}/in/", root, root / "in/gone/../data/out", f"{data}//./x"))
    command = maker.random.choice((
        ("extend", data, out), ("extend", f"{data}/", out),
        ("extend", root / "link", out),
        ("extend", "--clip-art", data, "/usr/share/none", out),
        ("eme", out, "--data", data), ("mi", out, "--data", data, "--eme", data),
        ("pairs", data, out),
        ("evaluate", "--pairs", data, "--output", out),
        ("evaluate", "--edges", "--bsds", data, "--output", out),
        ("evaluate", "--pairs", data, "--cache", out),
        ("demo", maker.random.choice((data, root / "in", root / "link", root)),
         data / "images/train/0-input.png")))
    before = odd_files.state(root)
    done = run(*command)
    assert done.returncode == 1, (command, done.text)
    assert "lie in one another" in done.text, (command, done.text)
    assert odd_files.state(root) == before, (command, done.text)


KINDS = (set_of_folder, set_of_places, set_of_folder, set_of_edges,
         set_of_archive, set_of_folder, set_of_pairs, set_of_held_out,
         set_of_places, set_of_run, set_of_sheets, set_of_folder)


def main():
    n_sets = int(sys.argv[2])
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    print("TAP version 13")
    print(f"1..{n_sets}")
    n_failed = 0
    for number in range(n_sets):
        seed = first + number
        kind = KINDS[number % len(KINDS)]
        root = pathlib.Path(tempfile.mkdtemp())
        try:
            kind(root, odd_files.Maker(seed))
            print(f"ok {number + 1} - {kind.__name__}, seed {seed}", flush=True)
        except (AssertionError, OSError, subprocess.TimeoutExpired) as error:
            n_failed += 1
            print(f"not ok {number + 1} - {kind.__name__}, seed {seed}")
            print("#", repr(error)[:6000].replace("\\n", "\n# "), flush=True)
        finally:
            shutil.rmtree(os.fsencode(root), ignore_errors=True)
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
