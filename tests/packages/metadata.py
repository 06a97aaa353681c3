#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said about the release in several places is the same in all of them.
Speaks TAP.

Usage: metadata.py SOURCE-ROOT
"""
import email.utils
import pathlib
import re
import sys
import xml.etree.ElementTree

ROOT = pathlib.Path(sys.argv[1])
PACKAGING = ROOT / "plugin/packaging"
INNO_SECTIONS = {"Setup": "=", "Files": ":"}
INNO_LINE = {"=": re.compile(r"\w+=.+"),
             ":": re.compile(r'(\w+: ("[^"]*"|[\w ]+)(; |$))+$')}


def read(name):
    return (ROOT / name).read_text("utf-8")


def newest_release():
    """(version, date, screenshots) of the metainfo."""
    tree = xml.etree.ElementTree.parse(PACKAGING / "metainfo.xml.in").getroot()
    release = tree.find("releases/release")
    return release.get("version"), release.get("date"), [
        (image.text, int(image.get("width")), int(image.get("height")))
        for image in tree.iter("image")]


def check_versions():
    version = re.search(r"version: '([\d.]+)'", read("meson.build"))[1]
    meta_version, meta_date, _ = newest_release()
    heading = re.search(r"^## ([\d.]+), (\d{4}-\d\d-\d\d)", read("CHANGELOG.md"),
                        re.M)
    debian = read("plugin/packaging/debian/changelog")
    if meta_version != version:
        yield f"metainfo.xml.in has {meta_version}, meson.build {version}"
    if heading is None or heading[1] != version:
        yield f"CHANGELOG.md's newest release is not {version}"
    elif heading[2] != meta_date:
        yield f"CHANGELOG.md has {heading[2]}, metainfo.xml.in {meta_date}"
    debian_version = re.match(r"structure-smooth \(([\d.]+)-\d+\)", debian)
    if debian_version is None or debian_version[1] != version:
        yield f"debian/changelog's newest release is not {version}"
    date = re.search(r"^ -- .*  (.*)$", debian, re.M)[1]
    if email.utils.parsedate_to_datetime(date).date().isoformat() != meta_date:
        yield f"debian/changelog has '{date}', metainfo.xml.in {meta_date}"


def jpeg_size(data):
    """Width and height of a baseline JPEG file."""
    at = data.index(b"\xff\xc0")
    return (int.from_bytes(data[at + 7:at + 9], "big"),
            int.from_bytes(data[at + 5:at + 7], "big"))


def check_screenshots():
    screenshots = newest_release()[2]
    if not screenshots:
        yield "there are none"
    for address, width, height in screenshots:
        file = ROOT / address.removeprefix("@HOMEPAGE@/raw/v@VERSION@/")
        if not file.is_file():
            yield f"there is no {file}"
        elif jpeg_size(file.read_bytes()) != (width, height):
            yield f"{file} has another size than {width} x {height}"


def check_licence_of_weights():
    """Weights that were trained on pictures for research only say so in each
    package; others don't."""
    table = re.search(r"## Data and its licences(.*?)\n## ",
                      read("weights/README.md"), re.S)[1]
    is_research = "non-commercial" in table
    for name in ("debian/copyright", "debian/control", "zip/README.txt"):
        said = " ".join((PACKAGING / name).read_text("utf-8").split())
        if ("non-commercial" in said) != is_research:
            yield (f"{name} and weights/README.md disagree on whether the weights"
                   " are for non-commercial use only")


def check_inno_script():
    """The sections and the form of each line; not what Inno Setup makes of
    it."""
    section = None
    for number, line in enumerate(
            read("plugin/packaging/windows/structure-smooth.iss").splitlines(),
            1):
        line = line.strip()
        if not line or line.startswith((";", "#")):
            continue
        if line.startswith("["):
            section = line.strip("[]")
            if section not in INNO_SECTIONS:
                yield f"line {number}: unknown section {line}"
        elif section not in INNO_SECTIONS \
                or not INNO_LINE[INNO_SECTIONS[section]].fullmatch(line):
            yield f"line {number}: '{line}'"


CHECKS = {
    "one version and one date of the release": check_versions,
    "the screenshots exist, and have the sizes that are said":
        check_screenshots,
    "each package says what the weights were trained on":
        check_licence_of_weights,
    "the script for Inno Setup has its form": check_inno_script,
}


def main():
    print(f"TAP version 13\n1..{len(CHECKS)}")
    for number, (name, check) in enumerate(CHECKS.items(), 1):
        problems = list(check())
        print(f"{'not ok' if problems else 'ok'} {number} {name}")
        for problem in problems:
            print(f"# {problem}")


if __name__ == "__main__":
    main()
