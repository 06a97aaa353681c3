#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the metainfo file out of metainfo.xml.in:

    metainfo.py TEMPLATE OUTPUT VERSION HOMEPAGE

HOMEPAGE is the address of the repository at GitHub or the like, where a file of
a tag is found below raw/. If it is empty, the links and the screenshots are left
out, because nobody could follow them.
"""
import pathlib
import re
import sys

NEEDS_HOMEPAGE = re.compile(r" *<(url|screenshots)\b.*?</\1>\n", re.S)


def main():
    template, output, version, homepage = sys.argv[1:]
    text = pathlib.Path(template).read_text("utf-8")
    if not homepage:
        text = NEEDS_HOMEPAGE.sub("", text)
    text = text.replace("@HOMEPAGE@", homepage.rstrip("/"))
    text = text.replace("@VERSION@", version)
    pathlib.Path(output).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
