# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads from the build's compile_commands.json how each source is compiled.
The file exists before anything is built."""
import json
import os
import pathlib
import shlex

# Arguments that say what to make and not how to read the source, and warnings
# that only some compilers know.
WITH_VALUE = ("-o", "-MF", "-MQ", "-MT")
DROPPED = ("-c", "-MD", "-MMD", "-Werror", "-g", "-pthread",
           "-fdiagnostics-color=always")


class Command:
    def __init__(self, source, folder, arguments):
        self.source = source  # path relative to the project's root
        self.folder = folder  # the folder in which the compiler is started
        # without the compiler, the source and the output
        self.arguments = arguments


def simplify(arguments, source):
    """Returns those arguments behind the compiler that say how to read the
    source."""
    kept = []
    skip = False
    for argument in arguments:
        if skip or argument in WITH_VALUE:
            skip = not skip
        elif argument not in DROPPED and argument != source:
            kept.append(argument)
    while kept and not kept[0].startswith("-"):
        kept.pop(0)  # drops ccache and cc
    return kept


def read(root, build):
    """Returns {source: its first Command} for all sources below root."""
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
    """Returns the folder whose sources a header belongs to: ui for
    ui/include/..."""
    parts = header.parent.parts
    return pathlib.Path(*parts[:parts.index("include")]
                        if "include" in parts else parts)


def for_header(commands, header):
    """Returns a command that reads a header as the sources of its folder are
    read, with all of their include folders. None if the build compiles nothing
    there."""
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
