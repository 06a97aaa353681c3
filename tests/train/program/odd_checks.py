# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What odd-sets.py asserts: what a command says about the files that it was
given, and what it makes of them."""
import io
import json
import os
import re
import subprocess
import sys

import numpy
from PIL import Image, ImageOps

import odd_files

PROGRAM = sys.argv[1]
SUMMARY = re.compile(
    r"(\d+) taken \((\d+) of them from an earlier run\), (\d+) left out")
# More than any command takes for these data sets, on a busy machine too.
MOST_SECONDS = 240


def run(*arguments, env=None):
    """Runs a command. Returns the ended process with its stderr as text.
    Asserts that no signal ended it."""
    done = subprocess.run(
        [PROGRAM, *arguments], capture_output=True, check=False,
        timeout=MOST_SECONDS, stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})})
    done.text = done.stderr.decode("utf-8", "backslashreplace")
    assert done.returncode in (0, 1), (done.returncode, done.text[-2000:])
    return done


def check_summary(text, wanted, n_earlier=0):
    """Asserts that text says of each file what wanted, {path: what has to
    become of it}, says."""
    found = SUMMARY.search(text)
    assert found, text
    n_taken = sum(value == odd_files.TAKEN for value in wanted.values())
    numbers = tuple(map(int, found.groups()))
    assert numbers == (n_taken, n_earlier, len(wanted) - n_taken), \
        (numbers, n_taken, len(wanted) - n_taken, text, wanted)
    for reason in set(wanted.values()) - {odd_files.TAKEN}:
        n = sum(value == reason for value in wanted.values())
        assert f"  {n} {reason}:" in text, (n, reason, text)
    for path, value in wanted.items():
        if value != odd_files.TAKEN:
            assert odd_files.to_text(path) in text, (path, value, text)


def read_upright(data):
    """Returns the picture as it must be in the data set: RGB on white, rotated
    as its EXIF data say."""
    image = Image.open(io.BytesIO(data))
    image.seek(0)
    image = ImageOps.exif_transpose(image)
    if image.mode == "I;16":
        image = Image.fromarray(
            (numpy.asarray(image) >> 8).astype(numpy.uint8))
    if image.mode in ("RGBA", "LA"):
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA"))
    return numpy.asarray(image.convert("RGB")).astype(float)


def check_photo(out, entry, data):
    """Asserts that the files of the entry are the picture in data, once
    unchanged and once for each strength of the teacher."""
    wanted = read_upright(data)
    for strength in range(5):
        path = out / f"{entry['file']}-{strength}.png"
        made = numpy.asarray(Image.open(path).convert("RGB")).astype(float)
        assert made.shape == wanted.shape, (path, made.shape, wanted.shape)
        if strength == 0 and Image.open(io.BytesIO(data)).mode != "CMYK":
            assert abs(made - wanted).mean() < 3, (entry, abs(made - wanted).mean())
        if Image.open(io.BytesIO(data)).mode != "CMYK":
            drift = abs(made.mean((0, 1)) - wanted.mean((0, 1))).max()
            assert drift < 6, (entry, strength, drift)


def check_set(out, wanted, contents):
    """Asserts that the data set in out has what wanted says. contents: {path:
    bytes} of the photos."""
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    sources = {odd_files.to_text(path): path for path, value in wanted.items()
               if value == odd_files.TAKEN}
    entries = sum((manifest[kind] for kind in
                   ("photos", "clip-art", "textures")), [])
    assert {entry["source"] for entry in entries} == set(sources), \
        (entries, sources)
    assert len({entry["file"] for entry in entries}) == len(sources), entries
    for entry in manifest["photos"]:
        check_photo(out, entry, contents[sources[entry["source"]]])
    made = sum(len(list((out / kind).iterdir()))
               for kind in ("photos", "clip-art", "textures"))
    assert made == len(entries) + 4 * len(manifest["photos"]), made


def read_all(wanted):
    """Returns {path: bytes} of the files that have to be taken."""
    contents = {}
    for path, value in wanted.items():
        if value == odd_files.TAKEN:
            with open(path, "rb") as file:
                contents[path] = file.read()
    return contents


def extend_and_check(root, wanted, contents, arguments, n_photos):
    """Asserts that extend makes the set that wanted says, and makes it once: a
    second call finds all of it. Without photos it has to refuse."""
    out = root / "out"
    if n_photos == 0:
        refused = run("extend", *arguments, out)
        assert refused.returncode == 1 and "extend: " in refused.text, \
            refused.text
        return
    for n_earlier in (0, sum(value == odd_files.TAKEN
                             for value in wanted.values())):
        done = run("extend", *arguments, out)
        assert done.returncode == 0, done.text
        assert SUMMARY.search(done.text), done.text
        check_summary((out / "left-out.txt").read_text("utf-8"), wanted,
                      n_earlier)
        check_set(out, wanted, contents)
