/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command reads and where it writes have to lie apart: what it wrote
 * must not be what it reads the next time. And files that are read have to be
 * files: opening a pipe waits for ever.
 */
#pragma once

#include <glib.h>

/* FALSE and UNSUPPORTED, naming both, if the folder out (which need not be
 * there yet) is in's folder in or lies in it, or the folder or file in lies in
 * out: whatever links, case or mounts they are named by. TRUE too if one is
 * NULL, or in is not there. Touches nothing. */
gboolean
train_places_are_apart (const char *out, const char *in, GError **error);

/* All bytes of a regular file of at most TRAIN_PLACES_MOST_BYTES. NULL and IO,
 * its message the reason alone, without file's name, if it is none or cannot be
 * read. Never waits. Free with g_bytes_unref. Thread-safe. */
#define TRAIN_PLACES_MOST_BYTES ((gsize) 256 << 20)
GBytes *train_places_read_file (const char *file, GError **error);
