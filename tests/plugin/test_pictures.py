# SPDX-FileCopyrightText: 2026 The structure-smooth authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the dialog for the help page, and for a look at its
layout. Not a test of its own, see plugin/help/make. They go into the folder
SMOOTH_PICTURES, with SMOOTH_PICTURES_SUFFIX in their names."""
import os

import screen
from harness import case
from scenes import SCALED, opened, photo, settled

FOLDER = os.environ.get("SMOOTH_PICTURES", ".")
SUFFIX = os.environ.get("SMOOTH_PICTURES_SUFFIX", "")


def save(dialog, name):
    # The pointer must not be where it opens a tooltip.
    screen.press_key(1390, 990, 0)
    settled(dialog, "600")
    screen.time.sleep(0.5)
    window = next(n for n in screen.children(dialog.program)
                  if n.get_role_name() == "dialog")
    picture = screen.Gdk.pixbuf_get_from_window(screen.Gdk.get_default_root_window(),
                                         *dialog.place(window))
    picture.savev(os.path.join(FOLDER, name + SUFFIX + ".jpg"), "jpeg",
                  ["quality"], ["85"])


@case
def pictures():
    """Pictures of the dialog"""
    photo(*SCALED)
    dialog = opened()
    settled(dialog)
    dialog.toggle("radio button", "Edge map")
    save(dialog, "edge-map")
    dialog.toggle("radio button", "Result")
    dialog.toggle("check box", "Split view")
    save(dialog, "split")
    dialog.press("Cancel")
    dialog.wait_until_closed()
