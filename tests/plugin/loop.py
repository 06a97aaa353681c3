# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the module loop-watch has written about the dialog's main loop.
"""
import os

import numpy as np

TICK_S = 0.005


class Watch:
    """Watches the main loop from the moment at which it is made."""

    def __init__(self):
        self.path = os.environ["SMOOTH_TEST_LOOP"]
        self.start = os.path.getsize(self.path) if os.path.exists(
            self.path) else 0

    def silences(self):
        """Returns, for each time that the main loop did not answer its timer
        though the timer was due, three numbers of seconds: how long that took
        by the clock; the same without the time in which the thread was ready
        but had no processor; and the time in which the thread computed. The
        array has the shape (n, 3)."""
        with open(self.path, encoding="utf-8") as file:
            file.seek(self.start)
            lines = [line.split() for line in file if line.endswith("\n")]
        assert lines, "the main loop was not watched"
        taken, computed, waited = np.array(lines, float).T[1:] / 1e6
        late = np.maximum(taken - TICK_S, 0)
        return np.array([late, np.maximum(late - waited, 0), computed]).T


def described(silences):
    """Returns a text with the median, the 99th percentile and the maximum of
    what silences () has returned."""
    rows = np.quantile(silences, [0.5, 0.99, 1], axis=0).T * 1000
    return "; ".join(
        f"{name} {row[0]:.0f}, {row[1]:.0f}, {row[2]:.0f} ms"
        for name, row in zip(("silent", "of that not for want of a processor",
                              "computing"), rows))
