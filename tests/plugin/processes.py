# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds and watches the plug-in's process below the running GIMP."""
import glob
import os
import threading

import harness


def plug_in_processes():
    """Returns the ids of the plug-in's processes below this GIMP."""
    found = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:
            continue
        name = text[text.index("(") + 1:text.rindex(")")]
        parent = int(text[text.rindex(")") + 2:].split()[1])
        if parent == os.getppid() and harness.NAME.startswith(name):
            found.append(int(path.split("/")[2]))
    return found


class Watch(threading.Thread):
    """Measures the largest resident memory of the plug-in's process."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak_mib = 0.0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(0.05):
            for pid in plug_in_processes():
                try:
                    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
                        lines = dict(line.split(":", 1) for line in file)
                except (OSError, ValueError):
                    continue
                size = float(lines.get("VmHWM", "0 kB").split()[0]) / 1024
                self.peak_mib = max(self.peak_mib, size)
