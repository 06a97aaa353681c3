# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds and watches the plug-in's process below the running GIMP."""
import glob
import os
import threading

import harness


def is_plug_in(pid):
    """Returns whether a process is the plug-in's, below this GIMP."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8",
                  errors="replace") as file:
            text = file.read()
    except OSError:
        return False
    name = text[text.index("(") + 1:text.rindex(")")]
    parent = int(text[text.rindex(")") + 2:].split()[1])
    return parent == os.getppid() and harness.NAME.startswith(name)


def plug_in_processes():
    """Returns the ids of the plug-in's processes below this GIMP."""
    pids = [int(path.split("/")[2]) for path in glob.glob("/proc/[0-9]*/stat")]
    return [pid for pid in pids if is_plug_in(pid)]


def processor_time(pid):
    """Returns for how many seconds a process's threads have computed."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        text = file.read()
    fields = text[text.rindex(")") + 2:].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Watch(threading.Thread):
    """Measures the largest resident memory and the processor time of the
    plug-in's process."""

    def __init__(self):
        super().__init__(daemon=True)
        self.peak_mib = 0.0
        self.computed_s = 0.0
        self.ended = threading.Event()

    def run(self):
        while not self.ended.wait(0.05):
            for pid in plug_in_processes():
                try:
                    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
                        lines = dict(line.split(":", 1) for line in file)
                    self.computed_s = max(self.computed_s,
                                          processor_time(pid))
                except (OSError, ValueError):
                    continue
                size = float(lines.get("VmHWM", "0 kB").split()[0]) / 1024
                self.peak_mib = max(self.peak_mib, size)
