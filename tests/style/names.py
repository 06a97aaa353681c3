#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file that a comment, a docstring or a Markdown file names exists.

Usage: names.py ROOT

A name counts as that of a file of the project if it ends like a source or a
document (graph.h, tests/README.md), if it is a path that begins with one of the
top folders (core/net), or if it is a link in Markdown. It may be shortened from
the left (net/graph.h), and have a * for any letters. Headers of other projects
are known by the #include lines that name them, other foreign files by FOREIGN.
"""
import ast
import fnmatch
import io
import os
import pathlib
import re
import tokenize

import tree

TOPS = ("core", "ui", "plugin", "tests", "weights")
# The name must not be part of a longer word, of an address, or of a name with
# a $ or <> in it.
BEFORE = r"(?<![\w/.*$<>~{}%-])"
AFTER = r"(?![\w/*$<>{}%]|-\w|\.\w)"
PARTS = r"[\w.*-]+(?:/[\w.*-]+)*"
SOURCE = re.compile(
    BEFORE + rf"({PARTS}\.(?:c|h|py|md|sh|scm|build|dict|po|in))" + AFTER)
PATH = re.compile(BEFORE + rf"((?:{'|'.join(TOPS)})/{PARTS}/?)" + AFTER)
LINK = re.compile(r"\]\(([^)\s]+)\)")
C_COMMENT = re.compile(
    r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*(.*?)\*/|//([^\n]*)', re.S)
HASH_COMMENT = re.compile(r"(?:^|\s)#(?!\s*include\b)([^\n]*)")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
# Names of files that others have, or that a program makes, with the reason.
FOREIGN = {
    "net.py": "the networks in PyTorch, an input of tests/train/oracle.py",
    "tests/fuzz/fuzz-weights": "a program, made by the build",
}


def c_comments(text):
    for match in C_COMMENT.finditer(text):
        yield match.start(), match[1] or match[2] or ""


def python_comments(text):
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield starts[token.start[0] - 1], token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)):
            said = ast.get_docstring(node, clean=False)
            if said:
                yield starts[node.body[0].lineno - 1], said


def hash_comments(text):
    for match in HASH_COMMENT.finditer(text):
        yield match.start(), match[1]


def whole(text):
    yield 0, text


def comments(name, text):
    """Returns (offset, text) of everything in a file that people read; None
    for files without such text."""
    if name.suffix in (".c", ".h"):
        return c_comments(text)
    if name.suffix == ".py":
        return python_comments(text)
    if name.suffix == ".md":
        return whole(text)
    if name.suffix in (".sh", ".build", ".txt", ".in") \
            or text.startswith("#!"):
        return hash_comments(text)
    return ()


class Known:
    """What exists: each file and folder, by every part of its path that ends
    it."""

    def __init__(self, root, names):
        self.paths = set()
        self.endings = set()
        for name in names:
            for path in (name, *name.parents):
                if path != pathlib.Path("."):
                    self.add(path)
        self.foreign = set()
        for name in names:
            if name.suffix in (".c", ".h"):
                text = (root / name).read_text(encoding="utf-8")
                self.foreign.update(INCLUDE.findall(text))

    def add(self, path):
        self.paths.add(path.as_posix())
        for i in range(len(path.parts)):
            self.endings.add("/".join(path.parts[i:]))

    def has(self, said, name):
        """Returns whether the file called name may name the file said."""
        said = said.rstrip("/.")
        if "*" in said:
            return any(fnmatch.fnmatchcase(ending, said)
                       for ending in self.endings)
        if said in self.foreign or said in FOREIGN:
            return True
        if said.startswith("."):
            path = os.path.normpath(name.parent / said)
            return pathlib.Path(path).as_posix() in self.paths
        return said in self.endings


def problems(root, names):
    known = Known(root, names)
    for name in names:
        if name.suffix in (".png", ".jpg", ".safetensors"):
            continue
        try:
            text = (root / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for offset, said in comments(name, text):
            found = [(m.start(), m[1]) for m in SOURCE.finditer(said)]
            found += [(m.start(), m[1]) for m in PATH.finditer(said)]
            for at, file in sorted(set(found)):
                if not known.has(file, name):
                    line = text.count("\n", 0, offset)
                    line += said.count("\n", 0, at) + 1
                    yield f"{name}:{line}: there is no {file}"
        if name.suffix == ".md":
            yield from dead_links(root, name, text)


def dead_links(root, name, text):
    for match in LINK.finditer(text):
        target = match[1].partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:") \
                and not (root / name.parent / target).exists():
            line = text.count("\n", 0, match.start()) + 1
            yield f"{name}:{line}: there is no {target}"


def main():
    root = tree.root_argument()
    names = tree.files(root)
    tree.report([("every file named in comments and Markdown exists",
                  problems(root, names))])


if __name__ == "__main__":
    main()
