# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How the build compiles each source, from its compile_commands.json, which is
there before anything is built."""
import json
import os
import pathlib
import shlex

# Arguments that say what to make, not how to read the source, and warnings that
# only some compilers know.
WITH_VALUE = ("-o", "-MF", "-MQ", "-MT")
DROPPED = ("-c", "-MD", "-MMD", "-Werror", "-g", "-pthread",
           "-fdiagnostics-color=always")


class Command:
    def __init__(self, source, folder, arguments):
        self.source = source  # relative to the project's root
        self.folder = folder  # where the compiler runs
        self.arguments = arguments  # without compiler, source and output


def simplify(arguments, source):
    """The arguments behind the compiler that say how to read the source."""
    kept = []
    skip = False
    for argument in arguments:
        if skip or argument in WITH_VALUE:
            skip = not skip
        elif argument not in DROPPED and argument != source:
            kept.append(argument)
    while kept and not kept[0].startswith("-"):
        kept.pop(0)  # ccache, cc
    return kept


def read(root, build):
    """{source: its first Command}, of all sources below root."""
    found = {}
    text = (build / "compile_commands.json").read_text(encoding="utf-8")
    for entry in json.loads(text):
        path = pathlib.Path(os.path.normpath(
            pathlib.Path(entry["directory"]) / entry["file"]))
        if not path.is_relative_to(root) or not path.is_file():
            continue
        source = path.relative_to(root)
        arguments = simplify(shlex.split(entry["command"]), entry["file"])
        found.setdefault(source, Command(source, entry["directory"], arguments))
    return found


def home(header):
    """The folder whose sources a header belongs to: ui for ui/include/..."""
    parts = header.parent.parts
    return pathlib.Path(*parts[:parts.index("include")]
                        if "include" in parts else parts)


def for_header(commands, header):
    """A command that reads a header as the sources of its folder are read, with
    all their include folders. None if the build compiles nothing there."""
    beside = [command for source, command in commands.items()
              if source.parent == home(header)]
    if not beside:
        return None
    arguments = list(beside[0].arguments)
    for command in beside[1:]:
        arguments += [argument for argument in command.arguments
                      if argument.startswith("-I")
                      and argument not in arguments]
    return Command(header, beside[0].folder, arguments)
