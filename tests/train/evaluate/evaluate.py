#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command `evaluate` from outside: tables of tiny pairs, and its errors.

    evaluate.py PROGRAM
"""
import csv
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

PROGRAM = sys.argv[1]


def png(width, height, pixel):
    """Returns an 8-bit RGB PNG whose colours are pixel (x, y)."""
    def chunk(kind, data):
        body = kind + data
        return (struct.pack(">I", len(data)) + body
                + struct.pack(">I", zlib.crc32(body)))

    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in pixel(x, y))
        for y in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2,
                                         0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def truth(x, _):
    return (60, 80, 100) if x < 20 else (180, 170, 160)


def textured(x, y):
    return tuple(v + (12 if (x + y) % 2 else -12) for v in truth(x, y))


def make_pairs(folder):
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}-input.png").write_bytes(png(40, 24, textured))
        (folder / f"{name}-truth.png").write_bytes(png(40, 24, truth))
    return folder


def evaluate(root, *arguments):
    return subprocess.run(
        [PROGRAM, "evaluate", "--cache", str(root / "cache"), *arguments],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "LC_ALL": "C"})


def test_tables(root):
    pairs = make_pairs(root / "tiny")
    out = root / "out"
    result = evaluate(root, "--pairs", str(pairs), "--filters", "rtv",
                      "--strengths", "0.5,1", "--output", str(out))
    assert result.returncode == 0, result.stderr
    assert "tiny: 2 pairs" in result.stdout
    with open(out / "tables.csv", encoding="utf-8", newline="") as table:
        rows = {row[1]: row for row in csv.reader(table)
                if row and row[0].startswith("tiny: ")}
    assert set(rows) == {"input", "MI", "RTV"}, rows
    # The PSNR of a difference of 12 is 20 log10 (255 / 12).
    assert abs(float(rows["input"][3]) - 26.55) < 0.01, rows
    assert "| RTV |" in (out / "tables.md").read_text()
    assert (out / "tables.txt").read_text() == result.stdout[:-1]
    assert (out / "tiny-sheet.png").is_file()
    assert (out / "tiny.svg").is_file() and (out / "tiny.png").is_file()


def test_look(root):
    picture = root / "step.png"
    picture.write_bytes(png(40, 24, textured))
    out = root / "out"
    result = evaluate(root, "--look", "--picture", str(picture),
                      "--strengths", "0.5,1", "--scales", "1,2",
                      "--output", str(out))
    assert result.returncode == 0, result.stderr
    sheet = (out / "look-step.jpg").read_bytes()
    frame = sheet.index(b"\xff\xc0")  # height and width of the JPEG
    assert struct.unpack(">HH", sheet[frame + 5:frame + 9]) == (52, 128)
    result = evaluate(root, "--look", "--picture", str(picture))
    assert result.returncode == 1
    assert "--look with" in result.stderr


def test_cached(root):
    pairs = make_pairs(root / "tiny")
    arguments = ("--pairs", str(pairs), "--filters", "rtv")
    first = evaluate(root, *arguments)
    n_kept = len(list((root / "cache").iterdir()))
    second = evaluate(root, *arguments)
    assert first.returncode == 0 and first.stdout == second.stdout
    assert n_kept > 20 and len(list((root / "cache").iterdir())) == n_kept


def refuse(root, word, *arguments):
    result = evaluate(root, *arguments)
    assert result.returncode == 1, result
    assert any(line.startswith("evaluate: ")
               for line in result.stderr.splitlines()), result.stderr
    assert word in result.stderr, result.stderr
    assert result.stdout == "", result.stdout


def test_errors(root):
    (root / "empty").mkdir()
    pairs = make_pairs(root / "tiny")
    refuse(root, "wanted: --pairs")
    refuse(root, str(root / "none"), "--pairs", str(root / "none"))
    refuse(root, "input.png", "--pairs", str(root / "empty"))
    refuse(root, "--strengths", "--checks", "--strengths", "0.5,2")
    refuse(root, "there is no 'rvt'", "--checks", "--filters", "rvt")
    refuse(root, "none/eme.safetensors", "--checks", "--weights",
           str(root / "none"))
    refuse(root, "images/test", "--edges", "--bsds", str(root / "empty"))
    whole = (pairs / "b-truth.png").read_bytes()
    for name in "ab":
        (pairs / f"{name}-truth.png").write_bytes(whole[:-20])
    refuse(root, "b-truth.png", "--pairs", str(pairs))
    (pairs / "b-truth.png").write_bytes(b"no picture")
    refuse(root, "b-truth.png", "--pairs", str(pairs))
    (pairs / "b-truth.png").unlink()
    refuse(root, "b-truth.png", "--pairs", str(pairs))
    (pairs / "a-truth.png").write_bytes(whole)
    result = evaluate(root, "--pairs", str(pairs), "--filters", "none",
                      "--strengths", "1")
    assert result.returncode == 0 and "1 taken" in result.stderr, result.stderr
    assert "b-truth.png" in result.stderr, result.stderr


def test_without_opencv(root):
    pairs = make_pairs(root / "tiny")
    result = evaluate(root, "--pairs", str(pairs), "--filters", "guided",
                      "--opencv", str(root / "missing.py"))
    assert result.returncode == 0, result.stderr
    assert "left out: guided" in result.stderr, result.stderr
    assert "missing.py" in result.stderr, result.stderr


def main():
    tests = [test_tables, test_look, test_cached, test_errors, test_without_opencv]
    print("TAP version 13")
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        with tempfile.TemporaryDirectory() as root:
            try:
                test(pathlib.Path(root))
                print("ok", number, "-", test.__name__)
            except AssertionError as error:
                print("not ok", number, "-", test.__name__)
                print("#", str(error).replace("\n", "\n# "))


main()
