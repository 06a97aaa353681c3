/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a key file that may be damaged. GKeyFile stops at the first line that
 * it does not understand, and all that stands behind it is lost.
 */
#pragma once

#include <glib.h>

/* Adds to file all groups and keys that bytes hold: UTF-8, with or without a
 * byte order mark, or UTF-16. A line that is no comment, group or key is left
 * out, and where it looks like a group's name all keys up to the next group as
 * well, since they belong to none that is known. Returns whether nothing was
 * left out and the bytes are UTF-8. */
gboolean key_text_parse (const char *bytes, gsize n_bytes, GKeyFile *file);
