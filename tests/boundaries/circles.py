#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No two source files need each other, directly or around a circle.

Usage: circles.py SOURCE-ROOT BUILD-ROOT

File A needs file B if an object made from A uses a symbol that an object made
from B defines. #include lines don't show this: two files may declare each
other's functions in one private header. nm tells the symbols; which object was
made from which source stands in the build's compile_commands.json. A circle is
a strongly connected component of more than one file. Files of tests are left
out. Speaks TAP.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys

TOPS = ("core", "ui", "plugin")
DEFINED = set("TDBRVWC")
MAX_NAMES = 4  # how many symbols a problem is explained with


def objects(root, build):
    """Returns (source file, object, its folder) of each compilation of the
    product. The folder tells for which library or program the object is made.
    """
    text = (build / "compile_commands.json").read_text(encoding="utf-8")
    for entry in json.loads(text):
        source = pathlib.Path(os.path.normpath(
            pathlib.Path(entry["directory"]) / entry["file"]))
        if not source.is_relative_to(root):
            continue
        source = source.relative_to(root)
        made = build / entry["output"]
        if source.parts[0] in TOPS and made.exists():
            yield source.as_posix(), made, made.parent.name


def symbols(made):
    """Returns (kind, name) of an object's global symbols."""
    said = subprocess.run(["nm", "-g", "-P", *map(str, made)], check=True,
                          capture_output=True, text=True).stdout
    for line in said.splitlines():
        if line.endswith(":"):
            yield "file", line.rstrip(":").split("[")[0]
        elif line:
            name, kind = line.split()[:2]
            yield kind, name


def read_needs(root, build):
    """Returns {file: {needed file: [symbols]}}."""
    made = {str(path): (source, target)
            for source, path, target in objects(root, build)}
    assert made, f"no objects of {', '.join(TOPS)} below {build}"
    homes = collections.defaultdict(set)
    uses = []
    here = next(iter(made)) if len(made) == 1 else None
    for kind, name in symbols(made):
        if kind == "file":
            here = name
        elif kind in DEFINED:
            homes[name].add(made[here])
        elif kind in "Uw":
            uses.append((made[here], name))
    needs = collections.defaultdict(lambda: collections.defaultdict(list))
    for (source, target), name in uses:
        # If several files define the symbol, the one of the same program or
        # library is meant.
        near = {home for home in homes[name] if home[1] == target}
        for home, _ in near or homes[name]:
            if home != source:
                needs[source][home].append(name)
    return needs


def components(needs):
    """Returns the strongly connected components of more than one file, by
    Tarjan's algorithm."""
    index, low, stack, found = {}, {}, [], []

    def visit(file):
        index[file] = low[file] = len(index)
        stack.append(file)
        for other in needs.get(file, ()):
            if other not in index:
                visit(other)
                low[file] = min(low[file], low[other])
            elif other in stack:
                low[file] = min(low[file], index[other])
        if low[file] == index[file]:
            component = []
            while not component or component[-1] != file:
                component.append(stack.pop())
            if len(component) > 1:
                found.append(sorted(component))

    for file in list(needs):
        if file not in index:
            visit(file)
    return sorted(found)


def problems(needs):
    for files in components(needs):
        yield "circle: " + ", ".join(files)
        for file in files:
            for other in sorted(set(files) & set(needs[file])):
                names = sorted(set(needs[file][other]))
                more = " ..." if len(names) > MAX_NAMES else ""
                yield f"  {file} needs {other}: " \
                      f"{', '.join(names[:MAX_NAMES])}{more}"


def main():
    root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    needs = read_needs(root, build)
    found = list(problems(needs))
    print("TAP version 13\n1..1")
    print(f"{'not ok' if found else 'ok'} 1 no circles among the files of"
          f" {', '.join(TOPS)}")
    for problem in found:
        print(f"# {problem}")


if __name__ == "__main__":
    main()
